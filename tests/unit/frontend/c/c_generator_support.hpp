// SPDX-License-Identifier: Apache-2.0
// Random C programs whose result the C standard fixes, up to what compilers agree on (signed overflow wraps, shifts
// stay below the width): material for comparing lowered C with natively compiled C.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace sdvlite::frontend::c::test {

/// Calls and assignments inside expressions appear only where C orders them. No `long`, whose width differs.
class ProgramMaker {
  public:
    explicit ProgramMaker(std::uint64_t seed) : random_(seed) {}

    /// A file with functions `unsigned long long test_0(void)` to `test_<tests - 1>(void)`.
    std::string make(unsigned tests);

  private:
    unsigned pick(unsigned n) { return static_cast<unsigned>(random_() % n); }
    template <class List> const auto& one_of(const List& list) {
        return list[pick(static_cast<unsigned>(list.size()))];
    }
    std::string type();
    std::string literal();
    std::string place(bool called = false);
    std::string expr(unsigned depth);
    std::string condition(unsigned depth);
    std::string call(unsigned depth);
    std::string block(unsigned depth);
    std::string statement(unsigned depth);
    std::string loop(unsigned depth);
    std::string switch_statement(unsigned depth);
    std::string effects();
    std::string function(unsigned number);
    std::string fresh(const std::string& stem) { return stem + std::to_string(++names_); }

    std::mt19937_64 random_;
    std::vector<std::string> locals_;
    unsigned names_ = 0;
    unsigned functions_ = 0; ///< helpers that may be called
    unsigned loops_ = 0;     ///< that enclose the statement
};

} // namespace sdvlite::frontend::c::test
