// SPDX-License-Identifier: Apache-2.0
#include "core/ir/holes.hpp"

#include <algorithm>

namespace sdvlite::ir {

bool has_hole(const Proc& proc) {
    if (!proc.hole_reason.empty()) return true;
    return std::any_of(proc.body.begin(), proc.body.end(), [](const Stmt& s) { return s.kind == StmtKind::Hole; });
}

std::optional<std::vector<std::string>> called_at_most(const Proc& proc) {
    const auto note = std::find_if(proc.annotations.begin(), proc.annotations.end(), [](const std::string& a) { return a.starts_with(kMayCall); });
    if (note == proc.annotations.end()) return std::nullopt;
    std::vector<std::string> out;
    for (std::size_t at = kMayCall.size(); at < note->size();) {
        const std::size_t end = std::min(note->find(',', at), note->size());
        out.push_back(note->substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace sdvlite::ir
