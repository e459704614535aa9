# SPDX-License-Identifier: Apache-2.0
"""The survey's plain reading of C text: what it takes for a function definition or a registration, and what not."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import survey_text  # noqa: E402


class Functions(unittest.TestCase):
    def names(self, text):
        return [name for name, _ in survey_text.functions(text)]

    def test_definitions_and_nothing_else(self):
        self.assertEqual(self.names("int f(void); int g(int a) { if (a) { return h(a); } return 0; }\nvoid k(){}"), ["g", "k"])
        self.assertEqual(self.names("typedef struct _S { int (*f)(int); } S; enum E { A = sizeof(int) };"), [])
        self.assertEqual(self.names("int t[2] = { f(1), 2 }; S s = { f };"), [])
        self.assertEqual(self.names("struct DECLSPEC_ALIGN(16) T { int a; };"), [])

    def test_annotations_are_not_names(self):
        text = "_IRQL_requires_max_(DISPATCH_LEVEL)\n_Use_decl_annotations_\nNTSTATUS\nRead(\n _In_ PIRP Irp, int (*f)(void))\n{\n}\n"
        self.assertEqual(survey_text.functions(text), [("Read", 4)])
        self.assertEqual(self.names("VOID Free(P p) _Requires_lock_held_(p->Lock) { }"), ["Free"])
        self.assertEqual(self.names("__declspec(noinline) int f(int a) { return a; }"), ["f"])

    def test_comments_strings_and_directives_are_skipped(self):
        self.assertEqual(self.names('/* int f() {} */ // g() {\nchar *s = "}{"; char c = \'{\';\nvoid h(void) { }'), ["h"])
        self.assertEqual(self.names("#define M(x) { \\\n  x(); }\nint f(void)\n{\n}\n"), ["f"])

    def test_each_branch_of_an_if_starts_from_the_same_nesting(self):
        text = "int f(int a)\n{\n#if X\n if (a) {\n#else\n while (a) {\n#endif\n a = 0; }\n return a;\n}\nint g(void) { return 1; }"
        self.assertEqual(self.names(text), ["f", "g"])


class Registrations(unittest.TestCase):
    def found(self, text):
        return [(kind, what) for kind, what, _ in survey_text.registrations(text)]

    def test_assignments(self):
        text = "d->MajorFunction[IRP_MJ_READ] =\n d->MajorFunction[IRP_MJ_WRITE] = (PDRIVER_DISPATCH)&Io;\nd->DriverUnload = Unload;"
        self.assertEqual(self.found(text), [("DriverUnload", "Unload"), ("MajorFunction", "Io"), ("MajorFunction", "Io")])
        self.assertEqual(self.found("if (d->DriverUnload == Unload) x = d->AddDevice;"), [])
        self.assertEqual(self.found("init.HwStartIo = StartIo;"), [("Storport", "StartIo")])

    def test_calls(self):
        text = "IoSetCompletionRoutine(Irp, (PIO_COMPLETION_ROUTINE) Done, f(1, 2), TRUE, TRUE, TRUE); IoSetCancelRoutine(Irp, NULL);"
        self.assertEqual(self.found(text), [("IoSetCompletionRoutine", "Done")])
        self.assertEqual(self.found("// KeInitializeDpc(&d, Dpc, 0);\nKeInitializeDpc(&e->Dpc, t[i], e);"), [("KeInitializeDpc", "t[i]")])


if __name__ == "__main__":
    unittest.main()
