// SPDX-License-Identifier: Apache-2.0
// Writing the binary form. Layout: magic and version; strings; files; record names; types; records; expressions;
// globals; procedures. Numbers are LEB128; ids are written plus one where they may be absent; expressions name their
// operands by distance.
#include <unordered_map>

#include "core/ir/binary.hpp"
#include "core/ir/binary_format.hpp"

namespace sdvlite::ir {

namespace {

class Writer {
public:
    explicit Writer(const Program& p) : p_(p) {}

    std::string run();

private:
    void number(std::uint64_t n) { append_number(out_, n); }
    void flag(bool b) { out_ += b ? '\1' : '\0'; }
    void text(const std::string& s);
    template <class Tag> void id(base::Id<Tag> id) { number(id.valid() ? std::uint64_t{id.value} + 1 : 0); }
    void span(const base::Span& s);
    void texts(const std::vector<std::string>& list);

    void type(const Type& t);
    void record(const Record& r);
    void expr(std::size_t number, const Expr& e);
    void global(const Global& g);
    void proc(const Proc& p);
    void stmt(const Stmt& s);
    void exprs(const std::vector<ExprId>& list);

    const Program& p_;
    std::string out_;
    std::unordered_map<std::string, std::size_t> string_ids_;
    std::vector<const std::string*> strings_;
};

std::string Writer::run() {
    text(p_.name);
    number(p_.sources.size());
    for (std::size_t i = 0; i < p_.sources.size(); ++i) {
        text(p_.sources.file(base::FileId(i)).path);
        text(p_.sources.file(base::FileId(i)).text);
    }
    number(p_.types.record_count());
    for (std::size_t i = 0; i < p_.types.record_count(); ++i) {
        text(p_.types.rec(RecordId(i)).name);
        flag(p_.types.rec(RecordId(i)).is_union);
    }
    number(p_.types.size());
    for (std::size_t i = 1; i < p_.types.size(); ++i) type(p_.types[TypeId(i)]);  // void is there from the start
    for (std::size_t i = 0; i < p_.types.record_count(); ++i) record(p_.types.rec(RecordId(i)));
    number(p_.exprs.size());
    for (std::size_t i = 0; i < p_.exprs.size(); ++i) expr(i, p_.exprs[i]);
    number(p_.globals.size());
    for (const Global& g : p_.globals) global(g);
    number(p_.procs.size());
    for (const Proc& p : p_.procs) proc(p);

    std::string head(kMagic, sizeof kMagic);
    append_number(head, kVersion);
    append_number(head, strings_.size());
    for (const std::string* s : strings_) {
        append_number(head, s->size());
        head += *s;
    }
    return head + out_;
}

void Writer::text(const std::string& s) {
    auto [it, fresh] = string_ids_.try_emplace(s, strings_.size());
    if (fresh) strings_.push_back(&it->first);
    number(it->second);
}

void Writer::texts(const std::vector<std::string>& list) {
    number(list.size());
    for (const std::string& s : list) text(s);
}

void Writer::span(const base::Span& s) {
    id(s.file);
    number(s.line);
    number(s.column);
    number(s.end_line);
    number(s.end_column);
}

void Writer::type(const Type& t) {
    number(static_cast<std::uint64_t>(t.kind));
    switch (t.kind) {
        case TypeKind::Void: break;
        case TypeKind::Int: flag(t.is_signed); [[fallthrough]];
        case TypeKind::Float: number(t.bits); break;
        case TypeKind::Pointer: number(t.element.value); break;
        case TypeKind::Record: number(t.record.value); break;
        case TypeKind::Array:
            number(t.element.value);
            number(t.count);
            break;
        case TypeKind::Function:
            number(t.element.value);
            flag(t.variadic);
            number(t.params.size());
            for (TypeId p : t.params) number(p.value);
            break;
    }
}

void Writer::record(const Record& r) {
    flag(r.complete);
    flag(r.partial);
    flag(r.anonymous);
    flag(r.system);
    number(r.size);
    number(r.align);
    number(r.fields.size());
    for (const Field& f : r.fields) {
        text(f.name);
        number(f.type.value);
        number(f.offset);
        number(f.bit_offset);
        number(f.bit_width);
    }
}

void Writer::expr(std::size_t own, const Expr& e) {
    auto child = [&](ExprId c) { number(c.valid() ? own - c.value : 0); };
    number(static_cast<std::uint64_t>(e.kind));
    number(e.type.value);
    switch (e.kind) {
        case ExprKind::Const:
            number(e.bits);
            id(e.size_of);
            child(e.a);
            break;
        case ExprKind::Local: number(e.index); break;
        case ExprKind::Global: number(e.global.value); break;
        case ExprKind::FuncAddr: number(e.proc.value); break;
        case ExprKind::Deref:
        case ExprKind::AddrOf:
        case ExprKind::Cast: child(e.a); break;
        case ExprKind::Field:
            child(e.a);
            number(e.index);
            break;
        case ExprKind::Index:
            child(e.a);
            child(e.b);
            break;
        case ExprKind::Unary:
            number(static_cast<std::uint64_t>(e.un));
            child(e.a);
            break;
        case ExprKind::Binary:
            number(static_cast<std::uint64_t>(e.bin));
            child(e.a);
            child(e.b);
            break;
    }
}

void Writer::global(const Global& g) {
    text(g.name);
    text(g.display_name);
    number(g.type.value);
    span(g.span);
    number(static_cast<std::uint64_t>(g.origin));
    for (bool b : {g.is_static, g.is_open, g.is_const, g.is_extern, g.initialised}) flag(b);
    text(g.shown);
    texts(g.shown_values);
    number(g.init.size());
    for (const InitItem& i : g.init) {
        number(i.offset);
        number(i.bit_offset);
        number(i.bit_width);
        id(i.value);
    }
}

void Writer::proc(const Proc& p) {
    text(p.name);
    text(p.display_name);
    number(p.type.value);
    span(p.span);
    span(p.end);
    number(static_cast<std::uint64_t>(p.origin));
    for (bool b : {p.is_static, p.has_body, p.is_noreturn, p.address_taken, p.modelled}) flag(b);
    number(p.param_count);
    number(p.locals.size());
    for (const Variable& v : p.locals) {
        text(v.name);
        number(v.type.value);
        span(v.span);
    }
    texts(p.role_types);
    texts(p.annotations);
    number(p.roles.size());
    for (const Role& r : p.roles) {
        text(r.role);
        text(r.detail);
        text(r.found_by);
        span(r.span);
    }
    text(p.hole_reason);
    number(p.body.size());
    for (const Stmt& s : p.body) stmt(s);
}

void Writer::exprs(const std::vector<ExprId>& list) {
    number(list.size());
    for (ExprId e : list) id(e);
}

void Writer::stmt(const Stmt& s) {
    number(static_cast<std::uint64_t>(s.kind));
    std::uint64_t parts = 0;
    if (s.stated) parts |= kStated;
    if (s.closing) parts |= kClosing;
    if (s.lhs.valid() || s.rhs.valid()) parts |= kSides;
    if (s.proc.valid() || s.callee.valid() || !s.args.empty() || !s.before_args.empty()) parts |= kCall;
    if (!s.targets.empty() || s.unwind != kNoStmt) parts |= kTargets;
    if (!s.cases.empty()) parts |= kCases;
    if (!s.text.empty()) parts |= kText;
    number(parts);
    span(s.span);
    if (parts & kSides) {
        id(s.lhs);
        id(s.rhs);
    }
    if (parts & kCall) {
        id(s.proc);
        id(s.callee);
        exprs(s.args);
        exprs(s.before_args);
    }
    if (parts & kTargets) {
        number(s.targets.size());
        for (StmtIndex t : s.targets) number(t);
        number(s.unwind == kNoStmt ? 0 : std::uint64_t{s.unwind} + 1);
    }
    if (parts & kCases) {
        number(s.cases.size());
        for (const SwitchCase& c : s.cases) {
            number(c.low);
            number(c.high);
            number(c.target);
        }
    }
    if (parts & kText) text(s.text);
}

}  // namespace

std::string write_binary(const Program& program) { return Writer(program).run(); }

}  // namespace sdvlite::ir
