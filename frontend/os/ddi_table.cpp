// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/ddi_table.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "core/base/suggest.hpp"
#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

namespace {

constexpr std::string_view kGap = "-";

template <class Number>
std::optional<Number> number(std::string_view word) {
    Number n{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
    if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return n;
}

class Reader {
public:
    explicit Reader(base::DdiTable& table) : table_(table) {}

    LineError operator()(const TableLine& line) {
        const std::string_view kind = line.words[0];
        if (kind == "level") return level(line);
        if (kind == "ddi" || kind == "callback") return function(line);
        return {"unknown word '" + std::string(kind) + "': level, ddi or callback was expected", 0};
    }

private:
    LineError level(const TableLine& line) {
        if (line.words.size() != 3 && line.words.size() != 4) return {"this line should be: level NAME NUMBER [LAST]", 0};
        base::LevelName l{std::string(line.words[1]), {}};
        if (table_.find_level(l.name)) return {"the level '" + l.name + "' is there twice", 1};
        for (std::size_t i = 2; i < line.words.size(); ++i) {
            const auto n = number<std::int64_t>(line.words[i]);
            if (!n) return {"'" + std::string(line.words[i]) + "' is no number", i};
            (i == 2 ? l.range.least : l.range.most) = *n;
        }
        if (line.words.size() == 3) l.range.most = l.range.least;
        const bool rises = table_.levels.empty() || table_.levels.back().range.most < l.range.least;
        if (!rises || l.range.most < l.range.least) return {"levels have to rise", 2};
        table_.levels.push_back(std::move(l));
        return {};
    }

    LineError function(const TableLine& line) {
        if (line.words.size() != 6)
            return {"this line should be: " + std::string(line.words[0]) + " NAME ARITY LEAST MOST HEADERS", 0};
        base::DdiFacts facts;
        facts.callback = line.words[0] == "callback";
        facts.name = line.words[1];
        for (LineError wrong : {arity(line, facts), range(line, facts)})
            if (!wrong.message.empty()) return wrong;
        for (std::string_view rest = line.words[5]; rest != kGap && !rest.empty();) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            facts.headers.emplace_back(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        const std::string name = facts.name;
        if (!table_.functions.emplace(name, std::move(facts)).second) return {"'" + name + "' is there twice", 1};
        return {};
    }

    static LineError arity(const TableLine& line, base::DdiFacts& facts) {
        std::string_view word = line.words[2];
        if (word == kGap) return {};
        facts.variadic = word.ends_with('+');
        if (facts.variadic) word.remove_suffix(1);
        facts.arity = number<std::uint32_t>(word);
        if (facts.arity) return {};
        return {"'" + std::string(line.words[2]) + "' is no arity: a number, a number and +, or -", 2};
    }

    LineError range(const TableLine& line, base::DdiFacts& facts) const {
        if (line.words[3] == kGap && line.words[4] == kGap) return {};
        for (const std::size_t i : {std::size_t{3}, std::size_t{4}})
            if (!table_.find_level(line.words[i])) return unknown_level(line.words[i], i);
        const base::LevelRange r{table_.find_level(line.words[3])->range.least,
                                 table_.find_level(line.words[4])->range.most};
        if (r.most < r.least) return {"the least level is above the most", 3};
        facts.level = r;
        return {};
    }

    LineError unknown_level(std::string_view word, std::size_t at) const {
        std::vector<std::string> names;
        for (const base::LevelName& l : table_.levels) names.push_back(l.name);
        const std::string hint = base::did_you_mean(word, names);
        return {"no line before defines the level '" + std::string(word) + "'" + (hint.empty() ? "" : "; " + hint), at};
    }

    base::DdiTable& table_;
};

} // namespace

bool read_ddi_table(std::string_view text, std::string_view path, base::DdiTable& table, base::SourceMap& sources,
                    base::DiagSink& sink) {
    return read_word_table(text, path, sources, sink, Reader(table));
}

} // namespace sdvlite::frontend::os
