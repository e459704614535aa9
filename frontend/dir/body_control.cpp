// SPDX-License-Identifier: Apache-2.0
// Structured statements, lowered to branches and jumps. A jump that an arm consists of (`if (x) goto A;
// else goto B;`) becomes the target itself, so that what the printer writes is read back as it was.
#include <algorithm>
#include <unordered_map>

#include "core/ir/fold.hpp"
#include "frontend/dir/body.hpp"
#include "frontend/dir/literals.hpp"

namespace sdvlite::frontend::dir {

using ir::StmtKind;

antlrcpp::Any BodyReader::visitBlockAction(Parser::BlockActionContext* s) {
    read_block(s->block());
    return {};
}

void BodyReader::read_block(Parser::BlockContext* block) {
    read_statements(block->statement());
    for (Parser::LabelContext* l : block->label()) define(l);
}

// The name in `goto name;` when the statement is nothing but that.
Parser::NameContext* BodyReader::plain_goto(Parser::StatementContext* statement) const {
    if (!statement->label().empty() || !statement->attributes()->attribute().empty()) return nullptr;
    auto* jump = dynamic_cast<Parser::GotoActionContext*>(statement->action());
    return jump != nullptr && jump->place() == nullptr ? jump->name() : nullptr;
}

// The label at which control goes on for this arm of a branch. `emitted` when its statements are still to come.
BodyReader::Label BodyReader::arm(Parser::StatementContext* statement, bool& emitted) {
    Parser::NameContext* target = plain_goto(statement);
    emitted = target == nullptr;
    return emitted ? body_.fresh() : label_named(target);
}

// Invalid for `*`. `always`: a number other than 0, as in while (1).
ir::ExprId BodyReader::condition(Parser::ConditionContext* condition, bool& always) {
    always = false;
    if (condition->expression() == nullptr) return {};
    const ir::ExprId test = exprs_.read_scalar(condition->expression());
    always = context_.program[test].kind == ir::ExprKind::Const && context_.program[test].bits != 0;
    return test;
}

base::Span BodyReader::header_span(antlr4::ParserRuleContext* action, antlr4::tree::TerminalNode* last,
                                   Parser::PlaceContext* place) const {
    return place != nullptr ? read_place(context_, place) : context_.span(action->getStart(), last->getSymbol());
}

antlrcpp::Any BodyReader::visitIfAction(Parser::IfActionContext* s) {
    const Label end = body_.fresh();
    const auto conditions = s->condition();
    const auto statements = s->statement();
    const auto brackets = s->RPAREN();
    const auto chain = s->ELSE_IF();
    // Places are optional, so they are found by where they stand: right behind the condition's bracket.
    std::unordered_map<std::size_t, Parser::PlaceContext*> places;
    for (Parser::PlaceContext* p : s->place()) places.emplace(p->getStart()->getTokenIndex(), p);
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        bool always = false;
        const ir::ExprId test = condition(conditions[i], always);
        const auto place = places.find(brackets[i]->getSymbol()->getTokenIndex() + 1);
        const antlr4::Token* word = i == 0 ? s->getStart() : chain[i - 1]->getSymbol();
        const base::Span span = place != places.end() ? read_place(context_, place->second)
                                                      : context_.span(word, brackets[i]->getSymbol());
        const bool last = i + 1 == conditions.size();
        const bool has_else = last && statements.size() > conditions.size();
        bool then_follows = false;
        const Label then = arm(statements[i], then_follows);
        bool else_follows = !last;
        Label otherwise = end;
        if (has_else) {
            otherwise = arm(statements[i + 1], else_follows);
        } else if (!last) {
            otherwise = body_.fresh();
        }
        body_branch(test, then, otherwise, span);
        if (then_follows) {
            body_.place(then);
            read_statements({statements[i]});
            if (else_follows && body_.falls_through()) body_.emit_goto(end, context_.span(statements[i]->getStop()));
        }
        if (else_follows) body_.place(otherwise);
        if (has_else && else_follows) read_statements({statements[i + 1]});
    }
    body_.place(end);
    return {};
}

// Like FlatBody::branch, with the attributes of the statement.
void BodyReader::body_branch(ir::ExprId test, Label yes, Label no, base::Span span) {
    ir::Stmt& s = emit(test.valid() ? StmtKind::Branch : StmtKind::Choose, span);
    s.rhs = test;
    s.targets = {yes, no};
}

antlrcpp::Any BodyReader::visitWhileAction(Parser::WhileActionContext* s) {
    const Label head = body_.fresh();
    const Label body = body_.fresh();
    const Label end = body_.fresh();
    bool always = false;
    const ir::ExprId test = condition(s->condition(), always);
    body_.place(head);
    if (always) {
        attributes_.clear();
    } else {
        body_branch(test, body, end, header_span(s, s->RPAREN(), s->place()));
    }
    body_.place(body);
    loops_.push_back({end, head});
    read_statements({s->statement()});
    loops_.pop_back();
    if (body_.falls_through()) body_.emit_goto(head, context_.span(s->statement()->getStop()));
    body_.place(end);
    return {};
}

antlrcpp::Any BodyReader::visitDoAction(Parser::DoActionContext* s) {
    const Label head = body_.fresh();
    const Label test_at = body_.fresh();
    const Label end = body_.fresh();
    body_.place(head);
    loops_.push_back({end, test_at});
    read_statements({s->statement()});
    loops_.pop_back();
    bool always = false;
    const ir::ExprId test = condition(s->condition(), always);
    body_.place(test_at);
    const base::Span span = s->place() != nullptr
                                ? read_place(context_, s->place())
                                : context_.span(s->WHILE()->getSymbol(), s->RPAREN()->getSymbol());
    if (always) {
        body_.emit_goto(head, span);
    } else {
        body_branch(test, head, end, span);
    }
    body_.place(end);
    return {};
}

antlrcpp::Any BodyReader::visitSwitchAction(Parser::SwitchActionContext* s) {
    const ir::ExprId value = exprs_.read_integer(s->expression());
    const Label end = body_.fresh();
    const base::Span span = header_span(s, s->RPAREN(), s->place());
    emit(StmtKind::Switch, span).rhs = value;
    const ir::StmtIndex at = body_.size() - 1;
    body_[at].targets = {end};
    loops_.push_back({end, loops_.back().on_continue});
    Label here = ir::kNoStmt;  // of the cases that no statement has followed yet
    bool has_default = false;
    for (Parser::SwitchItemContext* item : s->switchItem()) {
        if (item->statement() == nullptr) {
            if (here == ir::kNoStmt) here = body_.fresh();
            if (item->DEFAULT() != nullptr && has_default) {
                context_.report(context_.span(item), "this switch has two defaults");
            }
            has_default = has_default || item->DEFAULT() != nullptr;
            read_case(item, at, here);
            continue;
        }
        Parser::NameContext* jump = plain_goto(item->statement());
        if (here != ir::kNoStmt && jump != nullptr && !body_.falls_through()) {
            retarget(at, here, label_named(jump));
        } else {
            if (here != ir::kNoStmt) body_.place(here);
            read_statements({item->statement()});
        }
        here = ir::kNoStmt;
    }
    if (here != ir::kNoStmt) body_.place(here);
    loops_.pop_back();
    body_.place(end);
    check_cases(body_[at].cases, context_.program[value].type, span);
    return {};
}

void BodyReader::retarget(ir::StmtIndex at, Label from, Label to) {
    for (ir::SwitchCase& c : body_[at].cases) {
        if (c.target == from) c.target = to;
    }
    if (body_[at].targets[0] == from) body_[at].targets[0] = to;
}

void BodyReader::read_case(Parser::SwitchItemContext* item, ir::StmtIndex at, Label here) {
    if (item->DEFAULT() != nullptr) {
        body_[at].targets[0] = here;
        return;
    }
    const ir::TypeTable& types = context_.program.types;
    const ir::TypeId type = context_.program[body_[at].rhs].type;
    auto value = [&](Parser::ExpressionContext* e) {
        const NamedConstant c = read_constant(context_, e);
        if (!types.is_integer(c.type)) fail(context_.span(e), "a case is an integer");
        const std::uint64_t bits = ir::convert_bits(types, c.bits, c.type, type);
        // -1 is a fine case of a u32, as in C; 256 is none of a u8.
        const bool same = ir::convert_bits(types, bits, type, c.type) == c.bits ||
                          types.bits_of(c.type) <= types.bits_of(type);
        if (!same) fail(context_.span(e), "this case does not fit into " + types.name(type));
        return bits;
    };
    for (Parser::CaseRangeContext* r : item->caseRange()) {
        ir::SwitchCase c;
        c.low = value(r->expression(0));
        c.high = r->expression().size() > 1 ? value(r->expression(1)) : c.low;
        c.target = here;
        const bool empty = types.is_signed(type)
                               ? ir::as_signed(types, c.low, type) > ir::as_signed(types, c.high, type)
                               : c.low > c.high;
        if (empty) fail(context_.span(r), "this range is empty");
        body_[at].cases.push_back(c);
    }
}

// No value may belong to two cases.
void BodyReader::check_cases(const std::vector<ir::SwitchCase>& cases, ir::TypeId type, base::Span where) const {
    const ir::TypeTable& types = context_.program.types;
    std::vector<ir::SwitchCase> sorted = cases;
    const std::uint64_t flip = types.is_signed(type) ? std::uint64_t{1} << (types.bits_of(type) - 1) : 0;
    auto key = [flip](const ir::SwitchCase& c) { return c.low ^ flip; };
    std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if ((sorted[i - 1].high ^ flip) >= key(sorted[i])) {
            fail(where, "two cases of this switch have the value " +
                            std::to_string(ir::as_signed(types, sorted[i].low, type)));
        }
    }
}

antlrcpp::Any BodyReader::visitChooseAction(Parser::ChooseActionContext* s) {
    const Label end = body_.fresh();
    const auto blocks = s->block();
    std::vector<Label> starts;
    for (std::size_t i = 0; i < blocks.size(); ++i) starts.push_back(body_.fresh());
    emit(StmtKind::Choose, header_span(s, s->CHOOSE(), s->place())).targets = starts;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        body_.place(starts[i]);
        read_block(blocks[i]);
        const bool last = i + 1 == starts.size();
        if (!last && body_.falls_through()) body_.emit_goto(end, context_.span(blocks[i]->getStop()));
    }
    body_.place(end);
    return {};
}

}  // namespace sdvlite::frontend::dir
