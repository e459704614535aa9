// SPDX-License-Identifier: Apache-2.0
// Sparse bytes by address; each is known (0 to 255) or unknown. Knows nothing of objects.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <tsl/robin_map.h>

namespace sdvlite::concrete {

class ByteStore {
public:
    static constexpr std::uint16_t kUnknown = 256;

    /// 0 to 255, or kUnknown.
    std::uint16_t get(std::uint64_t address) const;
    void set(std::uint64_t address, std::uint8_t value);
    /// The bytes become unknown.
    void forget(std::uint64_t address, std::uint64_t size);
    /// Little-endian value of `size` (1 to 8) bytes in `value`; false when one of them is unknown.
    bool get_scalar(std::uint64_t address, std::uint32_t size, std::uint64_t& value) const;
    void set_scalar(std::uint64_t address, std::uint32_t size, std::uint64_t value);

    /// Memory taken, roughly, in bytes.
    std::uint64_t footprint() const { return pages_.size() * (sizeof(Page) + sizeof(std::uint64_t)); }

private:
    static constexpr std::uint64_t kPageSize = 64;
    struct Page {
        std::array<std::uint8_t, kPageSize> bytes;
        std::uint64_t known = 0;  ///< bit i: bytes[i] is known
    };

    const Page* find(std::uint64_t number) const;
    Page& page(std::uint64_t number);

    tsl::robin_map<std::uint64_t, std::uint32_t> index_;
    std::vector<Page> pages_;
};

}  // namespace sdvlite::concrete
