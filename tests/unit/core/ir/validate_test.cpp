// SPDX-License-Identifier: Apache-2.0
// validate() finds each kind of damage, and is safe on whatever it is given.
#include <functional>
#include <random>

#include "tests/unit/core/ir/ir_text.hpp"
#include "tests/unit/core/ir/wide_program.hpp"

using namespace sdvlite;
using namespace ir;

namespace {

const char* const kText =
    "struct S { u8 a; u32 b : 3; };\n"
    "global u32 g = 1;\n"
    "extern u32 ddi(u8 x, struct S* s);\n"
    "u32 f(struct S* s, u32 n) {\n"
    "    n = ddi(s->a, s);\n"          // 0
    "    switch (n) { case 1: goto out; default: goto out; }\n"  // 1
    "    out: assume n > 3;\n"         // 2
    "    if (n) goto out; else goto out;\n"  // 3
    "    alloc s, 8;\n"                // 4
    "    return n;\n"                  // 5
    "}\n";

// What validate() says about the program above after `damage`.
std::string after(const std::function<void(Program&, Proc&)>& damage) {
    Program p = test::program_of(kText);
    damage(p, p.procs[1]);
    return test::first_error(p);
}

TypeId u8(Program& p) { return p.types.integer(8, false); }

}  // namespace

TEST_CASE("a sound program has no errors") { CHECK(after([](Program&, Proc&) {}) == ""); }

TEST_CASE("damaged statements") {
    CHECK(after([](Program&, Proc& f) { f.body[3].targets[1] = 6; }) == "procedure 'f': a jump out of the body");
    CHECK(after([](Program&, Proc& f) { f.body[3].targets.pop_back(); }) == "procedure 'f': a wrong number of targets");
    CHECK(after([](Program&, Proc& f) { f.body[1].cases[0].target = 99; }) == "procedure 'f': a jump out of the body");
    CHECK(after([](Program&, Proc& f) { f.body[1].cases[0].low = 5; }) == "procedure 'f': an empty range of cases");
    CHECK(after([](Program&, Proc& f) { f.body.pop_back(); }) == "procedure 'f': control runs past the last statement");
    CHECK(after([](Program&, Proc& f) { f.body[0].args.pop_back(); }) == "procedure 'f': a wrong number of arguments");
    CHECK(after([](Program&, Proc& f) { std::swap(f.body[0].args[0], f.body[0].args[1]); }) ==
          "procedure 'f': argument 1 has another type");
    CHECK(after([](Program&, Proc& f) { f.body[0].args[0] = ExprId(9999); }) ==
          "procedure 'f': an argument that does not exist");
    CHECK(after([](Program&, Proc& f) { f.body[0].callee = f.body[0].lhs; }) ==
          "procedure 'f': a call of nothing, or of two things");
    CHECK(after([](Program& p, Proc& f) { f.body[5].rhs = ExprBuilder(p).constant(u8(p), 1); }) ==
          "procedure 'f': return of another type");
    CHECK(after([](Program&, Proc& f) { f.body[5].rhs = {}; }) == "procedure 'f': return without a value");
    CHECK(after([](Program& p, Proc& f) { f.body[4].lhs = ExprBuilder(p).constant(u8(p), 1); }) ==
          "procedure 'f': the left side can't be written");
    CHECK(after([](Program&, Proc& f) { f.body[4].rhs = {}; }) == "procedure 'f': a right side too many or missing");
    CHECK(after([](Program&, Proc& f) { f.body[2].unwind = 0; }) == "procedure 'f': unwind where nothing raises");
    CHECK(after([](Program&, Proc& f) { f.body[4].span.file = base::FileId(77); }) ==
          "procedure 'f': a place in a file that does not exist");
    CHECK(after([](Program& p, Proc& f) { f.body[5].rhs = ExprBuilder(p).local(f, 1), f.locals[1].name = "x", p.exprs.back().index = 7; }) ==
          "procedure 'f': a local variable that it does not have");
}

TEST_CASE("damaged procedures and globals") {
    CHECK(after([](Program&, Proc& f) { f.param_count = 1; }) ==
          "procedure 'f': the number of parameters is not that of its type");
    CHECK(after([](Program&, Proc& f) { f.has_body = false; }) == "procedure 'f': has statements, but says it has no body");
    CHECK(after([](Program& p, Proc&) { p.procs[0].has_body = true; }) ==
          "procedure 'ddi': says it has a body, but has no statement");
    CHECK(after([](Program& p, Proc& f) { f.locals[1].type = u8(p); }) == "procedure 'f': the variable 'n' has a wrong type");
    CHECK(after([](Program&, Proc& f) { f.name = "ddi"; }) == "the procedure 'ddi' is not the only one of that name");
    CHECK(after([](Program& p, Proc&) { p.globals[0].init[0].offset = 1; }) == "global 'g': an initialiser is outside of it");
    CHECK(after([](Program& p, Proc& f) { p.globals[0].init[0].value = f.body[5].rhs; }) ==
          "global 'g': the initialiser is not constant");
    CHECK(after([](Program& p, Proc&) { p.globals[0].type = p.types.void_type(); }) == "global 'g': can't have this type");
}

TEST_CASE("damaged records, types and expressions") {
    auto s = [](Program& p) -> Record& { return p.types.rec(p.types.find_record("S")); };
    CHECK(after([&](Program& p, Proc&) { s(p).fields[1].offset = 99; }) == "struct S: the field 'b' is outside");
    CHECK(after([&](Program& p, Proc&) { s(p).fields[1].bit_width = 33; }) == "struct S: the bit-field 'b' does not fit its type");
    CHECK(after([&](Program& p, Proc&) { s(p).align = 3; }) == "struct S: bad alignment");
    CHECK(after([&](Program& p, Proc&) { s(p).fields[1].name = "a"; }) == "struct S: two fields 'a'");
    CHECK(after([&](Program& p, Proc&) {
              s(p).size = 0;
              s(p).fields.resize(1);
              s(p).fields[0].type = p.types.record_type(p.types.find_record("S"));
          }) == "struct S contains itself");
    CHECK(after([](Program& p, Proc&) { p.types.pointer(TypeId(99)); }).find("is malformed") != std::string::npos);
    CHECK(after([](Program& p, Proc&) { p.types.integer(7, true); }).find("is malformed") != std::string::npos);
    CHECK(after([](Program& p, Proc&) { p.types.array(p.types.array(u8(p), 1u << 21), 1u << 21); })
              .find("more than 2^40 bytes") != std::string::npos);
    CHECK(after([](Program& p, Proc&) { p.exprs.back().a = ExprId(p.exprs.size() - 1); }).find("malformed") != std::string::npos);
    CHECK(after([](Program& p, Proc&) {
              Expr e;
              e.type = u8(p);
              e.bits = 256;
              p.add_expr(e);
          }).find("a constant beyond its type") != std::string::npos);
}

TEST_CASE("expressions are bounded in height and in size written out") {
    CHECK(after([](Program& p, Proc&) {
              ExprId e = ExprBuilder(p).constant(u8(p), 1);
              for (int i = 0; i < 100'000; ++i) e = ExprBuilder(p).unary(UnOp::BitNot, e);
          }).find("it is too big") != std::string::npos);
    CHECK(after([](Program& p, Proc&) {
              ExprId e = ExprBuilder(p).constant(u8(p), 1);
              for (int i = 0; i < 40; ++i) e = ExprBuilder(p).binary(BinOp::Add, e, e);
          }).find("it is too big") != std::string::npos);
}

TEST_CASE("validate survives any damage to ids") {
    std::mt19937 random(3);
    int found = 0;
    for (int n = 0; n < 600; ++n) {
        test::Draws draws(300);
        for (auto& d : draws) d = static_cast<std::uint8_t>(random());
        Program p = test::wide_program(draws);
        if (p.exprs.empty()) continue;
        for (unsigned k = 1 + random() % 3; k-- > 0;) {
            Expr& e = p.exprs[random() % p.exprs.size()];
            switch (random() % 6) {
                case 0: e.a = ExprId(random() % (2 * p.exprs.size())); break;
                case 1: e.type = TypeId(random() % (p.types.size() + 2)); break;
                case 2: e.kind = static_cast<ExprKind>(random() % 11); break;
                case 3: e.index = random() % 9; break;
                case 4: e.global = GlobalId(random() % 9); break;
                default: e.proc = ProcId(random() % 9); break;
            }
        }
        found += !validate(p).empty();
    }
    CHECK(found > 300);
}
