// SPDX-License-Identifier: Apache-2.0
#include "rules/library.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "tests/unit/rules/rule_test.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite;
using rules::RuleInfo;
using rules::RuleLibrary;
using rules::test::TempFolder;

namespace {

struct Session {
    base::SourceMap sources;
    base::DiagSink diags;

    std::string messages() const {
        std::string out;
        for (const auto& d : diags.all()) out += base::render(d, sources);
        return out;
    }
};

std::string ids(const std::vector<RuleInfo>& rules) {
    std::string out;
    for (const RuleInfo& r : rules) out += (out.empty() ? "" : " ") + r.id();
    return out;
}

struct Fixture {
    TempFolder folder;
    Session session;
    RuleLibrary library;

    Fixture() {
        for (const char* rule : {"wdm/Locks", "wdm/IrqlHigh", "wdm/IrqlLow", "storport/Locks"}) {
            const std::string name = std::string(rule).substr(std::string(rule).find('/') + 1);
            folder.write("lib/" + std::string(rule) + "/" + name + ".slic", "F.entry {}");
        }
        folder.write("own/A.slic", "F.entry {}");
        folder.write("own/deep/B.SLIC", "F.entry {}");
        library = RuleLibrary::open(folder.path("lib"), session.sources, session.diags);
    }
    std::string select(const std::string& selector, const std::string& model = "wdm") {
        return ids(library.select(selector, model, session.sources, session.diags));
    }
};

const std::filesystem::path kRoot = std::filesystem::path(SDVLITE_SOURCE_DIR "/tests/unit/rules/library_test.cpp").parent_path() / "../../..";

} // namespace

TEST_CASE_METHOD(Fixture, "a library is found without a list") {
    CHECK(ids(library.rules()) == "storport/Locks wdm/IrqlHigh wdm/IrqlLow wdm/Locks");
    CHECK(ids(library.of_model("storport")) == "storport/Locks");
    CHECK(session.messages() == "");
}

TEST_CASE_METHOD(Fixture, "selecting by name, model, glob") {
    CHECK(select("Locks") == "wdm/Locks");
    CHECK(select("lOCKS", "storport") == "storport/Locks");
    CHECK(select("Locks", "") == "storport/Locks wdm/Locks");
    CHECK(select("STORPORT/locks") == "storport/Locks");
    CHECK(select("irql*") == "wdm/IrqlHigh wdm/IrqlLow");
    CHECK(select("*/Locks") == "storport/Locks wdm/Locks");
    CHECK(select("*") == "wdm/IrqlHigh wdm/IrqlLow wdm/Locks");
    CHECK(select("?ocks") == "wdm/Locks");
    CHECK(session.messages() == "");
}

TEST_CASE_METHOD(Fixture, "a rule that is opt-in is found by its name, not by a glob") {
    folder.write("lib/wdm/IrqlAll/IrqlAll.slic", "F.entry {}");
    folder.write("lib/wdm/IrqlAll/rule.json", R"({"opt_in": true})");
    library = RuleLibrary::open(folder.path("lib"), session.sources, session.diags);
    CHECK(select("irqlall") == "wdm/IrqlAll");
    CHECK(select("wdm/IrqlAll") == "wdm/IrqlAll");
    CHECK(select("irql*") == "wdm/IrqlHigh wdm/IrqlLow");
    CHECK(select("*") == "wdm/IrqlHigh wdm/IrqlLow wdm/Locks");
    CHECK(session.messages() == "");
}

TEST_CASE_METHOD(Fixture, "selecting files, folders and lists") {
    CHECK(select(folder.path("own/A.slic")) == "A");
    CHECK(select(folder.path("own")) == "A B");
    CHECK(select(folder.path("lib/wdm/Locks")) == "Locks");
    folder.write("lists/my.sdv", "\r\nlocks\r\n  irql*\n../own/A.slic\n\nLocks");
    CHECK(select(folder.path("lists/my.sdv")) == "wdm/Locks wdm/IrqlHigh wdm/IrqlLow A");
    CHECK(session.messages() == "");
    CHECK(ids(library.select_all({"Locks", "*", folder.path("own")}, "wdm", session.sources, session.diags)) ==
          "wdm/Locks wdm/IrqlHigh wdm/IrqlLow A B");
}

TEST_CASE_METHOD(Fixture, "what can't be found") {
    CHECK(select("Lokcs") == "");
    CHECK(select("IrqlHigh", "storport") == "");
    CHECK(select("Nothing*") == "");
    CHECK(select("nowhere/X.slic") == "");
    CHECK(select("none.sdv") == "");
    CHECK(session.messages() == "error: no rule is called 'Lokcs'\n  hint: did you mean 'Locks'?\n"
                                "error: no rule 'IrqlHigh' for storport drivers\n  hint: there is wdm/IrqlHigh\n"
                                "error: no rule fits 'Nothing*'\n"
                                "error: no such file: 'nowhere/X.slic'\n"
                                "none.sdv: error: can't read the rule list: no such file\n");
}

TEST_CASE_METHOD(Fixture, "a mistake in a list is shown there") {
    folder.write("l.sdv", "Locks\n  Iqrl*\nself.sdv\n");
    CHECK(select(folder.path("l.sdv")) == "wdm/Locks");
    CHECK(session.messages() == folder.path("l.sdv") + ":2:3: error: no rule fits 'Iqrl*'\n      Iqrl*\n      ^\n" +
                                    folder.path("l.sdv") +
                                    ":3:1: error: no rule is called 'self.sdv'\n    self.sdv\n    ^\n");
}

TEST_CASE("no library") {
    Session s;
    CHECK(RuleLibrary::open("/nowhere", s.sources, s.diags).rules().empty());
    CHECK(s.messages() == "error: no rule library in '/nowhere'\n");
}

TEST_CASE("rule.json") {
    TempFolder folder;
    folder.write("wdm/R/R.slic", "F.entry {}");
    folder.write("wdm/R/rule.json", R"({"model": "wdm", "harness": ["lifecycle"], "kind": "property",
        "severity": "warning", "requires": {"all_ddis": ["A"], "no_ddis": ["B"], "any_roles": ["DRIVER_CANCEL"],
        "properties": ["P"], "no_properties": ["Q", "sdv_CheckX"]},
        "sets": ["locking", "must"], "documentation": "https://x", "summary": "s"})");
    Session s;
    const auto library = RuleLibrary::open(folder.path(""), s.sources, s.diags);
    REQUIRE(library.rules().size() == 1);
    const RuleInfo& r = library.rules()[0];
    CHECK(r.id() == "wdm/R");
    CHECK(r.harness == std::vector<rules::Harness>{rules::Harness::Lifecycle});
    CHECK(r.kind == rules::RuleKind::Property);
    CHECK(r.severity == rules::RuleSeverity::Warning);
    CHECK(r.requirements.all_ddis == std::vector<std::string>{"A"});
    CHECK(r.requirements.no_ddis == std::vector<std::string>{"B"});
    CHECK(r.requirements.any_roles == std::vector<std::string>{"DRIVER_CANCEL"});
    CHECK(r.requirements.properties == std::vector<std::string>{"P"});
    CHECK(r.requirements.no_properties == std::vector<std::string>{"Q", "sdv_CheckX"});
    CHECK(r.sets == std::vector<std::string>{"locking", "must"});
    CHECK(r.documentation + r.summary == "https://xs");
}

TEST_CASE("a bare .slic has the default harness") {
    TempFolder folder;
    folder.write("Own.slic", "F.entry {}");
    Session s;
    RuleInfo r;
    CHECK(rules::read_rule_info(folder.path("Own.slic"), r, s.sources, s.diags));
    CHECK(r.id() == "Own");
    CHECK(r.harness == std::vector<rules::Harness>{rules::Harness::Callbacks, rules::Harness::Lifecycle});
}

TEST_CASE("mistakes in a rule.json") {
    const auto said = [](const std::string& text) {
        Session s;
        RuleInfo r;
        CHECK(!rules::read_rule_json(text, "rule.json", r, s.sources, s.diags));
        const std::string all = s.messages();
        return all.substr(0, all.find('\n'));
    };
    CHECK(said("{\n  \"sumary\": 1}") == "rule.json:2:3: error: unknown key \"sumary\"");
    CHECK(said("{\"harness\": \"callbacks\"}") == "rule.json:1:2: error: \"harness\" has to be a list of strings");
    CHECK(said("{\"harness\": [\"calbacks\"]}") == "rule.json:1:14: error: unknown harness \"calbacks\"");
    CHECK(said("{\"harness\": []}") == "rule.json:1:2: error: \"harness\" has to name one at least");
    CHECK(said("{\"kind\": \"rul\"}") == "rule.json:1:10: error: unknown kind \"rul\"");
    CHECK(said("{\"requires\": {\"ddis\": []}}") == "rule.json:1:15: error: unknown key \"ddis\"");
    CHECK(said("{\"summary\": 1}") == "rule.json:1:2: error: \"summary\" has to be a string");
    CHECK(said("{\"summary\": \"\n") == "rule.json:1:14: error: this is not JSON");
    CHECK(said("[]") == "rule.json:1:1: error: a rule.json has to be an object");
    CHECK(said(std::string(100'000, '[')).find("error: this is not JSON") != std::string::npos);
}

TEST_CASE("globs") {
    CHECK(rules::glob_match("", ""));
    CHECK(!rules::glob_match("", "a"));
    CHECK(rules::glob_match("a*b*c", "aXXbYYc"));
    CHECK(!rules::glob_match("a*b*c", "aXXbYY"));
    CHECK(rules::glob_match("*abc", "ababc"));
    CHECK(rules::glob_match("**", ""));
    CHECK(!rules::glob_match("?", ""));
    CHECK(!rules::glob_match(std::string(200, '*') + "b", std::string(5000, 'a')));
}

TEST_CASE("describe: the header, the events, the states") {
    const auto c = rules::test::compile_text(
        "/* Title\n\n   First line,\n     indented. */\n"
        "state { enum {a, b} s = b; int n = 0; int *p = 0; }\n"
        "watch W.exit.$1;\n[F, fun_DRIVER_CANCEL_1, F].entry { abort \"x\"; abort \"x\"; }\nG.exit { abort \"y\"; }");
    REQUIRE(c.rule);
    const auto d = rules::describe(*c.rule);
    CHECK(d.header == "Title\n\nFirst line,\n  indented.");
    CHECK(d.ddis == std::vector<std::string>{"W", "F", "G"});
    CHECK(d.roles == std::vector<std::string>{"DRIVER_CANCEL"});
    CHECK(d.states == std::vector<std::string>{"enum s: a, b (at first)", "int n = 0", "object p"});
    CHECK(d.messages == std::vector<std::string>{"x", "y"});
}

TEST_CASE("compiling our own library takes less than a second") {
    Session s;
    const auto library = RuleLibrary::open((kRoot / "rules/library").string(), s.sources, s.diags);
    const std::clock_t start = std::clock();  // of this process: others may be busy
    for (const RuleInfo& r : library.rules()) rules::compile_file(r.path, {}, s.sources, s.diags);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    INFO(library.rules().size() << " rules");
#if defined(__SANITIZE_ADDRESS__)
    CHECK(seconds < 20);
#else
    CHECK(seconds < 1);
#endif
}

TEST_CASE("our own library is complete") {
    Session s;
    const auto library = RuleLibrary::open((kRoot / "rules/library").string(), s.sources, s.diags);
    CHECK(library.rules().size() >= 5);
    for (const RuleInfo& r : library.rules()) {
        INFO(r.id());
        CHECK(rules::compile_file(r.path, {}, s.sources, s.diags));
        CHECK(!r.summary.empty());
        CHECK(r.documentation.starts_with("https://"));
        const std::filesystem::path folder = std::filesystem::path(r.path).parent_path();
        CHECK(std::filesystem::exists(folder / "README.md"));
        int passes = 0, fails = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (entry.path().extension() != ".c") continue;
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            const bool marked = text.find("// VIOLATION") != std::string::npos;
            INFO(name);
            const bool fail = name.starts_with("fail");
            CHECK(marked == (fail && r.kind == rules::RuleKind::Rule));  // what does not hold has no place
            ++(fail ? fails : passes);
        }
        CHECK(passes >= 1);
        CHECK(fails >= 1);
    }
    CHECK(s.messages() == "");
}

TEST_CASE("a list beside the rules is found by its name") {
    TempFolder folder;
    folder.write("wdm/A/A.slic", "F.entry {}");
    folder.write("wdm/B/B.slic", "F.entry {}");
    folder.write("wdm/Some.sdv", "B");
    Session s;
    const auto library = RuleLibrary::open(folder.path(""), s.sources, s.diags);
    const auto some = library.select("some.SDV", "wdm", s.sources, s.diags);
    REQUIRE(some.size() == 1);
    CHECK(some[0].name == "B");
    CHECK(library.select("Some.sdv", "storport", s.sources, s.diags).empty());
    CHECK(s.messages() == "Some.sdv: error: can't read the rule list: no such file\n");
}

// What a list that ships selects, and the rules that say they belong to the set of that name.
TEST_CASE("our rule lists are the sets that the rules name") {
    Session s;
    const auto library = RuleLibrary::open((kRoot / "rules/library").string(), s.sources, s.diags);
    std::set<std::string> models;
    for (const RuleInfo& r : library.rules()) models.insert(r.model);
    for (const std::string& model : models) {
        std::set<std::string> sets = {"Default"};
        for (const RuleInfo& r : library.of_model(model)) sets.insert(r.sets.begin(), r.sets.end());
        for (const std::string& set : sets) {
            INFO(model << "/" << set);
            std::set<std::string> listed, members;
            for (const RuleInfo& r : library.select(set + ".sdv", model, s.sources, s.diags)) listed.insert(r.name);
            for (const RuleInfo& r : library.of_model(model)) {
                const bool member = std::count(r.sets.begin(), r.sets.end(), set) != 0;
                if (member || (set == "Default" && !r.opt_in)) members.insert(r.name);
            }
            CHECK(listed == members);
        }
    }
    CHECK(s.messages() == "");
}

TEST_CASE("a property is found beside the rule, in a folder of its own or in the same, else in the library") {
    TempFolder folder;
    const char* property = R"({"kind": "property"})";
    folder.write("lib/wdm/InLibrary/InLibrary.slic", "F.entry {}");
    folder.write("lib/wdm/InLibrary/rule.json", property);
    folder.write("lib/wdm/Ordinary/Ordinary.slic", "F.entry {}");
    folder.write("mine/Own/Own.slic", "F.entry {}");
    folder.write("mine/Own/rule.json", property);
    folder.write("mine/R/Same.slic", "F.entry {}");
    folder.write("mine/R/Same.h", "#define IS_PROPERTY 1\n");
    folder.write("mine/R/R.slic", "F.entry {}");
    Session s;
    const auto library = RuleLibrary::open(folder.path("lib"), s.sources, s.diags);
    RuleInfo r;
    REQUIRE(rules::read_rule_info(folder.path("mine/R/R.slic"), r, s.sources, s.diags));
    for (const char* name : {"InLibrary", "Own", "Same"}) {
        const auto found = library.property(r, name, s.sources, s.diags);
        REQUIRE(found);
        CHECK(found->name == name);
        CHECK(found->kind == rules::RuleKind::Property);
    }
    CHECK(s.messages().empty());
    CHECK_FALSE(library.property(r, "Ordinary", s.sources, s.diags));
    CHECK_FALSE(library.property(r, "InLibrray", s.sources, s.diags));
    CHECK(s.messages() == "error: no property rule is called 'Ordinary', which the rule 'R' requires\n"
                          "error: no property rule is called 'InLibrray', which the rule 'R' requires\n  hint: did you mean 'InLibrary'?\n");
}
