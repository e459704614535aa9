// SPDX-License-Identifier: Apache-2.0
// Headers that a driver's build generates, and text that is rewritten for clang: what the program looks like.
#include <catch2/catch.hpp>

#include "tests/unit/frontend/c/c_lowering_support.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite;
using frontend::c::test::load;
using frontend::c::test::load_file;
using rules::test::TempFolder;

TEST_CASE("the header of a message text file has the values that the message compiler gives") {
    const TempFolder folder;
    folder.write("log.mc", ";// a comment of the header\n"
                           "MessageIdTypedef=NTSTATUS\n"
                           "SeverityNames=(Success=0x0:STATUS_SEVERITY_SUCCESS\n  Error=0x3:STATUS_SEVERITY_ERROR\n )\n"
                           "FacilityNames=(System=0x0\n  Io=0x4:FACILITY_IO)\n"
                           "MessageId=0x0007 Facility=Io Severity=Error SymbolicName=FIRST\nLanguage=English\nText of it = %1.\n.\n\n"
                           "MessageId=\nSeverity=Success\nSymbolicName=SECOND\nLanguage=English\nmore\n.\n");
    folder.write("main.c", "typedef int NTSTATUS;\n#include \"log.h\"\n"
                           "unsigned t(void) { return FIRST; }\nunsigned u(void) { return SECOND; }\nint v(void) { return FACILITY_IO; }\n");
    const auto p = load_file(folder.path("main.c"));
    INFO(p.messages());
    CHECK(p.sink.errors() == 0);
    CHECK(p.body("t") == "0: return 0xc0040007u32\n");
    CHECK(p.body("u") == "0: return 0x40008u32\n");
    CHECK(p.body("v") == "0: return 4\n");
}

TEST_CASE("the header of an event manifest makes tracing that does nothing") {
    const TempFolder folder;
    folder.write("x.man", "<instrumentationManifest><provider guid=\"{11223344-5566-7788-99AA-BBCCDDEEFF00}\" name=\"My-Prov\"\n"
                          " symbol=\"PROV\"><event symbol=\"Started\" value=\"1\"/></provider></instrumentationManifest>");
    folder.write("x.vcxproj", "<GeneratedFilesBaseName>xEvents</GeneratedFilesBaseName>");
    folder.write("main.c", "typedef struct { unsigned a; unsigned short b, c; unsigned char d[8]; } GUID; typedef unsigned long ULONG;\n"
                           "#include \"xEvents.h\"\n"
                           "int t(int a) { EventRegisterMy_Prov(); EventWriteStarted(0, a); return a; }\n"
                           "const GUID* u(void) { return &PROV; }\n");
    const auto p = load_file(folder.path("main.c"));
    INFO(p.messages());
    CHECK(p.sink.errors() == 0);
    CHECK(p.body("t") == "0: return a\n");
    CHECK(p.item("PROV", 0) == 0x11223344);
}

TEST_CASE("the header of WMI classes has their structures, numbers and methods") {
    const TempFolder folder;
    folder.write("drv.mof", "#pragma autorecover\n[WMI, HeaderName(\"Info\"), guid(\"{11223344-5566-7788-99AA-BBCCDDEEFF00}\"), Description(\"a, b\")]\n"
                            "class Vendor_Info : Base {\n [key, read] string InstanceName;\n [read] boolean Active;\n"
                            " [WmiDataId(2), read] uint64 Second;\n [WmiDataId(1), read, write] uint32 First;\n"
                            " [WmiDataId(3), MAX(4)] uint8 Four[];\n"
                            " [Implemented, WmiMethodId(9)] void Act([in] uint16 What, [out] uint32 Result);\n};\n");
    folder.write("makefile.inc", "wmimofck -hdrvMof.h drv.bmf\n# drvmof.h\n");
    folder.write("main.c", "typedef unsigned char UCHAR; typedef unsigned short USHORT; typedef unsigned long ULONG;\n"
                           "typedef unsigned long long ULONGLONG; typedef struct { ULONG a; USHORT b, c; UCHAR d[8]; } GUID;\n"
                           "#define FIELD_OFFSET(t, f) ((long)__builtin_offsetof(t, f))\n"
                           "#include \"drvMof.h\"\n"
                           "int t(PInfo p) { p->First = 1; p->Four[3] = 2; return Info_Second_ID; }\n"
                           "int u(PAct_IN in, PAct_OUT out) { out->Result = in->What; return Act; }\n"
                           "int v(void) { return Info_SIZE; }\nGUID g = InfoGuid;\n");
    const auto p = load_file(folder.path("main.c"));
    INFO(p.messages());
    CHECK(p.sink.errors() == 0);
    CHECK(p.body("t") == "0: p->First = 1u32\n1: p->Four[3] = 2u8\n2: return 2\n");
    CHECK(p.body("u") == "0: out->Result = (u32)in->What\n1: return 9\n");
    CHECK(p.body("v") == "0: return 20\n");
    CHECK(p.item("g", 0) == 0x11223344);
}

TEST_CASE("a header that exists is not made up, nor one that nothing would make") {
    const TempFolder folder;
    folder.write("log.mc", "MessageId=1 SymbolicName=VALUE\nLanguage=English\nx\n.\n");
    folder.write("inc/log.h", "#define VALUE 5\n");
    // The project's name is also a header's: that is not what the project makes.
    folder.write("other.vcxproj", "<TargetName>other</TargetName><ClInclude Include=\"another.h\"/>");
    folder.write("main.c", "#include \"log.h\"\n#include \"other.h\"\nint t(void) { return VALUE; }\n");
    frontend::c::LoadOptions o;
    o.include_dirs = {folder.path("inc")};
    const auto p = load_file(folder.path("main.c"), o);
    CHECK(p.body("t") == "0: return 5\n");
    CHECK(p.messages().find("'other.h' file not found") != std::string::npos);
}

TEST_CASE("a header that the project precompiles is found by its name alone") {
    const TempFolder folder;
    folder.write("hw/Precomp.h", "#include \"deep.h\"\n");
    folder.write("hw/deep.h", "#define VALUE 6\n");
    folder.write("hw/d.vcxproj", "<PreCompiledHeaderFile>precomp.h</PreCompiledHeaderFile>");
    folder.write("other/precomp.h", "#define VALUE 7\n");
    folder.write("main.c", "#include \"precomp.h\"\nint t(void) { return VALUE; }\n");
    const auto p = load_file(folder.path("main.c"));
    INFO(p.messages());
    CHECK(p.sink.errors() == 0);
    CHECK(p.body("t") == "0: return 6\n");
}

TEST_CASE("assignments to casts are read as cl.exe reads them, at the places where they stand") {
    const auto p = load("void t(char* p, int* q) { ((int*)p)++; (char*)q += 3; int x; (unsigned)(x) = 4; q = 0; }\n"
                        "int u(char* p) { return *((int*)p)++ + *((short*)(void*)p)++; }\n"
                        "void v(void* p, void (*f)(char**)) { f(&(char*)p); }\n"
                        "#define SET(a, b) ((a) |= (b))\n"
                        "void w(char* p) { SET( ((unsigned long long) p), 1); }\n");
    INFO(p.messages());
    CHECK(p.sink.errors() == 0);
    for (const char* name : {"t", "u", "v", "w"}) {
        INFO(name << "\n" << p.body(name));
        CHECK(p.proc(name).hole_reason.empty());
    }
    // Places are those of the text as it is: the assignment behind the casts starts at its own column.
    const auto& body = p.proc("t").body;
    const auto last = body[body.size() - 2];
    CHECK(last.span.line == 1);
    CHECK(last.span.column == 81);
    const auto& file = p.program.sources.file(p.proc("t").span.file);
    CHECK(file.text.rfind("void t(char* p, int* q) { ((int*)p)++;", 0) == 0);
}
