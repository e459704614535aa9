// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/collector.hpp"

#include <algorithm>

#include <clang/Basic/DiagnosticIDs.h>
#include <clang/Basic/DiagnosticSema.h>
#include <clang/Lex/LexDiagnostic.h>
#include <clang/Lex/Lexer.h>

namespace sdvlite::frontend::c {

namespace {

// After these clang's tree is what it would have been: two declarations disagree (cl.exe takes
// the later one, too), a header is missing (what it would have declared has errors of its own), a
// program's main() has parameters of other types.
bool is_harmless(unsigned id) {
    return id == clang::diag::err_conflicting_types || id == clang::diag::err_pp_file_not_found ||
           id == clang::diag::err_pp_hash_error || id == clang::diag::err_main_arg_wrong;
}

bool is_about_an_object(unsigned id) {
    return id == clang::diag::err_typecheck_lvalue_casts_not_supported ||
           id == clang::diag::err_typecheck_expression_not_modifiable_lvalue ||
           id == clang::diag::err_typecheck_invalid_lvalue_addrof;
}

/// Of the text that starts with a macro's use; empty when there is none.
llvm::StringRef first_argument(llvm::StringRef use) {
    const std::size_t open = use.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ \t");
    if (open == llvm::StringRef::npos || use[open] != '(') return use.take_front(0);
    unsigned depth = 0;
    for (std::size_t i = open; i < use.size(); ++i) {
        if (use[i] == '(') ++depth;
        if (use[i] == ')') --depth;
        if (depth == 0 || (depth == 1 && use[i] == ',')) return use.slice(open + 1, i);
    }
    return use.take_front(0);
}

} // namespace

void Collector::HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    llvm::SmallString<256> text;
    info.FormatDiagnostic(text);
    base::Diagnostic d;
    d.message = text.str().str();
    if (info.hasSourceManager() && info.getLocation().isValid()) {
        const clang::SourceManager& sm = info.getSourceManager();
        Places places(sm, lang_, sources_, [this](llvm::StringRef path) { return files_->spelled(path); }, rewrites_);
        d.span = places.span(info.getLocation());
        if (may_rewrite_ && is_about_an_object(info.getID())) note_rewrite(info);
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

void Collector::flush() {
    if (pending_) sink_.add(std::move(*pending_));
    pending_.reset();
}

/// The expression that has to be an object, when it is a cast that is written out in a file: in place, as a
/// macro's argument, or as the first argument of a macro that puts it in parentheses.
void Collector::note_rewrite(const clang::Diagnostic& info) {
    const clang::SourceManager& sm = info.getSourceManager();
    if (info.getNumRanges() == 0) return;
    const auto written = [&](clang::SourceLocation at) {
        return at.isMacroID() && sm.isMacroArgExpansion(at) ? sm.getSpellingLoc(at) : at;
    };
    clang::SourceLocation begin = written(info.getRange(0).getBegin());
    const clang::SourceLocation end = written(info.getRange(0).getEnd());
    const bool in_macro = !begin.isFileID() || !end.isFileID();
    if (in_macro) begin = sm.getExpansionLoc(begin);
    const auto [file, start] = sm.getDecomposedLoc(begin);
    const auto entry = sm.getFileEntryRefForID(file);
    if (!entry || sm.isInSystemHeader(begin)) return;
    const llvm::StringRef buffer = sm.getBufferData(file);
    unsigned from = start;
    llvm::StringRef text;
    if (in_macro) {
        text = first_argument(buffer.drop_front(start));
        from = static_cast<unsigned>(text.data() - buffer.data());
    } else {
        const auto [end_file, last] = sm.getDecomposedLoc(end);
        if (file == end_file) text = buffer.slice(start, last + clang::Lexer::MeasureTokenLength(end, sm, lang_));
    }
    auto insertions = object_of_cast(text);
    if (!insertions) return;
    for (Insertion& one : *insertions) one.first += from;
    const std::string path = files_->spelled(entry->getName());
    const std::string* original = rewrites_.original(path);
    pending_rewrites_.push_back({path, original ? *original : buffer.str(), std::move(*insertions)});
}

bool Collector::rewrite() {
    // From the back, so that the offsets stay true.
    std::stable_sort(pending_rewrites_.begin(), pending_rewrites_.end(), [](const Rewrite& a, const Rewrite& b) {
        return a.insertions.front().first > b.insertions.front().first;
    });
    bool done = false;
    for (const Rewrite& one : pending_rewrites_) done = rewrites_.add(one.path, one.original, one.insertions) || done;
    pending_rewrites_.clear();
    return done;
}

// Inside what becomes sdvlite_assume(...)? Assertions often name what exists in debug builds only.
bool Collector::is_in_assumption(const clang::SourceManager& sm, clang::SourceLocation at) const {
    for (; at.isMacroID(); at = sm.getImmediateMacroCallerLoc(at)) {
        const llvm::StringRef name = clang::Lexer::getImmediateMacroName(at, sm, lang_);
        if (name.starts_with("NT_ASSERT") || name == "NT_ANALYSIS_ASSUME" || name == "__analysis_assume" ||
            name == "_Analysis_assume_") {
            return true;
        }
    }
    return false;
}

} // namespace sdvlite::frontend::c
