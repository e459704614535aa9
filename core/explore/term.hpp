// SPDX-License-Identifier: Apache-2.0
// The explorer's values: hash-consed terms over symbols, addresses and constants, and the objects
// and cells of memory that they talk about. A symbol is a value that the model does not fix: what a
// cell held at the start of the run, or what some statement brought in. An object that is reached
// through an unknown pointer is named by that pointer (lazy initialisation: Khurshid, Pasareanu,
// Visser, TACAS 2003), so that the same path always means the same object.
//
// Terms are bounded in size; what would grow beyond becomes a fresh symbol. `Top` is a value of
// which nothing is known, not even that it equals itself.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/base/id_table.hpp"
#include "core/base/ids.hpp"
#include "core/explore/range.hpp"
#include "core/ir/program.hpp"
#include "core/model/classes.hpp"

namespace sdvlite::explore {

struct TermTag;
struct SymTag;
struct ObjectTag;
struct CellTag;
using TermId = base::Id<TermTag>;
using SymId = base::Id<SymTag>;
using ObjectId = base::Id<ObjectTag>;
using CellId = base::Id<CellTag>;

/// Inside: some address, nobody knows which, in the object that the pointer `a` leads into. It is not equal to itself.
enum class TermKind : std::uint8_t { Top, Const, Sym, Addr, Func, Inside, Unary, Binary, Cast };
enum class CastKind : std::uint8_t { Zext, Sext, Trunc };

/// To which new objects a value may lead (escape.cpp): a bit for each statement that allocates, one for those that come after
/// the first 62, one for locals. None: to old ones only, for the value comes from memory as it was at the start.
using Leads = std::uint64_t;
inline constexpr unsigned kMostSites = 62;
inline constexpr Leads kOld = 0;
inline constexpr Leads kLocals = Leads{1} << 63;
inline constexpr Leads kAnywhere = ~Leads{0};

struct Term {
    TermKind kind = TermKind::Top;
    std::uint8_t op = 0;        ///< UnOp, BinOp or CastKind
    std::uint8_t bits = 0;      ///< width of the value
    bool is_signed = false;     ///< of the operands, where that matters
    std::uint16_t size = 1;     ///< nodes
    std::uint32_t a = UINT32_MAX, b = UINT32_MAX;  ///< operands; Sym: SymId; Addr: ObjectId; Func: ProcId
    std::uint64_t value = 0;    ///< Const; Addr: byte offset; Top: ~Leads

    friend bool operator==(const Term&, const Term&) = default;
};

/// Whether `a` is a term.
inline bool has_operand(const Term& t) {
    return t.kind == TermKind::Inside || t.kind == TermKind::Unary || t.kind == TermKind::Binary || t.kind == TermKind::Cast;
}

enum class SymKind : std::uint8_t { Initial, Site, Joined };
/// Initial: what `cell` holds at the start of a run. Site: what statement `stmt` of `proc` brought in; `generation`
/// tells instances apart that are alive at the same time. Joined: what `cell` held when states were joined in which
/// it held different things.
struct Sym {
    SymKind kind = SymKind::Site;
    std::uint8_t bits = 0;
    Leads leads = kAnywhere;  ///< Joined: see Terms::leads
    std::uint16_t generation = 0;
    CellId cell;
    ir::ProcId proc;
    ir::StmtIndex stmt = ir::kNoStmt;
    friend bool operator==(const Sym&, const Sym&) = default;
};

enum class ObjectKind : std::uint8_t {
    Global, Local,
    Pointee,  ///< what the unknown pointer `term` points to
    Element,  ///< the place at `term` in the object `base`, for an address with an unknown offset
    Fresh,    ///< allocated at `stmt` of `proc`, instance `generation`
    Result,   ///< index 0: where a procedure leaves its result; 1: markers of wild writes, by class; 2: of those since its entry
};
struct Object {
    ObjectKind kind = ObjectKind::Global;
    std::uint16_t generation = 0;
    ir::GlobalId global;
    ir::ProcId proc;
    std::uint32_t index = 0;  ///< Local; Fresh: statement; Result
    TermId term;
    ObjectId base;
    friend bool operator==(const Object&, const Object&) = default;
};

/// A scalar place: object, byte offset, width; for bit-fields the lowest bit too.
struct Cell {
    ObjectId object;
    std::int64_t offset = 0;
    std::uint8_t bits = 0;
    std::uint8_t bit_offset = 0;  ///< of a bit-field, within its storage unit at `offset`
    bool bit_field = false;

    std::int64_t first_bit() const { return offset * 8 + bit_offset; }
    bool overlaps(const Cell& o) const {
        return first_bit() < o.first_bit() + o.bits && o.first_bit() < first_bit() + bits;
    }
    friend bool operator==(const Cell&, const Cell&) = default;
};

/// Interns terms, symbols, objects and cells. All ids are dense and stay valid.
class Terms {
public:
    /// Terms of more nodes than this are not built: see too_big().
    static constexpr std::size_t kMaxSize = 24;

    Terms();

    TermId top(unsigned bits);
    /// A pointer of which nothing is known but where it may lead.
    TermId pointer_top(Leads leads);
    Leads leads(TermId value) const;
    bool is_old(TermId value) const { return leads(value) == kOld; }
    /// The bit of an object; none for old ones.
    Leads leads_to(const Object& o) const;
    /// The local or allocated object into which the value is known to lead; invalid for every other value.
    ObjectId new_object(TermId value) const;
    /// The symbol from which an address was reckoned; invalid where it was not from one.
    SymId led_by(TermId value) const;
    /// Whether the value is made, in whatever way, of one that may lead to a new object.
    bool carries_new(TermId value) const;
    /// Whether the value is made of constants and of what memory held at the start of the run, and of nothing else.
    bool is_of_start(TermId value) const;
    TermId constant(unsigned bits, std::uint64_t v);
    TermId sym(SymId s);
    TermId sym(const Sym& s) { return sym(intern(s)); }
    TermId func(ir::ProcId p);
    /// The address of byte `offset` of `o`; of offset 0 of a Pointee it is the pointer itself.
    TermId address(ObjectId o, std::int64_t offset);
    TermId unary(ir::UnOp op, TermId a);
    TermId binary(ir::BinOp op, bool is_signed, TermId a, TermId b);
    TermId cast(CastKind kind, unsigned bits, TermId a);
    /// `pointer` plus `bytes` (a 64-bit term); of a number of bytes of which nothing is known, Inside.
    TermId offset_by(TermId pointer, TermId bytes);
    /// Some address in the object that the pointer leads into; Top when that is not known.
    TermId inside(TermId pointer);

    SymId intern(const Sym& s);
    ObjectId intern(const Object& o);
    CellId intern(const Cell& c);

    const Term& operator[](TermId t) const { return terms_[t.index()]; }
    const Sym& operator[](SymId s) const { return syms_[s.index()]; }
    const Object& operator[](ObjectId o) const { return objects_[o.index()]; }
    const Cell& operator[](CellId c) const { return cells_[c.index()]; }
    std::size_t cell_count() const { return cells_.size(); }
    std::size_t object_count() const { return objects_.size(); }

    bool is_top(TermId t) const { return terms_[t.index()].kind == TermKind::Top; }
    /// Whether nothing is known of the value, or only which object it leads into.
    bool is_open(TermId t) const { return is_top(t) || terms_[t.index()].kind == TermKind::Inside; }
    /// Whether it is not told which place in its root the object is.
    bool is_somewhere(ObjectId o) const { return objects_[o.index()].kind == ObjectKind::Element && terms_[objects_[o.index()].term.index()].kind == TermKind::Inside; }
    bool is_const(TermId t) const { return terms_[t.index()].kind == TermKind::Const; }
    bool is_const(TermId t, std::uint64_t v) const { return is_const(t) && terms_[t.index()].value == v; }
    bool is_comparison(TermId t) const;

    /// Object and offset that a pointer designates; object invalid when it can't be told (Top, integers, NULL).
    struct Place { ObjectId object; std::int64_t offset = 0; };
    Place place(TermId pointer);
    /// Which of two places in one object comes first, as <, <=, > or >= asks; invalid where they are not known to lie in one. No object
    /// lies over the end of the address space.
    TermId order_places(ir::BinOp op, TermId a, TermId b);
    /// Object and offset also of pointers that were found by following too many others: what they lead to names no object.
    Place vague_place(TermId pointer);
    /// The object of which this one is an element, else itself.
    ObjectId root(ObjectId o) const;

    /// Symbols in the term, and those that name the objects in it, transitively; sorted.
    const std::vector<SymId>& symbols(TermId t);
    const std::vector<SymId>& symbols(ObjectId o);
    /// The procedures whose locals the term (the object's name) mentions: by address, or by what they held before they
    /// were written. Sorted.
    const std::vector<ir::ProcId>& owners(TermId t);
    const std::vector<ir::ProcId>& owners(ObjectId o);
    /// Roots of the allocated objects that the term (the object's name) mentions, in the order in which it does.
    const std::vector<ObjectId>& allocated(TermId t);
    const std::vector<ObjectId>& allocated(ObjectId o);
    /// With one allocated object in the place of another.
    TermId rename(TermId t, ObjectId from, ObjectId to);
    ObjectId rename(ObjectId o, ObjectId from, ObjectId to);
    /// `t` with `from` replaced by `to`, rebuilt with simplification; objects named by `from` follow.
    TermId substitute(TermId t, SymId from, TermId to);
    /// The object in which what is at `o` lies after the substitution, and how far it moved.
    Place substitute(ObjectId o, SymId from, TermId to);

    std::uint64_t bytes() const;

    /// Variables whose address only parameters and the rule's copies ever hold: neither an input nor a pointer that was
    /// kept in any other place leads there. `holders`: for each procedure, the locals that may hold it.
    void hide(std::vector<bool> globals, std::vector<bool> of_rule, std::vector<std::vector<bool>> holders) {
        hidden_ = std::move(globals);
        of_rule_ = std::move(of_rule);
        holders_ = std::move(holders);
    }

private:
    TermId intern(const Term& t);
    TermId fold(ir::BinOp op, bool is_signed, const Term& a, const Term& b);
    TermId compare(ir::BinOp op, bool is_signed, TermId a, TermId b);
    TermId compare_offsets(ir::BinOp op, TermId a, TermId b);
    TermId compare_pointers(ir::BinOp op, TermId a, TermId b);
    TermId compare_elements(ir::BinOp op, TermId a, TermId b);
    std::pair<ObjectId, TermId> from_start(TermId pointer);
    TermId compare_with_constant(ir::BinOp op, bool is_signed, TermId a, TermId b);
    unsigned spread(TermId id) const;
    TermId compare_scaled(ir::BinOp op, TermId a, TermId b);
    TermId solve_scaled(ir::BinOp op, const Term& product, std::uint64_t c);
    TermId compare_sums(ir::BinOp op, TermId a, TermId b);
    TermId arithmetic(ir::BinOp op, bool is_signed, TermId a, TermId b);
    TermId boolean(bool v) { return constant(32, v ? 1 : 0); }

    bool kept_elsewhere(const Object& pointee) const;
    std::vector<bool> hidden_, of_rule_;
    std::vector<std::vector<bool>> holders_;
    std::vector<Term> terms_;
    std::vector<Sym> syms_;
    std::vector<Object> objects_;
    std::map<std::pair<ir::ProcId, std::uint32_t>, unsigned> sites_;  ///< the bits of statements that allocate
    std::vector<Cell> cells_;
    base::IdTable term_table_, sym_table_, object_table_, cell_table_;
    std::vector<std::vector<SymId>> term_syms_, object_syms_;
    std::vector<bool> term_syms_known_, object_syms_known_;
    std::vector<std::vector<ir::ProcId>> term_owners_, object_owners_;
    std::vector<bool> term_owners_known_, object_owners_known_;
    std::vector<std::vector<ObjectId>> term_allocated_, object_allocated_;
    std::vector<bool> term_allocated_known_, object_allocated_known_;
};

inline bool is_compare(ir::BinOp op) { return ir::is_comparison(op); }
ir::BinOp negated(ir::BinOp comparison);
ir::BinOp mirrored(ir::BinOp comparison);

}  // namespace sdvlite::explore
