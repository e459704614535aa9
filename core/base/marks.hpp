// SPDX-License-Identifier: Apache-2.0
// A set of small numbers that is emptied at no cost: each holds the number of the round in which it was added last.
#pragma once

#include <cstdint>
#include <vector>

namespace sdvlite::base {

class Marks {
public:
    void clear() {
        if (++round_ == 0) {
            at_.assign(at_.size(), 0);
            round_ = 1;
        }
    }
    /// Whether it was not there before.
    bool add(std::uint32_t i) {
        if (i >= at_.size()) at_.resize(i + i / 2 + 1, 0);
        if (at_[i] == round_) return false;
        at_[i] = round_;
        return true;
    }
    bool has(std::uint32_t i) const { return i < at_.size() && at_[i] == round_; }

private:
    std::vector<std::uint32_t> at_;
    std::uint32_t round_ = 1;
};

}  // namespace sdvlite::base
