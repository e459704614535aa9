// SPDX-License-Identifier: Apache-2.0
// What a user sees when something is wrong.
#include "tests/unit/core/ir/ir_text.hpp"

using namespace sdvlite;

namespace {

std::string errors(std::string_view text) {
    ir::Program p;
    base::DiagSink sink;
    if (frontend::dir::read_program(text, "x.dir", p, sink)) return "no error";
    return test::messages(sink, p.sources);
}

// The first line of the first message, without the file's name.
std::string first(std::string_view text) {
    const std::string all = errors(text);
    const std::string line = all.substr(0, all.find('\n'));
    return line.rfind("x.dir:", 0) == 0 ? line.substr(6) : line;
}

std::string hint(std::string_view text) {
    const std::string all = errors(text);
    const std::size_t at = all.find("hint: ");
    return at == std::string::npos ? "" : all.substr(at + 6, all.find('\n', at) - at - 6);
}

}  // namespace

TEST_CASE("a message shows file, line, column, the line and a caret") {
    CHECK(errors("struct S { u8 Cancel; };\nvoid f(struct S* s) {\n    s->Cancl = 1;\n}\n") ==
          "x.dir:3:8: error: struct S has no field 'Cancl'\n"
          "        s->Cancl = 1;\n"
          "           ^\n"
          "  hint: did you mean 'Cancel'?\n");
}

TEST_CASE("misspelt words and foreign ones") {
    CHECK(first("void f() { whlie (1) { } }") == "1:22: error: unexpected '{'");
    CHECK(hint("void f() { whlie (1) { } }") == "did you mean 'while'?");
    CHECK(hint("void f() { invke R(1); }") == "did you mean 'invoke'?");
    CHECK(first("vod f() { }") == "1:1: error: unknown type 'vod'");
    CHECK(hint("vod f() { }") == "did you mean 'void'?");
    CHECK(first("void f() { long x; }") == "1:12: error: there is no 'long' in this language");
    CHECK(hint("void f() { for (;;) { } }") == "write it with 'while'");
    CHECK(hint("void f() { u8 x = 1 ? 2 : 3; }") == "there is no conditional expression: use 'if'");
    CHECK(hint("[rle X] void f() { }") == "did you mean 'role'?");
    CHECK(hint("orgin os_model;") == "did you mean 'origin'?");
    CHECK(hint("void f() { f() unwnd L; L: ; }") == "did you mean 'unwind'?");
}

TEST_CASE("missing and superfluous signs") {
    CHECK(first("void f() { u8 x; x = 1 }") == "1:23: error: expected ';' after '1'");
    CHECK(first("extern void f()\nvoid g() { }") == "1:16: error: expected ';' after ')'");
    CHECK(first("void f() { if (1 { } }") == "1:22: error: expected ')' before this '}'");
    CHECK(first("void f() { if (1) { }") == "1:10: error: this '{' is never closed");
    CHECK(first("void f() { } }") == "1:14: error: this '}' closes nothing");
    CHECK(first("void f() { /* ... ") == "1:12: error: this comment is never closed");
    CHECK(first("void f() { hole \"abc; }\n") == "1:17: error: this string is not closed on its line");
    CHECK(hint("u8 x = 3;") == "a variable outside of functions is declared with 'global'");
    CHECK(first("void f() { \xFF }") == "1:12: error: this byte is not UTF-8");
    CHECK(first("void f() { \x01 }") != "no error");
}

TEST_CASE("names, labels, duplicates") {
    CHECK(first("void f() { x = 1; }") == "1:12: error: unknown name 'x'");
    CHECK(first("void f() { KeAcquire(); }") == "1:12: error: unknown function 'KeAcquire'");
    CHECK(hint("extern void KeAcquire(); void f() { KeAquire(); }") == "did you mean 'KeAcquire'?");
    CHECK(hint("void f() { goto ennd; end: ; }") == "did you mean 'end'?");
    CHECK(first("void f() { a: ; a: ; }") == "1:17: error: the label 'a' is defined twice");
    CHECK(first("void f() { } void f() { }") == "1:19: error: 'f' is defined twice");
    CHECK(first("void f() { } u8 f();").find("declared with another type") != std::string::npos);
    CHECK(first("void f(u8 a, u8 a) { }") == "1:17: error: two parameters have the name 'a'");
    CHECK(first("struct S { u8 a; u8 a; };") == "1:18: error: there are two fields 'a' in S");
    CHECK(first("struct S { u8 a; }; struct S { u8 a; };") == "1:28: error: 'S' is defined twice");
    CHECK(first("global u8 f; void f() { }") == "1:19: error: 'f' is a global already");
    CHECK(first("void f() { u8 x; u16 x; }") == "1:22: error: there is a variable 'x' in this procedure already");
}

TEST_CASE("types") {
    CHECK(first("void f() { u8* p; u16* q; p = q; }") == "1:31: error: expected u8*, this is u16*");
    CHECK(first("void f() { u8* p; p = 3; }") == "1:23: error: expected u8*, this is i32");
    CHECK(first("void g(u8 a) { } void f() { g(); }") == "1:30: error: expected 1 argument, got 0");
    CHECK(first("void g(u8 a) { } void f() { g(1, 2); }") == "1:30: error: expected 1 argument, got 2");
    CHECK(first("struct S { u8 a; }; void f() { struct S s; s = 1; }") == "1:48: error: expected struct S, this is i32");
    CHECK(first("void f(void* p) { *p = 1; }") == "1:20: error: cast this void* to a pointer to something first");
    CHECK(first("struct S { struct S s; };").find("struct S is not defined yet") != std::string::npos);
    CHECK(first("i32 f() { return; }") == "1:11: error: 'f' returns i32");
    CHECK(first("void f() { return 1; }") == "1:19: error: 'f' returns nothing");
    CHECK(first("i32 f(u8 x) { if (x) return 1; }") == "1:32: error: control reaches the end of 'f', which returns i32");
    CHECK(first("[noreturn] extern void stop(); i32 f() { stop(); }") == "no error");
    CHECK(first("i32 f() { while (1) { } }") == "no error");
    CHECK(first("void f() { u8 x = g(1) + 2; } extern u8 g(u8 a);").find("can't stand inside an expression") != std::string::npos);
    CHECK(first("struct S { u32 b : 3; }; void f(struct S* s) { u32* p = &s->b; }") == "1:58: error: a bit-field has no address");
    CHECK(first("void f(u8 x) { switch (x) { case 300: ; } }") == "1:34: error: this case does not fit into u8");
    CHECK(first("void f(u8 x) { switch (x) { case 1 .. 5: case 3: ; } }") == "1:16: error: two cases of this switch have the value 3");
    CHECK(first("void f() { u8 x = 300u8; }") == "1:19: error: this number does not fit into u8");
    CHECK(first("global u8 t[2] = { 1, 2, 3 };") == "1:26: error: too many values: the array has 2");
    CHECK(first("global u8 x = 1; global u8 y = x;") == "1:32: error: a global's value is a constant or an address");
    CHECK(first("origin os_model; struct S { u8 a; }; const N = sizeof(struct S);").find("known after linking only") != std::string::npos);
}

TEST_CASE("one wrong statement does not hide the next") {
    const std::string all = errors("void f() {\n  x = 1;\n  if (1) { y = 2; } else z = 3;\n  break;\n}\nvoid g() { w = 1; }\n");
    for (const char* part : {":2:3: error: unknown name 'x'", ":3:12: error: unknown name 'y'", ":3:26: error: unknown name 'z'",
                             ":4:3: error: 'break' outside", ":6:12: error: unknown name 'w'"}) {
        INFO(part);
        CHECK(all.find(part) != std::string::npos);
    }
}

TEST_CASE("a flood of errors is cut") {
    std::string text = "void f() {";
    for (int i = 0; i < 1000; ++i) text += "x = 1;\n";
    ir::Program p;
    base::DiagSink sink;
    CHECK_FALSE(frontend::dir::read_program(text + "}", "x.dir", p, sink));
    CHECK(sink.errors() < 60);
    CHECK(sink.all().back().message == "too many errors; the rest of the file was not read");
}
