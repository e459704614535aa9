// SPDX-License-Identifier: Apache-2.0
#include "core/model/flows.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

/// A driver whose records hold two pointers to locks, and lists.
class Driver {
public:
    explicit Driver(const std::string& text) {
        base::DiagSink sink;
        const std::string prelude = "struct LINK { struct LINK* next; }; struct EXT { u64* one; u64* two; u64 own; struct LINK link; struct EXT* peer; };\n"
                                    "struct OPS { fn void(struct EXT*)* enter; fn void(struct EXT*)* leave; };\n"
                                    "global u64 lock; global struct LINK head; global struct EXT* first;\n"
                                    "extern void Insert(struct LINK* head, struct LINK* entry); [modelled] extern void Take(u64* lock);\n"
                                    "void In(struct EXT* e) { } void Out(struct EXT* e) { } void Other(struct EXT* e) { }\n";
        const bool read = frontend::dir::read_program(prelude + text, "flows.dir", woven_.program, sink);
        for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, woven_.program.sources));
        REQUIRE(read);
        for (const ir::Proc& p : woven_.program.procs) woven_.info.emplace_back(p.body.size());
        classes_ = std::make_unique<model::Classes>(woven_.program);
        flows_ = std::make_unique<model::Flows>(woven_, *classes_);
    }

    model::Flows::Node field(const char* record, const char* name) const {
        const ir::RecordId r = woven_.program.types.find_record(record);
        return flows_->field(r, static_cast<std::uint32_t>(woven_.program.types.rec(r).find(name)));
    }
    bool owned(const char* record, const char* name) const { return flows_->is_owned(field(record, name)); }
    bool owned_together(const char* a, const char* b) const { return flows_->owner(field("EXT", a)) == flows_->owner(field("EXT", b)); }
    model::Flows::Node address(const char* global) const { return flows_->address(woven_.program.find_global(global)); }
    bool meet(model::Flows::Node a, model::Flows::Node b) const { return flows_->may_meet(a, b) && flows_->may_meet(b, a); }

    /// Whether the call in Main may run the function.
    bool calls(const char* name) const {
        const ir::ProcId main = woven_.program.find_proc("Main");
        for (const ir::Stmt& s : woven_.program[main].body) {
            if (s.kind == ir::StmtKind::Call && s.callee.valid()) return flows_->may_call(main, s.callee, woven_.program.find_proc(name));
        }
        return false;
    }

private:
    model::Woven woven_;
    std::unique_ptr<model::Classes> classes_;
    std::unique_ptr<model::Flows> flows_;
};

}  // namespace

TEST_CASE("pointers that nothing links do not meet, those of one field may") {
    const Driver d("void Main(struct EXT* e) { Take(e->one); Take(e->two); Take(&lock); }");
    CHECK_FALSE(d.meet(d.field("EXT", "one"), d.field("EXT", "two")));
    CHECK_FALSE(d.meet(d.field("EXT", "one"), d.address("lock")));
    CHECK(d.meet(d.field("EXT", "one"), d.field("EXT", "one")));
}

TEST_CASE("pointers meet along assignments, arguments and results, also of what lies in one object") {
    const auto meet = [](const std::string& text, const char* a, const char* b) {
        const Driver d(text);
        return d.meet(d.field("EXT", a), d.field("EXT", b));
    };
    CHECK(meet("void Main(struct EXT* e) { e->one = e->two; }", "one", "two"));
    CHECK(meet("void Main(struct EXT* e, struct EXT* f) { e->one = &f->own; e->peer = f; }", "one", "peer"));
    CHECK(meet("void Set(struct EXT* e, u64* p) { e->one = p; } void Main(struct EXT* e) { Set(e, e->two); }", "one", "two"));
    CHECK(meet("u64* Get(struct EXT* e) { return e->one; } void Main(struct EXT* e) { e->two = Get(e); }", "one", "two"));
    CHECK(meet("void Main(struct EXT* e) { e->two = (u64*)((u64)e->one + 8); }", "one", "two"));
    CHECK(meet("void Main(struct EXT* e, struct EXT* f) { f = e->peer; while (f != NULL) { e->two = &f->own; f = f->peer; } }", "peer", "two"));
    // From one source both, none from the other.
    CHECK(meet("void Main(struct EXT* e, u64* p) { e->one = p; e->two = p; }", "one", "two"));
    CHECK_FALSE(meet("void Main(struct EXT* e, u64* p, u64* q) { e->one = p; e->two = q; }", "one", "two"));
}

TEST_CASE("what the driver compares may be one, also where it compares copies") {
    const auto meet = [](const std::string& text) {
        const Driver d(text);
        return d.meet(d.field("EXT", "one"), d.field("EXT", "two"));
    };
    CHECK(meet("void Main(struct EXT* e) { if (e->one == e->two) Take(e->one); }"));
    CHECK(meet("void Main(struct EXT* e) { u64* p; u64* q; p = e->two; q = e->one; if (p != q) Take(p); }"));
    CHECK_FALSE(meet("void Main(struct EXT* e) { if (e->one == NULL) Take(e->two); }"));
}

TEST_CASE("addresses of variables are where they are put, and what lists are made by may be in them") {
    const Driver kept("void Main(struct EXT* e) { e->one = &lock; }");
    CHECK(kept.meet(kept.field("EXT", "one"), kept.address("lock")));
    CHECK_FALSE(kept.meet(kept.field("EXT", "two"), kept.address("lock")));
    const Driver list("void Main(struct EXT* e) { Insert(&head, &e->link); first = e; }");
    CHECK(list.meet(list.field("LINK", "next"), list.address("head")));
    CHECK_FALSE(list.meet(list.field("EXT", "one"), list.address("head")));
    const Driver seen("void Main(struct EXT* e, struct EXT* f) { Insert(&head, &e->peer->link); e->one = &e->peer->own; }");
    CHECK(seen.meet(seen.field("LINK", "next"), seen.field("EXT", "one")));
}

TEST_CASE("a call runs what comes to its pointer, by fields, tables, variables and parameters") {
    const std::string tables = "const global struct OPS one = { .enter = &In, .leave = &Out };\n";
    const Driver field(tables + "extern void Register(fn void(struct EXT*)* f); void Main(struct EXT* e, struct OPS* o) { Register(&Other); o->leave(e); }");
    CHECK(field.calls("Out"));
    CHECK_FALSE(field.calls("In"));
    CHECK_FALSE(field.calls("Other"));
    const Driver set(tables + "void Set(struct OPS* o, fn void(struct EXT*)* f) { o->leave = f; } void Main(struct EXT* e, struct OPS* o) { Set(o, &Other); o->leave(e); }");
    CHECK(set.calls("Other"));
    CHECK(set.calls("Out"));
    CHECK_FALSE(set.calls("In"));
    const Driver lent("extern void Swap(fn void(struct EXT*)** to, fn void(struct EXT*)* f); void Main(struct EXT* e, struct OPS* o) { Swap(&o->leave, &In); o->leave(e); }");
    CHECK(lent.calls("In"));
    const Driver copied(tables + "void Main(struct EXT* e, struct OPS* o) { *o = one; o->enter(e); }");
    CHECK(copied.calls("In"));
    CHECK_FALSE(copied.calls("Out"));
}

TEST_CASE("what is out may come back") {
    const auto meet = [](const std::string& text) {
        const Driver d("extern void Keep(void* context); extern u64* Given(); [modelled] extern void Push(struct LINK* l); [modelled] extern u64* Pop();\n" + text);
        return d.meet(d.field("EXT", "one"), d.field("EXT", "two"));
    };
    CHECK(meet("void Main(struct EXT* e) { Keep((void*)e->one); e->two = Given(); }"));
    CHECK(meet("void Main(struct EXT* e) { Take(e->one); e->two = Pop(); }"));
    CHECK(meet("void Main(struct EXT* e, u64* any) { Take(e->one); havoc any; e->two = any; }"));
    CHECK(meet("[origin os_model] void Drop(void* context) { } void Main(struct EXT* e) { Drop((void*)e->one); e->two = Pop(); }"));
    CHECK_FALSE(meet("[origin os_model] void Look(u64* at) { if (*at == 0) return; } void Main(struct EXT* e) { Look(e->one); e->two = Pop(); }"));
    CHECK(meet("void Main(struct EXT* e, u64** any) { any[1] = e->one; e->two = any[2]; }"));
    CHECK(meet("void Main(struct EXT* e, u64** any) { Keep((void*)e->one); e->two = any[2]; }"));
    CHECK(meet("void Main(struct EXT* e) { u32 low; low = (u32)(u64)e->one; e->two = (u64*)((u64)low | 4294967296); }"));
    CHECK_FALSE(meet("void Main(struct EXT* e) { u32 low; low = 7; Take(e->one); e->two = (u64*)((u64)low | 4294967296); }"));
}

TEST_CASE("comparisons link by way of one another") {
    const Driver chain("void Main(struct EXT* e, struct EXT* f) { if (e->one == (u64*)f->peer) { if (f->peer == (struct EXT*)e->two) Take(e->one); } }");
    CHECK(chain.meet(chain.field("EXT", "one"), chain.field("EXT", "two")));
    const Driver difference("void Main(struct EXT* e) { if ((u64)e->one - (u64)e->two == 0) Take(e->one); }");
    CHECK(difference.meet(difference.field("EXT", "one"), difference.field("EXT", "two")));
}

TEST_CASE("a function that is only registered is none of those that come back") {
    const std::string text = "[modelled] extern void Register(fn void(struct EXT*)* f); extern void Lend(fn void(struct EXT*)* f); extern struct OPS* Ops();\n"
                             "void Main(struct EXT* e) { struct OPS* o; Register(&In); Lend(&Out); o = Ops(); o->leave(e); }";
    const Driver d(text);
    CHECK_FALSE(d.calls("In"));
    CHECK(d.calls("Out"));
}

TEST_CASE("fields whose addresses go to one parameter are places of their own") {
    const auto meet = [](const std::string& text) {
        const Driver d(text);
        return d.meet(d.field("EXT", "one"), d.field("EXT", "two"));
    };
    const std::string take = "u64* Fetch(u64** slot) { u64* p; p = *slot; *slot = NULL; return p; }\n";
    CHECK_FALSE(meet(take + "void Main(struct EXT* e) { u64* p; p = Fetch(&e->one); Take(p); p = Fetch(&e->two); Take(p); }"));
    CHECK(meet(take + "void Main(struct EXT* e) { e->two = Fetch(&e->one); }"));
    // What is put there by way of the parameter may be in either.
    CHECK(meet("void Put(u64** slot, u64* p) { *slot = p; } void Main(struct EXT* e, u64* p, u64* q) { Put(&e->one, p); Put(&e->two, q); }"));
    // A parameter that is kept may be followed by anybody.
    const std::string keep = "global u64** kept; void Put(u64** slot) { kept = slot; }\n";
    CHECK(meet(keep + "extern void Wait(); void Main(struct EXT* e, u64** any) { Put(&e->one); Put(&e->two); *any = *kept; }"));
}

TEST_CASE("what is put where pointers to one record lie is none to another") {
    const auto meet = [](const std::string& put) {
        const Driver d("struct A { u64 x; }; struct B { u64 y; }; struct TWO { struct A* a; struct B* b; };\n"
                       "void Ask(struct A** a, struct B** b) { if (*a == NULL) return; if (*b == NULL) return; }\n" + put +
                       "void Main(struct TWO* t, struct A* p) { Ask(&t->a, &t->b); Put(&t->a, p); t->b = NULL; Also(t, (struct B*)p); }");
        return d.meet(d.field("TWO", "a"), d.field("TWO", "b"));
    };
    CHECK_FALSE(meet("void Put(struct A** to, struct A* p) { *to = p; } void Also(struct TWO* t, struct B* p) { }\n"));
    CHECK(meet("void Put(struct A** to, struct A* p) { *to = p; } void Also(struct TWO* t, struct B* p) { t->b = p; }\n"));
}

TEST_CASE("what a harness gives as new is another object in each routine, which later callbacks may be given") {
    const std::string routines = "void Read(struct EXT* e, u64* p) { e->one = p; } void Write(struct EXT* e, u64* p) { e->two = p; } void Late(struct EXT* e, u64* p) { }\n";
    const auto meet = [&](const std::string& run) {
        const Driver d(routines + run + " void Main(struct EXT* e, u64* p) { Run(e, p); }");
        return d.meet(d.field("EXT", "one"), d.field("EXT", "two"));
    };
    CHECK(meet("[origin harness] void Run(struct EXT* e, u64* p) { Read(e, p); Write(e, p); }"));
    CHECK_FALSE(meet("[origin harness] [annotation \"gives_new:1\"] void Run(struct EXT* e, u64* p) { Read(e, p); Write(e, p); }"));
    const Driver both("void Read(struct EXT* e, u64* p) { e->one = p; e->two = p; } [origin harness] [annotation \"gives_new:1\"] void Run(struct EXT* e, u64* p) { Read(e, p); } "
                      "void Main(struct EXT* e, u64* p) { Run(e, p); }");
    CHECK(both.meet(both.field("EXT", "one"), both.field("EXT", "two")));
}

TEST_CASE("what is allocated for a field is another object each time") {
    const std::string make = "u64* Make() { u64* p; if (*) return NULL; alloc p, 8; return p; }\n";
    const Driver two(make + "void Main(struct EXT* e) { e->one = Make(); e->two = Make(); }");
    CHECK_FALSE(two.meet(two.field("EXT", "one"), two.field("EXT", "two")));
    CHECK(two.owned("EXT", "one"));
    const Driver shared(make + "void Main(struct EXT* e) { u64* p; p = Make(); e->one = p; e->two = p; }");
    CHECK(shared.meet(shared.field("EXT", "one"), shared.field("EXT", "two")));
    const Driver again(make + "void Main(struct EXT* e) { u64* p; p = Make(); while (e != NULL) { e->one = p; e = e->peer; } }");
    CHECK_FALSE(again.owned("EXT", "one"));
    const Driver copied(make + "void Main(struct EXT* e, struct EXT* f) { e->one = Make(); f->one = e->one; }");
    CHECK_FALSE(copied.owned("EXT", "one"));
}

TEST_CASE("places that exchange what they hold own it together") {
    const std::string make = "u64* New() { u64* made; alloc made, 8; return made; }\n"
                             "void Fill(struct EXT* e) { e->one = New(); e->two = New(); }\n";
    const Driver d(make + "void Main(struct EXT* e) { u64* t; t = e->one; e->one = e->two; e->two = t; }");
    CHECK(d.owned("EXT", "one"));
    CHECK(d.owned("EXT", "two"));
    CHECK(d.owned_together("one", "two"));
    CHECK(d.meet(d.field("EXT", "one"), d.field("EXT", "two")));

    const Driver kept(make + "void Main(struct EXT* e) { u64* t; t = e->one; e->two = t; }");
    CHECK_FALSE(kept.owned("EXT", "two"));
    const Driver between(make + "void Main(struct EXT* e) { u64* t; t = e->one; e->one = e->two; t = e->one; e->two = t; }");
    CHECK_FALSE(between.owned("EXT", "two"));
    const Driver moved(make + "void Main(struct EXT* e) { u64* t; t = e->peer->one; e->peer->one = e->two; e->two = t; }");
    CHECK_FALSE(moved.owned("EXT", "two"));
    const Driver both("void Main(struct EXT* e) { u64* t; u64* made; alloc made, 8; e->one = made; e->two = made; t = e->one; e->one = e->two; e->two = t; }");
    CHECK_FALSE(both.owned("EXT", "one"));
}
