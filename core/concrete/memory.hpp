// SPDX-License-Identifier: Apache-2.0
// The memory of a run: the objects of the address plan (core/ir/address_plan.hpp), their bytes,
// initial values, and inputs where there are none. Little-endian; accesses need not be aligned.
// Accesses outside every object end the run with a MemoryFault.
#pragma once

#include <cstdint>
#include <vector>

#include "core/concrete/byte_store.hpp"
#include "core/concrete/footprint.hpp"
#include "core/concrete/inputs.hpp"
#include "core/concrete/outcome.hpp"
#include "core/ir/address_plan.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::concrete {

/// What every run of a program starts with.
struct Image {
    ir::ObjectLayout globals;
    std::vector<ir::ObjectLayout> frames;  ///< by ProcId
    ByteStore initial;                     ///< bytes that initialisers set; the rest of an initialised global is 0
};

class Memory {
public:
    Memory(const ir::Program& program, const Image& image, Inputs& inputs, bool arbitrary_driver_globals,
           std::uint64_t max_bytes);

    /// Value of `shape.size` bytes, asking for what is unknown.
    std::uint64_t load(std::uint64_t address, const Shape& shape);
    void store(std::uint64_t address, std::uint32_t size, std::uint64_t value);
    /// C's struct assignment from `from` to `to`, overlapping or not. Leaves that are unknown are asked for; padding
    /// that is unknown stays so.
    void copy(std::uint64_t to, std::uint64_t from, ir::TypeId type);

    /// The bytes of an object of `type`, as copy() would take them; ByteStore::kUnknown for unknown padding.
    std::vector<std::uint16_t> read_object(std::uint64_t address, ir::TypeId type);
    void write_object(std::uint64_t address, const std::vector<std::uint16_t>& bytes);

    /// Address of a fresh object.
    std::uint64_t allocate(std::uint64_t size);
    std::uint64_t global_address(ir::GlobalId g) const {
        return ir::kGlobalBase + image_.globals.objects[g.index()].offset;
    }

    /// Starts a frame behind the last one; its locals are unknown. Returns its base.
    std::uint64_t push_frame(ir::ProcId proc);
    void pop_frame();
    /// Where the next frame would start.
    std::uint64_t stack_top() const { return stack_top_; }

    /// Reports reads and writes from now on; null: to nobody.
    void watch(Footprint* footprint) { footprint_ = footprint; }
    /// For the memo: the byte as a read would find it without asking, or ByteStore::kUnknown.
    std::uint16_t peek(std::uint64_t address) const;
    void poke(std::uint64_t address, std::uint16_t byte);

    Shape shape_of(ir::TypeId type) const;

private:
    struct Frame {
        std::uint64_t base = 0;
        ir::ProcId proc;
    };
    struct Allocation {
        std::uint64_t address = 0;
        std::uint64_t size = 0;
    };

    void require(std::uint64_t address, std::uint64_t size) const;
    bool in_frame(std::uint64_t address, std::uint64_t size) const;
    bool in_allocation(std::uint64_t address, std::uint64_t size) const;
    [[noreturn]] void fault(std::uint64_t address, std::uint64_t size) const;
    void resolve(std::uint64_t address, const Shape& shape);
    bool has_initial_value(ir::GlobalId g) const;
    void charge() const;

    const ir::Program& program_;
    const Image& image_;
    Inputs& inputs_;
    bool arbitrary_driver_globals_;
    std::uint64_t max_bytes_;
    ByteStore bytes_;
    std::vector<Frame> frames_;
    std::vector<Allocation> allocations_;
    std::uint64_t stack_top_ = ir::kStackBase;
    std::uint64_t heap_top_ = ir::kHeapBase;
    Footprint* footprint_ = nullptr;
};

}  // namespace sdvlite::concrete
