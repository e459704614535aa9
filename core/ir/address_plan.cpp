// SPDX-License-Identifier: Apache-2.0
#include "core/ir/address_plan.hpp"

#include <algorithm>

namespace sdvlite::ir {

namespace {

/// The multiple of 16 at or after the end of an object of `size` bytes at `at`.
std::optional<std::uint64_t> end_of(std::uint64_t at, std::uint64_t size) {
    if (size > kRegionSize || at > kRegionSize) return std::nullopt;
    const std::uint64_t end = at + std::max<std::uint64_t>(size, 1);
    const std::uint64_t aligned = (end + kObjectAlign - 1) / kObjectAlign * kObjectAlign;
    return aligned <= kRegionSize ? std::optional(aligned) : std::nullopt;
}

bool append(ObjectLayout& layout, std::uint64_t size) {
    const auto end = end_of(layout.size, size);
    if (!end) return false;
    layout.objects.push_back({layout.size, size});
    layout.size = *end;
    return true;
}

}  // namespace

std::optional<std::size_t> ObjectLayout::find(std::uint64_t offset, std::uint64_t size) const {
    auto after = std::upper_bound(objects.begin(), objects.end(), offset,
                                  [](std::uint64_t o, const Object& object) { return o < object.offset; });
    if (after == objects.begin()) return std::nullopt;
    const Object& object = *std::prev(after);
    const std::uint64_t within = offset - object.offset;
    if (within > object.size || size > object.size - within) return std::nullopt;
    return static_cast<std::size_t>(std::prev(after) - objects.begin());
}

std::optional<ObjectLayout> layout_globals(const Program& program) {
    ObjectLayout layout;
    layout.objects.reserve(program.globals.size());
    for (const Global& g : program.globals) {
        const std::uint64_t size = program.types.size_of(g.type);
        if (!append(layout, size != 0 ? size : kUnknownExtent)) return std::nullopt;
    }
    return layout;
}

std::optional<ObjectLayout> layout_frame(const TypeTable& types, const Proc& proc) {
    ObjectLayout layout;
    layout.objects.reserve(proc.locals.size());
    for (const Variable& v : proc.locals) {
        if (!append(layout, types.size_of(v.type))) return std::nullopt;
    }
    return layout;
}

ProcId proc_at(const Program& program, std::uint64_t address) {
    if (address < kCodeBase || (address - kCodeBase) % 16 != 0) return {};
    const std::uint64_t number = (address - kCodeBase) / 16;
    return number < program.procs.size() ? ProcId(number) : ProcId{};
}

std::optional<std::uint64_t> next_allocation(std::uint64_t at, std::uint64_t size) {
    const auto end = end_of(at - kHeapBase, size);
    if (!end || *end + kHeapGuard > kRegionSize) return std::nullopt;
    return kHeapBase + *end + kHeapGuard;
}

}  // namespace sdvlite::ir
