// SPDX-License-Identifier: Apache-2.0
#include "tools/report/html_data.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

namespace sdvlite::report {
namespace {

std::string element(const std::string& id, const std::string& json) {
    return fmt::format("<script type=\"application/json\" id=\"{}\">{}</script>\n", id, json);
}

/// Members that hold small numbers of their own; null is -1.
bool is_number(const std::string& member) {
    constexpr std::array<std::string_view, 5> kNumbers = {"id", "parent", "depth", "line", "column"};
    return std::find(kNumbers.begin(), kNumbers.end(), member) != kNumbers.end();
}

class Columns {
public:
    explicit Columns(const Json& steps) : count_(steps.size()) {
        std::size_t row = 0;
        for (const Json& step : steps) {
            for (const auto& [member, value] : step.items()) column(member)[row] = cell(member, value);
            ++row;
        }
    }

    /// {"count", "columns": {member: [number, ...]}, "values": [...]}
    std::string json() const {
        std::string out = fmt::format("{{\"count\":{},\"columns\":{{", count_);
        for (std::size_t i = 0; i < names_.size(); ++i) {
            out += fmt::format("{}{}:[{}]", i == 0 ? "" : ",", script_json(names_[i]), fmt::join(columns_[i], ","));
        }
        return out + fmt::format("}},\"values\":[{}]}}", fmt::join(values_, ","));
    }

private:
    std::vector<std::int64_t>& column(const std::string& member) {
        const auto [it, fresh] = index_.emplace(member, columns_.size());
        if (fresh) {
            names_.push_back(member);
            columns_.emplace_back(count_, -1);
        }
        return columns_[it->second];
    }

    std::int64_t cell(const std::string& member, const Json& value) {
        if (value.is_null()) return -1;
        if (is_number(member)) return value.get<std::int64_t>();
        std::string text = script_json(value);
        const auto [it, fresh] = known_.emplace(std::move(text), static_cast<std::int64_t>(values_.size()));
        if (fresh) values_.push_back(it->first);
        return it->second;
    }

    std::size_t count_;
    std::vector<std::string> names_;
    std::vector<std::vector<std::int64_t>> columns_;
    std::map<std::string, std::size_t> index_;
    std::vector<std::string> values_;
    std::unordered_map<std::string, std::int64_t> known_;
};

/// Traces and sources, each in an element of its own; equal sources once.
class Blocks {
public:
    /// The number of the trace's element.
    std::size_t add_trace(Json trace) {
        Json sources = Json::array();
        for (const Json& source : trace["sources"]) sources.push_back(add_source(source));
        const Columns steps(trace["steps"]);
        trace.erase("steps");
        trace.erase("recording");  // for a replay, which a page can't make
        trace["sources"] = std::move(sources);
        std::string text = script_json(trace);
        text.pop_back();  // the closing brace: what follows is text already
        out_ += element(fmt::format("trace-{}", traces_), text + ",\"steps\":" + steps.json() + "}");
        return traces_++;
    }

    std::string take() { return std::move(out_); }

private:
    std::size_t add_source(const Json& source) {
        const std::string text = script_json(source);
        const auto [it, fresh] = sources_.emplace(text, sources_.size());
        if (fresh) out_ += element(fmt::format("source-{}", it->second), text);
        return it->second;
    }

    std::string out_;
    std::size_t traces_ = 0;
    std::map<std::string, std::size_t> sources_;
};

}  // namespace

std::string script_json(const Json& value) {
    const std::string json = value.dump(-1, ' ', true);
    if (json.find('<') == std::string::npos) return json;
    std::string out;
    out.reserve(json.size() + json.size() / 16);
    for (const char c : json) {
        if (c == '<') {
            out += "\\u003c";
        } else {
            out += c;
        }
    }
    return out;
}

std::string html_data(Json results) {
    Blocks blocks;
    for (Json& rule : results["results"]) {
        for (const char* list : {"defects", "unconfirmed"}) {
            for (Json& found : rule[list]) {
                if (found.contains("trace")) found["trace"] = blocks.add_trace(std::move(found["trace"]));
            }
        }
    }
    return element("results", script_json(results)) + blocks.take();
}

}  // namespace sdvlite::report
