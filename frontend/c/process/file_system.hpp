// SPDX-License-Identifier: Apache-2.0
// The file system that clang sees: drivers name their headers in any case and with backslashes, as
// Windows allows, and include trace headers (*.tmh) that a preprocessor generates during the build.
// Nothing else is made up.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace sdvlite::frontend::c {

class DriverFileSystem : public llvm::vfs::ProxyFileSystem {
  public:
    explicit DriverFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> real)
        : ProxyFileSystem(std::move(real)) {}

    llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override;
    llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& path) override;
    llvm::vfs::directory_iterator dir_begin(const llvm::Twine& dir, std::error_code& error) override;
    std::error_code getRealPath(const llvm::Twine& path, llvm::SmallVectorImpl<char>& out) override;

    /// `path` as it is spelled on the disk; unchanged when there is no such file.
    std::string spelled(llvm::StringRef path);

  private:
    using Folder = std::unordered_map<std::string, std::string>; // lower case to the name on the disk

    const Folder& folder(const std::string& path);
    /// The text of a *.tmh that is not on the disk, or null.
    const std::string* trace_header(const std::string& path);

    std::unordered_map<std::string, Folder> folders_;
    std::unordered_map<std::string, std::string> spelled_;
    std::unordered_map<std::string, std::string> trace_headers_;
};

} // namespace sdvlite::frontend::c
