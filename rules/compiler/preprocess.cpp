// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/preprocess.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "core/base/suggest.hpp"
#include "grammar/SlicLexer.h"
#include "rules/compiler/conditions.hpp"
#include "rules/compiler/includes.hpp"
#include "rules/compiler/scan.hpp"

namespace sdvlite::rules {
namespace {

using grammar::SlicLexer;
using Iter = Tokens::const_iterator;

constexpr std::size_t kEof = antlr4::Token::EOF;

// Preprocesses one file, and by recursion (at most max_include_depth deep) what it includes.
class Preprocessor {
  public:
    Preprocessor(const CompileOptions& options, base::SourceMap& sources, base::DiagSink& diags)
        : options_(options), sources_(sources), diags_(diags), expander_(result_.macros, options.max_tokens, diags),
          scan_budget_(4 * options.max_tokens) {}

    void file(const std::string& text, base::FileId id, bool built_in);
    Preprocessed take() { return std::move(result_); }

  private:
    struct Open { // a file that is being read
        base::FileId id;
        bool built_in;
    };
    struct Line { // of a directive, behind its name
        Token name;
        Iter begin;
        Iter end;
    };

    void directive(const Line& line, Conditions& conditions);
    void conditional(const Line& line, Conditions& conditions);
    void include(const Line& line);
    void define(const Line& line);
    bool parameters(Iter& at, Iter end, Macro& m);
    void flush(Tokens& run);
    void free_enumerators(const Tokens& run);

    const CompileOptions& options_;
    base::SourceMap& sources_;
    base::DiagSink& diags_;
    Preprocessed result_;
    Expander expander_;
    std::size_t scan_budget_;
    std::vector<Open> open_;
};

const std::vector<std::string> kDirectives = {"include", "define", "undef", "ifdef",  "ifndef", "if",
                                              "elif",    "else",   "endif", "pragma", "error"};

// Nearly every rule includes our own headers: they are scanned once.
Tokens scan_built_in(const std::string& text, base::FileId id) {
    static std::mutex mutex;
    static std::map<std::string, Tokens> scanned;
    Tokens out;
    {
        const std::lock_guard lock(mutex);
        auto [it, fresh] = scanned.try_emplace(text);
        base::DiagSink none;  // a test compiles each of them
        if (fresh) it->second = scan(text, id, std::numeric_limits<std::size_t>::max(), none);
        out = it->second;
    }
    for (Token& t : out) t.span.file = id;
    return out;
}

void Preprocessor::file(const std::string& text, base::FileId id, bool built_in) {
    const Tokens tokens = built_in ? scan_built_in(text, id) : scan(text, id, scan_budget_, diags_);
    scan_budget_ -= std::min(scan_budget_, tokens.size());
    open_.push_back({id, built_in});
    Conditions conditions(diags_);
    Tokens run;
    bool line_start = true;
    for (Iter t = tokens.begin(); t != tokens.end() && t->kind != kEof; ++t) {
        if (t->kind == SlicLexer::NEWLINE) {
            line_start = true;
            continue;
        }
        if (!std::exchange(line_start, false) || t->kind != SlicLexer::HASH) {
            if (conditions.active()) run.push_back(*t);
            continue;
        }
        flush(run);
        const Iter end = std::find_if(t, tokens.end(),
                                      [](const Token& x) { return x.kind == SlicLexer::NEWLINE || x.kind == kEof; });
        if (++t != end) directive({*t, t + 1, end}, conditions);
        t = end - 1;
    }
    flush(run);
    conditions.finish();
    open_.pop_back();
    if (open_.empty()) result_.tokens.push_back(tokens.back());
}

void Preprocessor::flush(Tokens& run) {
    free_enumerators(run);
    const base::Span where = run.empty() ? base::Span{} : run.front().span;
    Tokens expanded = expander_.expand(std::exchange(run, {}));
    if (result_.tokens.size() + expanded.size() > options_.max_tokens) {
        diags_.error(where, "too many tokens: the limit is " + std::to_string(options_.max_tokens));
        return;
    }
    std::move(expanded.begin(), expanded.end(), std::back_inserter(result_.tokens));
}

// An enumerator may have the name of a constant of our own headers (slic.md calls for that: rules
// were written without knowing them), but not of a macro of the user's.
void Preprocessor::free_enumerators(const Tokens& run) {
    bool inside = false;
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (run[i].kind == SlicLexer::RBRACE) inside = false;
        if (run[i].kind == SlicLexer::LBRACE) inside = i > 0 && run[i - 1].kind == SlicLexer::ENUM;
        const Macro* m = inside ? result_.macros.find(run[i].text) : nullptr;
        if (m == nullptr) continue;
        if (!m->built_in) {
            base::Diagnostic d{base::Severity::Error,
                               run[i].span,
                               "enumerator '" + run[i].text + "' is also the name of a macro",
                               {},
                               {}};
            d.notes.push_back({base::Severity::Note, m->span, "the macro is defined here", {}, {}});
            diags_.add(std::move(d));
        }
        result_.macros.undefine(run[i].text);
    }
}

void Preprocessor::directive(const Line& line, Conditions& conditions) {
    const std::string& name = line.name.text;
    if (Conditions::is_conditional(name)) return conditional(line, conditions);
    if (!conditions.active()) return;
    if (name == "include") return include(line);
    if (name == "define") return define(line);
    if (name == "undef") {
        if (line.begin != line.end) result_.macros.undefine(line.begin->text);
    } else if (name == "error") {
        std::string text;
        for (Iter t = line.begin; t != line.end; ++t) text += (text.empty() ? ": " : " ") + t->text;
        diags_.error(line.name.span, "#error" + text);
    } else if (name != "pragma") {
        diags_.error(line.name.span, "unknown directive '#" + name + "'", base::did_you_mean(name, kDirectives));
    }
}

void Preprocessor::conditional(const Line& line, Conditions& conditions) {
    Tokens expression(line.begin, line.end);
    const bool evaluated = line.name.text == "if" || line.name.text == "elif";
    if (evaluated && conditions.decides(line.name.text)) {
        expression = expander_.expand(resolve_defined(std::move(expression), result_.macros));
    }
    conditions.directive(line.name, expression, result_.macros);
}

void Preprocessor::include(const Line& line) {
    const base::Span where = line.begin == line.end ? line.name.span : line.begin->span;
    std::string name;
    if (line.begin != line.end && line.begin->kind == SlicLexer::STRING) {
        name = line.begin->text.substr(1, line.begin->text.size() - 2);
    } else if (line.begin != line.end && line.begin->kind == SlicLexer::LT) {
        for (Iter t = line.begin + 1; t != line.end && t->kind != SlicLexer::GT; ++t) name += t->text;
    }
    if (name.empty()) return diags_.error(where, "#include wants a file name in quotes");
    std::string error;
    auto found = find_include(name, sources_.file(open_.back().id).path, options_, error);
    if (!found) return diags_.error(where, "can't include \"" + name + "\": " + error, base::did_you_mean(name, built_in_headers()));
    const base::FileId id = sources_.add(found->path, found->text);
    const auto same = [&](const Open& o) { return o.id == id; };
    if (std::any_of(open_.begin(), open_.end(), same)) {
        return diags_.error(where, "\"" + name + "\" includes itself");
    }
    if (open_.size() > options_.max_include_depth) {
        return diags_.error(where, "#include is nested too deeply: the limit is " +
                                       std::to_string(options_.max_include_depth));
    }
    file(found->text, id, found->built_in);
}

// Reads `(a, b)`; `at` is behind it then.
bool Preprocessor::parameters(Iter& at, Iter end, Macro& m) {
    m.function_like = true;
    const base::Span open = at->span;
    for (++at; at != end && at->kind != SlicLexer::RPAREN; ++at) {
        if (at->kind == SlicLexer::COMMA) continue;
        const char first = at->text.empty() ? '\0' : at->text[0];
        if (first != '_' && !std::isalpha(static_cast<unsigned char>(first))) {
            diags_.error(at->span, "a parameter's name is wanted, not '" + at->text + "'");
            return false;
        }
        m.params.push_back(at->text);
    }
    if (at == end) {
        diags_.error(open, "parameter list is never closed", "add ')'");
        return false;
    }
    ++at;
    return true;
}

void Preprocessor::define(const Line& line) {
    if (line.begin == line.end) return diags_.error(line.name.span, "#define wants a name");
    Macro m;
    m.name = line.begin->text;
    m.span = line.begin->span;
    m.built_in = open_.back().built_in;
    const char first = m.name[0];
    if (first != '_' && !std::isalpha(static_cast<unsigned char>(first))) {
        return diags_.error(m.span, "'" + m.name + "' can't be the name of a macro");
    }
    Iter at = line.begin + 1;
    // Only a '(' that touches the name starts parameters, as in C.
    const bool touches = at != line.end && at->kind == SlicLexer::LPAREN && at->span.line == m.span.end_line &&
                         at->span.column == m.span.end_column + 1;
    if (touches && !parameters(at, line.end, m)) return;
    for (; at != line.end; ++at) {
        if (at->kind == SlicLexer::HASH) {
            return diags_.error(at->span, "# and ## in a macro are not supported");
        }
        m.body.push_back(*at);
    }
    const Macro* old = result_.macros.find(m.name);
    if (old != nullptr && !old->built_in && !same_definition(*old, m)) {
        base::Diagnostic d{base::Severity::Warning, m.span, "macro '" + m.name + "' is redefined", {}, {}};
        d.notes.push_back({base::Severity::Note, old->span, "the first definition is here", {}, {}});
        diags_.add(std::move(d));
    }
    result_.macros.define(std::move(m));
}

} // namespace

Preprocessed preprocess(const std::string& text, std::string_view path, const CompileOptions& options,
                        base::SourceMap& sources, base::DiagSink& diags) {
    Preprocessor p(options, sources, diags);
    p.file(text, sources.add(path, text), false);
    return p.take();
}

} // namespace sdvlite::rules
