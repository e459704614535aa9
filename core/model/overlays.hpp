// SPDX-License-Identifier: Apache-2.0
// Which classes lie over each other because one memory is accessed as several types: what is accessed through each pointer is laid
// over what else is there, where the pointer leads (targets.hpp). Of vague targets it is taken that types which begin alike are
// meant to be one, as far as they are alike (headers that device extensions share, a context that is used as a pointer to its first
// field), and that others are other memory.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "core/model/targets.hpp"

namespace sdvlite::model {

class Overlays {
public:
    /// `known`: the records that the system knows.
    Overlays(const ir::Program& program, const Classes& classes, const std::set<ir::RecordId>& known, const Targets& targets);

    /// Pairs of places that share bytes. What is narrower than a pointer leads to nothing.
    const std::set<std::pair<Holder, Holder>>& found() const { return found_; }

private:
    struct Leaf {
        std::int64_t from = 0, to = 0;
        Holder held;
        friend bool operator<(const Leaf& a, const Leaf& b) { return std::tie(a.from, a.to, a.held) < std::tie(b.from, b.to, b.held); }
    };
    using Leaves = std::vector<Leaf>;
    struct View {
        std::int64_t at = 0, low = 0, high = 0;
        bool anywhere = false;
        ir::TypeId seen;
        friend bool operator<(const View& a, const View& b) {
            return std::tie(a.at, a.low, a.high, a.anywhere, a.seen) < std::tie(b.at, b.low, b.high, b.anywhere, b.seen);
        }
    };
    void pointers_of_unions();
    void lay(const Targets::Use& use, const Targets::Target& t);
    void mix(std::uint32_t told, std::uint32_t other);
    void exactly(const Targets::Use& use, const Targets::Target& t, const Leaves* own, std::set<Leaf>& others);
    void alike(ir::TypeId record, const View& v);
    void alike(const View& a, const View& b);
    void sweep(const std::set<Leaf>& over);
    void meet(const Holder& a, const Holder& b);
    Holder holder(ClassId c, ir::TypeId scalar) const;
    const Leaves& leaves(ir::TypeId record);
    bool is_system(ir::TypeId t) const;

    const ir::Program& p_;
    const Classes& classes_;
    const Targets& targets_;
    const std::set<ir::RecordId>& known_;
    std::map<ir::TypeId, Leaves> leaves_;
    std::map<std::uint32_t, std::set<Leaf>> exact_;  ///< by memory of no declared record
    std::map<std::uint32_t, std::set<View>> views_;  ///< as what it is accessed there
    std::map<std::uint32_t, std::set<View>> told_;   ///< of unknown memory: as what it is accessed where it is told apart still
    std::map<std::uint32_t, std::set<View>> done_;
    std::set<std::pair<Holder, Holder>> found_;
};

}  // namespace sdvlite::model
