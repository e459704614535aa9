// SPDX-License-Identifier: Apache-2.0
// The tables of the search: path edges, entries, the frontier. What one edge leads to is in
// successors.cpp, calls and returns are in calls.cpp, joining is in widen.cpp, ways back in derivation.cpp.
#include "core/explore/explorer.hpp"

#include <algorithm>

namespace sdvlite::explore {

using ir::ProcId;
using ir::StmtIndex;

Explorer::Explorer(const model::Model& model, ProcId root, const SearchOptions& options)
    : m_(model), p_(model.program()), machine_(model, options.arbitrary_globals, options.precision), options_(options),
      narrowed_(options.precision != nullptr && model.sliced() ? model.relevance(*options.precision) : model::Relevance()),
      relevance_(options.precision != nullptr && model.sliced() ? narrowed_ : model.relevance()) {
    entry_counts_.resize(p_.procs.size(), 0);
    for (const ir::Proc& q : p_.procs) visited_.emplace_back(q.body.size() + 1, false);
    bool fresh = false;
    machine_.ask(options_.procedure);
    const std::uint32_t entry = add_entry(root, State{}, fresh);
    add_edge(entry, 0, State{}, kNoEdge, 0, kNoEdge);
}

std::uint64_t Explorer::bytes() const {
    return store_.bytes() + machine_.bytes() + edges_.bytes() + entries_.size() * (sizeof(Entry) + 96) + counted_bytes_ +
           ways_.size() * (sizeof(Way) + 64) + callers_.capacity() * sizeof(Caller) + (joined_.size() + sites_.size()) * 112 +
           (frontier_.size() + outermost_.size()) * 4 + covered_by_.size() * 48;
}

bool Explorer::visited(ProcId p, StmtIndex s) const {
    const std::vector<bool>& v = visited_[p.index()];
    return s < v.size() && v[s];
}

void Explorer::visit(ProcId proc, StmtIndex node) {
    if (!visited_[proc.index()][node]) ++statements_;
    visited_[proc.index()][node] = true;
}

std::uint32_t Explorer::add_entry(ProcId proc, State data, bool& fresh) {
    const StateId id = store_.intern(data);
    auto [it, inserted] = entry_index_.try_emplace({proc.value, id.value}, static_cast<std::uint32_t>(entries_.size()));
    fresh = inserted;
    if (!inserted) return it->second;
    Entry e;
    e.proc = proc;
    e.data = id;
    e.reserved = machine_.symbols(data);
    e.reserved_objects = machine_.objects(data);
    const std::vector<ObjectId> named = machine_.allocated(data);
    e.reserved_objects.insert(e.reserved_objects.end(), named.begin(), named.end());
    std::sort(e.reserved_objects.begin(), e.reserved_objects.end());
    entries_.push_back(std::move(e));
    return it->second;
}

void Explorer::add_edge(std::uint32_t entry, StmtIndex node, State data, EdgeId parent, std::uint32_t choice, EdgeId callee_exit) {
    ++transitions_;
    const ProcId proc = entries_[entry].proc;
    node = settle(proc, node);
    machine_.tidy(data, relevance_.live[proc.index()][node], entries_[entry].reserved, entries_[entry].reserved_objects);
    if (entry == 0 || m_.flow(proc).loop_head[node]) {
        machine_.spare_names(data, entries_[entry].reserved_objects, entries_[entry].reserved);
        machine_.number_instances(data, entries_[entry].reserved_objects);
    }
    machine_.name_values(data, entries_[entry].reserved);
    const Way way{parent, choice, callee_exit};
    StateId id = store_.intern(data);
    EdgeId covers = kNoEdge;
    if (const EdgeId known = edges_.find(entry, node, id); known != kNoEdge) {
        spare_ = std::move(data);
        return note_way(known, way);
    }
    if (count_state(entry, node) > limit_at(proc, node)) {
        bool covered = false;
        if (gathers_notes(entry, node)) gather_notes(node, data);
        const Place at{proc, entries_[entry].reserved_objects};
        StateId before;
        data = widen(joined_[{entry, node}], std::move(data), entries_[entry].reserved, &at, covered, &before);
        id = store_.intern(data);
        // Ways round a loop are told by its single states: with more patience each is gone through.
        if (before.valid() && (entry == 0 || options_.patience == 1)) covers = edges_.find(entry, node, before);
        if (const EdgeId known = edges_.find(entry, node, id); known != kNoEdge) {
            if (covers != kNoEdge && covers != known) covered_by_[covers] = known;
            return note_way(known, way);
        }
        if (covered) return;
    }
    const EdgeId added = edges_.add(entry, node, id, way);
    if (covers != kNoEdge) covered_by_[covers] = added;
    (entry == 0 ? outermost_ : frontier_).push_back(added);
    spare_ = std::move(data);
}

/// How many states there are at the statement now, up to more than any limit.
std::uint32_t Explorer::count_state(std::uint32_t entry, StmtIndex node) {
    std::vector<std::uint16_t>& states = entries_[entry].states;
    if (states.empty()) {
        states.resize(p_[entries_[entry].proc].body.size() + 1, 0);
        counted_bytes_ += states.size() * sizeof(states[0]);
    }
    if (states[node] != UINT16_MAX) ++states[node];
    return states[node];
}

/// Where control that reaches `node` comes to something that matters. Passed over are statements that don't and
/// decisions between which nothing does, so that each of them costs nothing more than once. Heads of loops are kept:
/// states are joined there. (Each move is to the postdominator, so that it ends.)
StmtIndex Explorer::settle(ProcId proc, StmtIndex node) {
    const std::vector<ir::Stmt>& body = p_[proc].body;
    const model::ControlFlow& flow = m_.flow(proc);
    while (node < body.size() && !relevant(proc, node)) {
        const ir::Stmt& s = body[node];
        StmtIndex to = node + 1;
        if (model::decides(s)) {
            to = flow.ipdom[node];
            if (to == ir::kNoStmt || to >= body.size()) break;
        } else {
            if (flow.loop_head[node]) break;
            using K = ir::StmtKind;
            if (s.kind == K::Return || s.kind == K::Abort || s.kind == K::Hole || s.kind == K::Raise) break;
            if (s.kind == K::Goto) to = s.targets[0];
        }
        visit(proc, node);
        node = to;
    }
    return node;
}

void Explorer::advance(EdgeId from, State data, StmtIndex to, std::uint32_t choice) {
    add_edge(edges_[from].entry, to, std::move(data), from, choice, kNoEdge);
}

bool Explorer::step() {
    // What one callback leads to is gone through before the harness goes on: so that it is known whole where the harness's
    // loop joins states, whatever the length of ways through it.
    std::deque<EdgeId>& from = frontier_.empty() ? outermost_ : frontier_;
    if (from.empty()) return false;
    EdgeId e;
    if (options_.order == Order::BreadthFirst) {
        e = from.front();
        from.pop_front();
    } else {
        e = from.back();
        from.pop_back();
    }
    if (!is_covered(e) && !is_outdated(e)) process(e);
    return true;
}

/// Whether its state has been joined with others since it was added: the edge of what they were joined to takes its place, and is
/// reached by the way that was found first.
bool Explorer::is_covered(EdgeId e) {
    const auto it = covered_by_.find(e);
    if (it == covered_by_.end()) return false;
    const EdgeId by = it->second;
    covered_by_.erase(it);
    // Only from older edges, so that no way goes round in a circle: what they were joined to may have been there before.
    note_way(by, e < by ? edges_.replace_way(by, edges_.way(e)) : edges_.way(e));
    if (const auto later = ways_.find(e); later != ways_.end()) {
        for (const Way& w : std::vector<Way>(later->second)) note_way(by, w);
    }
    return true;
}

/// Whether more is noted at the harness's loop by now than when the edge was added: one that says it takes its place.
bool Explorer::is_outdated(EdgeId e) {
    const PathEdges::Edge edge = edges_[e];
    if (!gathers_notes(edge.entry, edge.node) || entries_[0].states[edge.node] <= limit_at(entries_[0].proc, edge.node)) return false;
    State data = std::move(spare_);
    store_.load(edge.data, data);
    if (!gather_notes(edge.node, data)) {
        spare_ = std::move(data);
        return false;
    }
    const Way way = edges_.way(e);
    const std::vector<Way> later = ways_.contains(e) ? ways_[e] : std::vector<Way>();
    add_edge(edge.entry, edge.node, data, way.parent, way.choice, way.callee_exit);
    for (const Way& w : later) add_edge(edge.entry, edge.node, data, w.parent, w.choice, w.callee_exit);
    return true;
}

void Explorer::violation(EdgeId e, StmtIndex stmt) {
    constexpr std::size_t kKept = 24;  // ways to the same place that a confirmation may try
    const ProcId proc = entries_[edges_[e].entry].proc;
    for (Violation& v : violations_) {
        if (v.proc != proc || v.stmt != stmt) continue;
        if (v.edges.size() < kKept) v.edges.push_back(e);
        return;
    }
    violations_.push_back({proc, stmt, {e}});
}

}  // namespace sdvlite::explore
