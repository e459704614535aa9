// SPDX-License-Identifier: Apache-2.0
// MSBuild's language: references, functions, conditions, wildcards.
#include <catch2/catch.hpp>

#include "frontend/project/msbuild/condition.hpp"
#include "frontend/project/msbuild/expand.hpp"
#include "frontend/project/wildcard.hpp"
#include "tests/unit/frontend/project/project_support.hpp"

using namespace sdvlite::frontend::project::msbuild;
using sdvlite::test::ProjectFolder;

namespace {

struct World {
    ProjectFolder folder;
    Properties properties;
    Scope scope{properties, folder.at("drv")};

    World() {
        properties.set("Platform", "x64");
        properties.set("Path", "a\\b\\");
        properties.set("Version", "0x0A00");
        folder.add("drv/x.c");
        folder.add("top.props");
    }
    std::string text(const std::string& t) const { return shown(expand(t, scope)); }
    std::optional<bool> is(const std::string& c) const { return holds(c, scope); }
};

} // namespace

TEST_CASE("references and functions of MSBuild") {
    const World w;
    CHECK(w.text("<$(platform)> $(None)|") == "<x64> $(None)|"); // shown: what nothing defines is empty for MSBuild
    CHECK(plain(expand("<$(None)>", w.scope)) == "<>");
    CHECK(first_hole(expand("$(VC_IncludePath);x", w.scope)) == "VC_IncludePath");
    CHECK(w.text("$(Platform.Replace('64', ' bits').ToUpper())") == "X BITS");
    CHECK(w.text("$(Path.TrimEnd('\\'))|$(Platform.Substring(1))|$(Platform.Length)|$(Platform.IndexOf('6'))") == "a\\b|64|3|1");
    CHECK(w.text("$(Platform.StartsWith(\"x\")) $(Platform.EndsWith('x')) $(Path.Contains('b'))") == "True False True");
    CHECK(w.text("$([MSBuild]::Add($(Platform.Length), 4)) $([System.IO.Path]::GetFileName('a\\b.c'))") == "7 b.c");
    CHECK(w.text("$([MSBuild]::ValueOrDefault('$(None)', 'd')) $([MSBuild]::EnsureTrailingSlash('q'))") == "d q/");
    CHECK(w.folder.rest(w.text("$([MSBuild]::GetPathOfFileAbove('top.props', '$(MSBuildProjectDirectory)'))")) == "top.props");
    CHECK(w.text("$([System.DateTime]::Now.Year)") == "$([System.DateTime]::Now.Year)"); // not known
    CHECK(w.text("$(Registry:HKEY_LOCAL_MACHINE\\X@Y)") == "$(Registry:HKEY_LOCAL_MACHINE\\X@Y)");
    CHECK(w.text("$(Platform") == "$(Platform");
    CHECK(unescaped("a%3Bb%2a%zz%") == "a;b*%zz%");
}

TEST_CASE("conditions of MSBuild: true, false, or not known") {
    const World w;
    CHECK(w.is("") == true);
    CHECK(w.is("'$(platform)' == 'X64'") == true);
    CHECK(w.is("'$(Platform)'!='x64' or ('$(Platform)'=='x64' and !('1'=='2'))") == true);
    CHECK(w.is("'$(None)'==''") == true);
    CHECK(w.is("'$(WDKContentRoot)'=='x'") == std::nullopt);
    CHECK(w.is("'$(WDKContentRoot)'=='x' and '1'=='2'") == false);
    CHECK(w.is("exists('X.C')") == true);
    CHECK(w.is("!Exists('y.c') And HasTrailingSlash('$(Path)')") == true);
    CHECK(w.is("$(Version)<0x0B00 and 17.0 >= '16' and '1.10' != '2'") == true);
    CHECK(w.is("$(Version)<$(None)") == std::nullopt);
    CHECK(w.is("$(Platform.EndsWith('64'))") == true);
    CHECK(w.is("'$(Platform.Replace('64',''))'=='x'") == true);
    CHECK(w.is("'true' == 'True' and false == 'FALSE'") == true);
    CHECK(w.is("'@(Inf)'!=''") == std::nullopt);
    CHECK(w.is("'1'=='1") == std::nullopt);
    CHECK(w.is(std::string(100000, '!') + "('1'=='1')") == std::nullopt);
    CHECK(w.is(std::string(100000, '(')) == std::nullopt);
}

TEST_CASE("file patterns") {
    using sdvlite::frontend::project::matches;
    CHECK(matches("src\\*.c", "src/A.C"));
    CHECK_FALSE(matches("src/*.c", "src/sub/a.c"));
    CHECK(matches("src/**/*.c", "src/sub/more/a.c"));
    CHECK(matches("src/**/*.c", "src/a.c"));
    CHECK(matches("?.c", "a.c"));
    CHECK_FALSE(matches("?.c", "ab.c"));
    CHECK_FALSE(matches(std::string(2000, '*') + "x", std::string(2000, 'y'))); // not exponential
}
