// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/load.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <utility>

#include "core/ir/binary.hpp"
#include "frontend/c/cache.hpp"
#include "frontend/c/locate.hpp"
#include "frontend/c/reply.hpp"
#include "frontend/c/subprocess.hpp"

namespace sdvlite::frontend::c {

namespace {

constexpr std::uint64_t kMaxReply = std::uint64_t{1} << 30;
/// The longest file of the public samples has half a megabyte; reading code takes a hundred times its size.
constexpr std::uint64_t kMaxSource = std::uint64_t{16} << 20;

std::vector<std::string> command_line(const std::string& path, const LoadOptions& o) {
    std::vector<std::string> args{
        o.compiler,  "--memory-mb", std::to_string(o.memory_mb), "--cpu-seconds", std::to_string(o.cpu_seconds),
        "--headers", o.headers};
    auto add = [&](const char* option, const std::string& value) {
        if (!value.empty()) args.insert(args.end(), {option, value});
    };
    add("--mingw", o.mingw);
    add("--wdk", o.wdk);
    for (const std::string& v : o.include_dirs) add("-I", v);
    for (const std::string& v : o.defines) add("-D", v);
    for (const std::string& v : o.undefines) add("-U", v);
    for (const std::string& v : o.forced_includes) add("-include", v);
    for (const std::string& v : o.trace_functions) add("-W", v);
    for (const std::string& v : o.clang_args) add("-X", v);
    args.push_back("--");
    args.push_back(path);
    return args;
}

/// With the places that were not given looked up.
LoadOptions located(LoadOptions o) {
    if (o.compiler.empty()) o.compiler = find_compiler(running_executable());
    if (o.headers.empty()) o.headers = find_headers(o.compiler);
    if (o.mingw.empty()) o.mingw = find_mingw();
    return o;
}

std::string last_line(const std::string& text) {
    std::string_view rest = text;
    while (!rest.empty() && (rest.back() == '\n' || rest.back() == '\r')) rest.remove_suffix(1);
    const std::size_t at = rest.rfind('\n');
    return std::string(at == std::string_view::npos ? rest : rest.substr(at + 1));
}

/// What became of the process, when it gave no answer.
std::string failure_of(const ProcessResult& r, const LoadOptions& o) {
    if (!r.started) return "can't start '" + o.compiler + "': " + r.failure;
    if (r.timed_out || r.signal == SIGXCPU) {
        return "reading this file took longer than " + std::to_string(o.cpu_seconds) + " s; given up";
    }
    if (r.too_long) return "the program that came out of this file is too large; given up";
    if (r.err.find("out of memory") != std::string::npos || r.err.find("bad_alloc") != std::string::npos) {
        return "reading this file took more than " + std::to_string(o.memory_mb) + " MB; given up";
    }
    if (r.signal == SIGSEGV || r.signal == SIGBUS) {
        return "clang crashed on this file (does something in it nest very deeply?)";
    }
    if (r.signal != 0) return "clang was ended by signal " + std::to_string(r.signal) + " on this file";
    const std::string line = last_line(r.err);
    return line.empty() ? "clang gave no answer for this file" : line;
}

/// Among the first bytes are many that no text has. A byte-order mark says that it is text all the same.
bool is_binary(const std::string& path) {
    std::array<char, 4096> bytes;
    std::ifstream in(path, std::ios::binary);
    in.read(bytes.data(), bytes.size());
    const std::string_view head(bytes.data(), static_cast<std::size_t>(in.gcount()));
    if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return false;
    const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
        return (c >= 0 && c < ' ' && std::string_view("\t\n\v\f\r\x1a").find(c) == std::string_view::npos) || c == 0x7f;
    });
    return odd > 8 && odd * 20 > static_cast<std::ptrdiff_t>(head.size());
}

/// The answer for this file: a kept one, else that of a new process, which is kept. False, and why in `wrong`, when there
/// is none.
bool answer(const std::string& path, const LoadOptions& o, Reply& out, std::string& wrong) {
    const std::vector<std::string> command = command_line(path, o);
    const std::string key = cache_key(command);
    FactChecker own;
    if (!o.cache.empty()) {
        if (auto kept = find_in_cache(o.cache, key, o.facts ? *o.facts : own)) {
            out = std::move(*kept);
            return true;
        }
    }
    const ProcessResult result = run_process(command, {o.cpu_seconds * 2, kMaxReply});
    if (!result.started || result.timed_out || result.too_long || result.signal != 0 || result.exit_code != 0 ||
        !read_reply(result.out, out)) {
        wrong = failure_of(result, o);
        return false;
    }
    if (!o.cache.empty()) keep_in_cache(o.cache, key, result.out);
    return true;
}

} // namespace

std::vector<std::string> reader_command(const std::string& path, const LoadOptions& options) {
    const LoadOptions o = located(options);
    return o.compiler.empty() ? std::vector<std::string>{} : command_line(path, o);
}

bool load_c_file(const std::string& path, const LoadOptions& options, ir::Program& out, base::DiagSink& sink) {
    out.name = path;
    base::Span at;
    at.file = out.sources.add(path);
    const LoadOptions o = located(options);
    if (o.compiler.empty()) {
        sink.error(at, "sdvlite-cc, which reads C, was not found beside the running program");
        return false;
    }
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        sink.error(at, std::filesystem::exists(path, error) ? "not a file" : "no such file");
        return false;
    }
    if (const auto size = std::filesystem::file_size(path, error); !error && size > kMaxSource) {
        sink.error(at, "this file is larger than " + std::to_string(kMaxSource >> 20) + " MB; it is not read");
        return false;
    }
    if (is_binary(path)) {
        sink.error(at, "this file is binary, and no C");
        return false;
    }
    Reply reply;
    std::string wrong;
    if (!answer(path, o, reply, wrong)) {
        sink.error(at, std::move(wrong));
        return false;
    }
    ir::Program program;
    if (!ir::read_binary(reply.program, program, wrong)) {
        sink.error(at, "the program that came out of this file is not sound: " + wrong);
        return false;
    }
    out = std::move(program);
    for (base::Diagnostic& d : reply.diagnostics) {
        for (base::Diagnostic& n : d.notes) {
            if (n.span.file.index() >= out.sources.size()) n.span = {};
        }
        if (d.span.file.index() >= out.sources.size()) d.span = {};
        sink.add(std::move(d));
    }
    return true;
}

} // namespace sdvlite::frontend::c
