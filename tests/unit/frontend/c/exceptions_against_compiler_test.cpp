// SPDX-License-Identifier: Apache-2.0
// Random C with __try, lowered and run by the reference interpreter, must do what the same program does in C++, where
// destructors stand for __finally and catch for __except.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <sstream>

#include "core/concrete/interpreter.hpp"
#include "core/ir/link.hpp"
#include "frontend/c/subprocess.hpp"
#include "frontend/dir/reader.hpp"
#include "tests/unit/frontend/c/c_lowering_support.hpp"
#include "tests/unit/frontend/c/exception_generator_support.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite;
using namespace sdvlite::frontend::c;

namespace {

constexpr unsigned kTests = 24;

/// What one test did natively.
struct Native {
    std::uint64_t value = 0;
    std::uint64_t choices = 0;
    std::vector<std::uint64_t> codes;  ///< of exceptions that came out of a call, where they were met
};

std::vector<Native> native(const rules::test::TempFolder& folder, const std::string& text, std::uint64_t seed) {
    folder.write("native.cpp", text);
    const ProcessLimits limits{120, 1 << 20};
    const auto built = run_process({"/usr/bin/c++", "-w", "-O0", "-std=c++17", "-o", folder.path("native"), folder.path("native.cpp")}, limits);
    INFO(built.err);
    REQUIRE(built.exit_code == 0);
    std::vector<std::string> command{folder.path("native")};
    for (unsigned i = 0; i < kTests; ++i) command.push_back(std::to_string(seed + i));
    const auto run = run_process(command, limits);
    REQUIRE(run.exit_code == 0);
    std::vector<Native> out;
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        Native& n = out.emplace_back();
        words >> n.value >> n.choices;
        for (std::uint64_t code = 0; words >> code;) n.codes.push_back(code);
    }
    REQUIRE(out.size() == kTests);
    return out;
}

/// The same faults as in the native run.
class SameInputs : public concrete::Inputs {
  public:
    explicit SameInputs(std::uint32_t seed) : seed_(seed) {}
    std::optional<std::uint64_t> memory(std::uint64_t, const concrete::Shape&) override { return std::nullopt; }
    std::optional<std::uint64_t> havoc(const concrete::HavocAsk&) override { return std::nullopt; }
    std::optional<std::uint32_t> choose(std::uint32_t, concrete::ChoiceKind) override {
        return ((++choices_ * 2654435761u + seed_) >> 13) % 8 == 0 ? 1 : 0;
    }

  private:
    std::uint32_t seed_ = 0;
    std::uint32_t choices_ = 0;
};

struct Seen {
    std::size_t tests = 0, faults = 0, codes = 0;
};

void compare(std::uint64_t seed, Seen& seen) {
    const rules::test::TempFolder folder;
    const frontend::c::test::Twin text = frontend::c::test::ExceptionProgramMaker(seed).make(kTests);
    folder.write("lowered.c", text.c);
    const std::vector<Native> expected = native(folder, text.cpp, seed);
    auto p = frontend::c::test::load_file(folder.path("lowered.c"));
    INFO("seed " << seed << "\n" << p.messages());
    REQUIRE(p.ok);
    REQUIRE(p.sink.errors() == 0);
    std::vector<ir::Program> models(1);
    REQUIRE(frontend::dir::read_program("origin os_model; global u32 sdv_exception_code = 0;\n"
                                        "void sdv_raise(u32 code) { sdv_exception_code = code; raise code; }\n"
                                        "void ExRaiseStatus(i32 status) { sdv_raise((u32)status); }\n"
                                        "void ExRaiseAccessViolation() { sdv_raise(0xC0000005u32); }", "model.dir", models[0], p.sink));
    ir::ModelReport report;
    REQUIRE(ir::link_models(p.program, std::move(models), report, p.sink));
    automaton::Automaton rule;
    concrete::Interpreter interpreter(p.program, rule, {});
    for (unsigned i = 0; i < kTests; ++i) {
        const std::string name = "test_" + std::to_string(i);
        SameInputs inputs(static_cast<std::uint32_t>(seed + i));
        const concrete::Outcome outcome = interpreter.run(p.program.find_proc(name), inputs);
        INFO(name << ": " << to_string(outcome.kind) << " " << outcome.message << " " << p.program.sources.describe(outcome.span));
        REQUIRE(outcome.kind == concrete::OutcomeKind::Finished);
        CHECK(outcome.value == expected[i].value);
        CHECK(outcome.choices == expected[i].choices);
        CHECK(outcome.havocs == 0);  // codes come from where the exceptions were raised
        ++seen.tests;
        seen.faults += expected[i].choices;
        seen.codes += expected[i].codes.size();
    }
}

/// SDVLITE_SEEDS=100-200 runs these instead.
std::pair<std::uint64_t, std::uint64_t> seeds() {
    const char* wanted = std::getenv("SDVLITE_SEEDS");
    if (!wanted) return {1, 3};
    char* end = nullptr;
    const std::uint64_t from = std::strtoull(wanted, &end, 10);
    return {from, *end == '-' ? std::strtoull(end + 1, nullptr, 10) : from};
}

} // namespace

TEST_CASE("guarded blocks do what C++ does with destructors and exceptions") {
    const auto [from, to] = seeds();
    Seen seen;
    for (std::uint64_t seed = from; seed <= to; ++seed) compare(seed, seen);
    // The programs are no empty ones.
    CHECK(seen.faults > seen.tests);
    CHECK(seen.codes > 0);
}
