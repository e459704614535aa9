// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/random_pool.hpp"

namespace sdvlite::oracle {

using ir::BinOp;
using ir::ExprId;

namespace {

constexpr std::uint32_t kSlots = 2;

}  // namespace

void RandomPool::declare(ir::TypeId ext_ptr, std::uint64_t ext_size, std::vector<ir::GlobalId> first) {
    ext_ptr_ = ext_ptr;
    ext_size_ = ext_size;
    first_ = std::move(first);
    halves_ = m_.record("HALVES", 8, {{"Whole", ext_ptr, 0, 0, 0}, {"Low", m_.u32(), 0, 0, 0}, {"High", m_.u32(), 4, 0, 0}}, true);
    pool_ = m_.global("Pool", m_.program.types.array(ext_ptr, kSlots));
}

ExprId RandomPool::first(std::uint32_t i) { return m_.e.global(first_[i % first_.size()]); }

ExprId RandomPool::slot(std::uint32_t i) { return m_.e.index(m_.e.global(pool_), m_.num(m_.u8(), i)); }

/// One that is known, or one that `index` decides.
ExprId RandomPool::slot(ExprId index) {
    if (roll_(3) != 2) return slot(roll_(kSlots));
    return m_.e.index(m_.e.global(pool_), m_.e.binary(BinOp::And, index, m_.num(m_.u8(), kSlots - 1)));
}

ExprId RandomPool::next(ExprId pointer) { return m_.e.field(m_.e.deref(pointer), "Next"); }

void RandomPool::initialise(BodyMaker& b) {
    for (std::uint32_t i = 0; i < kSlots; ++i) b.assign(slot(i), m_.e.addr_of(first(i)));
}

void RandomPool::allocate(BodyMaker& b, ExprId pointer) {
    b.alloc(pointer, m_.num(static_cast<std::int64_t>(ext_size_)));
    b.assign(m_.e.deref(pointer), first(roll_(2)));
}

void RandomPool::push(BodyMaker& b, ExprId pointer) {
    allocate(b, pointer);
    b.assign(next(pointer), slot(0));
    b.assign(slot(0), pointer);
}

/// More objects of one statement than the search has names for, at times.
void RandomPool::push_some(BodyMaker& b, ExprId pointer, const std::string& name) {
    const ExprId i = b.add_local(name, m_.u8());
    b.assign(i, m_.num(m_.u8(), 0));
    b.while_(m_.e.binary(BinOp::Lt, i, m_.num(m_.u8(), 2 + roll_(4))), [&] {
        push(b, pointer);
        b.assign(i, m_.e.binary(BinOp::Add, i, m_.num(m_.u8(), 1)));
    });
}

/// Through unions, four bytes at a time.
void RandomPool::by_halves(BodyMaker& b, ExprId to, ExprId from, const std::string& name) {
    const ExprId source = b.add_local(name + "_source", halves_), copy = b.add_local(name + "_copy", halves_);
    b.assign(m_.e.field(source, "Whole"), from);
    for (const char* const part : {"Low", "High"}) b.assign(m_.e.field(copy, part), m_.e.field(source, part));
    b.assign(to, m_.e.field(copy, "Whole"));
}

void RandomPool::statement(BodyMaker& b, ExprId pointer, ExprId index, const std::string& name) {
    switch (roll_(10)) {
        case 0: b.assign(slot(index), m_.e.addr_of(first(roll_(2)))); break;
        case 1:
        case 2: b.assign(pointer, slot(index)); break;
        case 3:
            allocate(b, pointer);
            b.assign(slot(index), pointer);
            break;
        case 4: push(b, pointer); break;
        case 5: b.assign(pointer, next(slot(index))); break;
        case 6: {
            const ExprId from = slot(index);
            b.assign(slot(index), next(from));
            break;
        }
        case 7: {
            const ExprId to = slot(index);
            b.assign(next(to), slot(index));
            break;
        }
        case 8: by_halves(b, pointer, slot(index), name); break;
        default: push_some(b, pointer, name); break;
    }
}

}  // namespace sdvlite::oracle
