// SPDX-License-Identifier: Apache-2.0
// The process around clang: limits, crashes, options, header look-up.
#include <catch2/catch.hpp>

#include <thread>

#include "frontend/c/reply.hpp"
#include "frontend/c/subprocess.hpp"
#include "tests/unit/frontend/c/c_lowering_support.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite;
using frontend::c::LoadOptions;
using frontend::c::test::load;
using frontend::c::test::load_file;
using frontend::c::test::try_load;
using rules::test::TempFolder;

namespace {

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

} // namespace

TEST_CASE("hostile nesting ends in a program or in a message, never in a crash of the caller") {
    const std::string head = "int g(int); int f(int x) { ";
    const std::vector<std::string> inputs{
        head + "return " + repeated("x+", 200'000) + "1; }\n",
        head + "return " + repeated("(", 50'000) + "x" + repeated(")", 50'000) + "; }\n",
        head + repeated("{", 50'000) + repeated("}", 50'000) + " }\n",
        head + "return " + repeated("!", 200'000) + "x; }\n",
        head + repeated("if (x) ", 3'000) + "x++; return x; }\n",
        head + "if (x) x++; " + repeated("else if (x == 3) x++;\n", 2'000) + " return x; }\n",
        head + "return " + repeated("x ? 1 : ", 20'000) + "2; }\n",
        head + "return " + repeated("g(x) && ", 20'000) + "2; }\n",
        head + "switch (x) { " + repeated("case __COUNTER__:\n", 20'000) + " x = 1; } return x; }\n",
        "int " + repeated("*", 50'000) + "p; int f(void) { return p == 0; }\n",
        std::string("int f(void) { \0 return \xff\xfe 1; }\n", 33),
    };
    for (const std::string& text : inputs) {
        INFO(text.substr(0, 80));
        const auto p = try_load(text);
        if (!p.ok) {
            CHECK(p.sink.has_errors());
            CHECK(p.messages().find("test.c: error: ") != std::string::npos);
        }
    }
}

TEST_CASE("limits end in a message about the file") {
    std::string bomb = "#define A0 x+\n";
    for (int i = 0; i < 30; ++i) {
        const std::string n = std::to_string(i);
        bomb += "#define A" + std::to_string(i + 1) + " A" + n + " A" + n + "\n";
    }
    bomb += "int f(int x) { return A30 1; }\n";
    LoadOptions little;
    little.memory_mb = 1024;
    const auto memory = try_load(bomb, little);
    CHECK_FALSE(memory.ok);
    CHECK(memory.sink.errors() == 1);
    LoadOptions hurry;
    hurry.cpu_seconds = 1;
    const auto time = try_load(bomb, hurry);
    CHECK_FALSE(time.ok);
    CHECK(time.messages().find("took longer than 1 s") != std::string::npos);
}

TEST_CASE("files that can't be read") {
    const TempFolder folder;
    CHECK(load_file(folder.path("none.c")).messages().find("none.c: error: no such file") != std::string::npos);
    const auto p = load_file(folder.path(""));
    CHECK_FALSE(p.ok);
    CHECK(p.sink.has_errors());
}

TEST_CASE("a process that is not there, or is another one") {
    LoadOptions o;
    o.compiler = "/nonexistent/sdvlite-cc";
    const auto absent = try_load("int x;\n", o);
    CHECK_FALSE(absent.ok);
    CHECK(absent.messages().find("can't start") != std::string::npos);
    o.compiler = "/bin/true";
    const auto other = try_load("int x;\n", o);
    CHECK_FALSE(other.ok);
    CHECK(other.sink.errors() == 1);
}

TEST_CASE("headers are found in any case, with backslashes, relative to the includer and through -I") {
    const TempFolder folder;
    folder.write("sys/main.c",
                 "#include \"..\\INC\\Common.H\"\n#include <Other.h>\nint t(void) { return COMMON + OTHER; }\n");
    folder.write("inc/common.h", "#define COMMON 3\nstatic int from_header(int a) { return a; }\n");
    folder.write("more/OTHER.H", "#define OTHER from_header(4)\n");
    LoadOptions o;
    o.include_dirs = {folder.path("More")};
    const auto p = load_file(folder.path("sys/main.c"), o);
    INFO(p.messages());
    REQUIRE(p.ok);
    CHECK(p.sink.errors() == 0);
    CHECK(p.body("t") == "0: $1 = from_header(4)\n1: return 3 + $1\n");
    // Sources of the driver's own files are kept, under the name on the disk.
    const auto& file = p.program.sources.file(p.proc("from_header").span.file);
    CHECK(file.path.find("inc/common.h") != std::string::npos);
    CHECK(file.text.find("COMMON 3") != std::string::npos);
}

TEST_CASE("trace headers are made up, with the driver's own trace functions") {
    const TempFolder folder;
    folder.write("trace.h", "// begin_wpp config\n// FUNC MyTrace{LEVEL=1}(FLAG, MSG, ...);\n// end_wpp\n");
    folder.write("t.vcxproj", "<WppTraceFunction>HisTrace(LEVEL,FLAGS,MSG,...)</WppTraceFunction>\n");
    folder.write(
        "main.c",
        "#include \"trace.h\"\n#include \"main.tmh\"\n"
        "int t(int a) { WPP_INIT_TRACING(1, 2); MyTrace(FLAG, \"%d\", a); HisTrace(A, B, \"x\"); return a; }\n");
    const auto p = load_file(folder.path("main.c"));
    INFO(p.messages());
    REQUIRE(p.ok);
    CHECK(p.sink.errors() == 0);
    CHECK(p.body("t") == "0: return a\n");
}

TEST_CASE("trace functions of a project elsewhere, and of a header in an include folder") {
    const TempFolder folder;
    folder.write("inc/trace.h", "// begin_wpp config\n// FUNC SharedTrace(LEVEL, MSG, ...);\n// end_wpp\n");
    folder.write("src/main.c", "#include \"main.tmh\"\nint t(int a) { Told(FLAG, \"%d\", a); SharedTrace(A, \"x\"); return a; }\n");
    LoadOptions o;
    o.include_dirs = {folder.path("inc")};
    o.trace_functions = {"Told"};
    const auto p = load_file(folder.path("src/main.c"), o);
    INFO(p.messages());
    REQUIRE(p.ok);
    CHECK(p.sink.errors() == 0);
    CHECK(p.body("t") == "0: return a\n");
}

TEST_CASE("sources and headers in UTF-16 are read") {
    const auto utf16 = [](const std::string& text, bool big) {
        std::string out = big ? "\xfe\xff" : "\xff\xfe";
        for (const char c : text) out += big ? std::string{'\0', c} : std::string{c, '\0'};
        return out;
    };
    const TempFolder folder;
    folder.write("wide.h", utf16("#define WIDE 4\r\n", true));
    folder.write("main.c", utf16("#include \"wide.h\"\r\nint t(void) { return WIDE; }\r\n", false));
    folder.write("odd.c", utf16("int t(void) { return 1; }", false) + "x");
    const auto p = load_file(folder.path("main.c"));
    INFO(p.messages());
    REQUIRE(p.ok);
    CHECK(p.sink.errors() == 0);
    CHECK(p.body("t") == "0: return 4\n");
    CHECK(p.proc("t").span.line == 2);
    CHECK(load_file(folder.path("odd.c")).sink.has_errors());
}

TEST_CASE("-D, -U, -include and arguments for clang") {
    const TempFolder folder;
    folder.write("forced.h", "#define FORCED 5\n");
    folder.write("main.c", "int t(void) { return FORCED + VALUE + MORE; }\n#ifdef DBG_GONE\nint u;\n#endif\n");
    LoadOptions o;
    o.defines = {"VALUE=2", "DBG_GONE"};
    o.undefines = {"DBG_GONE"};
    o.forced_includes = {folder.path("forced.h")};
    o.clang_args = {"-DMORE=1"};
    const auto p = load_file(folder.path("main.c"), o);
    INFO(p.messages());
    REQUIRE(p.ok);
    CHECK(p.body("t") == "0: return 8\n");
    CHECK_FALSE(p.program.find_global("u").valid());
}

TEST_CASE("devices and pipes are no headers") {
    const auto p = try_load("#include \"/dev/zero\"\nint t(void) { return 1; }\n");
    REQUIRE(p.ok);
    CHECK(p.sink.has_errors());
    CHECK(p.body("t") == "0: return 1\n");
}

TEST_CASE("a WDK that is none") {
    LoadOptions o;
    o.wdk = "/nonexistent";
    const auto p = try_load("int x;\n", o);
    CHECK_FALSE(p.ok);
    CHECK(p.messages().find("holds no WDK headers") != std::string::npos);
}

TEST_CASE("the reader's command can be asked what it would do") {
    const TempFolder folder;
    folder.write("main.c", "int a;\n#if 0\nint b;\n#endif\n");
    LoadOptions o;
    o.defines = {"ASKED=1"};
    std::vector<std::string> command = frontend::c::reader_command(folder.path("main.c"), o);
    REQUIRE(command.size() > 2);
    CHECK(command.back() == folder.path("main.c"));
    command.insert(command.begin() + 1, {"--only", "arguments"});
    const frontend::c::ProcessLimits limits{60, 1 << 20};
    CHECK(frontend::c::run_process(command, limits).out.find("\n-DASKED=1\n") != std::string::npos);
    command[2] = "skipped";
    CHECK(frontend::c::run_process(command, limits).out == "2 4\n");
    command[2] = "parse";
    const auto parsed = frontend::c::run_process(command, limits);
    CHECK(parsed.exit_code == 0);
    CHECK(parsed.out.empty());
    command[2] = "dance";
    CHECK(frontend::c::run_process(command, limits).exit_code == 2);
}

TEST_CASE("files can be loaded side by side") {
    std::vector<std::thread> threads;
    std::vector<int> errors(4, -1);
    for (std::size_t i = 0; i < errors.size(); ++i) {
        threads.emplace_back([&errors, i] {
            const auto p = try_load("int t(int a) { return a; }\n");
            errors[i] = p.ok ? static_cast<int>(p.sink.errors()) : 1;
        });
    }
    for (std::thread& t : threads) t.join();
    CHECK(errors == std::vector<int>{0, 0, 0, 0});
}

TEST_CASE("a reply that is cut short is no reply") {
    frontend::c::Reply reply;
    base::Diagnostic d;
    d.message = "text";
    d.notes.push_back(d);
    reply.diagnostics.push_back(d);
    reply.program = "bytes";
    const std::string bytes = write_reply(reply);
    frontend::c::Reply back;
    REQUIRE(read_reply(bytes, back));
    CHECK(back.program == "bytes");
    REQUIRE(back.diagnostics.size() == 1);
    CHECK(back.diagnostics[0].notes.size() == 1);
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        frontend::c::Reply cut;
        CHECK_FALSE(read_reply(std::string_view(bytes).substr(0, n), cut));
    }
}
