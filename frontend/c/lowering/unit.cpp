// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/unit.hpp"

#include <algorithm>
#include <cstring>

#include "core/ir/holes.hpp"
#include "frontend/c/lowering/body.hpp"
#include "frontend/c/lowering/lost.hpp"

#include <clang/AST/Attr.h>
#include <clang/AST/Decl.h>

namespace sdvlite::frontend::c {

using ir::GlobalId;
using ir::ProcId;

void Unit::run(const std::vector<clang::SourceRange>& skipped) {
    collect();
    declare_own();
    lower_scheduled();
    declare_lost(skipped);
}

bool Unit::is_defined(const std::string& name) const {
    const auto id = context_.Idents.find(name);
    if (id == context_.Idents.end()) return false;
    const auto f = functions_.find(id->getValue());
    return f != functions_.end() && f->second.definition != nullptr;
}

/// A function that clang lost, whole, must not look like one that some other file defines.
void Unit::declare_lost(const std::vector<clang::SourceRange>& skipped) {
    const clang::SourceManager& sm = context_.getSourceManager();
    if (!complaints.last_unclaimed(sm, sm.getLocForEndOfFile(sm.getMainFileID()))) return;
    for (const WrittenFunction& f : written_functions(sm, context_.getLangOpts(), sm.getMainFileID(), skipped)) {
        const Complaint* cause = complaints.last_unclaimed(sm, f.end);
        if (!cause || std::any_of(f.names.begin(), f.names.end(), [&](const auto& n) { return is_defined(n); }))
            continue;
        for (const std::string& name : f.names) declare_lost(name, places.span(f.begin), describe(*cause));
    }
}

/// One of the names may be an annotation's. Those that are macros are out; which one of the others is
/// the function's is not known.
void Unit::declare_lost(const std::string& name, const base::Span& span, const std::string& reason) {
    const auto identifier = context_.Idents.find(name);
    if (identifier != context_.Idents.end() && identifier->getValue()->hadMacroDefinition()) return;
    if (program_.find_global(name).valid()) return;
    ProcId id = program_.find_proc(name);
    if (!id.valid()) {
        ir::Proc p;
        p.name = p.display_name = name;
        p.type = types.table().function(types.table().void_type(), {}, true);
        id = program_.add_proc(std::move(p));
    }
    program_[id].span = span;
    program_[id].hole_reason = reason;
}

void Unit::collect() {
    for (const clang::Decl* d : context_.getTranslationUnitDecl()->decls()) {
        if (const auto* f = llvm::dyn_cast<clang::FunctionDecl>(d)) {
            function(f);
        } else if (const auto* v = llvm::dyn_cast<clang::VarDecl>(d)) {
            variables_.push_back(v);
            const auto kind = v->isThisDeclarationADefinition();
            const clang::VarDecl*& best = definitions_[v->getIdentifier()];
            if (kind == clang::VarDecl::Definition || (kind == clang::VarDecl::TentativeDefinition && !best)) best = v;
        }
    }
}

Unit::Function& Unit::function(const clang::FunctionDecl* f) {
    Function& known = functions_[f->getIdentifier()];
    if (std::find(known.declarations.begin(), known.declarations.end(), f) == known.declarations.end()) {
        known.declarations.push_back(f);
    }
    if (f->doesThisDeclarationHaveABody()) known.definition = f;
    return known;
}

/// The driver's own definitions; of headers, and of what is inline, only what these use.
void Unit::declare_own() {
    for (const clang::Decl* d : context_.getTranslationUnitDecl()->decls()) {
        const auto* f = llvm::dyn_cast<clang::FunctionDecl>(d);
        if (!f || !f->doesThisDeclarationHaveABody() || !places.in_driver(f->getLocation())) continue;
        const bool in_main =
            context_.getSourceManager().isInMainFile(context_.getSourceManager().getExpansionLoc(f->getLocation()));
        if (f->isInlined() || (!in_main && !f->isExternallyVisible())) continue;
        proc(f);
    }
    for (const clang::VarDecl* v : variables_) {
        const bool defines = v->isThisDeclarationADefinition() != clang::VarDecl::DeclarationOnly;
        if (defines && v->isExternallyVisible() && !v->isInvalidDecl() && places.in_driver(v->getLocation())) global(v);
    }
}

/// Of a body with holes: what it calls at most, when its text tells.
void Unit::note_calls(ir::Proc& proc, const clang::FunctionDecl* definition) {
    const auto names = spelled_.called_in(definition, context_);
    if (!names) return;
    std::string note(ir::kMayCall);
    for (const std::string& n : *names) note += (note.back() == ':' ? "" : ",") + n;
    proc.annotations.push_back(std::move(note));
}

void Unit::lower_scheduled() {
    while (!bodies_.empty() || !initialisers_.empty()) {
        while (!initialisers_.empty()) {
            const auto [id, definition] = initialisers_.front();
            initialisers_.pop_front();
            initialise(id, definition);
        }
        if (bodies_.empty()) continue;
        const auto [id, definition] = bodies_.front();
        bodies_.pop_front();
        ir::Proc lowered = Body(*this, definition, program_[id]).lower();
        lowered.address_taken = lowered.address_taken || program_[id].address_taken;
        if (!lowered.hole_reason.empty()) note_calls(lowered, definition);
        program_[id] = std::move(lowered);
    }
}

ProcId Unit::proc(const clang::FunctionDecl* f) {
    Function& known = function(f);
    return known.proc.valid() ? known.proc : add_proc(known);
}

ProcId Unit::proc_address(const clang::FunctionDecl* f) {
    const ProcId id = proc(f);
    program_[id].address_taken = true;
    return id;
}

namespace {

/// Our headers rename what a kernel header calls by a documented name, so that it stays a call.
constexpr llvm::StringLiteral kHidden = "sdvlite_hidden_";

/// Names under which headers export what is documented under another one.
llvm::StringRef documented_name(llvm::StringRef name) {
    if (name.starts_with(kHidden)) return name.drop_front(kHidden.size());
    if (name.starts_with("_Interlocked")) return name.drop_front();
    if (name.starts_with("WdmlibIo") || name.starts_with("WdmlibRtl")) return name.drop_front(6);
    return name;
}

} // namespace

ProcId Unit::add_proc(Function& f) {
    // The definition's type is the one that the body needs.
    const clang::FunctionDecl* main = f.definition ? f.definition : f.declarations.back();
    ir::Proc p;
    if (main->getName().starts_with(kHidden)) f.definition = nullptr;
    const llvm::StringRef name = f.definition ? main->getName() : documented_name(main->getName());
    if (const ProcId other = program_.find_proc(name.str()); other.valid()) return f.proc = other;
    p.name = p.display_name = name.str();
    p.type = types.function(main);
    p.span = places.span(main->getLocation());
    p.is_static = f.definition && (!main->isExternallyVisible() || main->isInlined());
    for (const clang::FunctionDecl* d : f.declarations) {
        p.is_noreturn = p.is_noreturn || d->isNoReturn();
        collect_roles(d, p);
    }
    const ir::Type type = types.table()[p.type];
    for (ir::TypeId param : type.params) {
        const std::size_t i = p.locals.size();
        std::string param_name = i < main->getNumParams() ? main->getParamDecl(i)->getName().str() : "";
        if (param_name.empty()) param_name = "$arg" + std::to_string(i);
        p.locals.push_back({param_name, param, {}});
    }
    p.param_count = static_cast<std::uint32_t>(p.locals.size());
    f.proc = program_.add_proc(std::move(p));
    if (f.definition) bodies_.emplace_back(f.proc, f.definition);
    return f.proc;
}

GlobalId Unit::global(const clang::VarDecl* v) {
    if (v->isStaticLocal()) {
        const auto* canonical = v->getCanonicalDecl();
        if (auto it = static_locals_.find(canonical); it != static_locals_.end()) return it->second;
        const GlobalId id = add_global(v, v);
        static_locals_.emplace(canonical, id);
        return id;
    }
    if (auto it = globals_.find(v->getIdentifier()); it != globals_.end()) return it->second;
    const auto found = definitions_.find(v->getIdentifier());
    const clang::VarDecl* definition = found == definitions_.end() ? nullptr : found->second;
    const GlobalId id = add_global(definition ? definition : v, definition);
    globals_.emplace(v->getIdentifier(), id);
    return id;
}

GlobalId Unit::exception_code() {
    const std::string name = "sdv_exception_code";
    if (const GlobalId known = program_.find_global(name); known.valid()) return known;
    ir::Global g;
    g.name = g.display_name = name;
    g.type = types.u32();
    g.is_extern = true;
    return program_.add_global(std::move(g));
}

GlobalId Unit::add_global(const clang::VarDecl* v, const clang::VarDecl* definition) {
    ir::Global g;
    g.display_name = v->getName().str();
    std::string wanted = g.display_name;
    if (v->isStaticLocal()) {
        const auto* owner = llvm::dyn_cast_or_null<clang::FunctionDecl>(v->getParentFunctionOrMethod());
        if (owner) wanted = owner->getName().str() + "$" + wanted;
    }
    // A declaration with errors can make a variable of what is a function elsewhere.
    if (functions_.count(v->getIdentifier()) != 0) wanted += "$variable";
    g.name = fresh_global(wanted);
    g.type = types.lower(v->getType());
    // After an error in it clang may not even know what it is.
    if (!types.is_object(g.type)) g.type = types.table().array(types.table().integer(8, false), 0);
    g.span = places.span(v->getLocation());
    // A definition that may stand in several files (a GUID in a header) is a copy for each of them.
    g.is_static = definition && (!v->isExternallyVisible() || v->hasAttr<clang::SelectAnyAttr>());
    g.is_open = g.is_static && (v->isExternallyVisible() || v->getType().isVolatileQualified() ||
                                (v->getType()->isArrayType() && context_.getBaseElementType(v->getType()).isVolatileQualified()));
    g.is_const = v->getType().isConstQualified() ||
                 (v->getType()->isArrayType() && context_.getBaseElementType(v->getType()).isConstQualified());
    g.is_extern = !definition;
    g.initialised = definition != nullptr;
    const GlobalId id = program_.add_global(std::move(g));
    if (definition && (definition->getInit() || has_lost_initialiser(definition)))
        initialisers_.emplace_back(id, definition);
    return id;
}

/// Of a declaration with errors clang drops the initialiser; the tree then looks as if there had been none.
bool Unit::has_lost_initialiser(const clang::VarDecl* v) {
    if (v->getInit()) return false;
    if (v->isInvalidDecl()) return true;
    const clang::SourceManager& sm = context_.getSourceManager();
    const clang::SourceLocation end = sm.getExpansionRange(v->getEndLoc()).getEnd();
    if (end.isInvalid()) return false;
    const char* text = sm.getCharacterData(end);
    std::size_t length = std::strcspn(text, "=;,{}");
    length += std::strcspn(text + length, text[length] == '=' ? ";" : ";{}");  // all of the initialiser, its braces too
    return complaints.claim(sm, end, end.getLocWithOffset(static_cast<int>(length))) != nullptr;
}

std::string Unit::fresh_global(const std::string& wanted) {
    std::string name = wanted;
    while (program_.find_global(name).valid()) name = wanted + "$" + std::to_string(++taken_[wanted] + 1);
    return name;
}

void collect_roles(const clang::FunctionDecl* function, ir::Proc& proc) {
    auto add = [](std::vector<std::string>& list, std::string text) {
        if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
    };
    auto annotations = [&](const clang::Decl* d) {
        for (const auto* a : d->specific_attrs<clang::AnnotateAttr>()) {
            llvm::StringRef text = a->getAnnotation();
            if (text.consume_front("sdvlite:")) add(proc.annotations, text.str());
        }
    };
    annotations(function);
    // _Out_ and _Inout_ say something of a function whose body can't be read.
    for (unsigned i = 0; !function->hasBody() && i < function->getNumParams(); ++i) {
        for (const auto* a : function->getParamDecl(i)->specific_attrs<clang::AnnotateAttr>()) {
            llvm::StringRef text = a->getAnnotation();
            if (text.consume_front("sdvlite:")) add(proc.annotations, text.str() + ":" + std::to_string(i + 1));
        }
    }
    if (!function->getTypeSourceInfo()) return;
    clang::QualType type = function->getTypeSourceInfo()->getType();
    while (const auto* alias = type->getAs<clang::TypedefType>()) {
        // getAs looks through parentheses and attributes to the outermost typedef.
        if (!alias->isFunctionType()) break;
        add(proc.role_types, alias->getDecl()->getName().str());
        annotations(alias->getDecl());
        type = alias->desugar();
    }
}

} // namespace sdvlite::frontend::c
