// SPDX-License-Identifier: Apache-2.0
#include "core/automaton/graph.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "core/automaton/abstract_run.hpp"
#include "core/automaton/print.hpp"

namespace sdvlite::automaton {
namespace {

/// Names whose events run the same blocks.
struct Point {
    std::vector<std::string> names;
    When when = When::Entry;
    bool read = false;
    Sequence sequence;
};

/// Blocks run in the order of the file, the watch before them.
std::vector<Point> points_of(const Automaton& rule) {
    std::vector<std::pair<EventName, When>> named;
    const auto add = [&](const EventName& name, When when) {
        const auto same = [&](const auto& n) { return n.first == name && n.second == when; };
        if (std::none_of(named.begin(), named.end(), same)) named.emplace_back(name, when);
    };
    if (rule.watch) add(rule.watch->event, rule.watch->when);
    std::vector<Point> out;
    for (const EventBlock& b : rule.blocks) {
        for (const EventName& n : b.names) add(n, b.when);
        if (!b.read) continue;
        const auto index = static_cast<std::int32_t>(&b - rule.blocks.data());
        out.push_back({{print(rule, b.read->lvalue)}, When::Entry, true, {index}});
    }
    for (const auto& [name, when] : named) {
        Sequence sequence;
        if (rule.watch && rule.watch->event == name && rule.watch->when == when) sequence.push_back(-1);
        for (std::size_t b = 0; b < rule.blocks.size(); ++b) {
            const auto& names = rule.blocks[b].names;
            const bool hit = rule.blocks[b].when == when && std::find(names.begin(), names.end(), name) != names.end();
            if (hit) sequence.push_back(static_cast<std::int32_t>(b));
        }
        const auto same = [&](const Point& p) { return !p.read && p.when == when && p.sequence == sequence; };
        const auto it = std::find_if(out.begin(), out.end(), same);
        if (it != out.end()) {
            it->names.push_back(name.written);
        } else {
            out.push_back({{name.written}, when, false, std::move(sequence)});
        }
    }
    return out;
}

Valuation initial(const Automaton& rule) {
    Valuation v;
    for (const StateVar& var : rule.vars) v.push_back(var.init);
    if (rule.watch) v.push_back(0);
    return v;
}

class Builder {
public:
    Builder(const Automaton& rule, const GraphLimits& limits, Seen* seen)
        : rule_(rule), limits_(limits), seen_(seen), points_(points_of(rule)) {
        if (seen_ != nullptr) seen_->truth.assign(rule.exprs.size(), 0);
    }

    Graph run() {
        state(initial(rule_));
        for (std::uint32_t from = 0; from < graph_.states.size(); ++from) {
            for (const Point& p : points_) leave(from, p);
        }
        return std::move(graph_);
    }

private:
    std::optional<std::uint32_t> state(const Valuation& v) {
        const auto [it, fresh] = ids_.emplace(v, static_cast<std::uint32_t>(graph_.states.size()));
        if (!fresh) return it->second;
        if (graph_.states.size() == limits_.states) {
            ids_.erase(it);
            graph_.complete = false;
            return std::nullopt;
        }
        graph_.states.push_back({{v}, describe(rule_, v)});
        return it->second;
    }

    void leave(std::uint32_t from, const Point& p) {
        if (runs_ >= limits_.runs) {
            graph_.complete = false;
            return;
        }
        const Valuation before = graph_.states[from].valuations.front();
        std::vector<Way> ways = run_event(rule_, p.sequence, before, limits_.ways, graph_.complete, seen_);
        runs_ += ways.size();
        for (MergedWay& m : merge(std::move(ways))) {
            if (m.way.end == GraphEnd::State && m.way.after == before) continue;
            GraphTransition t{from, m.way.end, 0, p.names, p.when, p.read, m.condition, m.way.message, {}};
            for (const std::int32_t b : p.sequence) {
                if (b >= 0) t.blocks.push_back(static_cast<std::uint32_t>(b));
            }
            if (t.end == GraphEnd::State) {
                const auto to = state(m.way.after);
                if (!to) continue;
                t.to = *to;
            }
            graph_.transitions.push_back(std::move(t));
        }
    }

    const Automaton& rule_;
    const GraphLimits& limits_;
    Seen* seen_;
    std::vector<Point> points_;
    std::map<Valuation, std::uint32_t> ids_;
    std::size_t runs_ = 0;
    Graph graph_;
};

std::string value_text(const StateVar& var, std::int64_t value) {
    const auto index = static_cast<std::size_t>(value);
    if (var.kind == VarKind::Enum && value >= 0 && index < var.enumerators.size()) return " = " + var.enumerators[index];
    if (var.counts && value == graph_bound(var)) return " >= " + std::to_string(value);
    if (var.counts && value == -graph_bound(var)) return " <= " + std::to_string(value);
    return " = " + std::to_string(value);
}

/// The value that a text of a trace means; nothing when it means none.
std::optional<GraphValue> read_value(const StateVar& var, const std::string& text) {
    if (var.kind == VarKind::Pointer) return text == "NULL" || text == "0" ? GraphValue(0) : GraphValue();
    if (var.kind == VarKind::Enum) {
        const auto it = std::find(var.enumerators.begin(), var.enumerators.end(), text);
        if (it != var.enumerators.end()) return GraphValue(it - var.enumerators.begin());
    }
    std::int64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return var.counts ? std::clamp(value, -graph_bound(var), graph_bound(var)) : value;
}

}  // namespace

std::int64_t graph_bound(const StateVar& counter) { return counter.compared + 1; }

Graph build_graph(const Automaton& rule, const GraphLimits& limits, Seen* seen) {
    return Builder(rule, limits, seen).run();
}

std::string describe(const Automaton& rule, const Valuation& valuation, std::uint32_t variable) {
    const StateVar& var = rule.vars[variable];
    const char* unknown = var.kind == VarKind::Pointer ? " = an object" : " = anything";
    return var.name + (valuation[variable] ? value_text(var, *valuation[variable]) : unknown);
}

std::string describe(const Automaton& rule, const Valuation& valuation) {
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    for (std::uint32_t i = 0; i < rule.vars.size() && i < valuation.size(); ++i) add(describe(rule, valuation, i));
    if (rule.watch && valuation.size() > rule.vars.size()) {
        add(valuation.back() == 1 ? "object taken" : "no object taken");
    }
    return out.empty() ? "always" : out;
}

std::optional<std::uint32_t> state_of(const Automaton& rule, const Graph& graph,
                                      const std::vector<std::pair<std::string, std::string>>& values) {
    std::vector<std::optional<GraphValue>> wanted(rule.vars.size() + (rule.watch ? 1 : 0));
    for (const auto& [name, text] : values) {
        for (std::size_t i = 0; i < rule.vars.size(); ++i) {
            if (rule.vars[i].name == name) wanted[i] = read_value(rule.vars[i], text);
        }
        if (name == "tracked" && rule.watch) wanted.back() = GraphValue(text == "none" ? 0 : 1);
    }
    // What is unknown in the state fits, what is known and equal fits better.
    std::optional<std::uint32_t> best;
    std::size_t best_exact = 0;
    for (std::uint32_t s = 0; s < graph.states.size(); ++s) {
        for (const Valuation& v : graph.states[s].valuations) {
            std::size_t exact = 1;
            for (std::size_t i = 0; i < wanted.size() && exact != 0; ++i) {
                if (!wanted[i]) continue;
                if (*wanted[i] == v[i]) ++exact;
                else if (v[i]) exact = 0;
            }
            if (exact > best_exact) best = s, best_exact = exact;
        }
    }
    return best;
}

std::string event_text(const GraphTransition& t, std::size_t names) {
    std::string list;
    for (std::size_t i = 0; i < t.events.size() && i < names; ++i) list += (i == 0 ? "" : ", ") + t.events[i];
    if (t.events.size() > names) list += ", ... " + std::to_string(t.events.size() - names) + " more";
    if (t.events.size() > 1) list = "[" + list + "]";
    return list + (t.read ? ".read" : t.when == When::Entry ? ".entry" : ".exit");
}

}  // namespace sdvlite::automaton
