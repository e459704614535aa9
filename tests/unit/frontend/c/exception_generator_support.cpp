// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/frontend/c/exception_generator_support.hpp"

namespace sdvlite::frontend::c::test {

namespace {

// What a guarded block reads behind a pointer, so that it may fault.
const char* const kCHead = R"(
void ExRaiseStatus(long); void ExRaiseAccessViolation(void);
static unsigned spot, touched; static unsigned *place = &spot;
)";

// How many choices (does the memory that a guarded block reads exist?) and codes that a caller cannot know a run took
// is counted: the lowered program asks for them in the same order.
const char* const kCppHead = R"(
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <vector>
struct Raised { unsigned code; unsigned frame; };
static Raised in_flight;
static unsigned frames, choices, seed;
static std::vector<unsigned> unknown;
static bool fault() { return ((++choices * 2654435761u + seed) >> 13) % 8 == 0; }
[[noreturn]] static void raise_in(unsigned frame, unsigned code) { in_flight = {code, frame}; throw Raised{code, frame}; }
static unsigned landed(unsigned frame) {
  if (in_flight.frame != frame) unknown.push_back(in_flight.code);
  in_flight.frame = frame;
  return in_flight.code;
}
template <class Body> struct Finally {
  Body body; unsigned frame; bool ended = false; int before = std::uncaught_exceptions();
  Finally(unsigned f, Body b) : body(b), frame(f) {}
  ~Finally() noexcept(false) {
    if (std::uncaught_exceptions() > before) landed(frame);
    const Raised saved = in_flight;
    body(!ended);
    in_flight = saved;
  }
};
)";

const char* const kHead = R"(
typedef unsigned long long U64;
static U64 trace; static unsigned g0, g1;
static void mark(unsigned n) { trace = trace * 31 + n; }
static int chosen(unsigned code, unsigned wanted) { switch ((code ^ wanted) & 3) { case 0: return 0; case 3: return wanted & 4 ? -1 : 0; } return 1; }
)";

const char* const kMain = R"(
int main(int argc, char** argv) {
  for (int i = 0; i < argc - 1; ++i) {
    seed = std::strtoul(argv[i + 1], nullptr, 10); frames = choices = 0; unknown.clear();
    const U64 value = tests[i]();
    std::printf("%llu %u", value, choices);
    for (unsigned code : unknown) std::printf(" %u", code);
    std::printf("\n");
  }
}
)";

} // namespace

Twin& Twin::operator+=(const Twin& more) {
    c += more.c;
    cpp += more.cpp;
    return *this;
}

ExceptionProgramMaker::Where ExceptionProgramMaker::Where::deeper() const {
    Where out = *this;
    out.depth = depth == 0 ? 0 : depth - 1;
    return out;
}

std::string ExceptionProgramMaker::variable() {
    static const std::vector<std::string> names{"v0", "v1", "v2", "g0", "g1"};
    return names[pick(5)];
}

Twin ExceptionProgramMaker::value(const Where& where) {
    if (where.in_finally && pick(4) == 0) return {"(unsigned)_abnormal_termination()", "abnormal"};
    if (where.in_handler && pick(3) == 0) return {"(unsigned)_exception_code()", "code"};
    switch (pick(5)) {
    case 0: return number(6);
    case 1: return "x";
    case 2: return "(" + variable() + " * 3 + " + number(5) + ")";
    case 3: return "(" + variable() + " ^ " + variable() + ")";
    default: return variable();
    }
}

Twin ExceptionProgramMaker::call(const Where& where) {
    if (!where.raises || functions_ == 0) return "(" + value(where) + " + 1)";
    return Twin("f" + number(functions_) + "(") + value(where) + ", " + value(where) + ")";
}

Twin ExceptionProgramMaker::condition(const Where& where) {
    switch (pick(4)) {
    case 0: return "(" + call(where) + " & 1) && (" + call(where) + " & 2)";
    case 1: return "(" + value(where) + " & 1) || (" + call(where) + " & 1)";
    default: return "(" + value(where) + " & " + std::to_string(1 + pick(3)) + ") == " + number(3);
    }
}

Twin ExceptionProgramMaker::raise(const Where& where) {
    if (!where.raises) return simple(where);
    if (pick(5) == 0) return {"ExRaiseAccessViolation();\n", "raise_in(frame, 0xC0000005);\n"};
    const Twin code = "0xC0000000u | (" + value(where) + " & 7)";
    return {"ExRaiseStatus((long)(" + code.c + "));\n", "raise_in(frame, " + code.cpp + ");\n"};
}

Twin ExceptionProgramMaker::jump(const Where& where) {
    switch (pick(6)) {
    case 0: return where.loop ? Twin(pick(2) ? "break;\n" : "continue;\n") : simple(where);
    case 1:
    case 2:
        if (where.leave == 0) return simple(where);
        return {"__leave;\n", "goto leave_" + std::to_string(where.leave) + ";\n"};
    case 3: return where.jumps ? "return " + (pick(2) ? call(where) : value(where)) + ";\n" : simple(where);
    case 4: return where.jumps ? Twin("goto out;\n") : simple(where);
    default: return where.jumps ? Twin("{ if (++tries < 3) goto again; }\n") : simple(where);
    }
}

Twin ExceptionProgramMaker::simple(const Where& where) {
    switch (pick(4)) {
    case 0: return "mark(" + value(where) + ");\n";
    case 1: return Twin(variable()) + " = " + call(where) + ";\n";
    case 2: return Twin(variable()) + " += " + value(where) + ";\n";
    default: return "mark(" + std::to_string(10 + pick(90)) + ");\n";
    }
}

Twin ExceptionProgramMaker::block(const Where& where) {
    Twin out("{\n");
    for (unsigned n = 1 + pick(3); n > 0; --n) out += statement(where);
    return out + "}\n";
}

Twin ExceptionProgramMaker::loop(const Where& where) {
    const std::string i = "i" + std::to_string(++names_);
    Where inside = where.deeper();
    inside.loop = true;
    const std::string n = std::to_string(1 + pick(3));
    if (pick(2)) return "{ unsigned " + i + "; for (" + i + " = 0; " + i + " < " + n + "; " + i + "++) " + block(inside) + "}\n";
    return "{ unsigned " + i + " = 0; do " + block(inside) + " while (" + i + "++ < " + n + " && (" + condition(where) + ")); }\n";
}

Twin ExceptionProgramMaker::switch_statement(const Where& where) {
    Where inside = where.deeper();
    inside.loop = false;
    Twin out = "switch (" + value(where) + " & 3) {\n";
    for (const char* label : {"case 0: ", "case 2: ", "default: "}) {
        out += label;
        out += block(inside);
        if (pick(3) != 0) out += "break;\n";
    }
    return out + "}\n";
}

Twin ExceptionProgramMaker::try_finally(const Where& where) {
    const unsigned number = ++names_;
    Where inside = where.deeper();
    inside.leave = number;
    const Twin guarded = block(inside);
    Where behind = where.deeper();
    behind.leave = 0;
    behind.loop = behind.jumps = behind.raises = false;
    behind.in_finally = true;
    const Twin body = block(behind);
    const std::string n = std::to_string(number);
    return {"__try " + guarded.c + " __finally " + body.c,
            "{ Finally finally_" + n + "(frame, [&](unsigned abnormal) { (void)abnormal; " + body.cpp + "});\n" +
                guarded.cpp + "leave_" + n + ": finally_" + n + ".ended = true; }\n"};
}

/// Where no exception may get out the filter takes all.
Twin ExceptionProgramMaker::filter(const Where& where) {
    if (!where.raises || pick(3) == 0) return "1";
    const Twin code("(unsigned)_exception_code()", "code");
    switch (pick(4)) {
    case 0: return "chosen(" + code + ", " + number(8) + ")";
    case 1: return code + " == 0xC0000005u ? 1 : 0";
    case 2: return "(" + code + " & 1) != (x & 1)";
    default: return "chosen(" + code + ", x) > 0 ? 1 : chosen(" + code + ", 3)";
    }
}

Twin ExceptionProgramMaker::try_except(const Where& where) {
    const unsigned number = ++names_;
    Where inside = where.deeper();
    inside.leave = number;
    inside.raises = true;
    const Twin guarded = block(inside);
    const Twin taken = filter(where);
    Where behind = where.deeper();
    behind.in_handler = true;
    const Twin handler = block(behind);
    const std::string n = std::to_string(number);
    return {"__try { touched = *place; " + guarded.c + " } __except (" + taken.c + ") " + handler.c,
            "try { if (fault()) raise_in(frame, 0xC0000005);\n" + guarded.cpp + "leave_" + n + ": ; }\n" +
                "catch (const Raised&) { const unsigned code = landed(frame); const int taken = " + taken.cpp +
                ";\nif (taken == 0) raise_in(frame, code);\nif (taken < 0) raise_in(frame, 0xC0000025);\n" + handler.cpp + "}\n"};
}

Twin ExceptionProgramMaker::statement(const Where& where) {
    if (where.depth == 0) {
        switch (pick(5)) {
        case 0: return "if (" + condition(where) + ") " + raise(where);
        case 1: return "if (" + condition(where) + ") " + jump(where);
        default: return simple(where);
        }
    }
    switch (pick(9)) {
    case 0: return loop(where);
    case 1: return switch_statement(where);
    case 2: return "if (" + condition(where) + ") " + block(where.deeper()) + "else " + block(where.deeper());
    case 3: return raise(where);
    case 4: return jump(where);
    case 5:
    case 6: return try_finally(where);
    default: return try_except(where);
    }
}

Twin ExceptionProgramMaker::function() {
    Where where;
    where.depth = 4;
    Twin out = Twin("static unsigned f" + std::to_string(functions_) + "(unsigned x, unsigned y) {\n", "");
    out.cpp = out.c + "const unsigned frame = ++frames;\n";
    out += "unsigned v0 = x + 1, v1 = y, v2 = x ^ y, tries = 0;\nagain: mark(v1);\n";
    out += block(where) + block(where);
    out += "if (v0 == 77) goto out;\nif (v0 == 78 && tries > 1) goto again;\n";
    return out + "out: mark(v2); return v0 + v1 * 5;\n}\n";
}

Twin ExceptionProgramMaker::make(unsigned tests) {
    Twin out = Twin(kCHead, kCppHead) + kHead;
    functions_ = 0;
    for (unsigned i = 0; i < 6; ++i) {
        out += function();
        ++functions_;
    }
    std::string table = "static U64 (*tests[])(void) = {";
    for (unsigned t = 0; t < tests; ++t) {
        const std::string name = "test_" + std::to_string(t);
        const std::string called = "r = f" + std::to_string(5 - t % 3) + "(" + number(9) + ", " + number(9) + ");";
        out += "U64 " + name + "(void) { U64 r; trace = g0 = g1 = 0;\n";
        out += Twin("__try { touched = *place; " + called + " } __except (1) { r = (unsigned)_exception_code(); }\n",
                    "const unsigned frame = ++frames; try { if (fault()) raise_in(frame, 0xC0000005); " + called +
                        " } catch (const Raised&) { r = landed(frame); }\n");
        out += "return r + trace * 7 + g0 * 3 + g1; }\n";
        table += name + ",";
    }
    out.cpp += table + "};\n" + kMain;
    return out;
}

} // namespace sdvlite::frontend::c::test
