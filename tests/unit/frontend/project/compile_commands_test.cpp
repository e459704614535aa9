// SPDX-License-Identifier: Apache-2.0
// Compilation databases of clang, gcc, cl.exe and clang-cl, from Linux and from Windows.
#include <catch2/catch.hpp>

#include "frontend/project/command_line.hpp"
#include "tests/unit/frontend/project/project_support.hpp"

using namespace sdvlite;
using namespace sdvlite::test;
using frontend::project::Quoting;
using frontend::project::split_command;
using Strings = std::vector<std::string>;

namespace {

ReadProject read(const std::string& text, const std::string& path = "/b/compile_commands.json") {
    ReadProject out;
    base::SourceMap sources;
    base::DiagSink sink;
    out.ok = frontend::project::read_compile_commands(text, path, sources, out.project, sink);
    for (const base::Diagnostic& d : sink.all()) out.messages += base::render(d, sources);
    return out;
}

} // namespace

TEST_CASE("arguments of clang, with the file's own directory") {
    const ReadProject r = read(R"([{"directory": "/b", "file": "a.c", "arguments":
        ["cc", "-Iinc", "-I", "/abs", "-isystem", "sys", "-iquote", "q", "-idirafter", "late", "-DX=1", "-D", "Y", "-U", "Z",
         "-include", "pre.h", "-include-pch", "x.pch", "-o", "-Dno.o", "-std=gnu11", "a.c"]}])");
    INFO(r.messages);
    REQUIRE(r.ok);
    CHECK(r.project.name == "b");
    REQUIRE(r.project.units.size() == 1);
    const auto& u = r.project.units[0];
    CHECK(u.file == "/b/a.c");
    CHECK(u.include_dirs == Strings{"/b/inc", "/abs", "/b/sys", "/b/q", "/b/late"});
    CHECK(u.defines == Strings{"X=1", "Y"});
    CHECK(u.undefines == Strings{"Z"});
    CHECK(u.forced_includes == Strings{"/b/pre.h"});
}

TEST_CASE("commands of cl.exe and clang-cl") {
    const ReadProject r = read(R"([
        {"directory": "/b", "file": "sub/b.c", "command": "cl.exe /nologo /I\"my inc\" -Iother /D Q=\\\"s\\\" /DN#2 /U X /FI pre.h /external:I ext /Tc sub\\b.c /link /DRIVER /Dno"},
        {"directory": "/b", "file": "/Users/x/c.c", "arguments": ["C:\\LLVM\\bin\\clang-cl.exe", "/imsvc", "ms", "/DONE", "/Users/x/c.c"]},
        {"directory": "/b", "file": "d.c", "arguments": ["clang", "--driver-mode=cl", "/DTWO", "d.c"]},
        {"directory": "/b", "file": "e.c", "arguments": ["cl", "/TP", "e.c"]},
        {"directory": "/b", "file": "f.cpp", "command": "clang-cl f.cpp"},
        {"directory": "/b", "file": "x.rc", "command": "rc x.rc"}])");
    INFO(r.messages);
    REQUIRE(r.ok);
    REQUIRE(r.project.units.size() == 3);
    CHECK(r.project.units[0].include_dirs == Strings{"/b/my inc", "/b/other", "/b/ext"});
    CHECK(r.project.units[0].defines == Strings{"Q=\"s\"", "N=2"});
    CHECK(r.project.units[0].undefines == Strings{"X"});
    CHECK(r.project.units[0].forced_includes == Strings{"/b/pre.h"});
    CHECK(r.project.units[1].include_dirs == Strings{"/b/ms"});
    CHECK(r.project.units[1].defines == Strings{"ONE"});
    CHECK(r.project.units[1].undefines.empty());
    CHECK(r.project.units[2].defines == Strings{"TWO"});
    CHECK(r.project.cpp_files == Strings{"/b/e.c", "/b/f.cpp"});
}

TEST_CASE("a database from another machine, beside the sources") {
    const ProjectFolder folder;
    folder.add("src/a.c");
    folder.add("src/b.c");
    const auto read_at = [&](const std::string& text) { return read(text, folder.at("compile_commands.json")); };
    const ReadProject r = read_at(R"([
        {"directory": "C:\\dev\\drv", "file": "src\\a.c", "command": "cl.exe /c /Iinc /IC:\\dev\\drv\\more /IC:\\kit /FIC:\\dev\\drv\\pre.h src\\a.c"},
        {"directory": "C:\\dev\\drv", "file": "C:\\dev\\drv\\src\\b.c", "command": "cl.exe /c src\\b.c"}])");
    CHECK(r.messages.find("'C:/dev/drv' is not here; the folder of this file is taken for it") != std::string::npos);
    CHECK(r.files(folder) == "src/a.c src/b.c");
    REQUIRE(r.project.units.size() == 2);
    CHECK(folder.rest(r.project.units[0].include_dirs.at(0)) == "inc");
    CHECK(folder.rest(r.project.units[0].include_dirs.at(1)) == "more");
    CHECK(r.project.units[0].include_dirs.at(2).ends_with("C:/kit"));
    CHECK(folder.rest(r.project.units[0].forced_includes.at(0)) == "pre.h");
    const ReadProject unix = read_at(R"([{"directory": "/gone/drv/src", "file": "a.c", "arguments": ["cc", "-I../inc", "-I/gone/drv", "a.c"]}])");
    CHECK(unix.files(folder) == "src/a.c");
    CHECK(folder.rest(unix.project.units.at(0).include_dirs.at(0)) == "inc");
    CHECK(unix.project.units.at(0).include_dirs.at(1) == folder.at(""));
}

TEST_CASE("response files stand for what is in them") {
    const ProjectFolder folder;
    folder.add("obj/cl.rsp", "/DA /I \"some where\"\r\n@more.rsp\r\n");
    folder.add("obj/more.rsp", std::string("\xff\xfe/\0D\0B\0", 8)); // UTF-16, as MSBuild writes it
    const ReadProject r = read("[{\"directory\":\"obj\",\"file\":\"../a.c\",\"command\":\"cl.exe @cl.rsp /DC ..\\\\a.c\"}]",
                               folder.at("compile_commands.json"));
    INFO(r.messages);
    REQUIRE(r.project.units.size() == 1);
    CHECK(folder.rest(r.project.units[0].file) == "a.c");
    CHECK(r.project.units[0].defines == Strings{"A", "B", "C"});
    CHECK(folder.rest(r.project.units[0].include_dirs.at(0)) == "obj/some where");
}

TEST_CASE("how commands are quoted") {
    CHECK(split_command(R"(cl /I"a b" c\d \\s\x "q\"r" a\\"b c")", Quoting::Windows) ==
          Strings{"cl", "/Ia b", R"(c\d)", R"(\\s\x)", "q\"r", R"(a\b c)"});
    CHECK(split_command(R"(cc -DX='a b' a\ b "c\"d" "e\f" '')", Quoting::Posix) ==
          Strings{"cc", "-DX=a b", "a b", "c\"d", "e\\f", ""});
    CHECK(frontend::project::quoting_of(R"("C:\Program Files\clang.exe" -c a.c)") == Quoting::Windows);
    CHECK(frontend::project::quoting_of("/usr/bin/clang -c a.c") == Quoting::Posix);
}
