// SPDX-License-Identifier: Apache-2.0
// The linter on an interface of a few names: what it says, and that it says nothing of what is right. The golden cases
// of tests/golden/rules show every message as users see it.
#include "rules/lint/lint.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/rules/rule_test.hpp"

using namespace sdvlite;
using rules::Interface;
using rules::Signature;

namespace {

Signature takes(std::uint32_t arity, bool has_result = true, bool returns = true) {
    Signature s;
    s.arity = arity;
    s.has_result = has_result;
    s.returns = returns;
    return s;
}

/// Acquire(lock), Release(lock), Crash(); the step sdv_RunAll; callbacks of the role WRITE; the variable sdv_level.
Interface small() {
    Interface i;
    i.model = "small";
    i.functions = {{"Acquire", takes(1)}, {"Release", takes(1, false)}, {"Crash", takes(0, false, false)}, {"sdv_RunAll", takes(0)}};
    i.roles = {{"WRITE", takes(2)}, {"READ", Signature()}};
    i.other_roles = {{"PACKET", "large"}};
    i.globals = {"sdv_level"};
    return i;
}

/// The warnings about a rule: "line:column: message [hint]", one a line.
std::string said(const std::string& text, const Interface& interface = small()) {
    const auto compiled = rules::test::compile_text(text);
    REQUIRE(compiled.rule);
    base::DiagSink sink;
    rules::lint(*compiled.rule, interface, sink);
    std::string out;
    for (const base::Diagnostic& d : sink.all()) {
        CHECK(d.severity == base::Severity::Warning);
        out += std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + ": " + d.message;
        out += (d.hint.empty() ? "" : " [" + d.hint + "]") + "\n";
    }
    return out;
}

} // namespace

TEST_CASE("a rule that is right gets no warning") {
    CHECK(said("state { enum { off, on } s = off; int n = 0; }\n"
               "watch Acquire.exit.$1;\n"
               "Acquire.entry[guard $1] { if (s == on) abort \"$fname twice\"; s = on; n = n + 1; }\n"
               "Release.entry[guard $1] { if (n > 0) n = n - 1; else abort \"$fname\"; s = off; }\n"
               "[fun_WRITE_1, fun_WRITE_2, fun_READ].exit { if (sdv_level > 2 && $1 == 0) abort \"level\"; }\n"
               "sdv_RunAll.exit { s = off; }\n"
               "sdv_Acquire.exit { if ($return == 0) halt; }\n")
              .empty());
}

TEST_CASE("the linter knows what an interface has") {
    CHECK(said("Aquire.entry { abort \"x\"; }") ==
          "1:1: no DDI called 'Aquire' is known: the event fires only when a driver has a function of that name [did you mean 'Acquire'?]\n");
    CHECK(said("fun_WRIET.entry { abort \"x\"; }") ==
          "1:1: 'fun_WRIET' never fires: no callback of a small driver has the role 'WRIET' [did you mean 'fun_WRITE'?]\n");
    CHECK(said("fun_PACKET.entry { abort \"x\"; }") ==
          "1:1: 'fun_PACKET' never fires: small drivers have no callbacks of this role [large drivers have]\n");
    CHECK(said("WRITE.entry { abort \"x\"; }").find("write 'fun_WRITE'") != std::string::npos);
    CHECK(said("Crash.exit { abort \"x\"; }").find("'Crash' never returns") != std::string::npos);
    CHECK(said("fun_WRITE.exit { if ($3 == 0) abort \"x\"; }").find("there is no '$3': fun_WRITE has 2 arguments") != std::string::npos);
    CHECK(said("Release.exit { if ($return == 0) abort \"x\"; }").find("Release returns nothing") != std::string::npos);
    CHECK(said("Acquire.exit { if (sdv_levle == 0) abort \"x\"; }").find("did you mean 'sdv_level'?") != std::string::npos);
}

TEST_CASE("a model without a harness leaves open what it has") {
    Interface open = small();
    open.has_model = false;
    CHECK(said("sdv_RunOther.exit { if (anything == 1) abort \"x\"; }", open).empty());
    CHECK_FALSE(said("sdv_RunOther.exit { abort \"x\"; }").empty());
}

TEST_CASE("a name is reported once") {
    const std::string twice = said("Aquire.entry { abort \"x\"; }\nAquire.exit { abort \"y\"; }");
    CHECK(std::count(twice.begin(), twice.end(), '\n') == 1);
}

TEST_CASE("numbers of roles are spelt out without a warning, a name that is repeated gets one") {
    CHECK(said("[fun_WRITE_1, fun_WRITE_2].exit { abort \"x\"; }").empty());
    CHECK(said("[Acquire, Release, Acquire].entry { abort \"x\"; }") ==
          "1:20: 'Acquire' is listed already: it fires once [remove one of the two]\n");
}
