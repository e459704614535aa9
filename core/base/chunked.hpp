// SPDX-License-Identifier: Apache-2.0
// A vector that grows without moving what it holds: no moment at which two copies lie in memory. Elements are in chunks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sdvlite::base {

template <class T, std::size_t kBits = 12>
class Chunked {
public:
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T& operator[](std::size_t i) { return chunks_[i >> kBits][i & kMask]; }
    const T& operator[](std::size_t i) const { return chunks_[i >> kBits][i & kMask]; }
    T& back() { return (*this)[size_ - 1]; }
    void push_back(const T& v) {
        if (size_ >> kBits == chunks_.size()) chunks_.push_back(std::make_unique_for_overwrite<T[]>(kMask + 1));
        (*this)[size_++] = v;
    }
    std::uint64_t bytes() const { return chunks_.size() * ((kMask + 1) * sizeof(T) + sizeof(void*)); }

private:
    static constexpr std::size_t kMask = (std::size_t{1} << kBits) - 1;
    std::vector<std::unique_ptr<T[]>> chunks_;
    std::size_t size_ = 0;
};

}  // namespace sdvlite::base
