// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/compile.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "frontend/c/arguments.hpp"
#include "frontend/c/locate.hpp"
#include "frontend/c/lowering/unit.hpp"
#include "frontend/c/process/collector.hpp"
#include "frontend/c/process/file_system.hpp"
#include "frontend/c/process/leave_word.hpp"

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
#include <llvm/Support/Path.h>

namespace sdvlite::frontend::c {

namespace {

/// What the lowering of one file needs and gives.
struct Job {
    ir::Program& program;
    base::DiagSink& sink;
    Complaints& complaints;
    Collector& collector;
    DriverFileSystem& files;
    Rewrites& rewrites;
    bool lower = true;
    Spelled spelled{};
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
        if (!job_.lower || job_.collector.has_rewrites()) return;
        job_.complaints.sort();
        auto spelling = [this](llvm::StringRef path) { return job_.files.spelled(path); };
        Unit(context, job_.complaints, spelling, job_.rewrites, job_.spelled, job_.program, job_.sink).run(job_.skipped);
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
        leave_.emplace(instance.getPreprocessor());
        instance.getPreprocessor().setTokenWatcher([this, &instance](const clang::Token& token) {
            job_.spelled.see(token, instance.getSourceManager());
            leave_->see(token);
        });
        return std::make_unique<Consumer>(job_);
    }

  private:
    Job& job_;
    std::optional<LeaveWord> leave_;
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

/// Where what headers are generated from may lie: with the file, above it, where the driver's headers are.
std::vector<std::string> folders_of_sources(const std::string& path, const LoadOptions& options) {
    const std::filesystem::path here = std::filesystem::absolute(path).parent_path();
    std::vector<std::string> out{here.string(), here.parent_path().string()};
    out.insert(out.end(), options.include_dirs.begin(), options.include_dirs.end());
    return out;
}

/// What clang_arguments() learnt from the file system.
void note_arguments(const LoadOptions& options, Facts& facts) {
    facts.ask(options.headers + "/clang_flags.txt", Fact::Kind::Content);
    if (options.wdk.empty()) return;
    for (const std::string& folder : wdk_folders(options.wdk)) {
        llvm::StringRef at = folder;
        while (at.size() > options.wdk.size()) {
            at = llvm::sys::path::parent_path(at);
            facts.ask(at.str(), Fact::Kind::Names);
        }
    }
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
    // After the driver's own folders, before those of headers that are not the driver's.
    const auto end = std::find(arguments.arguments.begin(), arguments.arguments.end(), "--");
    arguments.arguments.insert(end, {"-I", kGeneratedFolder});
    return arguments.arguments;
}

namespace {

/// A chain of casts in one expression takes a reading for each.
constexpr unsigned kMaxReadings = 4;

/// One reading of the file. What cl.exe takes and clang does not may be rewritten after it, for another one.
class Reading {
  public:
    Reading(const std::string& path, const LoadOptions& options, const std::vector<std::string>& arguments, bool lower,
            Facts& facts)
        : path_(path), options_(options), arguments_(arguments), lower_(lower), facts_(facts) {}

    bool run(Rewrites& rewrites, bool may_rewrite, Compiled& out, std::string& error);
    /// The text has to be rewritten first; nothing was lowered.
    bool is_out_of_date() const { return collector_->has_rewrites(); }
    bool rewrite() { return collector_->rewrite(); }

  private:
    const std::string& path_;
    const LoadOptions& options_;
    const std::vector<std::string>& arguments_;
    bool lower_;
    Facts& facts_;
    std::unique_ptr<Collector> collector_;
};

bool Reading::run(Rewrites& rewrites, bool may_rewrite, Compiled& out, std::string& error) {
    out = Compiled();
    out.program.name = path_;
    out.program.sources.add(path_);
    Complaints complaints;
    llvm::IntrusiveRefCntPtr<RecordingFileSystem> real(new RecordingFileSystem(llvm::vfs::getRealFileSystem(), facts_));
    llvm::IntrusiveRefCntPtr<DriverFileSystem> files(
        new DriverFileSystem(real, folders_of_sources(path_, options_), options_, rewrites));
    collector_ = std::make_unique<Collector>(out.program.sources, out.sink, complaints, files, rewrites, may_rewrite);
    llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> diag_options(new clang::DiagnosticOptions);
    auto diags = clang::CompilerInstance::createDiagnostics(diag_options.get(), collector_.get(), false);
    auto parsed = invocation(arguments_, *diags, files);
    collector_->flush();
    if (!parsed) {
        error = "clang does not take its arguments";
        if (!out.sink.all().empty()) error += ": " + out.sink.all().back().message;
        return false;
    }
    parsed->getFrontendOpts().DisableFree = true;
    clang::CompilerInstance instance;
    instance.setInvocation(std::move(parsed));
    instance.createDiagnostics(collector_.get(), false);
    instance.setVerboseOutputStream(llvm::nulls()); // no "3 errors generated."
    keep_going(instance.getDiagnostics());
    instance.createFileManager(files);
    Job job{out.program, out.sink, complaints, *collector_, *files, rewrites, lower_};
    Action action(job);
    instance.ExecuteAction(action);
    collector_->flush();
    if (instance.hasSourceManager()) {
        const clang::SourceManager& sm = instance.getSourceManager();
        for (const clang::SourceRange& r : job.skipped) {
            out.skipped.emplace_back(sm.getSpellingLineNumber(r.getBegin()), sm.getSpellingLineNumber(r.getEnd()));
        }
    }
    if (!job.lowered) error = out.sink.all().empty() ? "clang could not read this file" : out.sink.all().back().message;
    return job.lowered;
}

} // namespace

bool compile(const std::string& path, const LoadOptions& options, bool lower, Compiled& out, Facts& facts,
             std::string& error) {
    const std::vector<std::string> arguments = compile_arguments(path, options, error);
    if (!error.empty()) return false;
    note_arguments(options, facts);
    Rewrites rewrites;
    Reading reading{path, options, arguments, lower, facts};
    for (unsigned n = 1; n < kMaxReadings; ++n) {
        if (!reading.run(rewrites, true, out, error)) return false;
        if (!reading.is_out_of_date()) return true;
        if (!reading.rewrite()) break;
    }
    return reading.run(rewrites, false, out, error);
}

} // namespace sdvlite::frontend::c
