// SPDX-License-Identifier: Apache-2.0
// Reading the binary form from bytes that nobody vouches for. Counts are held against the bytes that are left before
// anything is allocated; strings, which may be referred to many times, have a budget; ids are checked here as far as
// building needs it, the rest by validate().
#include "core/ir/binary.hpp"
#include "core/ir/binary_format.hpp"
#include "core/ir/validate.hpp"

namespace sdvlite::ir {

namespace {

struct Malformed {
    std::string what;
};

constexpr std::size_t kMaxFiles = 20'000;  // SourceMap looks them up one by one
constexpr std::uint64_t kFreeText = std::uint64_t{1} << 24;
constexpr std::uint64_t kTextFactor = 16;

class Reader {
public:
    Reader(std::string_view bytes, Program& out) : bytes_(bytes), p_(out) {
        text_budget_ = kFreeText + kTextFactor * bytes.size();
    }

    void run();
    std::size_t at() const { return at_; }

private:
    std::uint64_t number();
    std::uint64_t number(std::uint64_t limit, const char* what);
    std::size_t count(const char* what);
    bool flag() { return number(1, "flag") != 0; }
    std::string text();
    std::vector<std::string> texts();
    template <class T> T enumerator(T last, const char* what) {
        return static_cast<T>(number(static_cast<std::uint64_t>(last), what));
    }
    /// An id below `size`.
    template <class Id> Id id(std::size_t size, const char* what) {
        if (size == 0) throw Malformed{std::string(what) + " number out of range"};
        return Id(number(size - 1, what));
    }
    template <class Id> Id optional_id(std::size_t size, const char* what) {
        const std::uint64_t n = number(size, what);
        return n == 0 ? Id{} : Id(n - 1);
    }
    base::Span span();

    void strings();
    void files();
    void type(std::size_t own);
    void record(Record& r);
    Expr expr(std::size_t own);
    Global global();
    Proc proc();
    Stmt stmt();
    std::vector<ExprId> exprs();

    std::string_view bytes_;
    std::size_t at_ = 0;
    Program& p_;
    std::vector<std::string_view> strings_;
    std::uint64_t text_budget_ = 0;
    std::size_t globals_ = 0;
    std::size_t procs_ = 0;
};

std::uint64_t Reader::number() {
    std::uint64_t n = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (at_ >= bytes_.size()) throw Malformed{"the end is missing"};
        const auto byte = static_cast<unsigned char>(bytes_[at_++]);
        n |= std::uint64_t{byte & 0x7Fu} << shift;
        if (byte < 0x80) return n;
    }
    throw Malformed{"a number is too long"};
}

std::uint64_t Reader::number(std::uint64_t limit, const char* what) {
    const std::uint64_t n = number();
    if (n > limit) throw Malformed{std::string(what) + " out of range"};
    return n;
}

// Of things that take a byte each at least.
std::size_t Reader::count(const char* what) {
    const std::uint64_t n = number();
    if (n > bytes_.size() - at_) throw Malformed{std::string("too many: ") + what};
    return static_cast<std::size_t>(n);
}

std::string Reader::text() {
    const std::string_view s = strings_[id<base::Id<void>>(strings_.size(), "string").index()];
    if (s.size() > text_budget_) throw Malformed{"the same long strings are used too often"};
    text_budget_ -= s.size();
    return std::string(s);
}

std::vector<std::string> Reader::texts() {
    std::vector<std::string> out(count("strings"));
    for (std::string& s : out) s = text();
    return out;
}

base::Span Reader::span() {
    base::Span s;
    s.file = optional_id<base::FileId>(p_.sources.size(), "file");
    s.line = static_cast<std::uint32_t>(number(UINT32_MAX, "line"));
    s.column = static_cast<std::uint32_t>(number(UINT32_MAX, "column"));
    s.end_line = static_cast<std::uint32_t>(number(UINT32_MAX, "line"));
    s.end_column = static_cast<std::uint32_t>(number(UINT32_MAX, "column"));
    return s;
}

void Reader::strings() {
    const std::size_t n = count("strings");
    strings_.reserve(n);
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t size = count("characters");
        strings_.push_back(bytes_.substr(at_, size));
        at_ += size;
    }
}

void Reader::files() {
    const std::size_t n = count("files");
    if (n > kMaxFiles) throw Malformed{"too many files"};
    for (std::size_t i = 0; i < n; ++i) {
        const std::string path = text();
        if (p_.sources.add(path, text()) != base::FileId(i)) throw Malformed{"a file is there twice"};
    }
}

void Reader::run() {
    if (bytes_.substr(0, sizeof kMagic) != std::string_view(kMagic, sizeof kMagic)) throw Malformed{"no driver IR"};
    at_ = sizeof kMagic;
    if (number() != kVersion) throw Malformed{"another version of the format"};
    strings();
    p_.name = text();
    files();
    const std::size_t records = count("records");
    for (std::size_t i = 0; i < records; ++i) {
        const std::string name = text();
        if (p_.types.record(name, flag()) != RecordId(i)) throw Malformed{"a record is there twice"};
    }
    const std::size_t types = count("types");
    for (std::size_t i = 1; i < types; ++i) type(i);
    for (std::size_t i = 0; i < records; ++i) record(p_.types.rec(RecordId(i)));
    const std::size_t expressions = count("expressions");
    for (std::size_t i = 0; i < expressions; ++i) p_.exprs.push_back(expr(i));
    globals_ = count("globals");
    for (std::size_t i = 0; i < globals_; ++i) p_.globals.push_back(global());
    procs_ = count("procedures");
    for (std::size_t i = 0; i < procs_; ++i) p_.procs.push_back(proc());
    if (at_ != bytes_.size()) throw Malformed{"something follows the end"};
    p_.reindex();
}

void Reader::type(std::size_t own) {
    TypeTable& types = p_.types;
    TypeId made;
    switch (enumerator(TypeKind::Function, "kind of type")) {
        case TypeKind::Void: made = types.void_type(); break;
        case TypeKind::Int: {
            const bool is_signed = flag();
            made = types.integer(static_cast<unsigned>(number(64, "width")), is_signed);
            break;
        }
        case TypeKind::Float: made = types.floating(static_cast<unsigned>(number(80, "width"))); break;
        case TypeKind::Pointer: made = types.pointer(id<TypeId>(own, "type")); break;
        case TypeKind::Record: made = types.record_type(id<RecordId>(types.record_count(), "record")); break;
        case TypeKind::Array: {
            const auto element = id<TypeId>(own, "type");
            made = types.array(element, number());
            break;
        }
        case TypeKind::Function: {
            const auto result = id<TypeId>(own, "type");
            const bool variadic = flag();
            std::vector<TypeId> params(count("parameters"));
            for (TypeId& p : params) p = id<TypeId>(own, "type");
            made = types.function(result, std::move(params), variadic);
            break;
        }
    }
    if (made != TypeId(own)) throw Malformed{"a type is there twice"};
}

void Reader::record(Record& r) {
    r.complete = flag();
    r.partial = flag();
    r.anonymous = flag();
    r.system = flag();
    r.size = number();
    r.align = static_cast<std::uint32_t>(number(UINT32_MAX, "alignment"));
    r.fields.resize(count("fields"));
    for (Field& f : r.fields) {
        f.name = text();
        f.type = id<TypeId>(p_.types.size(), "type");
        f.offset = number();
        f.bit_offset = static_cast<std::uint8_t>(number(64, "bit"));
        f.bit_width = static_cast<std::uint8_t>(number(64, "bits"));
    }
}

Expr Reader::expr(std::size_t own) {
    // Globals and procedures come later in the file; validate() checks their numbers.
    auto child = [&] {
        const std::uint64_t distance = number(own, "operand");
        return distance == 0 ? ExprId{} : ExprId(own - distance);
    };
    Expr e;
    e.kind = enumerator(ExprKind::Cast, "kind of expression");
    e.type = id<TypeId>(p_.types.size(), "type");
    switch (e.kind) {
        case ExprKind::Const:
            e.bits = number();
            e.size_of = optional_id<TypeId>(p_.types.size(), "type");
            e.a = child();
            break;
        case ExprKind::Local: e.index = static_cast<std::uint32_t>(number(UINT32_MAX, "local")); break;
        case ExprKind::Global: e.global = GlobalId(number(UINT32_MAX, "global")); break;
        case ExprKind::FuncAddr: e.proc = ProcId(number(UINT32_MAX, "procedure")); break;
        case ExprKind::Deref:
        case ExprKind::AddrOf:
        case ExprKind::Cast: e.a = child(); break;
        case ExprKind::Field:
            e.a = child();
            e.index = static_cast<std::uint32_t>(number(UINT32_MAX, "field"));
            break;
        case ExprKind::Index:
            e.a = child();
            e.b = child();
            break;
        case ExprKind::Unary:
            e.un = enumerator(UnOp::LogNot, "operator");
            e.a = child();
            break;
        case ExprKind::Binary:
            e.bin = enumerator(BinOp::PtrSub, "operator");
            e.a = child();
            e.b = child();
            break;
    }
    return e;
}

Global Reader::global() {
    Global g;
    g.name = text();
    g.display_name = text();
    g.type = id<TypeId>(p_.types.size(), "type");
    g.span = span();
    g.origin = enumerator(Origin::Rule, "origin");
    for (bool* b : {&g.is_static, &g.is_open, &g.is_const, &g.is_extern, &g.initialised}) *b = flag();
    g.shown = text();
    g.shown_values = texts();
    g.init.resize(count("initialisers"));
    for (InitItem& i : g.init) {
        i.offset = number();
        i.bit_offset = static_cast<std::uint8_t>(number(64, "bit"));
        i.bit_width = static_cast<std::uint8_t>(number(64, "bits"));
        i.value = optional_id<ExprId>(p_.exprs.size(), "expression");
    }
    return g;
}

Proc Reader::proc() {
    Proc p;
    p.name = text();
    p.display_name = text();
    p.type = id<TypeId>(p_.types.size(), "type");
    p.span = span();
    p.end = span();
    p.origin = enumerator(Origin::Rule, "origin");
    for (bool* b : {&p.is_static, &p.has_body, &p.is_noreturn, &p.address_taken, &p.modelled}) *b = flag();
    p.param_count = static_cast<std::uint32_t>(number(UINT32_MAX, "parameters"));
    p.locals.resize(count("variables"));
    for (Variable& v : p.locals) {
        v.name = text();
        v.type = id<TypeId>(p_.types.size(), "type");
        v.span = span();
    }
    p.role_types = texts();
    p.annotations = texts();
    p.roles.resize(count("roles"));
    for (Role& r : p.roles) {
        r.role = text();
        r.detail = text();
        r.found_by = text();
        r.span = span();
    }
    p.hole_reason = text();
    const std::size_t statements = count("statements");
    for (std::size_t i = 0; i < statements; ++i) p.body.push_back(stmt());
    return p;
}

std::vector<ExprId> Reader::exprs() {
    std::vector<ExprId> out(count("arguments"));
    for (ExprId& e : out) e = optional_id<ExprId>(p_.exprs.size(), "expression");
    return out;
}

Stmt Reader::stmt() {
    Stmt s;
    s.kind = enumerator(StmtKind::Hole, "kind of statement");
    const std::uint64_t parts = number(kAllParts, "parts of a statement");
    s.stated = (parts & kStated) != 0;
    s.closing = (parts & kClosing) != 0;
    s.span = span();
    if (parts & kSides) {
        s.lhs = optional_id<ExprId>(p_.exprs.size(), "expression");
        s.rhs = optional_id<ExprId>(p_.exprs.size(), "expression");
    }
    if (parts & kCall) {
        s.proc = optional_id<ProcId>(procs_, "procedure");
        s.callee = optional_id<ExprId>(p_.exprs.size(), "expression");
        s.args = exprs();
        s.before_args = exprs();
    }
    if (parts & kTargets) {
        s.targets.resize(count("targets"));
        for (StmtIndex& t : s.targets) t = static_cast<StmtIndex>(number(UINT32_MAX, "target"));
        const std::uint64_t unwind = number(UINT32_MAX, "target");
        s.unwind = unwind == 0 ? kNoStmt : static_cast<StmtIndex>(unwind - 1);
    }
    if (parts & kCases) {
        s.cases.resize(count("cases"));
        for (SwitchCase& c : s.cases) {
            c.low = number();
            c.high = number();
            c.target = static_cast<StmtIndex>(number(UINT32_MAX, "target"));
        }
    }
    if (parts & kText) s.text = text();
    return s;
}

}  // namespace

bool read_binary(std::string_view bytes, Program& out, std::string& error) {
    out = Program{};
    Reader reader(bytes, out);
    try {
        reader.run();
    } catch (const Malformed& e) {
        error = "malformed at byte " + std::to_string(reader.at()) + ": " + e.what;
        out = Program{};
        return false;
    }
    const std::vector<base::Diagnostic> wrong = validate(out, 1);
    if (wrong.empty()) return true;
    error = wrong.front().message;
    out = Program{};
    return false;
}

}  // namespace sdvlite::ir
