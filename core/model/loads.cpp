// SPDX-License-Identifier: Apache-2.0
#include "core/model/loads.hpp"

namespace sdvlite::model {

using ir::BinOp;
using ir::Expr;
using ir::ExprId;
using ir::ExprKind;

namespace {

using Conditions = std::vector<std::pair<ExprId, bool>>;

struct Todo {
    enum class What { Value, Address, Load } what = What::Value;
    ExprId e;
    Conditions conditions;
};

}  // namespace

bool is_bit_field(const ir::Program& p, ExprId place) {
    const Expr& e = p[place];
    if (e.kind != ExprKind::Field) return false;
    return p.types.rec(p.types[p[e.a].type].record).fields[e.index].is_bit_field();
}

std::vector<Load> loads_of(const ir::Program& p, ExprId root, bool address) {
    using What = Todo::What;
    std::vector<Load> out;
    std::vector<Todo> todo{{address ? What::Address : What::Value, root, {}}};
    while (!todo.empty()) {
        Todo t = std::move(todo.back());
        todo.pop_back();
        const Expr& e = p[t.e];
        if (t.what == What::Load) {
            out.push_back({t.e, std::move(t.conditions)});
        } else if (t.what == What::Value && ir::is_designator(e.kind)) {
            if (p.types.is_scalar(e.type)) todo.push_back({What::Load, t.e, t.conditions});
            todo.push_back({What::Address, t.e, std::move(t.conditions)});
        } else if (t.what == What::Address) {
            if (e.kind == ExprKind::Deref) todo.push_back({What::Value, e.a, t.conditions});
            if (e.kind == ExprKind::Index) todo.push_back({What::Value, e.b, t.conditions});
            if (e.kind == ExprKind::Index || e.kind == ExprKind::Field) {
                todo.push_back({What::Address, e.a, std::move(t.conditions)});
            }
        } else if (e.kind == ExprKind::AddrOf) {
            todo.push_back({What::Address, e.a, std::move(t.conditions)});
        } else if (e.kind == ExprKind::Unary || e.kind == ExprKind::Cast) {
            todo.push_back({What::Value, e.a, std::move(t.conditions)});
        } else if (e.kind == ExprKind::Binary) {
            Conditions right = t.conditions;
            const bool logic = e.bin == BinOp::LogAnd || e.bin == BinOp::LogOr;
            if (logic) right.emplace_back(e.a, e.bin == BinOp::LogAnd);
            todo.push_back({What::Value, e.b, std::move(right)});
            todo.push_back({What::Value, e.a, std::move(t.conditions)});
        }
    }
    return out;
}

}  // namespace sdvlite::model
