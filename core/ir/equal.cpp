// SPDX-License-Identifier: Apache-2.0
#include "core/ir/equal.hpp"

namespace sdvlite::ir {

namespace {

class Comparer {
public:
    Comparer(const Program& a, const Program& b, const EqualOptions& options) : a_(a), b_(b), options_(options) {}

    std::optional<std::string> run();

private:
    // Each is empty when there is no difference.
    std::string records() const;
    std::string record(const Record& r, const Record& s) const;
    std::string global(const Global& g, const Global& h) const;
    std::string proc(const Proc& p, const Proc& q) const;
    std::string facts(const Proc& p, const Proc& q) const;
    std::string variables(const Proc& p, const Proc& q) const;
    std::string stmt(const Stmt& s, const Stmt& t) const;

    bool same(TypeId t, TypeId u) const;
    bool same(ExprId e, ExprId f) const;
    bool same(const std::vector<ExprId>& e, const std::vector<ExprId>& f) const;
    bool same(ProcId p, ProcId q) const { return p.valid() == q.valid() && (!p.valid() || a_[p].name == b_[q].name); }
    bool same(const base::Span& s, const base::Span& t) const;
    ExprId skip_noop_casts(const Program& p, ExprId e) const;

    const Program& a_;
    const Program& b_;
    const EqualOptions& options_;
};

std::optional<std::string> Comparer::run() {
    if (a_.name != b_.name) return "the programs' names: " + a_.name + ", " + b_.name;
    if (std::string d = records(); !d.empty()) return d;
    if (a_.globals.size() != b_.globals.size()) return "the number of globals";
    for (std::size_t i = 0; i < a_.globals.size(); ++i) {
        const std::string d = global(a_.globals[i], b_.globals[i]);
        if (!d.empty()) return "global " + a_.globals[i].name + ": " + d;
    }
    if (a_.procs.size() != b_.procs.size()) return "the number of procedures";
    for (std::size_t i = 0; i < a_.procs.size(); ++i) {
        const std::string d = proc(a_.procs[i], b_.procs[i]);
        if (!d.empty()) return "proc " + a_.procs[i].name + ": " + d;
    }
    return {};
}

std::string Comparer::records() const {
    if (a_.types.record_count() != b_.types.record_count()) return "the number of records";
    for (std::size_t i = 0; i < a_.types.record_count(); ++i) {
        const Record& r = a_.types.rec(RecordId(i));
        const RecordId other = b_.types.find_record(r.name);
        const std::string where = "record " + r.name + ": ";
        if (!other.valid()) return where + "missing";
        const std::string d = record(r, b_.types.rec(other));
        if (!d.empty()) return where + d;
    }
    return {};
}

std::string Comparer::record(const Record& r, const Record& s) const {
    if (r.is_union != s.is_union || r.complete != s.complete || r.partial != s.partial || r.anonymous != s.anonymous || r.system != s.system) {
        return "kind";
    }
    if (r.size != s.size || r.align != s.align) {
        return "size and alignment " + std::to_string(r.size) + "/" + std::to_string(r.align) + ", " +
               std::to_string(s.size) + "/" + std::to_string(s.align);
    }
    if (r.fields.size() != s.fields.size()) return "the number of fields";
    for (std::size_t i = 0; i < r.fields.size(); ++i) {
        const Field& f = r.fields[i];
        const Field& g = s.fields[i];
        if (f.name != g.name || f.offset != g.offset || f.bit_offset != g.bit_offset || f.bit_width != g.bit_width ||
            !same(f.type, g.type)) {
            return "field " + std::to_string(i) + " (" + f.name + ", " + g.name + ")";
        }
    }
    return {};
}

bool Comparer::same(TypeId t, TypeId u) const {
    if (t.valid() != u.valid()) return false;
    if (!t.valid()) return true;
    for (;;) {
        const Type& x = a_.types[t];
        const Type& y = b_.types[u];
        if (x.kind != y.kind || x.bits != y.bits || x.is_signed != y.is_signed || x.variadic != y.variadic ||
            x.count != y.count || x.params.size() != y.params.size()) {
            return false;
        }
        if (x.kind == TypeKind::Record) return a_.types.rec(x.record).name == b_.types.rec(y.record).name;
        for (std::size_t i = 0; i < x.params.size(); ++i) {
            if (!same(x.params[i], y.params[i])) return false;  // recursion: within kMaxTypeDepth
        }
        if (!x.element.valid()) return true;
        t = x.element;
        u = y.element;
    }
}

bool Comparer::same(const base::Span& s, const base::Span& t) const {
    if (!options_.places) return true;
    if (s.line != t.line || s.column != t.column || s.end_line != t.end_line || s.end_column != t.end_column)
        return false;
    if (s.file.valid() != t.file.valid()) return false;
    return !s.file.valid() || a_.sources.file(s.file).path == b_.sources.file(t.file).path;
}

// A cast to the type that the operand has says nothing, and the text does not keep it.
ExprId Comparer::skip_noop_casts(const Program& p, ExprId e) const {
    while (e.valid() && p[e].kind == ExprKind::Cast && p[p[e].a].type == p[e].type) e = p[e].a;
    return e;
}

// Recursion: as high as expressions may be.
bool Comparer::same(ExprId e, ExprId f) const {
    e = skip_noop_casts(a_, e);
    f = skip_noop_casts(b_, f);
    if (e.valid() != f.valid()) return false;
    if (!e.valid()) return true;
    const Expr& x = a_[e];
    const Expr& y = b_[f];
    if (x.kind != y.kind || !same(x.type, y.type) || x.bits != y.bits || x.index != y.index ||
        !same(x.size_of, y.size_of)) {
        return false;
    }
    if (x.kind == ExprKind::Unary && x.un != y.un) return false;
    if (x.kind == ExprKind::Binary && x.bin != y.bin) return false;
    if (x.kind == ExprKind::Global && a_[x.global].name != b_[y.global].name) return false;
    return same(x.proc, y.proc) && same(x.a, y.a) && same(x.b, y.b);
}

bool Comparer::same(const std::vector<ExprId>& e, const std::vector<ExprId>& f) const {
    if (e.size() != f.size()) return false;
    for (std::size_t i = 0; i < e.size(); ++i) {
        if (!same(e[i], f[i])) return false;
    }
    return true;
}

std::string Comparer::global(const Global& g, const Global& h) const {
    if (g.name != h.name || g.display_name != h.display_name) return "name " + h.name;
    if (!same(g.type, h.type)) return "type";
    if (!same(g.span, h.span)) return "place";
    if (g.origin != h.origin || g.is_static != h.is_static || g.is_open != h.is_open || g.is_const != h.is_const || g.is_extern != h.is_extern ||
        g.initialised != h.initialised) {
        return "flags";
    }
    if (g.shown != h.shown || g.shown_values != h.shown_values) return "what it is shown as";
    if (g.init.size() != h.init.size()) return "the number of initialised parts";
    for (std::size_t i = 0; i < g.init.size(); ++i) {
        const InitItem& x = g.init[i];
        const InitItem& y = h.init[i];
        if (x.offset != y.offset || x.bit_offset != y.bit_offset || x.bit_width != y.bit_width ||
            !same(x.value, y.value)) {
            return "initialiser " + std::to_string(i);
        }
    }
    return {};
}

std::string Comparer::facts(const Proc& p, const Proc& q) const {
    if (p.name != q.name || p.display_name != q.display_name) return "name " + q.name;
    if (!same(p.type, q.type)) return "type";
    if (!same(p.span, q.span)) return "place";
    if (!same(p.end, q.end)) return "place of the end";
    if (p.origin != q.origin) return "origin";
    if (p.is_static != q.is_static || p.has_body != q.has_body || p.is_noreturn != q.is_noreturn ||
        p.address_taken != q.address_taken || p.modelled != q.modelled) {
        return "flags";
    }
    if (p.role_types != q.role_types || p.annotations != q.annotations || p.hole_reason != q.hole_reason) {
        return "attributes";
    }
    if (p.roles.size() != q.roles.size()) return "the number of roles";
    for (std::size_t i = 0; i < p.roles.size(); ++i) {
        const Role& r = p.roles[i];
        const Role& s = q.roles[i];
        if (r.role != s.role || r.detail != s.detail || r.found_by != s.found_by || !same(r.span, s.span)) {
            return "role " + std::to_string(i);
        }
    }
    return {};
}

std::string Comparer::variables(const Proc& p, const Proc& q) const {
    if (p.param_count != q.param_count) return "the number of parameters";
    if (p.locals.size() != q.locals.size()) return "the number of variables";
    for (std::size_t i = 0; i < p.locals.size(); ++i) {
        const Variable& v = p.locals[i];
        const Variable& w = q.locals[i];
        if (v.name != w.name || !same(v.type, w.type) || !same(v.span, w.span)) {
            return "variable " + std::to_string(i) + " (" + v.name + ", " + w.name + ")";
        }
    }
    return {};
}

std::string Comparer::proc(const Proc& p, const Proc& q) const {
    if (std::string d = facts(p, q); !d.empty()) return d;
    if (std::string d = variables(p, q); !d.empty()) return d;
    if (p.body.size() != q.body.size()) {
        return "the number of statements: " + std::to_string(p.body.size()) + ", " + std::to_string(q.body.size());
    }
    for (std::size_t i = 0; i < p.body.size(); ++i) {
        const std::string d = stmt(p.body[i], q.body[i]);
        if (!d.empty()) return "statement " + std::to_string(i) + ": " + d;
    }
    return {};
}

std::string Comparer::stmt(const Stmt& s, const Stmt& t) const {
    if (s.kind != t.kind) return "kind";
    if (!same(s.span, t.span)) return "place";
    if (!same(s.lhs, t.lhs)) return "left side";
    if (!same(s.rhs, t.rhs)) return "right side";
    if (!same(s.proc, t.proc) || !same(s.callee, t.callee)) return "callee";
    if (!same(s.args, t.args) || !same(s.before_args, t.before_args)) return "arguments";
    if (s.targets != t.targets || s.cases != t.cases || s.unwind != t.unwind) return "targets";
    if (s.text != t.text || s.stated != t.stated || s.closing != t.closing) return "text or flags";
    return {};
}

}  // namespace

std::optional<std::string> first_difference(const Program& a, const Program& b, const EqualOptions& options) {
    return Comparer(a, b, options).run();
}

}  // namespace sdvlite::ir
