// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/files.hpp"

#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace sdvlite::cli {
namespace {

struct Descriptor {
    int fd;
    // Not blocking, so that a pipe without a writer is refused instead of waited for.
    explicit Descriptor(const std::string& path) : fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

}  // namespace

std::optional<std::string> read_file(const std::string& path, std::string& error, std::size_t most) {
    const auto fail = [&](const char* why) {
        error = fmt::format("can't read '{}': {}", path, why);
        return std::nullopt;
    };
    const Descriptor file(path);
    struct stat info{};
    if (file.fd < 0 || ::fstat(file.fd, &info) != 0) return fail(std::strerror(errno));
    if (S_ISDIR(info.st_mode)) return fail("it is a folder");
    if (!S_ISREG(info.st_mode)) return fail("it is no regular file");
    std::string text;
    char buffer[1 << 16];
    while (true) {
        const ssize_t n = ::read(file.fd, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(std::strerror(errno));
        if (n == 0) return text;
        text.append(buffer, static_cast<std::size_t>(n));
        if (text.size() > most) return fail(fmt::format("it is larger than {} bytes", most).c_str());
    }
}

}  // namespace sdvlite::cli
