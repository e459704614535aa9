// SPDX-License-Identifier: Apache-2.0
#include "core/model/domains.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "core/ir/each_expr.hpp"
#include "core/ir/unwritten.hpp"
#include "core/model/bulk.hpp"
#include "core/model/extensions.hpp"
#include "core/model/known_to_system.hpp"
#include "core/model/model.hpp"
#include "core/model/reach.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;
using ir::TypeId;

namespace {

constexpr std::size_t kMostValues = 8;

std::uint64_t mask_of(unsigned bits) { return bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1; }

/// What becomes of the bits of a number when it is converted.
std::uint64_t converted(std::uint64_t v, unsigned from, bool is_signed, unsigned to) {
    v &= mask_of(from);
    if (is_signed && from < 64 && (v >> (from - 1) & 1) != 0) v |= ~mask_of(from);
    return v & mask_of(to);
}

class Domains {
public:
    Domains(const Woven& woven, const Classes& classes) : w_(woven), p_(woven.program), classes_(classes), sets_(classes.size()) {}

    std::vector<std::vector<std::uint64_t>> run() {
        std::vector<std::vector<std::uint64_t>> out(sets_.size());
        if (!p_.closed || !ir::is_complete(p_)) return out;
        for (unsigned bits : {8u, 16u, 32u, 64u}) lose(classes_.pointed_scalar(bits));
        fields();
        variables();
        if (wanted_.empty()) return out;
        parameters();
        for (std::size_t i = 0; i < p_.procs.size(); ++i) {
            for (std::size_t k = 0; k < p_.procs[i].body.size(); ++k) {
                const Stmt& s = p_.procs[i].body[k];
                if (p_.procs[i].origin == ir::Origin::Driver && !w_.info[i][k].rule) questions(ProcId(i), s);
                statement(ProcId(i), s);
            }
        }
        settle();
        while (reckons_with_others()) settle();
        for (const ClassId c : wanted_) {
            const Set& s = sets_[c];
            // What is only ever 0 is set by somebody else, or the driver is not finished.
            if (!s.any && s.values.size() > 1) out[c].assign(s.values.begin(), s.values.end());
        }
        return out;
    }

private:
    /// What is in one place may come into another by way of these types, one conversion after the other.
    struct Edge {
        ClassId to;
        std::vector<TypeId> types;
    };
    struct Set {
        bool any = false;
        unsigned bits = 0;  ///< 0: nothing was declared there yet
        std::set<std::uint64_t> values;
        std::vector<Edge> to;
        std::vector<ClassId> from;
    };
    /// What the driver asks about a place: how it compares with a number (`swapped`: the number stands on the left), or which case
    /// it is.
    struct Question {
        ClassId cls;
        ir::BinOp op = ir::BinOp::Eq;
        std::uint64_t number = 0;
        unsigned width = 64;
        bool is_signed = false, swapped = false;
        std::vector<ir::SwitchCase> cases;
    };

    void lose(ClassId c) {
        if (sets_[c].any) return;
        sets_[c].any = true;
        changed_.push_back(c);
    }
    void lose_all(TypeId t) {
        if (!t.valid()) return;
        std::vector<ClassId> in;
        classes_.all_of_type(t, in);
        for (const ClassId c : in) lose(c);
    }
    void lose_all(ProcId proc, ExprId designator) {
        std::vector<ClassId> in;
        classes_.all_of(proc, designator, in);
        for (const ClassId c : in) lose(c);
    }
    void add(ClassId c, std::uint64_t v) {
        Set& s = sets_[c];
        if (s.any || !s.values.insert(v).second) return;
        if (s.values.size() > kMostValues) return lose(c);
        changed_.push_back(c);
    }

    /// A place of the class; two of different widths are more than numbers.
    void declare(ClassId c, TypeId type) {
        type = p_.types.without_arrays(type);
        if (!p_.types.is_integer(type) || (sets_[c].bits != 0 && sets_[c].bits != p_.types.bits_of(type))) return lose(c);
        sets_[c].bits = p_.types.bits_of(type);
    }

    void fields() {
        const std::set<ir::RecordId> known = known_to_system(p_);
        const std::set<ir::RecordId> own = extensions(p_);
        for (std::size_t r = 0; r < p_.types.record_count(); ++r) {
            const ir::Record& rec = p_.types.rec(ir::RecordId(r));
            for (std::uint32_t i = 0; i < rec.fields.size(); ++i) {
                const ClassId c = classes_.field(ir::RecordId(r), i);
                TypeId t = p_.types.without_arrays(rec.fields[i].type);
                if (p_.types.is_record(t)) continue;
                if (rec.is_union || rec.fields[i].is_bit_field() || classes_.word(c) != 0 || known.contains(ir::RecordId(r)) || !own.contains(ir::RecordId(r))) {
                    lose(c);
                } else {
                    declare(c, t);
                    add(c, 0);
                    wanted_.insert(c);
                }
            }
        }
    }

    /// Static ones of the driver; the others belong to nobody knows whom.
    void variables() {
        for (std::size_t i = 0; i < p_.globals.size(); ++i) {
            const ir::Global& g = p_.globals[i];
            const ClassId c = classes_.global(ir::GlobalId(i));
            TypeId t = p_.types.without_arrays(g.type);
            const bool own = g.origin == ir::Origin::Driver && g.is_static && !g.is_open && !g.is_extern;
            for (const ir::InitItem& item : g.init) initialiser(g, ir::GlobalId(i), item, own);
            if (p_.types.is_record(t)) continue;
            if (!own) {
                lose(c);
                continue;
            }
            declare(c, t);
            if (g.init.empty() || t != g.type) add(c, 0);
            wanted_.insert(c);
        }
    }

    void initialiser(const ir::Global& g, ir::GlobalId id, const ir::InitItem& item, bool own) {
        std::vector<ClassId> to;
        classes_.all_of_type(g.type, to);
        if (p_.types.is_scalar(g.type)) to = {classes_.global(id)};
        for (const ClassId c : to) {
            if (own || p_.types.is_record(g.type)) put(c, p_[item.value].type, ProcId(), item.value);
        }
    }

    /// Of a function that others may call too.
    void parameters() {
        for (std::size_t i = 0; i < p_.procs.size(); ++i) {
            const ir::Proc& q = p_.procs[i];
            if (!q.address_taken && q.roles.empty()) continue;
            for (std::uint32_t k = 0; k < q.param_count; ++k) {
                if (p_.types.is_scalar(q.locals[k].type)) lose(classes_.local(ProcId(i), k));
            }
        }
    }

    std::uint64_t convert(std::uint64_t v, const std::vector<TypeId>& types) const {
        for (std::size_t i = 1; i < types.size(); ++i) {
            v = converted(v, p_.types.bits_of(types[i - 1]), p_.types.is_signed(types[i - 1]), p_.types.bits_of(types[i]));
        }
        return v;
    }

    /// The value goes into a place of the class.
    void put(ClassId c, TypeId type, ProcId proc, ExprId value) {
        std::vector<TypeId> types{type};
        ExprId at = value;
        for (; p_[at].kind == ExprKind::Cast && p_.types.is_scalar(p_[at].type); at = p_[at].a) types.push_back(p_[at].type);
        const Expr& e = p_[at];
        types.push_back(e.type);
        std::reverse(types.begin(), types.end());
        if (std::any_of(types.begin(), types.end(), [&](TypeId t) { return !p_.types.is_integer(t); })) return lose(c);
        if (e.kind == ExprKind::Const) return add(c, convert(e.bits, types));
        const bool truth = (e.kind == ExprKind::Binary && (ir::is_comparison(e.bin) || e.bin == ir::BinOp::LogAnd || e.bin == ir::BinOp::LogOr)) ||
                           (e.kind == ExprKind::Unary && e.un == ir::UnOp::LogNot);
        if (truth) {
            add(c, 0);
            add(c, 1);
        } else if (ir::is_designator(e.kind)) {
            const ClassId from = classes_.of(proc, at);
            if (from == c) return;
            const ir::Field* f = e.kind == ExprKind::Field ? &p_.types.rec(p_.types[p_[e.a].type].record).fields[e.index] : nullptr;
            if (f != nullptr && f->is_bit_field()) return lose(c);
            sets_[from].to.push_back({c, std::move(types)});
            sets_[c].from.push_back(from);
            changed_.push_back(from);
        } else {
            lose(c);
        }
    }

    void statement(ProcId proc, const Stmt& s) {
        if (s.kind == StmtKind::Call) return call(proc, s);
        if (s.kind == StmtKind::Return && s.rhs.valid() && p_.types.is_scalar(p_[s.rhs].type)) {
            return put(classes_.result(proc), p_[s.rhs].type, proc, s.rhs);
        }
        if (!s.lhs.valid()) return;
        const TypeId type = p_[s.lhs].type;
        if (s.kind == StmtKind::Assign && p_.types.is_scalar(type)) {
            put(classes_.of(proc, s.lhs), type, proc, s.rhs);
        } else if (s.kind != StmtKind::Assign || type != p_[s.rhs].type) {
            lose_all(proc, s.lhs);
        }
    }

    void call(ProcId proc, const Stmt& s) {
        const bool own = s.proc.valid() && p_[s.proc].has_body;
        if (own) {
            if (const auto effect = bulk_effect(p_[s.proc])) return bulk(s, *effect);
            pass(proc, s, s.proc);
        } else if (!s.proc.valid()) {
            for (const ProcId q : candidates(p_, s.callee)) pass(proc, s, q);
        }
        const bool scalar = s.lhs.valid() && p_.types.is_scalar(p_[s.lhs].type);
        if (own && scalar) {
            const ClassId from = classes_.result(s.proc);
            const TypeId t = p_.types[p_[s.proc].type].element;
            if (!p_.types.is_integer(t) || !p_.types.is_integer(p_[s.lhs].type)) return lose(classes_.of(proc, s.lhs));
            sets_[from].to.push_back({classes_.of(proc, s.lhs), {t, p_[s.lhs].type}});
            sets_[classes_.of(proc, s.lhs)].from.push_back(from);
            changed_.push_back(from);
        } else if (s.lhs.valid() && !own) {
            lose_all(proc, s.lhs);
        }
        // Through what it is given, nobody knows what.
        const bool known = own || (s.proc.valid() && p_[s.proc].modelled);
        for (std::size_t i = 0; !known && i < s.args.size(); ++i) lose_all(pointee_of_argument(p_, s.args[i]));
    }

    void pass(ProcId proc, const Stmt& s, ProcId callee) {
        for (std::uint32_t i = 0; i < s.args.size() && i < p_[callee].param_count; ++i) {
            const TypeId t = p_[callee].locals[i].type;
            if (p_.types.is_scalar(t)) put(classes_.local(callee, i), t, proc, s.args[i]);
        }
    }

    /// Zeros are everywhere anyway.
    void bulk(const Stmt& s, const BulkEffect& effect) {
        if (effect.to >= s.args.size() || effect.other >= s.args.size()) return;
        const TypeId to = pointee_of_argument(p_, s.args[effect.to]);
        const ExprId value = ir::without_casts(p_, s.args[effect.other]);
        const bool zeros = p_[value].kind == ExprKind::Const && p_[value].bits == 0;
        const bool zero = effect.kind == BulkEffect::Kind::Zero || (effect.kind == BulkEffect::Kind::Fill && zeros);
        const bool same = effect.kind == BulkEffect::Kind::Copy && to == pointee_of_argument(p_, s.args[effect.other]);
        if (!zero && !same) return lose_all(to);
        std::vector<ClassId> in;
        if (to.valid() && zero) classes_.all_of_type(to, in);
        for (const ClassId c : in) add(c, 0);
    }

    void ask(ProcId proc, const Expr& e, ExprId at, ExprId with, bool swapped) {
        at = ir::without_casts(p_, at);
        with = ir::without_casts(p_, with);
        const TypeId t = p_[at].type;
        if (!ir::is_designator(p_[at].kind) || !p_.types.is_integer(t) || p_[with].kind != ExprKind::Const) return;
        const unsigned bits = p_.types.bits_of(t);
        questions_.push_back({classes_.of(proc, at), e.bin, p_[with].bits & mask_of(bits), bits, p_.types.is_signed(t), swapped, {}});
    }

    void questions(ProcId proc, const Stmt& s) {
        if (s.kind == StmtKind::Switch) {
            const ExprId at = ir::without_casts(p_, s.rhs);
            const bool place = ir::is_designator(p_[at].kind) && p_.types.is_integer(p_[at].type);
            if (place && !s.cases.empty()) questions_.push_back({classes_.of(proc, at), ir::BinOp::Eq, 0, 64, false, false, s.cases});
        }
        ir::each_expr(p_, ir::expressions_of(s), [&](ExprId id) {
            const Expr& e = p_[id];
            if (e.kind != ExprKind::Binary || (!ir::is_comparison(e.bin) && e.bin != ir::BinOp::And)) return;
            ask(proc, e, e.a, e.b, false);
            ask(proc, e, e.b, e.a, true);
        });
    }

    /// Whoever asks what is always so expects that somebody else puts other numbers there.
    bool reckons_with_others() {
        bool lost = false;
        for (const Question& q : questions_) {
            const Set& s = sets_[q.cls];
            if (s.any || s.values.size() < 2 || is_open(q, s)) continue;
            std::vector<ClassId> todo{q.cls};
            while (!todo.empty()) {
                const ClassId c = todo.back();
                todo.pop_back();
                if (sets_[c].any) continue;
                lose(c);
                lost = true;
                todo.insert(todo.end(), sets_[c].from.begin(), sets_[c].from.end());
            }
        }
        return lost;
    }

    /// Whether the answer differs from value to value; of a switch, whether each case is come to, and what is no case.
    bool is_open(const Question& q, const Set& s) const {
        if (!q.cases.empty()) {
            const auto in = [](const ir::SwitchCase& c, std::uint64_t v) { return c.low <= v && v <= c.high; };
            const bool each = std::all_of(q.cases.begin(), q.cases.end(), [&](const ir::SwitchCase& c) {
                return std::any_of(s.values.begin(), s.values.end(), [&](std::uint64_t v) { return in(c, v); });
            });
            return each && std::any_of(s.values.begin(), s.values.end(), [&](std::uint64_t v) {
                return std::none_of(q.cases.begin(), q.cases.end(), [&](const ir::SwitchCase& c) { return in(c, v); });
            });
        }
        const auto answer = [&](std::uint64_t v) {
            const auto a = static_cast<std::int64_t>(converted(v, q.width, q.is_signed, 64)), b = static_cast<std::int64_t>(converted(q.number, q.width, q.is_signed, 64));
            switch (q.op) {
                case ir::BinOp::And: return (v & q.number) != 0;
                case ir::BinOp::Eq:
                case ir::BinOp::Ne: return v == q.number;
                case ir::BinOp::Lt:
                case ir::BinOp::Ge: return q.swapped ? b < a : a < b;
                default: return q.swapped ? a < b : b < a;
            }
        };
        const bool first = answer(*s.values.begin());
        return std::any_of(s.values.begin(), s.values.end(), [&](std::uint64_t v) { return answer(v) != first; });
    }

    void settle() {
        while (!changed_.empty()) {
            const ClassId c = changed_.front();
            changed_.pop_front();
            for (const Edge& e : sets_[c].to) {
                if (sets_[c].any) {
                    lose(e.to);
                    continue;
                }
                for (const std::uint64_t v : sets_[c].values) add(e.to, convert(v, e.types));  // a set stays whole while it grows
            }
        }
    }

    const Woven& w_;
    const ir::Program& p_;
    const Classes& classes_;
    std::vector<Set> sets_;
    std::set<ClassId> wanted_;
    std::deque<ClassId> changed_;
    std::vector<Question> questions_;
};

}  // namespace

std::vector<std::vector<std::uint64_t>> domains(const Woven& woven, const Classes& classes) { return Domains(woven, classes).run(); }

}  // namespace sdvlite::model
