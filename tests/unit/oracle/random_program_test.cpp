// SPDX-License-Identifier: Apache-2.0
// The generator of random programs, and with it the call memo: with and without it a run ends in
// the same way.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <map>
#include <random>

#include "core/ir/validate.hpp"
#include "tests/oracle/draws.hpp"

using namespace sdvlite;
using concrete::OutcomeKind;
using oracle::Draws;

namespace {

/// Small arbitrary answers, the same ones for the same seed.
class Arbitrary : public concrete::Inputs {
public:
    explicit Arbitrary(unsigned seed) : random_(seed) {}
    std::optional<std::uint64_t> memory(std::uint64_t, const concrete::Shape&) override { return random_() % 4; }
    std::optional<std::uint64_t> havoc(const concrete::HavocAsk&) override { return random_() % 4; }
    std::optional<std::uint32_t> choose(std::uint32_t count, concrete::ChoiceKind) override {
        return static_cast<std::uint32_t>(random_() % count);
    }

private:
    std::mt19937 random_;
};

}  // namespace

TEST_CASE("random programs are valid") {
    const bool ok = rc::check([](const Draws& draws) {
        const auto p = oracle::random_program(draws);
        RC_ASSERT(ir::validate(p->maker.program).empty());
    });
    REQUIRE(ok);
}

TEST_CASE("random programs are worth exploring") {
    std::map<std::string, int> rules;
    int violating = 0, passing = 0, incomplete = 0;
    for (unsigned seed = 0; seed < 80; ++seed) {
        const auto p = oracle::random_program(oracle::draws_of(seed, 120));
        const auto found = oracle::exhaustive(p->maker.program, p->rule.rule, p->entry, {}, oracle::bounds_for(*p));
        INFO("seed " << seed);
        REQUIRE(found.outcomes.count(OutcomeKind::Invalid) == 0);
        REQUIRE(found.outcomes.count(OutcomeKind::MemoryFault) == 0);
        ++rules[p->rule_name];
        incomplete += !found.complete;
        violating += !found.violations.empty();
        passing += found.complete && found.violations.empty() && found.outcomes.count(OutcomeKind::Finished) != 0;
    }
    CAPTURE(violating, passing, incomplete);
    CHECK(rules.size() == 6);
    CHECK(violating > 15);
    CHECK(passing > 15);
    CHECK(incomplete < 30);
}

TEST_CASE("the call memo does not change how a run ends") {
    std::size_t repeated = 0;
    const bool ok = rc::check([&repeated](const Draws& draws, unsigned seed) {
        const auto p = oracle::random_program(draws);
        concrete::Interpreter interpreter(p->maker.program, p->rule.rule, {});
        auto run = [&](bool memo) {
            Arbitrary inputs(seed);
            concrete::Options options;
            options.memo = memo;
            options.memo_min_steps = 1;
            return interpreter.run(p->entry, inputs, options);
        };
        const auto plain = run(false);
        const auto memo = run(true);
        RC_ASSERT(plain.kind == memo.kind);
        RC_ASSERT(plain.message == memo.message);
        RC_ASSERT(plain.place == memo.place);
        RC_ASSERT(plain.value == memo.value);
        RC_ASSERT(plain.havocs == memo.havocs);
        RC_ASSERT(plain.choices == memo.choices);
        for (const auto& e : memo.log) repeated += e.kind == concrete::Event::Kind::Repeated;
    });
    REQUIRE(ok);
    CHECK(repeated > 0);
}
