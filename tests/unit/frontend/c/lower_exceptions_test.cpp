// SPDX-License-Identifier: Apache-2.0
// __try, __finally, __except, __leave: every way out of a guarded block.
#include <catch2/catch.hpp>

#include "tests/unit/frontend/c/c_lowering_support.hpp"

using namespace sdvlite;
using frontend::c::test::load;
using ir::StmtKind;

TEST_CASE("a __finally body runs once for every way out") {
    const auto p = load("int f(int); int g;\n"
                        "int t(int a) {\n"
                        "  __try {\n"
                        "    if (a == 1) return 5;\n"
                        "    if (a == 2) goto out;\n"
                        "    if (a == 3) __leave;\n"
                        "    f(a);\n"
                        "  } __finally {\n"
                        "    if (_abnormal_termination()) g = 1;\n"
                        "  }\n"
                        "  a = 2;\n"
                        "out:\n"
                        "  return a;\n"
                        "}\n");
    CHECK(p.body("t") ==
          "0: if (a == 1) goto L1; else goto L4\n"
          "1: $result = 5\n"
          "2: $finally = 2\n"
          "3: goto L15\n"
          "4: if (a == 2) goto L5; else goto L7\n"
          "5: $finally = 3\n"
          "6: goto L15\n"
          "7: if (a == 3) goto L8; else goto L9\n"
          "8: goto L10\n"
          "9: f(a) unwind L12\n"
          "10: $finally = 0\n"
          "11: goto L15\n"
          "12: $code = sdv_exception_code\n"
          "13: assume (i32)$code < 0\n"
          "14: $finally = 1\n"
          "15: if ($finally != 0) goto L16; else goto L17\n"
          "16: g = 1\n"
          "17: switch ($finally) { case 1: goto L18; case 2: goto L20; case 3: goto L21; default: goto L22; }\n"
          "18: sdv_exception_code = $code\n"
          "19: raise $code\n"
          "20: goto L24\n"
          "21: goto L23\n"
          "22: a = 2\n"
          "23: return a\n"
          "24: return $result\n");
    // The return that was delayed is shown where it stands.
    CHECK(p.proc("t").body[24].span.line == 4);
}

TEST_CASE("nested __finally bodies run from the inside out") {
    const auto p = load("int g;\n"
                        "int t(int a) {\n"
                        "  for (;;) {\n"
                        "    __try { __try { if (a) break; g = 1; } __finally { g = 2; } } __finally { g = 3; }\n"
                        "  }\n"
                        "  return g;\n"
                        "}\n");
    CHECK(p.body("t") == "0: if (a) goto L1; else goto L3\n"
                         "1: $finally$2 = 2\n"
                         "2: goto L5\n"
                         "3: g = 1\n"
                         "4: $finally$2 = 0\n"
                         "5: g = 2\n"
                         "6: switch ($finally$2) { case 1: goto L7; case 2: goto L9; default: goto L11; }\n"
                         "7: $code = $code$2\n"
                         "8: raise $code$2 unwind L13\n"
                         "9: $finally = 2\n"
                         "10: goto L14\n"
                         "11: $finally = 0\n"
                         "12: goto L14\n"
                         "13: $finally = 1\n"
                         "14: g = 3\n"
                         "15: switch ($finally) { case 1: goto L16; case 2: goto L18; default: goto L0; }\n"
                         "16: sdv_exception_code = $code\n"
                         "17: raise $code\n"
                         "18: goto L19\n"
                         "19: return g\n");
}

TEST_CASE("__except: faults by choice, raised codes, filters that pass on") {
    const auto p = load("void ExRaiseStatus(long); int f(int); int g;\n"
                        "int t(int* q, int a) {\n"
                        "  __try { *q = f(a); if (a) ExRaiseStatus(0xC0000001); }\n"
                        "  __except (_exception_code() == 0xC0000005 ? 1 : 0) { g = _exception_code(); }\n"
                        "  return g;\n"
                        "}\n");
    CHECK(p.body("t") == "0: choose goto L1, L6\n"
                         "1: *q = f(a) unwind L8\n"
                         "2: if (a) goto L3; else goto L21\n"
                         "3: $code = 0xc0000001u32\n"
                         "4: ExRaiseStatus(-1073741823) unwind L10\n"
                         "5: raise 0xc0000001u32 unwind L10\n"
                         "6: $code = 0xc0000005u32\n"
                         "7: goto L10\n"
                         "8: $code = sdv_exception_code\n"
                         "9: assume (i32)$code < 0\n"
                         "10: if ($code == 0xc0000005u32) goto L11; else goto L13\n"
                         "11: $1 = 1\n"
                         "12: goto L14\n"
                         "13: $1 = 0\n"
                         "14: if ($1 > 0) goto L20; else goto L15\n"
                         "15: if ($1 == 0) goto L18; else goto L16\n"
                         "16: sdv_exception_code = 0xc0000025u32\n"
                         "17: raise 0xc0000025u32\n"
                         "18: sdv_exception_code = $code\n"
                         "19: raise $code\n"
                         "20: g = (i32)$code\n"
                         "21: return g\n");
}

TEST_CASE("__except: what never raises comes before the fault") {
    const std::string head = "void KeEnterCriticalRegion(void); void KeLowerIrql(int); void KeAcquireSpinLock(long *, unsigned char *); int f(int);\n"
                             "struct S { long lock; int n; };\n"
                             "int t(int* q, struct S* s, int a) { unsigned char b; int c;\n__try {";
    const std::string tail = "} __except (1) { a = 7; } return a; }\n";
    const auto body = [&](const std::string& text) { return load(head + text + tail).body("t"); };
    const auto begins = [&](const std::string& text, const std::string& with) { return body(text).starts_with(with); };
    CHECK(begins("KeEnterCriticalRegion(); *q = 1;", "0: KeEnterCriticalRegion() unwind L6\n"
                                                    "1: choose goto L4, L2\n"
                                                    "2: $code = 0xc0000005u32\n"
                                                    "3: raise 0xc0000005u32 unwind L8\n"
                                                    "4: *q = 1\n"));
    // The address of a field, a variable that is set, and what comes behind the last such call.
    CHECK(begins("c = a + 1; KeAcquireSpinLock(&s->lock, &b); a = 2; if (c) *q = 1;",
                 "0: c = a + 1\n"
                 "1: KeAcquireSpinLock(&s->lock, &b) unwind L9\n"
                 "2: a = 2\n"
                 "3: choose goto L6, L4\n"));
    // Where nothing can raise, no fault.
    CHECK(load(head + "{ KeEnterCriticalRegion(); };" + tail).count("t", StmtKind::Choose) == 0);
    // What may raise: unknown functions, memory behind pointers, division, a function of the driver's own of that name.
    for (const char* first : {"f(a);", "c = *q;", "c = s->n;", "q[1] = 2;", "c = 5 / a;", "KeLowerIrql(*q);", "KeLowerIrql(f(1));", "if (a) KeEnterCriticalRegion();"})
        CHECK(begins(std::string(first) + " KeEnterCriticalRegion(); *q = 1;", "0: choose goto "));
    // Nor where nothing behind a pointer is touched, in functions that are called either.
    CHECK(load(head + "if (a) KeEnterCriticalRegion(); c = a; KeLowerIrql(c);" + tail).count("t", StmtKind::Choose) == 0);
    const std::string called = "void ExRaiseStatus(int); struct S;\nstatic void g(int n) { int v[2] = {n, 0}; if (v[n & 1] > 5) ExRaiseStatus(n); }\n"
                               "static int h(int* p, int n) { return n > 9 ? h(p, n - 1) : *p; }\n";
    CHECK(load(called + head + "g(a);" + tail).count("t", StmtKind::Choose) == 0);
    CHECK(load(called + head + "g(a); a = h(q, a);" + tail).count("t", StmtKind::Choose) == 1);
    CHECK(load("void KeEnterCriticalRegion(void) { *(int*)8 = 1; }\n" + head + "KeEnterCriticalRegion(); *q = 1;" + tail).body("t").starts_with("0: choose"));
    CHECK(begins("c = 1; *q = 1;", "0: choose goto ")); // no call
}

TEST_CASE("__except: a fault in a block inside is raised there") {
    const std::string head = "void KeEnterCriticalRegion(void); void KeLeaveCriticalRegion(void);\nint t(int* q, int a) {\n__try {";
    const std::string tail = "} __except (1) { a = 7; } return a; }\n";
    const auto body = [&](const std::string& text) { return load(head + text + tail).body("t"); };
    const auto at = [&](const std::string& text, const char* what) { return body(text).find(what); };
    // __finally runs on the way to the handler.
    const std::string ends = "__try { a = 1; *q = 1; } __finally { KeLeaveCriticalRegion(); }";
    CHECK(at("KeEnterCriticalRegion(); " + ends, "a = 1") < at("KeEnterCriticalRegion(); " + ends, "choose"));
    CHECK(load(head + "KeEnterCriticalRegion(); " + ends + tail).count("t", StmtKind::Choose) == 1);
    // With a handler of its own it is another matter; what comes behind may fault as well.
    const std::string handled = "__try { a = *q; } __except (1) { a = 2; } a = 3; *q = 4;";
    CHECK(load(head + handled + tail).count("t", StmtKind::Choose) == 2);
    CHECK(body(handled).rfind("choose") > at(handled, "a = 3"));
}

TEST_CASE("__except: the user's memory may be gone each time that it is touched") {
    const std::string head = "typedef struct { void* UserBuffer; int n; } IRP; void ProbeForRead(void*, int, int); void memcpy(void*, void*, int);\n"
                             "void other(void*); struct R { int n; int v[4]; }; int t(IRP* irp, struct R* user, struct R* s, int a) { int k[4]; struct R* p;\n";
    const auto faults = [&](const std::string& before, const std::string& block) {
        return load(head + before + "__try { a = 1; " + block + " } __except (1) { a = 7; } return a; }\n").count("t", StmtKind::Choose);
    };
    const auto later = [&](const std::string& block, const std::string& before = "") { return faults(before, "ProbeForRead(user, 4, 4); " + block) - 1; };
    CHECK(later("a = user->n;") == 1);
    CHECK(later("a = *(int*)user; a = user->v[2]; memcpy(k, user, 4); memcpy(&user->v[1], k, 4);") == 4);
    CHECK(later("if (user->n) { a = 2; }") == 1);
    CHECK(later("if (a) { a = 3; a = user->n; } else user->n = 2;") == 2);
    CHECK(later("for (a = 0; a < 4; a++) k[a] = user->v[a];") == 1);
    CHECK(later("p = user; a = p->n;") == 1);
    // What touches nothing of it.
    CHECK(later("a = s->n; s->n = 3; p = user; s = (struct R*)&user->n; other(user); a = sizeof(user->n); a = k[1];") == 0);
    CHECK(later("p = s; a = p->n; p = user;") == 0); // perhaps the one, perhaps the other
    CHECK(later("user = s; a = user->n;") == 0);
    // What a request gives.
    CHECK(faults("", "a = 2; a = *(int*)irp->UserBuffer;") == 2);
    CHECK(faults("int* q = irp->UserBuffer;", "a = 2; a = q[1];") == 2);
    CHECK(faults("irp->UserBuffer = s;", "a = 2; a = *(int*)irp->UserBuffer;") == 1);
    // The first statement may fault anyway.
    CHECK(load(head + "__try { a = *(int*)irp->UserBuffer; } __except (1) { a = 7; } return a; }\n").count("t", StmtKind::Choose) == 1);
}

TEST_CASE("a handler for everything takes everything") {
    const auto p = load("int f(int);\n"
                        "int t(int a) { __try { a = f(a); } __except (1) { a = 7; } return a; }\n");
    CHECK(p.count("t", StmtKind::Raise) == 0);
    CHECK(p.body("t") == "0: choose goto L1, L3\n"
                         "1: a = f(a) unwind L5\n"
                         "2: goto L8\n"
                         "3: $code = 0xc0000005u32\n"
                         "4: goto L7\n"
                         "5: $code = sdv_exception_code\n"
                         "6: assume (i32)$code < 0\n"
                         "7: a = 7\n"
                         "8: return a\n");
}

TEST_CASE("outside of a guarded block a raised exception leaves the function") {
    const auto p = load("void ExRaiseAccessViolation(void);\n"
                        "void t(int a) { if (a) ExRaiseAccessViolation(); }\n");
    CHECK(p.body("t") == "0: if (a) goto L1; else goto L4\n"
                         "1: sdv_exception_code = 0xc0000005u32\n"
                         "2: ExRaiseAccessViolation()\n"
                         "3: raise 0xc0000005u32\n"
                         "4: [closing] return\n");
}

TEST_CASE("leave is a statement where it can be one, and a name elsewhere") {
    const auto p = load("#define leave __leave\n"
                        "struct STEP { int enter, leave; unsigned char late, leave2; };\n"
                        "static const struct STEP first = { .enter = 1, .leave = 2 };\n"
                        "int f(int);\n"
                        "int t(struct STEP *s) {\n"
                        "  __try {\n"
                        "    if (s->leave > first.leave) leave;\n"
                        "    f(s->leave);\n"
                        "  } __finally {\n"
                        "    f(0);\n"
                        "  }\n"
                        "  return s->enter;\n"
                        "}\n");
    const std::string body = p.body("t");
    CHECK(body.find("if (s->leave > first.leave) goto") != std::string::npos);
    CHECK(body.find("f(s->leave)") != std::string::npos);
}
