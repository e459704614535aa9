// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/types.hpp"

#include "core/base/suggest.hpp"
#include "core/ir/validate.hpp"
#include "frontend/dir/exprs.hpp"
#include "frontend/dir/literals.hpp"

namespace sdvlite::frontend::dir {

namespace {

constexpr std::uint64_t kMaxObjectBytes = std::uint64_t{1} << 40;

ir::TypeId read_int_type(ir::TypeTable& types, const std::string& word) {
    return types.integer(static_cast<unsigned>(std::stoul(word.substr(1))), word[0] == 'i');
}

ir::TypeId read_record_type(FileContext& context, Parser::RecordKindContext* kind, Parser::NameContext* name) {
    ir::TypeTable& types = context.program.types;
    const bool is_union = kind->UNION() != nullptr;
    const std::string text = text_of(context, name);
    const ir::RecordId id = types.record(text, is_union);
    if (types.rec(id).is_union != is_union) {
        fail(context.span(name), "'" + text + "' is a " + (is_union ? "struct" : "union") + ", not a " +
                                     (is_union ? "union" : "struct"));
    }
    return types.record_type(id);
}

ir::TypeId read_named_type(FileContext& context, const antlr4::Token* token) {
    const std::string name = token->getText();
    const auto found = context.typedefs.find(name);
    if (found != context.typedefs.end()) return found->second;
    std::string hint;
    if (context.program.types.find_record(name).valid()) {
        hint = "write struct " + name;
    } else {
        std::vector<std::string> known = names_of(context.typedefs);
        for (const char* type : {"void", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"})
            known.emplace_back(type);
        hint = base::did_you_mean(name, known);
    }
    fail(context.span(token), "unknown type '" + name + "'", hint);
}

ir::TypeId read_function_type(FileContext& context, Parser::TypeContext* result, Parser::TypeListContext* list) {
    std::vector<ir::TypeId> params;
    bool variadic = false;
    const ir::TypeId result_type = read_type(context, result);
    if (list != nullptr) {
        for (Parser::TypeContext* p : list->type()) params.push_back(read_type(context, p));
        variadic = list->getStop()->getText() == "...";
    }
    // fn i32(void) has no parameters
    if (params.size() == 1 && !variadic && params[0] == context.program.types.void_type()) params.clear();
    return context.program.types.function(result_type, std::move(params), variadic);
}

// BaseType and CastBase are the same but for the unknown name.
template <class Base> ir::TypeId read_base(FileContext& context, Base* base) {
    ir::TypeTable& types = context.program.types;
    const antlr4::Token* first = base->getStart();
    switch (first->getType()) {
        case Parser::VOID: return types.void_type();
        case Parser::INT_TYPE: return read_int_type(types, first->getText());
        case Parser::FLOAT_TYPE: return types.floating(static_cast<unsigned>(std::stoul(first->getText().substr(5))));
        case Parser::STRUCT:
        case Parser::UNION: return read_record_type(context, base->recordKind(), base->name());
        case Parser::FN: return read_function_type(context, base->type(), base->typeList());
        default: return read_named_type(context, first);
    }
}

void check_size(FileContext& context, ir::TypeId type, base::Span where) {
    context.type_sizes.update(context.program.types);
    const ir::TreeSize size = context.type_sizes[type];
    if (size.nodes > ir::kMaxTypeNodes || size.depth > ir::kMaxTypeDepth) {
        fail(where, "this type is too big (limits: " + std::to_string(ir::kMaxTypeNodes) + " parts, " +
                        std::to_string(ir::kMaxTypeDepth) + " levels)");
    }
}

ir::TypeId array_of(FileContext& context, ir::TypeId element, Parser::ExpressionContext* extent, base::Span where) {
    const ir::TypeTable& types = context.program.types;
    require_object_type(context, element, where, "an array's element");
    std::uint64_t count = 0;
    if (extent != nullptr) {
        count = read_count(context, extent);
        const std::uint64_t bytes = std::max<std::uint64_t>(1, types.size_of(element));
        if (count > kMaxObjectBytes / bytes) fail(where, "this array is too big (limit 2^40 bytes)");
    }
    return context.program.types.array(element, count);
}

template <class Suffixes>
ir::TypeId read_suffixes(FileContext& context, ir::TypeId type, const Suffixes& suffixes, base::Span where) {
    for (Parser::TypeSuffixContext* s : suffixes) {
        type = s->getStart()->getType() == Parser::LBRACKET
                   ? array_of(context, type, s->expression(), context.span(s))
                   : context.program.types.pointer(type);
    }
    check_size(context, type, where);
    return type;
}

}  // namespace

ir::TypeId read_type(FileContext& context, Parser::TypeContext* type) {
    return read_suffixes(context, read_base(context, type->baseType()), type->typeSuffix(), context.span(type));
}

ir::TypeId read_type(FileContext& context, Parser::CastTypeContext* type) {
    return read_suffixes(context, read_base(context, type->castBase()), type->typeSuffix(), context.span(type));
}

ir::TypeId declared_type(FileContext& context, Parser::TypeContext* type, Parser::DeclaratorContext* declarator) {
    ir::TypeId t = read_type(context, type);
    if (declarator == nullptr) return t;
    const auto dimensions = declarator->dimension();
    for (auto d = dimensions.rbegin(); d != dimensions.rend(); ++d) {
        t = array_of(context, t, (*d)->expression(), context.span(*d));
    }
    check_size(context, t, context.span(declarator));
    return t;
}

void require_object_type(const FileContext& context, ir::TypeId type, base::Span where, const char* what) {
    const ir::TypeTable& types = context.program.types;
    const ir::Type& t = types[type];
    if (t.kind == ir::TypeKind::Void) fail(where, std::string(what) + " can't be void");
    if (t.kind == ir::TypeKind::Function) {
        fail(where, std::string(what) + " can't be a function", "write a pointer to one: fn void(u32)*");
    }
    if (t.kind == ir::TypeKind::Record && !types.rec(t.record).complete) {
        fail(where, types.name(type) + " is not defined yet, only declared",
             "define it before, or use a pointer to it");
    }
}

}  // namespace sdvlite::frontend::dir
