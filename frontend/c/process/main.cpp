// SPDX-License-Identifier: Apache-2.0
// sdvlite-cc: reads one C file with clang, lowers it, writes a reply (reply.hpp) to standard output.
// Runs under limits that it sets itself, on a thread with a large stack, because clang recurses on
// the depth of what it reads. Whatever goes wrong ends this process only.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <pthread.h>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

#include "core/ir/binary.hpp"
#include "core/ir/validate.hpp"
#include "frontend/c/process/compile.hpp"
#include "frontend/c/reply.hpp"

namespace sdvlite::frontend::c {

namespace {

constexpr std::size_t kStackBytes = std::size_t{512} << 20;

struct Task {
    std::string path;
    LoadOptions options;
    std::string only; // of what would be done: "arguments", "parse", "skipped"; empty: everything
    std::string reply;
    std::string error;
};

bool parse(int argc, char** argv, Task& task) {
    LoadOptions& o = task.options;
    const std::vector<std::pair<std::string, std::vector<std::string>*>> lists{{"-I", &o.include_dirs},
                                                                               {"-D", &o.defines},
                                                                               {"-U", &o.undefines},
                                                                               {"-include", &o.forced_includes},
                                                                               {"-W", &o.trace_functions},
                                                                               {"-X", &o.clang_args}};
    const std::vector<std::pair<std::string, std::string*>> texts{
        {"--headers", &o.headers}, {"--mingw", &o.mingw}, {"--wdk", &o.wdk}, {"--only", &task.only}};
    const std::vector<std::pair<std::string, std::uint64_t*>> numbers{{"--memory-mb", &o.memory_mb},
                                                                      {"--cpu-seconds", &o.cpu_seconds}};
    int i = 1;
    for (; i + 1 < argc && std::string(argv[i]) != "--"; i += 2) {
        const std::string name = argv[i];
        bool known = false;
        for (const auto& [option, value] : lists) {
            if (option == name) known = (value->push_back(argv[i + 1]), true);
        }
        for (const auto& [option, value] : texts) {
            if (option == name) known = (*value = argv[i + 1], true);
        }
        for (const auto& [option, value] : numbers) {
            if (option == name) known = (*value = std::strtoull(argv[i + 1], nullptr, 10), true);
        }
        if (!known) return false;
    }
    if (i + 2 != argc || std::string(argv[i]) != "--") return false;
    if (!task.only.empty() && task.only != "arguments" && task.only != "parse" && task.only != "skipped") return false;
    task.path = argv[i + 1];
    return true;
}

void limit(int resource, std::uint64_t value) {
    rlimit r{};
    if (getrlimit(static_cast<__rlimit_resource>(resource), &r) != 0) return;
    r.rlim_cur = r.rlim_max == RLIM_INFINITY ? value : std::min<rlim_t>(value, r.rlim_max);
    setrlimit(static_cast<__rlimit_resource>(resource), &r);
}

void set_limits(const LoadOptions& o) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, o.cpu_seconds);
#if !defined(__SANITIZE_ADDRESS__) // the sanitizer reserves terabytes of address space
    limit(RLIMIT_AS, o.memory_mb << 20);
#endif
}

/// The answer depends on the command and on files only: not on the caller's environment, nor on the time of day.
void set_environment() {
    for (const char* name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
                             "CCC_OVERRIDE_OPTIONS", "CLANG_NO_DEFAULT_CONFIG"}) {
        unsetenv(name);
    }
    setenv("SOURCE_DATE_EPOCH", "0", 1); // for __DATE__
}

/// What is not lowering: for people who ask how a file is read, and for tools/survey.
void answer_about(Task& task) {
    if (task.only == "arguments") {
        for (const std::string& a : compile_arguments(task.path, task.options, task.error)) task.reply += a + "\n";
        return;
    }
    Compiled out;
    Facts facts;
    if (!compile(task.path, task.options, false, out, facts, task.error) || task.only != "skipped") return;
    for (const auto& [first, last] : out.skipped) {
        task.reply += std::to_string(first) + " " + std::to_string(last) + "\n";
    }
}

void work(Task& task) {
    if (!task.only.empty()) return answer_about(task);
    Compiled out;
    Facts facts;
    note_program(facts);
    if (!compile(task.path, task.options, true, out, facts, task.error)) return;
    const ir::Program& program = out.program;
    const auto wrong = ir::validate(program, 1);
    if (!wrong.empty()) {
        task.error = "this file does not fit the driver IR: " + wrong.front().message;
        if (wrong.front().span.known()) task.error += " (" + program.sources.describe(wrong.front().span) + ")";
        return;
    }
    Reply reply;
    reply.diagnostics = out.sink.all();
    reply.facts = facts.all();
    reply.program = ir::write_binary(program);
    task.reply = write_reply(reply);
}

void* run(void* argument) {
    auto& task = *static_cast<Task*>(argument);
    try {
        work(task);
    } catch (const std::bad_alloc&) {
        task.error = "out of memory";
    }
    return nullptr;
}

bool run_on_large_stack(Task& task) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_t thread{};
    const bool started = pthread_attr_setstacksize(&attributes, kStackBytes) == 0 &&
                         pthread_create(&thread, &attributes, run, &task) == 0;
    pthread_attr_destroy(&attributes);
    return started && pthread_join(thread, nullptr) == 0;
}

bool write_all(const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = write(STDOUT_FILENO, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        done += static_cast<std::size_t>(n);
    }
    return true;
}

} // namespace

} // namespace sdvlite::frontend::c

int main(int argc, char** argv) {
    using namespace sdvlite::frontend::c;
    Task task;
    if (!parse(argc, argv, task)) {
        std::fputs("usage: sdvlite-cc [--headers DIR] [--mingw DIR] [--wdk DIR] [--memory-mb N] [--cpu-seconds N] "
                   "[--only arguments|parse|skipped] [-I|-D|-U|-include|-W|-X VALUE]... -- FILE.c\n"
                   "Reads one C file for sdvlite; the answer on standard output is binary. --only arguments prints clang's\n"
                   "arguments instead, parse stops after clang's part, skipped prints the lines that #if leaves out.\n",
                   stderr);
        return 2;
    }
    set_limits(task.options);
    set_environment();
    if (!run_on_large_stack(task)) task.error = "can't start a thread with a stack of 512 MB";
    if (task.error.empty() && !write_all(task.reply)) task.error = std::strerror(errno);
    if (!task.error.empty()) {
        std::fprintf(stderr, "%s\n", task.error.c_str());
        return 1;
    }
    return 0;
}
