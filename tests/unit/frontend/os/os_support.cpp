// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/frontend/os/os_support.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "core/concrete/interpreter.hpp"
#include "core/ir/validate.hpp"
#include "frontend/dir/reader.hpp"

namespace sdvlite::test {

namespace {

std::string rendered(const base::DiagSink& sink, const base::SourceMap& sources) {
    std::string out;
    for (const base::Diagnostic& d : sink.all()) out += base::render(d, sources);
    return out;
}

/// Choices at random, not too many of them.
class RandomChoices : public concrete::RecordedInputs {
  public:
    explicit RandomChoices(std::mt19937& random) : random_(random) {}
    std::optional<std::uint32_t> choose(std::uint32_t count, concrete::ChoiceKind) override {
        if (++asked_ > 200) return std::nullopt;
        return static_cast<std::uint32_t>(random_() % count);
    }

  private:
    std::mt19937& random_;
    int asked_ = 0;
};

} // namespace

const char* const kWdmRecords = R"(
struct _UNICODE_STRING { u16 Length; u16 MaximumLength; u16* Buffer; };
struct _KDPC { u32 Type; };
struct _KINTERRUPT;
struct _DRIVER_EXTENSION { fn i32(struct _DRIVER_OBJECT*, struct _DEVICE_OBJECT*)* AddDevice; };
struct _FAST_IO_DISPATCH { u32 SizeOfFastIoDispatch; fn u8(void*)* FastIoRead; };
struct _DRIVER_OBJECT {
    struct _DEVICE_OBJECT* DeviceObject;
    struct _DRIVER_EXTENSION* DriverExtension;
    struct _FAST_IO_DISPATCH* FastIoDispatch;
    fn void(struct _DEVICE_OBJECT*, struct _IRP*)* DriverStartIo;
    fn void(struct _DRIVER_OBJECT*)* DriverUnload;
    fn i32(struct _DEVICE_OBJECT*, struct _IRP*)* MajorFunction[28];
};
struct _DEVICE_OBJECT {
    struct _DRIVER_OBJECT* DriverObject;
    struct _DEVICE_OBJECT* NextDevice;
    struct _DEVICE_OBJECT* AttachedDevice;
    struct _IRP* CurrentIrp;
    u32 Flags;
    u32 Characteristics;
    void* DeviceExtension;
    u32 DeviceType;
    i8 StackSize;
};
struct _IO_STATUS_BLOCK { union { i32 Status; void* Pointer; }; u64 Information; };
struct _MDL { struct _MDL* Next; };
struct _DEVICE_CAPABILITIES { u16 Size; };
struct _INTERFACE { u16 Size; };
struct _IRP {
    struct _MDL* MdlAddress;
    union { void* SystemBuffer; } AssociatedIrp;
    struct _IO_STATUS_BLOCK IoStatus;
    u8 PendingReturned;
    i8 StackCount;
    i8 CurrentLocation;
    u8 Cancel;
    u8 CancelIrql;
    struct _IO_STATUS_BLOCK* UserIosb;
    fn void(struct _DEVICE_OBJECT*, struct _IRP*)* CancelRoutine;
    union { struct { void* Thread; union { struct _IO_STACK_LOCATION* CurrentStackLocation; }; } Overlay; } Tail;
};
struct _IO_STACK_LOCATION {
    u8 MajorFunction;
    u8 MinorFunction;
    u8 Flags;
    u8 Control;
    union {
        struct { u32 Length; u64 ByteOffset; } Read;
        struct { u32 OutputBufferLength; u32 InputBufferLength; u32 IoControlCode; } DeviceIoControl;
        struct { struct _DEVICE_CAPABILITIES* Capabilities; } DeviceCapabilities;
        struct { void* InterfaceType; u16 Size; u16 Version; struct _INTERFACE* Interface; } QueryInterface;
        struct { void* Argument1; } Others;
    } Parameters;
    struct _DEVICE_OBJECT* DeviceObject;
    struct _FILE_OBJECT* FileObject;
    fn i32(struct _DEVICE_OBJECT*, struct _IRP*, void*)* CompletionRoutine;
    void* Context;
};
typedef fn void(struct _DEVICE_OBJECT*, struct _IRP*)* PDRIVER_CANCEL;
extern global u8 sdv_irql_current;
extern global u8 sdv_cancel_lock_held;
extern void IoAcquireCancelSpinLock(u8* irql);
extern void IoReleaseCancelSpinLock(u8 irql);
extern void KeAcquireSpinLock(u64* lock, u8* irql);
extern void KeReleaseSpinLock(u64* lock, u8 irql);
extern PDRIVER_CANCEL IoSetCancelRoutine(struct _IRP* irp, PDRIVER_CANCEL routine);
extern void IoMarkIrpPending(struct _IRP* irp);
extern void IofCompleteRequest(struct _IRP* irp, i8 boost);
extern struct _IO_STACK_LOCATION* IoGetCurrentIrpStackLocation(struct _IRP* irp);
extern void IoStartPacket(struct _DEVICE_OBJECT* device, struct _IRP* irp, u32* key, PDRIVER_CANCEL cancel);
extern void IoStartNextPacket(struct _DEVICE_OBJECT* device, u8 cancelable);
extern i32 IofCallDriver(struct _DEVICE_OBJECT* device, struct _IRP* irp);
extern void IoSetCompletionRoutine(struct _IRP* irp, fn i32(struct _DEVICE_OBJECT*, struct _IRP*, void*)* routine,
                                   void* context, u8 success, u8 error, u8 cancel);
extern void KeInitializeDpc(struct _KDPC* dpc, fn void(struct _KDPC*, void*, void*, void*)* routine, void* context);
extern i32 IoCreateDevice(struct _DRIVER_OBJECT* driver, u32 size, struct _UNICODE_STRING* name, u32 type,
                          u32 characteristics, u8 exclusive, struct _DEVICE_OBJECT** device);
)";

std::string models_folder() {
    namespace fs = std::filesystem;
    const fs::path here = fs::absolute(SDVLITE_SOURCE_DIR "/tests/unit/frontend/os/os_support.cpp"); // tests/unit/frontend/os/os_support.cpp
    return (here.parent_path() / "../../../../frontend/os").lexically_normal().string();
}

ir::Program read_driver(std::string_view text) {
    ir::Program program;
    base::DiagSink sink;
    const bool good = frontend::dir::read_program(text, "driver.dir", program, sink);
    INFO(rendered(sink, program.sources));
    REQUIRE(good);
    return program;
}

frontend::os::Prepared prepare_driver(const std::string& text, const std::string& model) {
    frontend::os::Options options;
    options.folder = models_folder();
    options.model = model;
    frontend::os::Prepared out;
    base::DiagSink sink;
    const bool good = frontend::os::prepare(read_driver(kWdmRecords + text), options, out, sink);
    INFO(rendered(sink, out.program.sources));
    REQUIRE(good);
    for (const base::Diagnostic& d : ir::validate(out.program)) FAIL_CHECK(base::render(d, out.program.sources));
    return out;
}

std::map<std::uint64_t, int> raised(const frontend::os::Prepared& p, const std::string& entry, int runs) {
    const automaton::Automaton no_rule;
    concrete::Interpreter interpreter(p.program, no_rule, {});
    std::mt19937 random(1);
    std::map<std::uint64_t, int> out;
    for (int i = 0; i < runs; ++i) {
        RandomChoices inputs(random);
        concrete::Options options;
        options.arbitrary_driver_globals = true;
        const concrete::Outcome o = interpreter.run(p.program.find_proc(entry), inputs, options);
        INFO(concrete::to_string(o.kind) << " " << o.message << " " << p.program.sources.describe(o.span));
        CHECK(o.kind != concrete::OutcomeKind::Invalid);
        CHECK(o.kind != concrete::OutcomeKind::MemoryFault);
        if (o.kind == concrete::OutcomeKind::Raised) ++out[o.value];
    }
    return out;
}

std::set<std::uint64_t> keys(const std::map<std::uint64_t, int>& m) {
    std::set<std::uint64_t> out;
    for (const auto& [k, n] : m) out.insert(k);
    return out;
}

} // namespace sdvlite::test
