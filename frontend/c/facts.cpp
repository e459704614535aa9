// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/facts.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace sdvlite::frontend::c {

namespace {

/// The bytes of a file, mapped; empty and not good when they can't be had.
class Mapped {
  public:
    explicit Mapped(const std::string& path) {
        const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        struct stat s {};
        if (fd >= 0 && fstat(fd, &s) == 0 && S_ISREG(s.st_mode)) {
            size_ = static_cast<std::size_t>(s.st_size);
            data_ = size_ == 0 ? nullptr : mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
            good_ = size_ == 0 || data_ != MAP_FAILED;
        }
        if (fd >= 0) close(fd);
    }
    ~Mapped() {
        if (good_ && size_ != 0) munmap(data_, size_);
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    bool good() const { return good_; }
    std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

  private:
    void* data_ = nullptr;
    std::size_t size_ = 0;
    bool good_ = false;
};

bool names_in(const std::string& path, std::vector<std::string>& out) {
    DIR* folder = opendir(path.c_str());
    if (folder == nullptr) return false;
    while (const dirent* entry = readdir(folder)) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") out.emplace_back(name);
    }
    closedir(folder);
    return true;
}

std::string stamp(const struct stat& s) {
    return std::to_string(s.st_size) + ":" + std::to_string(s.st_mtim.tv_sec) + ":" + std::to_string(s.st_mtim.tv_nsec);
}

} // namespace

Hash hash_of_names(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& name : names) (all += name) += '\0';
    return hash_of(all);
}

Fact fact_of(const std::string& path, Fact::Kind wanted) {
    struct stat s {};
    if (stat(path.c_str(), &s) != 0) return {path, Fact::Kind::Absent, {}};
    const Fact present{path, Fact::Kind::Present, {}};
    if (wanted == Fact::Kind::Stamp) return {path, wanted, hash_of(stamp(s))};
    if (wanted == Fact::Kind::Content) {
        const Mapped file(path);
        return file.good() ? Fact{path, wanted, hash_of(file.bytes())} : present;
    }
    if (wanted == Fact::Kind::Names) {
        std::vector<std::string> names;
        return names_in(path, names) ? Fact{path, wanted, hash_of_names(std::move(names))} : present;
    }
    return present;
}

bool FactChecker::hold(const std::vector<Fact>& facts) {
    return std::all_of(facts.begin(), facts.end(), [this](const Fact& fact) {
        // What was not there, or only there, is one question: is it there?
        const Fact::Kind asked = fact.kind == Fact::Kind::Absent ? Fact::Kind::Present : fact.kind;
        const std::pair key(fact.path, asked);
        {
            const std::lock_guard lock(mutex_);
            if (const auto it = known_.find(key); it != known_.end()) return it->second == fact;
        }
        const Fact now = fact_of(fact.path, asked);
        const std::lock_guard lock(mutex_);
        return known_.try_emplace(key, now).first->second == fact;
    });
}

} // namespace sdvlite::frontend::c
