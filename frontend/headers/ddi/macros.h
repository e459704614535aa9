// SPDX-License-Identifier: Apache-2.0
// Macros that stay macros, in one spelling whatever header set is below, and the names under which headers export a
// DDI that is documented under another name.

// Exported names of documented DDIs.
#undef IofCallDriver
#undef IofCompleteRequest
#undef ObfReferenceObject
#undef ObfDereferenceObject
#undef ObfReferenceObjectWithTag
#undef ObfDereferenceObjectWithTag
#undef IoForwardIrpSynchronously
#undef KefAcquireSpinLockAtDpcLevel
#undef KefReleaseSpinLockFromDpcLevel
#define IofCallDriver IoCallDriver
#define IofCompleteRequest IoCompleteRequest
#define ObfReferenceObject ObReferenceObject
#define ObfDereferenceObject ObDereferenceObject
#define ObfReferenceObjectWithTag ObReferenceObjectWithTag
#define ObfDereferenceObjectWithTag ObDereferenceObjectWithTag
#define IoForwardIrpSynchronously IoForwardAndCatchIrp
#define KefAcquireSpinLockAtDpcLevel KeAcquireSpinLockAtDpcLevel
#define KefReleaseSpinLockFromDpcLevel KeReleaseSpinLockFromDpcLevel
#undef NtCurrentProcess
#undef NtCurrentThread
#define NtCurrentProcess() ZwCurrentProcess()
#define NtCurrentThread() ZwCurrentThread()

// Structure layout.
#undef CONTAINING_RECORD
#undef FIELD_OFFSET
#define CONTAINING_RECORD(address, type, field) \
  ((type *)((char *)(address) - (unsigned long long)(&((type *)0)->field)))
#define FIELD_OFFSET(type, field) ((long)__builtin_offsetof(type, field))
#undef UFIELD_OFFSET
#define UFIELD_OFFSET(type, field) ((unsigned long)__builtin_offsetof(type, field))

// Unused parameters: a read, not a write.
#undef UNREFERENCED_PARAMETER
#undef UNREFERENCED_LOCAL_VARIABLE
#undef DBG_UNREFERENCED_PARAMETER
#undef DBG_UNREFERENCED_LOCAL_VARIABLE
#define UNREFERENCED_PARAMETER(P) ((void)(P))
#define UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))
#define DBG_UNREFERENCED_PARAMETER(P) ((void)(P))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))

// Assertions of a free build. NT_ASSERT states what the author assumes, as code analysis takes it; ASSERT is nothing,
// as in a free build. NT_VERIFY evaluates its argument in every build.
#undef NT_ASSERT
#undef NT_ASSERTMSG
#undef NT_ASSERTMSGW
#undef NT_ASSERT_ASSUME
#undef NT_VERIFY
#undef NT_VERIFYMSG
#undef NT_VERIFYMSGW
#undef NT_ANALYSIS_ASSUME
#undef ASSERT
#undef ASSERTMSG
#undef RTL_SOFT_ASSERT
#undef RTL_SOFT_ASSERTMSG
#undef RTL_SOFT_VERIFY
#undef RTL_VERIFY
#undef RTL_VERIFYMSG
#undef PAGED_ASSERT
#define NT_ASSERT(...) sdvlite_assume(!!(__VA_ARGS__))
#define NT_ASSERTMSG(message, ...) sdvlite_assume(!!(__VA_ARGS__))
#define NT_ASSERTMSGW(message, ...) sdvlite_assume(!!(__VA_ARGS__))
#define NT_ASSERT_ASSUME(...) sdvlite_assume(!!(__VA_ARGS__))
#define NT_ANALYSIS_ASSUME(...) sdvlite_assume(!!(__VA_ARGS__))
#define NT_VERIFY(...) ((__VA_ARGS__) ? 1 : 0)
#define NT_VERIFYMSG(message, ...) ((__VA_ARGS__) ? 1 : 0)
#define NT_VERIFYMSGW(message, ...) ((__VA_ARGS__) ? 1 : 0)
#define ASSERT(...) ((void)0)
#define ASSERTMSG(message, ...) ((void)0)
#define RTL_SOFT_ASSERT(...) ((void)0)
#define RTL_SOFT_ASSERTMSG(message, ...) ((void)0)
#define RTL_SOFT_VERIFY(...) ((__VA_ARGS__) ? 1 : 0)
#define RTL_VERIFY(...) ((__VA_ARGS__) ? 1 : 0)
#define RTL_VERIFYMSG(message, ...) ((__VA_ARGS__) ? 1 : 0)
#define PAGED_ASSERT(...) ((void)0)

// Debug output of a free build is nothing; its arguments are not evaluated.
#undef KdPrint
#undef KdPrintEx
#undef KdBreakPoint
#undef KdBreakPointWithStatus
#define KdPrint(arguments) ((void)0)
#define KdPrintEx(arguments) ((void)0)
#define KdBreakPoint() ((void)0)
#define KdBreakPointWithStatus(status) ((void)0)
