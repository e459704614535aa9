// SPDX-License-Identifier: Apache-2.0
#include "core/ir/measure.hpp"

#include <algorithm>

namespace sdvlite::ir {

namespace {

void add_child(TreeSize& parent, TreeSize child) {
    parent.nodes = child.nodes > UINT32_MAX - parent.nodes ? UINT32_MAX : parent.nodes + child.nodes;
    parent.depth = std::max(parent.depth, child.depth + 1);
}

}  // namespace

void TypeSizes::update(const TypeTable& types) {
    if (sizes_.size() > types.size()) sizes_.resize(types.size());
    for (std::size_t i = sizes_.size(); i < types.size(); ++i) {
        const Type& t = types[TypeId(i)];
        TreeSize size;
        if (t.element.valid()) add_child(size, sizes_[t.element.index()]);
        for (TypeId p : t.params) add_child(size, sizes_[p.index()]);
        sizes_.push_back(size);
    }
}

void ExprSizes::update(const Program& program) {
    if (sizes_.size() > program.exprs.size()) sizes_.resize(program.exprs.size());
    for (std::size_t i = sizes_.size(); i < program.exprs.size(); ++i) {
        const Expr& e = program.exprs[i];
        TreeSize size;
        if (e.a.valid()) add_child(size, sizes_[e.a.index()]);
        if (e.b.valid()) add_child(size, sizes_[e.b.index()]);
        sizes_.push_back(size);
    }
}

}  // namespace sdvlite::ir
