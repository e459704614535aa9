// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <algorithm>

#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;
using frontend::os::Prepared;

namespace {

Prepared scanned(const std::string& text, const std::string& model = "wdm") {
    frontend::os::Options options;
    options.folder = test::models_folder();
    options.model = model;
    Prepared out;
    base::DiagSink sink;
    REQUIRE(frontend::os::scan(test::read_driver(test::kWdmRecords + text), options, out, sink));
    return out;
}

/// "ROLE detail by found_by", sorted.
std::vector<std::string> roles_of(const Prepared& p, const std::string& function) {
    std::vector<std::string> out;
    for (const auto& e : p.coverage.entry_points)
        if (e.function == function)
            out.push_back(e.role + (e.detail.empty() ? "" : " " + e.detail) + " by " + e.found_by);
    std::sort(out.begin(), out.end());
    return out;
}

using Strings = std::vector<std::string>;

} // namespace

TEST_CASE("role types, annotations and the name DriverEntry give roles") {
    const Prepared p = scanned(R"(
        [role_type DRIVER_CANCEL] void Cancel(struct _DEVICE_OBJECT* d, struct _IRP* irp) { }
        [role_type DRIVER_DISPATCH, annotation "dispatch_type:IRP_MJ_SCSI"]
        i32 Scsi(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        [role_type DRIVER_DISPATCH] i32 Elsewhere(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        [annotation "function_class:KDEFERRED_ROUTINE"] void Dpc(struct _KDPC* dpc, void* a, void* b, void* c) { }
        [role_type MY_OWN_TYPE] void Mine() { }
        i32 DriverEntry(struct _DRIVER_OBJECT* driver, struct _UNICODE_STRING* path) { return 0; }
    )");
    CHECK(roles_of(p, "Cancel") == Strings{"DRIVER_CANCEL by role type"});
    CHECK(roles_of(p, "Scsi") == Strings{"DRIVER_DISPATCH IRP_MJ_INTERNAL_DEVICE_CONTROL by role type"});
    CHECK(roles_of(p, "Elsewhere") == Strings{"DRIVER_DISPATCH by role type"});
    CHECK(roles_of(p, "Dpc") == Strings{"KDEFERRED_ROUTINE by annotation"});
    CHECK(roles_of(p, "Mine").empty());
    CHECK(roles_of(p, "DriverEntry") == Strings{"DRIVER_INITIALIZE by name"});
}

TEST_CASE("registrations in the driver object") {
    const Prepared p = scanned(R"(
        i32 Any(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        [role_type DRIVER_DISPATCH] i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        i32 Two(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        void Unload(struct _DRIVER_OBJECT* driver) { }
        void StartIo(struct _DEVICE_OBJECT* d, struct _IRP* irp) { }
        i32 AddDevice(struct _DRIVER_OBJECT* driver, struct _DEVICE_OBJECT* physical) { return 0; }
        u8 FastRead(void* file) { return 0; }
        static global struct _FAST_IO_DISPATCH fast = { .FastIoRead = &FastRead };
        void SetUp(struct _DRIVER_OBJECT* driver, fn void(struct _DRIVER_OBJECT*)* unload) {
            fn i32(struct _DEVICE_OBJECT*, struct _IRP*)** table;
            table = &driver->MajorFunction[0];
            table[3] = &Read;
            driver->MajorFunction[0] = &Two;
            driver->MajorFunction[2] = driver->MajorFunction[0];
            driver->DriverUnload = unload;
        }
        i32 DriverEntry(struct _DRIVER_OBJECT* driver, struct _UNICODE_STRING* path) {
            u32 i = 0;
            void* start = (void*)&StartIo;
            while (i < 28) { driver->MajorFunction[i] = &Any; i = i + 1; }
            SetUp(driver, &Unload);
            driver->DriverStartIo = (fn void(struct _DEVICE_OBJECT*, struct _IRP*)*)start;
            driver->DriverExtension->AddDevice = &AddDevice;
            driver->FastIoDispatch = &fast;
            return 0;
        }
    )");
    // Of an element that is copied, what the loop stored may be there as well.
    CHECK(roles_of(p, "Any") ==
          Strings{"DRIVER_DISPATCH IRP_MJ_CLOSE by registration", "DRIVER_DISPATCH by registration"});
    CHECK(roles_of(p, "Read") == Strings{"DRIVER_DISPATCH IRP_MJ_READ by registration"});
    CHECK(roles_of(p, "Two") ==
          Strings{"DRIVER_DISPATCH IRP_MJ_CLOSE by registration", "DRIVER_DISPATCH IRP_MJ_CREATE by registration"});
    CHECK(roles_of(p, "Unload") == Strings{"DRIVER_UNLOAD by registration"});
    CHECK(roles_of(p, "StartIo") == Strings{"DRIVER_STARTIO by registration"});
    CHECK(roles_of(p, "AddDevice") == Strings{"DRIVER_ADD_DEVICE by registration"});
    CHECK(roles_of(p, "FastRead") == Strings{"FAST_IO_READ by registration"});
    CHECK(p.coverage.roles.unresolved.empty());
}

TEST_CASE("what DDIs store and copy is registered as by assignments") {
    const Prepared p = scanned(R"(
        extern void RtlCopyMemory(void* to, void* from, u64 length);
        extern void* InterlockedExchangePointer(void** target, void* value);
        i32 Create(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        void StartIo(struct _DEVICE_OBJECT* d, struct _IRP* irp) { }
        i32 DriverEntry(struct _DRIVER_OBJECT* driver, struct _UNICODE_STRING* path) {
            fn i32(struct _DEVICE_OBJECT*, struct _IRP*)* table[4];
            table[0] = &Create;
            table[3] = &Read;
            RtlCopyMemory((void*)&driver->MajorFunction[0], (void*)&table[0], 32);
            InterlockedExchangePointer((void**)&driver->DriverStartIo, (void*)&StartIo);
            return 0;
        }
    )");
    CHECK(roles_of(p, "Create") == Strings{"DRIVER_DISPATCH IRP_MJ_CREATE by registration"});
    CHECK(roles_of(p, "Read") == Strings{"DRIVER_DISPATCH IRP_MJ_READ by registration"});
    CHECK(roles_of(p, "StartIo") == Strings{"DRIVER_STARTIO by registration"});
    CHECK(p.coverage.roles.unresolved.empty());
}

TEST_CASE("functions that somebody has a pointer to and nobody calls are told") {
    const Prepared p = test::prepare_driver(R"(
        struct _DISPATCHER { fn void(void*)* Reference; fn void(void*, u32)* Called; };
        void Reference(void* context) { }
        void Called(void* context, u32 n) { }
        void Direct(void* context) { }
        void Fill(struct _DISPATCHER* i) { i->Reference = &Direct; i->Reference = &Reference; i->Called = &Called; Direct(NULL); i->Called(NULL, 1); }
    )", "wdm");
    Strings told;
    for (const base::Diagnostic& d : p.coverage.roles.notes) told.push_back(d.message);
    CHECK(told == Strings{"the address of 'Reference' is taken, and nobody is known to call it: it is not checked"});
}

TEST_CASE("what is registered for one major function after a loop over all is taken away from the loop's routine") {
    const auto taken = [](const std::string& entry, const std::string& function = "Any") {
        ir::Program driver = test::read_driver(std::string(test::kWdmRecords) + R"(
            i32 Any(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
            i32 Pnp(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
            extern struct _DRIVER_OBJECT* Another();
        )" + entry);
        frontend::os::Options options;
        options.folder = test::models_folder();
        options.model = "wdm";
        Prepared out;
        base::DiagSink sink;
        REQUIRE(frontend::os::scan(std::move(driver), options, out, sink));
        Strings found;
        for (const std::string& a : out.program[out.program.find_proc(function)].annotations)
            if (a.starts_with("not_for:")) found.push_back(a.substr(8));
        return found;
    };
    const std::string begin = "i32 DriverEntry(struct _DRIVER_OBJECT* driver, void* path) { u32 i = 0; ";
    const std::string loop = "while (i < 28) { driver->MajorFunction[i] = &Any; i = i + 1; } ";
    CHECK(taken(begin + loop + "driver->MajorFunction[27] = &Pnp; return 0; }") == Strings{"IRP_MJ_PNP"});
    CHECK(taken(begin + "if (driver->DriverUnload != NULL) return 1; " + loop + "driver->MajorFunction[27] = &Pnp; return 0; }") == Strings{"IRP_MJ_PNP"});
    CHECK(taken(begin + loop + "driver->MajorFunction[27] = &Pnp; driver->MajorFunction[22] = &Pnp; return 0; }") ==
          Strings{"IRP_MJ_PNP", "IRP_MJ_POWER"});
    // By a pointer that walks.
    CHECK(taken(begin + "fn i32(struct _DEVICE_OBJECT*, struct _IRP*)** at; at = &driver->MajorFunction[0]; "
                        "while (i < 28) { *at = &Any; at = at + 1; i = i + 1; } driver->MajorFunction[27] = &Pnp; return 0; }") ==
          Strings{"IRP_MJ_PNP"});
    // The loop comes later; it may be passed by; another record; the same routine; another pointer by then.
    CHECK(taken(begin + "driver->MajorFunction[27] = &Pnp; " + loop + "return 0; }").empty());
    CHECK(taken(begin + loop + "if (driver->DriverUnload != NULL) driver->MajorFunction[27] = &Pnp; return 0; }").empty());
    CHECK(taken(begin + loop + "if (driver->DriverUnload != NULL) return 0; driver->MajorFunction[27] = &Pnp; return 0; }").empty());
    CHECK(taken(begin + "struct _DRIVER_OBJECT* o; o = Another(); " + loop + "o->MajorFunction[27] = &Pnp; return 0; }").empty());
    CHECK(taken(begin + loop + "driver->MajorFunction[27] = &Any; return 0; }").empty());
    CHECK(taken(begin + loop + "driver = Another(); driver->MajorFunction[27] = &Pnp; return 0; }").empty());
    // Registered for all elsewhere, too.
    CHECK(taken("void More(struct _DRIVER_OBJECT* driver) { u32 i = 0; " + loop + "} " + begin + loop +
                "driver->MajorFunction[27] = &Pnp; return 0; }").empty());
}

TEST_CASE("code that was not lowered and may register a callback is no code of which it is known what it calls") {
    const Prepared p = scanned(R"(
        [annotation "may_call:IoCompleteRequest"] [hole "a type"] i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp);
        [annotation "may_call:IoCompleteRequest,IoSetCancelRoutine"] [hole "a type"] i32 Write(struct _DEVICE_OBJECT* d, struct _IRP* irp);
    )");
    CHECK(p.program[p.program.find_proc("Read")].annotations == Strings{"may_call:IoCompleteRequest"});
    CHECK(p.program[p.program.find_proc("Write")].annotations.empty());
}

TEST_CASE("registrations as arguments, through tables and unknown values") {
    const Prepared p = scanned(R"(
        void Cancel(struct _DEVICE_OBJECT* d, struct _IRP* irp) { }
        void Queued(struct _DEVICE_OBJECT* d, struct _IRP* irp) { }
        [role_type IO_COMPLETION_ROUTINE] i32 Done(struct _DEVICE_OBJECT* d, struct _IRP* irp, void* c) { return 0; }
        void DpcA(struct _KDPC* dpc, void* a, void* b, void* c) { }
        void DpcB(struct _KDPC* dpc, void* a, void* b, void* c) { }
        const global fn void(struct _KDPC*, void*, void*, void*)* dpcs[2] = { [0] = &DpcA, [1] = &DpcB };
        struct EXT { PDRIVER_CANCEL Routine; };
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            struct _KDPC* dpc = NULL;
            u32 i = 0;
            struct EXT* unknown = (struct EXT*)d->DeviceExtension;
            IoSetCancelRoutine(irp, &Cancel);
            IoSetCancelRoutine(irp, NULL);
            IoSetCancelRoutine(irp, unknown->Routine);
            IoStartPacket(d, irp, NULL, &Queued);
            IoSetCompletionRoutine(irp, &Done, NULL, 1, 1, 1);
            KeInitializeDpc(dpc, dpcs[i], NULL);
            return 0;
        }
    )");
    CHECK(roles_of(p, "Cancel") == Strings{"DRIVER_CANCEL by registration"});
    CHECK(roles_of(p, "Queued") == Strings{"DRIVER_CANCEL by registration"});
    CHECK(roles_of(p, "Done") == Strings{"IO_COMPLETION_ROUTINE by role type"});
    CHECK(roles_of(p, "DpcA") == Strings{"KDEFERRED_ROUTINE by registration"});
    CHECK(roles_of(p, "DpcB") == Strings{"KDEFERRED_ROUTINE by registration"});
    REQUIRE(p.coverage.roles.unresolved.size() == 1);
    CHECK(p.coverage.roles.unresolved[0].where == "argument 2 of IoSetCancelRoutine");
    const auto untyped = std::count_if(p.coverage.roles.notes.begin(), p.coverage.roles.notes.end(), [](const auto& n) {
        return n.message.find("not declared with that role type") != std::string::npos;
    });
    CHECK(untyped == 4); // all but Done
}

TEST_CASE("a Storport miniport: fields of HW_INITIALIZATION_DATA, model detection") {
    const std::string driver = R"(
        struct _HW_INITIALIZATION_DATA { u32 Size; fn u8(void*)* HwInitialize; fn u8(void*, void*)* HwStartIo; void* HwFindAdapter; };
        extern u32 StorPortInitialize(void* a, void* b, struct _HW_INITIALIZATION_DATA* data, void* context);
        extern void StorPortInitializeDpc(void* extension, void* dpc, fn void(void*, void*, void*, void*)* routine);
        u8 Initialize(void* extension) { StorPortInitializeDpc(extension, extension, &Dpc); return 1; }
        u8 StartIo(void* extension, void* srb) { return 1; }
        u32 Find(void* e, void* c, void* b, i8* s, void* config, u8* again) { return 1; }
        void Dpc(void* dpc, void* e, void* a, void* b) { }
        global struct _HW_INITIALIZATION_DATA table = { .HwStartIo = &StartIo };
        u32 DriverEntry(void* driver, void* path) {
            struct _HW_INITIALIZATION_DATA data;
            u32 status;
            data.HwInitialize = &Initialize;
            data.HwFindAdapter = (void*)&Find;
            status = StorPortInitialize(driver, path, &data, NULL);
            return status;
        }
    )";
    const Prepared p = scanned(driver, "");
    CHECK(p.model == "storport");
    CHECK(roles_of(p, "Initialize") == Strings{"HwStorInitialize by registration"});
    CHECK(roles_of(p, "StartIo") == Strings{"HwStorStartIo by registration"});
    CHECK(roles_of(p, "Find") == Strings{"HwStorFindAdapter by registration"});
    CHECK(roles_of(p, "Dpc") == Strings{"HwStorDpcRoutine by registration"});
}

TEST_CASE("drivers of other models are recognised and said to be unsupported") {
    const Prepared p = scanned("extern i32 WdfDriverCreate(void* a); void F() { WdfDriverCreate(NULL); }", "");
    CHECK(p.model == "kmdf");
    CHECK_FALSE(p.unsupported.empty());
    CHECK(scanned("void F() { }", "").model == "wdm");
}

TEST_CASE("a table that can't be read is an error at its place") {
    frontend::os::RoleTable table;
    base::SourceMap sources;
    base::DiagSink sink;
    const char* text = "role A\nargument Ddi 0 R\nfield X Y\nnonsense\n# fine\n";
    CHECK_FALSE(frontend::os::read_role_table(text, "roles.txt", table, sources, sink));
    REQUIRE(sink.errors() == 3);
    CHECK(sources.describe(sink.all()[0].span) == "roles.txt:2:14");
    CHECK(sources.describe(sink.all()[1].span) == "roles.txt:3:1");
    CHECK(sources.describe(sink.all()[2].span) == "roles.txt:4:1");
}

TEST_CASE("a dispatch routine for nothing that only the driver calls is no entry point") {
    const Prepared p = scanned(R"(
        [role_type DRIVER_DISPATCH] i32 Part(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        [role_type DRIVER_DISPATCH] i32 Kept(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        global fn i32(struct _DEVICE_OBJECT*, struct _IRP*)* table[1] = { &Kept };
        [role_type DRIVER_DISPATCH, annotation "dispatch_type:IRP_MJ_READ"]
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            i32 status;
            status = Part(d, irp);
            status = Kept(d, irp);
            return status;
        }
        [role_type DRIVER_DISPATCH] i32 Alone(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
    )");
    CHECK(roles_of(p, "Part").empty());
    CHECK(roles_of(p, "Kept") == Strings{"DRIVER_DISPATCH by role type"}); // somebody may register it
    CHECK(roles_of(p, "Alone") == Strings{"DRIVER_DISPATCH by role type"});
    CHECK(roles_of(p, "Read") == Strings{"DRIVER_DISPATCH IRP_MJ_READ by role type"});
}
