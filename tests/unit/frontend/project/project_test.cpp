// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "core/base/source.hpp"
#include "frontend/project/msbuild.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/project.hpp"

using namespace sdvlite;
using namespace sdvlite::frontend::project;
using Strings = std::vector<std::string>;

namespace {

struct Read {
    Project project;
    bool ok = false;
    std::string messages;
};

template <class Reader>
Read read(Reader reader, const std::string& text, const std::string& path) {
    Read r;
    base::SourceMap sources;
    base::DiagSink sink;
    r.ok = reader(text, path, sources.add(path, text), r.project, sink);
    for (const base::Diagnostic& d : sink.all()) r.messages += base::render(d, sources);
    return r;
}

Read vcxproj(const std::string& body) {
    return read(read_vcxproj, "<Project>\n" + body + "\n</Project>\n", "drv/sub/toy.vcxproj");
}

const char* const kConfigurations =
    "<ItemGroup><ProjectConfiguration Include=\"Debug|x64\"/><ProjectConfiguration Include=\"Release|x64\"/>"
    "<ProjectConfiguration Include=\"Release|ARM64\"/></ItemGroup>\n";

}  // namespace

TEST_CASE("a project's C files with the settings of Release|x64") {
    const Read r = vcxproj(std::string(kConfigurations) +
        "<ItemDefinitionGroup Condition=\"'$(Configuration)|$(Platform)'=='Release|x64'\"><ClCompile>"
        "<AdditionalIncludeDirectories>..\\inc;%(AdditionalIncludeDirectories)</AdditionalIncludeDirectories>"
        "<PreprocessorDefinitions>%(PreprocessorDefinitions);REL=1;DIR=$(MSBuildProjectName)</PreprocessorDefinitions>"
        "</ClCompile></ItemDefinitionGroup>"
        "<ItemDefinitionGroup Condition=\"'$(Configuration)|$(Platform)'=='Debug|x64'\"><ClCompile>"
        "<PreprocessorDefinitions>DEBUG</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>"
        "<ItemGroup><ClCompile Include=\"a.c\"/><ClCompile Include=\"..\\common\\b.c\">"
        "<PreprocessorDefinitions>B;%(PreprocessorDefinitions)</PreprocessorDefinitions></ClCompile>"
        "<ClCompile Include=\"arm.c\"><ExcludedFromBuild Condition=\"'$(Platform)'!='ARM64'\">true</ExcludedFromBuild></ClCompile>"
        "<ClCompile Include=\"@(ClSourceFiles)\"/><ResourceCompile Include=\"a.rc\"/></ItemGroup>");
    INFO(r.messages);
    REQUIRE(r.ok);
    CHECK(r.messages.empty());
    CHECK(r.project.name == "toy");
    REQUIRE(r.project.units.size() == 2);
    CHECK(r.project.units[0].file == "drv/sub/a.c");
    CHECK(r.project.units[0].include_dirs == Strings{"drv/inc"});
    CHECK(r.project.units[0].defines == Strings{"REL=1", "DIR=toy"});
    CHECK(r.project.units[1].file == "drv/common/b.c");
    CHECK(r.project.units[1].defines == Strings{"B", "REL=1", "DIR=toy"});
}

TEST_CASE("what a project has that is not understood is said, with its place") {
    Read r = vcxproj("<ItemGroup><ClCompile Include=\"*.c\"/></ItemGroup>");
    CHECK_FALSE(r.ok);
    CHECK(r.messages.find("drv/sub/toy.vcxproj:2:13: error: the wildcard '*.c' is not evaluated") == 0);
    CHECK_FALSE(vcxproj("<ItemGroup><ClCompile Include=\"a.cpp\"/></ItemGroup>").ok);
    CHECK_FALSE(vcxproj("<ItemGroup><ClCompile Include=\"$(Where)/a.c\"/></ItemGroup>").ok);
    CHECK(vcxproj("<ItemGroup/>").messages.find("compiles no C file") != std::string::npos);
    r = vcxproj("<ItemGroup Condition=\"$(V)&lt;3\"><ClCompile Include=\"a.c\"/></ItemGroup>");
    CHECK(r.messages.find("warning: the condition \"$(V)<3\" is not understood") != std::string::npos);
    CHECK_FALSE(r.ok);
    r = vcxproj("<Import Project=\"..\\x.props\"/><ItemGroup><ClCompile Include=\"a.c\"/></ItemGroup>");
    CHECK(r.messages.find("the imported file '..\\x.props' is not read") != std::string::npos);
    CHECK(r.ok);
}

TEST_CASE("no XML, no JSON, or hostile: a message, no crash") {
    CHECK(read(read_vcxproj, "<Project><a></Project>", "x.vcxproj").messages.find("x.vcxproj:1:") == 0);
    CHECK_FALSE(read(read_vcxproj, "", "x.vcxproj").ok);
    std::string deep;
    for (int i = 0; i < 200000; ++i) deep += "<a>";
    CHECK_FALSE(read(read_vcxproj, "<Project>" + deep, "x.vcxproj").ok);
    CHECK_FALSE(read(read_compile_commands, std::string(200000, '['), "c.json").ok);
    CHECK(read(read_compile_commands, "[\n{,}]", "c.json").messages.find("c.json:2:2: error: this is no JSON") == 0);
    CHECK(read(read_compile_commands, "{}", "c.json").messages.find("array of entries") != std::string::npos);
    CHECK(read(read_compile_commands, "[{\"file\":\"a.c\"}]", "c.json").messages.find("entry 1 has neither") != std::string::npos);
}

TEST_CASE("a compilation database: arguments or a command, of clang or cl") {
    const Read r = read(read_compile_commands,
        R"([{"directory": "/b", "file": "a.c", "arguments": ["cc", "-Iinc", "-I", "/abs", "-DX=1", "-U", "Y", "-include", "pre.h", "a.c"]},
            {"directory": "/b", "file": "sub/b.c", "command": "cl.exe /I\"my inc\" /DQ=\\\"s\\\" -isystem sys /Users/x/b.c -O2"},
            {"directory": "/b", "file": "x.rc", "command": "rc x.rc"}])", "/b/compile_commands.json");
    INFO(r.messages);
    REQUIRE(r.ok);
    REQUIRE(r.project.units.size() == 2);
    CHECK(r.project.name == "b");
    CHECK(r.project.units[0].file == "/b/a.c");
    CHECK(r.project.units[0].include_dirs == Strings{"/b/inc", "/abs"});
    CHECK(r.project.units[0].defines == Strings{"X=1"});
    CHECK(r.project.units[0].undefines == Strings{"Y"});
    CHECK(r.project.units[0].forced_includes == Strings{"/b/pre.h"});
    CHECK(r.project.units[1].include_dirs == Strings{"/b/my inc", "/b/sys"});
    CHECK(r.project.units[1].defines == Strings{"Q=\"s\""});
    CHECK(r.project.units[1].undefines.empty());
}

TEST_CASE("conditions of MSBuild: true, false, or not known") {
    Properties p;
    p.set("Platform", "x64");
    CHECK(holds("", p) == true);
    CHECK(holds("'$(platform)' == 'X64'", p) == true);
    CHECK(holds("'$(Platform)'!='x64' or ('$(Platform)'=='x64' and !('1'=='2'))", p) == true);
    CHECK(holds("'$(Other)'=='x'", p) == std::nullopt);
    CHECK(holds("'$(Other)'=='x' and '1'=='2'", p) == false);
    CHECK(holds("exists('x')", p) == std::nullopt);
    CHECK(holds("1 &lt; 2", p) == std::nullopt);
    CHECK(holds("'1'=='1", p) == std::nullopt);
    CHECK(holds(std::string(100000, '!') + "('1'=='1')", p) == std::nullopt);
    CHECK(holds(std::string(100000, '('), p) == std::nullopt);
}
