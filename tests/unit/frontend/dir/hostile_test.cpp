// SPDX-License-Identifier: Apache-2.0
// Inputs made to break a reader: they are refused with a message, or read, within moments and without deep recursion.
#include <functional>
#include <random>

#include "frontend/dir/reader.hpp"
#include "tests/unit/core/ir/ir_text.hpp"

using namespace sdvlite;

namespace {

std::string repeat(std::size_t n, const std::string& s) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += s;
    return out;
}

std::string number(std::size_t n, const std::function<std::string(const std::string&)>& part) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += part(std::to_string(i));
    return out;
}

// The first message, or "read".
std::string read(const std::string& text) {
    ir::Program p;
    base::DiagSink sink;
    if (frontend::dir::read_program(text, "x.dir", p, sink)) return "read";
    REQUIRE_FALSE(sink.all().empty());
    return sink.all().front().message;
}

constexpr std::size_t kMany = 100'000;

}  // namespace

TEST_CASE("deep nesting is refused") {
    CHECK(read("void f() " + repeat(kMany, "{") + repeat(kMany, "}")).find("nest too deeply") != std::string::npos);
    CHECK(read("void f() { i32 x = " + repeat(kMany, "(") + "1" + repeat(kMany, ")") + "; }").find("nest too deeply") != std::string::npos);
    CHECK(read("void f() { " + repeat(kMany, "if (1) ") + "; }") == "this nests too deeply");
    CHECK(read("void f() { " + repeat(kMany, "while (*) ") + "; }") == "this nests too deeply");
    CHECK(read("void f() { " + repeat(kMany, "do ") + "; }") == "this nests too deeply");
    CHECK(read("void f() { " + repeat(20'000, "if (1) if (1) ; else ") + "; }") == "this nests too deeply");
    CHECK(read(repeat(kMany, "fn ") + "void() f() { }") == "this nests too deeply");
    CHECK(read("struct S { " + repeat(kMany, "struct { ") + "u8 a; " + repeat(kMany, "} x; ") + "};").find("nest too deeply") != std::string::npos);
    CHECK(read("global u8 x = " + repeat(kMany, "{") + "1" + repeat(kMany, "}") + ";").find("nest too deeply") != std::string::npos);
    CHECK(read("void f(u8" + repeat(kMany, "*") + " p) { }").find("this type is too big") != std::string::npos);
}

TEST_CASE("nesting within the limit is read") {
    const std::size_t deep = frontend::dir::kMaxNesting - 10;
    CHECK(read("void f() { i32 x = " + repeat(deep, "(") + "1" + repeat(deep, ")") + "; }") == "read");
    CHECK(read("void f() " + repeat(deep, "{") + repeat(deep, "}")) == "read");
    CHECK(read("void f() { " + repeat(deep, "if (1) ") + "; }") == "read");
}

TEST_CASE("long chains are read, or refused as too big") {
    CHECK(read("void f(u8 n) { " + repeat(20'000, "if (n) { } else ") + "; }") == "read");
    CHECK(read("void f(u8 n) { switch (n) { " + repeat(20'000, "default: ") + "; } }").find("two defaults") != std::string::npos);
    CHECK(read("void f() { " + number(20'000, [](auto& i) { return "L" + i + ": "; }) + "; }") == "read");
    CHECK(read("void f(u32 n) { switch (n) { " + number(20'000, [](auto& i) { return "case " + i + ": "; }) + "; } }") == "read");
    CHECK(read("void f() { i32 x = " + repeat(200'000, "1+") + "1; }").find("this expression is too big") != std::string::npos);
    CHECK(read("void f() { i32 x = " + repeat(500, "1+") + "1; }") == "read");
    CHECK(read("struct S { struct S* n; }; void f(struct S* x) { x" + repeat(kMany, "->n") + " = NULL; }").find("too big") != std::string::npos);
    CHECK(read("void f() { i32 x = " + repeat(kMany, "!") + "1; }").find("too big") != std::string::npos);
    CHECK(read("void f() { " + repeat(400'000, "; ; ; ") + " }").find("this declaration is too long") != std::string::npos);
}

TEST_CASE("types that are small in writing and big in meaning") {
    CHECK(read("typedef fn void() T0;" + number(99, [](auto& i) {
                   return "typedef fn void(T" + i + "*, T" + i + "*) T" + std::to_string(std::stoi(i) + 1) + ";";
               })).find("this type is too big") != std::string::npos);
    CHECK(read("struct S0 { u8 a; };" + number(99, [](auto& i) {
                   const std::string next = std::to_string(std::stoi(i) + 1);
                   return "struct S" + next + " { struct S" + i + " a; struct S" + i + " b; };";
               })).find("this record is too big") != std::string::npos);
    CHECK(read("struct S0 { };" + number(60, [](auto& i) {  // a search for a name must not go both ways 2^60 times
                   const std::string next = std::to_string(std::stoi(i) + 1);
                   return "struct S" + next + " { struct S" + i + "; struct S" + i + "; };";
               }) + "void f(struct S60* s) { s->x = 1; }") == "struct S60 has no field 'x'");
    CHECK(read("global u8 x" + repeat(1000, "[2]") + ";").find("too big") != std::string::npos);
    CHECK(read("global u8 x[0xFFFFFFFFFFFFFFFF];").find("too big") != std::string::npos);
}

TEST_CASE("size limits") {
    CHECK(read(std::string(frontend::dir::kMaxFileBytes + 1, ' ')) == "the file is too big (limit 64 MiB)");
    CHECK(read("") == "read");
    CHECK(read(std::string(100'000, ';')) == "read");
    CHECK(read(std::string(1000, '\0')).find("unexpected character") != std::string::npos);
}

TEST_CASE("mutilated programs are refused or read, never worse") {
    const std::string good =
        "struct S { u8 a; u32 b : 3; union { u16 c; u8 d[2]; } u; };\n"
        "const N = 3; typedef struct S* PS; global u32 g[2] = { 1, [1] = N };\n"
        "extern i32 ddi(PS s, u32 n, ...);\n"
        "[role R D] i32 f(PS s) @[] { i32 r; u8 t = 'x'; r = ddi(s, g[1] + 2, t) unwind out;\n"
        "  while (*) { if (r == 1 && !s->u.c) break; else continue; } switch (r) { case 1 .. 2: r++; default: ; }\n"
        "  choose { havoc r; } or { assume stated \"x\" r < 3; } invoke R(s) before f(s); alloc s, sizeof(struct S);\n"
        "out: raise 3; return r; }\n";
    REQUIRE(read(good) == "read");
    std::mt19937 random(7);
    const std::string odd = "{}()[];@`\"'#.,:=*&-+!~<>/\\\0\xC3 \nx0";
    int still_read = 0;
    for (int n = 0; n < 1500; ++n) {
        std::string text = good;
        for (unsigned k = 1 + random() % 3; k-- > 0;) {
            const std::size_t at = random() % text.size();
            switch (random() % 4) {
                case 0: text.erase(at, 1 + random() % 8); break;
                case 1: text.insert(at, 1, odd[random() % odd.size()]); break;
                case 2: text[at] = odd[random() % odd.size()]; break;
                default: text.insert(at, text.substr(random() % text.size(), random() % 30)); break;
            }
        }
        still_read += read(text) == "read";
    }
    CHECK(still_read > 0);
    CHECK(still_read < 1500);
}
