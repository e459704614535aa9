// SPDX-License-Identifier: Apache-2.0
// The constructs of rules that are about one object, one driver or one field: with guard, watch, select, reads.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

namespace {

const char* const kWithGuard = R"(
state { enum { fresh, used } s = fresh; }
with guard(sdv_main, current)
Acquire.entry[guard $1] { if (s == used) abort "twice"; s = used; }
Main.exit { if (s == fresh) abort "not used"; }
)";

const char* const kWatch = R"(
state { enum { unlocked, locked } s = unlocked; }
watch Init.exit.(*$1);
Acquire.entry [ guard $1 ] { if (s == locked) abort "twice"; s = locked; }
Release.entry[guard $1] { s = unlocked; }
)";

const char* const kSelect = R"(
select one {
    case fun_DRIVER_CANCEL_1: Acquire.entry { abort "with cancel"; }
    case fun_DRIVER_STARTIO: Acquire.entry { abort "with startio"; }
    case: none
}
Acquire.exit { }
)";

const char* const kRead = R"(
state { enum { no, yes } set = no; }
(main, &(current->Flag)).read { if (set == no) abort "read in $fname before the call"; }
Acquire.exit { set = yes; }
)";

std::string harness(const std::string& body) {
    return "global struct EXT* current = NULL; global struct EXT left; global struct EXT right;\n" + body +
           "[origin harness] void sdv_main() { Main(); }\n";
}

// A harness that calls the hook itself, once for each of two objects.
std::string rounds(const std::string& main) {
    return "global struct LOCK* current = NULL; global struct LOCK left; global struct LOCK right;\n" + main +
           "[origin harness] void sdv_main() { }\n"
           "[origin harness] void run() { current = &left; sdv_main(); Main(); current = &right; sdv_main(); Main(); }\n";
}

}  // namespace

TEST_CASE("with guard: the state belongs to one object") {
    check_cases({
        {"the object", kDefect, rounds("void Main() { Acquire(current); Acquire(current); }"), kWithGuard, false, "run"},
        {"another object", kPass, rounds("global struct LOCK other; void Main() { Acquire(current); Acquire(&other); }"),
         "state { enum { a, b } s = a; }\nwith guard(sdv_main, current)\n"
         "Acquire.entry[guard $1] { if (s == b) abort \"x\"; s = b; }", false, "run"},
        {"unguarded blocks are about it too", kDefect, rounds("void Main() { if (current == &left) Acquire(current); }"), kWithGuard,
         false, "run"},
        {"but not when another one was passed by", kPass, rounds("void Main() { Acquire(current); }"), kWithGuard, false, "run"},
        {"what begins a run may be the entry", kDefect, "global struct LOCK left; global struct LOCK* current = &left;\n"
         "void Main() { Acquire(&left); Acquire(&left); }", kWithGuard},
        {"nothing is no object", kPass, "global struct LOCK* current = NULL; void Main() { Acquire(NULL); Acquire(NULL); }",
         "state { enum { fresh, used } s = fresh; } with guard(sdv_main, current)\n"
         "Acquire.entry[guard $1] { if (s == used) abort \"twice\"; s = used; }"},
    });
}

TEST_CASE("watch and guards look through pointers and compare addresses") {
    const std::string init = "[modelled] extern void Init(struct LOCK** out); ";
    check_cases({
        {"the object", kDefect, init + "global struct LOCK a; global struct LOCK* p; void Main() { p = &a; Init(&p); Acquire(p); Acquire(p); }", kWatch},
        {"two objects", kPass, init + "global struct LOCK a; global struct LOCK b; global struct LOCK* p;\n"
                                      "void Main() { p = &a; Init(&p); Acquire(&a); Acquire(&b); }", kWatch},
        {"at offset 0", kDefect, "global struct EXT x; [modelled] extern void Init(struct EXT* e);\n"
                                 "void Main() { Init(&x); Acquire(&x.Lock); Acquire(&x.Lock); }",
         "state { enum { a, b } s = a; }\nwatch Init.entry.$1;\nAcquire.entry[guard $1] { if (s == b) abort \"x\"; s = b; }"},
        {"guard of what is pointed to", kDefect, "global struct LOCK a; global struct LOCK* p; [modelled] extern void Take(struct LOCK** l);\n"
                                                 "void Main() { p = &a; Acquire(&a); Take(&p); }",
         "watch Acquire.entry.$1;\nTake.entry[guard *$1] { abort \"x\"; }"},
        {"guard of what a void pointer points to", kDefect, "global struct LOCK a; global struct LOCK* p; [modelled] extern void Take(void* l);\n"
                                                            "void Main() { p = &a; Acquire(&a); Take(&p); }",
         "watch Acquire.entry.$1;\nTake.entry[guard (*$1)] { abort \"x\"; }"},
        {"NULL with null", kDefect, "global struct LOCK a; void Main() { Acquire(&a); Release(NULL); }",
         "watch Acquire.entry.$1;\nRelease.entry[guard || null $1] { abort \"x\"; }"},
        {"NULL without", kPass, "global struct LOCK a; void Main() { Acquire(&a); Release(NULL); }",
         "watch Acquire.entry.$1;\nRelease.entry[guard $1] { abort \"x\"; }"},
        {"NULL is not watched", kPass, "void Main() { Acquire(NULL); Release(NULL); }",
         "watch Acquire.entry.$1;\nRelease.entry[guard $1] { abort \"x\"; }"},
    });
}

TEST_CASE("select: what applies is decided by what the driver has") {
    const std::string body = "global struct LOCK l; void Main() { Acquire(&l); }";
    const std::string cancel = "[role DRIVER_CANCEL] void Cancel() { } ";
    const std::string startio = "[role DRIVER_STARTIO] void StartIo() { } ";
    check_cases({
        {"neither", kPass, body, kSelect},
        {"the first", kDefect, cancel + body, kSelect},
        {"the second", kDefect, startio + body, kSelect},
        {"one only", kPass, cancel + startio + body,
         "select one { case fun_DRIVER_CANCEL: none case fun_DRIVER_STARTIO: Acquire.entry { abort \"x\"; } }\nAcquire.exit {}"},
        {"all", kDefect, cancel + startio + body,
         "select all { case fun_DRIVER_CANCEL: none case fun_DRIVER_STARTIO: Acquire.entry { abort \"x\"; } }\nAcquire.exit {}"},
        {"the default, wherever it stands", kDefect, body,
         "select one { case: Acquire.entry { abort \"x\"; } case fun_DRIVER_CANCEL: none }\nAcquire.exit {}"},
        {"not the default", kPass, cancel + body,
         "select one { case: Acquire.entry { abort \"x\"; } case fun_DRIVER_CANCEL: none }\nAcquire.exit {}"},
        {"a function that is called", kDefect, body, "select one { case Acquire: Acquire.entry { abort \"x\"; } case: none }"},
        {"a function that is not called", kPass, body,
         "select one { case Release: Acquire.entry { abort \"x\"; } case: none }\nAcquire.entry {}"},
    });
}

TEST_CASE("reading a field is an event") {
    check_cases({
        {"read", kDefect, harness("global u8 f; void Main() { current = &left; f = current->Flag; }"), "(Main, &(left.Flag)).read { abort \"x\"; }"},
        {"another object", kPass, harness("global u8 f; void Main() { f = right.Flag; Acquire(NULL); }"),
         "(Main, &(left.Flag)).read { abort \"x\"; } Acquire.entry { }"},
        {"written only", kPass, harness("void Main() { left.Flag = 1; Acquire(NULL); }"),
         "(Main, &(left.Flag)).read { abort \"x\"; } Acquire.entry { }"},
        {"through a pointer", kDefect, harness("global u8 f; global u8* p; void Main() { p = &left.Flag; f = *p; }"),
         "(Main, &(left.Flag)).read { abort \"x\"; }"},
        {"behind && that is not reached", kPass, harness("global u8 f; void Main() { f = 0; if (f && left.Flag) Release(NULL); Acquire(NULL); }"),
         "(Main, &(left.Flag)).read { abort \"x\"; } Acquire.entry { }"},
        {"behind || that is reached", kDefect, harness("global u8 f; void Main() { f = 0; if (f || left.Flag) Release(NULL); }"),
         "(Main, &(left.Flag)).read { abort \"x\"; }"},
        {"an argument, before the call", kDefect, harness("void Take(u8 f) { } void Main() { Take(left.Flag); }"),
         "state { enum { no, yes } s = no; }\n(Main, &(left.Flag)).read { s = yes; }\nTake.entry { if (s == yes) abort \"x\"; }"},
        {"an address is no reading", kPass, harness("void Take(u8* f) { } void Main() { Take(&left.Flag); Acquire(NULL); }"),
         "(Main, &(left.Flag)).read { abort \"x\"; } Acquire.entry { }"},
        {"where a result goes, after the call", kDefect,
         "struct BOX { struct EXT* Next; }; global struct BOX box; global struct EXT left; global struct EXT* current = NULL;\n"
         "void Main() { box.Next = &left; box.Next->Flag = Any(); }",
         "state { enum { no, yes } s = no; }\n(Main, &(box.Next)).read { if (s == yes) abort \"x\"; }\nAny.exit { s = yes; }"},
        {"the field of an argument", kDefect, harness("global u8 f; void Work(struct EXT* e) { f = e->Flag; } void Main() { Work(&right); }"),
         "(Work, &($1->Flag)).read { abort \"x\"; }"},
        {"the OS reads", kPass, harness("[origin os_model] void Look(struct EXT* e) { u8 f; f = e->Flag; } void Main() { Look(&left); }"),
         "(Main, &(left.Flag)).read { abort \"x\"; } Look.entry { }"},
    });
}

TEST_CASE("reading a field: a model's variable names the object") {
    check_cases({
        {"before", kDefect, "global struct EXT left; global struct EXT* current = &left; global u8 f;\n"
                            "void Main() { f = current->Flag; Acquire(NULL); }", kRead},
        {"after", kPass, "global struct EXT left; global struct EXT* current = &left; global u8 f;\n"
                         "void Main() { Acquire(NULL); f = current->Flag; }", kRead},
    });
}

TEST_CASE("a rule about variables of another driver model is not applicable, unless its events happen") {
    const std::string body = "global struct LOCK l; void Main() { Acquire(&l); }";
    const std::string rule = "state { int n = 0; } with guard(sdv_main, hrequest)\n";
    check_cases({
        {"none of its functions is called", Expect::NotApplicable, body, (rule + "WdfRequestComplete.entry[guard $1] { abort \"x\"; }").c_str()},
        {"one is", Expect::InputError, body, (rule + "Acquire.entry[guard $1] { abort \"x\"; }").c_str()},
    });
}

TEST_CASE("a rule's number and what it is compared with") {
    const char* const kKept = "state { int kept = 0; }\nMap.entry { kept = $1; }\nUnmap.entry { if ($1 != kept) abort \"other\"; }";
    const char* const kStatus = "state { int kept = 0; }\nMap.exit { kept = $return; }\nUnmap.entry { if (kept == 3221225659) abort \"failed\"; }";
    const char* const kDirect = "Both.entry { if ($1 != $2) abort \"other\"; }";
    check_cases({
        {"all 32 bits, unsigned", kPass, "void Map(u32 n) { } void Unmap(u32 n) { } void Main() { i32 q; u32 n; q = Query(); n = (u32)q; Map(n); Unmap(n); }", kKept},
        {"another one", kDefect, "void Map(u32 n) { } void Unmap(u32 n) { } void Main() { i32 q; u32 n; q = Query(); n = (u32)q; Map(n); Unmap(n + 1); }", kKept},
        {"of 64 bits", kPass, "void Map(u64 n) { } void Unmap(u64 n) { } void Main() { i32 q; u64 n; q = Query(); n = (u64)(u32)q; Map(n); Unmap(n); }", kKept},
        {"a kept status beside its other spelling", kDefect, "i32 Map() { return -1073741637; } void Unmap() { } void Main() { i32 s; s = Map(); Unmap(); }", kStatus},
        {"a status and the same bits", kPass, "void Both(i32 a, u32 b) { } void Main() { i32 s; s = Query(); Both(s, (u32)s); }", kDirect},
        {"a byte and a number that is none", kDefect, "void Both(u8 a, u32 b) { } void Main() { u8 s; s = Any(); Both(s, 256); }", kDirect},
    });
}
