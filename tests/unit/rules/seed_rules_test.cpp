// SPDX-License-Identifier: Apache-2.0
// What the rules of the library accept and what they report, as sequences of events.
#include <catch2/catch.hpp>

#include <filesystem>

#include "rules/compiler/compile.hpp"
#include "rules/library.hpp"
#include "tests/unit/rules/rule_runner.hpp"

using namespace sdvlite;
using rules::test::RuleRunner;

namespace {

automaton::Automaton load(const std::string& id) {
    const auto root = std::filesystem::path(SDVLITE_SOURCE_DIR "/tests/unit/rules/seed_rules_test.cpp").parent_path() / "../../..";
    base::SourceMap sources;
    base::DiagSink diags;
    const auto path = root / "rules/library" / id / (id.substr(id.find('/') + 1) + ".slic");
    auto rule = rules::compile_file(path.string(), {}, sources, diags);
    for (const auto& d : diags.all()) UNSCOPED_INFO(base::render(d, sources));
    REQUIRE(diags.all().empty());
    return std::move(*rule);
}

constexpr const char* kDispatch = "DRIVER_DISPATCH";
constexpr const char* kCancel = "DRIVER_CANCEL";

} // namespace

TEST_CASE("wdm/CancelSpinLock: acquire and release in turn") {
    const auto rule = load("wdm/CancelSpinLock");
    CHECK(RuleRunner(rule)
              .call("IoAcquireCancelSpinLock")
              .call("IoReleaseCancelSpinLock")
              .call("IoAcquireCancelSpinLock")
              .call("IoReleaseCancelSpinLock")
              .violation() == "");
    CHECK(RuleRunner(rule).call("IoReleaseCancelSpinLock").violation() ==
          "IoReleaseCancelSpinLock: $fname is called while the cancel spin lock is not held.");
    CHECK(RuleRunner(rule).call("IoAcquireCancelSpinLock").call("IoAcquireCancelSpinLock").violation() ==
          "IoAcquireCancelSpinLock: $fname is called while the cancel spin lock is held already.");
}

TEST_CASE("wdm/CancelSpinLock: no lock is held at the end") {
    const auto rule = load("wdm/CancelSpinLock");
    CHECK(RuleRunner(rule).enter(kDispatch).call("IoAcquireCancelSpinLock").leave(kDispatch).violation() ==
          "DRIVER_DISPATCH: $fname ends while the cancel spin lock is held.");
    CHECK(RuleRunner(rule).enter(kDispatch).call("KeAcquireSpinLock").leave(kDispatch).violation() ==
          "DRIVER_DISPATCH: $fname ends while a spin lock is held.");
    CHECK(RuleRunner(rule)
              .enter(kDispatch)
              .call("KeAcquireInStackQueuedSpinLock")
              .call("ExAcquireSpinLockShared")
              .call("ExReleaseSpinLockShared")
              .leave(kDispatch)
              .violation() != "");
    CHECK(RuleRunner(rule)
              .enter(kDispatch)
              .call("KeTryToAcquireSpinLockAtDpcLevel", {}, 1)
              .leave(kDispatch)
              .violation() != "");
    CHECK(RuleRunner(rule)
              .enter(kDispatch)
              .call("KeTryToAcquireSpinLockAtDpcLevel", {}, 0)
              .leave(kDispatch)
              .violation() == "");
    CHECK(RuleRunner(rule).enter("IO_DPC_ROUTINE").call("KeAcquireSpinLock").leave("IO_DPC_ROUTINE").violation() == "");
}

TEST_CASE("wdm/CancelSpinLock: a cancel routine releases the lock that it is entered with") {
    const auto rule = load("wdm/CancelSpinLock");
    CHECK(RuleRunner(rule)
              .call("IoAcquireCancelSpinLock")
              .enter(kCancel)
              .call("IoReleaseCancelSpinLock")
              .leave(kCancel)
              .violation() == "");
    CHECK(RuleRunner(rule).call("IoAcquireCancelSpinLock").enter(kCancel).leave(kCancel).violation() ==
          "DRIVER_CANCEL: $fname ends while the cancel spin lock is held.");
    // The driver calls its own cancel routine, without the lock that the routine releases.
    CHECK(RuleRunner(rule).enter(kDispatch).enter(kCancel).call("IoReleaseCancelSpinLock").violation() != "");
    CHECK(RuleRunner(rule)
              .enter(kDispatch)
              .call("IoAcquireCancelSpinLock")
              .enter(kCancel)
              .call("IoReleaseCancelSpinLock")
              .leave(kCancel)
              .leave(kDispatch)
              .violation() == "");
}

TEST_CASE("wdm/CancelSpinLock: dispatch routines inside other routines") {
    const auto rule = load("wdm/CancelSpinLock");
    CHECK(RuleRunner(rule)
              .enter(kDispatch)
              .call("KeAcquireSpinLock")
              .enter(kDispatch)
              .leave(kDispatch)
              .call("KeReleaseSpinLock")
              .leave(kDispatch)
              .violation() == "");
    CHECK(RuleRunner(rule)
              .enter(kDispatch)
              .enter(kDispatch)
              .call("KeAcquireSpinLock")
              .leave(kDispatch)
              .leave(kDispatch)
              .violation() != "");
    // Called by a DPC that holds locks.
    CHECK(RuleRunner(rule)
              .call("KeAcquireSpinLockAtDpcLevel")
              .call("IoAcquireCancelSpinLock")
              .enter(kDispatch)
              .leave(kDispatch)
              .call("IoReleaseCancelSpinLock")
              .violation() == "");
    CHECK(RuleRunner(rule)
              .call("KeAcquireSpinLockAtDpcLevel")
              .enter(kDispatch)
              .call("IoAcquireCancelSpinLock")
              .leave(kDispatch)
              .violation() != "");
    CHECK(RuleRunner(rule)
              .call("KeAcquireSpinLockAtDpcLevel")
              .enter(kDispatch)
              .call("KeAcquireSpinLockAtDpcLevel")
              .leave(kDispatch)
              .violation() != "");
    // What an earlier run was entered with is forgotten.
    CHECK(RuleRunner(rule)
              .call("KeAcquireSpinLock")
              .enter(kDispatch)
              .leave(kDispatch)
              .call("KeReleaseSpinLock")
              .enter(kDispatch)
              .call("KeAcquireSpinLock")
              .leave(kDispatch)
              .violation() != "");
}

TEST_CASE("storport/CancelSpinLock") {
    const auto rule = load("storport/CancelSpinLock");
    for (const char* role : {"HwStorStartIo", "HwStorFindAdapter", "HwStorUnitControl", "HwStorMSInterruptRoutine"}) {
        CHECK(RuleRunner(rule).enter(role).call("IoAcquireCancelSpinLock").leave(role).violation() ==
              std::string(role) + ": $fname ends while the cancel spin lock is held.");
        CHECK(RuleRunner(rule)
                  .enter(role)
                  .call("IoAcquireCancelSpinLock")
                  .enter("HwStorResetBus")
                  .leave("HwStorResetBus")
                  .call("IoReleaseCancelSpinLock")
                  .leave(role)
                  .violation() == "");
    }
    CHECK(RuleRunner(rule).call("IoReleaseCancelSpinLock").violation() != "");
    CHECK(RuleRunner(rule).call("IoAcquireCancelSpinLock").call("IoAcquireCancelSpinLock").violation() != "");
}

TEST_CASE("SpinLockSafe counts every lock") {
    const auto wdm = load("wdm/SpinLockSafe");
    const auto storport = load("storport/SpinLockSafe");
    for (const auto* rule : {&wdm, &storport}) {
        for (const char* call : {"IoCompleteRequest", "IoStartNextPacket", "IoStartNextPacketByKey"}) {
            for (const char* lock : {"IoAcquireCancelSpinLock", "KeAcquireSpinLock", "KeAcquireSpinLockRaiseToDpc",
                                     "KeAcquireSpinLockAtDpcLevel", "KeAcquireInStackQueuedSpinLockAtDpcLevel"}) {
                CHECK(RuleRunner(*rule).call(lock).call(call).violation() ==
                      std::string(call) + ": $fname is called while a spin lock is held.");
            }
            CHECK(RuleRunner(*rule).call(call).violation() == "");
        }
        // Two locks, one release; a stray release does not hide a lock that is acquired later.
        CHECK(RuleRunner(*rule)
                  .call("KeAcquireSpinLock")
                  .call("IoAcquireCancelSpinLock")
                  .call("IoReleaseCancelSpinLock")
                  .call("IoCompleteRequest")
                  .violation() != "");
        CHECK(RuleRunner(*rule)
                  .call("KeReleaseSpinLock")
                  .call("KeReleaseSpinLockFromDpcLevel")
                  .call("KeAcquireSpinLock")
                  .call("IoCompleteRequest")
                  .violation() != "");
    }
    CHECK(RuleRunner(storport).call("StorPortAcquireSpinLock").call("IoCompleteRequest").violation() != "");
    CHECK(RuleRunner(storport)
              .call("StorPortAcquireSpinLock")
              .call("StorPortReleaseSpinLock")
              .call("IoCompleteRequest")
              .violation() == "");
}

TEST_CASE("wdm/StartIoCancel") {
    const auto rule = load("wdm/StartIoCancel");
    const std::int64_t routine = 0x1000;
    CHECK(RuleRunner(rule)
              .call("IoSetStartIoAttributes", {1, 1, 0})
              .call("IoSetCancelRoutine", {2, routine})
              .violation()
              .starts_with("IoSetCancelRoutine: "));
    CHECK(RuleRunner(rule).call("IoSetStartIoAttributes", {1, 1, 0}).call("IoSetCancelRoutine", {2, 0}).violation() ==
          "");
    CHECK(RuleRunner(rule)
              .call("IoSetStartIoAttributes", {1, 0, 1})
              .call("IoSetCancelRoutine", {2, routine})
              .violation() == "");
    CHECK(RuleRunner(rule)
              .call("IoSetCancelRoutine", {2, routine})
              .call("IoSetStartIoAttributes", {1, 1, 0})
              .violation() == "");
    CHECK(RuleRunner(rule)
              .call("IoSetStartIoAttributes", {1, 1, 0})
              .call("IoSetStartIoAttributes", {5, 1, 1})
              .call("IoSetCancelRoutine", {2, routine})
              .violation() != "");
}
