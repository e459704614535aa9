// SPDX-License-Identifier: Apache-2.0
// What a <Rule>.h beside a rule says, and how the rule is run then.
#include <catch2/catch.hpp>

#include "rules/compiler/compile.hpp"
#include "rules/library.hpp"
#include "rules/rule_header.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite;
using rules::Harness;
using rules::RuleInfo;

namespace {

struct Read {
    RuleInfo info;
    base::SourceMap sources;
    base::DiagSink diags;

    explicit Read(const std::string& text) { rules::read_rule_header(text, "R.h", info, sources, diags); }
    std::string said() const {
        std::string out;
        for (const auto& d : diags.all()) out += std::to_string(d.span.line) + ": " + d.message + "\n";
        return out;
    }
};

const std::vector<Harness> kCallbacks = {Harness::Callbacks};
const std::vector<Harness> kLifecycle = {Harness::Lifecycle};
const std::vector<Harness> kBoth = {Harness::Callbacks, Harness::Lifecycle};

}  // namespace

TEST_CASE("rule header: the harness") {
    CHECK(Read("#define SDV_HARNESS SDV_FLAT_DISPATCH_HARNESS\n").info.harness == kCallbacks);
    CHECK(Read("#define SDV_PNP_HARNESS\n").info.harness == kLifecycle);
    CHECK(Read("#define SDV_FLAT_HARNESS\r\n#define SDV_PNP_HARNESS\r\n").info.harness == kBoth);
    CHECK(Read("#define SDV_HARNESS SDV_STORPORT_HARNESS").info.harness == kBoth);
    CHECK(Read("#define SDV_PNP_HARNESS\n").info.harness_stated);
    const Read none("/* nothing */\n");
    CHECK(none.info.harness == kBoth);
    CHECK_FALSE(none.info.harness_stated);
    const Read odd("#define SDV_HARNESS SDV_WEIRD\n");
    CHECK(odd.info.harness == kBoth);
    CHECK(odd.said() == "1: 'SDV_WEIRD' is not understood here, and has no effect\n");
}

TEST_CASE("rule header: preconditions and kind") {
    const Read r("#ifndef RULE_H\n#define RULE_H\n/* what it needs */\n"
                 "#define SDV_PRECONDITION fun_DRIVER_CANCEL_1, SDV_DRIVER_STARTIO && (IO_DPC_ROUTINE)\n"
                 "#define SDV_REQUIRES IoSetStartIoAttributes, sdv_IoStartPacket\n"
                 "#define SDV_PROPERTY\n#endif\n");
    CHECK(r.said() == "");
    CHECK(r.info.requirements.all_roles == std::vector<std::string>{"DRIVER_CANCEL", "DRIVER_STARTIO", "IO_DPC_ROUTINE"});
    CHECK(r.info.requirements.all_ddis == std::vector<std::string>{"IoSetStartIoAttributes", "sdv_IoStartPacket"});
    CHECK(r.info.kind == rules::RuleKind::Property);
}

TEST_CASE("rule header: what is not understood is said, and nothing else happens") {
    const Read r("int x;\n#include \"other.h\"\n#define COLOUR red\n#define SDV_PRECONDITION 3\n");
    CHECK(r.said() == "1: 'int' is not understood here, and has no effect\n"
                      "2: 'include' is not understood here, and has no effect\n"
                      "3: 'COLOUR' is not understood here, and has no effect\n"
                      "4: '3' is not understood here, and has no effect\n");
    CHECK(r.info.harness == kBoth);
    CHECK(r.info.requirements.all_ddis.empty());
}

TEST_CASE("rule header: found beside the rule, in any letter case; rule.json wins") {
    const rules::test::TempFolder folder;
    folder.write("Mine.slic", "F.entry { halt; }");
    folder.write("mine.H", "#define SDV_PNP_HARNESS\n");
    folder.write("Other.slic", "F.entry { halt; }");
    base::SourceMap sources;
    base::DiagSink diags;
    RuleInfo mine, other;
    REQUIRE(rules::read_rule_info(folder.path("Mine.slic"), mine, sources, diags));
    CHECK(mine.harness == kLifecycle);
    REQUIRE(rules::read_rule_info(folder.path("Other.slic"), other, sources, diags));
    CHECK(other.harness == kBoth);
    CHECK(diags.all().empty());
}

TEST_CASE("a rule about one object is run with single callbacks, unless it says more") {
    base::SourceMap sources;
    base::DiagSink diags;
    const auto guarded = rules::compile("state { int n = 0; } with guard(sdv_main, sdv_irp)\nF.entry[guard $1] { halt; }", "R.slic", {}, sources, diags);
    const auto plain = rules::compile("F.entry { halt; }", "R.slic", {}, sources, diags);
    REQUIRE((guarded && plain));
    RuleInfo info;
    CHECK(rules::harnesses_for(info, *guarded) == kCallbacks);
    CHECK(rules::harnesses_for(info, *plain) == kBoth);
    info.harness_stated = true;
    CHECK(rules::harnesses_for(info, *guarded) == kBoth);
}

TEST_CASE("rule header: a probe as a precondition") {
    const Read read("#define PRECONDITIONS fun_DRIVER_CANCEL, sdv_CheckCancelRoutines\n");
    CHECK(read.said().empty());
    CHECK(read.info.requirements.all_roles == std::vector<std::string>{"DRIVER_CANCEL"});
    CHECK(read.info.requirements.properties == std::vector<std::string>{"sdv_CheckCancelRoutines"});
    CHECK(read.info.requirements.all_ddis.empty());
}
