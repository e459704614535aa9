// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/generated_header.hpp"

#include "frontend/c/process/class_header.hpp"
#include "frontend/c/process/manifest_header.hpp"
#include "frontend/c/process/message_header.hpp"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/ConvertUTF.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace sdvlite::frontend::c {

namespace path = llvm::sys::path;

namespace {

constexpr std::uint64_t kMaxFile = 4u << 20;
constexpr std::size_t kMaxFolders = 32; // below one, that are looked into

/// The file's text in UTF-8; message files are often UTF-16. Empty when it is too large or can't be read.
std::string text_of(llvm::vfs::FileSystem& files, const std::string& name) {
    const auto status = files.status(name);
    if (!status || !status->isRegularFile() || status->getSize() > kMaxFile) return {};
    const auto buffer = files.getBufferForFile(name);
    if (!buffer) return {};
    const llvm::StringRef bytes = (*buffer)->getBuffer();
    if (!llvm::hasUTF16ByteOrderMark(llvm::ArrayRef<char>(bytes.data(), bytes.size()))) return bytes.str();
    std::string out;
    llvm::convertUTF16ToUTF8String(llvm::ArrayRef<char>(bytes.data(), bytes.size()), out);
    return out;
}

/// Does a build description say that it makes the header `stem`.h? In lower case.
bool names_header(llvm::StringRef text, llvm::StringRef stem) {
    const std::string header = (stem + ".h").str();
    const auto is_word = [](char c) { return llvm::isAlnum(c) || c == '_'; };
    for (std::size_t at = text.find(header); at != llvm::StringRef::npos; at = text.find(header, at + 1)) {
        const std::size_t end = at + header.size();
        const llvm::StringRef before = text.take_front(at);
        const bool begins = before.empty() || !is_word(before.back()) || before.ends_with("-h") || before.ends_with("/h");
        if (begins && (end == text.size() || !(is_word(text[end]) || text[end] == '.'))) return true;
    }
    return text.contains("basename>" + stem.str() + "<");
}

} // namespace

const GeneratedHeaders::Folder& GeneratedHeaders::folder(const std::string& name) {
    auto [it, fresh] = known_.try_emplace(name);
    if (!fresh) return it->second;
    std::error_code error;
    for (auto entry = files_.dir_begin(name, error); !error && entry != llvm::vfs::directory_iterator(); entry.increment(error)) {
        const std::string file = path::filename(entry->path()).lower();
        const std::string extension = path::extension(file).str();
        if (extension == ".mc" || extension == ".man" || extension == ".xml" || extension == ".mof") {
            it->second.sources.push_back({path::stem(file).str(), extension, entry->path().str()});
        } else if (entry->type() == llvm::sys::fs::file_type::directory_file) {
            if (it->second.folders.size() < kMaxFolders) it->second.folders.push_back(entry->path().str());
        } else if (extension == ".h") {
            it->second.headers.emplace(file, entry->path().str());
        } else if (extension == ".vcxproj" || extension == ".props" || file == "sources" || file == "makefile.inc") {
            it->second.builds += llvm::StringRef(text_of(files_, entry->path().str())).lower() + "\n";
        }
    }
    return it->second;
}

std::vector<const GeneratedHeaders::Source*> GeneratedHeaders::sources(const Folder& folder, llvm::StringRef stem) {
    std::vector<const Source*> exact;
    std::vector<const Source*> prefix;
    std::vector<const Source*> all;
    const bool named = names_header(folder.builds, stem);
    for (const Source& source : folder.sources) {
        all.push_back(&source);
        // The message compiler names its header after the message file; nobody has to say so.
        if (source.stem == stem && (named || source.extension == ".mc")) exact.push_back(&source);
        if (stem.starts_with(source.stem)) prefix.push_back(&source);
    }
    if (!exact.empty() || !named) return exact;
    if (!prefix.empty()) return prefix;
    return all.size() == 1 ? all : std::vector<const Source*>{};
}

std::string GeneratedHeaders::precompiled(const std::string& place, const std::string& name) {
    const Folder& here = folder(place);
    const auto header = here.headers.find(name);
    if (header == here.headers.end()) return {};
    const bool named = llvm::StringRef(here.builds).contains("precompiledheaderfile>" + name + "<") ||
                       llvm::StringRef(here.builds).contains("precompiled_include=" + name);
    return named ? "#include \"" + header->second + "\"\n" : std::string();
}

std::string GeneratedHeaders::make(llvm::StringRef name) {
    for (const std::string& place : folders_) {
        std::string found = precompiled(place, name.str());
        const std::vector<std::string> below = folder(place).folders;
        for (std::size_t i = 0; i < below.size() && found.empty(); ++i) found = precompiled(below[i], name.str());
        if (!found.empty()) return found;
        // A project that lists a header of its own doesn't make it; who includes it by name alone means another one.
        if (folder(place).headers.contains(name.str())) return {};
        for (const std::string& b : below)
            if (folder(b).headers.contains(name.str())) return {};
    }
    for (const std::string& place : folders_) {
        std::string out;
        for (const Source* source : sources(folder(place), path::stem(name))) {
            const std::string text = text_of(files_, source->path);
            if (source->extension == ".mc") out += message_header_text(text);
            if (source->extension == ".man" || source->extension == ".xml") out += manifest_header_text(text);
            if (source->extension == ".mof") out += class_header_text(text);
        }
        if (!out.empty()) return "#pragma once\n" + out;
    }
    return {};
}

const std::string* GeneratedHeaders::find(llvm::StringRef name) {
    const std::string key = name.lower();
    if (!llvm::StringRef(key).ends_with(".h")) return nullptr;
    auto [it, fresh] = made_.try_emplace(key);
    if (fresh) it->second = make(key);
    return it->second.empty() ? nullptr : &it->second;
}

} // namespace sdvlite::frontend::c
