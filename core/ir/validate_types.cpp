// SPDX-License-Identifier: Apache-2.0
// Types and records of a program under validation.
#include <unordered_set>

#include "core/ir/checker.hpp"
#include "core/ir/validate.hpp"

namespace sdvlite::ir {

namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 40;

constexpr std::uint32_t kMaxAlign = 8192;  // as __declspec(align) allows

bool valid_bits(const Type& t) {
    switch (t.kind) {
        case TypeKind::Int: return t.bits == 8 || t.bits == 16 || t.bits == 32 || t.bits == 64;
        case TypeKind::Float: return t.bits == 32 || t.bits == 64 || t.bits == 80;
        case TypeKind::Pointer: return t.bits == kPointerBits;
        default: return true;
    }
}

}  // namespace

bool Checker::is_object(TypeId type) const {
    const Type& t = program_.types[type];
    if (t.kind == TypeKind::Void || t.kind == TypeKind::Function) return false;
    return t.kind != TypeKind::Record || program_.types.rec(t.record).complete;
}

// Every id inside a type is a smaller one, so that what follows can't run in circles.
void Checker::check_type_ids() {
    for (std::size_t i = 0; i < program_.types.size() && !full(); ++i) {
        const Type& t = program_.types[TypeId(i)];
        const bool wants_element =
            t.kind == TypeKind::Pointer || t.kind == TypeKind::Array || t.kind == TypeKind::Function;
        bool good = wants_element ? t.element.valid() && t.element.index() < i : !t.element.valid();
        for (TypeId p : t.params) good = good && t.kind == TypeKind::Function && p.valid() && p.index() < i;
        if (t.kind == TypeKind::Record) {
            good = good && t.record.valid() && t.record.index() < program_.types.record_count();
        }
        if (!good || !valid_bits(t)) error({}, "type number " + std::to_string(i) + " is malformed");
    }
}

void Checker::check_types() {
    type_sizes_.update(program_.types);
    const TypeTable& types = program_.types;
    for (std::size_t i = 0; i < types.size() && !full(); ++i) {
        const TypeId id(i);
        const Type& t = types[id];
        if (type_sizes_[id].nodes > kMaxTypeNodes || type_sizes_[id].depth > kMaxTypeDepth) {
            error({}, "type number " + std::to_string(i) + " is too big");  // and so is its name
            continue;
        }
        std::string wrong;
        if (t.kind == TypeKind::Array) {
            const std::uint64_t element = types.size_of(t.element);
            if (!is_object(t.element)) wrong = "no object type as element";
            if (element != 0 && t.count > kMaxBytes / element) wrong = "more than 2^40 bytes";
            if (t.count > kMaxBytes) wrong = "more than 2^40 elements";
        } else if (t.kind == TypeKind::Function) {
            const TypeKind result = types[t.element].kind;
            if (result == TypeKind::Array || result == TypeKind::Function) wrong = "can't return that";
            for (TypeId p : t.params) {
                const TypeKind kind = types[p].kind;
                if (kind == TypeKind::Void || kind == TypeKind::Array || kind == TypeKind::Function) {
                    wrong = "no object type as parameter";
                }
            }
        }
        if (!wrong.empty()) error({}, "type " + types.name(id) + ": " + wrong);
    }
}

void Checker::check_records() {
    const TypeTable& types = program_.types;
    for (std::size_t i = 0; i < types.record_count() && !full(); ++i) {
        const Record& r = types.rec(RecordId(i));
        const std::string where = (r.is_union ? "union " : "struct ") + r.name + ": ";
        if (r.name.empty() || types.find_record(r.name) != RecordId(i)) error({}, where + "the name is not unique");
        if (!r.complete) {
            if (!r.fields.empty()) error({}, where + "has fields, but is only declared");
            continue;
        }
        if (r.align == 0 || (r.align & (r.align - 1)) != 0 || r.align > kMaxAlign) error({}, where + "bad alignment");
        if (r.size > kMaxBytes) error({}, where + "more than 2^40 bytes");
        std::unordered_set<std::string> names;
        for (const Field& f : r.fields) {
            if (!f.type.valid() || f.type.index() >= types.size() || !is_object(f.type)) {
                error({}, where + "the field '" + f.name + "' has a wrong type");
                continue;
            }
            if (!f.name.empty() && !names.insert(f.name).second) error({}, where + "two fields '" + f.name + "'");
            const bool bit_field = f.bit_width != 0;
            if (f.name.empty() && !bit_field && !types.is_record(f.type)) error({}, where + "a field without a name");
            const std::uint64_t size = types.size_of(f.type);
            if (size > r.size || f.offset > r.size - size) error({}, where + "the field '" + f.name + "' is outside");
            const bool bits = f.bit_width != 0 || f.bit_offset != 0;
            if (bits && (!types.is_integer(f.type) || f.bit_width == 0 ||
                         f.bit_offset + f.bit_width > types.bits_of(f.type))) {
                error({}, where + "the bit-field '" + f.name + "' does not fit its type");
            }
        }
    }
}

// Records contain each other by value without circles and not too deeply. Depth by repeated relaxation over
// a work list would be quadratic on a chain; this is a depth-first walk with its own stack.
void Checker::check_nesting() {
    const TypeTable& types = program_.types;
    enum : std::uint32_t { kNew = 0, kOpen = UINT32_MAX };
    std::vector<std::uint32_t> depth(types.record_count(), kNew);
    struct Frame {
        RecordId record;
        std::size_t field = 0;
        std::uint32_t deepest = 0;
    };
    std::vector<Frame> stack;
    auto inner = [&](const Field& f) -> RecordId {
        TypeId t = types.without_arrays(f.type);
        return types.is_record(t) ? types[t].record : RecordId{};
    };
    for (std::size_t i = 0; i < types.record_count(); ++i) {
        if (depth[i] != kNew) continue;
        depth[i] = kOpen;
        stack.push_back({RecordId(i)});
        while (!stack.empty()) {
            Frame& frame = stack.back();
            const auto& fields = types.rec(frame.record).fields;
            if (frame.field < fields.size()) {
                const RecordId next = inner(fields[frame.field++]);
                if (!next.valid()) continue;
                const std::uint32_t known = depth[next.index()];
                if (known == kOpen) return error({}, "struct " + types.rec(next).name + " contains itself");
                if (known != kNew) {
                    frame.deepest = std::max(frame.deepest, known);
                } else {
                    depth[next.index()] = kOpen;
                    stack.push_back({next});
                }
                continue;
            }
            const std::uint32_t own = frame.deepest + 1;
            depth[frame.record.index()] = own;
            if (own > kMaxTypeDepth) {
                return error({}, "struct " + types.rec(frame.record).name + " nests records too deeply");
            }
            stack.pop_back();
            if (!stack.empty()) stack.back().deepest = std::max(stack.back().deepest, own);
        }
    }
}

}  // namespace sdvlite::ir
