// SPDX-License-Identifier: Apache-2.0
// Finds the dense id of a content: a hash table of ids that keeps no content itself. Twelve ids and a byte of the hash of each
// lie in one cache line (as in Swiss tables: Kulukundis, CppCon 2017), so that contents are looked at only when they are likely
// to be equal; the table is filled to five sixths, for 6.4 to 12.8 bytes an id. Ids are 0, 1, 2, ... in order of
// arrival; nothing is ever taken out.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace sdvlite::base {

/// Mixes `v` into `h`: every bit of both reaches the upper bits of the result.
inline std::uint64_t mix(std::uint64_t h, std::uint64_t v) {
    h = (h ^ v) * 0x9E3779B97F4A7C15ull;
    return h ^ h >> 32;
}

class IdTable {
public:
    static constexpr std::uint32_t kNone = UINT32_MAX;

    /// The id with this hash for which `equal(id)`, or kNone.
    template <class Equal>
    std::uint32_t find(std::uint64_t hash, Equal equal) const {
        if (groups_.empty()) return kNone;
        const std::uint32_t wanted = 0x01010101u * tag_of(hash);
        for (std::size_t at = home(hash);; at = next(at)) {
            const Group& g = groups_[at];
            for (std::size_t part = 0; part < kGroup; part += 4) {
                std::uint32_t tags;
                std::memcpy(&tags, g.tags + part, 4);
                // Bytes that are zero after this, and perhaps some behind them, become 0x80.
                const std::uint32_t x = tags ^ wanted;
                for (std::uint32_t m = (x - 0x01010101u) & ~x & 0x80808080u; m != 0; m &= m - 1) {
                    const std::size_t i = part + static_cast<std::size_t>(std::countr_zero(m)) / 8;
                    if (g.tags[i] != 0 && equal(g.ids[i])) return g.ids[i];
                }
            }
            if (g.tags[kGroup - 1] == 0) return kNone;  // groups are filled from the front
        }
    }
    /// Adds the next id, of a content that is not there yet; `hash_of(id)` is asked of all when the table grows.
    template <class HashOf>
    std::uint32_t add(std::uint64_t hash, HashOf hash_of) {
        if ((std::size_t{count_} + 1) * 6 > groups_.size() * kGroup * 5) {
            resize();
            constexpr std::uint32_t kAhead = 8;  // places are all over the memory: asked for before they are needed
            for (std::uint32_t id = 0; id < count_; ++id) {
                if (id + kAhead < count_) __builtin_prefetch(&groups_[home(hash_of(id + kAhead))], 1);
                place(hash_of(id), id);
            }
        }
        place(hash, count_);
        return count_++;
    }
    std::uint64_t bytes() const { return groups_.capacity() * sizeof(Group); }

private:
    static constexpr std::size_t kGroup = 12;
    struct alignas(64) Group {
        std::uint8_t tags[kGroup] = {};  ///< 0: free
        std::uint32_t ids[kGroup] = {};
    };

    static std::uint8_t tag_of(std::uint64_t hash) { return static_cast<std::uint8_t>(hash | 1); }
    /// By the upper bits of the hash: the lower ones are the tag.
    std::size_t home(std::uint64_t hash) const { return static_cast<std::size_t>((hash >> 32) * groups_.size() >> 32); }
    std::size_t next(std::size_t at) const { return at + 1 == groups_.size() ? 0 : at + 1; }
    void place(std::uint64_t hash, std::uint32_t id) {
        std::size_t at = home(hash);
        while (groups_[at].tags[kGroup - 1] != 0) at = next(at);
        Group& g = groups_[at];
        const auto i = static_cast<std::size_t>(std::find(g.tags, g.tags + kGroup, 0) - g.tags);
        g.tags[i] = tag_of(hash);
        g.ids[i] = id;
    }
    /// The old table is given back before the new one is taken: what it held is worked out again.
    void resize() {
        const std::size_t size = std::max<std::size_t>(4, groups_.size() * 2);
        std::vector<Group>().swap(groups_);
        groups_.resize(size);
    }

    std::vector<Group> groups_;
    std::uint32_t count_ = 0;
};

}  // namespace sdvlite::base
