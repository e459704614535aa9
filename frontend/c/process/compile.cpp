// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/compile.hpp"

#include <memory>
#include <utility>

#include "frontend/c/arguments.hpp"
#include "frontend/c/lowering/unit.hpp"
#include "frontend/c/process/file_system.hpp"

#include <clang/AST/ASTConsumer.h>
#include <clang/Basic/DiagnosticIDs.h>
#include <clang/Basic/DiagnosticSema.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/LexDiagnostic.h>
#include <clang/Lex/Lexer.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>

namespace sdvlite::frontend::c {

namespace {

/// Keeps what clang reports: for the user, and for lowering, which asks what an error has damaged.
class Collector : public clang::DiagnosticConsumer {
  public:
    Collector(base::SourceMap& sources, base::DiagSink& sink, Complaints& complaints, DriverFileSystem& files)
        : sources_(sources), sink_(sink), complaints_(complaints), files_(files) {}

    void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override {
        DiagnosticConsumer::HandleDiagnostic(level, info);
        llvm::SmallString<256> text;
        info.FormatDiagnostic(text);
        base::Diagnostic d;
        d.message = text.str().str();
        if (info.hasSourceManager() && info.getLocation().isValid()) {
            const clang::SourceManager& sm = info.getSourceManager();
            Places places(sm, lang_, sources_, [this](llvm::StringRef path) { return files_.spelled(path); });
            d.span = places.span(info.getLocation());
            if (level >= clang::DiagnosticsEngine::Error && is_in_assumption(sm, info.getLocation())) {
                level = clang::DiagnosticsEngine::Warning;
                d.message += "; the assertion is left out, as in a release build";
            } else if (level >= clang::DiagnosticsEngine::Error) {
                complaints_.add(sm, info.getLocation(), d.message, is_harmless(info.getID()));
            }
        }
        if (level == clang::DiagnosticsEngine::Note) {
            d.severity = base::Severity::Note;
            if (pending_) pending_->notes.push_back(std::move(d));
            return;
        }
        flush();
        if (level < clang::DiagnosticsEngine::Warning) return;
        d.severity = level == clang::DiagnosticsEngine::Warning ? base::Severity::Warning : base::Severity::Error;
        pending_ = std::move(d);
    }

    void flush() {
        if (pending_) sink_.add(std::move(*pending_));
        pending_.reset();
    }

  private:
    // After these clang's tree is what it would have been: two declarations disagree (cl.exe takes
    // the later one, too), a header is missing (what it would have declared has errors of its own).
    static bool is_harmless(unsigned id) {
        return id == clang::diag::err_conflicting_types || id == clang::diag::err_pp_file_not_found ||
               id == clang::diag::err_pp_hash_error;
    }

    // Inside what becomes sdvlite_assume(...)? Assertions often name what exists in debug builds only.
    bool is_in_assumption(const clang::SourceManager& sm, clang::SourceLocation at) const {
        for (; at.isMacroID(); at = sm.getImmediateMacroCallerLoc(at)) {
            const llvm::StringRef name = clang::Lexer::getImmediateMacroName(at, sm, lang_);
            if (name.starts_with("NT_ASSERT") || name == "NT_ANALYSIS_ASSUME" || name == "__analysis_assume" ||
                name == "_Analysis_assume_") {
                return true;
            }
        }
        return false;
    }

    base::SourceMap& sources_;
    base::DiagSink& sink_;
    Complaints& complaints_;
    DriverFileSystem& files_;
    clang::LangOptions lang_;
    std::optional<base::Diagnostic> pending_;
};

/// What the lowering of one file needs and gives.
struct Job {
    ir::Program& program;
    base::DiagSink& sink;
    Complaints& complaints;
    DriverFileSystem& files;
    bool lower = true;
    std::vector<clang::SourceRange> skipped{}; // of the main file, by #if and its like
    bool lowered = false; // or as much of it as was asked for
};

class SkippedRanges : public clang::PPCallbacks {
  public:
    SkippedRanges(const clang::SourceManager& sm, std::vector<clang::SourceRange>& ranges) : sm_(sm), ranges_(ranges) {}
    void SourceRangeSkipped(clang::SourceRange range, clang::SourceLocation) override {
        if (sm_.isInMainFile(range.getBegin())) ranges_.push_back(range);
    }

  private:
    const clang::SourceManager& sm_;
    std::vector<clang::SourceRange>& ranges_;
};

class Consumer : public clang::ASTConsumer {
  public:
    explicit Consumer(Job& job) : job_(job) {}
    void HandleTranslationUnit(clang::ASTContext& context) override {
        job_.lowered = true;
        if (!job_.lower) return;
        job_.complaints.sort();
        auto spelling = [this](llvm::StringRef path) { return job_.files.spelled(path); };
        Unit(context, job_.complaints, spelling, job_.program, job_.sink).run(job_.skipped);
    }

  private:
    Job& job_;
};

class Action : public clang::ASTFrontendAction {
  public:
    explicit Action(Job& job) : job_(job) {}
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& instance, llvm::StringRef) override {
        instance.getPreprocessor().addPPCallbacks(
            std::make_unique<SkippedRanges>(instance.getSourceManager(), job_.skipped));
        return std::make_unique<Consumer>(job_);
    }

  private:
    Job& job_;
};

std::shared_ptr<clang::CompilerInvocation> invocation(const std::vector<std::string>& arguments,
                                                      clang::DiagnosticsEngine& diags,
                                                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
    std::vector<const char*> args{"clang"};
    for (const std::string& a : arguments) args.push_back(a.c_str());
    clang::CreateInvocationOptions options;
    options.Diags = &diags;
    options.VFS = std::move(files);
    return clang::createInvocation(args, std::move(options));
}

/// Errors after which clang would not read on become ordinary ones, so that one missing header does
/// not silence everything behind it.
void keep_going(clang::DiagnosticsEngine& diags) {
    for (unsigned id : {clang::diag::err_pp_file_not_found, clang::diag::err_pp_file_not_found_angled_include_not_fatal,
                        clang::diag::err_pp_error_opening_file}) {
        diags.setSeverity(id, clang::diag::Severity::Error, {});
    }
}

} // namespace

std::vector<std::string> compile_arguments(const std::string& path, const LoadOptions& options, std::string& error) {
    ClangArguments arguments = clang_arguments(path, options, SDVLITE_CLANG_RESOURCE "/include");
    error = arguments.error;
    return arguments.arguments;
}

bool compile(const std::string& path, const LoadOptions& options, bool lower, Compiled& out, std::string& error) {
    base::DiagSink& sink = out.sink;
    out.program.name = path;
    out.program.sources.add(path);
    const std::vector<std::string> arguments = compile_arguments(path, options, error);
    if (!error.empty()) return false;
    Complaints complaints;
    llvm::IntrusiveRefCntPtr<DriverFileSystem> files(new DriverFileSystem(llvm::vfs::getRealFileSystem()));
    Collector collector(out.program.sources, sink, complaints, *files);
    llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> diag_options(new clang::DiagnosticOptions);
    auto diags = clang::CompilerInstance::createDiagnostics(diag_options.get(), &collector, false);
    auto parsed = invocation(arguments, *diags, files);
    collector.flush();
    if (!parsed) {
        error = "clang does not take its arguments";
        if (!sink.all().empty()) error += ": " + sink.all().back().message;
        return false;
    }
    parsed->getFrontendOpts().DisableFree = true;
    clang::CompilerInstance instance;
    instance.setInvocation(std::move(parsed));
    instance.createDiagnostics(&collector, false);
    instance.setVerboseOutputStream(llvm::nulls()); // no "3 errors generated."
    keep_going(instance.getDiagnostics());
    instance.createFileManager(files);
    Job job{out.program, sink, complaints, *files, lower};
    Action action(job);
    instance.ExecuteAction(action);
    collector.flush();
    if (instance.hasSourceManager()) {
        const clang::SourceManager& sm = instance.getSourceManager();
        for (const clang::SourceRange& r : job.skipped) {
            out.skipped.emplace_back(sm.getSpellingLineNumber(r.getBegin()), sm.getSpellingLineNumber(r.getEnd()));
        }
    }
    if (!job.lowered) error = sink.all().empty() ? "clang could not read this file" : sink.all().back().message;
    return job.lowered;
}

} // namespace sdvlite::frontend::c
