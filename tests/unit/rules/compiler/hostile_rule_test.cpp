// SPDX-License-Identifier: Apache-2.0
// Files that are meant to break the compiler: each ends in a message, soon and in little memory.
#include <catch2/catch.hpp>

#include <chrono>

#include "tests/unit/rules/rule_test.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite;
using rules::test::compile_text;

namespace {

std::string times(int n, const std::string& s) {
    std::string out;
    for (int i = 0; i < n; ++i) out += s;
    return out;
}

// The message without its place.
std::string said(const std::string& text) {
    const auto start = std::chrono::steady_clock::now();
    const auto c = compile_text(text);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
    CHECK(!c.rule);
    return c.diags.all().empty() ? "" : c.diags.all()[0].message;
}

std::string rule(const std::string& body) { return "state { int n = 0; }\nF.entry { " + body + " }"; }

const std::string kDeep = "nested too deeply: the limit is 256 levels";
const std::string kLong = "expression of more than 512 operators";

} // namespace

TEST_CASE("nesting") {
    for (const int n : {300, 15'000}) {
        CHECK(said(rule(times(n, "{"))) == kDeep);
        CHECK(said(rule("n = " + times(n, "(") + "1")) == kDeep);
        CHECK(said(rule(times(n, "if (n) ") + "halt;")) == kDeep);
        CHECK(said(rule(times(n, "if (n) halt; else ") + "halt;")) == kDeep);
        CHECK(said(rule(times(n, "if (n) if (n) halt; else ") + "halt;")) == kDeep);
    }
    CHECK(said(times(100'000, "[")) == kDeep);
}

TEST_CASE("nesting up to the limit is fine") {
    const auto c = compile_text(rule(times(120, "{") + times(120, "if (n) ") + "halt;" + times(120, "}")));
    CHECK(c.messages() == "");
    CHECK(compile_text(rule("n = " + times(250, "(") + "1" + times(250, ")") + ";")).messages() == "");
    CHECK(compile_text(rule(times(200, "if (n) halt; else ") + "halt;")).messages() == "");
    // One after another is no nesting.
    CHECK(compile_text(rule(times(2000, "if (n) halt; else halt; { } "))).messages() == "");
}

TEST_CASE("long expressions") {
    for (const int n : {600, 60'000}) {
        CHECK(said(rule("n = 1" + times(n, " + 1") + ";")) == kLong);
        CHECK(said(rule("n = " + times(n, "!") + "1;")) == kLong);
        CHECK(said(rule("n = $1" + times(n, "->f") + ";")) == kLong);
        CHECK(said(rule("if (" + times(n, "n || ") + "1) halt;")) == kLong);
    }
    CHECK(compile_text(rule("if (" + times(500, "n || ") + "1) halt;")).messages() == "");
}

TEST_CASE("macros that grow") {
    std::string doubling = "#define M0 1 +\n";
    std::string empty = "#define M0\n";
    for (int i = 1; i < 64; ++i) {
        const std::string line =
            "#define M" + std::to_string(i) + " M" + std::to_string(i - 1) + " M" + std::to_string(i - 1) + "\n";
        doubling += line;
        empty += line;
    }
    CHECK(said(doubling + rule("n = M63 1;")) == "macros expand to too many tokens");
    CHECK(said(empty + rule("n = M63 1;")) == "macros expand to too many tokens");
    CHECK(said("#define F(x) x x\n" + rule("n = " + times(60, "F(") + "1" + times(60, ")") + ";")) ==
          "macros expand to too many tokens");
    CHECK(said("#define F(x) x\n" + rule("n = " + times(100, "F(") + "1" + times(100, ")") + ";")) ==
          "macro calls are nested too deeply");
}

TEST_CASE("a chain of very many macros") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) {
        text += "#define M" + std::to_string(i) + " M" + std::to_string(i + 1) + "\n";
    }
    CHECK(compile_text(text + "#define M20000 7\n" + rule("n = M0;")).messages() == "");
}

TEST_CASE("large files") {
    CHECK(said(std::string((4u << 20) + 1, ' ')) == "larger than the limit of 4194304 bytes");
    CHECK(said(times(400'000, "A;")).starts_with("too many tokens"));
    CHECK(said(times(900'000, ";")).starts_with("too many tokens"));
    CHECK(said("/*" + std::string(4'000'000, '*')) == "comment is never closed");
    CHECK(said("\"" + std::string(4'000'000, 'x')) == "string is never closed");
    CHECK(compile_text("F.entry { } /*" + std::string(4'000'000, '\n') + "*/").messages() == "");
}

TEST_CASE("bytes that are no text") {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    CHECK(said(all).starts_with("unexpected character"));
    CHECK(said(std::string("F.entry {\0}", 11)) == std::string("unexpected character '\0'", 24));
    CHECK(said("\xFF\xFE"
               "F\0.\0") == "the file is UTF-16; save it as UTF-8");
    CHECK(said("F.entry { h\xE9lt; }") == "unexpected character '\u00E9'");
}

TEST_CASE("rule files that can't be read") {
    const rules::test::TempFolder folder;
    for (const std::string& path : {folder.path("none.slic"), folder.path(""), std::string("/dev/zero")}) {
        base::SourceMap sources;
        base::DiagSink diags;
        CHECK(!rules::compile_file(path, {}, sources, diags));
        REQUIRE(diags.errors() == 1);
        CHECK(sources.describe(diags.all()[0].span) == path);
    }
    CHECK(compile_text("#include \"/dev/zero\"\nF.entry {}").messages() ==
          "1:10: can't include \"/dev/zero\": not a regular file\n");
}
