// SPDX-License-Identifier: Apache-2.0
// The abstract semantics of the IR on states: evaluating expressions to terms, reading and writing
// memory, and assuming conditions. Everything over-approximates: what is not tracked or not known
// reads as Top.
//
// Memory: cells are exact (object, offset, width). A write forgets what it overlaps; a write through a
// pointer of which nothing is known forgets every cell of its class ("wild"). Objects that were
// first reached through different unknown pointers are taken to be different until the program
// compares the pointers (semantics 4.2).
#pragma once

#include <map>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/base/marks.hpp"
#include "core/explore/decision_procedure.hpp"
#include "core/explore/state.hpp"
#include "core/explore/term.hpp"
#include "core/model/lists.hpp"
#include "core/model/model.hpp"

namespace sdvlite::explore {

/// Where a scalar lies and how wide it is.
struct Access {
    Terms::Place place;       ///< object invalid: somewhere unknown
    Leads into = kAnywhere;   ///< then: which memory that may be
    Terms::Place vague;       ///< then: what it is called that the pointer leads to (available_loads.cpp); invalid when nothing is
    std::uint8_t bits = 0;
    std::uint8_t bit_offset = 0;
    bool bit_field = false;
    std::uint8_t alignment = 0;  ///< ir::pointer_alignment of the type by which it is accessed
    std::uint32_t cls = model::kUntracked;  ///< dense class index
};

class Machine {
public:
    /// `arbitrary_globals`: the driver's variables hold anything at the start, not their initialisers.
    /// `precision`: the classes that are followed, of those that the model tracks; all without one.
    Machine(const model::Model& model, bool arbitrary_globals, const model::ClassSet* precision = nullptr)
        : m_(model), p_(model.program()), arbitrary_(arbitrary_globals), precision_(precision) {
        std::vector<bool> of_rule;
        for (const ir::Global& g : p_.globals) of_rule.push_back(g.origin == ir::Origin::Rule);
        std::vector<std::vector<bool>> holders;
        for (const ir::Proc& q : p_.procs) {
            holders.emplace_back();
            // Parameters, and the copies of arguments that weaving made.
            for (std::uint32_t i = 0; i < q.locals.size(); ++i) holders.back().push_back(i < q.param_count || q.locals[i].name.starts_with("$arg"));
        }
        local_objects_.resize(p_.procs.size());
        constants_.resize(p_.exprs.size());
        words_.resize(m_.tracked_count());
        pointed_.resize(m_.tracked_count());
        for (const model::ClassId c : m_.classes().pointed()) {
            if (m_.tracked(c) != model::kUntracked) pointed_[m_.tracked(c)] = true;
        }
        for (std::uint32_t i = 0; precision != nullptr && i < m_.tracked_count(); ++i) all_followed_ = all_followed_ && precision->has(i);
        for (model::ClassId c = 0; c < m_.classes().size(); ++c) {
            if (m_.tracked(c) == model::kUntracked) continue;
            words_[m_.tracked(c)] = static_cast<std::uint8_t>(m_.classes().word(c));
            if (m_.classes().shared(c)) pointed_[m_.tracked(c)] = true;
        }
        find_wide();
        find_links();
        terms.hide(m_.private_globals(), std::move(of_rule), std::move(holders));
    }

    Terms terms;
    RangeTable ranges;

    /// Symbols that mean something to callers: not to be given another meaning.
    void reserve(std::span<const SymId> symbols) { reserved_ = symbols; }
    void ask(DecisionProcedure* procedure) { procedure_ = procedure; }

    /// The value of a scalar expression. When `ok` becomes false the path ends here (NULL is followed).
    TermId eval(State& s, ir::ProcId proc, ir::ExprId e, bool& ok);
    TermId address_of(State& s, ir::ProcId proc, ir::ExprId designator, bool& ok);
    Access access(State& s, ir::ProcId proc, ir::ExprId designator, bool& ok);

    TermId load(const State& s, const Access& a);
    TermId read(State& s, const Access& a);
    void store(State& s, const Access& a, TermId value);
    /// What is read there, whether or not the state says it of that very cell.
    TermId held(const State& s, CellId id);
    /// The same where the cell's bytes are told in another way; invalid elsewhere, or when nothing is known of them.
    TermId in_other_view(const State& s, CellId id);
    Terms::Place place(TermId pointer);
    /// Whether the cell is what such a pointer leads to as names no object (available_loads.cpp): a state without it knows less.
    bool is_available_load(CellId c) { return !is_note(c) && is_vague(terms.root(terms[c].object)); }
    /// lhs = rhs for records and arrays.
    void copy(State& s, ir::ProcId proc, ir::ExprId lhs, ir::ExprId rhs, bool& ok);
    /// The record at `rhs` (seen from `from`) into the object `to` of another state: an argument by value.
    void copy_into(State& into, ObjectId to, State& from, ir::ProcId proc, ir::ExprId rhs, bool& ok);
    /// A record that a procedure returns: its scalars become cells of the state's result, and those what lies at `lhs`.
    void keep_result(State& s, ir::ProcId proc, ir::ExprId rhs, bool& ok);
    void store_result(State& s, ir::ProcId proc, ir::ExprId lhs, std::span<const State::Binding> result, bool& ok);
    /// Any value at a designator; scalars get a symbol of `stmt`.
    void havoc(State& s, ir::ProcId proc, ir::ExprId lhs, ir::StmtIndex stmt, const std::vector<SymId>& reserved, bool& ok);
    /// Bytes [to, to + length) become `value` (a byte; Top: anything); `length` may be any term, and `type` is what `to`
    /// is said to point to, invalid when nothing is. `brought`: where pointers lead that may be among the bytes.
    void fill(State& s, TermId to, ir::TypeId type, TermId value, TermId length, Leads brought = kOld);
    /// Forgets in `s` what the background that `filled` gives the object has overwritten; `partly`: it may have
    /// overwritten only a part.
    void apply_background(State& s, ObjectId o, const State& filled, bool partly);
    /// Bytes [to, to + length) become those at `from`; `type` is what lies there, invalid when unknown; of
    /// that type so many bytes are `skipped`, before those.
    void copy_bytes(State& s, TermId to, ir::TypeId to_type, TermId from, TermId length, ir::TypeId type, std::uint64_t skipped = 0);
    /// What a callee without a body may change through a pointer to `pointee`.
    void havoc_reach(State& s, TermId pointer, ir::TypeId pointee);

    /// A value of which nothing is known, brought in by a statement; equal to itself as long as it lives.
    TermId fresh_symbol(const State& s, ir::ProcId proc, ir::StmtIndex stmt, unsigned bits, const std::vector<SymId>& reserved);
    /// The same, of another symbol's making: the first of its generations that is free.
    TermId fresh_symbol(const State& s, Sym like, const std::vector<SymId>& reserved);
    /// The address of what the statement allocates. When too many of its objects are in use, an older one loses its name, or
    /// where none may (`reserved`, `symbols`: what callers hold) this one has none.
    TermId allocate(State& s, ir::ProcId proc, ir::StmtIndex stmt, const std::vector<ObjectId>& reserved, const std::vector<SymId>& symbols);

    /// Keeps only what agrees with `condition` being true (false): false when nothing does.
    bool assume(State& s, TermId condition, bool truth);
    /// What is known to be equal becomes one, as far as it can: a callee has found it out.
    void equate(State& s, TermId equality);
    /// The states in which a condition that `s` decides has that truth: where && and || leave open why, one for each
    /// reason, as the program's own order of evaluation has it. Few, else joined into one that says less.
    std::vector<State> cases(const State& s, ir::ProcId proc, ir::ExprId condition, bool truth);
    /// Whether the statement looks into a small constant table by an index that it computes; then the states in which that index
    /// is known, together as much as `s`.
    bool looks_into_table(ir::ProcId proc, ir::StmtIndex stmt);
    std::vector<State> by_rows(State s, ir::ProcId proc, ir::StmtIndex stmt);
    /// What is evaluated from here on comes from the rule's own code. The driver compares pointers where it knows that they may be
    /// equal; the rule compares whatever it meets, and there the records decide of which the places are parts.
    /// Returns what was said before.
    bool in_rule(bool now) { return std::exchange(in_rule_, now); }
    /// Whether links of lists are written by others than the routines of lists from here on.
    void links_by_hand(bool now) { links_own_ = now; }
    /// 1, 0, or -1 for unknown.
    int decide(const State& s, TermId condition);
    Range range(const State& s, TermId t);

    /// Replaces a symbol everywhere; false when that contradicts what is known.
    bool substitute(State& s, SymId from, TermId to);
    /// Drops dead cells, objects that nothing points to any more, and facts about values that nothing holds. What is
    /// reserved may be held by callers.
    void tidy(State& s, model::ClassesHere live, const std::vector<SymId>& reserved, const std::vector<ObjectId>& reserved_objects);
    /// Drops facts about values that the state does not hold, unless they are of the start or callers may hold them (`reserved`).
    void drop_lost_facts(State& s, const std::vector<SymId>& reserved);
    /// Gives each unknown number that one cell alone holds that cell's own name, unless callers may hold it (`reserved`).
    void name_values(State& s, const std::vector<SymId>& reserved);
    /// All symbols that the state's values mention; sorted.
    std::vector<SymId> symbols(const State& s);
    /// The same as a set, until the next time that this or symbols() is called; allocated objects alike.
    const base::Marks& mark_symbols(const State& s);
    const base::Marks& mark_allocated(const State& s);
    std::vector<ObjectId> objects(const State& s);
    /// The objects that a value may designate.
    void add_targets(TermId t, std::vector<ObjectId>& out);
    const std::vector<ObjectId>& targets(TermId t);
    /// The allocated objects that the state mentions in any way; sorted.
    std::vector<ObjectId> allocated(const State& s);
    /// Another allocated object takes the place of one.
    void rename(State& s, ObjectId from, ObjectId to);
    /// Allocated objects, each with the one whose name it gets, all at once.
    using Renaming = std::vector<std::pair<ObjectId, ObjectId>>;
    void rename(State& s, const Renaming& moves);
    /// The allocated objects in the order in which the state mentions them, those of the rule first.
    std::vector<ObjectId> instances(const State& s);
    /// A name for the time being, that neither states nor renaming use.
    ObjectId beyond_names(ObjectId o);
    bool same_site(ObjectId a, ObjectId b) const { return terms[a].proc == terms[b].proc && terms[a].index == terms[b].index; }
    /// Numbers the instances of each statement's objects in the order in which the state mentions them, but for those that are
    /// reserved: states that differ in nothing else become one. Gives for each new name the old one.
    Renaming number_instances(State& s, const std::vector<ObjectId>& reserved);
    /// Where all names of a statement's objects are taken, the last one mentioned loses its own, so that the next object has one.
    void spare_names(State& s, const std::vector<ObjectId>& reserved, const std::vector<SymId>& symbols);
    /// Another instance of an allocated object that is not among `used`; invalid when there are too many.
    ObjectId free_object(ObjectId like, const std::vector<ObjectId>& used);
    /// An allocated object loses its name: it has escaped, and what led to it leads to some object of its statement, of which
    /// it stays known that it is none of those to which the pointers `others` lead. `meant`: symbols that are taken.
    void lose(State& s, ObjectId o, const std::vector<SymId>& meant, std::span<const TermId> others);
    /// The pointers that the rule's own variables hold.
    std::vector<TermId> rule_pointers(const State& s);
    /// Of the pointers those that are known to lead to another object.
    std::vector<TermId> apart_from(const State& s, ObjectId o, const std::vector<TermId>& pointers);
    /// Whether it is known that the two pointers are not equal.
    bool apart(const State& s, TermId a, TermId b);
    /// The same of what they lead to (two_objects.cpp): true too of pointers that may both be NULL.
    bool are_two(const State& s, TermId a, TermId b);
    void keep_two(State& s, SymId a, SymId b);
    /// From here on it is.
    void keep_apart(State& s, TermId a, TermId b);
    /// Whether it is known that the value leads nowhere into the allocated object.
    bool is_elsewhere(const State& s, TermId value, ObjectId allocated);
    /// False of what can only be a function's address, or no address at all.
    bool may_lead_to_data(SymId pointer) const;
    /// The entry has been taken out of a list; `came_out`: out of one that it was in (taken_out.cpp).
    void take_out(State& s, TermId entry, bool came_out);
    /// It, or what it may be, is put into one.
    void put_in(State& s, TermId entry);
    /// The value may be kept where nobody knows, or be called otherwise from here on: entries of lists in the object to which it leads
    /// may be put into one.
    void lose_track(State& s, TermId value);
    /// Whether the links by which the routine finds the entry that it takes out are followed; elsewhere they may be written unseen.
    bool follows_links(ir::ProcId routine) const { return follows_links_[routine.index()]; }
    /// Whether one of the classes is that of the links of lists' entries.
    bool touches_links(model::ClassesHere classes) const;
    /// The entry of which the fact says that it is in no list; invalid for other facts.
    TermId is_out(TermId fact) const;
    /// All of them; `came_out`: those that have come out of one.
    std::vector<TermId> out_of_lists(const State& s, bool came_out) const;
    /// From here on it is known of the symbol.
    void keep_elsewhere(State& s, SymId pointer, ObjectId allocated);
    /// The object of what keep_elsewhere() noted; invalid for other facts.
    ObjectId is_elsewhere_from(TermId fact) const;

    ObjectId local_object(ir::ProcId proc, std::uint32_t index);
    CellId result_cell(unsigned bits);
    CellId result_part(std::uint64_t offset, unsigned bits, bool bit_field, unsigned bit_offset);
    CellId wild_cell(std::uint32_t cls);
    /// The same, of writes since the procedure was entered.
    CellId newly_wild_cell(std::uint32_t cls);
    /// Where the pointers lead that were written to places of the class, in memory of the start or (`reached`) in new objects to
    /// which unknown pointers may lead; of kMixed: to places of any class.
    CellId content_cell(std::uint32_t cls, bool reached);
    bool is_content(CellId c) const { return terms[terms[c].object].kind == ObjectKind::Result && terms[terms[c].object].index >= 3; }
    /// What both markers of one class say.
    TermId both_contents(TermId a, TermId b) { return terms.constant(64, terms[a].value | terms[b].value); }
    /// The cell that stands for what fill() left in an object, wherever no other cell says more.
    CellId background_cell(ObjectId o);
    /// That the allocated object has escaped.
    CellId escape_cell(ObjectId o);
    bool is_escape(CellId c) const;
    /// Whether the cell is no place but says something of its object.
    bool is_note(CellId c) const { return terms[c].bits == 0; }
    bool is_background(CellId c) const { return is_note(c) && !is_escape(c); }
    bool is_result(CellId c) const { return terms[terms[c].object].kind == ObjectKind::Result && terms[terms[c].object].index == 0; }
    bool is_wild(CellId c) const { return terms[terms[c].object].kind == ObjectKind::Result && terms[terms[c].object].index != 0; }
    bool is_newly_wild(CellId c) const { return terms[terms[c].object].kind == ObjectKind::Result && terms[terms[c].object].index == 2; }
    /// Where what the cell holds in the state may lead; also where it holds what it did at the start.
    Leads leads(const State& s, CellId c);
    /// The object into which the value leads is among what unknown pointers lead to from now on, and so is what it holds.
    /// Of pointers that are unknown, and older than its escaping, it stays known that they do not lead there.
    void escape(State& s, TermId value);
    void escape(State& s, ObjectId allocated);
    /// Where the state holds more than what was before: only the symbols `older` are.
    void escape(State& s, TermId value, const std::vector<SymId>& older);
    void escape(State& s, ObjectId allocated, const std::vector<SymId>& older);
    /// The cell may have been written to: it holds what it did, or something that leads as told. `escaping`: what has to escape.
    void blur(State::Binding& b, Leads written, std::vector<TermId>& escaping);
    /// Where the pointers of a class lead that lie in memory to which an unknown pointer leads: in old memory or (`reached`) also
    /// in what was allocated.
    Leads content(const State& s, std::uint32_t cls, bool reached);
    /// Dense class of a cell; kUntracked for results; kMixed when it was accessed under several.
    static constexpr std::uint32_t kMixed = UINT32_MAX - 1;
    /// The cell that stands for all places in the cell's whole object of which it is not told where they are.
    CellId somewhere(CellId c);
    std::uint32_t class_of(CellId c) const { return c.index() < cell_class_.size() ? cell_class_[c.index()] : model::kUntracked; }

    /// Dense index of a class that is followed, or kUntracked.
    std::uint32_t tracked(model::ClassId c) const {
        const std::uint32_t i = m_.tracked(c);
        return i == model::kUntracked || precision_ == nullptr || precision_->has(i) ? i : model::kUntracked;
    }

    const model::Model& model() const { return m_; }
    std::uint64_t bytes() const { return terms.bytes() + targets_.capacity() * sizeof(targets_[0]); }

private:
    struct Leaf { std::uint64_t offset; std::uint8_t bits, bit_offset; bool bit_field; std::uint32_t cls; ir::TypeId type; };
    const std::vector<Leaf>& leaves(ir::TypeId type);
    /// `rest`: classes of which there are more places than that.
    std::vector<Leaf> leaves(ir::ProcId proc, ir::ExprId designator, std::vector<std::uint32_t>& rest);
    void forget(State& s, ObjectId o);
    bool is_vague(ObjectId root);
    TermId out_mark(TermId entry, std::int64_t mark);
    TermId noted_out(TermId fact, std::int64_t mark) const;
    void drop_out(State& s, TermId entry);
    void link(State& s, const Access& a, TermId value);
    void find_links();
    void kill_loads(State& s, std::uint32_t cls);
    CellId available_load(const State& s, const Access& a);
    TermId read_vague(State& s, const Access& a, TermId some);
    bool aliased(const State& s, ObjectId object, std::uint32_t cls);
    bool untouched(const State& s, CellId id);

    Access part_of(const Terms::Place& base, const Leaf& l) const;
    CellId cell(const Access& a);
    void note_class(CellId c, std::uint32_t cls);
    bool give_name(State& s, State::Binding& b, SymId to);
    bool is_about(const State::Fact& f, SymId y);
    bool is_known(const State& s, SymId y);
    CellId marker(std::uint32_t index, std::uint32_t cls, unsigned bits = 8);
    TermId initial(const State& s, const Access& a, CellId c);
    TermId global_initial(const ir::Global& g, const Access& a, CellId c);
    /// A range of an object that was filled: [from, to) with the byte `value`, or with anything (-1); up to `reach` nobody knows.
    struct Background {
        std::int64_t from = 0, to = 0, reach = 0;
        int value = -1;
        friend bool operator==(const Background&, const Background&) = default;
    };
    std::optional<Background> background(const State& s, ObjectId o);
    void set_background(State& s, ObjectId o, const Background& b);
    void fill_anywhere(State& s, ir::TypeId type, Leads brought);
    void clear_range(State& s, ObjectId o, const Background& b);
    TermId unknown(State& s, CellId at, Leads leads, CellId name);
    bool cut(const State::Binding& b, CellId written, std::vector<State::Binding>& out);
    TermId assemble(const State& s, const Access& a, CellId wanted);
    TermId at_start(const Access& a, CellId c);
    /// Bits of a value, moved to where they lie in a word; the terms of such bits make up the word.
    struct Bits { TermId value; unsigned from = 0, count = 0, to = 0; };
    Bits source(Bits b) const;
    TermId compose(unsigned width, const std::vector<Bits>& parts);
    TermId extract(TermId value, unsigned from, unsigned count);
    /// `value`: what was written there; invalid when nobody knows.
    void weaken_class(State& s, std::uint32_t cls, TermId value = {});
    /// A value that is read where nothing is known.
    TermId some_value(const State& s, const Access& a, Leads where);
    void add_content(State& s, std::uint32_t cls, bool reached, Leads leads);
    void find_wide();
    bool carries_part(std::uint32_t cls, TermId value);
    void publish(State& s, const Access& a, TermId value);
    Leads copied_from(State& s, TermId from);
    bool in_reach(const State& s, ObjectId root, std::uint32_t cls);
    bool is_new(ObjectId root) const { return terms[root].kind == ObjectKind::Local || terms[root].kind == ObjectKind::Fresh; }
    Leads some_leads(const State& s, std::uint32_t cls, Leads where);
    Leads leads_in(const State& s, ObjectId root, std::uint32_t cls);
    Leads in_memory_of(ObjectId root) const;
    TermId tell_apart(const State& s, ir::BinOp op, TermId a, TermId b);
    TermId elsewhere(SymId y, ObjectId o);
    TermId one_object(SymId y, SymId z);
    void weaken_aliases(State& s, ObjectId object, std::uint32_t cls, TermId value);
    TermId convert(ir::TypeId from, ir::TypeId to, TermId t);
    void find_tables();
    /// An index into a small constant table, and whether the statement evaluates it in any case.
    struct TableUse {
        ir::ExprId index;
        bool always = true;
    };
    void split_table(const State& s, ir::ProcId proc, const TableUse& use, std::vector<State>& out);
    TermId given(TermId symbol, unsigned multiple);
    unsigned alignment(TermId t) const;
    TermId eval_cast(State& s, ir::ProcId proc, const ir::Expr& e, bool& ok);
    TermId retag(const State& s, ir::BinOp op, TermId a, TermId b);
    TermId eval_binary(State& s, ir::ProcId proc, const ir::Expr& e, bool& ok);
    TermId scaled(TermId index, ir::TypeId index_type, std::uint64_t size);
    void follow(State& s, TermId pointer, bool& ok);
    void sweep(State& s, const std::vector<ObjectId>& reserved);

    void move(State& out, const State::Binding& b, SymId from, TermId to, std::vector<TermId>& escaping);
    unsigned outcomes_by_facts(const State& s, bool is_signed, TermId a, TermId b);
    unsigned outcomes_between(const State& s, bool is_signed, TermId a, TermId b);
    int compare_by_relations(const State& s, ir::BinOp op, bool is_signed, TermId a, TermId b);
    bool makes_equal(const State& s, ir::BinOp op, bool is_signed, TermId a, TermId b);
    bool refine_both(State& s, TermId a, ir::BinOp op, bool is_signed, TermId b);
    bool learn(State& s, TermId condition, bool truth);
    // contents.cpp
    struct Written { TermId pointer, value; };
    bool is_first_look(const State& s, const Access& a, TermId value);
    std::vector<Written> written_elsewhere(const State& s, CellId at);
    void look(State& s, const Access& a, TermId value);
    bool conclude(State& s);
    bool consistent(const State& s);
    bool can_hold(const State& s, TermId condition);
    bool is_arithmetic(TermId id) const;
    bool refine(State& s, TermId t, ir::BinOp op, bool is_signed, std::uint64_t c);
    bool narrow(State& s, TermId t, const Range& r);
    bool learn_bits(State& s, TermId t, std::uint64_t mask, std::uint64_t value);
    bool unify(State& s, TermId a, TermId b);
    void note_part(TermId address, ir::ExprId designator);
    const Range* domain_of(const Sym& y);
    bool may_be_one(const State& s, TermId a, TermId b);
    std::optional<model::Flows::Node> origin(TermId value);
    bool are_unlinked(const State& s, TermId a, TermId b);
    bool lay_at_once(const State& s, SymId y, SymId z);
    bool is_read_from(TermId inner, TermId outer);
    bool are_other_places(const Cell& a, const Cell& b) const;
    Range range_of_node(const State& s, TermId t, int depth);
    Range range_by_parts(const State& s, TermId t, int depth);

    const model::Model& m_;
    const ir::Program& p_;
    /// Instances of one statement's symbols or objects that are told apart.
    static constexpr std::uint16_t kMaxGenerations = 4;
    std::span<const SymId> reserved_;
    DecisionProcedure* procedure_ = nullptr;
    std::map<std::vector<std::uint32_t>, bool> answers_;  ///< of the procedure, by facts
    bool some_use_ = false;  ///< one of them was no
    bool arbitrary_;
    const model::ClassSet* precision_;
    bool all_followed_ = true;
    /// How an address was made: as that of the byte `offset` of a record.
    struct Part { ir::TypeId record; std::uint64_t offset = 0; };
    std::unordered_map<std::uint32_t, std::vector<Part>> parts_;  ///< by term
    bool in_rule_ = false;
    bool links_own_ = false;
    std::vector<bool> follows_links_;  ///< by procedure of the OS model that takes entries out
    std::vector<bool> links_;  ///< by class that is followed: of the links of lists' entries
    bool pure_ = false;  ///< inside the right side of && and ||: record nothing
    std::vector<std::uint32_t> cell_class_;
    std::vector<std::optional<Range>> domains_;  ///< by class that is followed: what model::Model::domain leaves; filled when first asked for
    std::vector<std::uint8_t> words_;     ///< by class that is followed: model::Classes::word
    std::vector<bool> wide_, data_;       ///< by class that is followed
    std::vector<bool> pointed_;           ///< by class that is followed: whether a pointer may lead to its places
    std::vector<std::uint8_t> alignments_;  ///< by symbol that was given as a pointer; 0 for others
    std::vector<std::vector<ObjectId>> local_objects_;  ///< by procedure; filled when first asked for
    std::vector<TermId> constants_;                     ///< by expression; filled when first asked for
    bool tables_known_ = false;
    std::unordered_map<std::uint64_t, std::vector<TableUse>> table_uses_;  ///< by procedure and statement: indices into tables
    std::vector<Background> backgrounds_;  ///< what the terms of background cells number
    std::unordered_map<std::uint32_t, std::vector<Leaf>> leaves_;
    base::Marks symbol_marks_, twice_, object_marks_;
    std::vector<ObjectId> roots_;  ///< of the cells of the state that is swept
    std::vector<std::vector<ObjectId>> targets_;  ///< by term; filled when first asked for
    std::vector<bool> targets_known_;
    std::unordered_set<std::uint32_t> cut_;  ///< types with more leaves than are followed
};

}  // namespace sdvlite::explore
