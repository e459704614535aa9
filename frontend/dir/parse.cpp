// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/parse.hpp"

#include "frontend/dir/syntax_error.hpp"

namespace sdvlite::frontend::dir {

namespace {

// Brackets are counted before, yet `if (a) if (b) if (c) ...` nests without any. Each level of
// nesting passes through a handful of rules.
constexpr std::size_t kMaxRuleDepth = kMaxNesting * 8;

struct TooDeepAt {
    const antlr4::Token* token;
};

}  // namespace

class DeclarationParser::DepthGuard : public antlr4::tree::ParseTreeListener {
public:
    void reset() { depth_ = 0; }
    void enterEveryRule(antlr4::ParserRuleContext* rule) override {
        if (++depth_ > kMaxRuleDepth) throw TooDeepAt{rule->getStart()};
    }
    void exitEveryRule(antlr4::ParserRuleContext*) override { --depth_; }
    void visitTerminal(antlr4::tree::TerminalNode*) override {}
    void visitErrorNode(antlr4::tree::ErrorNode*) override {}

private:
    std::size_t depth_ = 0;
};

DeclarationParser::DeclarationParser(FileContext& context)
    : context_(context), guard_(std::make_unique<DepthGuard>()), parser_(nullptr) {
    parser_.removeErrorListeners();
    parser_.addParseListener(guard_.get());
}

DeclarationParser::~DeclarationParser() = default;

Parser::DeclarationContext* DeclarationParser::tree_with(antlr4::CommonTokenStream& tokens,
                                                         antlr4::atn::PredictionMode mode) {
    tokens.seek(0);
    parser_.setTokenStream(&tokens);  // resets everything else
    guard_->reset();
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    return parser_.declaration();
}

// Null after a syntax error, which is reported.
Parser::DeclarationContext* DeclarationParser::tree(antlr4::CommonTokenStream& tokens) {
    parser_.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    try {
        return tree_with(tokens, antlr4::atn::PredictionMode::SLL);
    } catch (const antlr4::ParseCancellationException&) {
        // Wrong, or beyond SLL's power: look again.
    }
    SyntaxErrorListener listener(context_);
    parser_.addErrorListener(&listener);
    parser_.setErrorHandler(std::make_shared<antlr4::DefaultErrorStrategy>());
    Parser::DeclarationContext* out = nullptr;
    try {
        out = tree_with(tokens, antlr4::atn::PredictionMode::LL);
    } catch (...) {
        parser_.removeErrorListeners();
        throw;
    }
    parser_.removeErrorListeners();
    if (!listener.found()) return out;
    context_.report(*listener.found());
    return nullptr;
}

bool DeclarationParser::parse(Declaration&& d, const std::function<void(Parser::ItemContext*)>& use) {
    antlr4::ListTokenSource source(std::move(d.tokens));
    antlr4::CommonTokenStream tokens(&source);
    try {
        Parser::DeclarationContext* parsed = tree(tokens);
        if (parsed == nullptr) return false;
        use(parsed->item());
        return true;
    } catch (const TooDeepAt& e) {
        context_.report(context_.span(e.token), "this nests too deeply");
    } catch (const ReadError& e) {
        context_.report(e.diagnostic);
    }
    return false;
}

}  // namespace sdvlite::frontend::dir
