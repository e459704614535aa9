// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tools/cli/options.hpp"

using namespace sdvlite;
using namespace sdvlite::cli;
using Strings = std::vector<std::string>;

namespace {

CheckOptions check_options(Strings arguments) {
    arguments.insert(arguments.begin(), "check");
    const Parsed parsed = parse_command_line(arguments);
    INFO(parsed.error);
    REQUIRE(parsed.run);
    return std::get<CheckOptions>(parsed.command);
}

std::string refused(const Strings& arguments) {
    const Parsed parsed = parse_command_line(arguments);
    CHECK_FALSE(parsed.run);
    CHECK(parsed.exit_code == 2);
    return parsed.error;
}

}  // namespace

TEST_CASE("check: every option arrives") {
    const CheckOptions o = check_options(
        {"a.c", "--rules", "R1", "b.c", "--rules", "Irql*", "--model", "wdm", "--wdk", "w", "-Iinc", "-I", "inc2", "-DX=1",
         "-U", "Y", "-include", "pre.h", "--os-model", "m.dir", "--search", "dfs", "--timeout", "1.5", "--memory", "64",
         "--max-states", "1000", "--jobs", "3", "--first", "--fail-on", "defect", "--format", "text", "--format",
         "json=out.json", "-q", "--color", "never", "--", "-DZ", "--odd"});
    CHECK(o.driver.inputs == Strings{"a.c", "b.c"});
    CHECK(o.rules == Strings{"R1", "Irql*"});
    CHECK(o.driver.model == "wdm");
    CHECK(o.driver.wdk == "w");
    CHECK(o.driver.include_dirs == Strings{"inc", "inc2"});
    CHECK(o.driver.defines == Strings{"X=1"});
    CHECK(o.driver.undefines == Strings{"Y"});
    CHECK(o.driver.forced_includes == Strings{"pre.h"});
    CHECK(o.driver.os_models == Strings{"m.dir"});
    CHECK(o.driver.clang_arguments == Strings{"-DZ", "--odd"});
    CHECK(o.engine.search == check::Search::Dfs);
    CHECK(o.engine.timeout_seconds == 1.5);
    CHECK(o.engine.memory_bytes == 64u << 20);
    CHECK(o.engine.max_states == 1000);
    CHECK(o.engine.first);
    CHECK_FALSE(o.fail_on_inconclusive);
    CHECK(o.driver.jobs == 3);
    CHECK(o.driver.quiet);
    CHECK(o.driver.color == ColorWhen::Never);
    REQUIRE(o.outputs.size() == 2);
    CHECK(o.outputs[0].file.empty());
    CHECK(o.outputs[1].format == Format::Json);
    CHECK(o.outputs[1].file == "out.json");
}

TEST_CASE("check: what holds when nothing is said") {
    const CheckOptions o = check_options({"check"});  // a file called like a command
    CHECK(o.driver.inputs == Strings{"check"});
    CHECK(o.engine.search == check::Search::Bfs);
    CHECK(o.engine.timeout_seconds == 10);
    CHECK(o.engine.memory_bytes == 4ull << 30);
    CHECK(o.fail_on_inconclusive);
    CHECK(o.outputs.size() == 1);
    CHECK(o.driver.jobs >= 1);
}

TEST_CASE("what can't be done is refused, never ignored") {
    CHECK(refused({"scan", "a.c", "--format", "html=x.html"}).find("not one of text, json") != std::string::npos);
    CHECK(refused({"rules", "graph", "R", "--format", "png"}).find("'png' is not one of text, dot, svg") != std::string::npos);
    CHECK(refused({"rules", "list", "--", "-DX"}).find("no arguments for clang") != std::string::npos);
}

TEST_CASE("mistakes of usage have a message and exit code 2") {
    CHECK(refused({}) == "no command given");
    CHECK(refused({"chekc", "a.c"}) == "unknown command 'chekc'");
    CHECK(refused({"check"}) == "INPUT is required");
    CHECK(refused({"check", "a.c", "--rulez", "x"}) == "unknown option '--rulez'");
    CHECK(parse_command_line({"check", "a.c", "--rulez", "x"}).hint == "did you mean '--rules'?");
    CHECK(refused({"check", "a.c", "--timeout"}) == "--timeout needs a value");
    for (const char* bad : {"0", "-1", "x", "nan", "inf", "1e99", ""}) {
        INFO(bad);
        CHECK(refused({"check", "a.c", std::string("--timeout=") + bad}).find("--timeout") == 0);
    }
    CHECK(refused({"check", "a.c", "--memory", "1.5"}).find("--memory: a whole number") == 0);
    CHECK(refused({"check", "a.c", "--jobs", "0"}).find("a whole number") != std::string::npos);
    CHECK(refused({"check", "a.c", "--search", "best"}) == "--search: 'best' is not one of bfs, dfs");
    CHECK(refused({"check", "a.c", "--format", "json="}).find("names no file") != std::string::npos);
    CHECK(refused({"check", "a.c", "--format", "json", "--format", "text"}).find("only one format") != std::string::npos);
    CHECK(refused({"check", "a.c", "--format", "json=f", "--format", "text=f"}) == "--format: 'f' is named twice");
}

TEST_CASE("help fits a screen, for every command") {
    const std::vector<Strings> commands = {{}, {"check"}, {"scan"}, {"ir"}, {"ir", "print"}, {"ir", "check"},
                                           {"rules"}, {"rules", "list"}, {"rules", "show"}, {"rules", "new"}, {"rules", "lint"}, {"rules", "test"}};
    for (Strings arguments : commands) {
        arguments.emplace_back("--help");
        const Parsed parsed = parse_command_line(arguments);
        INFO(parsed.out);
        CHECK(parsed.exit_code == 0);
        CHECK_FALSE(parsed.run);
        CHECK(parsed.out.find("usage: sdvlite") == 0);
        CHECK(std::count(parsed.out.begin(), parsed.out.end(), '\n') <= 37);
    }
    CHECK(parse_command_line({"--version"}).out.find("sdvlite ") == 0);
}

TEST_CASE("the commands of rules") {
    const Parsed list = parse_command_line({"rules", "list", "spin", "lock", "--model", "wdm", "--set", "locking", "--ddi", "Ke*"});
    REQUIRE(list.run);
    const auto& l = std::get<RulesListOptions>(list.command);
    CHECK(l.words == Strings{"spin", "lock"});
    CHECK(l.model == "wdm");
    CHECK(l.set == "locking");
    CHECK(l.ddi == "Ke*");
    CHECK(std::get<RulesShowOptions>(parse_command_line({"rules", "show", "R", "--source"}).command).source);
    CHECK(std::get<RulesNewOptions>(parse_command_line({"rules", "new", "a/R"}).command).model == "wdm");
    CHECK(std::get<RulesLintOptions>(parse_command_line({"rules", "lint"}).command).rules.empty());
    const Parsed test = parse_command_line({"rules", "test", "A", "B", "-j", "3", "--timeout", "5", "--color", "never"});
    const auto& t = std::get<RulesTestOptions>(test.command);
    CHECK(t.rules == Strings{"A", "B"});
    CHECK(t.jobs == 3);
    CHECK(t.timeout_seconds == 5);
    CHECK(t.color == ColorWhen::Never);
}

TEST_CASE("traces, baselines and SARIF") {
    const auto parsed = [](const std::vector<std::string>& words) {
        Parsed p = parse_command_line(words);
        INFO(p.error);
        REQUIRE(p.run);
        return p.command;
    };
    const auto show = std::get<TraceShowOptions>(parsed({"trace", "show", "x.json", "-n", "2", "--verbose", "--format", "sarif=o"}));
    CHECK(show.file == "x.json");
    CHECK(show.number == 2);
    CHECK(show.verbose);
    REQUIRE(show.outputs.size() == 1);
    CHECK(show.outputs[0].format == Format::Sarif);
    const auto validate = std::get<TraceValidateOptions>(parsed({"trace", "validate", "x.json", "a.c", "b.c", "--rule", "R.slic"}));
    CHECK(validate.inputs == std::vector<std::string>{"a.c", "b.c"});
    CHECK(validate.rule == "R.slic");
    const auto write = std::get<BaselineWriteOptions>(parsed({"baseline", "write", "r.json", "--baseline", "b.json", "--reason", "why", "--only", "X", "--only", "Y"}));
    CHECK(write.reason == "why");
    CHECK(write.only == std::vector<std::string>{"X", "Y"});
    CHECK(std::get<BaselineCheckOptions>(parsed({"baseline", "check", "r.json", "--baseline", "b.json"})).results == "r.json");
    CHECK(std::get<CheckOptions>(parsed({"check", "a.c", "--baseline", "b.json"})).baseline == "b.json");
    CHECK_FALSE(parse_command_line({"baseline", "check", "r.json"}).run);
    CHECK_FALSE(parse_command_line({"trace", "show"}).run);
    CHECK_FALSE(parse_command_line({"scan", "a.c", "--format", "sarif"}).run);
}
