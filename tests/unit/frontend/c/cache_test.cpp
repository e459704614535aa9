// SPDX-License-Identifier: Apache-2.0
// The cache of read C files: what is found again, what no longer holds, damage, cleaning.
#include <catch2/catch.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include "frontend/c/cache.hpp"
#include "frontend/c/load.hpp"

using namespace sdvlite;
using namespace sdvlite::frontend::c;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("sdvlite-cache-" + std::to_string(::getpid()));
    Folder() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Folder() {
        std::error_code ec;
        fs::remove_all(path, ec);
    }
    std::string at(const std::string& name) const { return (path / name).string(); }
    std::string add(const std::string& name, const std::string& text) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << text;
        return at(name);
    }
};

std::vector<fs::path> entries(const Folder& folder) {
    std::vector<fs::path> out;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder.at("cache"), ec), end; !ec && it != end; it.increment(ec))
        if (it->is_regular_file()) out.push_back(it->path());
    return out;
}

/// What a reading of the file gave: the functions with a body, sorted; then the messages.
struct Read {
    std::string functions;
    std::string messages;
    bool good = false;
};

Read read(const std::string& file, const LoadOptions& options) {
    Read out;
    ir::Program program;
    base::DiagSink sink;
    out.good = load_c_file(file, options, program, sink);
    std::set<std::string> names;
    for (const ir::Proc& p : program.procs)
        if (p.has_body) names.insert(p.name);
    for (const std::string& name : names) out.functions += name + " ";
    for (const base::Diagnostic& d : sink.all()) out.messages += base::render(d, program.sources);
    return out;
}

} // namespace

TEST_CASE("facts about files and folders hold until these change") {
    const Folder folder;
    folder.add("f/a.h", "one");
    const std::vector<Fact> facts{fact_of(folder.at("f/a.h"), Fact::Kind::Content), fact_of(folder.at("f/b.h"), Fact::Kind::Present),
                                  fact_of(folder.at("f"), Fact::Kind::Names), fact_of(folder.at("f/a.h"), Fact::Kind::Present)};
    CHECK(facts[1].kind == Fact::Kind::Absent);
    CHECK(FactChecker().hold(facts));
    folder.add("f/a.h", "one"); // the same bytes at another time
    CHECK(FactChecker().hold(facts));
    folder.add("f/a.h", "two");
    CHECK_FALSE(FactChecker().hold({facts[0]}));
    CHECK(FactChecker().hold({facts[1], facts[2], facts[3]}));
    folder.add("f/b.h", "");
    CHECK_FALSE(FactChecker().hold({facts[1]}));
    CHECK_FALSE(FactChecker().hold({facts[2]}));
    fs::remove(folder.at("f/a.h"));
    CHECK_FALSE(FactChecker().hold({facts[3]}));
}

TEST_CASE("a kept answer is found again, whole or not at all") {
    const Folder folder;
    Reply reply;
    reply.program = std::string(100000, 'p');
    base::Diagnostic d;
    d.message = "careful";
    reply.diagnostics.push_back(d);
    reply.facts.push_back(fact_of(folder.add("x.h", "1"), Fact::Kind::Content));
    const std::string key = cache_key({"cc", "x.c"});
    CHECK(key != cache_key({"cc", "y.c"}));
    CHECK(key != cache_key({"ccx.c"}));
    FactChecker checker;
    CHECK_FALSE(find_in_cache(folder.at("cache"), key, checker));
    keep_in_cache(folder.at("cache"), key, write_reply(reply));
    const auto kept = find_in_cache(folder.at("cache"), key, checker);
    REQUIRE(kept);
    CHECK(kept->program == reply.program);
    CHECK(kept->diagnostics.at(0).message == "careful");
    REQUIRE(entries(folder).size() == 1);
    const fs::path entry = entries(folder)[0];
    for (const std::uintmax_t size : {fs::file_size(entry) - 1, std::uintmax_t{40}, std::uintmax_t{0}}) {
        fs::resize_file(entry, size);
        CHECK_FALSE(find_in_cache(folder.at("cache"), key, checker));
    }
    keep_in_cache(folder.at("cache"), key, write_reply(reply));
    {
        std::fstream damaged(entry, std::ios::in | std::ios::out | std::ios::binary);
        damaged.seekp(5000);
        damaged.put('q');
    }
    CHECK_FALSE(find_in_cache(folder.at("cache"), key, checker));
}

TEST_CASE("several writers and readers at once see whole answers only") {
    const Folder folder;
    const std::string key = cache_key({"cc"});
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 100; ++i) {
                Reply reply;
                reply.program = std::string(20000, static_cast<char>('a' + t));
                keep_in_cache(folder.at("cache"), key, write_reply(reply));
                FactChecker checker;
                const auto kept = find_in_cache(folder.at("cache"), key, checker);
                if (!kept || kept->program != std::string(20000, kept->program[0])) ++wrong;
                if (i % 25 == 0) clean_cache(folder.at("cache"), {});
            }
        });
    }
    for (std::thread& t : threads) t.join();
    CHECK(wrong == 0);
    CHECK(entries(folder).size() == 1);
}

TEST_CASE("cleaning: the old, then what was used longest ago") {
    const Folder folder;
    Reply reply;
    reply.program = std::string(1000, 'p');
    const auto age = [&](const std::string& key, std::int64_t seconds) {
        FactChecker checker;
        keep_in_cache(folder.at("cache"), key, write_reply(reply));
        for (const fs::path& e : entries(folder)) {
            if (fs::last_write_time(e) > fs::file_time_type::clock::now() - std::chrono::seconds(5))
                fs::last_write_time(e, fs::file_time_type::clock::now() - std::chrono::seconds(seconds));
        }
    };
    age("old", 5000);
    age("middle", 3000);
    age("young", 1000);
    folder.add("cache/readme", "not ours");
    clean_cache(folder.at("cache"), {1u << 20, 4000});
    CHECK(entries(folder).size() == 3); // and the file that is not ours
    clean_cache(folder.at("cache"), {1500, 4000});
    FactChecker checker;
    CHECK(find_in_cache(folder.at("cache"), "young", checker));
    CHECK_FALSE(find_in_cache(folder.at("cache"), "middle", checker));
    CHECK(fs::exists(folder.at("cache/readme")));
}

TEST_CASE("cleaning is not done again within the hour") {
    const Folder folder;
    clean_cache_sometimes(folder.at("cache"), {0, 0});
    CHECK_FALSE(fs::exists(folder.at("cache"))); // nothing is made for it
    keep_in_cache(folder.at("cache"), "k", write_reply({}));
    clean_cache_sometimes(folder.at("cache"), {0, 0});
    CHECK(entries(folder).size() == 1); // the mark
    keep_in_cache(folder.at("cache"), "k", write_reply({}));
    clean_cache_sometimes(folder.at("cache"), {0, 0});
    CHECK(entries(folder).size() == 2);
}

TEST_CASE("a folder that can't be written to is no error") {
    const Folder folder;
    folder.add("file", "");
    keep_in_cache(folder.at("file"), "k", "v");
    clean_cache(folder.at("file"), {});
    CHECK(fs::exists(folder.at("file")));
}

TEST_CASE("an unchanged file is not read again; what it rests on is") {
    const Folder folder;
    const std::string c = folder.add("d/a.c", "#include \"a.h\"\nint f(void) { return N; }\n");
    folder.add("d/a.h", "#define N 1\n");
    LoadOptions options;
    options.cache = folder.at("cache");
    options.include_dirs = {folder.at("d/inc")};
    CHECK(read(c, options).functions == "f ");
    REQUIRE(entries(folder).size() == 1);
    const auto first = fs::last_write_time(entries(folder)[0]);
    fs::last_write_time(entries(folder)[0], first - std::chrono::hours(1));
    CHECK(read(c, options).functions == "f ");
    // Used, so that it is young again.
    CHECK(fs::last_write_time(entries(folder)[0]) > first - std::chrono::hours(1));
    CHECK(entries(folder).size() == 1);

    folder.add("d/a.h", "#define N 1\nint g(void) { return 2; }\n"); // a header
    CHECK(read(c, options).functions == "f g ");
    options.defines = {"N=3"}; // a flag
    CHECK(read(c, options).good);
    CHECK(entries(folder).size() == 2);
    options.defines.clear();
    fs::remove(folder.at("d/a.h")); // found elsewhere now
    folder.add("d/inc/A.H", "#define N 4\nint h(void) { return 5; }\n");
    CHECK(read(c, options).functions == "f h ");
    folder.add("d/a.c", "#include \"a.h\"\nint f2(void) { return N; }\n"); // the file itself
    CHECK(read(c, options).functions == "f2 h ");
    const Read broken = read(folder.add("d/b.c", "int f(void) { return nowhere; }\n"), options);
    CHECK(broken.messages.find("nowhere") != std::string::npos);
    CHECK(read(folder.at("d/b.c"), options).messages == broken.messages); // messages are kept, too
}
