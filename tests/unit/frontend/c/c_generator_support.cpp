// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/frontend/c/c_generator_support.hpp"

namespace sdvlite::frontend::c::test {

namespace {

const std::vector<std::string> kTypes{"signed char", "unsigned char", "short",     "unsigned short",
                                      "int",         "unsigned int",  "long long", "unsigned long long"};

const char* const kHead = R"(
typedef unsigned long long U64;
struct In { short s; unsigned char c[3]; };
struct S { int a; unsigned b : 3; int c : 7; unsigned long long d; signed char e; struct In in; union { unsigned u; unsigned char bytes[4]; }; struct S* self; };
signed char g0 = -3; unsigned char g1 = 200; short g2 = -30000; unsigned short g3 = 60000; int g4 = -7; unsigned g5 = 4000000000u;
long long g6 = -5000000000ll; U64 g7 = 0xfedcba9876543210ull;
int ga[8] = { 1, -2, 3, [6] = 1 << 30 }; unsigned short gb[8] = { 9, 8, 7 };
struct S gs = { -1, 5, -20, 0x123456789aull, 4, { -2, { 1, 2, 3 } }, { 0x01020304 }, &gs }, gt;
static int f0(int x, int y) { g4 ^= x; return x - y; }
static struct S make(int x) { struct S s = { x, x, .e = 7, .in = { .c = { 1 } } }; s.self = &gs; return s; }
static U64 take(struct S s, unsigned k) { s.a += 3; return s.a + s.b + s.d * k + s.in.c[k % 3]; }
static int f1(int x, int y) { static int calls = 2; calls += x & 3; g1 -= y; return calls; }
static int (*table[])(int, int) = { f0, f1 };
static struct Ops { int (*op)(int, int); struct { short unused; int (*more)(int, int); }; } ops = { f1, { 3, f0 } };
union Word { unsigned w; struct { unsigned lo : 12, hi : 20; } f; unsigned short half[2]; } gu = { 0xabcdef01u };
enum E { E0 = -2, E1, E2 = 40 } ge = E1;
int gm[2][3] = { { 1, 2, 3 }, { 4, 5 } };
static int store(int* out, int x) { *out += x; return *out & 1; }
static void change(struct S* s) { s->in.c[2]++; s->c = -s->c; s->u ^= 5; s->b--; }
static int swap(int* out, int x) { int old = *out; *out = x; return old; }
static int (*outs[])(int*, int) = { store, swap };
static int apply(int (*f)(int, int), int x, int y) { return f ? f(x, y) : 0; }
static struct S* owner(struct In* in) { return (struct S*)((char*)in - __builtin_offsetof(struct S, in)); }
static void fill(struct S** out, int x) { *out = x & 1 ? &gs : &gt; (**out).a += x; }
volatile int gv = 3;
static int deep(int n, int x) { return n <= 0 ? x : deep(n - 1, x * 3 + n) ^ n; }
static int odd(unsigned n);
static int even(unsigned n) { if (n == 0) return 1; return odd(n - 1); }
static int odd(unsigned n) { if (n == 0) return 0; return even(n - 1); }
static int first(int x, ...) { return x * 2 + 1; }
#define ONCE(a, b) do { if (a) break; b; } while (0)
)";

const char* const kSum = R"(
static U64 sum(void) {
  U64 h = 1; int i;
#define ADD(x) h = h * 1099511628211ull + (U64)(x)
  ADD(g0); ADD(g1); ADD(g2); ADD(g3); ADD(g4); ADD(g5); ADD(g6); ADD(g7);
  for (i = 0; i < 8; i++) { ADD(ga[i]); ADD(gb[i]); }
  ADD(gs.a); ADD(gs.b); ADD(gs.c); ADD(gs.d); ADD(gs.e); ADD(gs.in.s); ADD(gs.u); ADD(gt.a); ADD(gt.c); ADD(gt.u);
  for (i = 0; i < 3; i++) { ADD(gs.in.c[i]); ADD(gt.in.c[i]); ADD(gm[0][i]); ADD(gm[1][i]); }
  ADD(gu.w); ADD(ge); ADD(ops.unused); ADD(gv);
  return h;
}
)";

} // namespace

std::string ProgramMaker::type() { return one_of(kTypes); }

std::string ProgramMaker::literal() {
    static const std::vector<std::string> values{"0",
                                                 "1",
                                                 "2",
                                                 "7",
                                                 "127",
                                                 "128",
                                                 "255",
                                                 "-1",
                                                 "32768",
                                                 "65535",
                                                 "0x7fffffff",
                                                 "0x80000000u",
                                                 "0xffffffff",
                                                 "5ll",
                                                 "0x8000000000000000ull",
                                                 "'a'",
                                                 "sizeof(struct In)",
                                                 "\"abc\"[1]",
                                                 "L\"xyz\"[2]",
                                                 "E2"};
    return "(" + one_of(values) + ")";
}

/// `called`: the value that is assigned calls functions. C leaves open whether an index is computed before that.
std::string ProgramMaker::place(bool called) {
    static const std::vector<std::string> places{"g0",
                                                 "g1",
                                                 "g2",
                                                 "g3",
                                                 "g4",
                                                 "g5",
                                                 "g6",
                                                 "g7",
                                                 "gs.a",
                                                 "gs.b",
                                                 "gs.c",
                                                 "gs.d",
                                                 "gs.e",
                                                 "gs.in.s",
                                                 "gs.u",
                                                 "gs.in.c[1]",
                                                 "gs.bytes[2]",
                                                 "gt.a",
                                                 "gt.c",
                                                 "gt.u",
                                                 "gt.in.c[2]",
                                                 "gs.self->a",
                                                 "gs.self->self->c",
                                                 "(*gs.self).in.s",
                                                 "(*(ga + 3))",
                                                 "ga[2]",
                                                 "(*&gb[5])",
                                                 "gu.w",
                                                 "gu.f.lo",
                                                 "gu.f.hi",
                                                 "gu.half[1]",
                                                 "gm[1][2]",
                                                 "(*gm)[1]",
                                                 "(*(gm[1] + 1))",
                                                 "ops.unused"};
    if (!locals_.empty() && pick(3) != 0) return one_of(locals_);
    if (!called && pick(4) == 0) return (pick(2) ? "ga[" : "gb[") + expr(0) + " & 7]";
    return one_of(places);
}

std::string ProgramMaker::expr(unsigned depth) {
    if (depth == 0) return pick(3) == 0 ? literal() : "(" + place() + ")";
    const std::string a = expr(depth - 1);
    const auto b = [&] { return expr(pick(depth)); };
    static const std::vector<std::string> plain{"+",  "-", "*",  "&",  "|",  "^",  "<",
                                                "<=", ">", ">=", "==", "!=", "&&", "||"};
    switch (pick(14)) {
    case 12: return "(ga + (" + a + " & 7) " + (pick(2) ? "<" : "==") + " ga + (" + b() + " & 7))";
    case 13: return "((int)(&gm[1][" + a + " & 1] - gm[1]))";
    case 0: return "(-" + a + ")";
    case 1: return "(~" + a + ")";
    case 2: return "(!" + a + ")";
    case 3: return "((" + type() + ")" + a + ")";
    case 4: return "(" + a + (pick(2) ? " << (" : " >> (") + b() + " & 7))";
    case 5: return "(" + a + (pick(2) ? " / ((" : " % ((") + b() + " & 15) + 1))";
    case 6: return "(" + a + " ? " + b() + " : " + b() + ")";
    case 7: return "((" + place() + " != 0) + (int)(&ga[" + b() + " & 7] - ga))";
    default: return "(" + a + " " + one_of(plain) + " " + b() + ")";
    }
}

std::string ProgramMaker::call(unsigned depth) {
    const std::string args = "((int)" + expr(depth) + ", (int)" + expr(depth) + ")";
    switch (pick(10)) {
    case 3: return (pick(2) ? "ops.op" : "(*ops.more)") + args;
    case 4: return "deep((int)" + expr(0) + " & 7, (int)" + expr(depth) + ")";
    case 5: return (pick(2) ? "even(" : "odd(") + expr(0) + " & 15)";
    case 6: return "first((int)" + expr(depth) + ", 2, gs.a)";
    case 0: return "table[" + expr(0) + " & 1]" + args;
    case 1: return "(int)take(gs, (unsigned)" + expr(0) + " % 3)";
    case 2: return "make((int)" + expr(depth) + ").a";
    default: return "f" + std::to_string(pick(functions_ + 2)) + args;
    }
}

std::string ProgramMaker::condition(unsigned depth) {
    if (depth == 0) return pick(3) == 0 ? call(1) : expr(1);
    switch (pick(4)) {
    case 0: return "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
    case 1: return "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
    case 2: return "!(" + condition(depth - 1) + ")";
    default: return "(" + condition(depth - 1) + " ? " + condition(depth - 1) + " : " + condition(depth - 1) + ")";
    }
}

std::string ProgramMaker::effects() {
    const std::string p = fresh("p");
    switch (pick(24)) {
    case 16: return "{ int " + p + " = (int)" + expr(0) + "; g4 += outs[" + expr(0) + " & 1](&" + p + ", (int)" + expr(1) + "); g6 -= " + p + "; }\n";
    case 17: return "g4 = apply(" + std::string(pick(3) ? "f1" : "table[" + expr(0) + " & 1]") + ", (int)" + expr(1) + ", (int)" + expr(0) + ");\n";
    case 18: return "owner(&gt.in)->u ^= (unsigned)" + expr(1) + "; g6 = owner(&gs.in) == gs.self;\n";
    case 19: return "{ struct S* " + p + "; fill(&" + p + ", (int)" + expr(1) + "); " + p + "->e--; }\n";
    case 20:
        return "{ unsigned char " + p + "[8] = \"ab\\xfe\"; " + p + "[(int)" + expr(0) + " & 7] += " + expr(1) + "; g5 ^= " + p + "[2] + " + p + "[3]; }\n";
    case 21: return "gv = (int)" + expr(1) + "; gv++; g7 += gv;\n";
    case 22: // a case inside the loop, entered from outside of it
        return "{ int " + p + " = 0; switch ((int)" + expr(1) + " & 3) { case 0: do { g1 += 3; case 1: g3 ^= 5; case 2: g0--; } while (" + p +
               "++ < 2); } }\n";
    case 23: return "{ int " + p + ", " + p + "q; for (" + p + " = 0, " + p + "q = 5;; " + p + "++, " + p + "q--) { if (" + p + " >= " + p + "q) break; ga[" + p +
               " & 7] += " + p + "q; } }\n";
    case 9: return "{ int " + p + " = (int)" + expr(1) + "; g4 ^= store(&" + p + ", (int)" + expr(1) + "); g6 -= " + p + "; }\n";
    case 10: return "{ struct S " + p + " = gs; " + p + ".b += 3; change(&" + p + "); gt = " + p + "; }\n";
    case 11: return "change(" + std::string(pick(2) ? "gs.self" : "&gt") + ");\n";
    case 12: return "ONCE(" + condition(1) + ", gm[0][" + expr(0) + " & 1] = (int)" + expr(1) + ");\n";
    case 13:
        return "{ int " + p + " = 0; back_" + p + ": ga[" + p + "] ^= (int)" + expr(1) + "; if (++" + p + " < 3) goto back_" + p +
               "; }\n";
    case 14: return "{ union Word " + p + " = gu; " + p + ".f.hi += 5; gu.half[0] = " + p + ".half[1]; }\n";
    case 15: return "ge = (enum E)((int)" + expr(1) + " & 3);\n";
    case 0: return place() + (pick(2) ? "++;\n" : "--;\n");
    case 1: return "++" + place() + ";\n";
    case 2:
        return "{ int* " + p + " = ga + 1; *" + p + "++ = (int)" + expr(1) + "; *--" + p + " += 3; g4 = *" + p +
               "++; }\n";
    case 3: return "gt = gs; gt.self->in = gs.in;\n";
    case 4:
        return "gt = " + std::string(pick(2) ? "make((int)" + expr(1) + ")" : "(struct S){ .u = 77, .c = 3 }") + ";\n";
    case 5: return "gs.a = (gt.c = (int)" + expr(1) + ");\n";
    case 6: return "g5 = (gs.e++, (unsigned)" + expr(1) + ");\n";
    case 7: return "(void)(" + condition(1) + " && " + call(1) + ");\n";
    default:
        return "{ short " + p + "[5] = { 1, [3] = (short)" + expr(1) + " }; g6 += " + p + "[3] + " + p + "[4]; }\n";
    }
}

std::string ProgramMaker::loop(unsigned depth) {
    const std::string i = fresh("i");
    const std::string limit = std::to_string(1 + pick(4));
    ++loops_;
    const std::string body = block(depth - 1);
    --loops_;
    switch (pick(3)) {
    case 0: return "{ int " + i + "; for (" + i + " = 0; " + i + " < " + limit + "; " + i + "++) " + body + "}\n";
    case 1: return "{ int " + i + " = " + limit + "; while (" + i + "-- > 0) " + body + "}\n";
    default:
        return "{ int " + i + " = 0; do " + body + " while (++" + i + " < " + limit + " && (" + condition(0) +
               ")); }\n";
    }
}

std::string ProgramMaker::switch_statement(unsigned depth) {
    std::string out = "switch ((int)" + expr(1) + " & 7) {\n";
    const unsigned otherwise = pick(5);
    for (unsigned c = 0; c < 5; ++c) {
        if (c == otherwise) out += "default:\n";
        out += c == 3 ? "case 5 ... 6:\n" : "case " + std::to_string(c) + ":\n";
        out += statement(depth - 1);
        if (pick(3) != 0) out += "break;\n";
    }
    return out + "}\n";
}

std::string ProgramMaker::statement(unsigned depth) {
    static const std::vector<std::string> ops{"=", "=", "=", "+=", "-=", "*=", "&=", "|=", "^=", "<<= 3 &", ">>= 3 &"};
    if (depth == 0 || pick(3) == 0) {
        switch (pick(8)) {
        case 0: return place(true) + " = " + call(2) + ";\n";
        case 1: return effects();
        case 2: return place(true) + " = " + condition(2) + ";\n";
        case 3: return loops_ == 0 ? effects() : "if (" + condition(1) + ") " + (pick(2) ? "break;\n" : "continue;\n");
        default: return place() + " " + one_of(ops) + " (" + expr(3) + ");\n";
        }
    }
    switch (pick(6)) {
    case 0: return loop(depth);
    case 1: return switch_statement(depth);
    case 2: {
        const std::string out = fresh("out");
        return "{ if (" + condition(1) + ") goto " + out + ";\n" + block(depth - 1) + out + ": ; }\n";
    }
    case 3: return pick(4) == 0 ? "if (" + expr(2) + ") return (int)" + expr(1) + ";\n" : block(depth - 1);
    default: return "if (" + condition(2) + ") " + block(depth - 1) + (pick(2) ? "else " + block(depth - 1) : "");
    }
}

std::string ProgramMaker::block(unsigned depth) {
    const std::size_t before = locals_.size();
    std::string out = "{\n";
    if (pick(2) == 0) {
        // v0 hides an outer one, which its initialiser would not mean.
        const bool hides = pick(3) == 0;
        const std::string name = hides ? "v0" : fresh("v");
        out += type() + " " + name + " = " + (hides ? literal() : expr(2)) + ";\n";
        locals_.push_back(name);
    }
    const unsigned n = 1 + pick(3);
    for (unsigned i = 0; i < n; ++i) out += statement(depth);
    locals_.resize(before);
    return out + "}\n";
}

std::string ProgramMaker::function(unsigned number) {
    locals_ = {"x", "y"};
    std::string out =
        "static int f" + std::to_string(number) + "(int x, int y) {\n" + block(2) + "return (int)" + expr(2) + ";\n}\n";
    locals_.clear();
    return out;
}

std::string ProgramMaker::make(unsigned tests) {
    std::string out = kHead;
    out += kSum;
    functions_ = 0;
    for (unsigned i = 0; i < 4; ++i) {
        out += function(functions_ + 2);
        ++functions_;
    }
    for (unsigned t = 0; t < tests; ++t) {
        const std::string n = std::to_string(t);
        out += "static int body_" + n + "(void) {\n" + block(4) + "return 0;\n}\n";
        out += "U64 test_" + n + "(void) { U64 r = (U64)body_" + n + "(); return r * 31 + sum(); }\n";
    }
    return out;
}

} // namespace sdvlite::frontend::c::test
