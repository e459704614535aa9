// SPDX-License-Identifier: Apache-2.0
// What users say about entry points, one by one or as a list in one of two formats.
#include <catch2/catch.hpp>

#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;
using namespace sdvlite::frontend::os;

namespace {

const char* const kDriver = R"(
    [role_type DRIVER_CANCEL] void Cancel(struct _DEVICE_OBJECT* d, struct _IRP* irp) { }
    i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
    void Dpc(struct _KDPC* dpc, void* a, void* b, void* c) { }
    i32 DriverEntry(struct _DRIVER_OBJECT* driver, struct _UNICODE_STRING* path) { return 0; }
)";

struct Scanned {
    Prepared prepared;
    bool ok = false;
    std::string messages;

    /// "FUNCTION ROLE detail by found_by, ..."
    std::string entries() const {
        std::string out;
        for (const auto& e : prepared.coverage.entry_points)
            out += (out.empty() ? "" : ", ") + e.function + " " + e.role + (e.detail.empty() ? "" : " " + e.detail) + " by " + e.found_by;
        return out;
    }
};

Scanned scanned(const EntryEdits& edits, const std::string& model = "wdm") {
    Scanned out;
    Options options;
    options.folder = test::models_folder();
    options.model = model;
    options.entries = edits;
    base::DiagSink sink;
    out.ok = scan(test::read_driver(std::string(test::kWdmRecords) + kDriver), options, out.prepared, sink);
    for (const base::Diagnostic& d : sink.all()) out.messages += base::render(d, out.prepared.program.sources);
    return out;
}

EntryEdits edits(const std::vector<std::string>& texts) {
    EntryEdits out;
    for (const std::string& text : texts) REQUIRE(parse_entry_edit(text, out.edits.emplace_back()));
    return out;
}

struct List {
    EntryEdits edits;
    bool ok = false;
    std::string messages;
};

List list(const std::string& text) {
    List out;
    base::SourceMap sources;
    base::DiagSink sink;
    out.ok = read_entry_list(text, "list", out.edits, sources, sink);
    for (const base::Diagnostic& d : sink.all()) out.messages += base::render(d, sources);
    return out;
}

} // namespace

TEST_CASE("single entry points are added and removed") {
    const std::string found = "Cancel DRIVER_CANCEL by role type, DriverEntry DRIVER_INITIALIZE by name";
    CHECK(scanned({}).entries() == found);
    CHECK(scanned(edits({"DRIVER_DISPATCH:IRP_MJ_READ=Read", "KDEFERRED_ROUTINE=Dpc", "DRIVER_CANCEL=-Cancel"})).entries() ==
          "Read DRIVER_DISPATCH IRP_MJ_READ by user, Dpc KDEFERRED_ROUTINE by user, DriverEntry DRIVER_INITIALIZE by name");
    CHECK(scanned(edits({"IRP_MJ_READ=Read"})).entries().find("Read DRIVER_DISPATCH IRP_MJ_READ by user") != std::string::npos);
    CHECK(scanned(edits({"DRIVER_CANCEL=Cancel"})).entries() == found); // it was one already
    EntryEdit ignored;
    CHECK_FALSE(parse_entry_edit("DRIVER_CANCEL", ignored));
    CHECK_FALSE(parse_entry_edit("=f", ignored));
    CHECK_FALSE(parse_entry_edit("R=-", ignored));
}

TEST_CASE("what can't be is said") {
    CHECK(scanned(edits({"DRIVER_CANSEL=Cancel"})).messages.find("did you mean 'DRIVER_CANCEL'?") != std::string::npos);
    CHECK(scanned(edits({"DRIVER_CANCEL=Cansel"})).messages.find("the driver has no function 'Cansel' with a body") != std::string::npos);
    CHECK(scanned(edits({"KDEFERRED_ROUTINE=-Cancel"})).messages.find("'Cancel' was not found to be a KDEFERRED_ROUTINE") != std::string::npos);
    CHECK_FALSE(scanned(edits({"KDEFERRED_ROUTINE=-Cancel"})).ok);
}

TEST_CASE("the predecessor's list replaces what was found") {
    const List l = list("//Approved=true\n//Read\n#define fun_IRP_MJ_READ Read\r\n#define fun_KDEFERRED_ROUTINE_1 Dpc\n"
                        "/* #define fun_DRIVER_CANCEL Cancel\n*/\n#define fun_DriverEntry DriverEntry // yes\n#endif\n");
    REQUIRE(l.ok);
    CHECK(scanned(l.edits).entries() == "Read DRIVER_DISPATCH IRP_MJ_READ by user, Dpc KDEFERRED_ROUTINE by user, "
                                        "DriverEntry DRIVER_INITIALIZE by user");
    CHECK(list("#define fun_AddDevice\n").messages.find("list:1:9: error: this line should be") != std::string::npos);
    CHECK(list("int x;\n").messages.find("this is no list of entry points") != std::string::npos);
    EntryEdits statics = list("#define fun_DriverUnload sdv_static_function_Cancel_2\n").edits;
    CHECK(scanned(statics).entries() == "Cancel DRIVER_UNLOAD by user");
    const EntryEdits kmdf = list("#define fun_WDF_TIMER_1 Dpc\n#define fun_WDF_DRIVER_DEVICE_ADD Read\n").edits;
    CHECK(scanned(kmdf, "kmdf").entries() == "Read EVT_WDF_DRIVER_DEVICE_ADD by user, Dpc EVT_WDF_TIMER by user");
    const Scanned unknown = scanned(list("\n#define fun_NOTHING_LIKE_IT Dpc\n").edits);
    CHECK(unknown.messages.find("there is no role 'NOTHING_LIKE_IT'") != std::string::npos);
}

TEST_CASE("a saved scan is a list, too") {
    const List l = list(R"({"schema": "sdvlite-scan/1", "entry_points": [
        {"role": "DRIVER_DISPATCH", "detail": "IRP_MJ_READ", "function": "Read", "file": null, "line": 0, "found_by": "registration"}]})");
    REQUIRE(l.ok);
    CHECK(scanned(l.edits).entries() == "Read DRIVER_DISPATCH IRP_MJ_READ by user");
    CHECK(list("{\"entry_points\": [{\"role\": \"X\"}]}").messages.find("entry point 1 has no") != std::string::npos);
    CHECK(list("{\"entry_points\": 3}").messages.find("no \"entry_points\"") != std::string::npos);
    CHECK(list("{nope").messages.find("this is no JSON") != std::string::npos);
    CHECK(list("{\"entry_points\": []}").ok); // a driver without any
}

TEST_CASE("what a project says tells the driver model when the code does not") {
    const auto model = [](BuildEvidence build, const char* code = "void F() { }") {
        Options options;
        options.folder = test::models_folder();
        options.build = std::move(build);
        Prepared out;
        base::DiagSink sink;
        REQUIRE(scan(test::read_driver(code), options, out, sink));
        return out.model + (out.limited.empty() ? "" : " limited") + (out.unsupported.empty() ? "" : " unsupported") + " " + out.rule_model;
    };
    CHECK(model({}) == "wdm wdm");
    CHECK(model({{"wdmsec.lib"}, "WDM", false, false}) == "wdm wdm");
    CHECK(model({{"storport.lib"}, "Miniport", false, false}) == "storport storport");
    CHECK(model({{}, "KMDF", false, false}) == "kmdf unsupported kmdf");
    CHECK(model({{"ndis.lib"}, "WDM", false, false}) == "ndis unsupported ndis");
    CHECK(model({{"fltmgr.lib"}, "WDM", false, false}) == "minifilter unsupported minifilter");
    CHECK(model({{"portcls.lib"}, "WDM", false, false}) == "class-framework limited wdm");
    CHECK(model({{"hidclass.lib"}, "WDM", false, false}) == "wdm wdm");
    CHECK(model({{}, "", false, true}) == "library limited wdm");
    CHECK(model({{"fltmgr.lib"}, "UMDF", true, false}) == "user-mode unsupported user-mode");
    // What is built for user mode is none of the kernel's, whatever it calls.
    const char* const framework = "extern i32 WdfDriverCreate(void* a, void* b, void* c, void* d, void** e); i32 DriverEntry(void* d, void* p) { i32 s; s = WdfDriverCreate(d, p, 0, 0, 0); return s; }";
    CHECK(model({{}, "", false, false}, framework) == "kmdf unsupported kmdf");
    CHECK(model({{}, "UMDF", true, false}, framework) == "user-mode unsupported user-mode");
    // Who fills the driver object and calls no framework is a WDM driver; a class driver's callbacks are unknown all the same.
    const std::string fills = R"(
        struct _DRIVER_OBJECT { fn void(struct _DRIVER_OBJECT*)* DriverUnload; fn i32(void*, void*)* MajorFunction[28]; };
        i32 Read(void* d, void* irp) { return 0; } void Unload(struct _DRIVER_OBJECT* d) { })";
    const std::string major = fills + "i32 DriverEntry(struct _DRIVER_OBJECT* d, void* p) { d->MajorFunction[3] = &Read; return 0; }";
    const std::string unload = fills + "i32 DriverEntry(struct _DRIVER_OBJECT* d, void* p) { d->DriverUnload = &Unload; return 0; }";
    for (const std::string& code : {major, unload}) {
        CHECK(model({{}, "KMDF", false, false}, code.c_str()) == "wdm wdm");
        CHECK(model({{"ndis.lib", "fltmgr.lib"}, "NDIS", false, false}, code.c_str()) == "wdm wdm");
        CHECK(model({{}, "UMDF", true, false}, code.c_str()) == "wdm wdm");
        CHECK(model({{"portcls.lib"}, "KMDF", false, false}, code.c_str()) == "class-framework limited wdm");
        CHECK(model({{}, "", false, true}, code.c_str()) == "library limited wdm");
    }
    const std::string both = "extern i32 WdfDriverCreate(void* a, void* b, void* c, void* d, void** e);" + fills +
                             "i32 DriverEntry(struct _DRIVER_OBJECT* d, void* p) { i32 s; d->DriverUnload = &Unload; s = WdfDriverCreate(d, p, 0, 0, 0); return s; }";
    CHECK(model({{}, "WDM", false, false}, both.c_str()) == "kmdf unsupported kmdf");
    CHECK(model({{}, "KMDF", false, false}, (fills + "i32 DriverEntry(struct _DRIVER_OBJECT* d, void* p) { return 0; }").c_str()) == "kmdf unsupported kmdf");
}
