// SPDX-License-Identifier: Apache-2.0
// Location classes: a coarse, type-based partition of memory, in which two accesses that may touch
// the same bytes are in one class. Slicing, liveness and what a callee reads or writes are computed
// on classes; the explorer itself works on exact cells.
//
// Rules: each local, each global and each record field is a class of its own; the fields of a union
// that overlap are one (those of records with a tag apart, in unions larger than a word); a scalar whose address is taken joins
// the class of "what a pointer to a scalar of this width points to", unless that address stays in parameters and locals
// (pointees.cpp); explicit casts between pointers
// to different records join the fields that lie over each other, those between pointers to
// scalars the widths, and accesses through other pointers what they are laid over (overlays.hpp).
// What is assumed besides (and listed with a Pass): memory is not accessed through other types than
// these.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::model {

using ClassId = std::uint32_t;
inline constexpr ClassId kNoClass = UINT32_MAX;

class Classes {
public:
    explicit Classes(const ir::Program& program);
    /// Of a program into which a rule was woven: what memory is accessed as several types is as it was before. (What the rule's
    /// own code reads is not looked at again.)
    Classes(const ir::Program& program, const Classes& unwoven);

    /// Number of class ids; representatives are a subset.
    std::size_t size() const { return parent_.size(); }

    /// Class of a scalar designator (or of the elements of an array designator) used in `proc`.
    ClassId of(ir::ProcId proc, ir::ExprId designator) const;
    /// Classes of all scalars inside a designator of record or array type; of one class when scalar.
    void all_of(ir::ProcId proc, ir::ExprId designator, std::vector<ClassId>& out) const;
    /// Classes of all scalars inside a value of this type reached through a pointer.
    void all_of_type(ir::TypeId type, std::vector<ClassId>& out) const;
    /// Classes of everything that a pointer to `pointee` reaches, following typed pointers.
    const std::vector<ClassId>& reach(ir::TypeId pointee) const;

    ClassId local(ir::ProcId proc, std::uint32_t index) const;
    ClassId global(ir::GlobalId g) const;
    ClassId field(ir::RecordId record, std::uint32_t index) const;
    ClassId pointed_scalar(unsigned bits) const;
    /// Whatever some pointer may lead to: fields, and what scalar pointers point to; sorted.
    const std::vector<ClassId>& pointed() const { return all_pointed_; }
    ClassId result(ir::ProcId proc) const;  ///< the value that a procedure returns
    /// Whether the class holds more than one declared thing (so that writing one does not overwrite all).
    bool shared(ClassId c) const { return shared_[c]; }
    /// Whether it is that of a field, or of what pointers to scalars lead to.
    bool in_memory(ClassId c) const { return c >= (fields_.empty() ? pointed_ : fields_.front()); }
    /// Whether it is that of a field.
    bool in_record(ClassId c) const { return !fields_.empty() && c >= fields_.front() && c < pointed_; }
    /// Bits of the word, where the class is that of a word of which a union gives several views and whose address as a scalar is
    /// not taken; else 0.
    unsigned word(ClassId c) const;

private:
    // pointees.cpp
    ClassId number_holders(ClassId next);
    ClassId behind(ir::ProcId proc, ir::ExprId pointer) const;
    ir::ExprId plain(ir::ExprId pointer) const;
    bool is_address(ir::ExprId plain) const;
    ClassId behind_value(ir::ProcId proc, ir::ExprId plain) const;
    enum class Way : std::uint8_t { LetGo, Used, Followed, Place };
    void walk(ir::ProcId proc, ir::ExprId root, Way way);
    void compared(ir::ProcId proc, const ir::Expr& comparison);
    void give(ir::ProcId from, ir::ExprId value, ir::ProcId to, std::uint32_t local);
    void call(ir::ProcId proc, const ir::Stmt& s);
    void take_any(ir::ProcId proc, std::uint32_t local);
    void unite_addresses();

    ClassId find(ClassId c) const;
    void unite(ClassId a, ClassId b);
    /// The scalars and arrays of a record; those inside records with a tag only when asked for.
    struct Leaf { std::uint64_t from, to; ClassId cls; };
    std::vector<Leaf> leaves(ir::RecordId root, bool into_tagged) const;
    unsigned word_of(ir::RecordId r) const;
    void unite_unions();
    void unite_casts();
    void unite_before_overlays();
    void unite_overlays();
    void lay_over(ClassId a, ClassId b);
    void finish();
    ClassId here(const Classes& unwoven, ClassId c) const;
    void unite_widened(const ir::Expr& cast);
    void unite_records(ir::TypeId a, ir::TypeId b);

    static constexpr ClassId kWidths = 5;

    const ir::Program& program_;
    std::vector<ClassId> locals_;   ///< first class of each procedure
    std::vector<ClassId> fields_;   ///< first class of each record
    std::vector<std::pair<ClassId, ClassId>> overlaid_;  ///< by the program's accesses, in the order found
    std::vector<std::vector<ClassId>> behind_;  ///< by procedure and local: what the pointer to scalars there points to
    std::vector<std::pair<std::uint32_t, std::uint32_t>> holder_of_;  ///< for each of those: procedure and local
    std::vector<std::uint32_t> fields_of_type_;  ///< by record: how many fields have it as their type
    ClassId globals_ = 0;
    ClassId results_ = 0;
    ClassId pointed_ = 0;
    mutable std::vector<ClassId> parent_;
    std::vector<bool> shared_;
    std::vector<ClassId> all_pointed_;
    std::vector<std::uint8_t> words_;  ///< by representative
    std::vector<bool> led_to_;         ///< by representative: whether pointers to scalars lead there
    mutable std::vector<std::vector<ClassId>> reach_;  ///< by type, computed on demand
    mutable std::vector<bool> reach_known_;
};

}  // namespace sdvlite::model
