// SPDX-License-Identifier: Apache-2.0
// The shipped models: they read and link, callbacks start at their IRQL, cancellation happens as the kernel does it.
#include <catch2/catch.hpp>
#include <set>

#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;
using frontend::os::Prepared;
using test::keys;
using test::raised;

TEST_CASE("every file of every supported model reads, links and needs nothing that is not there") {
    base::SourceMap sources;
    base::DiagSink sink;
    frontend::os::Knowledge knowledge;
    REQUIRE(frontend::os::read_knowledge(test::models_folder(), knowledge, sources, sink));
    for (const frontend::os::DriverModel& model : knowledge.models) {
        if (!model.unsupported.empty()) continue;
        std::vector<ir::Program> programs;
        const bool good = frontend::os::load_models(model, knowledge, {}, programs, sources, sink);
        for (const base::Diagnostic& d : sink.all()) FAIL_CHECK(base::render(d, sources));
        REQUIRE(good);
        CHECK(programs.size() > 5);
        ir::Program linked;
        ir::ModelReport report;
        REQUIRE(ir::link_models(linked, std::move(programs), report, sink));
        CHECK(report.dropped.empty());
        CHECK(report.replaced.empty());
        for (const ir::Proc& p : linked.procs) {
            INFO(model.name << ": " << p.name);
            CHECK((p.has_body || p.modelled));
        }
        for (const ir::Global& g : linked.globals) CHECK_FALSE(g.is_extern);
    }
}

TEST_CASE("WDM callbacks start at their IRQL") {
    // Each callback raises a code that tells who it is and its IRQL.
    const Prepared p = test::prepare_driver(R"(
        [role_type DRIVER_STARTIO] void StartIo(struct _DEVICE_OBJECT* d, struct _IRP* i) { raise 100 + (i32)sdv_irql_current; }
        [role_type DRIVER_DISPATCH, annotation "dispatch_type:IRP_MJ_READ"]
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* i) { raise 200 + (i32)sdv_irql_current; }
        [role_type DRIVER_CANCEL] void Cancel(struct _DEVICE_OBJECT* d, struct _IRP* i) {
            if (sdv_cancel_lock_held) raise 300 + (i32)sdv_irql_current;
            raise 1;
        }
        [role_type KDEFERRED_ROUTINE] void Dpc(struct _KDPC* dpc, void* a, void* b, void* c) { raise 400 + (i32)sdv_irql_current; }
        [role_type KSERVICE_ROUTINE] u8 Isr(struct _KINTERRUPT* i, void* c) { raise 500 + (i32)sdv_irql_current; }
        [role_type IO_COMPLETION_ROUTINE] i32 Done(struct _DEVICE_OBJECT* d, struct _IRP* i, void* c) {
            raise 600 + (i32)sdv_irql_current;
        }
        [role_type IO_WORKITEM_ROUTINE] void Work(struct _DEVICE_OBJECT* d, void* c) { raise 700 + (i32)sdv_irql_current; }
        [role_type DRIVER_UNLOAD] void Unload(struct _DRIVER_OBJECT* d) { raise 800 + (i32)sdv_irql_current; }
        [role_type DRIVER_ADD_DEVICE] i32 Add(struct _DRIVER_OBJECT* d, struct _DEVICE_OBJECT* p) {
            raise 900 + (i32)sdv_irql_current;
        }
    )");
    CHECK(p.entries == std::vector<std::string>{"sdv_main_callbacks", "sdv_main_lifecycle"});
    for (const auto& e : p.coverage.entry_points) CHECK(e.entered);
    CHECK(keys(raised(p, "sdv_main_callbacks", 1000)) ==
          std::set<std::uint64_t>{102, 200, 302, 402, 505, 600, 602, 700, 800, 900});
}

TEST_CASE("power IRPs of a device may come at DISPATCH_LEVEL, the stack location has the major function") {
    const std::string power = R"(
        i32 Power(struct _DEVICE_OBJECT* d, struct _IRP* i) {
            struct _IO_STACK_LOCATION* s;
            s = IoGetCurrentIrpStackLocation(i);
            raise 1000 * (i32)s->MajorFunction + (i32)sdv_irql_current;
        }
        i32 DriverEntry(struct _DRIVER_OBJECT* d, struct _UNICODE_STRING* path) { d->MajorFunction[0x16] = &Power; return 0; }
    )";
    const char* add = "[role_type DRIVER_ADD_DEVICE] i32 Add(struct _DRIVER_OBJECT* d, struct _DEVICE_OBJECT* p) { return 0; }";
    const Prepared legacy = test::prepare_driver(power), device = test::prepare_driver(power + add);
    CHECK(keys(raised(legacy, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{22000});
    CHECK(keys(raised(device, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{22000, 22002});
}

TEST_CASE("the cancel routine that a dispatch routine leaves may run, with the lock and a marked IRP") {
    const Prepared p = test::prepare_driver(R"(
        global i32 pending = 0;
        void Cancel(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            if (pending == 7 && sdv_cancel_lock_held && irp->Cancel == 1 && irp->CancelRoutine == NULL &&
                irp->CancelIrql <= 2 && sdv_irql_current == 2)
                raise 40 + (i32)irp->CancelIrql;
            if (pending == 7) raise 1;
            IoReleaseCancelSpinLock(irp->CancelIrql);
        }
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            PDRIVER_CANCEL old;
            pending = 7;
            IoMarkIrpPending(irp);
            old = IoSetCancelRoutine(irp, &Cancel);
            if (old != NULL) raise 2;
            return 0x103;
        }
        i32 DriverEntry(struct _DRIVER_OBJECT* d, struct _UNICODE_STRING* path) { d->MajorFunction[3] = &Read; return 0; }
    )");
    const auto found = raised(p, "sdv_main_callbacks", 1000);
    CHECK(keys(found) == std::set<std::uint64_t>{40, 42}); // whoever cancels may do so at DISPATCH_LEVEL
}

TEST_CASE("IoSetCancelRoutine(irp, NULL) may be too late, but not while the lock is held since it was set") {
    const std::string head = R"(
        void Cancel(struct _DEVICE_OBJECT* d, struct _IRP* irp) { IoReleaseCancelSpinLock(irp->CancelIrql); }
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            PDRIVER_CANCEL old;
            u8 irql;)";
    const std::string tail = R"(
        }
        i32 DriverEntry(struct _DRIVER_OBJECT* d, struct _UNICODE_STRING* path) { d->MajorFunction[3] = &Read; return 0; }
    )";
    const Prepared racy = test::prepare_driver(head + R"(
            IoSetCancelRoutine(irp, &Cancel);
            old = IoSetCancelRoutine(irp, NULL);
            if (old == NULL) raise 10;
            if (old == &Cancel) raise 11;
            raise 12;)" + tail);
    CHECK(keys(raised(racy, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{10, 11});
    const Prepared locked = test::prepare_driver(head + R"(
            IoAcquireCancelSpinLock(&irql);
            IoSetCancelRoutine(irp, &Cancel);
            old = IoSetCancelRoutine(irp, NULL);
            IoReleaseCancelSpinLock(irql);
            if (old == NULL) raise 10;
            raise 11 + (i32)sdv_irql_current;)" + tail);
    CHECK(keys(raised(locked, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{11});
    // Set without the lock: what a driver that has the lock sees is Irp->Cancel without a routine, or neither.
    const Prepared looked = test::prepare_driver(head + R"(
            irp->Cancel = 0;
            IoSetCancelRoutine(irp, &Cancel);
            irp->Cancel = 0;
            IoAcquireCancelSpinLock(&irql);
            old = IoSetCancelRoutine(irp, NULL);
            raise 2 * (i32)irp->Cancel + (i32)(old == NULL) + 10;)" + tail);
    CHECK(keys(raised(looked, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{10, 13});
}

TEST_CASE("IoStartPacket may call StartIo at DISPATCH_LEVEL and comes back at the old IRQL") {
    const Prepared p = test::prepare_driver(R"(
        global i32 state = 0;
        void StartIo(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            if (state == 5 && sdv_irql_current == 2 && d->CurrentIrp == irp) state = 6;
        }
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            state = 5;
            IoStartPacket(d, irp, NULL, NULL);
            raise 10 * state + (i32)sdv_irql_current;
        }
        i32 DriverEntry(struct _DRIVER_OBJECT* d, struct _UNICODE_STRING* path) {
            d->MajorFunction[3] = &Read;
            d->DriverStartIo = &StartIo;
            return 0;
        }
    )");
    CHECK(keys(raised(p, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{50, 60});
}

TEST_CASE("IoCallDriver runs the completion routine when asked to, and may be pending") {
    const Prepared p = test::prepare_driver(R"(
        global i32 done = 0;
        i32 Done(struct _DEVICE_OBJECT* d, struct _IRP* irp, void* context) {
            if (context == (void*)&done && done == 5) done = 6;
            return (i32)0xC0000016;
        }
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            i32 status;
            done = 5;
            IoSetCompletionRoutine(irp, &Done, &done, 1, 1, 1);
            status = IofCallDriver(d, irp);
            if (status == 0x103) raise 10 * done;
            raise 10 * done + 1;
        }
        i32 DriverEntry(struct _DRIVER_OBJECT* d, struct _UNICODE_STRING* path) { d->MajorFunction[3] = &Read; return 0; }
    )");
    CHECK(keys(raised(p, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{50, 60, 61});
}

TEST_CASE("the status of an IRP that the driver built arrives in its status block") {
    const Prepared p = test::prepare_driver(R"(
        struct _KEVENT { u64 Header; };
        extern void KeInitializeEvent(struct _KEVENT* event, i32 kind, u8 state);
        extern i32 KeWaitForSingleObject(void* object, i32 reason, i8 mode, u8 alertable, i64* timeout);
        extern struct _IRP* IoBuildDeviceIoControlRequest(u32 code, struct _DEVICE_OBJECT* device, void* in, u32 in_length, void* out,
                                                          u32 out_length, u8 internal, struct _KEVENT* event, struct _IO_STATUS_BLOCK* status);
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            struct _KEVENT event;
            struct _IO_STATUS_BLOCK block;
            struct _IRP* own;
            i32 status;
            block.Status = 0x103;
            KeInitializeEvent(&event, 0, 0);
            own = IoBuildDeviceIoControlRequest(7, d, (void*)0, 0, (void*)0, 0, 0, &event, &block);
            if (own == (struct _IRP*)0) raise 1;
            status = IofCallDriver(d, own);
            if (status != 0x103 && block.Status == 0x103) raise 2;
            if (status == 0x103) {
                KeWaitForSingleObject(&event, 0, 0, 0, (i64*)0);
                if (block.Status == 0x103) raise 3;
                raise 4;
            }
            raise 5;
        }
        i32 DriverEntry(struct _DRIVER_OBJECT* d, struct _UNICODE_STRING* path) { d->MajorFunction[3] = &Read; return 0; }
    )");
    CHECK(keys(raised(p, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{1, 4, 5});
}

TEST_CASE("a life cycle: entry, add, callbacks on the created device, unload") {
    const Prepared p = test::prepare_driver(R"(
        global i32 stage = 0;
        struct EXT { i32 count; };
        i32 Add(struct _DRIVER_OBJECT* driver, struct _DEVICE_OBJECT* physical) {
            struct _DEVICE_OBJECT* device;
            i32 status;
            if (stage != 1) return 0;
            status = IoCreateDevice(driver, sizeof(struct EXT), NULL, 0x22, 0, 0, &device);
            stage = 2;
            return status;
        }
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            struct EXT* ext = (struct EXT*)d->DeviceExtension;
            if (stage == 2) ext->count = ext->count + 1;
            return 0;
        }
        i32 Pnp(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
        void Unload(struct _DRIVER_OBJECT* driver) {
            if (stage == 2) {
                struct EXT* ext = (struct EXT*)driver->DeviceObject->DeviceExtension;
                raise 10 + ext->count;
            }
        }
        i32 DriverEntry(struct _DRIVER_OBJECT* driver, struct _UNICODE_STRING* path) {
            stage = 1;
            driver->MajorFunction[3] = &Read;
            driver->MajorFunction[0x1b] = &Pnp;
            driver->DriverUnload = &Unload;
            driver->DriverExtension->AddDevice = &Add;
            return 0;
        }
    )");
    const auto found = keys(raised(p, "sdv_main_lifecycle", 1000));
    CHECK(found.count(10) == 1); // no read
    CHECK(found.count(12) == 1); // two of them: the extension starts at zero and keeps its state
}

TEST_CASE("what the driver lacks and what has no model is reported") {
    const Prepared p = test::prepare_driver(R"(
        extern i32 SomeDdi(fn void(void*)* routine);
        void Lonely(void* context) { raise 5; }
        i32 DriverEntry(struct _DRIVER_OBJECT* driver, struct _UNICODE_STRING* path) { SomeDdi(&Lonely); SomeDdi(NULL); return 0; }
    )");
    REQUIRE(p.coverage.unmodelled.size() == 1);
    CHECK(p.coverage.unmodelled[0].name == "SomeDdi");
    CHECK(p.coverage.unmodelled[0].calls == 2);
    CHECK(keys(raised(p, "sdv_main_callbacks", 500)) == std::set<std::uint64_t>{5});
    for (const auto& d : p.coverage.link.dropped) UNSCOPED_INFO(d.proc);
    CHECK(p.coverage.link.dropped.empty());
}

TEST_CASE("a driver without a cancel routine never sees the harness acquire the cancel spin lock") {
    const Prepared p = test::prepare_driver(R"(
        [role_type DRIVER_DISPATCH] i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) { return 0; }
    )");
    for (const ir::Proc& proc : p.program.procs) {
        if (proc.origin != ir::Origin::Harness || proc.name == "sdv_before_cancel") continue;
        for (const ir::Stmt& s : proc.body)
            if (s.kind == ir::StmtKind::Call && s.proc.valid())
                CHECK(p.program[s.proc].name != "IoAcquireCancelSpinLock");
    }
}

TEST_CASE("Storport callbacks start at their IRQL") {
    const Prepared p = test::prepare_driver(R"(
        [role_type HW_STARTIO] u8 StartIo(void* e, void* srb) { raise 100 + (i32)sdv_irql_current; }
        [role_type HW_BUILDIO] u8 BuildIo(void* e, void* srb) { raise 200 + (i32)sdv_irql_current; }
        [role_type HW_INTERRUPT] u8 Interrupt(void* e) { raise 300 + (i32)sdv_irql_current; }
        [role_type HW_FIND_ADAPTER] u32 Find(void* e, void* c, void* b, i8* s, void* config, u8* again) {
            *again = 0;
            raise 400 + (i32)sdv_irql_current;
        }
        [role_type HW_INITIALIZE] u8 Initialize(void* e) { raise 500 + (i32)sdv_irql_current; }
        [role_type HW_DPC_ROUTINE] void Dpc(void* dpc, void* e, void* a, void* b) { raise 600 + (i32)sdv_irql_current; }
        [role_type HW_PASSIVE_INITIALIZE_ROUTINE] u8 Passive(void* e) { raise 700 + (i32)sdv_irql_current; }
    )",
                                            "storport");
    CHECK(keys(raised(p, "sdv_main_callbacks", 1000)) ==
          std::set<std::uint64_t>{102, 200, 202, 305, 400, 505, 602, 700});
}
