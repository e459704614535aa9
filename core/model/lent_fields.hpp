// SPDX-License-Identifier: Apache-2.0
// Fields whose addresses go nowhere but into parameters of procedures that are here, which follow them and keep them nowhere:
// `PIRP Take(PIRP *slot)`, an atomic exchange. What lies in such a field is changed by these procedures; code that nobody knows has
// never heard of it.
#pragma once

#include <set>
#include <utility>

#include "core/ir/program.hpp"
#include "core/model/new_objects.hpp"

namespace sdvlite::model {

class LentFields {
public:
    LentFields(const ir::Program& program, const NewObjects& kept);

    /// Whether the field's address may be anywhere.
    bool is_out(ir::RecordId record, std::uint32_t index) const { return out_.contains({record, index}); }

private:
    bool follows(const ir::Stmt& s, std::size_t argument) const;

    const ir::Program& p_;
    const NewObjects& kept_;
    std::set<std::pair<ir::RecordId, std::uint32_t>> out_;
};

}  // namespace sdvlite::model
