// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "tools/cli/files.hpp"
#include "tools/cli/inputs.hpp"

namespace fs = std::filesystem;
using namespace sdvlite::cli;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("sdvlite-inputs-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    std::string add(const std::string& name, const std::string& text = "x") const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name) << text;
        return (path / name).string();
    }
};

// The files found, relative to the folder, separated by blanks; "none" after an error.
std::string found(const Folder& folder, const std::vector<std::string>& arguments) {
    Console console;
    const auto inputs = find_inputs(arguments, {}, console);
    if (!inputs) return "none";
    std::string out = inputs->name + ":";
    for (const auto& unit : inputs->units) out += " " + fs::path(unit.file).lexically_relative(folder.path).string();
    for (const auto& file : inputs->cpp_files) out += " C++:" + fs::path(file).lexically_relative(folder.path).string();
    return out;
}

}  // namespace

TEST_CASE("a folder is its C files, or its IR files when it has no C") {
    const Folder folder;
    folder.add("toy/b.c");
    folder.add("toy/A.C");
    folder.add("toy/model.dir");
    folder.add("toy/sub/c.c");
    folder.add("ir/x.dir");
    folder.add("empty/readme.txt");
    CHECK(found(folder, {folder.path / "toy"}) == "toy: toy/A.C toy/b.c");
    CHECK(found(folder, {folder.path / "ir/"}) == "ir: ir/x.dir");
    CHECK(found(folder, {folder.path / "empty"}) == "none");
}

TEST_CASE("several inputs are one driver, each file once") {
    const Folder folder;
    const std::string a = folder.add("a.c");
    const std::string b = folder.add("b.dir");
    CHECK(found(folder, {a, b, (folder.path / "." / "a.c").string()}) == "a: a.c b.dir");
    CHECK(found(folder, {a, folder.path / "nope.c"}) == "none");
}

TEST_CASE("projects are read, other files are not guessed at") {
    const Folder folder;
    const std::string project =
        folder.add("p/toy.vcxproj", "<Project><ItemGroup><ClCompile Include=\"Src\\A.c\"/></ItemGroup></Project>");
    folder.add("p/src/a.c");
    CHECK(found(folder, {project}) == "toy: p/src/a.c");  // case as the file system has it
    CHECK(found(folder, {folder.add("compile_commands.json", "[{\"file\":\"x.c\",\"command\":\"cc x.c\"}]")}).find(" x.c") !=
          std::string::npos);
    CHECK(found(folder, {folder.add("x.cpp")}) == "x: C++:x.cpp");
    CHECK(found(folder, {folder.add("x.txt")}) == "none");
    CHECK(found(folder, {folder.add("bad.vcxproj", "<Project>")}) == "none");
}

TEST_CASE("drivers that lie together are told apart") {
    const Folder folder;
    const auto project = [](const std::string& file, const std::string& type) {
        return "<Project><PropertyGroup><ConfigurationType>" + type + "</ConfigurationType></PropertyGroup>"
               "<ItemGroup><ClCompile Include=\"" + file + "\"/></ItemGroup></Project>";
    };
    // One driver and what is none: that one, with its settings.
    folder.add("one/a.vcxproj", project("a.c", "Driver"));
    folder.add("one/lib.vcxproj", project("lib.c", "StaticLibrary"));
    folder.add("one/tool.vcxproj", project("tool.c", "Application"));
    folder.add("one/a.c");
    folder.add("one/tool.c");
    CHECK(found(folder, {folder.path / "one"}) == "a: one/a.c");
    // Two drivers: neither, until one is named.
    folder.add("one/b.vcxproj", project("b.c", "Driver"));
    CHECK(found(folder, {folder.path / "one"}) == "none");
    CHECK(found(folder, {folder.path / "one" / "b.vcxproj"}) == "b: one/b.c");
    // Solutions and packages name projects.
    const auto line = [](const std::string& path) { return "Project(\"{1}\") = \"x\", \"" + path + "\", \"{2}\"\r\n"; };
    CHECK(found(folder, {folder.add("s.sln", line("one\\b.vcxproj") + line("one\\tool.vcxproj"))}) == "b: one/b.c");
    CHECK(found(folder, {folder.add("s.sln", line("one\\b.vcxproj") + line("one\\a.vcxproj"))}) == "none");
    CHECK(found(folder, {folder.add("p.vcxproj", "<Project><ItemGroup><ProjectReference Include=\"one\\a.vcxproj\"/>"
                                                 "</ItemGroup></Project>")}) == "a: one/a.c");
    // What lies below a folder is named, and not taken.
    CHECK(found(folder, {folder.path}) == "none");
}

TEST_CASE("a list of files in a file") {
    const Folder folder;
    const std::string a = folder.add("a.c");
    const std::string b = folder.add("b.c");
    CHECK(found(folder, {"@" + folder.add("list", a + "\n\"" + b + "\"\n")}) == "a: a.c b.c");
    CHECK(found(folder, {"@" + (folder.path / "none").string()}) == "none");
}

TEST_CASE("a file that can't be read says why") {
    const Folder folder;
    std::string error;
    CHECK(read_file(folder.add("f", "text"), error) == "text");
    CHECK_FALSE(read_file(folder.path, error));
    CHECK(error.find("it is a folder") != std::string::npos);
    CHECK_FALSE(read_file(folder.path / "none", error));
    CHECK(error.find("No such file") != std::string::npos);
    CHECK_FALSE(read_file(folder.add("large", std::string(1001, 'x')), error, 1000));
    CHECK(error.find("larger than 1000 bytes") != std::string::npos);
    CHECK_FALSE(read_file("/dev/zero", error));
    REQUIRE(::mkfifo((folder.path / "pipe").c_str(), 0600) == 0);
    CHECK_FALSE(read_file(folder.path / "pipe", error));  // and does not wait for a writer
}
