// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/compiled.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/hash.hpp"
#include "core/ir/binary.hpp"
#include "frontend/dir/reader.hpp"

namespace sdvlite::frontend::os {

namespace fs = std::filesystem;

namespace {

fs::path file_of(const std::string& folder, std::string_view text, ir::Origin origin) {
    const std::string named = std::to_string(static_cast<int>(origin)) + '\n' + std::string(text);
    return fs::path(folder) / (base::hex(base::hash_of(named)) + ".sdvm");
}

/// Written whole or not at all.
bool write_file(const fs::path& path, const std::string& bytes) {
    std::error_code ec;
    fs::create_directories(path.parent_path(), ec);
    const fs::path part = path.string() + "." + std::to_string(getpid()) + ".part";
    std::ofstream out(part, std::ios::binary);
    out << bytes;
    out.close();
    if (out) fs::rename(part, path, ec);
    if (out && !ec) return true;
    fs::remove(part, ec);
    return false;
}

} // namespace

std::optional<ir::Program> find_compiled(const std::string& folder, std::string_view text, const std::string& path,
                                         ir::Origin origin) {
    if (folder.empty()) return std::nullopt;
    std::ifstream in(file_of(folder, text, origin), std::ios::binary);
    if (!in) return std::nullopt;
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    ir::Program program;
    std::string error;
    if (!ir::read_binary(bytes, program, error) || program.sources.size() != 1) return std::nullopt;
    // Its place and text are those of now.
    program.sources = {};
    program.sources.add(path, std::string(text));
    program.name = path;
    return program;
}

bool compile_model(const std::string& folder, std::string_view text, const std::string& path, ir::Origin origin,
                   base::SourceMap& sources, base::DiagSink& sink) {
    ir::Program program;
    dir::ReadOptions options;
    options.origin = origin;
    const bool good = dir::read_program(text, path, program, sink, options);
    sources = std::move(program.sources);
    if (!good) return false;
    // What it was called when it was built is nobody's business.
    program.name.clear();
    program.sources = {};
    program.sources.add("model");
    if (write_file(file_of(folder, text, origin), ir::write_binary(program))) return true;
    sink.error({}, "can't write into " + folder);
    return false;
}

} // namespace sdvlite::frontend::os
