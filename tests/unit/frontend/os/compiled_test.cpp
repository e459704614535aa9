// SPDX-License-Identifier: Apache-2.0
// Model files that the build has read: the same programs as their texts give, and never those of another text.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "core/ir/print.hpp"
#include "frontend/os/compiled.hpp"
#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;
namespace fs = std::filesystem;
namespace os = frontend::os;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("sdvlite-compiled-" + std::to_string(getpid()));
    Folder() { fs::remove_all(path); }
    ~Folder() { fs::remove_all(path); }
};

std::vector<std::string> printed(const os::DriverModel& model, const os::Knowledge& knowledge) {
    std::vector<ir::Program> programs;
    base::SourceMap sources;
    base::DiagSink sink;
    REQUIRE(os::load_models(model, knowledge, {}, programs, sources, sink));
    std::vector<std::string> out;
    for (const ir::Program& p : programs) {
        REQUIRE(p.sources.size() == 1);
        out.push_back(p.name + "\n" + p.sources.file(base::FileId(0)).path + "\n" + p.sources.file(base::FileId(0)).text + ir::print(p));
    }
    return out;
}

} // namespace

TEST_CASE("compiled model files are what their texts are") {
    const Folder folder;
    base::SourceMap sources;
    base::DiagSink sink;
    REQUIRE(os::compile_models(test::models_folder(), folder.path.string(), sources, sink));
    os::Knowledge knowledge;
    REQUIRE(os::read_knowledge(test::models_folder(), knowledge, sources, sink));
    os::Knowledge compiled = knowledge;
    compiled.compiled = folder.path.string();
    for (const os::DriverModel& model : knowledge.models) {
        INFO(model.name);
        CHECK(printed(model, compiled) == printed(model, knowledge));
    }
}

TEST_CASE("only the same text of the same origin is found, and only whole") {
    const Folder folder;
    const std::string text = "void Leaf() { }";
    base::SourceMap sources;
    base::DiagSink sink;
    REQUIRE(os::compile_model(folder.path.string(), text, "a.dir", ir::Origin::OsModel, sources, sink));
    const auto found = [&](const std::string& t, ir::Origin o) { return os::find_compiled(folder.path.string(), t, "b.dir", o); };
    REQUIRE(found(text, ir::Origin::OsModel));
    CHECK(found(text, ir::Origin::OsModel)->find_proc("Leaf").valid());
    CHECK(found(text, ir::Origin::OsModel)->sources.file(base::FileId(0)).path == "b.dir");
    CHECK_FALSE(found(text + " ", ir::Origin::OsModel));
    CHECK_FALSE(found(text, ir::Origin::Harness));
    CHECK_FALSE(os::find_compiled("", text, "b.dir", ir::Origin::OsModel));
    for (const auto& file : fs::directory_iterator(folder.path)) fs::resize_file(file.path(), fs::file_size(file.path()) / 2);
    CHECK_FALSE(found(text, ir::Origin::OsModel));
}

TEST_CASE("an error in a model file is told with its place") {
    const Folder folder;
    base::SourceMap sources;
    base::DiagSink sink;
    CHECK_FALSE(os::compile_model(folder.path.string(), "void Leaf() { x = 1; }", "a.dir", ir::Origin::OsModel, sources, sink));
    REQUIRE_FALSE(sink.all().empty());
    CHECK(sources.describe(sink.all().front().span) == "a.dir:1:15");
    CHECK_FALSE(fs::exists(folder.path));
}
