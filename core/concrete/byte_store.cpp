// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/byte_store.hpp"

#include <algorithm>

namespace sdvlite::concrete {

namespace {

/// `count` (1 to 64) ones from bit `from`.
std::uint64_t ones(std::uint64_t from, std::uint64_t count) { return (~std::uint64_t{0} >> (64 - count)) << from; }

}  // namespace

const ByteStore::Page* ByteStore::find(std::uint64_t number) const {
    auto it = index_.find(number);
    return it == index_.end() ? nullptr : &pages_[it->second];
}

ByteStore::Page& ByteStore::page(std::uint64_t number) {
    auto [it, fresh] = index_.try_emplace(number, static_cast<std::uint32_t>(pages_.size()));
    if (fresh) pages_.emplace_back();
    return pages_[it->second];
}

std::uint16_t ByteStore::get(std::uint64_t address) const {
    const Page* p = find(address / kPageSize);
    const std::uint64_t at = address % kPageSize;
    return p && (p->known >> at & 1) ? p->bytes[at] : kUnknown;
}

void ByteStore::set(std::uint64_t address, std::uint8_t value) {
    Page& p = page(address / kPageSize);
    const std::uint64_t at = address % kPageSize;
    p.bytes[at] = value;
    p.known |= ones(at, 1);
}

void ByteStore::forget(std::uint64_t address, std::uint64_t size) {
    while (size != 0) {
        const std::uint64_t at = address % kPageSize;
        const std::uint64_t part = std::min(size, kPageSize - at);
        if (auto it = index_.find(address / kPageSize); it != index_.end()) {
            pages_[it->second].known &= ~ones(at, part);
        }
        address += part;
        size -= part;
    }
}

bool ByteStore::get_scalar(std::uint64_t address, std::uint32_t size, std::uint64_t& value) const {
    value = 0;
    const std::uint64_t at = address % kPageSize;
    if (at + size > kPageSize) {
        for (std::uint32_t i = 0; i < size; ++i) {
            const std::uint16_t byte = get(address + i);
            if (byte == kUnknown) return false;
            value |= static_cast<std::uint64_t>(byte) << (8 * i);
        }
        return true;
    }
    const Page* p = find(address / kPageSize);
    if (!p || (p->known & ones(at, size)) != ones(at, size)) return false;
    for (std::uint32_t i = 0; i < size; ++i) value |= static_cast<std::uint64_t>(p->bytes[at + i]) << (8 * i);
    return true;
}

void ByteStore::set_scalar(std::uint64_t address, std::uint32_t size, std::uint64_t value) {
    for (std::uint32_t i = 0; i < size; ++i) set(address + i, static_cast<std::uint8_t>(value >> (8 * i)));
}

}  // namespace sdvlite::concrete
