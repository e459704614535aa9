// SPDX-License-Identifier: Apache-2.0
// Types of the driver IR: sized integers, pointers, records (structs and unions) with explicit
// byte offsets, arrays and functions. Layout is that of Windows x64 (LLP64); the frontend decides
// it, the IR only records it. Structural types are interned by TypeTable: equal types, equal ids.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/ids.hpp"

namespace sdvlite::ir {

struct TypeTag;
struct RecordTag;
using TypeId = base::Id<TypeTag>;
using RecordId = base::Id<RecordTag>;

inline constexpr std::uint32_t kPointerBits = 64;

enum class TypeKind : std::uint8_t {
    Void,
    Int,       ///< `bits` in {8,16,32,64}, `is_signed`
    Float,     ///< `bits` in {32,64,80}; values are opaque: every operation on them is a havoc
    Pointer,   ///< `element` is the pointee
    Record,    ///< `record`
    Array,     ///< `count` times `element`; count 0 is a flexible or unknown extent
    Function,  ///< `element` is the result, `params`, `variadic`
};

struct Type {
    TypeKind kind = TypeKind::Void;
    std::uint8_t bits = 0;
    bool is_signed = false;
    bool variadic = false;
    TypeId element;
    RecordId record;
    std::uint64_t count = 0;
    std::vector<TypeId> params;

    friend bool operator==(const Type&, const Type&) = default;
};

/// A field of a record. An anonymous struct or union member has an empty name; its own fields are
/// reached by naming the path through it.
struct Field {
    std::string name;
    TypeId type;
    std::uint64_t offset = 0;     ///< bytes from the start of the record (of a bit-field: of its storage unit)
    std::uint8_t bit_offset = 0;  ///< bit-fields: lowest bit within the storage unit
    std::uint8_t bit_width = 0;   ///< 0: not a bit-field

    bool is_bit_field() const { return bit_width != 0; }
};

/// A struct or union. Identified by its name within a program (`_IRP`; anonymous records get a
/// made-up name that is unique and stable). `complete` is false for a forward declaration.
struct Record {
    std::string name;
    bool is_union = false;
    bool complete = false;
    /// A model's view that lists only the fields it needs: link() replaces it by the driver's own
    /// record of that name and finds the fields again by name.
    bool partial = false;
    /// Has no tag in the source; `name` is made up.
    bool anonymous = false;
    /// Defined by a header of the system.
    bool system = false;
    std::uint64_t size = 0;   ///< bytes
    std::uint32_t align = 1;  ///< bytes
    std::vector<Field> fields;

    /// Index of the field `name`, or -1.
    int find(std::string_view name) const;
};

/// Interns types and owns records. Ids are dense and stable.
class TypeTable {
public:
    TypeTable();

    TypeId void_type() const { return void_; }
    TypeId integer(unsigned bits, bool is_signed);
    TypeId floating(unsigned bits);
    TypeId pointer(TypeId pointee);
    TypeId array(TypeId element, std::uint64_t count);
    TypeId function(TypeId result, std::vector<TypeId> params, bool variadic);
    TypeId record_type(RecordId record);

    /// Finds or makes (incomplete) the record `name`.
    RecordId record(std::string_view name, bool is_union = false);
    /// The record `name`, invalid when there is none.
    RecordId find_record(std::string_view name) const;

    const Type& operator[](TypeId id) const { return types_[id.index()]; }
    Record& rec(RecordId id) { return records_[id.index()]; }
    const Record& rec(RecordId id) const { return records_[id.index()]; }
    std::size_t size() const { return types_.size(); }
    std::size_t record_count() const { return records_.size(); }

    /// Bytes; 0 for void, functions and incomplete records.
    std::uint64_t size_of(TypeId id) const;
    std::uint32_t align_of(TypeId id) const;

    bool is_integer(TypeId id) const { return (*this)[id].kind == TypeKind::Int; }
    bool is_pointer(TypeId id) const { return (*this)[id].kind == TypeKind::Pointer; }
    bool is_record(TypeId id) const { return (*this)[id].kind == TypeKind::Record; }
    /// Integer or pointer: what fits in one value.
    bool is_scalar(TypeId id) const { return is_integer(id) || is_pointer(id); }
    /// Whether it is a pointer to a type of that kind.
    bool points_to(TypeId id, TypeKind kind) const { return is_pointer(id) && (*this)[(*this)[id].element].kind == kind; }
    /// What an array holds, and arrays in it; other types are what they are.
    TypeId without_arrays(TypeId id) const;
    /// Width of a scalar or float in bits.
    unsigned bits_of(TypeId id) const;
    bool is_signed(TypeId id) const { return (*this)[id].is_signed; }

    /// As the text format writes it: `i32`, `u8`, `struct _IRP*`, `u8[16]`, `fn i32(u8*, ...)`.
    std::string name(TypeId id) const;

private:
    TypeId intern(Type t);

    std::vector<Type> types_;
    std::vector<Record> records_;
    TypeId void_;
    std::unordered_multimap<std::size_t, TypeId> by_hash_;
    std::unordered_map<std::string, RecordId> by_name_;
};

/// The way to the field `name` of `record`, through anonymous members if need be: indices of fields,
/// from the outside in. Empty when there is none.
std::vector<std::uint32_t> find_field(const TypeTable& types, RecordId record, std::string_view name);

}  // namespace sdvlite::ir
