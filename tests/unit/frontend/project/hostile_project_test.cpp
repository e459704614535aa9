// SPDX-License-Identifier: Apache-2.0
// Build descriptions that are broken or mean harm: a message, bounded work, no crash.
#include <catch2/catch.hpp>

#include "frontend/project/command_line.hpp"
#include "tests/unit/frontend/project/project_support.hpp"

using namespace sdvlite;
using namespace sdvlite::test;

namespace {

ReadProject read_database(const ProjectFolder& folder, const std::string& text) {
    ReadProject out;
    base::SourceMap sources;
    base::DiagSink sink;
    out.ok = frontend::project::read_compile_commands(text, folder.at("c.json"), sources, out.project, sink);
    for (const base::Diagnostic& d : sink.all()) out.messages += base::render(d, sources);
    return out;
}

std::string repeated(const std::string& text, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += text;
    return out;
}

} // namespace

TEST_CASE("entities that expand without end are refused with the document type") {
    const ProjectFolder folder;
    const ReadProject r = read_project_text(folder,
        "<?xml version=\"1.0\"?>\n<!DOCTYPE Project [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>\n"
        "<Project><ItemGroup><ClCompile Include=\"&c;.c\"/></ItemGroup></Project>");
    CHECK_FALSE(r.ok);
    CHECK(r.messages.find("toy.vcxproj:2:") != std::string::npos);
    CHECK(r.messages.find("may not have a document type") != std::string::npos);
}

TEST_CASE("a property that doubles itself stops growing") {
    const ProjectFolder folder;
    const ReadProject r = read_project(folder, "<PropertyGroup><A>xxxxxxxx</A>" + repeated("<A>$(A)$(A)</A>", 60) +
        "</PropertyGroup><ItemGroup><ClCompile Include=\"$(A).c;b.c\"/></ItemGroup>");
    CHECK(r.ok);
    CHECK(r.files(folder) == "drv/b.c");
    CHECK(r.messages.find("depends on 'a value of more than 1 MB', which is not known") != std::string::npos);
}

TEST_CASE("lists that double themselves, references that never end") {
    const ProjectFolder folder;
    std::string doubling = "<ItemGroup><A Include=\"x\"/>";
    for (int i = 0; i < 40; ++i) doubling += "<A Include=\"@(A);@(A)\"/>";
    ReadProject r = read_project(folder, doubling + "<ClCompile Include=\"b.c;@(A->'%(Identity).c')\"/></ItemGroup>");
    CHECK(r.ok);
    CHECK(r.messages.find("the project has too many items; the rest is left out") != std::string::npos);
    r = read_project(folder, "<ItemGroup><A Include=\"" + repeated("@(", 100'000) + "\"/><ClCompile Include=\"b.c;" + repeated("@(A->", 50'000) + "\"/></ItemGroup>");
    CHECK(r.files(folder).starts_with("drv/b.c"));
    r = read_project(folder, "<ItemGroup><A Include=\"a\"/><ClCompile Include=\"b.c;@(A" + repeated("->'%(Identity)%(Identity)'", 40) + ")\"/></ItemGroup>");
    CHECK(r.files(folder) == "drv/b.c");
}

TEST_CASE("imports that go round, or leave the folder for what is no project") {
    const ProjectFolder folder;
    folder.add("drv/one.props", "<Project><Import Project=\"two.props\"/></Project>");
    folder.add("drv/two.props", "<Project><Import Project=\"one.props\"/><Import Project=\"toy.vcxproj\"/></Project>");
    ReadProject r = read_project(folder, "<Import Project=\"one.props\"/><ItemGroup><ClCompile Include=\"a.c\"/></ItemGroup>");
    CHECK(r.ok);
    CHECK(r.files(folder) == "drv/a.c");
    CHECK(r.messages.find("two.props:1:11: warning: 'one.props' is imported by itself") != std::string::npos);
    r = read_project(folder, "<Import Project=\"/dev/zero\"/><Import Project=\"..\"/><ItemGroup><ClCompile Include=\"a.c\"/></ItemGroup>");
    CHECK(r.ok);
    CHECK(r.messages.find("'/dev/zero' is left out: it is no ordinary file") != std::string::npos);
    r = read_project(folder, "<Import Project=\"../../../../../../../../../../etc/passwd\"/>");
    CHECK_FALSE(r.ok);
    CHECK(r.messages.find("this is no XML") != std::string::npos);
}

TEST_CASE("references to projects that go round end") {
    const ProjectFolder folder;
    const ReadProject r = read_project(folder, "<PropertyGroup><ConfigurationType>StaticLibrary</ConfigurationType></PropertyGroup>"
        "<ItemGroup><ClCompile Include=\"a.c\"/><ProjectReference Include=\"toy.vcxproj\"/></ItemGroup>");
    CHECK(r.ok);
    CHECK(r.files(folder) == "drv/a.c");
}

TEST_CASE("no XML, or too deep") {
    const ProjectFolder folder;
    CHECK(read_project_text(folder, "<Project><a></Project>").messages.find("toy.vcxproj:1:") != std::string::npos);
    CHECK_FALSE(read_project_text(folder, "").ok);
    CHECK_FALSE(read_project_text(folder, std::string("MZ\0\x01\x02\xff\xfe binary", 20)).ok);
    CHECK_FALSE(read_project_text(folder, "<Solution/>").ok);
    CHECK_FALSE(read_project_text(folder, "<Project>" + repeated("<a>", 200000)).ok);
    const ReadProject r = read_project(folder, repeated("<Choose><When Condition=\"true\">", 20000) + "<PropertyGroup/>" +
        repeated("</When></Choose>", 20000) + "<ItemGroup><ClCompile Include=\"a.c\"/></ItemGroup>");
    CHECK(r.ok);
    CHECK(r.messages.find("this nests too deeply") != std::string::npos);
    CHECK(read_project(folder, "<PropertyGroup><A>" + repeated("$(", 100000) + "</A></PropertyGroup>").ok);
    CHECK(read_project(folder, "<PropertyGroup><A>" + repeated("$([MSBuild]::Escape('", 5000) + "</A></PropertyGroup>").ok);
}

TEST_CASE("no JSON, or entries that say nothing") {
    const ProjectFolder folder;
    CHECK_FALSE(read_database(folder, std::string(200000, '[')).ok);
    CHECK(read_database(folder, "[\n{,}]").messages.find("c.json:2:2: error: this is no JSON") != std::string::npos);
    CHECK(read_database(folder, "{}").messages.find("array of entries") != std::string::npos);
    CHECK(read_database(folder, "[{\"file\":\"a.c\"}]").messages.find("entry 1 has neither") != std::string::npos);
    CHECK(read_database(folder, "[3]").messages.find("entry 1 is no object") != std::string::npos);
    CHECK(read_database(folder, "[{\"file\":\"a.rc\",\"command\":\"rc a.rc\"}]").messages.find("no entry compiles a C file") != std::string::npos);
}

TEST_CASE("response files that include themselves end") {
    const ProjectFolder folder;
    folder.add("loop.rsp", "/DONE @loop.rsp");
    const ReadProject r = read_database(folder, "[{\"file\":\"a.c\",\"arguments\":[\"cl\",\"@loop.rsp\",\"@gone.rsp\",\"a.c\"]}]");
    CHECK(r.ok);
    CHECK(r.messages.find("there are too many response files") != std::string::npos);
    CHECK(r.project.units.at(0).defines.size() == 100);
}
