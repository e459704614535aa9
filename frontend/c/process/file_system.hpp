// SPDX-License-Identifier: Apache-2.0
// The file system that clang sees: drivers name their headers in any case and with backslashes, as
// Windows allows, and include headers that the build generates: trace headers (*.tmh) anywhere, others
// in a folder of their own, kGeneratedFolder, which is searched after the driver's. Nothing else is made up. Files in
// UTF-16, which resource editors write and cl.exe reads, are handed on in UTF-8.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "frontend/c/load.hpp"
#include "frontend/c/lowering/rewrites.hpp"
#include "frontend/c/process/generated_header.hpp"

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace sdvlite::frontend::c {

/// A folder that exists for clang only.
inline constexpr const char* kGeneratedFolder = "<generated>";

class DriverFileSystem : public llvm::vfs::ProxyFileSystem {
  public:
    /// `folders`: where the sources of generated headers may lie.
    DriverFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> real, std::vector<std::string> folders, const LoadOptions& options,
                     const Rewrites& rewrites)
        : ProxyFileSystem(std::move(real)), header_folders_(options.include_dirs), trace_functions_(options.trace_functions),
          generated_(getUnderlyingFS(), std::move(folders)), rewrites_(rewrites) {}

    llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override;
    llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& path) override;
    llvm::vfs::directory_iterator dir_begin(const llvm::Twine& dir, std::error_code& error) override;
    std::error_code getRealPath(const llvm::Twine& path, llvm::SmallVectorImpl<char>& out) override;

    /// `path` as it is spelled on the disk; unchanged when there is no such file.
    std::string spelled(llvm::StringRef path);

  private:
    using Folder = std::unordered_map<std::string, std::string>; // lower case to the name on the disk

    const Folder& folder(const std::string& path);
    /// The text of a generated header that is not on the disk, or null.
    const std::string* made_up(const std::string& path);
    const std::string& trace_header(const std::string& path);
    /// The text of a file in UTF-16 in UTF-8; null: it has no such byte order mark.
    const std::string* decoded(const std::string& path, llvm::StringRef bytes);

    std::unordered_map<std::string, Folder> folders_;
    std::unordered_map<std::string, std::string> spelled_;
    std::unordered_map<std::string, std::string> trace_headers_;
    std::unordered_map<std::string, std::string> decoded_;
    std::vector<std::string> header_folders_;  // the driver's
    std::vector<std::string> trace_functions_; // that its project names
    GeneratedHeaders generated_;
    const Rewrites& rewrites_; // files that clang sees with another text
};

} // namespace sdvlite::frontend::c
