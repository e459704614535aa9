// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/spelled.hpp"

#include <algorithm>

#include <clang/AST/ASTContext.h>
#include <clang/AST/Stmt.h>

namespace sdvlite::frontend::c {

void Spelled::see(const clang::Token& token, const clang::SourceManager& sm) {
    const bool named = token.is(clang::tok::identifier) && token.getIdentifierInfo();
    if (token.is(clang::tok::l_paren) && after_name_) names_.back().is_called = true;
    after_name_ = false;
    if (named || token.is(clang::tok::kw_asm)) {
        const clang::SourceLocation at = sm.getExpansionLoc(token.getLocation());
        after_name_ = sm.isInMainFile(at);
        if (after_name_) names_.push_back({sm.getFileOffset(at), named ? token.getIdentifierInfo() : nullptr, after_dot_, false});
    }
    after_dot_ = token.isOneOf(clang::tok::period, clang::tok::arrow);
}

void Spelled::Declared::add(const clang::DeclContext* context) {
    for (const clang::Decl* d : context->decls()) {
        const auto* named = llvm::dyn_cast<clang::NamedDecl>(d);
        const auto* f = llvm::dyn_cast<clang::FunctionDecl>(d);
        if (f && f->isImplicit() && f->getBuiltinID() == 0) continue; // clang made it up for a call of what is not declared
        if (named && named->getIdentifier()) (f ? functions : others).insert(named->getIdentifier());
        if (llvm::isa<clang::RecordDecl, clang::EnumDecl>(d)) add(llvm::cast<clang::DeclContext>(d));
    }
}

std::optional<std::set<std::string>> Spelled::called_in(const clang::FunctionDecl* definition, const clang::ASTContext& context) {
    const clang::SourceManager& sm = context.getSourceManager();
    const clang::SourceLocation begin = sm.getExpansionLoc(definition->getBody()->getBeginLoc());
    const clang::SourceLocation end = sm.getExpansionLoc(definition->getBody()->getEndLoc());
    if (!sm.isInMainFile(begin) || !sm.isInMainFile(end)) return std::nullopt;
    if (!declared_) declared_.emplace().add(context.getTranslationUnitDecl());
    Declared local;
    local.add(definition);

    std::set<std::string> out;
    const auto before = [](const Name& n, unsigned offset) { return n.offset < offset; };
    auto it = std::lower_bound(names_.begin(), names_.end(), sm.getFileOffset(begin), before);
    for (; it != names_.end() && it->offset <= sm.getFileOffset(end); ++it) {
        if (!it->name) return std::nullopt;
        const bool variable = it->is_field || local.others.contains(it->name);
        const bool function = !variable && (declared_->functions.contains(it->name) || local.functions.contains(it->name));
        if (!variable && !function && !declared_->others.contains(it->name)) return std::nullopt;
        if (function && !it->is_called) return std::nullopt;
        if (it->is_called && (function || it->is_field)) out.insert(it->name->getName().str());
    }
    return out;
}

} // namespace sdvlite::frontend::c
