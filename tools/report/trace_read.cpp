// SPDX-License-Identifier: Apache-2.0
#include "tools/report/trace_read.hpp"

#include <map>

#include "tools/report/encoding.hpp"
#include "tools/report/json_reader.hpp"
#include "tools/report/words.hpp"

namespace sdvlite::report {
namespace {

using trace::Step;
using trace::StepKind;

constexpr std::uint64_t kMost32 = UINT32_MAX;

StepKind kind_of(const Node& n) {
    const std::string name = n.str();
    for (int k = 0; k <= static_cast<int>(StepKind::Violation); ++k) {
        if (name == word(static_cast<StepKind>(k))) return static_cast<StepKind>(k);
    }
    n.fail("no kind of step is called so");
}

ir::Origin origin_of(const Node& n) {
    const std::string name = n.str();
    for (const ir::Origin o : {ir::Origin::Driver, ir::Origin::OsModel, ir::Origin::Harness, ir::Origin::Rule}) {
        if (name == word(o)) return o;
    }
    n.fail("no origin is called so");
}

std::vector<std::string> strings(const Node& list) {
    std::vector<std::string> out;
    list.each([&](const Node& n) { out.push_back(n.str()); });
    return out;
}

/// One trace.
class TraceReader {
public:
    explicit TraceReader(const Node& root) : root_(root) {
        if (root["schema"].str() != "sdvlite-trace/1") root["schema"].fail("'sdvlite-trace/1' is expected");
        out_.sources = std::make_unique<base::SourceMap>();
        out_.report.sources = out_.sources.get();
        out_.report.rules.emplace_back();
    }

    ReadTrace read() {
        read_driver();
        read_rule();
        read_sources();
        trace::Trace t;
        read_head(t);
        root_["steps"].each([&](const Node& n) { t.steps.push_back(step(n, t.steps.size())); });
        if (root_.has("recording")) t.recording = recording(root_["recording"]);
        finish(std::move(t));
        return std::move(out_);
    }

private:
    RuleResult& rule() { return out_.report.rules.front(); }

    void read_driver() {
        const Node driver = root_["driver"];
        Driver& d = out_.report.driver;
        d = {driver["name"].str(), driver["model"].str(), strings(driver["files"]), {}};
        if (driver.has("inputs")) d.inputs = strings(driver["inputs"]);
        if (!root_.has("options")) return;
        const Node options = root_["options"];
        OptionEcho& o = out_.report.options;
        o.model = options.str_or("model", "");
        o.wdk = options.str_or("wdk", "");
        o.os_models = strings(options["os_models"]);
        o.clang_arguments = strings(options["clang_arguments"]);
    }

    void read_rule() {
        const Node n = root_["rule"];
        rule().rule = n["name"].str();
        rule().file = n["file"].str();
        rule().source = n["source"].str();
    }

    void read_sources() {
        root_["sources"].each([&](const Node& n) {
            const std::string path = n["file"].str();
            std::string bytes = n["text"].str();
            if (n.has("encoding")) bytes = from_windows_1252(bytes);
            out_.digests.emplace_back(path, n["sha256"].str());
            if (path == rule().file) rule().source = bytes;
            texts_.emplace(path, std::move(bytes));
        });
    }

    base::Span span(base::SourceMap& map, const Node& n) {
        base::Span out;
        if (!n.has("file")) return out;
        const std::string path = n["file"].str();
        const auto text = texts_.find(path);
        out.file = map.add(path, text == texts_.end() ? std::string() : text->second);
        out.line = static_cast<std::uint32_t>(n["line"].number(kMost32));
        out.column = static_cast<std::uint32_t>(n["column"].number(kMost32));
        return out;
    }

    void read_head(trace::Trace& t) {
        t.rule = rule().rule;
        t.message = root_["message"].str();
        t.confirmed = root_["confirmed"].boolean();
        if (root_.has("sufficient")) t.sufficient = root_["sufficient"].boolean();
        if (root_.has("dropped")) t.dropped = root_["dropped"].number(UINT64_MAX);
        t.entry_role = root_["entry"]["role"].str();
        t.entry_function = root_["entry"]["function"].str();
        t.initial = values(root_["initial"]);
    }

    static std::vector<trace::NamedValue> values(const Node& list) {
        std::vector<trace::NamedValue> out;
        list.each([&](const Node& n) { out.push_back({n["name"].str(), n["value"].str()}); });
        return out;
    }
    static std::vector<trace::NamedValue> state(const Node& object) {
        std::vector<trace::NamedValue> out;
        object.each_member([&](const std::string& key, const Node& n) { out.push_back({key, n.str()}); });
        return out;
    }

    trace::Event event(const Node& n) {
        trace::Event out;
        out.name = n["name"].str();
        out.exit = n["when"].str() == "exit";
        out.span = span(*out_.sources, n);
        if (n.has("callback")) out.callback = n["callback"].boolean();
        if (n.has("memory")) out.memory = n["memory"].boolean();
        if (n.has("by")) out.by = origin_of(n["by"]);
        return out;
    }

    Step step(const Node& n, std::size_t id) {
        Step s;
        s.id = static_cast<std::uint32_t>(n["id"].number(kMost32));
        if (s.id != id) n["id"].fail("steps are numbered from 0 in their order");
        const Node parent = n["parent"];
        if (!parent.is_null()) s.parent = static_cast<std::int64_t>(parent.number(kMost32));
        if (s.parent >= static_cast<std::int64_t>(id)) parent.fail("a parent comes before its children");
        s.depth = static_cast<std::uint32_t>(n["depth"].number(kMost32));
        s.kind = kind_of(n["kind"]);
        s.origin = origin_of(n["origin"]);
        s.span = span(s.origin == ir::Origin::Rule ? rule().sources : *out_.sources, n);
        s.function = n["function"].str();
        s.text = n["text"].str();
        s.role = n.str_or("role", "");
        if (n.has("branch")) s.branch = n["branch"].boolean();
        if (n.has("skips")) s.skips = event(n["skips"]);
        if (n.has("event")) s.event = event(n["event"]);
        if (n.has("reads")) s.reads = values(n["reads"]);
        if (n.has("writes")) s.writes = values(n["writes"]);
        if (n.has("system_state")) s.system_state = n["system_state"].boolean();
        if (n.has("rounds")) s.rounds = static_cast<std::uint32_t>(n["rounds"].number(kMost32));
        if (n.has("rule_state")) {
            s.rule_before = state(n["rule_state"]["before"]);
            s.rule_after = state(n["rule_state"]["after"]);
            if (n["rule_state"].has("matters")) s.rule_matters = strings(n["rule_state"]["matters"]);
        }
        s.relevant = n["relevant"].boolean();
        return s;
    }

    static trace::Recording recording(const Node& n) {
        trace::Recording out;
        out.entry = n["entry"].str();
        out.arbitrary_state = n["arbitrary_state"].boolean();
        n["memory"].each([&](const Node& m) {
            const auto size = static_cast<std::uint32_t>(m["size"].number(8));
            if (size == 0) m["size"].fail("1 at least is expected");
            out.memory.push_back({m["address"].hex(), size, m["value"].hex()});
        });
        n["havocs"].each([&](const Node& h) {
            out.havocs.push_back({h["procedure"].str(), static_cast<std::uint32_t>(h["statement"].number(kMost32)), h["value"].hex()});
        });
        n["choices"].each([&](const Node& c) {
            const bool repeat = c.is_text() && c.str() == "repeat";
            out.choices.push_back({repeat, repeat ? 0 : static_cast<std::uint32_t>(c.number(kMost32))});
        });
        return out;
    }

    // The file says less about the defect than the run did: place and function are those of the last step.
    void finish(trace::Trace t) {
        const Step* last = t.steps.empty() ? nullptr : &t.steps.back();
        check::Result& result = rule().result;
        const base::Span location = last != nullptr ? last->span : base::Span{};
        const std::string function = last != nullptr ? last->function : t.entry_function;
        if (!t.confirmed) {
            result.verdict = check::Verdict::Inconclusive;
            result.unconfirmed.push_back({t.message, location, function, "the trace says so", std::move(t)});
            return;
        }
        const bool property = root_.has("property") && root_["property"].boolean();
        result.verdict = property ? check::Verdict::Holds : check::Verdict::Defect;
        result.reason = t.message;
        check::Defect d;
        d.message = t.message;
        d.location = location;
        d.function = function;
        d.entry_role = t.entry_role;
        d.entry_function = t.entry_function;
        d.trace = std::move(t);
        result.defects.push_back(std::move(d));
        add_fingerprints(rule(), *out_.sources);
    }

    const Node& root_;
    ReadTrace out_;
    std::map<std::string, std::string> texts_;
};

void read_results(const Node& root, std::vector<ReadTrace>& out) {
    root["results"].each([&](const Node& result) {
        for (const char* list : {"defects", "unconfirmed"}) {
            result[list].each([&](const Node& found) {
                if (!found.has("trace")) return;
                const Node trace = found["trace"];
                out.push_back(TraceReader(trace).read());
            });
        }
    });
}

}  // namespace

std::optional<std::vector<ReadTrace>> read_traces(std::string_view text, std::string_view path, base::SourceMap& files, base::DiagSink& diags) {
    const std::optional<Json> json = parse_json(text, path, files, diags);
    if (!json) return std::nullopt;
    std::vector<ReadTrace> out;
    try {
        const Node root(*json, "");
        if (root["schema"].str() == "sdvlite-results/1") {
            read_results(root, out);
        } else {
            out.push_back(TraceReader(root).read());
        }
        return out;
    } catch (const Malformed& what) {
        add_malformed(what, path, files, diags);
        return std::nullopt;
    }
}

}  // namespace sdvlite::report
