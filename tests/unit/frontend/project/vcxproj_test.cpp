// SPDX-License-Identifier: Apache-2.0
// Projects as driver developers have them: configurations, imported sheets, item lists, libraries.
#include <catch2/catch.hpp>

#include "tests/unit/frontend/project/project_support.hpp"

using namespace sdvlite;
using namespace sdvlite::test;
using frontend::project::Product;
using Strings = std::vector<std::string>;

namespace {

const char* const kConfigurations =
    "<ItemGroup><ProjectConfiguration Include=\"Debug|x64\"/><ProjectConfiguration Include=\"Release|x64\"/>"
    "<ProjectConfiguration Include=\"Release|ARM64\"/></ItemGroup>\n";

Strings rests(const ProjectFolder& folder, const Strings& paths) {
    Strings out;
    for (const std::string& p : paths) out.push_back(folder.rest(p));
    return out;
}

} // namespace

TEST_CASE("a project's C files with the settings of Release|x64") {
    const ProjectFolder folder;
    const ReadProject r = read_project(folder, std::string(kConfigurations) +
        "<ItemDefinitionGroup Condition=\"'$(Configuration)|$(Platform)'=='Release|x64'\"><ClCompile>"
        "<AdditionalIncludeDirectories>..\\inc;$(DDK_INC_PATH)\\x;%(AdditionalIncludeDirectories)</AdditionalIncludeDirectories>"
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
    CHECK(r.project.configuration == "Release|x64");
    REQUIRE(r.files(folder) == "drv/a.c common/b.c");
    CHECK(rests(folder, r.project.units[0].include_dirs) == Strings{"inc"});
    CHECK(r.project.units[0].defines == Strings{"REL=1", "DIR=toy"});
    CHECK(r.project.units[1].defines == Strings{"B", "REL=1", "DIR=toy"});
}

TEST_CASE("another configuration, as asked for; a debug build defines DBG") {
    const ProjectFolder folder;
    const std::string body = std::string(kConfigurations) +
        "<ItemGroup><ClCompile Include=\"$(Configuration)$(Platform).c\"/></ItemGroup>";
    ReadProject r = read_project(folder, body, {"debug|X64", {}, {}});
    CHECK(r.files(folder) == "drv/Debugx64.c");
    CHECK(r.project.units.at(0).defines == Strings{"DBG=1"});
    CHECK(read_project(folder, body, {"ARM64", {}, {}}).files(folder) == "drv/ReleaseARM64.c");
    CHECK(read_project(folder, body, {"", {{"Platform", "x86"}}, {}}).files(folder) == "drv/Releasex86.c");
    r = read_project(folder, body, {"Checked", {}, {}});
    CHECK_FALSE(r.ok);
    CHECK(r.messages.find("the project has no configuration 'Checked'") != std::string::npos);
    CHECK(r.messages.find("it has Debug|x64, Release|x64, Release|ARM64") != std::string::npos);
}

TEST_CASE("imported sheets are read in place, once, wherever they are named from") {
    const ProjectFolder folder;
    folder.add("build/common.props",
               "<Project><Import Project=\"$(MSBuildThisFileDirectory)more.props\"/>"
               "<PropertyGroup><Name>seven</Name></PropertyGroup>"
               "<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>SHEET=$(Version);%(PreprocessorDefinitions)"
               "</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup></Project>");
    folder.add("build/more.props", "<Project><PropertyGroup><Version>7</Version></PropertyGroup>"
                                   "<ItemGroup><ClCompile Include=\"$(MSBuildThisFileName).c\"/></ItemGroup></Project>");
    folder.add("Directory.Build.props", "<Project><PropertyGroup><Above>1</Above></PropertyGroup></Project>");
    const ReadProject r = read_project(
        folder, "<Import Project=\"$(VCTargetsPath)\\Microsoft.Cpp.Default.props\"/>"
                "<Import Project=\"..\\Build\\Common.props\"/><Import Project=\"..\\build\\more.props\"/>"
                "<Import Project=\"no\\such.props\" Condition=\"exists('no\\such.props')\"/>"
                "<ItemGroup><ClCompile Include=\"$(Name)$(Above).c\"/></ItemGroup>");
    INFO(r.messages);
    CHECK(r.ok);
    CHECK(r.messages.empty());
    CHECK(r.files(folder) == "drv/more.c drv/seven1.c");
    CHECK(r.project.units.at(1).defines == Strings{"SHEET=7"});
}

TEST_CASE("options among the macros of a project are told, and left out") {
    const ProjectFolder folder;
    const ReadProject r = read_project(folder, "<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>A;/wd4996;_B=1</PreprocessorDefinitions>"
        "</ClCompile></ItemDefinitionGroup><ItemGroup><ClCompile Include=\"a.c\"/><ClCompile Include=\"b.c\"/></ItemGroup>");
    CHECK(r.messages.find("'/wd4996' is among the macros to define, but is none; it is left out") != std::string::npos);
    CHECK(r.messages.find("is among") == r.messages.rfind("is among"));
    REQUIRE(r.project.units.size() == 2);
    CHECK(r.project.units[1].defines == Strings{"A", "_B=1"});
}

TEST_CASE("the trace functions that a project names") {
    const ProjectFolder folder;
    const ReadProject r = read_project(folder, "<ItemDefinitionGroup><ClCompile><WppTraceFunction>DEBUGP(LEVEL,MSG,...);Other(MSG,...)"
        "</WppTraceFunction></ClCompile></ItemDefinitionGroup><ItemGroup><ClCompile Include=\"a.c\"/><ClCompile Include=\"b.c\">"
        "<WppTraceFunction/><WppAdditionalOptions>-v4 -func:Third{LEVEL=1}(MSG,...) -func:(none)</WppAdditionalOptions></ClCompile></ItemGroup>");
    INFO(r.messages);
    REQUIRE(r.project.units.size() == 2);
    CHECK(r.project.units[0].trace_functions == Strings{"DEBUGP", "Other"});
    CHECK(r.project.units[1].trace_functions == Strings{"Third"});
}

TEST_CASE("items made of the items of another list") {
    const ProjectFolder folder;
    for (const char* name : {"a.c", "b.c", "c.c"}) folder.add(std::string("drv/src/") + name);
    ReadProject r = read_project(folder, "<PropertyGroup><Where>src</Where></PropertyGroup><ItemGroup>"
        "<Part Include=\"a;b\"><Kind>new</Kind></Part><Part Include=\"c;A\"><Kind>old</Kind></Part><Folder Include=\"inc;more\"/>"
        "<ClCompile Include=\"@(Part->'$(Where)\\%(Identity).c')\" Exclude=\"@(Part->WithMetadataValue('Kind', 'old')->'src/%(Filename).c')\">"
        "<AdditionalIncludeDirectories>@(Folder->'%(Identity)\\sys');last</AdditionalIncludeDirectories></ClCompile>"
        "</ItemGroup>");
    INFO(r.messages);
    REQUIRE(r.project.units.size() >= 1);
    CHECK(folder.rest(r.project.units[0].file) == "drv/src/b.c");
    CHECK(rests(folder, r.project.units[0].include_dirs) == Strings{"drv/inc/sys", "drv/more/sys", "drv/last"});
    r = read_project(folder, "<ItemGroup><Part Include=\"a;b;c;A\"/>"
        "<ClCompile Include=\"@(Part->Distinct()->'src/%(Identity).c', ' ; ')\"/><ClCompile Remove=\"@(Part->Reverse()->'src/b.c')\"/></ItemGroup>");
    CHECK(r.messages.empty());
    CHECK(r.files(folder) == "drv/src/a.c drv/src/c.c");
    r = read_project(folder, "<ItemGroup><Part Include=\"a\"/><ClCompile Include=\"src/c.c;@(Part->Count());@(Part->'x;@(Part, \"/></ItemGroup>");
    CHECK(r.messages.find("toy.vcxproj:2:32: warning: the item list '@(Part->Count())' is not evaluated") != std::string::npos);
    CHECK(r.files(folder) == "drv/src/c.c");
}

TEST_CASE("items: wildcards, exclusion, removal, update, lists of lists, metadata as attributes") {
    const ProjectFolder folder;
    for (const char* name : {"a.c", "b.c", "x_test.c", "deep/er/c.c", "deep/d.c", "deep/no.h"}) folder.add(std::string("drv/src/") + name);
    ReadProject r = read_project(folder, "<ItemGroup>"
        "<Mine Include=\"src\\**\\*.c\" Exclude=\"src\\*_test.c\"/><ClCompile Include=\"@(Mine)\"/>"
        "<ClCompile Remove=\"src\\B.C\"/>"
        "<ClCompile Update=\"src\\deep\\*.c\"><PreprocessorDefinitions>DEEP;NAME=%(Filename)</PreprocessorDefinitions></ClCompile>"
        "<ClCompile Include=\"late.c\" PreprocessorDefinitions=\"LATE\"/><ClCompile Include=\"off.c\" ExcludedFromBuild=\"true\"/>"
        "</ItemGroup>");
    INFO(r.messages);
    REQUIRE(r.files(folder) == "drv/src/a.c drv/src/deep/d.c drv/src/deep/er/c.c drv/late.c");
    CHECK(r.project.units[0].defines.empty());
    CHECK(r.project.units[1].defines == Strings{"DEEP", "NAME=d"});
    CHECK(r.project.units[2].defines.empty()); // * does not cross folders
    CHECK(r.project.units[3].defines == Strings{"LATE"});
}

TEST_CASE("what else decides how a file is read") {
    const ProjectFolder folder;
    folder.add("drv/inc/pre.h");
    const ReadProject r = read_project(folder,
        "<PropertyGroup><DriverType>KMDF</DriverType><ConfigurationType>Driver</ConfigurationType><TargetVersion>Win7</TargetVersion>"
        "<IncludePath>$(VC_IncludePath);own;$(IncludePath)</IncludePath></PropertyGroup>"
        "<Import Project=\"$(VCTargetsPath)\\Microsoft.Cpp.props\"/>"
        "<ItemDefinitionGroup><ClCompile><AdditionalIncludeDirectories>inc</AdditionalIncludeDirectories>"
        "<ForcedIncludeFiles>PRE.h;%(ForcedIncludeFiles)</ForcedIncludeFiles>"
        "<UndefinePreprocessorDefinitions>OLD</UndefinePreprocessorDefinitions>"
        "<AdditionalOptions>/DMORE /I more /wd4096 %(AdditionalOptions)</AdditionalOptions></ClCompile>"
        "<Link><AdditionalDependencies>%(AdditionalDependencies);$(DDK_LIB_PATH)\\NTStrSafe.lib;wdmsec.lib</AdditionalDependencies></Link>"
        "</ItemDefinitionGroup><ItemGroup><ClCompile Include=\"a.c\"/><ClCompile Include=\"b.cpp\"/>"
        "<ClCompile Include=\"odd.cpp\"><CompileAs>CompileAsC</CompileAs></ClCompile>"
        "<ClCompile Include=\"odd.c\"><CompileAs>CompileAsCpp</CompileAs></ClCompile></ItemGroup>");
    INFO(r.messages);
    REQUIRE(r.files(folder) == "drv/a.c drv/odd.cpp");
    CHECK(rests(folder, r.project.cpp_files) == Strings{"drv/b.cpp", "drv/odd.c"});
    const frontend::project::Unit& a = r.project.units[0];
    CHECK(rests(folder, a.include_dirs) == Strings{"drv/inc", "drv/own", "drv/more"});
    CHECK(rests(folder, a.forced_includes) == Strings{"drv/inc/pre.h"});
    CHECK(a.undefines == Strings{"OLD"});
    CHECK(a.defines == Strings{"KMDF_VERSION_MAJOR=1", "KMDF_VERSION_MINOR=15", "_WIN32_WINNT=0x0601", "WINVER=0x0601",
                               "NTDDI_VERSION=0x06010000", "MORE"});
    CHECK(r.project.product == Product::Driver);
    CHECK(r.project.libraries == Strings{"ntstrsafe.lib", "wdmsec.lib"});
    CHECK_FALSE(r.project.user_mode);
}

TEST_CASE("what is built: a driver, a library, a program") {
    const ProjectFolder folder;
    const auto kind = [&](const std::string& properties) {
        const ReadProject r = read_project(folder, "<PropertyGroup>" + properties + "</PropertyGroup>"
                                                   "<ItemGroup><ClCompile Include=\"a.c\"/></ItemGroup>");
        return std::pair(r.project.product, r.project.user_mode);
    };
    const std::string kernel = "<PlatformToolset>WindowsKernelModeDriver10.0</PlatformToolset>";
    CHECK(kind("") == std::pair(Product::Unknown, false));
    CHECK(kind("<ConfigurationType>Driver</ConfigurationType>" + kernel) == std::pair(Product::Driver, false));
    CHECK(kind("<ConfigurationType>DynamicLibrary</ConfigurationType>" + kernel) == std::pair(Product::Dll, false));
    CHECK(kind("<ConfigurationType>StaticLibrary</ConfigurationType>" + kernel) == std::pair(Product::Library, false));
    CHECK(kind("<ConfigurationType>Application</ConfigurationType>") == std::pair(Product::Program, true));
    CHECK(kind("<ConfigurationType>DynamicLibrary</ConfigurationType><PlatformToolset>WindowsUserModeDriver10.0"
               "</PlatformToolset><DriverType>UMDF</DriverType>") == std::pair(Product::Dll, true));
}

TEST_CASE("static libraries of other projects are part of the driver, theirs too, each once") {
    const ProjectFolder folder;
    const auto library = [&](const std::string& name, const std::string& more) {
        folder.add(name + "/" + name + ".vcxproj", "<Project><PropertyGroup><ConfigurationType>StaticLibrary</ConfigurationType>"
                   "</PropertyGroup><ItemGroup><ClCompile Include=\"" + name + ".c\"/>" + more + "</ItemGroup></Project>");
    };
    const auto reference = [](const std::string& name) {
        return "<ProjectReference Include=\"..\\" + name + "\\" + name + ".vcxproj\"/>";
    };
    library("one", reference("two"));
    library("two", reference("one"));
    folder.add("app/app.vcxproj", "<Project><PropertyGroup><ConfigurationType>Application</ConfigurationType></PropertyGroup>"
                                  "<ItemGroup><ClCompile Include=\"app.c\"/></ItemGroup></Project>");
    const ReadProject r = read_project(folder, "<ItemGroup><ClCompile Include=\"a.c\"/>" + reference("one") + reference("app") +
                                               reference("gone") + "</ItemGroup>");
    CHECK(r.ok);
    CHECK(r.files(folder) == "drv/a.c one/one.c two/two.c");
    CHECK(r.messages.find("gone.vcxproj', to which") != std::string::npos);
    folder.add("one/one.vcxproj", "<Project><ItemGroup><ProjectConfiguration Include=\"Other|x64\"/></ItemGroup>"
               "<PropertyGroup><ConfigurationType>StaticLibrary</ConfigurationType></PropertyGroup>"
               "<ItemGroup><ClCompile Include=\"$(Configuration).c\"/></ItemGroup></Project>");
    CHECK(read_project(folder, "<ItemGroup>" + reference("one") + "</ItemGroup>", {"Debug", {}, {}}).files(folder) == "one/Other.c");
}

TEST_CASE("a solution gives SolutionDir, and names its projects") {
    const ProjectFolder folder;
    const std::string solution = folder.add("all.sln",
        "Microsoft Visual Studio Solution File\r\nProject(\"{8BC9}\") = \"toy\", \"drv\\toy.vcxproj\", \"{1}\"\r\nEndProject\r\n"
        "Project(\"{2150}\") = \"Items\", \"Items\", \"{2}\"\r\nEndProject\r\nProject(\"{8BC9}\") = \"b\", \"b\\b.vcxproj\", \"{3}\"\r\n");
    const ReadProject r = read_project(folder, "<ItemGroup><ClCompile Include=\"$(SolutionDir)x\\$(SolutionName).c\"/></ItemGroup>");
    CHECK(r.files(folder) == "x/all.c");
    base::SourceMap sources;
    base::DiagSink sink;
    Strings projects;
    CHECK(frontend::project::read_solution("Project(\"{8BC9}\") = \"b\", \"b\\b.vcxproj\", \"{3}\"", solution, sources, projects, sink));
    CHECK(rests(folder, projects) == Strings{"b/b.vcxproj"});
    projects.clear();
    CHECK_FALSE(frontend::project::read_solution("", solution, sources, projects, sink));
}

TEST_CASE("what a project has that is not understood is said, with its place") {
    const ProjectFolder folder;
    ReadProject r = read_project(folder, "<ItemGroup Condition=\"$(WDKContentRoot)&lt;3\"><ClCompile Include=\"a.c\"/></ItemGroup>");
    CHECK(r.messages.find("drv/toy.vcxproj:2:2: warning: the condition \"$(WDKContentRoot)<3\" is not understood") != std::string::npos);
    r = read_project(folder, "<Import Project=\"..\\x.props\"/><ItemGroup><ClCompile Include=\"a.c\"/></ItemGroup>");
    CHECK(r.ok);
    CHECK(r.messages.find("the imported file '..\\x.props' is left out: there is no such file") != std::string::npos);
    r = read_project(folder, "<ItemGroup><ClCompile Include=\"a.c\"><AdditionalIncludeDirectories>$(MY_SDK)\\inc"
                             "</AdditionalIncludeDirectories></ClCompile></ItemGroup>");
    CHECK(r.messages.find("nothing defines $(MY_SDK)") != std::string::npos);
    CHECK(r.messages.find("--property MY_SDK=VALUE") != std::string::npos);
    CHECK(r.project.units.at(0).include_dirs.empty());
}
