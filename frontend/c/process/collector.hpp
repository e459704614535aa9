// SPDX-License-Identifier: Apache-2.0
// Keeps what clang reports: for the user, and for lowering, which asks what an error has damaged.
// Errors about assignments to casts are answered by rewriting the text; the file is then read again.
#pragma once

#include <optional>
#include <string>

#include "core/base/diag.hpp"
#include "frontend/c/lowering/places.hpp"
#include "frontend/c/process/file_system.hpp"

#include <clang/Basic/Diagnostic.h>

namespace sdvlite::frontend::c {

class Collector : public clang::DiagnosticConsumer {
  public:
    Collector(base::SourceMap& sources, base::DiagSink& sink, Complaints& complaints,
              llvm::IntrusiveRefCntPtr<DriverFileSystem> files, Rewrites& rewrites, bool may_rewrite)
        : sources_(sources), sink_(sink), complaints_(complaints), files_(std::move(files)), rewrites_(rewrites),
          may_rewrite_(may_rewrite) {}

    void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override;
    /// Call once, after the last message.
    void flush();
    /// There is text to be rewritten; then the file has to be read again.
    bool has_rewrites() const { return !pending_rewrites_.empty(); }
    /// Rewrites it; false when none of it could be.
    bool rewrite();

  private:
    struct Rewrite {
        std::string path;
        std::string original;
        std::vector<Insertion> insertions;
    };
    void note_rewrite(const clang::Diagnostic& info);
    bool is_in_assumption(const clang::SourceManager& sm, clang::SourceLocation at) const;

    base::SourceMap& sources_;
    base::DiagSink& sink_;
    Complaints& complaints_;
    llvm::IntrusiveRefCntPtr<DriverFileSystem> files_;
    Rewrites& rewrites_;
    bool may_rewrite_;
    clang::LangOptions lang_;
    std::optional<base::Diagnostic> pending_;
    std::vector<Rewrite> pending_rewrites_;
};

} // namespace sdvlite::frontend::c
