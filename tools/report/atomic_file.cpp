// SPDX-License-Identifier: Apache-2.0
#include "tools/report/atomic_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace sdvlite::report {
namespace {

namespace fs = std::filesystem;

std::string failure(const std::string& path) { return fmt::format("can't write '{}': {}", path, std::strerror(errno)); }

bool write_all(int fd, std::string_view content) {
    while (!content.empty()) {
        const ssize_t n = ::write(fd, content.data(), content.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

std::string write_in_place(const std::string& path, std::string_view content) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) return failure(path);
    std::string error = write_all(fd, content) ? "" : failure(path);
    if (::close(fd) != 0 && error.empty()) error = failure(path);
    return error;
}

// mkstemp makes files that only their owner reads; a report is as readable as any new file.
mode_t new_file_mode() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

// A link keeps pointing to where it did, also one to a file that is not there yet.
fs::path target_of(fs::path path) {
    constexpr int kMaxLinks = 40;
    std::error_code ec;
    for (int i = 0; i < kMaxLinks && fs::is_symlink(path, ec); ++i) {
        const fs::path next = fs::read_symlink(path, ec);
        if (ec) break;
        path = path.parent_path() / next;
    }
    return path;
}

}  // namespace

std::string write_file(const std::string& path, std::string_view content) {
    std::error_code ec;
    const fs::path target = target_of(path);
    if (fs::exists(target, ec) && !fs::is_regular_file(target, ec)) return write_in_place(path, content);

    std::string temp = target.string() + ".XXXXXX";
    const int fd = ::mkstemp(temp.data());
    if (fd < 0) return failure(path);
    std::string error;
    if (!write_all(fd, content) || ::fchmod(fd, new_file_mode()) != 0) error = failure(path);
    if (::close(fd) != 0 && error.empty()) error = failure(path);
    if (error.empty() && ::rename(temp.c_str(), target.c_str()) != 0) error = failure(path);
    if (!error.empty()) ::unlink(temp.c_str());
    return error;
}

}  // namespace sdvlite::report
