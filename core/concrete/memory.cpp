// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/memory.hpp"

#include <algorithm>
#include <cstdio>

#include "core/ir/leaves.hpp"

namespace sdvlite::concrete {

Memory::Memory(const ir::Program& program, const Image& image, Inputs& inputs, bool arbitrary_driver_globals,
               std::uint64_t max_bytes)
    : program_(program), image_(image), inputs_(inputs), arbitrary_driver_globals_(arbitrary_driver_globals),
      max_bytes_(max_bytes) {}

Shape Memory::shape_of(ir::TypeId type) const {
    const ir::Type& t = program_.types[type];
    const std::uint64_t size = program_.types.size_of(type);
    const bool scalar = t.kind == ir::TypeKind::Int || t.kind == ir::TypeKind::Pointer || t.kind == ir::TypeKind::Float;
    if (!scalar || size == 0 || size > 8) throw PathEnd{OutcomeKind::Invalid, "not a scalar type"};
    return {static_cast<std::uint32_t>(size), t.kind == ir::TypeKind::Pointer, t.kind == ir::TypeKind::Float, type};
}

void Memory::fault(std::uint64_t address, std::uint64_t size) const {
    char text[64];
    std::snprintf(text, sizeof text, "%llu byte(s) at 0x%llx", static_cast<unsigned long long>(size),
                  static_cast<unsigned long long>(address));
    const char* why = "outside every object: ";
    if (address < ir::kNullPageEnd) {
        why = "through a null pointer: ";
    } else if (address >= ir::kCodeBase && address < ir::kStackBase) {
        why = "code is not data: ";
    } else if (address >= stack_top_ && address < ir::kHeapBase) {
        why = "a local of a procedure that has returned: ";
    }
    throw PathEnd{OutcomeKind::MemoryFault, std::string(why) + text, address};
}

bool Memory::in_frame(std::uint64_t address, std::uint64_t size) const {
    auto after = std::upper_bound(frames_.begin(), frames_.end(), address,
                                  [](std::uint64_t a, const Frame& f) { return a < f.base; });
    if (after == frames_.begin()) return false;
    const Frame& frame = *std::prev(after);
    return image_.frames[frame.proc.index()].find(address - frame.base, size).has_value();
}

bool Memory::in_allocation(std::uint64_t address, std::uint64_t size) const {
    auto after = std::upper_bound(allocations_.begin(), allocations_.end(), address,
                                  [](std::uint64_t a, const Allocation& o) { return a < o.address; });
    if (after == allocations_.begin()) return false;
    const Allocation& object = *std::prev(after);
    const std::uint64_t within = address - object.address;
    return within <= object.size && size <= object.size - within;
}

void Memory::require(std::uint64_t address, std::uint64_t size) const {
    bool inside = false;
    if (address >= ir::kStackBase && address < ir::kHeapBase) {
        inside = in_frame(address, size);
    } else if (address >= ir::kGlobalBase && address < ir::kCodeBase) {
        inside = image_.globals.find(address - ir::kGlobalBase, size).has_value();
    } else if (address >= ir::kHeapBase && address < ir::kInputBase) {
        inside = in_allocation(address, size);
    } else if (ir::is_input_address(address)) {
        const std::uint64_t within = (address - ir::kInputBase) % ir::kInputStride;
        inside = size <= ir::kInputStride - within;
    }
    if (!inside) fault(address, size);
}

bool Memory::has_initial_value(ir::GlobalId id) const {
    const ir::Global& g = program_[id];
    if (g.is_extern) return false;  // someone else's, whoever declared it
    return g.origin != ir::Origin::Driver || g.is_const || !arbitrary_driver_globals_;
}

std::uint16_t Memory::peek(std::uint64_t address) const {
    if (const std::uint16_t byte = bytes_.get(address); byte != ByteStore::kUnknown) return byte;
    if (address < ir::kGlobalBase || address >= ir::kCodeBase) return ByteStore::kUnknown;
    const auto global = image_.globals.find(address - ir::kGlobalBase, 1);
    if (!global || !has_initial_value(ir::GlobalId(*global))) return ByteStore::kUnknown;
    const std::uint16_t initial = image_.initial.get(address);
    return initial == ByteStore::kUnknown ? 0 : initial;
}

void Memory::poke(std::uint64_t address, std::uint16_t byte) {
    if (byte == ByteStore::kUnknown) {
        bytes_.forget(address, 1);
    } else {
        bytes_.set(address, static_cast<std::uint8_t>(byte));
    }
    charge();
}

void Memory::charge() const {
    if (bytes_.footprint() > max_bytes_) throw PathEnd{OutcomeKind::MemoryLimit, "the run's memory is full"};
}

// Gives every byte of a scalar a value: its initial one, or the inputs'. Wholly unknown scalars are asked for as
// such, others byte by byte.
void Memory::resolve(std::uint64_t address, const Shape& shape) {
    std::uint32_t unknown = 0;
    for (std::uint32_t i = 0; i < shape.size; ++i) {
        const std::uint16_t byte = peek(address + i);
        if (byte == ByteStore::kUnknown) {
            ++unknown;
        } else {
            bytes_.set(address + i, static_cast<std::uint8_t>(byte));
        }
    }
    const bool whole = unknown == shape.size;
    const Shape ask = whole ? shape : Shape{};
    for (std::uint32_t i = 0; unknown != 0 && i < shape.size; i += ask.size) {
        if (bytes_.get(address + i) != ByteStore::kUnknown) continue;
        const auto value = inputs_.memory(address + i, ask);
        if (!value) throw PathEnd{OutcomeKind::OutOfInputs, "no value for memory that was read", address + i};
        bytes_.set_scalar(address + i, ask.size, *value);
        if (footprint_) footprint_->on_asked(address + i);
    }
    charge();
}

std::uint64_t Memory::load(std::uint64_t address, const Shape& shape) {
    require(address, shape.size);
    std::uint64_t value = 0;
    if (!bytes_.get_scalar(address, shape.size, value)) {
        resolve(address, shape);
        bytes_.get_scalar(address, shape.size, value);
    }
    for (std::uint32_t i = 0; footprint_ && i < shape.size; ++i) {
        footprint_->on_read(address + i, value >> (8 * i) & 0xff);
    }
    return value;
}

void Memory::store(std::uint64_t address, std::uint32_t size, std::uint64_t value) {
    require(address, size);
    bytes_.set_scalar(address, size, value);
    for (std::uint32_t i = 0; footprint_ && i < size; ++i) footprint_->on_write(address + i);
    charge();
}

std::vector<std::uint16_t> Memory::read_object(std::uint64_t address, ir::TypeId type) {
    const std::uint64_t size = program_.types.size_of(type);
    if (size > max_bytes_) throw PathEnd{OutcomeKind::MemoryLimit, "an object is larger than the run's memory"};
    require(address, size);
    ir::LeafWalk leaves(program_.types, type);
    for (ir::Leaf leaf; leaves.next(leaf);) {
        const std::uint64_t leaf_size = program_.types.size_of(leaf.type);
        if (leaf_size <= 8) {
            load(address + leaf.offset, shape_of(leaf.type));
        } else {  // an 80-bit float
            for (std::uint64_t i = 0; i < leaf_size; ++i) load(address + leaf.offset + i, Shape{});
        }
    }
    std::vector<std::uint16_t> bytes(size);
    for (std::uint64_t i = 0; i < size; ++i) {
        bytes[i] = peek(address + i);
        if (footprint_) footprint_->on_read(address + i, bytes[i]);
    }
    return bytes;
}

void Memory::write_object(std::uint64_t address, const std::vector<std::uint16_t>& bytes) {
    require(address, bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        poke(address + i, bytes[i]);
        if (footprint_) footprint_->on_write(address + i);
    }
}

void Memory::copy(std::uint64_t to, std::uint64_t from, ir::TypeId type) { write_object(to, read_object(from, type)); }

std::uint64_t Memory::allocate(std::uint64_t size) {
    const auto next = ir::next_allocation(heap_top_, size);
    if (!next) throw PathEnd{OutcomeKind::MemoryLimit, "the heap is full"};
    allocations_.push_back({heap_top_, size});
    heap_top_ = *next;
    if (footprint_) footprint_->poison();  // the next one has another address
    return allocations_.back().address;
}

std::uint64_t Memory::push_frame(ir::ProcId proc) {
    const std::uint64_t size = image_.frames[proc.index()].size;
    if (size > ir::kHeapBase - stack_top_) throw PathEnd{OutcomeKind::StackLimit, "the stack is full"};
    frames_.push_back({stack_top_, proc});
    stack_top_ += size;
    return frames_.back().base;
}

void Memory::pop_frame() {
    const std::uint64_t base = frames_.back().base;
    bytes_.forget(base, stack_top_ - base);
    stack_top_ = base;
    frames_.pop_back();
}

}  // namespace sdvlite::concrete
