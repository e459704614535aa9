// SPDX-License-Identifier: Apache-2.0
#include "core/model/slice.hpp"

#include <algorithm>

#include "core/ir/each_expr.hpp"
#include "core/ir/fold.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

ir::TypeId pointee_of_argument(const ir::Program& p, ExprId arg) {
    for (;;) {
        const Expr& e = p[arg];
        if (p.types.is_pointer(e.type)) {
            const ir::TypeId t = p.types[e.type].element;
            if (p.types[t].kind != ir::TypeKind::Void && p.types[t].kind != ir::TypeKind::Function) return t;
        }
        if (e.kind != ExprKind::Cast) return {};
        arg = e.a;
    }
}

ir::TypeId filled_type(const ir::Program& p, ExprId arg) {
    const ir::TypeId t = pointee_of_argument(p, arg);
    return t.valid() && p.types.is_scalar(t) && p.types.size_of(t) == 1 ? ir::TypeId{} : t;
}

Around around(const ir::Program& p, ExprId arg, ExprId length) {
    ExprId at = ir::without_casts(p, arg);
    const bool address = p[at].kind == ExprKind::AddrOf;
    if (address) at = p[at].a;
    const bool array = p.types[p[at].type].kind == ir::TypeKind::Array;
    if ((p[at].kind != ExprKind::Field && p[at].kind != ExprKind::Index) || (!address && !array)) return {};
    const auto bytes = ir::constant_value(p, length);
    const bool inside = bytes ? *bytes <= p.types.size_of(p[at].type) : array || p[at].kind == ExprKind::Index;
    if (inside) return {};
    Around out;
    out.offset = 0;
    for (; p[at].kind == ExprKind::Field || p[at].kind == ExprKind::Index; at = p[at].a) {
        if (p[at].kind == ExprKind::Index) {  // nothing else is filled as far as the array goes in which it lies
            const std::uint64_t before = ir::constant_value(p, p[at].b).value_or(0) * p.types.size_of(p[at].type);
            if (bytes && *bytes + before <= p.types.size_of(p[p[at].a].type)) return {};
        }
        const std::uint64_t from = p[at].kind == ExprKind::Field ? p.types.rec(p.types[p[p[at].a].type].record).fields[p[at].index].offset : 0;
        out.offset = out.offset && p[at].kind == ExprKind::Field ? std::optional(*out.offset + from) : std::nullopt;
    }
    const ir::TypeId whole = p.types.without_arrays(p[at].type);
    if (p.types.is_record(whole)) out.record = whole;
    return out;
}

void Slicer::enqueue(ProcId p) {
    if (queued_[p.index()]) return;
    queued_[p.index()] = true;
    queue_.push_back(p);
}

bool Slicer::want(ClassId c) {
    if (fixed_ || wanted_[c]) return false;
    wanted_[c] = true;
    ++wanted_count_;
    wanted_more_ = true;
    for (ProcId p : mentions_[c]) enqueue(p);
    return true;
}

/// Who has to be looked at again when a class is wanted, or a procedure has become interesting.
void Slicer::index() {
    mentions_.resize(m_.classes().size());
    callers_.resize(p_.procs.size());
    queued_.assign(p_.procs.size(), false);
    auto mention = [this](ClassId c, ProcId p) {
        if (mentions_[c].empty() || mentions_[c].back() != p) mentions_[c].push_back(p);
    };
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        const ProcId proc(i);
        bool broad = false;
        mention(m_.classes().result(proc), proc);
        for (const Stmt& s : p_.procs[i].body) {
            scratch_.clear();
            if (s.kind == StmtKind::Return && s.rhs.valid() && p_.types.is_record(p_[s.rhs].type)) m_.classes().all_of(proc, s.rhs, scratch_);
            if (s.lhs.valid()) m_.classes().all_of(proc, s.lhs, scratch_);
            for (ClassId c : scratch_) mention(c, proc);
            broad = broad || s.kind == StmtKind::Assume;
            if (s.kind != StmtKind::Call) continue;
            const std::vector<ProcId> callees = s.proc.valid() ? std::vector<ProcId>{s.proc} : m_.candidates(s.callee);
            broad = broad || !s.proc.valid();
            for (ProcId q : callees) {
                if (callers_[q.index()].empty() || callers_[q.index()].back() != proc) callers_[q.index()].push_back(proc);
                broad = broad || (!p_[q].has_body && !p_[q].modelled) || m_.bulk(q).has_value();
                for (std::uint32_t k = 0; p_[q].has_body && k < p_[q].param_count; ++k) {
                    if (p_.types.is_scalar(p_[q].locals[k].type)) {
                        mention(m_.classes().local(q, k), proc);
                    } else {
                        broad = true;
                    }
                }
            }
        }
        if (broad) broad_.push_back(proc);
    }
}

bool Slicer::mark(ProcId proc, StmtIndex s) {
    if (fixed_ && !m_.relevant(proc, s)) return false;
    auto& flags = out_.statements[proc.index()];
    if (flags[s]) return false;
    flags[s] = true;
    if (!out_.interesting[proc.index()]) {
        out_.interesting[proc.index()] = true;
        for (ProcId c : callers_[proc.index()]) enqueue(c);
    }
    return true;
}

bool Slicer::reads(ProcId proc, ExprId root) {
    if (fixed_) return false;
    bool changed = false;
    std::vector<ExprId> todo{root};
    while (!todo.empty()) {
        const ExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const Expr& e = p_[id];
        if (ir::is_designator(e.kind)) {
            scratch_.clear();
            m_.classes().all_of(proc, id, scratch_);
            for (ClassId c : scratch_) changed |= want(c);
            changed |= address(proc, id);
        } else if (e.kind == ExprKind::AddrOf) {
            changed |= address(proc, e.a);
        } else {
            todo.push_back(e.a);
            todo.push_back(e.b);
        }
    }
    return changed;
}

bool Slicer::address(ProcId proc, ExprId designator) {
    bool changed = false;
    for (ExprId id = designator;;) {
        const Expr& e = p_[id];
        if (e.kind == ExprKind::Deref) return reads(proc, e.a) || changed;
        if (e.kind == ExprKind::Index) changed |= reads(proc, e.b);
        if (e.kind != ExprKind::Field && e.kind != ExprKind::Index) return changed;
        id = e.a;
    }
}

bool Slicer::reads_any_wanted(ProcId proc, ExprId root) {
    std::vector<ExprId> todo{root};
    while (!todo.empty()) {
        const ExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const Expr& e = p_[id];
        if (ir::is_designator(e.kind) && p_.types.is_scalar(e.type) && wanted(m_.classes().of(proc, id))) return true;
        todo.push_back(e.a);
        todo.push_back(e.b);
    }
    return false;
}

bool Slicer::wanted_lhs(ProcId proc, ExprId lhs) {
    if (!lhs.valid()) return false;
    scratch_.clear();
    m_.classes().all_of(proc, lhs, scratch_);
    return std::any_of(scratch_.begin(), scratch_.end(), [&](ClassId c) { return wanted(c); });
}

/// A record that is returned matters by what is in it, as one that is assigned does.
bool Slicer::wanted_result(ProcId proc, ExprId result) {
    return p_.types.is_record(p_[result].type) ? wanted_lhs(proc, result) : wanted(m_.classes().result(proc));
}

/// A body-less callee may change what its pointer arguments reach.
bool Slicer::external(ProcId proc, const Stmt& s) {
    bool matters = false;
    for (ExprId a : s.args) {
        const ir::TypeId t = pointee_of_argument(p_, a);
        if (!t.valid()) continue;
        const std::vector<ClassId>& reach = m_.classes().reach(t);
        matters |= std::any_of(reach.begin(), reach.end(), [&](ClassId c) { return wanted(c); });
    }
    if (!matters) return false;
    bool changed = false;
    for (ExprId a : s.args) {
        if (pointee_of_argument(p_, a).valid()) changed |= reads(proc, a);
    }
    return changed | true;
}

/// Adds the locals that a pointer is made of.
void Slicer::add_locals(ProcId proc, ExprId pointer, std::vector<LocalOf>& out) const {
    std::vector<ExprId> parts{pointer};
    while (!parts.empty()) {
        const Expr& e = p_[parts.back()];
        parts.pop_back();
        if (e.kind == ExprKind::Cast || e.kind == ExprKind::Binary) parts.push_back(e.a);
        if (e.kind == ExprKind::Binary) parts.push_back(e.b);
        const LocalOf local{proc, e.index};
        if (e.kind == ExprKind::Local && std::find(out.begin(), out.end(), local) == out.end()) out.push_back(local);
    }
}

/// Whether something matters in what the driver gives the address of, or behind what it gives, as far as its types tell.
bool Slicer::gives_place_wanted(ProcId proc, ExprId given) {
    given = ir::without_casts(p_, given);
    while (p_[given].kind == ExprKind::Binary && p_[given].bin == ir::BinOp::PtrAdd) given = ir::without_casts(p_, p_[given].a);
    const Expr& e = p_[given];
    if (e.kind == ExprKind::AddrOf) {
        scratch_.clear();
        m_.classes().all_of(proc, e.a, scratch_);
        return std::any_of(scratch_.begin(), scratch_.end(), [&](ClassId c) { return wanted(c); });
    }
    if (!ir::is_designator(e.kind) || !p_.types.is_pointer(e.type)) return true;
    const std::vector<ClassId>& behind = m_.untyped().behind(m_.classes().of(proc, given));
    return std::any_of(behind.begin(), behind.end(), [&](ClassId c) { return wanted(c); });
}

/// Whether the caller gives that parameter the address of something that matters; locals of its own that it gives go to `more`.
bool Slicer::gives_wanted(ProcId caller, const LocalOf& param, std::vector<LocalOf>& more) {
    for (const Stmt& s : p_[caller].body) {
        if (s.kind != StmtKind::Call || s.proc != param.first || param.second >= s.args.size()) continue;
        const ir::TypeId type = filled_type(p_, s.args[param.second]);
        if (!type.valid()) {
            const ExprId given = s.args[param.second];
            if (p_[caller].origin == ir::Origin::Driver ? gives_place_wanted(caller, given) : leads_to_wanted(caller, given)) return true;
            if (p_[caller].origin != ir::Origin::Driver) add_locals(caller, s.args[param.second], more);
            continue;
        }
        scratch_.clear();
        m_.classes().all_of_type(type, scratch_);
        if (std::any_of(scratch_.begin(), scratch_.end(), [&](ClassId c) { return wanted(c); })) return true;
    }
    return false;
}

/// Whether a pointer is made of one that lies in memory, a variable of the model's among it, and something behind that matters.
bool Slicer::leads_to_wanted(ProcId proc, ExprId pointer) const {
    if (!pointer.valid()) return false;
    const Expr& e = p_[pointer];
    if (e.kind == ExprKind::AddrOf) {  // reads no more than where the place is
        ExprId place = e.a;
        while (p_[place].kind == ExprKind::Field || p_[place].kind == ExprKind::Index) place = p_[place].a;
        return p_[place].kind == ExprKind::Deref && leads_to_wanted(proc, p_[place].a);
    }
    if (!ir::is_designator(e.kind)) return leads_to_wanted(proc, e.a) || leads_to_wanted(proc, e.b);
    if (e.kind == ExprKind::Local || !p_.types.is_pointer(e.type)) return false;
    const std::vector<ClassId>& behind = m_.untyped().behind(m_.classes().of(proc, pointer));
    return std::any_of(behind.begin(), behind.end(), [&](ClassId c) { return wanted(c); });
}

/// Whether what the OS model fills is memory of its callers of which something matters. What it has allocated itself is none;
/// where it found the pointer in a record of theirs, what that leads to is not told by its type.
bool Slicer::fills_given(ProcId proc, ExprId to) {
    if (leads_to_wanted(proc, to)) return true;
    std::vector<LocalOf> todo;  // where the pointer may come from
    add_locals(proc, to, todo);
    for (std::size_t next = 0; next < todo.size(); ++next) {
        const LocalOf at = todo[next];
        for (const Stmt& s : p_[at.first].body) {
            const bool to_it = s.kind == StmtKind::Assign && p_[s.lhs].kind == ExprKind::Local && p_[s.lhs].index == at.second;
            if (!to_it) continue;
            if (leads_to_wanted(at.first, s.rhs)) return true;
            add_locals(at.first, s.rhs, todo);
        }
        if (at.second >= p_[at.first].param_count) continue;
        for (const ProcId caller : callers_[at.first.index()]) {
            if (gives_wanted(caller, at, todo)) return true;
        }
    }
    return false;
}

/// Filling or copying matters when something in the target does. Where its type is unknown that is so for
/// the driver's calls always; the OS model fills what it has just allocated, or what it is given.
bool Slicer::bulk(ProcId proc, const Stmt& s, const BulkEffect& e) {
    if (e.to >= s.args.size() || e.other >= s.args.size() || e.length >= s.args.size()) return false;
    const ir::TypeId type = filled_type(p_, s.args[e.to]);
    bool matters = p_[proc].origin != ir::Origin::OsModel;
    if (type.valid()) {
        scratch_.clear();
        m_.classes().all_of_type(type, scratch_);
        if (const Around held = around(p_, s.args[e.to], s.args[e.length]); held.record.valid()) m_.classes().all_of_type(held.record, scratch_);
        matters = std::any_of(scratch_.begin(), scratch_.end(), [&](ClassId c) { return wanted(c); });
    } else if (!matters) {
        matters = reads_any_wanted(proc, s.args[e.to]) || fills_given(proc, s.args[e.to]);
    }
    if (!matters) return false;
    for (ExprId a : s.args) reads(proc, a);
    if (e.kind != BulkEffect::Kind::Copy) return true;
    const ir::TypeId from = pointee_of_argument(p_, s.args[e.other]), held = around(p_, s.args[e.other], s.args[e.length]).record;
    std::vector<ClassId> classes;
    if (from.valid() && from != type) m_.classes().all_of_type(from, classes);
    if (held.valid()) m_.classes().all_of_type(held, classes);
    for (ClassId c : classes) want(c);
    return true;
}

bool Slicer::call_of(ProcId proc, const Stmt& s, ProcId callee) {
    const ir::Proc& q = p_[callee];
    bool matters = false;
    if (m_.bulk(callee)) {
        if (wanted_lhs(proc, s.lhs)) matters = true, reads(proc, s.args.empty() ? s.lhs : s.args[0]);
        return bulk(proc, s, *m_.bulk(callee)) || matters;
    }
    if (!q.has_body) {
        if (!q.modelled) matters = external(proc, s);
        return matters || wanted_lhs(proc, s.lhs) || q.is_noreturn;
    }
    if (wanted_lhs(proc, s.lhs)) want(m_.classes().result(callee)), matters = true;
    matters |= out_.interesting[callee.index()];
    for (std::uint32_t i = 0; i < q.param_count && i < s.args.size(); ++i) {
        // A parameter matters by its class (scalars) or by those of its fields (records by value).
        scratch_.clear();
        if (p_.types.is_scalar(q.locals[i].type)) {
            scratch_.push_back(m_.classes().local(callee, i));
        } else {
            m_.classes().all_of_type(q.locals[i].type, scratch_);
        }
        if (std::any_of(scratch_.begin(), scratch_.end(), [&](ClassId c) { return wanted(c); })) {
            reads(proc, s.args[i]);
            matters |= out_.interesting[callee.index()];
        }
    }
    return matters;
}

bool Slicer::call(ProcId proc, StmtIndex index) {
    const Stmt& s = p_[proc].body[index];
    const std::size_t before = wanted_count_;
    bool matters = false;
    if (s.proc.valid()) {
        matters = call_of(proc, s, s.proc);
    } else {
        matters = wanted_lhs(proc, s.lhs) || external(proc, s);
        for (ProcId c : m_.candidates(s.callee)) matters |= call_of(proc, s, c);
        if (matters) reads(proc, s.callee);
    }
    if (matters && s.lhs.valid() && wanted_lhs(proc, s.lhs)) address(proc, s.lhs);
    bool changed = wanted_count_ != before;
    if (matters) changed |= mark(proc, index);
    return changed;
}

bool Slicer::pass(ProcId proc) {
    bool changed = false;
    if (m_.bulk(proc)) return false;  // done at one stroke: its loop is not looked at
    const std::vector<Stmt>& body = p_[proc].body;
    for (StmtIndex i = 0; i < body.size(); ++i) {
        const Stmt& s = body[i];
        switch (s.kind) {
            case StmtKind::Assign:
                if (wanted_lhs(proc, s.lhs)) {
                    changed |= mark(proc, i) | reads(proc, s.rhs) | address(proc, s.lhs);
                }
                break;
            case StmtKind::Havoc:
            case StmtKind::Alloc:
                if (wanted_lhs(proc, s.lhs)) changed |= mark(proc, i) | address(proc, s.lhs);
                break;
            case StmtKind::Assume: {
                const bool constant = p_[s.rhs].kind == ExprKind::Const;
                // The harness's assumptions say which calls it makes at all; a path that breaks one is none.
                const bool harness = p_[proc].origin == ir::Origin::Harness;
                if (constant || harness || reads_any_wanted(proc, s.rhs)) changed |= mark(proc, i) | reads(proc, s.rhs);
                break;
            }
            case StmtKind::Return:
                if (s.rhs.valid() && wanted_result(proc, s.rhs)) changed |= mark(proc, i) | reads(proc, s.rhs);
                break;
            case StmtKind::Call: changed |= call(proc, i); break;
            default: break;
        }
        if (!out_.statements[proc.index()][i]) continue;
        m_.flow(proc).controllers(i, controllers_);
        for (StmtIndex c : controllers_) changed |= mark(proc, c);
        if (decides(s) && s.rhs.valid()) changed |= reads(proc, s.rhs);
        if (s.kind == StmtKind::Choose && guards_) changed |= guards(proc, s);
    }
    return changed;
}

/// What is assumed at the beginning of a way decides for or against it, as a branch would.
bool Slicer::guards(ProcId proc, const Stmt& choose) {
    const std::vector<Stmt>& body = p_[proc].body;
    bool changed = false;
    for (StmtIndex at : choose.targets) {
        for (; at < body.size() && body[at].kind == StmtKind::Assume; ++at) changed |= mark(proc, at) | reads(proc, body[at].rhs);
    }
    return changed;
}

void Slicer::seed() {
    for (std::size_t p = 0; p < p_.procs.size(); ++p) {
        const std::vector<Stmt>& body = p_.procs[p].body;
        for (StmtIndex i = 0; i < body.size(); ++i) {
            const StmtKind k = body[i].kind;
            const StmtInfo& info = m_.woven().info[p][i];
            if (!info.rule && k != StmtKind::Hole) continue;
            // The rule's assignments matter through what its decisions read.
            if (info.rule && k != StmtKind::Abort && k != StmtKind::Assume) continue;
            mark(ProcId(p), i);
        }
        if (!p_.procs[p].has_body && !p_.procs[p].hole_reason.empty()) out_.interesting[p] = true;
    }
}

void Slicer::close() {
    index();
    seed();
    drain();
}

void Slicer::drain() {
    for (std::size_t i = 0; i < p_.procs.size(); ++i) enqueue(ProcId(i));
    while (!queue_.empty()) {
        const ProcId proc = queue_.front();
        queue_.pop_front();
        while (pass(proc)) {}
        queued_[proc.index()] = false;
        if (queue_.empty() && wanted_more_) {
            wanted_more_ = false;
            for (ProcId p : broad_) enqueue(p);
        }
    }
}

std::vector<bool> Slicer::run(bool slice) {
    const std::size_t procs = p_.procs.size();
    wanted_.assign(m_.classes().size(), !slice);
    out_.interesting.assign(procs, !slice);
    out_.statements.resize(procs);
    for (std::size_t i = 0; i < procs; ++i) out_.statements[i].assign(p_.procs[i].body.size(), !slice);
    if (slice) close();
    first_ = wanted_;
    guards_ = true;
    if (slice) drain();
    return wanted_;
}

void Slicer::run(const ClassSet& followed) {
    fixed_ = true;
    const std::size_t procs = p_.procs.size();
    wanted_.assign(m_.classes().size(), false);
    for (ClassId c = 0; c < wanted_.size(); ++c) wanted_[c] = m_.tracked(c) != kUntracked && followed.has(m_.tracked(c));
    out_.interesting.assign(procs, false);
    out_.statements.resize(procs);
    for (std::size_t i = 0; i < procs; ++i) out_.statements[i].assign(p_.procs[i].body.size(), false);
    close();
}

}  // namespace sdvlite::model
