// SPDX-License-Identifier: Apache-2.0
// The state of a run below control flow: memory, inputs, and the evaluation of expressions in a
// frame. What every other part of the interpreter stands on.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/concrete/expr_code.hpp"
#include "core/concrete/inputs.hpp"
#include "core/concrete/memory.hpp"

namespace sdvlite::concrete {

/// Compiled expressions of one program, made on demand.
class CodeCache {
public:
    explicit CodeCache(const ir::Program& program)
        : program_(program), values_(program.exprs.size()), addresses_(program.exprs.size()) {}

    const Code& value(ir::ExprId e);
    const Code& address(ir::ExprId e);

private:
    const ir::Program& program_;
    std::vector<std::unique_ptr<Code>> values_;
    std::vector<std::unique_ptr<Code>> addresses_;
};

/// A scalar, or the bytes of a record, array or long float.
struct Value {
    std::uint64_t bits = 0;
    bool is_object = false;
    std::vector<std::uint16_t> object;
};

/// The frame in which an expression is evaluated; null layout: constant expressions only.
struct FrameView {
    std::uint64_t base = 0;
    const ir::ObjectLayout* layout = nullptr;
};

/// Hears of each scalar that an expression reads, right before it is read.
class LoadObserver {
public:
    virtual ~LoadObserver() = default;
    virtual void reading(ir::ExprId place, std::uint64_t address) = 0;
};

class Machine {
public:
    Machine(const ir::Program& program, const Image& image, CodeCache& code, Inputs& inputs,
            bool arbitrary_driver_globals, std::uint64_t max_bytes);

    const ir::Program& program() const { return program_; }
    Memory& memory() { return memory_; }
    const Memory& memory() const { return memory_; }
    Inputs& inputs() { return inputs_; }

    std::uint64_t scalar(ir::ExprId e, FrameView frame) { return run(code_.value(e), frame); }
    std::uint64_t address(ir::ExprId e, FrameView frame) { return run(code_.address(e), frame); }
    /// An expression of any type but void.
    Value value(ir::ExprId e, FrameView frame);
    /// Stores `v`, of type `from`, in the designator `lhs`.
    void assign(ir::ExprId lhs, const Value& v, ir::TypeId from, FrameView frame);

    /// Any value of a type: leaf by leaf when it is no scalar (padding stays unknown).
    Value havoc(ir::TypeId type, HavocReason reason, bool used = true);
    std::uint64_t havoc_scalar(const Shape& shape, HavocReason reason, bool used = true);
    std::uint32_t choose(std::uint32_t count, ChoiceKind kind);

    /// The statement that runs now; havocs say so.
    void at(ir::ProcId proc, ir::StmtIndex stmt) { proc_ = proc, stmt_ = stmt; }

    /// Loads are told to `o`; null: to nobody. Bit-fields are not told.
    void observe(LoadObserver* o) { observer_ = o; }

    /// Is a value of this type held in Value::bits?
    bool is_plain(ir::TypeId type) const;
    /// Reads and writes go to `f` too; null: to nobody.
    void watch(Footprint* f);

    std::uint64_t havocs() const { return havocs_; }
    std::uint64_t choices() const { return choices_; }

private:
    std::uint64_t run(const Code& code, FrameView frame);
    void execute(const Instr& i, FrameView frame);
    std::uint64_t load_bits(std::uint64_t unit, const Instr& i);
    void store_bits(std::uint64_t unit, const ir::Field& field, std::uint64_t value);
    std::uint64_t pop();

    const ir::Program& program_;
    CodeCache& code_;
    Inputs& inputs_;
    Memory memory_;
    ir::ProcId proc_;
    ir::StmtIndex stmt_ = ir::kNoStmt;
    Footprint* footprint_ = nullptr;
    LoadObserver* observer_ = nullptr;
    std::vector<std::uint64_t> stack_;
    std::uint64_t havocs_ = 0;
    std::uint64_t choices_ = 0;
};

/// Layouts and initial values of a program, computed once. Throws PathEnd (Invalid) when they do not fit the plan.
Image make_image(const ir::Program& program, CodeCache& code);

}  // namespace sdvlite::concrete
