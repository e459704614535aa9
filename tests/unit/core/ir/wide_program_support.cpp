// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/core/ir/wide_program.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/ir/layout.hpp"

namespace sdvlite::test {

using namespace ir;

namespace {

class Maker {
public:
    explicit Maker(const Draws& draws) : draws_(draws), build_(p_) {}

    Program run();

private:
    std::uint32_t draw(std::uint32_t below) { return below == 0 ? 0 : next() % below; }
    bool chance(std::uint32_t percent) { return next() % 100 < percent && at_ <= draws_.size(); }
    std::uint32_t next() { return at_ < draws_.size() ? draws_[at_++] : (++at_, 0); }
    std::uint64_t wide() { return std::uint64_t{next()} << 56 | std::uint64_t{next()} << 28 | next(); }

    std::string name(const char* plain);
    std::string text();
    base::Span span();
    Origin origin() { return static_cast<Origin>(draw(4)); }

    void types();
    void record(int depth);
    Field field(int depth);
    TypeId scalar();
    TypeId object();
    TypeId integer() { return p_.types.integer(8u << draw(4), chance(50)); }

    void globals();
    void initialise(Global& g);
    void declare_procs();
    void proc_facts(Proc& p);
    void body(ProcId id);
    Stmt stmt(std::size_t size);
    Stmt call();
    Stmt switch_(std::size_t size);
    StmtIndex target(std::size_t size) { return draw(static_cast<std::uint32_t>(size)); }

    ExprId constant(TypeId type);
    ExprId value(TypeId type, int depth);
    ExprId integer_value(TypeId type, int depth);
    ExprId any_value(int depth) { return value(scalar(), depth); }
    ExprId place(TypeId type, int depth);
    ExprId field_place(TypeId type);
    ExprId layout_constant();

    const Draws& draws_;
    std::size_t at_ = 0;
    Program p_;
    ExprBuilder build_;
    const Proc* proc_ = nullptr;
    std::vector<TypeId> records_;  // complete ones
    std::uint32_t names_ = 0;
};

// Plain names, names of C that are words here, names that a compiler makes up.
std::string Maker::name(const char* plain) {
    static const std::array<std::string, 9> kOdd{"while", "size",      "Foo@b.c", "a b",    "anon::{x `y` \\ \"z\"}",
                                                 "u8",    "caf\xC3\xA9", "line\nend", "detail"};
    const std::string unique = std::to_string(names_++);
    if (chance(25)) return kOdd[draw(kOdd.size())] + unique;
    return plain + unique;
}

std::string Maker::text() {
    static const std::array<std::string, 6> kTexts{"x", "", "it \"says\" \\n", std::string("\0\x01\xFF", 3), "a\nb\tc", "%s {}"};
    return kTexts[draw(kTexts.size())];
}

base::Span Maker::span() {
    base::Span s;
    if (chance(20)) return s;
    s.file = base::FileId(draw(static_cast<std::uint32_t>(p_.sources.size())));
    if (chance(10)) return s;
    s.line = next() + 1;
    s.column = next() + 1;
    if (chance(20)) return s;
    s.end_line = s.line + draw(3);
    s.end_column = next() + 1;
    return s;
}

TypeId Maker::scalar() {
    TypeTable& types = p_.types;
    switch (draw(4)) {
        case 0: return types.integer(32, true);
        case 1: return integer();
        case 2: return types.pointer(chance(30) ? types.void_type() : object());
        default: {
            std::vector<TypeId> params;
            for (std::uint32_t i = draw(3); i-- > 0;) params.push_back(integer());
            const TypeId result = chance(50) ? types.void_type() : integer();
            return types.pointer(types.function(result, std::move(params), chance(20)));
        }
    }
}

TypeId Maker::object() {
    switch (draw(5)) {
        case 0:
        case 1: return scalar();
        case 2: return p_.types.array(scalar(), draw(4));
        case 3: return p_.types.floating(draw(3) == 0 ? 32 : draw(2) == 0 ? 64 : 80);
        default: return records_.empty() ? scalar() : records_[draw(static_cast<std::uint32_t>(records_.size()))];
    }
}

Field Maker::field(int depth) {
    Field f;
    f.name = name("f");
    if (chance(20)) {
        f.type = integer();
        f.bit_width = static_cast<std::uint8_t>(1 + draw(p_.types.bits_of(f.type)));
    } else if (depth > 0 && chance(15)) {
        record(depth - 1);
        f.type = records_.back();
        if (chance(60)) f.name.clear();
    } else {
        f.type = object();
    }
    return f;
}

void Maker::record(int depth) {
    const RecordId id = p_.types.record(name("R"), chance(30));
    const bool is_union = p_.types.rec(id).is_union;
    const bool natural = chance(60);
    std::vector<Field> fields;
    for (std::uint32_t i = draw(5); i-- > 0;) fields.push_back(field(depth));
    Layout layout(p_.types, is_union);
    Record made;
    std::uint64_t end = 0;
    for (Field& f : fields) {
        layout.place(f);
        if (!natural) f.offset += draw(3);
        if (f.name.empty() && f.is_bit_field()) f.name = "b";
        end = std::max(end, f.offset + p_.types.size_of(f.type));
    }
    layout.finish(made);
    Record& r = p_.types.rec(id);
    r.fields = std::move(fields);
    r.size = natural ? made.size : end + draw(9);
    r.align = natural ? made.align : 1u << draw(5);
    r.complete = true;
    for (bool Record::*flag : {&Record::partial, &Record::anonymous, &Record::system}) r.*flag = chance(15);
    records_.push_back(p_.types.record_type(id));
}

void Maker::types() {
    for (std::uint32_t i = 1 + draw(4); i-- > 0;) record(2);
    if (chance(50)) p_.types.pointer(p_.types.record_type(p_.types.record(name("Only"), chance(30))));
}

void Maker::initialise(Global& g) {
    for (std::uint32_t i = draw(4); i-- > 0;) {
        const std::uint64_t size = p_.types.size_of(g.type);
        InitItem item;
        item.value = constant(p_.types.is_scalar(g.type) && chance(70) ? g.type : scalar());
        if (!p_.globals.empty() && chance(20)) {
            item.value = build_.addr_of(build_.global(GlobalId(draw(static_cast<std::uint32_t>(p_.globals.size())))));
            if (chance(40)) item.value = build_.cast(p_.types.pointer(p_.types.void_type()), item.value);
            if (chance(40)) item.value = build_.binary(BinOp::PtrAdd, item.value, constant(p_.types.integer(32, true)));
        }
        const std::uint64_t bytes = p_.types.size_of(p_[item.value].type);
        if (bytes > size) continue;
        item.offset = draw(static_cast<std::uint32_t>(size - bytes) + 1);
        if (p_.types.is_integer(p_[item.value].type) && chance(20)) {
            item.bit_width = static_cast<std::uint8_t>(1 + draw(7));
            item.bit_offset = static_cast<std::uint8_t>(draw(2));
        }
        g.init.push_back(item);
    }
}

void Maker::globals() {
    for (std::uint32_t i = draw(5); i-- > 0;) {
        Global g;
        g.name = name("g");
        g.display_name = chance(80) ? g.name : text();
        g.type = object();
        g.span = span();
        g.origin = origin();
        for (bool* flag : {&g.is_static, &g.is_const}) *flag = chance(30);
        g.is_extern = chance(20);
        g.initialised = chance(90) ? !g.is_extern : g.is_extern;
        if (!g.is_extern) initialise(g);
        if (chance(10)) g.shown = "Level", g.shown_values = {"low \"1\"", "", "high"};
        p_.add_global(std::move(g));
    }
}

void Maker::proc_facts(Proc& p) {
    p.display_name = chance(80) ? p.name : text();
    p.span = span();
    p.end = span();
    p.origin = origin();
    p.is_static = chance(20);
    p.is_noreturn = chance(10);
    p.address_taken = true;  // the reader sets it for every procedure whose address is used
    p.modelled = chance(20);
    if (chance(20)) p.hole_reason = text();
    if (chance(30)) p.role_types.push_back(name("ROLE"));
    if (chance(30)) p.annotations.push_back(text());
    for (std::uint32_t i = draw(3); i-- > 0;) {
        p.roles.push_back({name("R"), chance(50) ? name("IRP_MJ") : "", chance(50) ? "annotation" : text(), span()});
    }
}

void Maker::declare_procs() {
    for (std::uint32_t i = 1 + draw(4); i-- > 0;) {
        Proc p;
        p.name = name("p");
        proc_facts(p);
        std::vector<TypeId> params;
        for (std::uint32_t n = draw(4); n-- > 0;) {
            TypeId type = object();
            if (p_.types[type].kind == TypeKind::Array) type = scalar();
            params.push_back(type);
            p.locals.push_back({chance(80) ? "x" + std::to_string(draw(3)) : "", type, span()});
        }
        p.param_count = static_cast<std::uint32_t>(params.size());
        const TypeId result = chance(40) ? p_.types.void_type() : scalar();
        p.type = p_.types.function(result, std::move(params), chance(20));
        p.has_body = chance(70);
        if (p.has_body) {
            for (std::uint32_t n = draw(5); n-- > 0;) p.locals.push_back({chance(80) ? "x" + std::to_string(draw(3)) : "", object(), span()});
        }
        p_.add_proc(std::move(p));
    }
}

ExprId Maker::constant(TypeId type) {
    const unsigned bits = std::max(1u, p_.types.bits_of(type));
    static constexpr std::array<std::uint64_t, 7> kSpecial{0, 1, 0x7F, 0x80, 0x7FFFFFFF, 0x80000000, ~std::uint64_t{0}};
    switch (draw(4)) {
        case 0: return build_.constant(type, kSpecial[draw(kSpecial.size())]);
        case 1: return build_.constant(type, std::uint64_t{1} << (bits - 1));
        case 2: return build_.constant(type, wide());
        default: return build_.constant(type, draw(4));
    }
}

// sizeof and offsetof.
ExprId Maker::layout_constant() {
    const TypeId u64 = p_.types.integer(64, false);
    const TypeId record = records_[draw(static_cast<std::uint32_t>(records_.size()))];
    const auto& fields = p_.types.rec(p_.types[record].record).fields;
    if (fields.empty() || chance(50)) {
        const ExprId e = build_.constant(u64, p_.types.size_of(record));
        p_.exprs[e.index()].size_of = record;
        return e;
    }
    const std::uint32_t index = draw(static_cast<std::uint32_t>(fields.size()));
    const std::uint64_t offset = fields[index].offset;
    const ExprId a = build_.field(build_.deref(build_.null(p_.types.pointer(record))), index);
    const ExprId e = build_.constant(u64, offset);
    p_.exprs[e.index()].a = a;
    return e;
}

ExprId Maker::integer_value(TypeId type, int depth) {
    static constexpr std::array kArithmetic{BinOp::Add, BinOp::Sub, BinOp::Mul, BinOp::Div, BinOp::Rem,
                                            BinOp::And, BinOp::Or,  BinOp::Xor};
    static constexpr std::array kComparisons{BinOp::Eq, BinOp::Ne, BinOp::Lt, BinOp::Le, BinOp::Gt, BinOp::Ge};
    switch (draw(8)) {
        case 0: return build_.unary(chance(50) ? UnOp::Neg : UnOp::BitNot, value(type, depth - 1));
        case 1: return build_.binary(chance(50) ? BinOp::Shl : BinOp::Shr, value(type, depth - 1), value(integer(), depth - 1));
        case 2: return build_.cast(type, any_value(depth - 1));
        case 3: {
            const TypeId operands = scalar();
            const ExprId a = value(operands, depth - 1);
            const ExprId e = build_.binary(kComparisons[draw(6)], a, value(operands, depth - 1));
            return build_.cast(type, e);
        }
        case 4: return build_.cast(type, build_.binary(chance(50) ? BinOp::LogAnd : BinOp::LogOr, any_value(depth - 1), any_value(depth - 1)));
        case 5: return build_.cast(type, chance(50) ? build_.unary(UnOp::LogNot, any_value(depth - 1)) : layout_constant());
        case 6: {
            const TypeId pointer = p_.types.pointer(integer());
            const ExprId a = value(pointer, depth - 1);
            return build_.cast(type, build_.binary(BinOp::PtrSub, a, value(pointer, depth - 1)));
        }
        default: {
            const ExprId a = value(type, depth - 1);
            return build_.binary(kArithmetic[draw(kArithmetic.size())], a, value(type, depth - 1));
        }
    }
}

ExprId Maker::value(TypeId type, int depth) {
    const Type t = p_.types[type];
    const bool scalar = p_.types.is_scalar(type);
    if (scalar && (depth <= 0 || chance(25))) return constant(type);
    if (t.kind == TypeKind::Float && chance(40)) return build_.constant(type, t.bits == 32 ? next() : wide());
    if (!scalar || chance(30)) return place(type, depth);
    if (t.kind == TypeKind::Int) return integer_value(type, depth);
    const Type pointee = p_.types[t.element];
    if (pointee.kind == TypeKind::Function) {
        for (std::size_t i = 0; i < p_.procs.size(); ++i) {
            if (p_.procs[i].type == t.element) return build_.func_addr(ProcId(i));
        }
        return constant(type);
    }
    if (chance(30)) return build_.cast(type, any_value(depth - 1));
    if (chance(30)) return build_.binary(BinOp::PtrAdd, value(type, depth - 1), value(integer(), depth - 1));
    if (pointee.kind == TypeKind::Void) return constant(type);
    const ExprId designator = place(t.element, depth - 1);
    const Expr& d = p_[designator];
    const bool bits = d.kind == ExprKind::Field &&
                      p_.types.rec(p_.types[p_[d.a].type].record).fields[d.index].is_bit_field();
    return bits ? constant(type) : build_.addr_of(designator);
}

// A field of that type of some record, through a pointer.
ExprId Maker::field_place(TypeId type) {
    for (TypeId record : records_) {
        const auto& fields = p_.types.rec(p_.types[record].record).fields;
        for (std::uint32_t i = 0; i < fields.size(); ++i) {
            if (fields[i].type == type && chance(60)) {
                return build_.field(build_.deref(constant(p_.types.pointer(record))), i);
            }
            if (!fields[i].name.empty() || !p_.types.is_record(fields[i].type)) continue;
            const auto& inner = p_.types.rec(p_.types[fields[i].type].record).fields;
            for (std::uint32_t j = 0; j < inner.size(); ++j) {
                if (inner[j].type != type || !chance(60)) continue;
                return build_.field(build_.field(build_.deref(constant(p_.types.pointer(record))), i), j);
            }
        }
    }
    return {};
}

ExprId Maker::place(TypeId type, int depth) {
    if (proc_ != nullptr) {
        for (std::uint32_t i = 0; i < proc_->locals.size(); ++i) {
            if (proc_->locals[i].type == type && chance(60)) return build_.local(*proc_, i);
        }
    }
    for (std::size_t i = 0; i < p_.globals.size(); ++i) {
        if (p_.globals[i].type == type && chance(60)) return build_.global(GlobalId(i));
    }
    if (depth > 0 && chance(50)) {
        if (const ExprId f = field_place(type); f.valid()) return f;
    }
    if (depth > 0 && p_.types[type].kind != TypeKind::Array && chance(20)) {
        const ExprId array = place(p_.types.array(type, 2), 0);
        return build_.index(array, value(integer(), depth - 1));
    }
    return build_.deref(value(p_.types.pointer(type), depth - 1));
}

Stmt Maker::call() {
    Stmt s;
    s.kind = StmtKind::Call;
    TypeId function;
    if (chance(70)) {
        s.proc = ProcId(draw(static_cast<std::uint32_t>(p_.procs.size())));
        function = p_[s.proc].type;
    } else {
        function = p_.procs[draw(static_cast<std::uint32_t>(p_.procs.size()))].type;
        s.callee = value(p_.types.pointer(function), 2);
    }
    const Type t = p_.types[function];
    for (TypeId param : t.params) s.args.push_back(value(param, 2));
    if (t.variadic && chance(50)) s.args.push_back(any_value(2));
    if (t.element != p_.types.void_type() && chance(60)) s.lhs = place(t.element, 2);
    return s;
}

Stmt Maker::switch_(std::size_t size) {
    Stmt s;
    s.kind = StmtKind::Switch;
    const TypeId type = integer();
    const unsigned bits = p_.types.bits_of(type);
    s.rhs = value(type, 2);
    s.targets = {target(size)};
    const std::uint64_t start = chance(50) ? 0 : std::uint64_t{1} << (bits - 2);
    std::uint64_t at = start;
    for (std::uint32_t i = draw(5); i-- > 0;) {
        SwitchCase c;
        c.low = at + draw(3);
        c.high = c.low + draw(3);
        c.target = target(size);
        at = c.high + 1;
        s.cases.push_back(c);
    }
    if (p_.types.is_signed(type) && chance(50)) {
        const std::uint64_t minus = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
        s.cases.push_back({minus - 3, minus - draw(4), target(size)});
    }
    return s;
}

Stmt Maker::stmt(std::size_t size) {
    Stmt s;
    s.kind = static_cast<StmtKind>(draw(static_cast<std::uint32_t>(StmtKind::Hole) + 1));
    switch (s.kind) {
        case StmtKind::Call: s = call(); break;
        case StmtKind::Switch: s = switch_(size); break;
        case StmtKind::Assign: {
            const TypeId type = object();
            s.lhs = place(type, 2);
            s.rhs = value(type, 3);
            break;
        }
        case StmtKind::Branch:
            s.rhs = any_value(3);
            s.targets = {target(size), target(size)};
            break;
        case StmtKind::Goto: s.targets = {target(size)}; break;
        case StmtKind::Choose:
            for (std::uint32_t i = 1 + draw(3); i-- > 0;) s.targets.push_back(target(size));
            break;
        case StmtKind::Return: {
            const TypeId result = p_.types[proc_->type].element;
            s.closing = chance(30);
            if (result != p_.types.void_type() && !s.closing) s.rhs = value(result, 3);
            break;
        }
        case StmtKind::Havoc: s.lhs = place(object(), 2); break;
        case StmtKind::Assume:
            s.rhs = any_value(3);
            s.stated = chance(50);
            s.text = text();
            break;
        case StmtKind::Alloc:
            s.lhs = place(p_.types.pointer(object()), 2);
            s.rhs = value(integer(), 2);
            break;
        case StmtKind::Raise: s.rhs = value(integer(), 2); break;
        case StmtKind::Invoke: {
            s.text = name("ROLE");
            for (std::uint32_t i = draw(3); i-- > 0;) s.args.push_back(any_value(2));
            if (chance(50)) {
                s.proc = ProcId(draw(static_cast<std::uint32_t>(p_.procs.size())));
                const Type t = p_.types[p_[s.proc].type];
                for (TypeId param : t.params) {
                    const bool detail = p_.types.is_integer(param) && chance(40);
                    s.before_args.push_back(detail ? ExprId{} : value(param, 1));
                }
            }
            if (chance(40)) s.lhs = place(scalar(), 2);
            break;
        }
        case StmtKind::Hole:
        case StmtKind::Abort: s.text = text(); break;
        case StmtKind::Nop:
            s.closing = chance(30);
            if (chance(20)) s.text = "note";
            break;
    }
    const bool raises = s.kind == StmtKind::Call || s.kind == StmtKind::Raise || s.kind == StmtKind::Invoke;
    if (raises && chance(30)) s.unwind = target(size);
    s.span = span();
    return s;
}

void Maker::body(ProcId id) {
    proc_ = &p_[id];
    const std::size_t size = 2 + draw(10);
    std::vector<Stmt> statements;
    for (std::size_t i = 0; i + 1 < size; ++i) statements.push_back(stmt(size));
    Stmt last;
    last.kind = StmtKind::Return;
    last.closing = true;
    last.span = span();
    statements.push_back(last);
    p_[id].body = std::move(statements);
    proc_ = nullptr;
}

Program Maker::run() {
    p_.name = chance(50) ? "driver" : text();
    p_.sources.add("driver.c", "int x;\n");
    p_.sources.add("sub dir/\"odd\" \\ name.h");
    types();
    globals();
    declare_procs();
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        if (p_.procs[i].has_body) body(ProcId(i));
    }
    return std::move(p_);
}

}  // namespace

Program wide_program(const Draws& draws) { return Maker(draws).run(); }

}  // namespace sdvlite::test
