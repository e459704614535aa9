// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace sdvlite::frontend::c {

namespace fs = std::filesystem;

namespace {

/// A change of what an entry holds changes this; other entries are then not found and get too old.
constexpr std::string_view kMagic = "sdvlite cache 1\n";
constexpr std::string_view kExtension = ".sdvc";
constexpr std::uint64_t kMaxEntry = std::uint64_t{1} << 30;
/// Files that a process left behind when it was killed while writing.
constexpr std::uint64_t kStaleSeconds = 60 * 60;
constexpr std::int64_t kSecondsBetweenCleaning = 60 * 60;
constexpr const char* kCleaned = "cleaned"; ///< its time says when that was done last

std::string path_of(const std::string& folder, const std::string& key) {
    const std::string name = hex(hash_of(key));
    return (fs::path(folder) / name.substr(0, 2) / (name.substr(2) + std::string(kExtension))).string();
}

std::string number(std::uint64_t n) {
    std::string out;
    for (int shift = 0; shift < 64; shift += 8) out.push_back(static_cast<char>(n >> shift & 0xff));
    return out;
}

std::optional<std::string> read_whole(const std::string& path) {
    std::error_code ec;
    const std::uint64_t size = fs::file_size(path, ec);
    if (ec || size > kMaxEntry) return std::nullopt;
    std::string bytes(size, '\0');
    std::ifstream in(path, std::ios::binary);
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) return std::nullopt;
    return bytes;
}

/// magic, hash of the rest, length of the key, key, reply
std::string entry_of(const std::string& key, const std::string& reply) {
    const std::string rest = number(key.size()) + key + reply;
    const Hash hash = hash_of(rest);
    return std::string(kMagic) + number(hash.low) + number(hash.high) + rest;
}

/// The reply in an entry; empty when the entry is damaged or of another key.
std::string_view reply_in(std::string_view entry, const std::string& key) {
    if (!entry.starts_with(kMagic) || entry.size() < kMagic.size() + 24) return {};
    const std::string_view head = entry.substr(kMagic.size(), 16);
    const std::string_view rest = entry.substr(kMagic.size() + 16);
    const Hash hash = hash_of(rest);
    if (head != number(hash.low) + number(hash.high)) return {};
    if (!rest.starts_with(number(key.size()) + key)) return {};
    return rest.substr(8 + key.size());
}

void mark_as_used(const std::string& path) { utimensat(AT_FDCWD, path.c_str(), nullptr, 0); }

struct Entry {
    std::string path;
    std::uint64_t bytes;
    std::int64_t used; ///< seconds
};

std::vector<Entry> entries_in(const std::string& folder, std::int64_t now) {
    std::vector<Entry> out;
    std::error_code ec;
    for (fs::directory_iterator group(folder, ec), end; !ec && group != end; group.increment(ec)) {
        if (group->path().filename().string().size() != 2) continue; // not ours
        std::error_code inner;
        for (fs::directory_iterator it(group->path(), inner); !inner && it != end; it.increment(inner)) {
            struct stat s {};
            const std::string path = it->path().string();
            if (stat(path.c_str(), &s) != 0 || !S_ISREG(s.st_mode)) continue;
            const bool entry = it->path().extension() == kExtension;
            if (!entry && !path.ends_with(".part")) continue;
            if (!entry && now - s.st_mtim.tv_sec < static_cast<std::int64_t>(kStaleSeconds)) continue;
            out.push_back({path, static_cast<std::uint64_t>(s.st_size), entry ? s.st_mtim.tv_sec : 0});
        }
    }
    return out;
}

} // namespace

std::string cache_key(const std::vector<std::string>& command) {
    std::error_code ec;
    std::string key = fs::current_path(ec).string();
    for (const std::string& word : command) (key += '\0') += word;
    return key;
}

std::optional<Reply> find_in_cache(const std::string& folder, const std::string& key, FactChecker& checker) {
    const std::string path = path_of(folder, key);
    const std::optional<std::string> bytes = read_whole(path);
    if (!bytes) return std::nullopt;
    Reply reply;
    if (!read_reply(reply_in(*bytes, key), reply) || !checker.hold(reply.facts)) return std::nullopt;
    mark_as_used(path);
    return reply;
}

void keep_in_cache(const std::string& folder, const std::string& key, const std::string& reply) {
    const std::string path = path_of(folder, key);
    std::error_code ec;
    fs::create_directories(fs::path(path).parent_path(), ec);
    const std::string part = path + "." + std::to_string(getpid()) + "." + hex(hash_of(reply)).substr(0, 8) + ".part";
    {
        std::ofstream out(part, std::ios::binary);
        out << entry_of(key, reply);
        out.close();
        if (!out) {
            fs::remove(part, ec);
            return;
        }
    }
    fs::rename(part, path, ec);
    if (ec) fs::remove(part, ec);
}

void clean_cache(const std::string& folder, const CacheLimits& limits) {
    const auto now = static_cast<std::int64_t>(time(nullptr));
    std::vector<Entry> entries = entries_in(folder, now);
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used > b.used; });
    std::uint64_t total = 0;
    for (const Entry& e : entries) {
        total += e.bytes;
        const bool old = now - e.used > static_cast<std::int64_t>(limits.seconds);
        std::error_code ec;
        if (old || total > limits.bytes) fs::remove(e.path, ec);
    }
}

void clean_cache_sometimes(const std::string& folder, const CacheLimits& limits) {
    const std::string mark = (fs::path(folder) / kCleaned).string();
    struct stat s {};
    const bool known = stat(mark.c_str(), &s) == 0;
    if (known && time(nullptr) - s.st_mtim.tv_sec < kSecondsBetweenCleaning) return;
    std::error_code ec;
    if (!fs::is_directory(folder, ec)) return;
    std::ofstream(mark).put('\n'); // first, so that others don't begin as well
    clean_cache(folder, limits);
}

} // namespace sdvlite::frontend::c
