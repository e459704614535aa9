// SPDX-License-Identifier: Apache-2.0
// Calls and invocations of roles.
#include "core/base/suggest.hpp"
#include "frontend/dir/body.hpp"
#include "frontend/dir/literals.hpp"

namespace sdvlite::frontend::dir {

using ir::StmtKind;

Parser::PostfixContext* BodyReader::as_call(Parser::UnaryContext* unary) {
    if (!unary->prefixOp().empty()) return nullptr;
    Parser::PostfixContext* postfix = unary->postfix();
    const auto& ops = postfix->postfixOp();
    return !ops.empty() && ops.back()->getStart()->getType() == Parser::LPAREN ? postfix : nullptr;
}

Parser::PostfixContext* BodyReader::as_call(Parser::ExpressionContext* expression) {
    return expression->binaryOp().empty() ? as_call(expression->unary(0)) : nullptr;
}

// f(...) where f is no variable but a procedure.
ir::ProcId BodyReader::direct_callee(Parser::PostfixContext* call) {
    if (call->postfixOp().size() != 1 || call->primary()->name() == nullptr) return {};
    const std::string name = text_of(context_, call->primary()->name());
    if (locals_.count(name) != 0 || context_.program.find_global(name).valid()) return {};
    const ir::ProcId found = context_.program.find_proc(name);
    if (found.valid()) return found;
    std::vector<std::string> known;
    for (const ir::Proc& p : context_.program.procs) known.push_back(p.name);
    std::string hint = base::did_you_mean(name, known);
    if (hint.empty()) hint = "declare it: extern i32 " + name + "(...);";
    fail(context_.span(call->primary()), "unknown function '" + name + "'", hint);
}

std::vector<ir::ExprId> BodyReader::read_arguments(Parser::ArgumentsContext* arguments, ir::TypeId function,
                                                   base::Span where) {
    const ir::Type type = context_.program.types[function];
    const auto given = arguments != nullptr ? arguments->expression() : std::vector<Parser::ExpressionContext*>{};
    const std::size_t wanted = type.params.size();
    if (given.size() < wanted || (given.size() > wanted && !type.variadic)) {
        fail(where, "expected " + std::string(type.variadic ? "at least " : "") + std::to_string(wanted) +
                        (wanted == 1 ? " argument, got " : " arguments, got ") + std::to_string(given.size()),
             "its type is " + context_.program.types.name(function));
    }
    std::vector<ir::ExprId> out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const Value v = exprs_.read(given[i]);
        out.push_back(i < wanted ? exprs_.convert(v, type.params[i]) : exprs_.decay(v).id);
    }
    return out;
}

void BodyReader::call(ir::ExprId lhs, Parser::PostfixContext* call, Parser::UnwindContext* unwind, base::Span span) {
    ir::Program& program = context_.program;
    const ir::ProcId proc_id = direct_callee(call);
    ir::ExprId callee;
    ir::TypeId function;
    if (proc_id.valid()) {
        function = program[proc_id].type;
    } else {
        const Value v = exprs_.read(call, call->postfixOp().size() - 1);
        callee = v.id;
        const ir::TypeId pointer = exprs_.type_of(v);
        function = program.types.is_pointer(pointer) ? program.types[pointer].element : pointer;
        if (program.types[function].kind != ir::TypeKind::Function || !program.types.is_pointer(pointer)) {
            fail(v.span, "this is no function and no pointer to one, its type is " + program.types.name(pointer));
        }
    }
    Parser::PostfixOpContext* brackets = call->postfixOp().back();
    std::vector<ir::ExprId> args = read_arguments(brackets->arguments(), function, context_.span(brackets));
    const Label unwind_to = unwind_of(unwind);
    const ir::TypeId result = program.types[function].element;
    if (lhs.valid() && result == program.types.void_type()) fail(context_.span(call), "this function returns nothing");

    // A result of another type than the variable's goes through a temporary.
    ir::ExprId target = lhs;
    Value converted;
    if (lhs.valid() && program[lhs].type != result) {
        const std::uint32_t temporary = add_local("$" + std::to_string(proc().locals.size()), result, span);
        target = ir::ExprBuilder(program).local(proc(), temporary);
        converted = {exprs_.convert({target, span, false, false, false}, program[lhs].type), span, false, false, false};
    }
    ir::Stmt& s = emit(StmtKind::Call, span);
    s.lhs = target;
    s.proc = proc_id;
    s.callee = callee;
    s.args = std::move(args);
    s.unwind = unwind_to;
    if (target != lhs) assign(lhs, converted, span);
}

antlrcpp::Any BodyReader::visitInvokeAction(Parser::InvokeActionContext* s) {
    ir::ExprId lhs;
    if (s->unary() != nullptr) lhs = exprs_.read_designator(s->unary(), "the left side of an assignment");
    // Which of the two argument lists is which shows in their place: `before` comes between them.
    Parser::ArgumentsContext* role_args = nullptr;
    Parser::ArgumentsContext* before_args = nullptr;
    for (Parser::ArgumentsContext* a : s->arguments()) {
        const bool second = s->ID() != nullptr &&
                            a->getStart()->getTokenIndex() > s->ID()->getSymbol()->getTokenIndex();
        (second ? before_args : role_args) = a;
    }
    ir::Stmt invoke;
    if (role_args != nullptr) {
        for (Parser::ExpressionContext* e : role_args->expression()) {
            invoke.args.push_back(exprs_.decay(exprs_.read(e)).id);
        }
    }
    if (s->ID() != nullptr) {
        const std::string word = s->ID()->getText();
        if (word != "before") {
            fail(context_.span(s->ID()->getSymbol()), "expected ';' or 'before' and a call",
                 base::did_you_mean(word, {"before"}));
        }
        read_before(s->name(1), before_args, invoke);
    }
    invoke.unwind = unwind_of(s->unwind());
    ir::Stmt& out = emit(StmtKind::Invoke, span_of(s, s->place()));
    out.lhs = lhs;
    out.text = text_of(context_, s->name(0));
    out.args = std::move(invoke.args);
    out.proc = invoke.proc;
    out.before_args = std::move(invoke.before_args);
    out.unwind = invoke.unwind;
    return {};
}

// before f(a, detail): `detail` is the code of the role's detail, known when the role is expanded.
void BodyReader::read_before(Parser::NameContext* name, Parser::ArgumentsContext* arguments, ir::Stmt& invoke) {
    const ir::Program& program = context_.program;
    const std::string text = text_of(context_, name);
    invoke.proc = program.find_proc(text);
    if (!invoke.proc.valid()) fail(context_.span(name), "unknown function '" + text + "'");
    const ir::Type type = program.types[program[invoke.proc].type];
    const auto given = arguments != nullptr ? arguments->expression() : std::vector<Parser::ExpressionContext*>{};
    if (given.size() != type.params.size()) {
        fail(context_.span(name), "'" + text + "' takes " + std::to_string(type.params.size()) + " arguments, got " +
                                      std::to_string(given.size()));
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (given[i]->getText() != "detail") {
            invoke.before_args.push_back(exprs_.convert(exprs_.read(given[i]), type.params[i]));
            continue;
        }
        if (!program.types.is_integer(type.params[i])) {
            fail(context_.span(given[i]), "'detail' is an integer, this parameter is " +
                                              program.types.name(type.params[i]));
        }
        invoke.before_args.emplace_back();
    }
}

}  // namespace sdvlite::frontend::dir
