// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/file_system.hpp"

#include <algorithm>

#include "frontend/c/process/trace_header.hpp"

#include <llvm/Support/ConvertUTF.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace sdvlite::frontend::c {

namespace vfs = llvm::vfs;

namespace {

std::string with_slashes(llvm::StringRef path) {
    std::string out = path.str();
    std::replace(out.begin(), out.end(), '\\', '/');
    return out;
}

/// No header of a kit has a tenth of it.
constexpr std::uint64_t kMaxFile = 16u << 20;

/// Devices and pipes have no end, or wait for ever.
bool is_readable(const vfs::Status& status) { return status.isRegularFile() || status.isDirectory(); }

/// A file that exists in memory only.
class TextFile : public vfs::File {
  public:
    TextFile(vfs::Status status, const std::string& text) : status_(std::move(status)), text_(text) {}
    llvm::ErrorOr<vfs::Status> status() override { return status_; }
    llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine& name, int64_t, bool,
                                                                 bool) override {
        return llvm::MemoryBuffer::getMemBufferCopy(text_, name);
    }
    std::error_code close() override { return {}; }

  private:
    vfs::Status status_;
    const std::string& text_;
};

/// A file that was read to see how it begins; clang asks for the bytes once.
class ReadFile : public vfs::File {
  public:
    ReadFile(vfs::Status status, std::unique_ptr<llvm::MemoryBuffer> bytes) : status_(std::move(status)), bytes_(std::move(bytes)) {}
    llvm::ErrorOr<vfs::Status> status() override { return status_; }
    llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine&, int64_t, bool, bool) override {
        if (!bytes_) return std::make_error_code(std::errc::bad_file_descriptor);
        return std::move(bytes_);
    }
    std::error_code close() override { return {}; }

  private:
    vfs::Status status_;
    std::unique_ptr<llvm::MemoryBuffer> bytes_;
};

vfs::Status text_status(const std::string& path, const std::string& text) {
    const auto id = llvm::sys::fs::UniqueID(~0ull, std::hash<std::string>()(path));
    return vfs::Status(path, id, {}, 0, 0, text.size(), llvm::sys::fs::file_type::regular_file,
                       llvm::sys::fs::perms::all_read);
}

vfs::Status folder_status(const std::string& path) {
    const auto id = llvm::sys::fs::UniqueID(~0ull, std::hash<std::string>()(path));
    return vfs::Status(path, id, {}, 0, 0, 0, llvm::sys::fs::file_type::directory_file, llvm::sys::fs::perms::all_read);
}

} // namespace

const DriverFileSystem::Folder& DriverFileSystem::folder(const std::string& path) {
    auto [it, fresh] = folders_.try_emplace(path);
    if (!fresh) return it->second;
    std::error_code error;
    Folder names;
    for (auto entry = getUnderlyingFS().dir_begin(path, error); !error && entry != vfs::directory_iterator();
         entry.increment(error)) {
        const std::string name = llvm::sys::path::filename(entry->path()).str();
        const std::string key = llvm::StringRef(name).lower();
        // Two names that differ in case only: the one in lower case, whatever the order on the disk.
        auto [old, added] = names.try_emplace(key, name);
        if (!added && name == key) old->second = name;
    }
    return folders_[path] = std::move(names);
}

std::string DriverFileSystem::spelled(llvm::StringRef wanted) {
    const std::string path = with_slashes(wanted);
    if (auto it = spelled_.find(path); it != spelled_.end()) return it->second;
    std::string found;
    if (getUnderlyingFS().exists(path)) {
        found = path;
    } else {
        // Component by component; as soon as one is missing the rest stays as it was.
        std::string at = llvm::sys::path::is_absolute(path) ? "/" : "";
        bool known = true;
        for (llvm::StringRef part : llvm::make_range(llvm::sys::path::begin(path), llvm::sys::path::end(path))) {
            if (part == "/") continue;
            std::string name = part.str();
            if (known && part != "." && part != "..") {
                // A folder is listed only where its names matter: what is listed is a fact that has to hold.
                if (!getUnderlyingFS().exists(at + name)) {
                    const Folder& names = folder(at.empty() ? "." : at);
                    const auto it = names.find(part.lower());
                    known = it != names.end();
                    if (known) name = it->second;
                }
            }
            at += name;
            at += '/';
        }
        if (!at.empty() && at.size() > 1) at.pop_back();
        found = known ? at : path;
    }
    spelled_.emplace(path, found);
    return found;
}

const std::string& DriverFileSystem::trace_header(const std::string& path) {
    auto [it, fresh] = trace_headers_.try_emplace(path);
    if (fresh) {
        const llvm::StringRef parent = llvm::sys::path::parent_path(path);
        std::vector<std::string> folders{parent.empty() ? "." : parent.str()};
        folders.insert(folders.end(), header_folders_.begin(), header_folders_.end());
        it->second = trace_header_text(getUnderlyingFS(), std::move(folders), trace_functions_);
    }
    return it->second;
}

const std::string* DriverFileSystem::decoded(const std::string& path, llvm::StringRef bytes) {
    if (!bytes.starts_with("\xff\xfe") && !bytes.starts_with("\xfe\xff")) return nullptr;
    auto [it, fresh] = decoded_.try_emplace(path);
    if (!fresh || llvm::convertUTF16ToUTF8String(llvm::ArrayRef(bytes.data(), bytes.size()), it->second)) return &it->second;
    decoded_.erase(it); // clang will say that it can't read this
    return nullptr;
}

const std::string* DriverFileSystem::made_up(const std::string& path) {
    if (llvm::StringRef(path).ends_with_insensitive(".tmh")) return &trace_header(path);
    if (llvm::sys::path::parent_path(path) != kGeneratedFolder) return nullptr;
    return generated_.find(llvm::sys::path::filename(path));
}

llvm::ErrorOr<vfs::Status> DriverFileSystem::status(const llvm::Twine& path) {
    const std::string wanted = path.str();
    const std::string real = spelled(wanted);
    if (auto found = getUnderlyingFS().status(real)) {
        if (const std::string* text = rewrites_.text(real)) return text_status(real, *text);
        if (is_readable(*found)) return vfs::Status::copyWithNewName(*found, real);
        return std::make_error_code(std::errc::permission_denied);
    }
    if (real == kGeneratedFolder) return folder_status(real);
    if (const std::string* text = made_up(real)) return text_status(real, *text);
    return std::make_error_code(std::errc::no_such_file_or_directory);
}

llvm::ErrorOr<std::unique_ptr<vfs::File>> DriverFileSystem::openFileForRead(const llvm::Twine& path) {
    const std::string real = spelled(path.str());
    if (auto found = getUnderlyingFS().status(real)) {
        if (!is_readable(*found)) return std::make_error_code(std::errc::permission_denied);
        if (found->getSize() > kMaxFile) return std::make_error_code(std::errc::file_too_large);
    }
    if (const std::string* text = rewrites_.text(real)) {
        return std::unique_ptr<vfs::File>(std::make_unique<TextFile>(text_status(real, *text), *text));
    }
    if (auto found = getUnderlyingFS().openFileForRead(real)) {
        auto status = (*found)->status();
        if (!status) return status.getError();
        auto bytes = (*found)->getBuffer(real);
        if (!bytes) return bytes.getError();
        if (const std::string* text = decoded(real, (*bytes)->getBuffer()))
            return std::unique_ptr<vfs::File>(std::make_unique<TextFile>(text_status(real, *text), *text));
        return std::unique_ptr<vfs::File>(std::make_unique<ReadFile>(*status, std::move(*bytes)));
    }
    if (const std::string* text = made_up(real)) {
        return std::unique_ptr<vfs::File>(std::make_unique<TextFile>(text_status(real, *text), *text));
    }
    return std::make_error_code(std::errc::no_such_file_or_directory);
}

vfs::directory_iterator DriverFileSystem::dir_begin(const llvm::Twine& dir, std::error_code& error) {
    return getUnderlyingFS().dir_begin(spelled(dir.str()), error);
}

std::error_code DriverFileSystem::getRealPath(const llvm::Twine& path, llvm::SmallVectorImpl<char>& out) {
    return getUnderlyingFS().getRealPath(spelled(path.str()), out);
}

} // namespace sdvlite::frontend::c
