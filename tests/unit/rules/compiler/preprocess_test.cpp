// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "tests/unit/rules/rule_test.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite;
using rules::test::compile_text;
using rules::test::TempFolder;

namespace {

// How `if (e)` is understood below the lines `before`.
std::string condition(const std::string& before, const std::string& e) {
    const auto c = compile_text(before + "\nF.entry { if (" + e + ") halt; }");
    if (!c.rule) return c.messages();
    const std::string printed = c.printed();
    const std::size_t at = printed.find("if ") + 3;
    return printed.substr(at, printed.find('\n', at) - at);
}

} // namespace

TEST_CASE("macros") {
    CHECK(condition("#define X $1", "X == 0") == "$1 == 0");
    CHECK(condition("#define A B\n#define B 7", "$1 == A") == "$1 == 7");
    CHECK(condition("#define OK(s) ((s) >= 0)", "OK($1)") == "$1 >= 0");
    CHECK(condition("#define OK(s) ((s) >= 0)", "OK ( $1->f\n )") == "$1->f >= 0");
    CHECK(condition("#define EQ(a, b) (a == b)", "EQ($1, (EQ($2, 3)))") == "$1 == ($2 == 3)");
    CHECK(condition("#define NEXT(i) i->Tail.Overlay.Next", "NEXT($2) == 0") == "$2->Tail.Overlay.Next == 0");
    CHECK(condition("#define sdv_x sdv_x + 1", "sdv_x") == "sdv_x + 1");
    CHECK(condition("#define sdv_f(x) sdv_g x\n#define sdv_g(x) x + 2", "sdv_f((sdv_f((1)) == $1))") ==
          "3 == ($1 + 2)");
    CHECK(condition("#define X 1 \\\n  + $1", "X") == "1 + $1");
    CHECK(condition("#define X 1\n#undef X\n#define X 2", "$1 == X") == "$1 == 2");
    CHECK(condition("#define X (1) // one\n#define Y /* two */ 2", "$1 == X && $2 == Y") == "($1 == 1) && ($2 == 2)");
}

TEST_CASE("conditions of the preprocessor") {
    CHECK(condition("#ifdef X\n#define V 1\n#else\n#define V 2\n#endif", "$1 == V") == "$1 == 2");
    CHECK(condition("#define X\n#ifndef X\n@ ' #include \"none\"\n#else\n#define V 3\n#endif", "$1 == V") == "$1 == 3");
    CHECK(condition("#if 0\n#if 1\n#define V 1\n#endif\n#elif defined(NO) || !defined NO && 1\n#define V 4\n#else\n"
                    "#define V 5\n#endif",
                    "$1 == V") == "$1 == 4");
    CHECK(condition("#pragma once\n# define V 6", "$1 == V") == "$1 == 6");
}

TEST_CASE("mistakes in directives") {
    CHECK(condition("#inclde \"x\"", "$1") == "1:2: unknown directive '#inclde' [did you mean 'include'?]\n");
    CHECK(condition("#include \"nowhere.h\"", "$1") == "1:10: can't include \"nowhere.h\": no such file\n");
    CHECK(condition("#include nowhere", "$1") == "1:10: #include wants a file name in quotes\n");
    CHECK(condition("#ifdef X\n#define Y", "$1") == "1:2: #if is never closed [add #endif]\n");
    CHECK(condition("#endif", "$1") == "1:2: #endif without #if\n");
    CHECK(condition("#else", "$1") == "1:2: #else without #if\n");
    CHECK(condition("#if 1\n#else\n#else\n#endif", "$1") == "3:2: #else after #else\n");
    CHECK(condition("#if 1 < 2\n#endif", "$1") == "1:7: #if is limited to numbers, names, defined, !, && and ||\n");
    CHECK(condition("#if\n#endif", "$1") == "1:2: #if wants a condition\n");
    CHECK(condition("#define", "$1") == "1:2: #define wants a name\n");
    CHECK(condition("#define 7 8", "$1") == "1:9: '7' can't be the name of a macro\n");
    CHECK(condition("#define F(a", "$1") == "1:10: parameter list is never closed [add ')']\n");
    CHECK(condition("#define F(a, $) a", "$1") == "1:14: a parameter's name is wanted, not '$'\n");
    CHECK(condition("#define F(a) a ## a", "$1") == "1:16: # and ## in a macro are not supported\n");
    CHECK(condition("#define F(a) a", "F($1, 2)") == "2:15: macro 'F' takes 1 argument, not 2\n");
    CHECK(compile_text("#define F(a) a\nG.entry { if (F($1").messages() ==
          "2:15: call of macro 'F' is never closed [add ')']\n");
    CHECK(condition("#error sorry", "$1") == "1:2: #error: sorry\n");
}

TEST_CASE("a macro that changes is worth a warning, the same definition twice is not") {
    const auto c =
        compile_text("#include \"slic_base.h\"\n#define FALSE 0\n#define X 1\n#define X 1\n#define X 2\nF.entry {}");
    CHECK(c.rule);
    CHECK(c.messages() == "5:9: macro 'X' is redefined\n");
}

TEST_CASE("an error in a macro's text is shown where the macro is used") {
    CHECK(condition("#define BAD ) (", "$1 == BAD") == "2:21: unexpected ')'; expected an expression\n");
}

TEST_CASE("both names of our header, in any case") {
    for (const char* name : {"ntddk_slic.h", "slic_base.h", "NTDDK_SLIC.H", "..\\inc\\Slic_Base.h"}) {
        CHECK(condition("#include \"" + std::string(name) + "\"", "$1 == STATUS_PENDING") == "$1 == 259");
    }
}

TEST_CASE("includes: beside the rule, in the search path, before our own") {
    const TempFolder folder;
    folder.write("rules/Local.h", "#define WHERE 1\n#include \"sub/deep.h\"\n");
    folder.write("rules/sub/deep.h", "#include \"deeper.h\"\n");
    folder.write("rules/sub/deeper.h", "#define DEEP 2\n");
    folder.write("inc/slic_base.h", "#define MINE 3\n");
    rules::CompileOptions options;
    options.include_dirs = {folder.path("inc")};
    const auto c =
        compile_text("#include \"LOCAL.h\"\n#include \"slic_base.h\"\nF.entry { if (WHERE + DEEP + MINE == $1) halt; }",
                     options, folder.path("rules/R.slic"));
    CHECK(c.printed() == "\non entry of F\n    if 6 == $1\n        halt\n");
}

TEST_CASE("a diagnostic in a header names the header") {
    const TempFolder folder;
    folder.write("bad.h", "\nstate { int n = 0 }\n");
    const auto c = compile_text("#include \"bad.h\"\nF.entry {}", {}, folder.path("R.slic"));
    REQUIRE(c.diags.all().size() == 1);
    CHECK(c.sources.describe(c.diags.all()[0].span) == folder.path("bad.h") + ":2:18");
}

TEST_CASE("files that include each other, or stand in each other too deep") {
    const TempFolder folder;
    folder.write("a.h", "#include \"b.h\"\n");
    folder.write("b.h", "#include \"a.h\"\n");
    CHECK(compile_text("#include \"a.h\"\nF.entry {}", {}, folder.path("R.slic")).messages() ==
          "1:10: \"a.h\" includes itself\n");
    for (int i = 0; i < 40; ++i) {
        folder.write("d" + std::to_string(i) + ".h", "#include \"d" + std::to_string(i + 1) + ".h\"\n");
    }
    CHECK(compile_text("#include \"d0.h\"\nF.entry {}", {}, folder.path("R.slic")).messages() ==
          "1:10: #include is nested too deeply: the limit is 32\n");
}

TEST_CASE("ddi_levels.h lists DDIs by their documented levels") {
    const auto c = compile_text("#include \"ddi_levels.h\"\n"
                                "[DDIS_FROM_PASSIVE_LEVEL_TO_APC_LEVEL].entry { halt; }\n"
                                "[DDIS_FROM_PASSIVE_LEVEL_TO_PASSIVE_LEVEL].entry { halt; }");
    INFO(c.messages());
    REQUIRE(c.rule);
    const auto has = [&](std::size_t block, const char* name) {
        for (const automaton::EventName& n : c.rule->blocks[block].names)
            if (n.name == name) return true;
        return false;
    };
    CHECK(has(0, "IoDeleteDevice"));
    CHECK_FALSE(has(0, "ZwClose"));
    CHECK(has(1, "ZwClose"));
    CHECK_FALSE(has(1, "KeWaitForSingleObject")); // depends on an argument
}
