// SPDX-License-Identifier: Apache-2.0
// Random programs with guarded blocks, printed twice: as C with __try, and as C++ whose destructors and exceptions do
// the same by rules that nobody here wrote. Filters have no effects, so that it does not matter that Windows asks them
// before the inner __finally bodies run, C++ behind them.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace sdvlite::frontend::c::test {

/// The same program in both languages.
struct Twin {
    std::string c;
    std::string cpp;

    Twin() = default;
    Twin(std::string both) : c(both), cpp(std::move(both)) {}
    Twin(const char* both) : c(both), cpp(both) {}
    Twin(std::string in_c, std::string in_cpp) : c(std::move(in_c)), cpp(std::move(in_cpp)) {}
    Twin& operator+=(const Twin& more);
    friend Twin operator+(Twin a, const Twin& b) { return a += b; }
};

class ExceptionProgramMaker {
  public:
    explicit ExceptionProgramMaker(std::uint64_t seed) : random_(seed) {}

    /// Functions `unsigned long long test_0(void)` to `test_<tests - 1>(void)`.
    Twin make(unsigned tests);

  private:
    /// What a statement may do where it stands.
    struct Where {
        unsigned depth = 0;
        unsigned leave = 0;       ///< the guarded block that __leave ends; 0: none
        bool loop = false;        ///< break and continue
        bool jumps = true;        ///< return and goto
        bool raises = true;       ///< an exception may leave the statement
        bool in_finally = false;  ///< AbnormalTermination()
        bool in_handler = false;  ///< GetExceptionCode()
        Where deeper() const;
    };

    unsigned pick(unsigned n) { return static_cast<unsigned>(random_() % n); }
    std::string number(unsigned n) { return std::to_string(pick(n)); }
    std::string variable();
    Twin value(const Where& where);
    Twin condition(const Where& where);
    Twin call(const Where& where);
    Twin raise(const Where& where);
    Twin jump(const Where& where);
    Twin simple(const Where& where);
    Twin block(const Where& where);
    Twin loop(const Where& where);
    Twin switch_statement(const Where& where);
    Twin try_finally(const Where& where);
    Twin try_except(const Where& where);
    Twin filter(const Where& where);
    Twin statement(const Where& where);
    Twin function();

    std::mt19937_64 random_;
    unsigned names_ = 0;
    unsigned functions_ = 0;  ///< that may be called
};

} // namespace sdvlite::frontend::c::test
