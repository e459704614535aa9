// SPDX-License-Identifier: Apache-2.0
// The path encoder's memory: cells at concrete addresses, with numbers or bit-vectors in them. What
// nobody wrote is an input: a variable of the solver, one for each place, whenever it is read.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "core/explore/walk.hpp"
#include "core/refine/value.hpp"

namespace sdvlite::refine {

/// What a call read before writing it, and what it wrote: enough to apply it again (Michie 1968).
struct CallRecord {
    std::map<std::uint64_t, Value> reads;      ///< by address; width as read
    std::map<std::uint64_t, unsigned> writes;  ///< address -> bytes
    bool usable = true;
    std::size_t first_choice = 0, last_choice = 0;
};

class SymbolicMemory {
public:
    /// Makes the input for `size` bytes at `address`.
    using Source = std::function<Value(std::uint64_t address, unsigned size, unsigned alignment)>;
    SymbolicMemory(Context& c, Source source) : c_(c), source_(std::move(source)) {}
    /// What lies under all that is written; it outlives this.
    void lay_over(const Image& image) { image_ = &image; }
    /// All that was written, and forgetting it.
    Image written() const { return {cells_.begin(), cells_.end()}; }
    void clear() { cells_.clear(); }

    Value read(std::uint64_t address, unsigned size, unsigned alignment = 0);
    void write(std::uint64_t address, const Value& v);
    /// What lies there has another name from now on: the same value, so that nothing is written.
    void rename(std::uint64_t address, const Value& v);
    /// Forgets everything in [from, to): a frame that is gone.
    void forget(std::uint64_t from, std::uint64_t to);

    /// What was read since clear_log(), in order.
    const std::vector<explore::Bytes>& log() const { return log_; }
    /// Whether what is read now only says where something is; returns what was said before.
    bool addressing(bool now) { return std::exchange(addressing_, now); }
    void clear_log() { log_.clear(); }
    void set_log(std::vector<explore::Bytes> log) { log_ = std::move(log); }

    void push_record();
    /// Ends the innermost record and adds it to the one around it, without what lies in the frame [from, to).
    CallRecord pop_record(std::uint64_t frame_from, std::uint64_t frame_to);
    bool recording() const { return !records_.empty(); }
    void spoil() { if (!records_.empty()) records_.back().usable = false; }

private:
    /// Bytes that lie in one cell, from `at` on in it, or that nobody has written (no cell).
    struct Piece {
        const Value* cell = nullptr;
        unsigned at = 0;
        unsigned size = 0;
    };
    Piece piece(std::uint64_t address, unsigned size) const;
    Value compose(const std::vector<Value>& pieces, unsigned size) const;
    void put(std::uint64_t address, const Value& v);
    void note_read(std::uint64_t address, const Value& v);

    Context& c_;
    Source source_;
    std::map<std::uint64_t, Value> cells_;  ///< not overlapping; size is the value's width
    const Image* image_ = nullptr;
    std::vector<CallRecord> records_;
    std::vector<explore::Bytes> log_;
    bool addressing_ = false;
};

}  // namespace sdvlite::refine
