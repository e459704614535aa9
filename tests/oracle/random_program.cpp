// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/random_program.hpp"

#include <functional>
#include <utility>

#include "tests/oracle/random_pool.hpp"
#include "tests/oracle/random_rule.hpp"

namespace sdvlite::oracle {

using ir::BinOp;
using ir::ExprId;
using ir::Origin;
using ir::ProcId;
using ir::TypeId;

namespace {

constexpr std::uint32_t kSlots = 4;
/// Kinds of statements, the first that has others inside, and the first about what is kept in memory.
constexpr std::uint32_t kStatements = 24, kFirstNesting = 10, kFirstPool = 20;

class Dice {
public:
    explicit Dice(const Draws& draws) : draws_(draws) {}
    /// A number below `n`; 0 when the draws are used up.
    std::uint32_t roll(std::uint32_t n) { return next_ < draws_.size() ? draws_[next_++] % n : 0; }
    bool empty() const { return next_ >= draws_.size(); }

private:
    const Draws& draws_;
    std::size_t next_ = 0;
};

/// One procedure of the driver and what its statements may use.
struct Scope {
    BodyMaker* body = nullptr;
    std::size_t number = 0;      ///< of the procedure
    ExprId ext;                  ///< EXT*, a parameter
    ExprId fuel;                 ///< u8, a parameter that bounds recursion
    std::vector<ExprId> bytes;   ///< u8 designators
    std::vector<ExprId> pointers;///< EXT* designators
    int depth = 0;
};

class Generator {
public:
    Generator(const Draws& draws, RandomProgram& out) : dice_(draws), out_(out), m_(out.maker), r_(out.rule), pool_(m_, [this](std::uint32_t n) { return dice_.roll(n); }) {}

    void run() {
        make_habits();
        make_types();
        make_ddis();
        make_rule();
        make_driver();
        make_harness();
    }

private:
    ir::ExprBuilder& e() { return m_.e; }
    ExprId byte(std::int64_t v) { return m_.num(m_.u8(), v); }
    ExprId field(ExprId pointer, const char* name) { return e().field(e().deref(pointer), name); }

    void make_habits();
    void make_types();
    void make_ddis();
    void make_rule();
    void make_driver();
    void make_harness();
    void assume_small(BodyMaker& b, ExprId x);
    void assume_ext(BodyMaker& b, ExprId ext, bool open);

    void block(Scope& s, std::uint32_t most);
    void statement(Scope& s);
    void assignment(Scope& s);
    void pointer_assignment(Scope& s);
    void lock_call(Scope& s);
    void try_lock(Scope& s);
    void branch(Scope& s);
    void choice(Scope& s);
    void counted_loop(Scope& s);
    void chosen_loop(Scope& s);
    void call(Scope& s);
    void pointer_call(Scope& s);
    void input(Scope& s);
    void switch_on(Scope& s);
    void exception(Scope& s);
    void allocation(Scope& s);
    void other_view(Scope& s);
    void new_alias(Scope& s);

    ExprId any_byte(Scope& s) { return s.bytes[dice_.roll(static_cast<std::uint32_t>(s.bytes.size()))]; }
    ExprId any_pointer(Scope& s) { return s.pointers[dice_.roll(static_cast<std::uint32_t>(s.pointers.size()))]; }
    ExprId designator(Scope& s);
    ExprId value(Scope& s);
    ExprId condition(Scope& s);
    ExprId lock_of(Scope& s);
    ExprId signed_view(Scope& s);
    void inside(Scope& s, std::uint32_t most) {
        const std::vector<ExprId> bytes = s.bytes;
        ++s.depth;
        block(s, most);
        --s.depth;
        s.bytes = bytes;  // what was named inside may not have been set
    }

    Dice dice_;
    RandomProgram& out_;
    ProgramMaker& m_;
    RuleMaker& r_;
    RandomPool pool_;
    TypeId lock_, ext_, lock_ptr_, ext_ptr_, callback_;
    std::vector<ir::GlobalId> exts_;
    std::vector<ir::GlobalId> globals_;
    ir::GlobalId hook_, table_;
    ProcId acquire_, release_, try_, query_;
    std::vector<ProcId> procs_;
    std::vector<std::uint32_t> words_;   ///< the designators that the program uses
    std::vector<std::uint32_t> habits_;  ///< ... and the statements
    struct Called { bool outside = false; std::uint32_t number = 0; };
    std::vector<Called> calls_;          ///< what the harness calls the driver with
    bool from_outside_ = false;          ///< there is an extension that the driver does not know
    int statements_ = 0;
};

/// A program uses few of all constructs, and those often: what one statement writes the next one reads. Drawn first, like what
/// the harness does, since the statements may use up all draws.
void Generator::make_habits() {
    for (int i = 0; i < 2; ++i) words_.push_back(dice_.roll(7));
    for (int i = 0; i < 6; ++i) habits_.push_back(dice_.roll(kStatements));
    out_.arbitrary_globals = dice_.roll(4) == 3;
    from_outside_ = dice_.roll(3) == 2;
    calls_.resize(1 + dice_.roll(3));
    for (Called& c : calls_) c = {from_outside_ && dice_.roll(2), dice_.roll(2)};
}

void Generator::make_types() {
    lock_ = m_.record("LOCK", 8, {{"Owner", m_.u8(), 0, 0, 0}, {"Level", m_.u8(), 1, 0, 0}});
    const TypeId forward = m_.program.types.record_type(m_.program.types.record("EXT"));
    ext_ptr_ = m_.ptr(forward);
    ext_ = m_.record("EXT", 24, {{"Lock", lock_, 0, 0, 0},
                                 {"State", m_.u8(), 8, 0, 0},
                                 {"Count", m_.u8(), 9, 0, 0},
                                 {"Busy", m_.u8(), 10, 0, 2},
                                 {"Mode", m_.u8(), 10, 2, 3},  // in the same byte
                                 {"Slots", m_.program.types.array(m_.u8(), kSlots), 12, 0, 0},
                                 {"Next", ext_ptr_, 16, 0, 0}});
    lock_ptr_ = m_.ptr(lock_);
    callback_ = m_.ptr(m_.program.types.function(m_.u8(), {ext_ptr_, m_.u8()}, false));
    for (const char* name : {"Ext0", "Ext1"}) {
        exts_.push_back(m_.global(name, ext_));
        m_.program[exts_.back()].initialised = true;
    }
    globals_.push_back(m_.global("Started", m_.u8(), 0));
    globals_.push_back(m_.global("Pending", m_.u8(), 1));
    hook_ = m_.global("Hook", callback_);
    table_ = m_.global("Table", m_.program.types.array(m_.u8(), kSlots));
    m_.program[table_].is_const = m_.program[table_].initialised = true;
    for (std::uint32_t i = 0; i < kSlots; ++i) m_.program[table_].init.push_back({i, 0, 0, byte((i + 1) % 3)});
    pool_.declare(ext_ptr_, m_.program.types.size_of(ext_), exts_);
}

void Generator::make_ddis() {
    auto ddi = [&](const char* name, TypeId result, const std::function<void(BodyMaker&)>& body) {
        return m_.define(name, result, {lock_ptr_}, body, Origin::OsModel);
    };
    acquire_ = ddi("KeAcquireX", m_.none(), [&](BodyMaker& b) { b.assign(field(b.local(0), "Owner"), byte(1)); });
    release_ = ddi("KeReleaseX", m_.none(), [&](BodyMaker& b) { b.assign(field(b.local(0), "Owner"), byte(0)); });
    try_ = ddi("KeTryX", m_.u8(), [&](BodyMaker& b) {
        b.choose({[&] { b.ret(byte(0)); }, [&] {
                      b.call(acquire_, {b.local(0)});  // inside the model: not an event
                      b.ret(byte(1));
                  }});
    });
    query_ = m_.declare("IoQueryX", m_.u8(), {}, Origin::OsModel);
    m_.program[query_].modelled = true;
}

void Generator::make_rule() { out_.rule_name = random_rule(r_, dice_.roll(6)); }

void Generator::make_driver() {
    const std::uint32_t count = 1 + dice_.roll(4);
    for (std::uint32_t i = 0; i < count; ++i) {
        procs_.push_back(m_.declare("Driver" + std::to_string(i), m_.u8(), {ext_ptr_, m_.u8()}));
        m_.program[procs_.back()].address_taken = true;
    }
    m_.add_role(procs_[0], "DRIVER_DISPATCH", "IRP_MJ_READ");
    for (std::size_t i = 0; i < procs_.size(); ++i) {
        statements_ = 0;
        m_.define(procs_[i], [&](BodyMaker& b) {
            Scope s;
            s.body = &b;
            s.number = i;
            s.ext = b.local(0);
            s.fuel = b.local(1);
            const ExprId a = b.add_local("a", m_.u8());
            const ExprId p = b.add_local("p", ext_ptr_);
            b.assign(a, byte(0));
            b.assign(p, e().addr_of(e().global(exts_[i % 2])));
            s.bytes = {a, e().global(globals_[0]), e().global(globals_[1])};
            s.pointers = {s.ext, p};
            if (dice_.roll(2)) input(s);
            block(s, 9);
            b.ret(dice_.roll(2) ? any_byte(s) : value(s));
        });
    }
}

void Generator::assume_small(BodyMaker& b, ExprId x) { b.assume(e().binary(BinOp::Le, x, byte(kMaxInput))); }

// Few bytes are left open, or there would be too many runs to walk.
void Generator::assume_ext(BodyMaker& b, ExprId ext, bool open) {
    auto zero = [&](ExprId x) { b.assume(e().binary(BinOp::Eq, x, byte(0))); };
    for (const char* name : {"Owner", "Level"}) zero(e().field(e().field(ext, "Lock"), name));
    for (const char* name : {"Count", "Busy", "Mode"}) zero(e().field(ext, name));
    for (std::uint32_t i = 0; i < kSlots; ++i) b.assign(e().index(e().field(ext, "Slots"), byte(i)), byte(0));
    open ? assume_small(b, e().field(ext, "State")) : zero(e().field(ext, "State"));
}

void Generator::make_harness() {
    out_.entry = m_.define("sdv_main", m_.none(), {}, [&](BodyMaker& b) {
        const ExprId status = b.add_local("status", m_.u8());
        b.assign(e().global(hook_), e().func_addr(procs_.back()));
        for (std::size_t i = 0; i < exts_.size(); ++i) {
            b.assign(e().field(e().global(exts_[i]), "Next"), e().addr_of(e().global(exts_[1 - i])));
        }
        pool_.initialise(b);
        if (out_.arbitrary_globals) {
            for (const ir::GlobalId g : globals_) assume_small(b, e().global(g));
            for (std::size_t i = 0; i < exts_.size(); ++i) assume_ext(b, e().global(exts_[i]), i == 0);
        }
        const ExprId input = b.add_local("device", ext_ptr_);  // never assigned: an object of the environment
        if (from_outside_) {
            assume_ext(b, e().deref(input), true);
            b.assign(field(input, "Next"), e().addr_of(e().global(exts_[0])));
        }
        for (const Called& c : calls_) {
            const ExprId ext = c.outside ? input : e().addr_of(e().global(exts_[c.number]));
            b.guarded_call(procs_[0], {ext, byte(2)}, [&] { b.assign(status, byte(0)); });
        }
    }, Origin::Harness);
}

void Generator::block(Scope& s, std::uint32_t most) {
    const std::uint32_t count = dice_.roll(most);
    for (std::uint32_t i = 0; i < count && statements_ < 24 && !dice_.empty(); ++i) statement(s);
}

void Generator::statement(Scope& s) {
    ++statements_;
    // Some kinds every program has.
    static constexpr std::uint32_t kAlways[] = {0, 2, 2, 3, 3, 14, 17};
    const std::uint32_t any = dice_.roll(static_cast<std::uint32_t>(habits_.size() + std::size(kAlways)));
    const std::uint32_t kind = any < std::size(kAlways) ? kAlways[any] : habits_[any - std::size(kAlways)];
    if (kind >= kFirstPool) return pool_.statement(*s.body, s.pointers.back(), any_byte(s), "pool" + std::to_string(statements_));
    if (s.depth >= 3 && kind >= kFirstNesting) return assignment(s);
    switch (kind) {
        case 0:
        case 1: lock_call(s); break;
        case 2: assignment(s); break;
        case 3: s.body->if_(condition(s), [&] { lock_call(s); }); break;
        case 4: pointer_assignment(s); break;
        case 5: try_lock(s); break;
        case 6: input(s); break;
        case 7: allocation(s); break;
        case 8: other_view(s); break;
        case 9: new_alias(s); break;
        case 10: branch(s); break;
        case 11: choice(s); break;
        case 12:
        case 13: counted_loop(s); break;
        case 14: call(s); break;
        case 15: pointer_call(s); break;
        case 16: switch_on(s); break;
        case 17:
        case 18: exception(s); break;
        default: chosen_loop(s); break;
    }
}

ExprId Generator::designator(Scope& s) {
    switch (words_[dice_.roll(static_cast<std::uint32_t>(words_.size()))]) {
        case 0: return any_byte(s);
        case 1: return field(any_pointer(s), "State");
        case 2: return field(any_pointer(s), "Count");
        case 3: return field(any_pointer(s), dice_.roll(2) ? "Mode" : "Busy");
        case 4: return e().index(field(any_pointer(s), "Slots"), byte(dice_.roll(kSlots)));
        case 5: return e().index(field(any_pointer(s), "Slots"), e().binary(BinOp::And, any_byte(s), byte(kSlots - 1)));
        default: return e().field(e().field(e().deref(any_pointer(s)), "Lock"), "Level");
    }
}

ExprId Generator::value(Scope& s) {
    switch (dice_.roll(13)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4: return byte(dice_.roll(4));
        case 11: return e().index(e().global(table_), e().binary(BinOp::And, designator(s), byte(kSlots - 1)));
        case 5: return designator(s);
        case 6: return e().binary(BinOp::Add, designator(s), byte(1 + dice_.roll(2)));
        case 7: return e().binary(BinOp::And, designator(s), byte(dice_.roll(4)));
        case 8: return e().binary(BinOp::Sub, designator(s), designator(s));
        case 9: return e().binary(dice_.roll(2) ? BinOp::Shl : BinOp::Shr, designator(s), byte(dice_.roll(3)));
        case 10: return e().binary(dice_.roll(2) ? BinOp::Mul : BinOp::Xor, designator(s), designator(s));
        default: return e().cast(m_.u8(), condition(s));
    }
}

ExprId Generator::condition(Scope& s) {
    static constexpr BinOp kOps[] = {BinOp::Eq, BinOp::Ne, BinOp::Lt, BinOp::Ge};
    switch (dice_.roll(9)) {
        case 0:
        case 1: return e().binary(kOps[dice_.roll(4)], designator(s), byte(dice_.roll(4)));
        case 2: return e().binary(BinOp::Eq, any_pointer(s), any_pointer(s));
        case 3: return e().unary(ir::UnOp::LogNot, designator(s));
        case 4: {  // signed, wider than its operand: status < 0
            const ExprId wide = e().cast(m_.i32(), designator(s));
            return e().binary(BinOp::Lt, e().binary(BinOp::Sub, wide, m_.num(dice_.roll(3))), m_.num(0));
        }
        case 5:
        case 6: return e().binary(kOps[dice_.roll(4)], e().cast(m_.i32(), signed_view(s)), m_.num(1 - static_cast<int>(dice_.roll(3))));
        case 7: return e().binary(kOps[dice_.roll(4)], designator(s), designator(s));
        default: {
            const ExprId a = e().binary(BinOp::Ne, designator(s), byte(dice_.roll(3)));
            const ExprId b = e().binary(BinOp::Eq, designator(s), byte(dice_.roll(3)));
            return e().binary(dice_.roll(2) ? BinOp::LogOr : BinOp::LogAnd, a, b);
        }
    }
}

ExprId Generator::lock_of(Scope& s) { return e().addr_of(field(any_pointer(s), "Lock")); }

void Generator::lock_call(Scope& s) { s.body->call(dice_.roll(2) ? release_ : acquire_, {lock_of(s)}); }

void Generator::try_lock(Scope& s) { s.body->call(try_, {lock_of(s)}, any_byte(s)); }

void Generator::assignment(Scope& s) {
    const ExprId lhs = designator(s);
    s.body->assign(lhs, value(s));
}

void Generator::pointer_assignment(Scope& s) {
    const ExprId p = s.pointers.back();
    switch (dice_.roll(4)) {
        case 0: s.body->assign(p, s.ext); break;
        case 1: s.body->assign(p, e().addr_of(e().global(exts_[dice_.roll(2)]))); break;
        case 2: s.body->assign(p, field(any_pointer(s), "Next")); break;
        default: s.body->assign(e().deref(p), e().deref(any_pointer(s))); break;  // a whole record
    }
}

void Generator::input(Scope& s) {
    const ExprId x = designator(s);
    if (dice_.roll(2)) {
        s.body->call(query_, {}, x);
    } else {
        s.body->havoc(x);
    }
    s.body->assume(e().binary(BinOp::Le, x, byte(kMaxInput)));
}

void Generator::allocation(Scope& s) {
    const ExprId p = s.pointers.back();
    s.body->alloc(p, m_.num(24));
    s.body->assign(e().deref(p), e().global(exts_[dice_.roll(2)]));
}

/// A byte as a signed number.
ExprId Generator::signed_view(Scope& s) {
    static constexpr const char* kFields[] = {"State", "Count"};
    return e().deref(e().cast(m_.ptr(m_.i8()), e().addr_of(field(any_pointer(s), kFields[dice_.roll(2)]))));
}

/// The bytes of one field, or of two neighbours at once, through a pointer of another type.
void Generator::other_view(Scope& s) {
    const ExprId first = signed_view(s);
    const ExprId both = e().deref(e().cast(m_.ptr(m_.u16()), e().addr_of(field(any_pointer(s), "State"))));
    switch (dice_.roll(4)) {
        case 0: s.body->assign(first, e().cast(m_.i8(), value(s))); break;
        case 1: s.body->assign(both, e().cast(m_.u16(), value(s))); break;  // Count becomes 0
        case 2: s.body->assign(any_byte(s), e().cast(m_.u8(), e().binary(BinOp::Shr, both, m_.num(m_.u16(), 8)))); break;
        default: {  // a lock is the extension that it is the first field of
            const ExprId lock = e().addr_of(field(any_pointer(s), "Lock"));
            s.body->assign(s.pointers.back(), e().cast(ext_ptr_, lock));
        }
    }
}

/// A byte that the statements after it know by a pointer only.
void Generator::new_alias(Scope& s) {
    const ExprId alias = s.body->add_local("alias" + std::to_string(statements_), m_.ptr(m_.u8()));
    switch (dice_.roll(3)) {
        case 0: s.body->assign(alias, e().addr_of(field(any_pointer(s), "State"))); break;
        case 1: s.body->assign(alias, e().addr_of(any_byte(s))); break;
        default: s.body->assign(alias, e().addr_of(e().field(e().deref(lock_of(s)), "Owner"))); break;
    }
    s.body->assign(e().deref(alias), value(s));
    s.bytes.push_back(e().deref(alias));
}

void Generator::branch(Scope& s) {
    s.body->if_(condition(s), [&] { inside(s, 4); }, [&] { inside(s, 3); });
}

void Generator::choice(Scope& s) {
    s.body->choose({[&] { inside(s, 3); }, [&] { inside(s, 3); }});
}

void Generator::counted_loop(Scope& s) {
    const ExprId i = s.body->add_local("i" + std::to_string(statements_), m_.u8());
    s.body->assign(i, byte(0));
    s.body->while_(e().binary(BinOp::Lt, i, byte(1 + dice_.roll(3))), [&] {
        inside(s, 3);
        s.body->assign(i, e().binary(BinOp::Add, i, byte(1)));
    });
}

void Generator::chosen_loop(Scope& s) {
    const ExprId more = s.body->add_local("more" + std::to_string(statements_), m_.u8());
    s.body->assign(more, byte(1));
    s.body->while_(more, [&] {
        inside(s, 3);
        s.body->choose({[&] { s.body->assign(more, byte(0)); }, [&] { s.body->nop(); }});
    });
}

void Generator::call(Scope& s) {
    const std::uint32_t callee = dice_.roll(static_cast<std::uint32_t>(procs_.size()));
    const ExprId result = any_byte(s);
    const ExprId less = e().binary(BinOp::Sub, s.fuel, byte(1));
    ExprId argument = any_pointer(s);
    if (dice_.roll(4) == 3) {  // an object of this frame
        const ExprId mine = s.body->add_local("mine" + std::to_string(statements_), ext_);
        s.body->assign(mine, e().deref(argument));
        argument = e().addr_of(mine);
    }
    s.body->if_(e().binary(BinOp::Gt, s.fuel, byte(0)),
                [&] { s.body->call(procs_[callee], {argument, less}, result); });
}

void Generator::pointer_call(Scope& s) {
    const ExprId less = e().binary(BinOp::Sub, s.fuel, byte(1));
    const ExprId hook = e().global(hook_);
    const std::uint32_t other = dice_.roll(static_cast<std::uint32_t>(procs_.size()));
    if (dice_.roll(2)) s.body->assign(hook, e().func_addr(procs_[other]));
    s.body->if_(e().binary(BinOp::Gt, s.fuel, byte(0)),
                [&] { s.body->call_pointer(hook, {any_pointer(s), less}, any_byte(s)); });
}

void Generator::switch_on(Scope& s) {
    s.body->switch_(designator(s), {{0, 0, 0}, {1, 2, 0}}, {[&] { inside(s, 3); }, [&] { inside(s, 3); }},
                    [&] { inside(s, 2); });
}

void Generator::exception(Scope& s) {
    if (dice_.roll(2) == 0) {
        s.body->if_(condition(s), [&] { s.body->raise(m_.num(1)); });
        return;
    }
    const std::uint32_t callee = dice_.roll(static_cast<std::uint32_t>(procs_.size()));
    const ExprId less = e().binary(BinOp::Sub, s.fuel, byte(1));
    s.body->if_(e().binary(BinOp::Gt, s.fuel, byte(0)), [&] {
        s.body->guarded_call(procs_[callee], {any_pointer(s), less}, [&] { inside(s, 3); });
    });
}

}  // namespace

std::unique_ptr<RandomProgram> random_program(const Draws& draws) {
    auto out = std::make_unique<RandomProgram>();
    Generator(draws, *out).run();
    out->rule.rule.name = out->rule_name;
    return out;
}

Bounds bounds_for(const RandomProgram& program) {
    Bounds b;
    b.run.arbitrary_driver_globals = program.arbitrary_globals;
    b.integers.clear();
    for (std::uint64_t v = 0; v <= kMaxInput; ++v) b.integers.push_back(v);
    b.max_inputs = 28;
    b.max_runs = 2'000;
    return b;
}

}  // namespace sdvlite::oracle
