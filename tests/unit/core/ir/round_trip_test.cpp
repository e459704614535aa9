// SPDX-License-Identifier: Apache-2.0
// Whatever validate() accepts survives being printed and read, and being written as bytes and read.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <random>

#include "core/base/diag.hpp"
#include "core/ir/binary.hpp"
#include "core/ir/binary_format.hpp"
#include "core/ir/equal.hpp"
#include "core/ir/print.hpp"
#include "core/ir/validate.hpp"
#include "frontend/dir/reader.hpp"
#include "tests/unit/core/ir/wide_program.hpp"

using namespace sdvlite;
using test::Draws;
using test::wide_program;

namespace {

Draws draws_of(unsigned seed, std::size_t length) {
    std::mt19937 random(seed);
    Draws d(length);
    for (auto& x : d) x = static_cast<std::uint8_t>(random());
    return d;
}

// What is wrong with printing and reading, in words; empty when nothing is.
std::string wrong_with_text(const ir::Program& p, const ir::PrintOptions& options) {
    const std::string text = ir::print(p, options);
    ir::Program again;
    base::DiagSink sink;
    if (!frontend::dir::read_program(text, "printed.dir", again, sink)) {
        return base::render(sink.all().front(), again.sources) + "\n" + text;
    }
    ir::EqualOptions equal;
    equal.places = options.places;
    const auto difference = ir::first_difference(p, again, equal);
    return difference ? *difference + "\n" + text : "";
}

std::string wrong_with_binary(const ir::Program& p) {
    ir::Program again;
    std::string error;
    if (!ir::read_binary(ir::write_binary(p), again, error)) return error;
    return ir::first_difference(p, again).value_or("");
}

}  // namespace

TEST_CASE("wide programs are valid and survive both forms") {
    for (unsigned seed = 0; seed < 400; ++seed) {
        const ir::Program p = wide_program(draws_of(seed, 40 + seed * 5));
        const auto wrong = ir::validate(p);
        INFO("seed " << seed << ": " << (wrong.empty() ? "" : wrong.front().message));
        REQUIRE(wrong.empty());
        REQUIRE(wrong_with_text(p, {}) == "");
        REQUIRE(wrong_with_text(p, {false}) == "");
        REQUIRE(wrong_with_binary(p) == "");
    }
}

TEST_CASE("any wide program survives both forms") {
    const bool ok = rc::check([](const Draws& draws) {
        const ir::Program p = wide_program(draws);
        RC_ASSERT(ir::validate(p).empty());
        RC_ASSERT(wrong_with_text(p, {}) == "");
        RC_ASSERT(wrong_with_binary(p) == "");
    });
    REQUIRE(ok);
}

TEST_CASE("the generator reaches every kind of expression and statement") {
    std::array<int, 15> statements{};
    std::array<int, 11> expressions{};
    for (unsigned seed = 0; seed < 200; ++seed) {
        const ir::Program p = wide_program(draws_of(seed, 600));
        for (const ir::Expr& e : p.exprs) ++expressions.at(static_cast<std::size_t>(e.kind));
        for (const ir::Proc& proc : p.procs) {
            for (const ir::Stmt& s : proc.body) ++statements.at(static_cast<std::size_t>(s.kind));
        }
    }
    for (int n : statements) REQUIRE(n > 10);
    for (int n : expressions) REQUIRE(n > 10);
}

TEST_CASE("a program of a hundred files") {
    ir::Program p = wide_program(draws_of(5, 400));
    for (int i = 0; i < 100; ++i) {
        ir::Global g;
        g.name = g.display_name = "in_file" + std::to_string(i);
        g.type = p.types.integer(8, false);
        g.span = {p.sources.add("dir/" + std::to_string(i) + ".h"), 1, 2, 3, 4};
        g.initialised = true;
        p.add_global(std::move(g));
    }
    REQUIRE(wrong_with_text(p, {}) == "");
    REQUIRE(wrong_with_binary(p) == "");
}

TEST_CASE("equality sees every change") {
    // Each program is compared with one made from other draws; equal draws, equal programs.
    const ir::Program p = wide_program(draws_of(7, 500));
    REQUIRE_FALSE(ir::first_difference(p, wide_program(draws_of(7, 500))));
    REQUIRE(ir::first_difference(p, wide_program(draws_of(8, 500))));
    ir::Program q = wide_program(draws_of(7, 500));
    for (ir::Proc& proc : q.procs) {
        if (proc.body.empty()) continue;
        proc.body.back().span.line += 1;
        const auto difference = ir::first_difference(p, q);
        REQUIRE(difference);
        REQUIRE(difference->find(proc.name) != std::string::npos);
        REQUIRE_FALSE(ir::first_difference(p, q, {false}));
        return;
    }
    FAIL("no procedure with a body");
}

TEST_CASE("bytes from anywhere are refused or give a valid program") {
    std::mt19937 random(1);
    int accepted = 0;
    for (unsigned seed = 0; seed < 20; ++seed) {
        const std::string good = ir::write_binary(wide_program(draws_of(seed, 400)));
        for (int n = 0; n < 300; ++n) {
            std::string bytes = good;
            for (unsigned k = 1 + random() % 3; k-- > 0;) bytes[random() % bytes.size()] = static_cast<char>(random());
            if (random() % 4 == 0) bytes.resize(random() % bytes.size());
            ir::Program p;
            std::string error;
            if (ir::read_binary(bytes, p, error)) {
                ++accepted;
                REQUIRE(ir::validate(p).empty());
            } else {
                REQUIRE_FALSE(error.empty());
                REQUIRE(p.procs.empty());
            }
        }
    }
    REQUIRE(accepted > 0);  // the mutations are not all trivially wrong
}

TEST_CASE("binary: every truncation is refused") {
    const std::string good = ir::write_binary(wide_program(draws_of(3, 300)));
    for (std::size_t size = 0; size < good.size(); ++size) {
        ir::Program p;
        std::string error;
        REQUIRE_FALSE(ir::read_binary(std::string_view(good).substr(0, size), p, error));
    }
}

TEST_CASE("binary: a small file can't ask for much memory") {
    // One string of 1 MB as the path of every file: referring to it again and again is cut short.
    std::string bytes("sdvl-ir\n", 8);
    bytes += static_cast<char>(ir::kVersion);
    bytes += '\1';  // one string
    const std::string big(1 << 20, 'x');
    for (std::size_t n = big.size(); n != 0; n >>= 7) bytes += static_cast<char>((n & 0x7F) | (n >= 0x80 ? 0x80 : 0));
    bytes += big;
    bytes += '\0';               // program's name
    bytes += '\0';               // no files
    bytes += "\x80\x80\x08";     // 131072 records of that name
    bytes += std::string(300'000, '\0');
    ir::Program p;
    std::string error;
    REQUIRE_FALSE(ir::read_binary(bytes, p, error));
}
