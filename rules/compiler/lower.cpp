// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/lower.hpp"

#include <algorithm>
#include <utility>

#include "core/base/suggest.hpp"
#include "rules/compiler/bounds.hpp"
#include "rules/compiler/constants.hpp"
#include "rules/compiler/event_names.hpp"
#include "rules/compiler/lower_expr.hpp"
#include "rules/compiler/symbols.hpp"

namespace sdvlite::rules {
namespace {

using automaton::Automaton;
using automaton::RStmt;
using automaton::RStmtId;
using automaton::RStmtKind;
using automaton::StateVar;
using automaton::VarKind;
using automaton::When;
using Class = Typed::Class;

Place place_of(When when) { return when == When::Entry ? Place::AtEntry : Place::AtExit; }

class Lowering {
  public:
    Lowering(const ast::Rule& rule, const MacroTable& macros, const CompileOptions& options, base::DiagSink& diags)
        : rule_(rule), diags_(diags), symbols_(diags), exprs_(rule, symbols_, macros, options, out_, diags) {}

    Automaton run(const CompileOptions& options);

  private:
    void check_states();
    void state(const ast::State& s);
    void initial_value(const ast::Decl& d, std::uint32_t var);
    void watch();
    void with_guard(const ast::WithGuard& g);
    void selects();
    void event(const ast::Event& e);
    void names(const ast::Event& e, automaton::EventBlock& block);
    void guard(const ast::Event& e, automaton::EventBlock& block);
    void read(const ast::MemoryRead& r, automaton::EventBlock& block);
    RStmtId stmt(ast::StmtId id, Place place);
    RStmtId assign(const ast::Stmt& s, Place place);
    bool assignable(const ast::Stmt& s, std::uint32_t var, const Typed& value);
    bool fits_enum(const base::Span& at, const StateVar& v, const Typed& value);
    RStmtId add(RStmt s) {
        out_.stmts.push_back(std::move(s));
        return RStmtId(out_.stmts.size() - 1);
    }

    const ast::Rule& rule_;
    base::DiagSink& diags_;
    Automaton out_;
    Symbols symbols_;
    ExprLowering exprs_;
};

Automaton Lowering::run(const CompileOptions& options) {
    check_states();
    for (const ast::State& s : rule_.states) state(s);
    watch();
    selects();
    for (const ast::Event& e : rule_.events) event(e);
    if (!diags_.has_errors()) set_bounds(out_, options.min_bound);
    return std::move(out_);
}

void Lowering::check_states() {
    if (rule_.states.size() <= 1) return;
    base::Diagnostic d{base::Severity::Error, rule_.states[1].span, "a rule has one state block", {}, {}};
    d.notes.push_back({base::Severity::Note, rule_.states[0].span, "the first one is here", {}, {}});
    diags_.add(std::move(d));
}

// ---- state ------------------------------------------------------------------------------------

void Lowering::state(const ast::State& s) {
    for (const ast::Decl& d : s.decls) {
        if (!symbols_.declare(d, out_.vars)) continue;
        initial_value(d, static_cast<std::uint32_t>(out_.vars.size() - 1));
    }
}

void Lowering::initial_value(const ast::Decl& d, std::uint32_t var) {
    StateVar& v = out_.vars[var];
    const auto expected = v.kind == VarKind::Enum ? std::optional(var) : std::nullopt;
    const Typed value = exprs_.lower(d.init, Place::InitialValue, expected);
    if (!value.ok()) return;
    const base::Span at = rule_[d.init].span;
    if (value.cls != Class::Const) return diags_.error(at, "an initial value has to be a constant");
    if (v.kind == VarKind::Enum && !fits_enum(at, v, value)) return;
    if (v.kind == VarKind::Pointer && value.value != 0) {
        return diags_.error(at, "'" + v.name + "' is the identity of an object: it can only start as 0");
    }
    v.init = v.kind == VarKind::Int ? wrap_to_32_bits(value.value) : value.value;
}

bool Lowering::fits_enum(const base::Span& at, const StateVar& v, const Typed& value) {
    const auto known = [&](const std::string& name) {
        return std::find(v.enumerators.begin(), v.enumerators.end(), name) != v.enumerators.end();
    };
    bool fits = false;
    if (value.cls == Class::Const) {
        const auto count = static_cast<std::int64_t>(v.enumerators.size());
        fits = value.enumerator.empty() ? value.value >= 0 && value.value < count : known(value.enumerator);
    } else if (value.cls == Class::Enum) {
        fits = out_.vars[value.var].enumerators == v.enumerators;
    }
    if (!fits) {
        diags_.error(at, "this is not an enumerator of '" + v.name + "'", "they are " + list(v.enumerators));
    }
    return fits;
}

// ---- watch and events ---------------------------------------------------------------------------

void Lowering::watch() {
    if (!rule_.states.empty() && rule_.states[0].with_guard) return with_guard(*rule_.states[0].with_guard);
    for (std::size_t i = 0; i < rule_.watches.size(); ++i) {
        const ast::Watch& w = rule_.watches[i];
        if (i > 0) {
            diags_.error(w.span, "a rule has one watch");
            return;
        }
        const Typed value = exprs_.lower(w.value, place_of(w.when));
        if (value.ok()) out_.watch = automaton::Watch{event_name(w.name), w.when, value.id, w.span};
    }
}

void Lowering::with_guard(const ast::WithGuard& g) {
    for (const ast::Watch& w : rule_.watches) {
        base::Diagnostic d{base::Severity::Error, w.span, "a rule is about one object, and it has one already", {}, {}};
        d.notes.push_back({base::Severity::Note, g.span, "it is named here", {}, {}});
        return diags_.add(std::move(d));
    }
    const Typed value = exprs_.lower(g.value, Place::AtEntry);
    if (!value.ok()) return;
    if (value.cls != Class::Memory) {
        return diags_.error(rule_[g.value].span, "this names no object: an argument, or a variable of the OS model");
    }
    out_.watch = automaton::Watch{event_name(g.name), When::Entry, value.id, g.span, true};
}

void Lowering::selects() {
    for (const ast::Select& s : rule_.selects) {
        automaton::Select out;
        out.all = s.all;
        out.span = s.span;
        bool has_default = false;
        for (const ast::SelectCase& c : s.cases) {
            if (!c.name && has_default) diags_.error(c.span, "a select has one default case");
            has_default = has_default || !c.name;
            out.cases.push_back({c.name ? std::optional(event_name(*c.name)) : std::nullopt, c.span});
        }
        out_.selects.push_back(std::move(out));
    }
}

void Lowering::event(const ast::Event& e) {
    automaton::EventBlock block;
    block.when = e.when;
    block.span = e.span;
    if (e.select) {
        block.select = static_cast<std::int32_t>(*e.select);
        block.select_case = static_cast<std::uint32_t>(e.select_case);
    }
    names(e, block);
    if (e.guard) guard(e, block);
    if (e.read) read(*e.read, block);
    block.body = stmt(e.body, e.read ? Place::AtRead : place_of(e.when));
    out_.blocks.push_back(std::move(block));
}

void Lowering::names(const ast::Event& e, automaton::EventBlock& block) {
    for (const ast::Name& n : e.names) {
        const automaton::EventName name = event_name(n);
        const bool twice = std::find(block.names.begin(), block.names.end(), name) != block.names.end();
        (twice ? block.repeated : block.names).push_back(name);
    }
}

void Lowering::guard(const ast::Event& e, automaton::EventBlock& block) {
    const bool tracks =
        !rule_.watches.empty() || std::any_of(rule_.states.begin(), rule_.states.end(),
                                              [](const ast::State& s) { return s.with_guard.has_value(); });
    if (!tracks) {
        diags_.error(e.guard->span, "a guard needs an object to compare with, and nothing is watched",
                     "add 'watch F.exit.$1;'");
    }
    const Typed value = exprs_.lower(e.guard->value, place_of(e.when));
    if (value.ok()) block.guard = automaton::Guard{value.id, e.guard->or_null};
}

void Lowering::read(const ast::MemoryRead& r, automaton::EventBlock& block) {
    const Typed value = exprs_.lower(r.lvalue, Place::AtEntry);
    if (!value.ok()) return;
    using automaton::RExprKind;
    const RExprKind kind = out_.exprs[value.id.index()].kind;
    if (kind != RExprKind::Field && kind != RExprKind::Deref && kind != RExprKind::Name) {
        return diags_.error(rule_[r.lvalue].span, "this is no place in memory: a field, or what a pointer leads to");
    }
    block.read = automaton::MemoryRead{event_name(r.name), value.id};
}

// ---- statements -------------------------------------------------------------------------------

RStmtId Lowering::stmt(ast::StmtId id, Place place) {
    const ast::Stmt& s = rule_[id];
    RStmt out;
    out.span = s.span;
    switch (s.kind) {
    case ast::StmtKind::Assign: return assign(s, place);
    case ast::StmtKind::Halt: out.kind = RStmtKind::Halt; break;
    case ast::StmtKind::Abort:
        out.kind = RStmtKind::Abort;
        out.message = unescape(s.text);
        break;
    case ast::StmtKind::If:
        out.kind = RStmtKind::If;
        out.expr = exprs_.lower(s.expr, place).id;
        break;
    case ast::StmtKind::Block: break;
    }
    for (const ast::StmtId child : s.body) out.then_body.push_back(stmt(child, place));
    for (const ast::StmtId child : s.else_body) out.else_body.push_back(stmt(child, place));
    return add(std::move(out));
}

RStmtId Lowering::assign(const ast::Stmt& s, Place place) {
    RStmt out;
    out.kind = RStmtKind::Assign;
    out.span = s.span;
    const auto var = symbols_.variable(s.text);
    if (!var) {
        const bool enumerator = symbols_.enumerator(s.text).has_value();
        diags_.error(s.span,
                     enumerator ? "'" + s.text + "' is an enumerator: it can't be set"
                                : "no state variable is called '" + s.text + "'",
                     enumerator ? "" : base::did_you_mean(s.text, symbols_.variables()));
        return add(std::move(out));
    }
    out.var = *var;
    const auto expected = out_.vars[*var].kind == VarKind::Enum ? var : std::nullopt;
    const Typed value = exprs_.lower(s.expr, place, expected);
    if (value.ok() && assignable(s, *var, value)) out.expr = value.id;
    return add(std::move(out));
}

bool Lowering::assignable(const ast::Stmt& s, std::uint32_t var, const Typed& value) {
    const StateVar& v = out_.vars[var];
    const base::Span at = rule_[s.expr].span;
    if (v.kind == VarKind::Enum) return fits_enum(at, v, value);
    if (v.kind == VarKind::Pointer) {
        const bool object = value.cls == Class::Pointer || value.cls == Class::Memory ||
                            (value.cls == Class::Const && value.value == 0);
        if (!object) diags_.error(at, "'" + v.name + "' is the identity of an object: an argument, a result, or 0");
        return object;
    }
    if (value.cls == Class::Pointer) {
        diags_.error(at, "'" + out_.vars[value.var].name + "' is the identity of an object, '" + v.name + "' a number");
        return false;
    }
    if (value.cls == Class::Const) out_.exprs[value.id.index()].value = wrap_to_32_bits(value.value);
    return true;
}

} // namespace

Automaton lower(const ast::Rule& rule, const MacroTable& macros, const CompileOptions& options, base::DiagSink& diags) {
    return Lowering(rule, macros, options, diags).run(options);
}

} // namespace sdvlite::rules
