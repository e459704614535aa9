// SPDX-License-Identifier: Apache-2.0
#include "core/refine/provenance.hpp"

#include <algorithm>

namespace sdvlite::refine {

std::vector<model::ClassId> Provenance::classes(ProvenanceId p) const {
    std::vector<model::ClassId> out;
    std::vector<bool> seen(nodes_.size(), false);
    std::vector<ProvenanceId> todo{p};
    while (!todo.empty()) {
        const ProvenanceId at = todo.back();
        todo.pop_back();
        if (at == kNowhere || seen[at]) continue;
        seen[at] = true;
        if (nodes_[at].cls != model::kNoClass) {
            out.push_back(nodes_[at].cls);
        } else {
            todo.push_back(nodes_[at].left);
            todo.push_back(nodes_[at].right);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace sdvlite::refine
