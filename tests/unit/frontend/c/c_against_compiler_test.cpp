// SPDX-License-Identifier: Apache-2.0
// Random C, compiled natively and run, must give what the reference interpreter gives for its lowering.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "core/concrete/interpreter.hpp"
#include "core/ir/link.hpp"
#include "frontend/c/subprocess.hpp"
#include "frontend/dir/reader.hpp"
#include "tests/unit/frontend/c/c_generator_support.hpp"
#include "tests/unit/frontend/c/c_lowering_support.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite;
using namespace sdvlite::frontend::c;

namespace {

constexpr unsigned kTests = 12;

const char* const kMain = R"(
int printf(const char*, ...); int atoi(const char*);
int main(int argc, char** argv) { printf("%llu", tests[atoi(argv[1])]()); return 0; }
)";

/// What the native compiler's program prints for each test.
std::vector<std::string> native(const rules::test::TempFolder& folder, const std::string& text) {
    std::string all = text + "static U64 (*tests[])(void) = {";
    for (unsigned i = 0; i < kTests; ++i) all += "test_" + std::to_string(i) + ",";
    folder.write("native.c", all + "};\n" + kMain);
    const ProcessLimits limits{60, 1 << 20};
    const auto built = run_process({"/usr/bin/cc", "-w", "-O0", "-std=gnu11", "-fwrapv", "-fsigned-char",
                                    "-mms-bitfields", "-o", folder.path("native"), folder.path("native.c")},
                                   limits);
    INFO(built.err);
    REQUIRE(built.exit_code == 0);
    std::vector<std::string> out;
    for (unsigned i = 0; i < kTests; ++i) {
        const auto run = run_process({folder.path("native"), std::to_string(i)}, limits);
        out.push_back(run.exit_code == 0 ? run.out : "crash");
    }
    return out;
}

void compare(std::uint64_t seed) {
    const rules::test::TempFolder folder;
    const std::string text = frontend::c::test::ProgramMaker(seed).make(kTests);
    folder.write("lowered.c", text);
    const std::vector<std::string> expected = native(folder, text);
    const auto p = frontend::c::test::load_file(folder.path("lowered.c"));
    INFO("seed " << seed << "\n" << p.messages());
    REQUIRE(p.ok);
    REQUIRE(p.sink.errors() == 0);
    automaton::Automaton rule;
    concrete::Interpreter interpreter(p.program, rule, {});
    for (unsigned i = 0; i < kTests; ++i) {
        const std::string name = "test_" + std::to_string(i);
        concrete::RecordedInputs inputs;
        const concrete::Outcome outcome = interpreter.run(p.program.find_proc(name), inputs);
        INFO(name << ": " << to_string(outcome.kind) << " " << outcome.message << " "
                  << p.program.sources.describe(outcome.span));
        if (expected[i] == "crash") continue;
        REQUIRE(outcome.kind == concrete::OutcomeKind::Finished);
        CHECK(std::to_string(outcome.value) == expected[i]);
        CHECK(outcome.havocs == 0);
    }
}

/// SDVLITE_SEEDS=100-200 runs these instead.
std::pair<std::uint64_t, std::uint64_t> seeds() {
    const char* wanted = std::getenv("SDVLITE_SEEDS");
    if (!wanted) return {1, 8};
    char* end = nullptr;
    const std::uint64_t from = std::strtoull(wanted, &end, 10);
    return {from, *end == '-' ? std::strtoull(end + 1, nullptr, 10) : from};
}

} // namespace

TEST_CASE("lowered C computes what compiled C computes") {
    const auto [from, to] = seeds();
    for (std::uint64_t seed = from; seed <= to; ++seed) compare(seed);
}

TEST_CASE("guarded blocks compute what Windows documents") {
    // Self-checking: each returns 0 for its arguments when it went right.
    auto p = frontend::c::test::load(R"(
void ExRaiseStatus(long); int trace;
static void mark(int n) { trace = trace * 10 + n; }
static void thrower(int n) { __try { mark(1); if (n) ExRaiseStatus((long)(0xC0000000 + n)); mark(2); } __finally { mark(3); } }
static int leaves(int a) {
  __try { __try { mark(1); if (a == 1) return mark(2), 10; if (a == 2) __leave; if (a == 3) goto out; mark(3); } __finally { mark(_abnormal_termination() ? 8 : 4); } mark(5); }
  __finally { mark(_abnormal_termination() ? 9 : 6); }
  mark(7); return 20;
out: return 30;
}
static int loops(void) { int i; for (i = 0; i < 5; i++) { __try { if (i == 1) continue; if (i == 3) break; mark(i); } __finally { mark(7); } } return i; }
static int catches(int code) { __try { thrower(code); return 1; } __except ((_exception_code() & 0xff) == 5 ? 1 : 0) { return 100 + (int)(_exception_code() & 0xff); } }
static int outer(int code) { __try { return catches(code); } __except (1) { mark(9); return 50; } }
static int value(void) { int r = 1; __try { return r; } __finally { r = 2; } }
int test(void) {
  if (trace = 0, leaves(0) != 20 || trace != 134567) return 1;
  if (trace = 0, leaves(1) != 10 || trace != 1289) return 2;
  if (trace = 0, leaves(2) != 20 || trace != 14567) return 3;
  if (trace = 0, leaves(3) != 30 || trace != 189) return 4;
  if (trace = 0, loops() != 3 || trace != 77277) return 5;
  if (trace = 0, outer(0) != 1 || trace != 123) return 6;
  if (trace = 0, outer(7) != 50 || trace != 139) return 7;
  if (value() != 1) return 8;
  return 0;
}
)");
    // What raises is the OS model's.
    std::vector<ir::Program> models(1);
    REQUIRE(frontend::dir::read_program("origin os_model; void ExRaiseStatus(i32 status) { raise status; }", "model.dir", models[0], p.sink));
    ir::ModelReport report;
    REQUIRE(ir::link_models(p.program, std::move(models), report, p.sink));
    automaton::Automaton rule;
    concrete::Interpreter interpreter(p.program, rule, {});
    // The code of what a callee raised is an input to its caller's filter.
    concrete::RecordedInputs inputs([](const concrete::Shape&) { return std::optional<std::uint64_t>(0xC0000007); });
    const auto outcome = interpreter.run(p.program.find_proc("test"), inputs);
    INFO(outcome.message << " " << p.program.sources.describe(outcome.span));
    REQUIRE(outcome.kind == concrete::OutcomeKind::Finished);
    CHECK(outcome.value == 0);
}
