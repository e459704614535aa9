// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/subprocess.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

extern char** environ;

namespace sdvlite::frontend::c {

namespace {

constexpr std::size_t kKeptErrors = 16 * 1024;

/// Both ends of a pipe; closed on exec, so that children started at the same time do not hold it.
class Pipe {
  public:
    Pipe() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) == 0) {
            read_ = ends[0];
            write_ = ends[1];
        }
    }
    ~Pipe() {
        close_read();
        close_write();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    bool good() const { return read_ >= 0; }
    int read_end() const { return read_; }
    int write_end() const { return write_; }
    void close_read() { close_one(read_); }
    void close_write() { close_one(write_); }

  private:
    static void close_one(int& fd) {
        if (fd >= 0) close(fd);
        fd = -1;
    }
    int read_ = -1;
    int write_ = -1;
};

bool start(const std::vector<std::string>& arguments, const Pipe& out, const Pipe& err, pid_t& pid,
           std::string& failure) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out.write_end(), 1);
    posix_spawn_file_actions_adddup2(&actions, err.write_end(), 2);
    std::vector<char*> argv;
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    const int status = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (status != 0) failure = std::strerror(status);
    return status == 0;
}

/// Reads what there is; false at the end of the stream.
bool take(int fd, std::string& into) {
    std::array<char, 64 * 1024> buffer;
    const ssize_t n = read(fd, buffer.data(), buffer.size());
    if (n < 0) return errno == EINTR || errno == EAGAIN;
    into.append(buffer.data(), static_cast<std::size_t>(n));
    return n > 0;
}

void wait_for(pid_t pid, ProcessResult& result) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
}

} // namespace

ProcessResult run_process(const std::vector<std::string>& arguments, const ProcessLimits& limits) {
    using Clock = std::chrono::steady_clock;
    ProcessResult result;
    Pipe out;
    Pipe err;
    pid_t pid = -1;
    if (!out.good() || !err.good()) {
        result.failure = std::strerror(errno);
        return result;
    }
    result.started = start(arguments, out, err, pid, result.failure);
    if (!result.started) return result;
    out.close_write();
    err.close_write();

    const auto deadline = Clock::now() + std::chrono::seconds(limits.seconds);
    bool out_open = true;
    bool err_open = true;
    while (out_open || err_open) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) result.timed_out = true;
        if (result.out.size() > limits.output_bytes) result.too_long = true;
        if (result.timed_out || result.too_long) break;
        pollfd fds[2] = {{out_open ? out.read_end() : -1, POLLIN, 0}, {err_open ? err.read_end() : -1, POLLIN, 0}};
        const int ready = poll(fds, 2, static_cast<int>(std::min<long long>(left, 1'000'000)));
        if (ready < 0 && errno != EINTR) break;
        if (ready <= 0) continue;
        if (fds[0].revents != 0) out_open = take(out.read_end(), result.out);
        if (fds[1].revents != 0) err_open = take(err.read_end(), result.err);
        if (result.err.size() > kKeptErrors) result.err.erase(0, result.err.size() - kKeptErrors);
    }
    if (out_open || err_open) kill(pid, SIGKILL);
    wait_for(pid, result);
    return result;
}

} // namespace sdvlite::frontend::c
