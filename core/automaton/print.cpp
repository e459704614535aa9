// SPDX-License-Identifier: Apache-2.0
#include "core/automaton/print.hpp"

#include <utility>
#include <vector>

namespace sdvlite::automaton {
namespace {

const char* text(RBinOp op) {
    switch (op) {
    case RBinOp::Add: return " + ";
    case RBinOp::Sub: return " - ";
    case RBinOp::BitAnd: return " & ";
    case RBinOp::BitOr: return " | ";
    case RBinOp::Eq: return " == ";
    case RBinOp::Ne: return " != ";
    case RBinOp::Lt: return " < ";
    case RBinOp::Le: return " <= ";
    case RBinOp::Gt: return " > ";
    case RBinOp::Ge: return " >= ";
    case RBinOp::And: return " && ";
    case RBinOp::Or: break;
    }
    return " || ";
}

const char* text(RUnOp op) { return op == RUnOp::Not ? "!" : op == RUnOp::Neg ? "-" : "~"; }

// Text and expressions still to be printed, the next one last. Expressions may be deep, so this is
// not a recursion.
struct Piece {
    std::string text;
    RExprId expr;
    const StateVar* beside = nullptr; // the enum variable that it is compared with
};

const StateVar* enum_of(const Automaton& a, RExprId id) {
    const RExpr& e = a[id];
    const bool is_enum = e.kind == RExprKind::StateVar && a.vars[e.index].kind == VarKind::Enum;
    return is_enum ? &a.vars[e.index] : nullptr;
}

std::string constant(std::int64_t value, const StateVar* beside) {
    const bool named = beside != nullptr && value >= 0 && static_cast<std::size_t>(value) < beside->enumerators.size();
    return named ? beside->enumerators[static_cast<std::size_t>(value)] : std::to_string(value);
}

void binary(const Automaton& a, const RExpr& e, std::vector<Piece>& todo) {
    const auto operand = [&](RExprId id, RExprId other) {
        const bool brackets = a[id].kind == RExprKind::Binary;
        if (brackets) todo.push_back({")", {}});
        todo.push_back({"", id, enum_of(a, other)});
        if (brackets) todo.push_back({"(", {}});
    };
    operand(e.b, e.a);
    todo.push_back({text(e.bin), {}});
    operand(e.a, e.b);
}

void prefix(const Automaton& a, const char* op, RExprId operand, std::vector<Piece>& todo) {
    const bool brackets = a[operand].kind == RExprKind::Binary;
    if (brackets) todo.push_back({")", {}});
    todo.push_back({"", operand});
    todo.push_back({brackets ? std::string(op) + "(" : op, {}});
}

void expand(const Automaton& a, const Piece& p, std::vector<Piece>& todo, std::string& out) {
    const RExpr& e = a[p.expr];
    switch (e.kind) {
    case RExprKind::Const: out += constant(e.value, p.beside); break;
    case RExprKind::StateVar: out += a.vars[e.index].name; break;
    case RExprKind::Arg: out += "$" + std::to_string(e.index); break;
    case RExprKind::Return: out += "$return"; break;
    case RExprKind::Tracked: out += "<tracked>"; break;
    case RExprKind::Name: out += e.name; break;
    case RExprKind::Deref: prefix(a, "*", e.a, todo); break;
    case RExprKind::Unary: prefix(a, text(e.un), e.a, todo); break;
    case RExprKind::Binary: binary(a, e, todo); break;
    case RExprKind::Field: {
        const bool brackets = a[e.a].kind == RExprKind::Deref;
        todo.push_back({(brackets ? ")" : "") + std::string(e.arrow ? "->" : ".") + e.name, {}});
        todo.push_back({"", e.a});
        if (brackets) todo.push_back({"(", {}});
        break;
    }
    }
}

std::string expression(const Automaton& a, RExprId root, const StateVar* beside) {
    std::string out;
    std::vector<Piece> todo = {{"", root, beside}};
    while (!todo.empty()) {
        const Piece p = std::move(todo.back());
        todo.pop_back();
        if (p.expr) {
            expand(a, p, todo, out);
        } else {
            out += p.text;
        }
    }
    return out;
}

std::string quoted(const std::string& s) {
    std::string out = "\"";
    for (const char c : s) {
        if (c == '"' || c == '\\') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out + "\"";
}

// A statement to print at a depth, or a line as it is.
struct Task {
    RStmtId stmt;
    std::string line;
    std::size_t depth = 0;
};

void push_all(const std::vector<RStmtId>& body, std::size_t depth, std::vector<Task>& todo) {
    for (auto it = body.rbegin(); it != body.rend(); ++it) todo.push_back({*it, "", depth});
}

void statement(const Automaton& a, const Task& t, std::vector<Task>& todo, std::string& out) {
    const RStmt& s = a[t.stmt];
    const std::string indent(4 * t.depth, ' ');
    switch (s.kind) {
    case RStmtKind::Block: push_all(s.then_body, t.depth, todo); break;
    case RStmtKind::If:
        out += indent + "if " + print(a, s.expr) + "\n";
        push_all(s.else_body, t.depth + 1, todo);
        if (!s.else_body.empty()) todo.push_back({{}, indent + "else\n", 0});
        push_all(s.then_body, t.depth + 1, todo);
        break;
    case RStmtKind::Assign: {
        const StateVar& v = a.vars[s.var];
        const StateVar* beside = v.kind == VarKind::Enum ? &v : nullptr;
        out += indent + v.name + " = " + expression(a, s.expr, beside) + "\n";
        break;
    }
    case RStmtKind::Abort: out += indent + "abort " + quoted(s.message) + "\n"; break;
    case RStmtKind::Halt: out += indent + "halt\n"; break;
    }
}

void body(const Automaton& a, RStmtId root, std::string& out) {
    std::vector<Task> todo = {{root, "", 1}};
    while (!todo.empty()) {
        const Task t = std::move(todo.back());
        todo.pop_back();
        if (t.stmt) {
            statement(a, t, todo, out);
        } else {
            out += t.line;
        }
    }
}

/// A block's event, and the case of a select that it stands in.
std::string head(const Automaton& a, const EventBlock& b) {
    std::string out = to_string(b.when) + std::string(" of");
    if (b.read) out = "reading " + print(a, b.read->lvalue) + " as at the entry of " + print(b.read->in);
    for (std::size_t i = 0; i < b.names.size(); ++i) out += (i == 0 ? " " : ", ") + print(b.names[i]);
    if (b.select < 0) return out;
    const Select& select = a.selects[static_cast<std::size_t>(b.select)];
    std::string before;
    for (std::size_t i = 0; i < select.cases.size(); ++i) {
        const bool counts = select.cases[i].name && (!select.cases[b.select_case].name || (!select.all && i < b.select_case));
        if (counts) before += (before.empty() ? " without " : ", ") + print(*select.cases[i].name);
    }
    const auto& own = select.cases[b.select_case].name;
    return out + ", in drivers" + (own ? " with " + print(*own) : "") + before;
}

std::string variable(const StateVar& v) {
    std::string out = v.kind == VarKind::Enum ? "enum " : v.kind == VarKind::Int ? "int " : "object ";
    out += v.name;
    for (std::size_t i = 0; i < v.enumerators.size(); ++i) out += (i == 0 ? " {" : ", ") + v.enumerators[i];
    if (!v.enumerators.empty()) out += "}";
    out += " = " + constant(v.init, v.kind == VarKind::Enum ? &v : nullptr);
    if (v.kind == VarKind::Int) out += ", exact below " + std::to_string(v.bound);
    return out + "\n";
}

} // namespace

const char* to_string(When when) { return when == When::Entry ? "entry" : "exit"; }

std::string print(const EventName& name) { return name.kind == NameKind::Role ? name.name + " (role)" : name.name; }

std::string print(const Automaton& a, RExprId expr) { return expression(a, expr, nullptr); }

std::string print(const Automaton& a) {
    std::string out = "rule " + a.name + "\n";
    for (const StateVar& v : a.vars) out += variable(v);
    if (a.watch) {
        const char* how = a.watch->with_guard ? "about " : "watch ";
        out += how + print(a.watch->event) + " " + to_string(a.watch->when) + " " + print(a, a.watch->value) + "\n";
    }
    for (const EventBlock& b : a.blocks) {
        out += "\non " + head(a, b);
        if (b.guard) {
            out += " if tracked" + std::string(b.guard->or_null ? " or null" : "") + ": " + print(a, b.guard->value);
        }
        out += "\n";
        body(a, b.body, out);
    }
    return out;
}

} // namespace sdvlite::automaton
