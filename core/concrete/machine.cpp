// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/machine.hpp"

#include "core/ir/leaves.hpp"

namespace sdvlite::concrete {

using ir::TypeKind;

const Code& CodeCache::value(ir::ExprId e) {
    auto& slot = values_[e.index()];
    if (!slot) slot = std::make_unique<Code>(compile_value(program_, e));
    return *slot;
}

const Code& CodeCache::address(ir::ExprId e) {
    auto& slot = addresses_[e.index()];
    if (!slot) slot = std::make_unique<Code>(compile_address(program_, e));
    return *slot;
}

Machine::Machine(const ir::Program& program, const Image& image, CodeCache& code, Inputs& inputs,
                 bool arbitrary_driver_globals, std::uint64_t max_bytes)
    : program_(program), code_(code), inputs_(inputs),
      memory_(program, image, inputs, arbitrary_driver_globals, max_bytes) {}

void Machine::watch(Footprint* f) {
    footprint_ = f;
    memory_.watch(f);
}

bool Machine::is_plain(ir::TypeId type) const {
    const ir::Type& t = program_.types[type];
    return t.kind == TypeKind::Int || t.kind == TypeKind::Pointer || (t.kind == TypeKind::Float && t.bits <= 64);
}

Value Machine::value(ir::ExprId e, FrameView frame) {
    const ir::TypeId type = program_[e].type;
    if (is_plain(type)) return {scalar(e, frame), false, {}};
    if (ir::is_designator(program_[e].kind)) return {0, true, memory_.read_object(address(e, frame), type)};
    return havoc(type, HavocReason::Arithmetic);  // an operation on long floats
}

void Machine::assign(ir::ExprId lhs, const Value& v, ir::TypeId from, FrameView frame) {
    const ir::TypeId type = program_[lhs].type;
    const std::uint64_t to = address(lhs, frame);
    if (v.is_object) {
        if (v.object.size() != program_.types.size_of(type)) {
            throw PathEnd{OutcomeKind::Invalid, "an assignment between objects of different sizes"};
        }
        memory_.write_object(to, v.object);
        return;
    }
    const Shape shape = memory_.shape_of(type);
    std::uint64_t bits = v.bits;
    if (!shape.is_float && from.valid() && program_.types.is_scalar(from)) {
        bits = convert(bits, int_type(program_.types, from), 8 * shape.size);
    }
    if (const ir::Field* field = bit_field(program_, lhs)) {
        store_bits(to, *field, bits);
    } else {
        memory_.store(to, shape.size, bits);
    }
}

// Only the bytes that hold bits of the field are touched, one by one: its neighbours in the unit may be unknown.
std::uint64_t Machine::load_bits(std::uint64_t unit, const Instr& i) {
    const unsigned first = i.bit_offset / 8;
    const unsigned last = (i.bit_offset + i.bit_width - 1u) / 8;
    std::uint64_t bits = 0;
    for (unsigned b = first; b <= last; ++b) bits |= memory_.load(unit + b, Shape{}) << (8 * b);
    const IntType narrow{i.bit_width, i.t.is_signed};
    return convert(bits >> i.bit_offset, narrow, i.t.bits);
}

void Machine::store_bits(std::uint64_t unit, const ir::Field& field, std::uint64_t value) {
    const unsigned first = field.bit_offset / 8;
    const unsigned last = (field.bit_offset + field.bit_width - 1u) / 8;
    const std::uint64_t mask = truncate(~std::uint64_t{0}, field.bit_width) << field.bit_offset;
    const std::uint64_t bits = value << field.bit_offset;
    for (unsigned b = first; b <= last; ++b) {
        const std::uint64_t own = mask >> (8 * b) & 0xff;
        const std::uint64_t old = own == 0xff ? 0 : memory_.load(unit + b, Shape{});
        memory_.store(unit + b, 1, (old & ~own) | (bits >> (8 * b) & own));
    }
}

std::uint64_t Machine::havoc_scalar(const Shape& shape, HavocReason reason, bool used) {
    if (footprint_) footprint_->on_input();
    const auto answer = inputs_.havoc({havocs_++, shape, reason, used, proc_, stmt_});
    if (!answer) throw PathEnd{OutcomeKind::OutOfInputs, "no value for a havoc"};
    return truncate(*answer, 8 * shape.size);
}

Value Machine::havoc(ir::TypeId type, HavocReason reason, bool used) {
    if (is_plain(type)) return {havoc_scalar(memory_.shape_of(type), reason, used), false, {}};
    Value v{0, true, {}};
    v.object.assign(program_.types.size_of(type), ByteStore::kUnknown);
    ir::LeafWalk leaves(program_.types, type);
    for (ir::Leaf leaf; leaves.next(leaf);) {
        if (!is_plain(leaf.type)) continue;  // a long float: its bytes stay unknown
        const Shape shape = memory_.shape_of(leaf.type);
        const std::uint64_t bits = havoc_scalar(shape, reason, used);
        for (std::uint32_t i = 0; i < shape.size; ++i) v.object[leaf.offset + i] = bits >> (8 * i) & 0xff;
    }
    return v;
}

std::uint32_t Machine::choose(std::uint32_t count, ChoiceKind kind) {
    if (footprint_) footprint_->on_input();
    ++choices_;
    const auto answer = inputs_.choose(count, kind);
    if (!answer || *answer >= count) throw PathEnd{OutcomeKind::OutOfInputs, "no answer to a choice"};
    return *answer;
}

std::uint64_t Machine::pop() {
    const std::uint64_t v = stack_.back();
    stack_.pop_back();
    return v;
}

std::uint64_t Machine::run(const Code& code, FrameView frame) {
    stack_.clear();
    for (std::size_t at = 0; at < code.size(); ++at) {
        const Instr& i = code[at];
        if (i.op == Op::Jump || (i.op == Op::JumpIf && (pop() != 0) == i.flag)) {
            at = i.imm - 1;
        } else if (i.op != Op::JumpIf) {
            execute(i, frame);
        }
    }
    return pop();
}

void Machine::execute(const Instr& i, FrameView frame) {
    switch (i.op) {
        case Op::Const: stack_.push_back(i.imm); return;
        case Op::GlobalAddr: stack_.push_back(memory_.global_address(ir::GlobalId(i.imm))); return;
        case Op::Havoc:
        case Op::HavocBool: {
            const std::uint64_t any = havoc_scalar(memory_.shape_of(i.type), HavocReason::Arithmetic);
            stack_.push_back(i.op == Op::Havoc ? any : any != 0);
            return;
        }
        case Op::LocalAddr:
            if (!frame.layout || i.imm >= frame.layout->objects.size()) {
                throw PathEnd{OutcomeKind::Invalid, "a local outside its procedure"};
            }
            stack_.push_back(frame.base + frame.layout->objects[i.imm].offset);
            return;
        default: break;
    }
    const std::uint64_t b = pop();  // the rest has an operand
    switch (i.op) {
        case Op::Load:
            if (observer_) observer_->reading(i.place, b);
            stack_.push_back(memory_.load(b, memory_.shape_of(i.type)));
            break;
        case Op::LoadBits: stack_.push_back(load_bits(b, i)); break;
        case Op::Offset: stack_.push_back(b + i.imm); break;
        case Op::Scaled: stack_.back() += extend(b, i.t) * i.imm; break;
        case Op::Unary: stack_.push_back(negate_or_invert(i.un, i.t, b)); break;
        case Op::Cast: stack_.push_back(convert(b, i.from, i.t.bits)); break;
        case Op::Not: stack_.push_back(b == 0); break;
        case Op::Bool: stack_.push_back(b != 0); break;
        case Op::Shift: stack_.push_back(shift(i.bin, i.t, pop(), i.from, b)); break;
        case Op::PtrSub: {
            const auto distance = static_cast<std::int64_t>(pop() - b);
            stack_.push_back(static_cast<std::uint64_t>(distance / static_cast<std::int64_t>(i.imm)));
            break;
        }
        case Op::Arith: {
            const auto result = arithmetic(i.bin, i.t, pop(), b);
            stack_.push_back(result ? *result : havoc_scalar(memory_.shape_of(i.type), HavocReason::Arithmetic));
            break;
        }
        default: break;
    }
}

namespace {

/// The value of an initialiser: constants and addresses only.
std::uint64_t constant_of(const ir::ObjectLayout& globals, const Code& code) {
    std::vector<std::uint64_t> stack;
    auto pop = [&stack] {
        const std::uint64_t v = stack.back();
        stack.pop_back();
        return v;
    };
    for (const Instr& i : code) {
        switch (i.op) {
            case Op::Const: stack.push_back(i.imm); break;
            case Op::GlobalAddr: stack.push_back(ir::kGlobalBase + globals.objects[i.imm].offset); break;
            case Op::Offset: stack.back() += i.imm; break;
            case Op::Cast: stack.back() = convert(stack.back(), i.from, i.t.bits); break;
            case Op::Scaled: {
                const std::uint64_t index = pop();
                stack.back() += extend(index, i.t) * i.imm;
                break;
            }
            default: throw PathEnd{OutcomeKind::Invalid, "an initialiser that is not constant"};
        }
    }
    return stack.back();
}

void set_initial(Image& image, const ir::Program& program, ir::GlobalId g, const ir::InitItem& item,
                 CodeCache& code) {
    const std::uint64_t value = constant_of(image.globals, code.value(item.value));
    const std::uint64_t size = program.types.size_of(program[item.value].type);
    const ir::ObjectLayout::Object& object = image.globals.objects[g.index()];
    if (size > 8 || item.offset > object.size || size > object.size - item.offset) {
        throw PathEnd{OutcomeKind::Invalid, "an initialiser outside its global"};
    }
    const std::uint64_t at = ir::kGlobalBase + object.offset + item.offset;
    const unsigned width = item.bit_width != 0 ? item.bit_width : static_cast<unsigned>(8 * size);
    const std::uint64_t mask = truncate(~std::uint64_t{0}, width) << item.bit_offset;
    for (std::uint64_t i = 0; i < size; ++i) {
        const std::uint64_t own = mask >> (8 * i) & 0xff;
        if (own == 0) continue;
        const std::uint16_t before = image.initial.get(at + i);
        const std::uint64_t old = before == ByteStore::kUnknown ? 0 : before;
        const std::uint64_t bits = (value << item.bit_offset) >> (8 * i);
        image.initial.set(at + i, static_cast<std::uint8_t>((old & ~own) | (bits & own)));
    }
}

}  // namespace

Image make_image(const ir::Program& program, CodeCache& code) {
    Image image;
    auto globals = ir::layout_globals(program);
    if (!globals) throw PathEnd{OutcomeKind::Invalid, "the globals do not fit the address plan"};
    image.globals = std::move(*globals);
    for (const ir::Proc& p : program.procs) {
        auto frame = ir::layout_frame(program.types, p);
        if (!frame) throw PathEnd{OutcomeKind::Invalid, "the locals of '" + p.name + "' do not fit the address plan"};
        image.frames.push_back(std::move(*frame));
    }
    for (std::size_t g = 0; g < program.globals.size(); ++g) {
        for (const ir::InitItem& item : program.globals[g].init) set_initial(image, program, ir::GlobalId(g), item, code);
    }
    return image;
}

}  // namespace sdvlite::concrete
