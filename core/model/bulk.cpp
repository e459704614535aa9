// SPDX-License-Identifier: Apache-2.0
#include "core/model/bulk.hpp"

#include <sstream>

namespace sdvlite::model {

std::optional<BulkEffect> bulk_effect(const ir::Proc& proc) {
    for (const std::string& a : proc.annotations) {
        std::istringstream in(a);
        std::string kind;
        in >> kind;
        BulkEffect e;
        const bool three = kind == "effect:fill" || kind == "effect:copy";
        if (!three && kind != "effect:zero" && kind != "effect:any") continue;
        e.kind = kind == "effect:fill" ? BulkEffect::Kind::Fill
               : kind == "effect:copy" ? BulkEffect::Kind::Copy
               : kind == "effect:zero" ? BulkEffect::Kind::Zero : BulkEffect::Kind::Any;
        in >> e.to;
        if (three) in >> e.other;
        in >> e.length;
        if (in && e.to < proc.param_count && e.other < proc.param_count && e.length < proc.param_count) return e;
    }
    return std::nullopt;
}

}  // namespace sdvlite::model
