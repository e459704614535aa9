// SPDX-License-Identifier: Apache-2.0
// Where objects lie in the flat 64-bit address space of a run. The concrete interpreter executes
// with this plan and the path encoder solves with it, so that a solver's values (addresses are
// values too) can be replayed. Everything is deterministic; regions are 4 GiB apart:
//
//   below 0x1'0000      the null page: never an object
//   0x1'0000'0000       globals, in GlobalId order, each at the next multiple of 16
//   0x2'0000'0000       code: procedure p is at base + 16 * p; neither readable nor writable
//   0x3'0000'0000       stack, growing upward: a frame starts where the caller's frame ends, its
//                       locals (parameters first) in order, each at the next multiple of 16; the
//                       frame is gone when the procedure is left
//   0x4'0000'0000       allocated objects in the order of execution, each at a multiple of 16, at
//                       least 16 bytes after the end of the one before; never reused
//   0x5'0000'0000       input objects, what unconstrained pointers point to: number k (from 0, in
//                       the order in which the inputs hand them out) owns
//                       [base + k * 0x10'0000, base + (k+1) * 0x10'0000); the pointer that is
//                       handed out is the middle, because CONTAINING_RECORD goes to both sides
//
// An object takes its type's size; an access that does not lie wholly within one object is a
// memory fault. A global whose type has no size (an array of unknown extent that is declared only)
// takes kUnknownExtent bytes. Objects are placed with at least 16 bytes each, so that no two have
// the same address.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

inline constexpr std::uint64_t kRegionSize = 0x1'0000'0000;
inline constexpr std::uint64_t kNullPageEnd = 0x1'0000;
inline constexpr std::uint64_t kGlobalBase = 0x1'0000'0000;
inline constexpr std::uint64_t kCodeBase = 0x2'0000'0000;
inline constexpr std::uint64_t kStackBase = 0x3'0000'0000;
inline constexpr std::uint64_t kHeapBase = 0x4'0000'0000;
inline constexpr std::uint64_t kInputBase = 0x5'0000'0000;
inline constexpr std::uint64_t kPlanEnd = kInputBase + kRegionSize;

inline constexpr std::uint64_t kObjectAlign = 16;
inline constexpr std::uint64_t kHeapGuard = 16;
inline constexpr std::uint64_t kUnknownExtent = 0x1000;
inline constexpr std::uint64_t kInputStride = 0x10'0000;
inline constexpr std::uint64_t kInputMiddle = 0x8'0000;
inline constexpr std::uint64_t kMaxInputObjects = kRegionSize / kInputStride;

/// Objects of one region (all globals) or of one frame (a procedure's locals), in id order.
struct ObjectLayout {
    struct Object {
        std::uint64_t offset = 0;  ///< from the start of the region or frame, a multiple of 16
        std::uint64_t size = 0;    ///< addressable bytes
    };
    std::vector<Object> objects;
    std::uint64_t size = 0;  ///< of the whole, a multiple of 16

    /// Number of the object that contains all of [offset, offset + size), or nothing.
    std::optional<std::size_t> find(std::uint64_t offset, std::uint64_t size) const;
};

/// Nothing when they don't fit into a region.
std::optional<ObjectLayout> layout_globals(const Program& program);
std::optional<ObjectLayout> layout_frame(const TypeTable& types, const Proc& proc);

constexpr std::uint64_t code_address(ProcId proc) { return kCodeBase + 16 * static_cast<std::uint64_t>(proc.value); }
/// The procedure whose code address this is, or invalid.
ProcId proc_at(const Program& program, std::uint64_t address);

/// Where the allocation after one of `size` bytes at `at` goes; nothing when `size` doesn't fit.
std::optional<std::uint64_t> next_allocation(std::uint64_t at, std::uint64_t size);

constexpr std::uint64_t input_address(std::uint64_t k) { return kInputBase + k * kInputStride + kInputMiddle; }
constexpr bool is_input_address(std::uint64_t a) { return a >= kInputBase && a < kPlanEnd; }
/// Number of the input object that owns the input address `a`.
constexpr std::uint64_t input_number(std::uint64_t a) { return (a - kInputBase) / kInputStride; }

}  // namespace sdvlite::ir
