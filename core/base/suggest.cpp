// SPDX-License-Identifier: Apache-2.0
#include "core/base/suggest.hpp"

#include <algorithm>

namespace sdvlite::base {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// Names longer than this are not compared: the time is quadratic.
constexpr std::size_t kMaxName = 100;

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (gap > limit || a.size() > kMaxName || b.size() > kMaxName) return limit + 1;
    std::vector<std::size_t> before2(b.size() + 1), before(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
                row[j] = std::min(row[j], before2[j - 2] + 1);
            }
        }
        std::swap(before2, before);
        std::swap(before, row);
    }
    return std::min(before[b.size()], limit + 1);
}

std::string closest(std::string_view wanted, const std::vector<std::string>& known) {
    // Every name of one or two letters is near every other.
    const std::size_t limit = wanted.size() < 3 ? 0 : std::max<std::size_t>(1, wanted.size() / 4);
    std::size_t best = limit + 1;
    std::string found;
    for (const std::string& name : known) {
        const std::size_t d = edit_distance(wanted, name, limit);
        if (d < best) {
            best = d;
            found = name;
        }
    }
    return found;
}

std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& known) {
    const std::string name = closest(wanted, known);
    return name.empty() ? std::string() : "did you mean '" + name + "'?";
}

}  // namespace sdvlite::base
