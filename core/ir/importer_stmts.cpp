// SPDX-License-Identifier: Apache-2.0
// Statements and initialisers.

#include "core/ir/fold.hpp"
#include "core/ir/importer.hpp"
#include "core/ir/init_path.hpp"

namespace sdvlite::ir {

namespace {

std::string fresh_name(const Proc& proc, const char* base) {
    return std::string("$") + base + std::to_string(proc.locals.size());
}

}  // namespace

ExprId Importer::temporary(TypeId type, const base::Span& span) {
    Proc& proc = to_[target_];
    proc.locals.push_back({fresh_name(proc, "t"), type, span});
    return build_.local(proc, static_cast<std::uint32_t>(proc.locals.size() - 1));
}

ExprId Importer::arbitrary(TypeId type, const base::Span& span) {
    Stmt havoc;
    havoc.kind = StmtKind::Havoc;
    havoc.span = span;
    havoc.lhs = temporary(type, span);
    out_.push_back(havoc);
    return havoc.lhs;
}

// The locals of `target`: its parameters, then those of `source` that have no equal parameter.
void Importer::locals(const Proc& source, Proc& target) {
    const Type wanted = to_.types[target.type];
    std::vector<Variable> params(wanted.params.size());
    for (std::size_t i = 0; i < params.size(); ++i) {
        if (i < target.locals.size()) params[i] = target.locals[i];
        params[i].type = wanted.params[i];
    }
    target.locals = std::move(params);
    target.param_count = static_cast<std::uint32_t>(wanted.params.size());
    local_map_.clear();
    std::vector<std::uint32_t> converted;
    for (std::uint32_t i = 0; i < source.locals.size(); ++i) {
        Variable v = source.locals[i];
        v.type = type(v.type);
        v.span = span(v.span);
        const bool same = i < source.param_count && i < wanted.params.size() && wanted.params[i] == v.type;
        if (same) {
            target.locals[i] = v;
            local_map_.push_back(i);
            continue;
        }
        local_map_.push_back(static_cast<std::uint32_t>(target.locals.size()));
        target.locals.push_back(v);
        if (i < source.param_count) converted.push_back(i);
    }
    for (std::uint32_t i : converted) {  // the source works on its own types
        Stmt s;
        s.span = span(source.span);
        s.lhs = build_.local(target, local_map_[i]);
        s.kind = i < wanted.params.size() ? StmtKind::Assign : StmtKind::Havoc;
        const TypeId wanted_here = to_[s.lhs].type;  // before the arena of expressions moves
        if (s.kind == StmtKind::Assign) s.rhs = convert(build_.local(target, i), wanted_here);
        out_.push_back(s);
    }
}

void Importer::body(const Proc& source, ProcId target, OnError on_error) {
    target_ = target;
    values_.clear();
    places_.clear();
    out_.clear();
    locals(source, to_[target]);
    BodyEditor editor(source.body.size());
    auto flush = [&] {
        for (Stmt& s : out_) editor.emit(std::move(s));
        out_.clear();
    };
    flush();
    for (std::size_t i = 0; i < source.body.size(); ++i) {
        editor.at(static_cast<StmtIndex>(i));
        try {
            statement(source.body[i]);
        } catch (const ImportError& e) {
            if (on_error == OnError::Throw) throw;
            out_.clear();
            Stmt hole;
            hole.kind = StmtKind::Hole;
            hole.span = span(source.body[i].span);
            hole.text = e.reason;
            out_.push_back(hole);
        }
        flush();
    }
    Proc& proc = to_[target];
    proc.body = editor.finish();
    proc.has_body = true;
    proc.end = span(source.end);
}

// Everything but expressions, arguments and procedures.
Stmt Importer::copy(const Stmt& s) const {
    Stmt out = s;
    out.span = span(s.span);
    out.lhs = out.rhs = out.callee = ExprId{};
    out.proc = ProcId{};
    out.args.clear();
    out.before_args.clear();
    return out;
}

void Importer::statement(const Stmt& s) {
    Stmt out = copy(s);
    switch (s.kind) {
        case StmtKind::Assign: return assign(s, std::move(out));
        case StmtKind::Call: return call(s, std::move(out));
        case StmtKind::Invoke: return invoke(s, std::move(out));
        case StmtKind::Return: return finish_return(s, std::move(out));
        default: break;
    }
    if (s.lhs.valid()) out.lhs = place(s.lhs);
    if (s.rhs.valid()) out.rhs = value(s.rhs);
    if (s.kind == StmtKind::Alloc && !to_.types.is_pointer(to_[out.lhs].type)) {
        throw ImportError{"alloc sets what is no pointer there, but a " + to_.types.name(to_[out.lhs].type)};
    }
    out_.push_back(std::move(out));
}

void Importer::assign(const Stmt& s, Stmt out) {
    out.lhs = place(s.lhs);
    const TypeId wanted = to_[out.lhs].type;  // value() may move the expressions
    out.rhs = convert(value(s.rhs), wanted);
    out_.push_back(std::move(out));
}

// Arguments for a function of the target program: converted, made up, or left out.
std::vector<ExprId> Importer::arguments(const std::vector<ExprId>& args, TypeId function, const base::Span& at) {
    const Type type = to_.types[function];
    std::vector<ExprId> out;
    for (std::size_t i = 0; i < type.params.size(); ++i) {
        const TypeId wanted = type.params[i];
        if (i >= args.size()) {
            out.push_back(arbitrary(wanted, at));
        } else {
            out.push_back(convert(value(args[i]), wanted));
        }
    }
    for (std::size_t i = out.size(); i < args.size() && type.variadic; ++i) out.push_back(value(args[i]));
    return out;
}

void Importer::call(const Stmt& s, Stmt out) {
    TypeId function;
    if (s.proc.valid()) {
        out.proc = maps_.procs[s.proc.index()];
        function = to_[out.proc].type;
    } else {
        out.callee = value(s.callee);
        function = to_.types[to_[out.callee].type].element;
    }
    out.args = arguments(s.args, function, out.span);
    if (!s.lhs.valid()) {
        out_.push_back(std::move(out));
        return;
    }
    const ExprId lhs = place(s.lhs);
    const TypeId result = to_.types[function].element;
    const TypeId wanted = to_[lhs].type;
    Stmt after;
    after.span = out.span;
    after.lhs = lhs;
    if (result == wanted) {
        out.lhs = lhs;
        out_.push_back(std::move(out));
    } else if (result == to_.types.void_type()) {  // nothing comes back: anything may
        after.kind = StmtKind::Havoc;
        out_.push_back(std::move(out));
        out_.push_back(std::move(after));
    } else {
        out.lhs = temporary(result, out.span);
        after.kind = StmtKind::Assign;
        after.rhs = convert(out.lhs, wanted);
        out_.push_back(std::move(out));
        out_.push_back(std::move(after));
    }
}

void Importer::invoke(const Stmt& s, Stmt out) {
    if (s.lhs.valid()) out.lhs = place(s.lhs);
    for (ExprId a : s.args) out.args.push_back(value(a));
    if (s.proc.valid()) {
        out.proc = maps_.procs[s.proc.index()];
        const Type type = to_.types[to_[out.proc].type];
        for (std::size_t i = 0; i < type.params.size(); ++i) {
            const bool detail = i < s.before_args.size() && !s.before_args[i].valid();
            if (detail && to_.types.is_integer(type.params[i])) {
                out.before_args.emplace_back();
            } else if (i < s.before_args.size() && !detail) {
                out.before_args.push_back(convert(value(s.before_args[i]), type.params[i]));
            } else {
                out.before_args.push_back(arbitrary(type.params[i], out.span));
            }
        }
    }
    out_.push_back(std::move(out));
}

void Importer::finish_return(const Stmt& s, Stmt out) {
    const TypeId result = to_.types[to_[target_].type].element;
    if (result == to_.types.void_type()) {
        out.rhs = ExprId{};
    } else if (s.rhs.valid()) {
        out.rhs = convert(value(s.rhs), result);
    } else if (!s.closing) {
        out.rhs = arbitrary(result, out.span);
    }
    out_.push_back(std::move(out));
}

std::vector<InitItem> Importer::initialiser(const Global& source, TypeId type_there) {
    values_.clear();
    places_.clear();
    local_map_.clear();
    std::vector<InitItem> out;
    const bool same = exact_ && type(source.type) == type_there;
    for (const InitItem& item : source.init) {
        InitItem copy = item;
        TypeId wanted = type(from_[item.value].type);
        if (!same) {
            const auto path = find_init_path(from_.types, source.type, item, from_[item.value].type);
            if (!path) throw ImportError{"a value at a place of '" + source.name + "' that has no name"};
            const InitPart part = follow_init_path(from_.types, source.type, *path, to_.types, type_there);
            if (!part.found) throw ImportError{"a value for a part that " + to_.types.name(type_there) + " lacks"};
            copy.offset = part.offset;
            copy.bit_offset = part.bit_offset;
            copy.bit_width = part.bit_width;
            wanted = part.type;
        }
        copy.value = convert(value(item.value), wanted);
        out.push_back(copy);
    }
    return out;
}

}  // namespace sdvlite::ir
