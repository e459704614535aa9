// SPDX-License-Identifier: Apache-2.0
// Headers that a build generates and a checkout does not have: those of the message compiler (*.mc,
// event manifests) and of WMI classes (*.mof). Which header belongs to which file is taken from its
// name, or from a project file or makefile beside it that names both. Also the header that a project
// precompiles: cl.exe takes it by its name alone, wherever it lies.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace sdvlite::frontend::c {

class GeneratedHeaders {
  public:
    /// `folders`: where the sources of such headers may lie.
    GeneratedHeaders(llvm::vfs::FileSystem& files, std::vector<std::string> folders)
        : files_(files), folders_(std::move(folders)) {}

    /// The text of the header `name`, or null when no file is known that it would be made of.
    const std::string* find(llvm::StringRef name);

  private:
    struct Source {
        std::string stem;      // in lower case
        std::string extension; // likewise, with the dot
        std::string path;
    };
    struct Folder {
        std::vector<Source> sources;
        std::string builds; // the text of project files and makefiles, in lower case
        std::map<std::string, std::string> headers; // name in lower case to path
        std::vector<std::string> folders;
    };

    const Folder& folder(const std::string& path);
    /// The files of the folder that the header is made of.
    static std::vector<const Source*> sources(const Folder& folder, llvm::StringRef stem);
    /// The text that stands for the header `name` that a project in `place` precompiles; empty when it does not.
    std::string precompiled(const std::string& place, const std::string& name);
    std::string make(llvm::StringRef name);

    llvm::vfs::FileSystem& files_;
    std::vector<std::string> folders_;
    std::map<std::string, Folder> known_;
    std::map<std::string, std::string> made_; // by name in lower case; empty: none
};

} // namespace sdvlite::frontend::c
