// SPDX-License-Identifier: Apache-2.0
// The parts of sdvlite-results/1 and sdvlite-scan/1 that say what was looked at.
#include "tools/report/json_parts.hpp"

namespace sdvlite::report {
namespace {

// The members that say where, added to the object `out`.
void add_place(Json& out, const base::SourceMap& sources, const base::Span& span) {
    const Place at = place(sources, span);
    out["file"] = at.file.empty() ? Json(nullptr) : text(at.file);
    out["line"] = at.line;
}

}  // namespace

Json lowering_json(const Coverage& c, const base::SourceMap& sources) {
    Json causes = Json::array();
    for (const Cause& cause : c.causes) {
        Json one = {{"cause", text(cause.cause)}};
        if (!cause.fix.empty()) one["fix"] = text(cause.fix);
        one["functions"] = cause.functions;
        one["holes"] = cause.holes;
        add_place(one, sources, cause.example);
        causes.push_back(std::move(one));
    }
    return {{"functions", {{"total", c.functions}, {"lowered", c.lowered}, {"havocked", c.havocked.size()}}},
            {"statements", {{"total", c.statements}, {"lowered", c.statements_lowered}}},
            {"causes", std::move(causes)},
            {"havocked", havocked_json(c, sources)}};
}

Json functions_json(const Coverage& c, const base::SourceMap& sources) {
    Json out = Json::array();
    for (const Function& f : c.list) {
        Json one = {{"function", text(f.name)}};
        add_place(one, sources, f.span);
        one["statements"] = f.statements;
        one["holes"] = f.holes;
        out.push_back(std::move(one));
    }
    return out;
}

Json unread_json(const Coverage& coverage) {
    Json out = Json::array();
    for (const Unread& u : coverage.unread) out.push_back({{"file", text(u.file)}, {"reason", text(u.reason)}});
    return out;
}

Json havocked_json(const Coverage& coverage, const base::SourceMap& sources) {
    Json out = Json::array();
    for (const Havocked& h : coverage.havocked) {
        Json one = {{"function", text(h.function)}};
        add_place(one, sources, h.span);
        one["reason"] = text(h.reason);
        out.push_back(std::move(one));
    }
    return out;
}

Json entry_points_json(const Coverage& coverage, const base::SourceMap& sources) {
    Json out = Json::array();
    for (const EntryPoint& e : coverage.entry_points) {
        Json one = {{"role", text(e.role)}};
        if (!e.detail.empty()) one["detail"] = text(e.detail);
        one["function"] = text(e.function);
        add_place(one, sources, e.span);
        one["found_by"] = text(e.found_by);
        one["entered"] = e.entered;
        out.push_back(std::move(one));
    }
    return out;
}

Json notes_json(const Coverage& coverage, const base::SourceMap& sources) {
    Json out = Json::array();
    for (const Note& n : coverage.notes) {
        Json one = {{"message", text(n.message)}};
        add_place(one, sources, n.span);
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace sdvlite::report
