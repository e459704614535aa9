// SPDX-License-Identifier: Apache-2.0
// The pushdown model of one rule on one program: the woven program with what the explorer needs to
// know about it, computed once: control flow, callees, which statements and location classes can
// matter to the rule (slice), what each callee reads or writes, what is live.
#pragma once

#include <memory>
#include <vector>

#include "core/model/bulk.hpp"
#include "core/model/classes.hpp"
#include "core/model/control.hpp"
#include "core/model/flows.hpp"
#include "core/model/lists.hpp"
#include "core/model/own_fields.hpp"
#include "core/model/reach.hpp"
#include "core/model/self_links.hpp"
#include "core/model/scoped_set.hpp"
#include "core/model/untyped.hpp"
#include "core/model/weave.hpp"

namespace sdvlite::model {

/// A set of location classes, dense over the tracked ones.
class ClassSet {
public:
    ClassSet() = default;
    explicit ClassSet(std::size_t tracked) : words_((tracked + 63) / 64, 0) {}
    bool has(std::uint32_t i) const { return words_[i / 64] >> (i % 64) & 1; }
    void add(std::uint32_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
    void remove(std::uint32_t i) { words_[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
    /// True when something was added.
    bool unite(const ClassSet& o) {
        std::uint64_t fresh = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            fresh |= o.words_[i] & ~words_[i];
            words_[i] |= o.words_[i];
        }
        return fresh != 0;
    }
    friend bool operator==(const ClassSet&, const ClassSet&) = default;

private:
    std::vector<std::uint64_t> words_;
};

/// What can matter to the rule, by procedure: all of it, or as far as some classes only are followed. Sets of classes
/// are scoped.
struct Relevance {
    std::vector<std::vector<bool>> statements;  ///< the statement's decision, its assignment, its call
    std::vector<bool> interesting;              ///< a call of the procedure
    std::vector<ScopedSet> touched;             ///< classes that a call may read or write
    std::vector<ScopedSets> live;               ///< by statement: classes that may be read after control reaches it, here or in a caller
    std::vector<ScopedSet> live_after;          ///< classes that may be read after the procedure has returned
};

class Model {
public:
    /// Slices for the statements that are the rule's own and the holes. With `slice` false everything
    /// is tracked: the same verdicts, more states (tests compare the two).
    explicit Model(Woven woven, bool slice = true);
    /// The same; `unwoven` are the classes of the program before the rule was woven into it, worked out once for several rules.
    Model(Woven woven, const Classes& unwoven, bool slice);
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    const ir::Program& program() const { return woven_.program; }
    const Woven& woven() const { return woven_; }
    const Classes& classes() const { return classes_; }
    const ControlFlow& flow(ir::ProcId p) const { return flow_[p.index()]; }

    /// Dense index of a class that is tracked, or kUntracked.
    std::uint32_t tracked(ClassId c) const { return tracked_[c]; }
    std::uint32_t tracked_count() const { return tracked_count_; }
    /// The class that has this index.
    ClassId class_tracked_as(std::uint32_t index) const { return by_index_[index]; }
    /// Whether a tracked class is one of those that say which functions a pointer may lead to, and no more.
    bool last_resort(ClassId c) const { return !first_[c]; }
    const Scope& scope(ir::ProcId p) const { return scopes_[p.index()]; }
    /// Whether the statement can matter at all.
    bool relevant(ir::ProcId p, ir::StmtIndex s) const { return relevance_.statements[p.index()][s]; }
    const Relevance& relevance() const { return relevance_; }
    bool sliced() const { return sliced_; }
    /// What is left of it when these tracked classes only are followed: an assignment to another class, or a decision
    /// about nothing that matters then, can be passed over.
    Relevance relevance(const ClassSet& followed) const;

    /// The range of bytes that the procedure fills or copies, when that is all that it does.
    const std::optional<BulkEffect>& bulk(ir::ProcId p) const { return bulk_[p.index()]; }

    /// What the procedure does with entries of lists.
    const std::optional<ListEffect>& list_effect(ir::ProcId p) const { return lists_[p.index()]; }

    /// The driver's functions that an unresolved call through `callee` may reach.
    std::vector<ir::ProcId> candidates(ir::ExprId callee) const;
    /// Whether that call reaches one of them for certain, or none: where the pointer may lead to DDIs only besides, of which it was asked before.
    bool only_candidates(ir::ExprId callee) const;
    /// The few values that places of the class ever hold (domains.hpp), sorted; empty where it may be any.
    const std::vector<std::uint64_t>& domain(ClassId c) const { return domains_[c]; }
    bool relies_on_domains() const;
    /// The variables to one of which the record leads, through a field of which the call goes, when it runs `q`; none when that is
    /// not known.
    std::vector<ir::GlobalId> tables(ir::ExprId callee, ir::ProcId q) const;
    /// Whether some call of the driver's is taken to be so because of the record that the pointer lies in (own_fields.hpp).
    bool relies_on_own_fields() const;
    /// Variables to which no input pointer leads (kept.hpp).
    const std::vector<bool>& private_globals() const { return private_globals_; }

    /// Worked out when first asked for.
    Flows& flows() const;
    Untyped& untyped() const;
    SelfLinks& self_links() const;

private:
    void build(bool slice);
    void number(const std::vector<bool>& wanted);
    void find_own_calls();
    void find_callees();
    std::vector<ir::ProcId> possible_callees(ir::ExprId callee) const;
    const std::vector<ir::ProcId>* own_candidates(ir::ExprId callee) const;

    Woven woven_;
    Classes classes_;
    std::vector<ControlFlow> flow_;
    std::vector<std::optional<BulkEffect>> bulk_;
    std::vector<std::optional<ListEffect>> lists_;
    std::vector<std::uint32_t> tracked_;  ///< by class
    std::vector<ClassId> by_index_;       ///< the other way
    mutable std::unique_ptr<Flows> flows_;
    mutable std::unique_ptr<Untyped> untyped_;
    mutable std::unique_ptr<SelfLinks> self_links_;
    std::vector<std::vector<std::uint64_t>> domains_;  ///< by class
    std::uint32_t tracked_count_ = 0;
    std::vector<bool> first_;  ///< by class
    std::vector<Scope> scopes_;  ///< by procedure
    bool sliced_;
    Relevance relevance_;
    std::vector<bool> private_globals_;
    std::vector<OwnFunctions> own_functions_;  ///< by variable
    std::map<ir::ExprId, std::vector<std::pair<ir::GlobalId, ir::ProcId>>> own_tables_;  ///< by the pointer that is called
    std::map<ir::ExprId, std::vector<ir::ProcId>> callees_;  ///< the driver's own functions, by the pointer that is called
    std::map<ir::ExprId, std::vector<ir::ProcId>> own_calls_;  ///< by the pointer that is called
};

/// The pointee type of an argument as the driver wrote it, casts to void* looked through; invalid
/// when it is not a pointer or its pointee is unknown.
ir::TypeId pointee_of_argument(const ir::Program& p, ir::ExprId arg);
/// The same of what is filled or copied; invalid for a byte, too, by which anything is meant.
ir::TypeId filled_type(const ir::Program& p, ir::ExprId arg);
/// Where the argument is the address of a field, and so many bytes may be more than the field: the record that holds it, and how far
/// from its start, where that is known.
struct Around {
    ir::TypeId record;
    std::optional<std::uint64_t> offset;
};
Around around(const ir::Program& p, ir::ExprId arg, ir::ExprId length);

}  // namespace sdvlite::model
