// SPDX-License-Identifier: Apache-2.0
// The real file system, with every question that is asked of it and the answer noted as a fact
// (facts.hpp). What changes what clang sees lies above it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "frontend/c/facts.hpp"

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace sdvlite::frontend::c {

/// The facts of one run, by path.
class Facts {
  public:
    /// A later fact about a path says more than an earlier one.
    void note(const std::string& path, Fact::Kind kind, const Hash& hash = {});
    /// Asks the real file system, and notes the answer.
    void ask(const std::string& path, Fact::Kind kind);
    bool has_names(const std::string& path) const;
    std::vector<Fact> all() const;

  private:
    std::map<std::pair<std::string, bool>, Fact> facts_; // a path, and whether it is a fact about names
};

class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
  public:
    RecordingFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> real, Facts& facts)
        : ProxyFileSystem(std::move(real)), facts_(facts) {}

    llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override;
    bool exists(const llvm::Twine& path) override { return static_cast<bool>(status(path)); }
    llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& path) override;
    llvm::vfs::directory_iterator dir_begin(const llvm::Twine& dir, std::error_code& error) override;

  private:
    Facts& facts_;
};

/// Notes the program that runs and its shared libraries, on which every answer rests.
void note_program(Facts& facts);

} // namespace sdvlite::frontend::c
