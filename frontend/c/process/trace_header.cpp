// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/trace_header.hpp"

#include <algorithm>

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace sdvlite::frontend::c {

namespace {

constexpr std::uint64_t kMaxFile = 4u << 20;

// What the preprocessor always provides, and DoTraceMessage, its default function.
constexpr const char* kFixed = R"(
#undef WPP_INIT_TRACING
#undef WPP_CLEANUP
#undef WPP_SYSTEMCONTROL
#undef WPP_LEVEL_ENABLED
#undef WPP_FLAG_ENABLED
#undef WPP_LEVEL_LOGGER
#undef WPP_RECORDER_INITIALIZE
#define WPP_INIT_TRACING(...) ((void)0)
#define WPP_CLEANUP(...) ((void)0)
#define WPP_SYSTEMCONTROL(...) ((void)0)
#define WPP_LEVEL_ENABLED(...) 0
#define WPP_FLAG_ENABLED(...) 0
#define WPP_LEVEL_LOGGER(...)
#ifndef TRACE_LEVEL_NONE
#define TRACE_LEVEL_NONE 0
#define TRACE_LEVEL_CRITICAL 1
#define TRACE_LEVEL_FATAL 1
#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3
#define TRACE_LEVEL_INFORMATION 4
#define TRACE_LEVEL_VERBOSE 5
#define TRACE_LEVEL_RESERVED6 6
#define TRACE_LEVEL_RESERVED7 7
#define TRACE_LEVEL_RESERVED8 8
#define TRACE_LEVEL_RESERVED9 9
#endif
)";

llvm::StringRef take_identifier(llvm::StringRef text) {
    return text.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
}

/// Reads the lines between `begin_wpp config` and `end_wpp`: FUNC Name{...}(...); USEPREFIX and others are skipped.
void find_in_config(llvm::StringRef text, std::vector<std::string>& names) {
    while (!text.empty()) {
        const std::size_t begin = text.find("begin_wpp config");
        if (begin == llvm::StringRef::npos) return;
        text = text.drop_front(begin);
        const llvm::StringRef block = text.take_front(text.find("end_wpp"));
        text = text.drop_front(std::min(text.size(), block.size() + 1));
        llvm::StringRef rest = block;
        while (!rest.empty()) {
            auto [line, after] = rest.split('\n');
            rest = after;
            line = line.ltrim(" \t/*");
            if (!line.consume_front("FUNC ") && !line.consume_front("FUNC\t")) continue;
            const llvm::StringRef name = take_identifier(line.ltrim());
            if (!name.empty()) names.push_back(name.str());
        }
    }
}

/// -func:Name(...) of a command line, <WppTraceFunction>Name(...) of a project file.
void find_in_options(llvm::StringRef text, llvm::StringRef before, std::vector<std::string>& names) {
    for (std::size_t at = text.find(before); at != llvm::StringRef::npos; at = text.find(before, at + 1)) {
        llvm::StringRef list = text.drop_front(at + before.size());
        list = list.take_until([](char c) { return c == '<' || c == '\n' || c == '"'; });
        for (;;) { // several in one element are parted by semicolons
            const llvm::StringRef name = take_identifier(list.ltrim(" \t;"));
            if (!name.empty()) names.push_back(name.str());
            const std::size_t next = list.find(';');
            if (next == llvm::StringRef::npos || before != "<WppTraceFunction>") break;
            list = list.drop_front(next + 1);
        }
    }
}

void find_in_folder(llvm::vfs::FileSystem& files, const std::string& folder, std::vector<std::string>& names) {
    std::error_code error;
    for (auto entry = files.dir_begin(folder, error); !error && entry != llvm::vfs::directory_iterator();
         entry.increment(error)) {
        const std::string extension = llvm::sys::path::extension(entry->path()).lower();
        const std::string name = llvm::sys::path::filename(entry->path()).lower();
        const bool candidate = extension == ".h" || extension == ".c" || extension == ".vcxproj" ||
                               extension == ".inc" || extension == ".props" || name == "sources";
        if (!candidate) continue;
        const auto status = files.status(entry->path());
        if (!status || status->getSize() > kMaxFile || !status->isRegularFile()) continue;
        if (auto buffer = files.getBufferForFile(entry->path())) find_trace_functions((*buffer)->getBuffer(), names);
    }
}

} // namespace

void find_trace_functions(llvm::StringRef text, std::vector<std::string>& names) {
    find_in_config(text, names);
    find_in_options(text, "-func:", names);
    find_in_options(text, "<WppTraceFunction>", names);
}

std::string trace_header_text(llvm::vfs::FileSystem& files, std::vector<std::string> folders, std::vector<std::string> names) {
    names.push_back("DoTraceMessage");
    for (std::string& folder : folders) {
        llvm::SmallString<256> clean(folder);
        llvm::sys::path::remove_dots(clean, true);
        folder = clean.empty() ? "." : clean.str().str();
    }
    std::sort(folders.begin(), folders.end());
    folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
    for (const std::string& folder : folders) find_in_folder(files, folder, names);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string out = kFixed;
    for (const std::string& name : names) out += "#undef " + name + "\n#define " + name + "(...) ((void)0)\n";
    return out;
}

} // namespace sdvlite::frontend::c
