// SPDX-License-Identifier: Apache-2.0
// Every example of the language's reference is a program, and the words of the language are the same for reader and printer.
#include <fstream>
#include <sstream>

#include "core/ir/text.hpp"
#include "grammar/DriverIrLexer.h"
#include "tests/unit/core/ir/ir_text.hpp"

using namespace sdvlite;

namespace {

// Tests may be run from anywhere: the tree is found from this file.
std::string readme() {
    std::string path = SDVLITE_SOURCE_DIR "/tests/unit/frontend/dir/readme_test.cpp";
    path.resize(path.rfind("tests/unit/"));
    std::ifstream file(path + "frontend/dir/README.md", std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> examples() {
    std::vector<std::string> out;
    const std::string text = readme();
    const std::string open = "```dir\n";
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        at += open.size();
        const std::size_t end = text.find("```", at);
        out.push_back(text.substr(at, end - at));
        at = end;
    }
    return out;
}

}  // namespace

TEST_CASE("the examples of the reference are programs") {
    const std::vector<std::string> all = examples();
    REQUIRE(all.size() >= 8);
    for (const std::string& text : all) {
        INFO(text);
        const ir::Program p = test::program_of(text, "README.md");
        CHECK(p.procs.size() + p.globals.size() + p.types.record_count() > 0);
    }
}

TEST_CASE("the reference names every statement and attribute") {
    const std::string text = readme();
    for (const char* word : {"choose", "havoc", "assume", "alloc", "raise", "hole", "invoke", "exact", "sizeof", "offsetof",
                             "unwind", "before", "detail", "role_type", "annotation", "modelled", "noreturn", "origin"}) {
        INFO(word);
        CHECK(text.find(word) != std::string::npos);
    }
}

TEST_CASE("printer and grammar reserve the same words") {
    const auto& reserved = ir::reserved_words();
    auto is_reserved = [&](const std::string& w) { return std::find(reserved.begin(), reserved.end(), w) != reserved.end(); };
    antlr4::ANTLRInputStream empty("");
    grammar::DriverIrLexer lexer(&empty);
    const antlr4::dfa::Vocabulary& words = lexer.getVocabulary();
    int checked = 0;
    for (std::size_t type = 1; type <= words.getMaxTokenType(); ++type) {
        const std::string literal = words.getLiteralName(type);  // 'while'
        if (literal.size() < 4 || std::isalpha(static_cast<unsigned char>(literal[1])) == 0) continue;
        INFO(literal);
        CHECK(is_reserved(literal.substr(1, literal.size() - 2)));
        ++checked;
    }
    CHECK(checked > 30);
    // And every reserved word is one that the reader takes for no name.
    for (std::string_view w : reserved) {
        INFO(w);
        ir::Program p;
        base::DiagSink sink;
        CHECK_FALSE(frontend::dir::read_program("global u8 " + std::string(w) + ";", "x.dir", p, sink));
        CHECK(test::program_of("global u8 " + ir::quote_name(w) + ";").globals[0].name == w);
    }
}
