// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <unistd.h>

#include "tools/report/atomic_file.hpp"

namespace fs = std::filesystem;
using sdvlite::report::write_file;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("sdvlite-atomic-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a file is replaced whole, and nothing is left beside it") {
    const Folder folder;
    const std::string path = folder.path / "out.json";
    CHECK(write_file(path, "first, and longer").empty());
    CHECK(write_file(path, "second").empty());
    CHECK(content(path) == "second");
    CHECK(entries(folder.path) == 1);
    CHECK((fs::status(path).permissions() & fs::perms::owner_read) != fs::perms::none);
}

TEST_CASE("a link keeps pointing to where it did") {
    const Folder folder;
    fs::create_symlink(folder.path / "real", folder.path / "link");
    CHECK(write_file(folder.path / "link", "x").empty());
    CHECK(fs::is_symlink(folder.path / "link"));
    CHECK(content(folder.path / "real") == "x");
}

TEST_CASE("what can't be written is said, and what was there stays") {
    const Folder folder;
    CHECK(write_file(folder.path / "none" / "out.json", "x").find("can't write '") == 0);
    CHECK(entries(folder.path) == 0);
    CHECK_FALSE(write_file(folder.path, "x").empty());  // a folder
    CHECK(write_file("/dev/null", "x").empty());        // no regular file: written in place
    CHECK(fs::is_character_file("/dev/null"));
}
