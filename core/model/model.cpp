// SPDX-License-Identifier: Apache-2.0
#include "core/model/model.hpp"

#include "core/ir/each_expr.hpp"
#include "core/ir/unwritten.hpp"
#include "core/model/domains.hpp"
#include "core/model/kept.hpp"
#include "core/model/liveness.hpp"
#include "core/model/reach.hpp"
#include "core/model/slice.hpp"

namespace sdvlite::model {

using ir::ExprId;
using ir::ProcId;
using ir::Stmt;

Model::Model(Woven woven, bool slice) : woven_(std::move(woven)), classes_(woven_.program), sliced_(slice) { build(slice); }

Model::Model(Woven woven, const Classes& unwoven, bool slice)
    : woven_(std::move(woven)), classes_(woven_.program, unwoven), sliced_(slice) {
    build(slice);
}

void Model::build(bool slice) {
    // Running off the end of a body (rule code may be the last thing) is a return.
    flow_.reserve(woven_.program.procs.size());
    for (const ir::Proc& p : woven_.program.procs) {
        flow_.emplace_back(p);
        bulk_.push_back(p.has_body ? bulk_effect(p) : std::nullopt);
        lists_.push_back(model::list_effect(p));
    }
    private_globals_ = model::private_globals(woven_);
    own_functions_ = model::own_functions(woven_.program);
    find_own_calls();
    find_callees();
    domains_ = model::domains(woven_, classes_);
    Slicer slicer(*this, relevance_);
    const std::vector<bool> wanted = slicer.run(slice);
    first_ = slicer.first();
    number(wanted);
    Liveness(*this, relevance_).run();
}

/// Tracked classes get their numbers: those that more than one activation can have to do with first, then each
/// procedure's own locals in a row, then what procedures return, which lies in no memory.
void Model::number(const std::vector<bool>& wanted) {
    const std::vector<ir::Proc>& procs = woven_.program.procs;
    tracked_.assign(classes_.size(), kUntracked);
    std::vector<bool> own(classes_.size(), false);
    for (std::size_t p = 0; p < procs.size(); ++p) {
        for (std::uint32_t k = 0; k < procs[p].locals.size(); ++k) {
            const ClassId c = classes_.local(ProcId(p), k);
            own[c] = !classes_.shared(c);
        }
        own[classes_.result(ProcId(p))] = true;
    }
    for (ClassId c = 0; c < wanted.size(); ++c) {
        if (wanted[c] && !own[c]) tracked_[c] = tracked_count_++;
    }
    const std::uint32_t shared = tracked_count_;
    for (std::size_t p = 0; p < procs.size(); ++p) {
        const std::uint32_t from = tracked_count_;
        for (std::uint32_t k = 0; k < procs[p].locals.size(); ++k) {
            const ClassId c = classes_.local(ProcId(p), k);
            if (wanted[c] && own[c]) tracked_[c] = tracked_count_++;
        }
        scopes_.push_back({shared, from, tracked_count_});
    }
    for (std::size_t p = 0; p < procs.size(); ++p) {
        const ClassId c = classes_.result(ProcId(p));
        if (wanted[c]) tracked_[c] = tracked_count_++;
    }
    by_index_.resize(tracked_count_);
    for (ClassId c = 0; c < tracked_.size(); ++c) {
        if (tracked_[c] != kUntracked) by_index_[tracked_[c]] = c;
    }
}

bool Model::relies_on_domains() const {
    for (ClassId c = 0; c < tracked_.size(); ++c) {
        if (tracked_[c] != kUntracked && classes_.in_record(c) && !domains_[c].empty()) return true;
    }
    return false;
}

Untyped& Model::untyped() const {
    if (!untyped_) untyped_ = std::make_unique<Untyped>(program(), classes_);
    return *untyped_;
}

SelfLinks& Model::self_links() const {
    if (!self_links_) self_links_ = std::make_unique<SelfLinks>(program(), classes_);
    return *self_links_;
}

Flows& Model::flows() const {
    if (!flows_) flows_ = std::make_unique<Flows>(woven_, classes_);
    return *flows_;
}

Relevance Model::relevance(const ClassSet& followed) const {
    Relevance out;
    Slicer(*this, out).run(followed);
    Liveness(*this, out, &followed).run();
    return out;
}

/// What is known of the variable or field that holds the pointer; null for nothing.
const std::vector<ProcId>* Model::own_candidates(ExprId callee) const {
    const std::vector<ProcId>* own = nullptr;
    const ir::GlobalId g = ir::variable_of(program(), callee);
    if (g.valid() && own_functions_[g.index()]) own = &*own_functions_[g.index()];
    if (const auto it = own_calls_.find(callee); own == nullptr && it != own_calls_.end()) own = &it->second;
    return own;
}

/// Of the functions whose type fits those whose address comes there: the others are only registered, or lie in other fields. Where
/// code or an initialiser was lost nobody knows what comes there.
void Model::find_callees() {
    const ir::Program& p = program();
    if (!ir::is_complete(p)) return;
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        if (p.procs[i].origin != ir::Origin::Driver) continue;
        for (const Stmt& s : p.procs[i].body) {
            if (s.kind != ir::StmtKind::Call || !s.callee.valid()) continue;
            std::vector<ProcId>& out = callees_[s.callee];
            for (const ProcId q : model::candidates(p, s.callee)) {
                if (std::find(out.begin(), out.end(), q) == out.end() && flows().may_call(ProcId(i), s.callee, q)) out.push_back(q);
            }
        }
    }
}

std::vector<ProcId> Model::possible_callees(ExprId callee) const {
    const auto it = callees_.find(callee);
    return it != callees_.end() ? it->second : model::candidates(program(), callee);
}

std::vector<ProcId> Model::candidates(ExprId callee) const {
    std::vector<ProcId> known = possible_callees(callee);
    if (!only_candidates(callee)) return known;
    const std::vector<ProcId>& own = *own_candidates(callee);
    std::erase_if(known, [&](ProcId q) { return std::find(own.begin(), own.end(), q) == own.end(); });
    return known;
}

bool Model::only_candidates(ExprId callee) const {
    const std::vector<ProcId>* own = own_candidates(callee);
    if (own == nullptr || own->empty()) return false;
    // One of another type is called all the same, and that is none of them. Of a DDI it was asked before (ddi_calls.hpp).
    const std::vector<ProcId> known = possible_callees(callee);
    return std::all_of(own->begin(), own->end(), [&](ProcId q) {
        return std::find(known.begin(), known.end(), q) != known.end() || fits_ddi(program(), callee, q);
    });
}

/// Calls through fields of the driver's own records, or through a local that was read from one.
void Model::find_own_calls() {
    const ir::Program& p = program();
    const std::map<FieldOf, std::vector<ProcId>> fields = own_fields(p);
    if (fields.empty()) return;
    for (const ir::Proc& q : p.procs) {
        for (const Stmt& s : q.body) {
            if (s.kind != ir::StmtKind::Call || !s.callee.valid()) continue;
            const ExprId at = ir::without_casts(p, s.callee);
            std::vector<ProcId> own;
            if (p[at].kind == ir::ExprKind::Local) own = own_values(p, q, p[at].index, fields);
            if (p[at].kind == ir::ExprKind::Field) {
                if (const auto it = fields.find({p.types[p[p[at].a].type].record, p[at].index}); it != fields.end()) own = it->second;
            }
            if (!own.empty() && p[at].kind == ir::ExprKind::Field) own_tables_.emplace(s.callee, tables_of_call(p, s.callee));
            if (!own.empty()) own_calls_.emplace(s.callee, std::move(own));
        }
    }
}

std::vector<ir::GlobalId> Model::tables(ExprId callee, ProcId q) const {
    std::vector<ir::GlobalId> out;
    const auto it = own_tables_.find(callee);
    if (it == own_tables_.end() || !only_candidates(callee)) return out;
    for (const auto& [table, function] : it->second) {
        if (function == q) out.push_back(table);
    }
    return out;
}

bool Model::relies_on_own_fields() const {
    return std::any_of(own_calls_.begin(), own_calls_.end(), [&](const auto& call) { return only_candidates(call.first); });
}

}  // namespace sdvlite::model
