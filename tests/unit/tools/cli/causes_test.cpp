// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "tools/cli/causes.hpp"

using namespace sdvlite;

namespace {

// A driver whose functions consist of holes with these reasons.
struct Driver {
    ir::Program program;
    base::DiagSink sink;

    void function(const std::string& name, const std::string& file, const std::vector<std::string>& reasons) {
        ir::Proc proc;
        proc.name = proc.display_name = name;
        proc.span.file = program.sources.add(file);
        proc.span.line = 7;
        proc.has_body = true;
        proc.hole_reason = reasons.front();
        for (const std::string& reason : reasons) {
            ir::Stmt s;
            s.kind = ir::StmtKind::Hole;
            s.span = proc.span;
            s.text = reason;
            proc.body.push_back(std::move(s));
        }
        program.add_proc(std::move(proc));
    }

    std::vector<report::Cause> causes(const std::string& missing_header) {
        cli::MissingHeaders missing;
        if (!missing_header.empty()) sink.error({}, "'" + missing_header + "' file not found");
        missing.add(program.sources, sink);
        return cli::causes(program, missing);
    }
};

}  // namespace

TEST_CASE("cli: holes with the same cause are one group, the most frequent cause first") {
    Driver d;
    d.function("A", "a.c", {"inline assembly"});
    d.function("B", "a.c", {"clang: use of undeclared identifier 'X'", "clang: use of undeclared identifier 'X'"});
    d.function("C", "a.c", {"clang: unknown type name 'X'"});
    const auto causes = d.causes("");
    REQUIRE(causes.size() == 2);
    CHECK(causes[0].cause.find("'X'") != std::string::npos);
    CHECK(causes[0].functions == 2);
    CHECK(causes[0].holes == 3);
    CHECK(causes[0].fix.find("-D") != std::string::npos);
    CHECK(causes[1].cause == "inline assembly");
    CHECK(causes[1].fix.empty());
    CHECK(causes[1].example.line == 7);
}

TEST_CASE("cli: a name that nobody declares is put down to the header that was not found") {
    Driver d;
    d.function("A", "a.c", {"clang: use of undeclared identifier 'X'", "clang: use of undeclared identifier 'Y'", "inline assembly"});
    const auto causes = d.causes("xy.h");
    REQUIRE(causes.size() == 2);
    CHECK(causes[0].cause == "missing header 'xy.h'");
    CHECK(causes[0].functions == 1);
    CHECK(causes[0].holes == 2);
    CHECK(causes[0].fix.find("-I") != std::string::npos);
    CHECK(causes[1].cause == "inline assembly");
}
