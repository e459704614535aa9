// SPDX-License-Identifier: Apache-2.0
// goto, break, continue, return and __leave: a jump out of a __try runs the __finally bodies on its
// way. Each of those has a selector that says where to go on afterwards.
#include "frontend/c/lowering/body.hpp"

namespace sdvlite::frontend::c {

using ir::StmtKind;

namespace {

struct Item {
    const clang::Stmt* statement;
    std::size_t guards; // number of the guard list that encloses it
};

} // namespace

/// Notes for each label which guarded blocks it lies in. Without recursion: statements nest as deep
/// as `else if` chains are long.
void Body::find_labels(const clang::Stmt* body) {
    std::vector<std::vector<const clang::SEHTryStmt*>> lists{{}};
    std::vector<Item> todo{{body, 0}};
    while (!todo.empty()) {
        const Item item = todo.back();
        todo.pop_back();
        if (!item.statement || llvm::isa<clang::Expr>(item.statement)) {
            // Labels inside a statement expression have no guards of their own to speak of.
            if (const auto* e = llvm::dyn_cast_or_null<clang::StmtExpr>(item.statement)) {
                todo.push_back({e->getSubStmt(), item.guards});
            }
            continue;
        }
        if (const auto* l = llvm::dyn_cast<clang::LabelStmt>(item.statement)) {
            label_guards_[l->getDecl()] = lists[item.guards];
        }
        const auto* guarded = llvm::dyn_cast<clang::SEHTryStmt>(item.statement);
        if (guarded && guarded->getFinallyHandler()) {
            lists.push_back(lists[item.guards]);
            lists.back().push_back(guarded);
            todo.push_back({guarded->getTryBlock(), lists.size() - 1});
            todo.push_back({guarded->getFinallyHandler()->getBlock(), item.guards});
            continue;
        }
        for (const clang::Stmt* child : item.statement->children()) todo.push_back({child, item.guards});
    }
}

Label Body::label_of(const clang::LabelDecl* label) {
    auto [it, fresh] = labels_.try_emplace(label, kNoLabel);
    if (fresh) it->second = code_.label();
    return it->second;
}

void Body::goto_statement(const clang::GotoStmt* s) {
    const auto it = label_guards_.find(s->getLabel());
    if (it == label_guards_.end()) throw Unlowerable{"goto to a label that is not there"};
    const auto& wanted = it->second;
    if (wanted.size() > guards_.size()) throw Unlowerable{"goto into a __try block"};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] != guards_[i].statement) throw Unlowerable{"goto into a __try block"};
    }
    leave_to(label_of(s->getLabel()), wanted.size());
}

/// Jumps to `target`, which lies inside the first `guards` of the guards that are open here.
void Body::leave_to(Label target, std::size_t guards) {
    if (guards_.size() <= guards) {
        emit(StmtKind::Goto).targets = {target};
        return;
    }
    Guard& guard = guards_.back();
    std::size_t which = 0;
    while (which < guard.exits.size() && guard.exits[which].first != target) ++which;
    if (which == guard.exits.size()) guard.exits.emplace_back(target, guards);
    assign(local(guard.selector), exprs_.constant(unit_.types.i32(), kFirstExit + which));
    code_.jump(guard.entry);
}

} // namespace sdvlite::frontend::c
