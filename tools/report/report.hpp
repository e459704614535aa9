// SPDX-License-Identifier: Apache-2.0
// A whole run as a value: what was checked, how, and what came out. Every output (text, JSON) is a
// function of this and of nothing else, so that they can't tell different stories.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/source.hpp"
#include "core/check/check.hpp"

namespace sdvlite::report {

struct Driver {
    std::string name;
    std::string model;  ///< wdm, storport; "" when it has none
    std::vector<std::string> files;
    /// Why it can't be checked, or only in part; said on the first line. "": it can.
    std::string limits;
    std::vector<std::string> inputs;  ///< as the user named them
};

/// Options that can change a verdict; echoed in every report.
struct OptionEcho {
    check::Options engine;
    std::string model;  ///< as asked for; "": detected
    std::string wdk;    ///< "": the stand-in headers
    std::vector<std::string> rules;
    std::vector<std::string> os_models;
    std::vector<std::string> clang_arguments;
    bool fail_on_inconclusive = true;
};

/// A function of the driver of which something could not be lowered.
struct Havocked {
    std::string function;
    base::Span span;
    std::string reason;
};

struct EntryPoint {
    std::string role;
    std::string detail;  ///< IRP_MJ_READ; may be empty
    std::string function;
    base::Span span;
    std::string found_by;
    bool entered = true;  ///< a harness calls it
};

/// Something that a reader of the verdicts should know, with its place if it has one.
struct Note {
    std::string message;
    base::Span span;
};

/// A function of the driver, with a body in its source.
struct Function {
    std::string name;
    base::Span span;
    std::size_t statements = 0;  ///< of the IR
    std::size_t holes = 0;       ///< of those, what could not be lowered; 1 for a body that is wholly lost
};

/// Why some code was not lowered, with what all of it has in common.
struct Cause {
    std::string cause;
    std::string fix;  ///< what the user may try; "": nothing is known
    std::size_t functions = 0;
    std::size_t holes = 0;
    base::Span example;
};

/// A file of the driver that was not read.
struct Unread {
    std::string file;
    std::string reason;
};

struct Coverage {
    std::vector<Unread> unread;
    std::size_t functions = 0;  ///< of the driver, with a body in its source
    std::size_t lowered = 0;    ///< of those, wholly lowered
    std::size_t statements = 0;
    std::size_t statements_lowered = 0;
    std::vector<Function> list;  ///< all functions counted above
    std::vector<Havocked> havocked;
    std::vector<Cause> causes;  ///< of what was havocked, the most frequent first
    std::vector<std::string> unmodelled_ddis;
    std::vector<EntryPoint> entry_points;
    std::vector<Note> notes;
};

/// What the report adds to one of check::Result's defects.
struct DefectNotes {
    std::string fingerprint;
    bool suppressed = false;
    std::string suppressed_by;  ///< the reason that the user gave
    bool by_baseline = false;       ///< suppressed there, not by a comment in the source
    std::string baseline_state{};   ///< with a baseline: "new", or "unchanged" when it is in there; else ""
};

/// What is known of a rule besides its code.
struct RuleAbout {
    std::string summary;        ///< one sentence, or empty
    std::string text;           ///< the comment at its head, or empty
    std::string documentation;  ///< URL, or empty
    std::string severity = "error";  ///< "error", "warning", "note"
    std::vector<std::string> sets;
};

/// One rule's result. `sources` holds the rule's own files, to which the spans of steps of origin
/// Rule refer; a diagnostic's spans too.
struct RuleResult {
    std::string rule;
    std::string model;  ///< the model folder of the library; "" for a user's own file
    std::string file;
    std::string source;
    RuleAbout about;
    std::optional<automaton::Automaton> automaton;  ///< for pictures; none when the rule could not be compiled
    base::SourceMap sources;
    check::Result result;
    std::vector<DefectNotes> notes;  ///< one for each of result.defects
};

/// An accepted defect of the baseline that the driver does not have any more.
struct StaleEntry {
    std::string fingerprint;
    std::string rule;
    std::string message;
    std::string file;  ///< where it was
    std::uint64_t line = 0;
    std::string reason;
};

struct Report {
    std::string tool_version;
    Driver driver;
    OptionEcho options;
    Coverage coverage;
    std::vector<RuleResult> rules;
    std::string baseline;  ///< its file; "": none
    std::vector<StaleEntry> stale;
    double parse_seconds = 0;
    double check_seconds = 0;
    const base::SourceMap* sources = nullptr;  ///< of the driver and the models; outlives the report
};

/// A span's file and line as text, from the right source map.
struct Place {
    std::string file;  ///< "" when unknown
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string_view source_line;
};
Place place(const base::SourceMap& sources, const base::Span& span);
/// Of a step: the rule's files for steps of origin Rule, else those of the run.
const base::SourceMap& sources_of(const Report& report, const RuleResult& rule, const trace::Step& step);

/// Fills `notes` of `rule` with fingerprints, keeping what is there about suppression.
void add_fingerprints(RuleResult& rule, const base::SourceMap& sources);

/// All defects of the rule are suppressed, and there is at least one.
bool all_suppressed(const RuleResult& rule);

}  // namespace sdvlite::report
