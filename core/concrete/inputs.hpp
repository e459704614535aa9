// SPDX-License-Identifier: Apache-2.0
// What a run does not decide itself: the content of memory that nobody wrote, havocs, choices.
// The interpreter asks, a provider answers; an answer that is missing ends the run.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <tsl/robin_map.h>

#include "core/ir/program.hpp"

namespace sdvlite::concrete {

/// What kind of value is asked for. Values are bits, zero-extended from `size` bytes.
struct Shape {
    std::uint32_t size = 1;   ///< bytes, 1 to 8
    bool is_pointer = false;
    bool is_float = false;
    ir::TypeId type;          ///< invalid: a single byte of something that is read in parts
};

enum class HavocReason : std::uint8_t {
    Statement,   ///< a Havoc statement, or a scalar of the record that it havocs
    Result,      ///< of a procedure without a body, or that returned without a value
    Arithmetic,  ///< division by zero, any operation on floats
};

struct HavocAsk {
    std::uint64_t ordinal = 0;  ///< counts the run's asks from 0
    Shape shape;
    HavocReason reason = HavocReason::Statement;
    bool used = true;  ///< Result: someone (a left side, the rule) may look at it
    ir::ProcId proc;   ///< the statement that asks
    ir::StmtIndex stmt = ir::kNoStmt;
};

enum class ChoiceKind : std::uint8_t {
    Branch,  ///< a Choose statement: index of the target. One with a single target is not asked for
    Watch,   ///< the rule's watch: 0 skip, 1 take
};

/// Bytes that an unmodelled procedure changed.
struct MemoryWrite {
    std::uint64_t address = 0;
    std::uint32_t size = 1;  ///< 1 to 8
    std::uint64_t value = 0;
};

class Inputs {
public:
    virtual ~Inputs() = default;

    /// First read of a location that nobody wrote. Bytes that are read in parts are asked for one by one.
    virtual std::optional<std::uint64_t> memory(std::uint64_t address, const Shape& shape) = 0;
    virtual std::optional<std::uint64_t> havoc(const HavocAsk& ask) = 0;
    /// A number below `count`.
    virtual std::optional<std::uint32_t> choose(std::uint32_t count, ChoiceKind kind) = 0;
    /// What a call of an unmodelled procedure (`proc` invalid: an unknown one) did to memory.
    virtual std::vector<MemoryWrite> effects(ir::ProcId proc, const std::vector<std::uint64_t>& args);
    /// A call of `proc` would start in the same situation as an earlier one that asked for inputs. True: it gets
    /// the same answers again, so the earlier call's effect is applied; no ordinal advances.
    virtual bool may_repeat(ir::ProcId proc);
};

/// Answers for what nobody recorded. nullopt ends the run (OutOfInputs).
using Policy = std::function<std::optional<std::uint64_t>(const Shape& shape)>;

/// Hands out the addresses of input objects, each once.
class InputObjects {
public:
    /// Address of an object that no one has seen, or nothing when all are used up.
    std::optional<std::uint64_t> fresh();
    /// Objects up to the one that owns `value` count as seen; other values are ignored.
    void seen(std::uint64_t value);
    std::uint64_t count() const { return next_; }

private:
    std::uint64_t next_ = 0;
};

/// A recorded list; what is not in it is answered by a policy: integers 0, pointers a fresh input object (never
/// NULL), choices 0, unless another one is given.
class RecordedInputs : public Inputs {
public:
    RecordedInputs() = default;
    explicit RecordedInputs(Policy policy) : policy_(std::move(policy)) {}

    /// The bytes at `address` have this value before anybody writes them.
    void record_memory(std::uint64_t address, std::uint32_t size, std::uint64_t value);
    /// Value of the havoc number `ordinal`.
    void record_havoc(std::uint64_t ordinal, std::uint64_t value);
    /// The next choice (branches and watches in the order in which the run meets them).
    void record_choice(std::uint32_t choice);
    /// At this point of the choices a call gets the same answers as an earlier one from the same situation.
    void record_repeat();
    /// End the run when the choices are used up, instead of choosing 0.
    void require_choices() { require_choices_ = true; }

    std::optional<std::uint64_t> memory(std::uint64_t address, const Shape& shape) override;
    std::optional<std::uint64_t> havoc(const HavocAsk& ask) override;
    std::optional<std::uint32_t> choose(std::uint32_t count, ChoiceKind kind) override;
    bool may_repeat(ir::ProcId proc) override;

    InputObjects& objects() { return objects_; }

private:
    static constexpr std::uint32_t kRepeat = UINT32_MAX;

    std::optional<std::uint64_t> fallback(const Shape& shape);

    tsl::robin_map<std::uint64_t, std::uint8_t> bytes_;
    tsl::robin_map<std::uint64_t, std::uint64_t> havocs_;
    std::vector<std::uint32_t> choices_;
    std::size_t next_choice_ = 0;
    bool require_choices_ = false;
    Policy policy_;
    InputObjects objects_;
};

}  // namespace sdvlite::concrete
