// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/parse.hpp"

#include "frontend/dir/syntax_error.hpp"

namespace sdvlite::frontend::dir {

namespace {

// Brackets are counted before, yet `if (a) if (b) if (c) ...` nests without any. Each level of
// nesting passes through a handful of rules.
constexpr std::size_t kMaxRuleDepth = kMaxNesting * 8;

struct TooDeep {
    const antlr4::Token* at;
};

class DepthGuard : public antlr4::tree::ParseTreeListener {
public:
    void enterEveryRule(antlr4::ParserRuleContext* rule) override {
        if (++depth_ > kMaxRuleDepth) throw TooDeep{rule->getStart()};
    }
    void exitEveryRule(antlr4::ParserRuleContext*) override { --depth_; }
    void visitTerminal(antlr4::tree::TerminalNode*) override {}
    void visitErrorNode(antlr4::tree::ErrorNode*) override {}

private:
    std::size_t depth_ = 0;
};

Parser::DeclarationContext* parse_with(Parser& parser, antlr4::CommonTokenStream& tokens,
                                       antlr4::atn::PredictionMode mode) {
    tokens.seek(0);
    parser.reset();
    DepthGuard guard;
    parser.removeParseListeners();
    parser.addParseListener(&guard);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    try {
        Parser::DeclarationContext* tree = parser.declaration();
        parser.removeParseListeners();
        return tree;
    } catch (...) {
        parser.removeParseListeners();
        throw;
    }
}

// Null after a syntax error, which is reported.
Parser::DeclarationContext* parse(Parser& parser, antlr4::CommonTokenStream& tokens, FileContext& context) {
    parser.removeErrorListeners();
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    try {
        return parse_with(parser, tokens, antlr4::atn::PredictionMode::SLL);
    } catch (const antlr4::ParseCancellationException&) {
        // Wrong, or beyond SLL's power: look again.
    }
    SyntaxErrorListener listener(context);
    parser.addErrorListener(&listener);
    parser.setErrorHandler(std::make_shared<antlr4::DefaultErrorStrategy>());
    Parser::DeclarationContext* tree = parse_with(parser, tokens, antlr4::atn::PredictionMode::LL);
    parser.removeErrorListeners();
    if (!listener.found()) return tree;
    context.report(*listener.found());
    return nullptr;
}

}  // namespace

bool parse_declaration(Declaration&& d, FileContext& context,
                       const std::function<void(Parser::ItemContext*)>& use) {
    antlr4::ListTokenSource source(std::move(d.tokens));
    antlr4::CommonTokenStream tokens(&source);
    Parser parser(&tokens);
    try {
        Parser::DeclarationContext* tree = parse(parser, tokens, context);
        if (tree == nullptr) return false;
        use(tree->item());
        return true;
    } catch (const TooDeep& e) {
        context.report(context.span(e.at), "statements nest too deeply here");
    } catch (const ReadError& e) {
        context.report(e.diagnostic);
    }
    return false;
}

}  // namespace sdvlite::frontend::dir
