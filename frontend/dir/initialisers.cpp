// SPDX-License-Identifier: Apache-2.0
// Initialisers of globals: { .[0].a = 1, .[1].d = &f }, positional and nested as in C, or at a byte:
// @ 8 = 1. They become a list of scalars at offsets.
#include <algorithm>

#include "core/ir/fold.hpp"
#include "frontend/dir/declarations.hpp"
#include "frontend/dir/exprs.hpp"
#include "frontend/dir/literals.hpp"
#include "frontend/dir/types.hpp"

namespace sdvlite::frontend::dir {

using ir::TypeKind;

namespace {

/// A part of the global: a scalar, record or array at an offset.
struct Part {
    ir::TypeId type;
    std::uint64_t offset = 0;
    std::uint8_t bit_offset = 0;
    std::uint8_t bit_width = 0;
};

class InitReader {
public:
    InitReader(FileContext& context, ir::Global& global)
        : context_(context), types_(context.program.types), global_(global), exprs_(context) {}

    void read(Part at, Parser::InitialiserContext* init);

private:
    void read_list(Part whole, Parser::InitialiserContext* list);
    Part next_part(const Part& whole, std::uint64_t position, base::Span where) const;
    Part designated(Part at, Parser::InitTargetContext* target, std::uint64_t& position);
    Part named(Part at, Parser::NameContext* name, std::uint64_t* position) const;
    Part numbered(Part at, const antlr4::Token* number, std::uint64_t* position) const;
    Part field_of(const Part& at, std::size_t index) const;
    void read_raw(Parser::InitItemContext* item);
    void read_value(Part at, Parser::ExpressionContext* expression);
    void require_constant(ir::ExprId value, base::Span where) const;

    FileContext& context_;
    const ir::TypeTable& types_;
    ir::Global& global_;
    ExprReader exprs_;
};

Part InitReader::field_of(const Part& at, std::size_t index) const {
    const ir::Field& f = types_.rec(types_[at.type].record).fields[index];
    return {f.type, at.offset + f.offset, f.bit_offset, f.bit_width};
}

void InitReader::read(Part at, Parser::InitialiserContext* init) {
    if (init->expression() != nullptr) {
        read_value(at, init->expression());
    } else {
        read_list(at, init);  // recursion: brackets nest to a limit only
    }
}

void InitReader::read_list(Part whole, Parser::InitialiserContext* list) {
    std::uint64_t position = 0;
    for (Parser::InitItemContext* item : list->initItem()) {
        if (item->initTarget() != nullptr && item->initTarget()->AT() != nullptr) {
            read_raw(item);
            continue;
        }
        const Part part = item->initTarget() != nullptr ? designated(whole, item->initTarget(), position)
                                                        : next_part(whole, position, context_.span(item));
        ++position;
        read(part, item->initialiser());
    }
}

// The part that a value without designator is for.
Part InitReader::next_part(const Part& whole, std::uint64_t position, base::Span where) const {
    const ir::Type& type = types_[whole.type];
    if (type.kind == TypeKind::Array) {
        if (position >= type.count) fail(where, "too many values: the array has " + std::to_string(type.count));
        return {type.element, whole.offset + position * types_.size_of(type.element), 0, 0};
    }
    if (type.kind == TypeKind::Record) {
        if (position >= types_.rec(type.record).fields.size()) {
            fail(where, "too many values for " + types_.name(whole.type));
        }
        return field_of(whole, position);
    }
    if (position != 0) fail(where, "too many values for " + types_.name(whole.type));
    return whole;
}

Part InitReader::designated(Part at, Parser::InitTargetContext* target, std::uint64_t& position) {
    bool first = true;
    for (Parser::DesignatorContext* d : target->designator()) {
        std::uint64_t* where = first ? &position : nullptr;
        if (d->expression() != nullptr) {
            const ir::Type& type = types_[at.type];
            if (type.kind != TypeKind::Array) fail(context_.span(d), types_.name(at.type) + " has no elements");
            const std::uint64_t index = read_count(context_, d->expression());
            if (index >= type.count) {
                fail(context_.span(d), "element " + std::to_string(index) + " of " + std::to_string(type.count));
            }
            if (first) position = index;
            at = {type.element, at.offset + index * types_.size_of(type.element), 0, 0};
        } else {
            if (!types_.is_record(at.type)) fail(context_.span(d), types_.name(at.type) + " has no fields");
            at = d->name() != nullptr ? named(at, d->name(), where) : numbered(at, d->NUMBER()->getSymbol(), where);
        }
        first = false;
    }
    return at;
}

Part InitReader::named(Part at, Parser::NameContext* name, std::uint64_t* position) const {
    const std::string text = text_of(context_, name);
    const std::vector<std::uint32_t> path = ir::find_field(types_, types_[at.type].record, text);
    if (path.empty()) fail(context_.span(name), types_.name(at.type) + " has no field '" + text + "'");
    if (position != nullptr) *position = path.front();
    for (std::uint32_t index : path) at = field_of(at, index);
    return at;
}

Part InitReader::numbered(Part at, const antlr4::Token* number, std::uint64_t* position) const {
    const std::size_t count = types_.rec(types_[at.type].record).fields.size();
    const std::uint64_t index = read_plain_number(context_, number, UINT32_MAX);
    if (index >= count) fail(context_.span(number), types_.name(at.type) + " has " + std::to_string(count) + " fields");
    if (position != nullptr) *position = index;
    return field_of(at, index);
}

// @ offset[.bit:width] = value, whatever the global's type says about that place.
void InitReader::read_raw(Parser::InitItemContext* item) {
    const auto numbers = item->initTarget()->NUMBER();
    ir::InitItem out;
    out.offset = read_plain_number(context_, numbers[0]->getSymbol(), std::uint64_t{1} << 40);
    if (numbers.size() > 1) {
        out.bit_offset = static_cast<std::uint8_t>(read_plain_number(context_, numbers[1]->getSymbol(), 63));
        out.bit_width = static_cast<std::uint8_t>(read_plain_number(context_, numbers[2]->getSymbol(), 64));
    }
    if (item->initialiser()->expression() == nullptr) fail(context_.span(item), "one value stands at an offset");
    const Value v = exprs_.read(item->initialiser()->expression());
    require_constant(v.id, v.span);
    out.value = v.id;
    const std::uint64_t size = types_.size_of(exprs_.type_of(v));
    if (out.offset + size > types_.size_of(global_.type)) {
        fail(context_.span(item), "this is behind the end of '" + global_.name + "'");
    }
    global_.init.push_back(out);
}

void InitReader::read_value(Part at, Parser::ExpressionContext* expression) {
    if (!types_.is_scalar(at.type) && types_[at.type].kind != TypeKind::Float) {
        fail(context_.span(expression), types_.name(at.type) + " needs a list of values: { ... }");
    }
    const Value v = exprs_.read(expression);
    ir::InitItem item;
    item.offset = at.offset;
    item.bit_offset = at.bit_offset;
    item.bit_width = at.bit_width;
    item.value = exprs_.convert(v, at.type);
    // Computed numbers become plain ones, for nobody evaluates initialisers later.
    if (!ir::is_initialiser(context_.program, item.value)) {
        if (const auto bits = ir::constant_value(context_.program, item.value)) {
            item.value = ir::ExprBuilder(context_.program).constant(at.type, *bits);
        }
    }
    require_constant(item.value, v.span);
    global_.init.push_back(item);
}

void InitReader::require_constant(ir::ExprId value, base::Span where) const {
    if (!ir::is_initialiser(context_.program, value)) {
        fail(where, "a global's value is a constant or an address", "compute it in a function instead");
    }
}

}  // namespace

void read_initialiser(FileContext& context, ir::GlobalId global, Parser::InitialiserContext* initialiser) {
    ir::Global& g = context.program[global];
    InitReader(context, g).read({g.type, 0, 0, 0}, initialiser);
}

}  // namespace sdvlite::frontend::dir
