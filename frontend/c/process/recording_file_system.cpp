// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/recording_file_system.hpp"

#include <link.h>
#include <unistd.h>

#include <array>

#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace sdvlite::frontend::c {

namespace vfs = llvm::vfs;

namespace {

/// A file whose contents are noted when they are read, so that the fact is about the very bytes that clang saw.
class RecordingFile : public vfs::File {
  public:
    RecordingFile(std::unique_ptr<vfs::File> real, std::string path, Facts& facts)
        : real_(std::move(real)), path_(std::move(path)), facts_(facts) {}

    llvm::ErrorOr<vfs::Status> status() override { return real_->status(); }
    llvm::ErrorOr<std::string> getName() override { return real_->getName(); }
    llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine& name, int64_t size, bool terminated,
                                                                 bool is_volatile) override {
        auto buffer = real_->getBuffer(name, size, terminated, is_volatile);
        if (buffer) {
            const llvm::StringRef bytes = (*buffer)->getBuffer();
            facts_.note(path_, Fact::Kind::Content, hash_of({bytes.data(), bytes.size()}));
        }
        return buffer;
    }
    std::error_code close() override { return real_->close(); }

  private:
    std::unique_ptr<vfs::File> real_;
    std::string path_;
    Facts& facts_;
};

int note_library(dl_phdr_info* info, std::size_t, void* facts) {
    const std::string path = info->dlpi_name;
    if (!path.empty() && path.front() == '/') static_cast<Facts*>(facts)->ask(path, Fact::Kind::Stamp);
    return 0;
}

} // namespace

void Facts::note(const std::string& path, Fact::Kind kind, const Hash& hash) {
    auto [it, fresh] = facts_.try_emplace({path, kind == Fact::Kind::Names}, Fact{path, kind, hash});
    if (!fresh && (it->second.kind == Fact::Kind::Absent || it->second.kind == Fact::Kind::Present)) {
        it->second = {path, kind, hash};
    }
}

void Facts::ask(const std::string& path, Fact::Kind kind) {
    const Fact fact = fact_of(path, kind);
    note(path, fact.kind, fact.hash);
}

bool Facts::has_names(const std::string& path) const { return facts_.count({path, true}) != 0; }

std::vector<Fact> Facts::all() const {
    std::vector<Fact> out;
    for (const auto& [key, fact] : facts_) out.push_back(fact);
    return out;
}

llvm::ErrorOr<vfs::Status> RecordingFileSystem::status(const llvm::Twine& path) {
    auto found = getUnderlyingFS().status(path);
    facts_.note(path.str(), found ? Fact::Kind::Present : Fact::Kind::Absent);
    return found;
}

llvm::ErrorOr<std::unique_ptr<vfs::File>> RecordingFileSystem::openFileForRead(const llvm::Twine& path) {
    const std::string name = path.str();
    auto file = getUnderlyingFS().openFileForRead(name);
    facts_.note(name, file ? Fact::Kind::Present : Fact::Kind::Absent);
    if (!file) return file.getError();
    return std::unique_ptr<vfs::File>(std::make_unique<RecordingFile>(std::move(*file), name, facts_));
}

vfs::directory_iterator RecordingFileSystem::dir_begin(const llvm::Twine& dir, std::error_code& error) {
    const std::string name = dir.str();
    if (!facts_.has_names(name)) facts_.ask(name, Fact::Kind::Names);
    return getUnderlyingFS().dir_begin(name, error);
}

void note_program(Facts& facts) {
    std::array<char, 4096> self{};
    const ssize_t n = readlink("/proc/self/exe", self.data(), self.size() - 1);
    if (n > 0) facts.ask(std::string(self.data(), static_cast<std::size_t>(n)), Fact::Kind::Content);
    dl_iterate_phdr(note_library, &facts);
}

} // namespace sdvlite::frontend::c
