// SPDX-License-Identifier: Apache-2.0
// What is known of a number because of where it lies: of the few that the driver ever puts there (model/domains.hpp) the range that
// holds them all. Of numbers that a statement brought in nothing is known so.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

/// Null where it may be any.
const Range* Machine::domain_of(const Sym& y) {
    if (y.kind == SymKind::Site || y.bits == 0) return nullptr;
    const std::uint32_t cls = class_of(y.cell);
    if (cls >= m_.tracked_count() || terms[y.cell].bit_field) return nullptr;
    if (domains_.empty()) domains_.resize(m_.tracked_count());
    const std::vector<std::uint64_t>& values = m_.domain(m_.class_tracked_as(cls));
    if (values.empty()) return nullptr;
    std::optional<Range>& known = domains_[cls];
    if (!known) {
        std::uint64_t both = ~std::uint64_t{0}, either = 0;
        for (const std::uint64_t v : values) both &= v, either |= v;
        known = Range::full(y.bits);
        known->at_least_u(values.front());
        known->at_most_u(values.back());
        known->fix_bits(both | ~either, both);
        constexpr std::uint64_t kMostBetween = 16;
        for (std::uint64_t v = values.front(); values.back() - values.front() <= kMostBetween && v < values.back(); ++v) {
            if (!std::binary_search(values.begin(), values.end(), v) && known->contains(v) && known->not_count < Range::kMaxNot) known->exclude(v);
        }
    }
    return known->bits == y.bits ? &*known : nullptr;
}

}  // namespace sdvlite::explore
