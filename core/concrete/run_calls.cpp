// SPDX-License-Identifier: Apache-2.0
// Calls, returns, and the events of the rule that they are.
#include <algorithm>

#include "core/concrete/run.hpp"

namespace sdvlite::concrete {

using automaton::When;
using ir::ProcId;
using ir::Stmt;
using ir::TypeId;

void Run::log(Event e) {
    if (outcome_.log.size() < options_.max_log) {
        outcome_.log.push_back(e);
    } else {
        ++outcome_.log_dropped;
    }
}

void Run::watch_top() {
    Footprint* f = frames_.empty() ? nullptr : top().footprint.get();
    machine_.watch(f);
    rule_.watch(f);
}

void Run::fire(const EventValues& values, When when, Place place) {
    const EventPoint& point = binding_.at(values.proc, when);
    if (point.empty()) return;
    log({when == When::Entry ? Event::Kind::Entry : Event::Kind::Exit, values.proc, place, 0});
    event_place_ = place;  // stays when this throws
    if (rule_.fire(point, values)) log({Event::Kind::Taken, values.proc, place, rule_.state().tracked});
    event_place_.reset();
}

/// Memory events are about what the driver's own statements read.
void Run::observe_top(bool reads) {
    if (!binding_.has_reads()) return;
    machine_.observe(reads && program_[top().proc].origin == ir::Origin::Driver ? this : nullptr);
}

void Run::reading(ir::ExprId place, std::uint64_t address) {
    const std::vector<std::size_t> blocks = binding_.reads(place);
    if (blocks.empty()) return;
    EventValues values;
    values.proc = top().proc;
    event_place_ = here();
    if (rule_.read(blocks, address, values)) log({Event::Kind::Read, top().proc, here(), address});
    event_place_.reset();
}

/// Where an event of a call of `callee` by the top frame is reported; an exit's only for those without a body.
Place Run::call_place(ProcId callee) const { return binding_.runs(callee) ? Place{callee, ir::kNoStmt} : here(); }

void Run::start(ProcId entry) {
    if (!entry.valid() || entry.index() >= program_.procs.size() || !program_[entry].has_body) {
        throw PathEnd{OutcomeKind::Invalid, "the entry is no procedure with a body"};
    }
    push_frame(entry, {}, true);
    EventValues values;
    values.proc = entry;
    if (!binding_.at(entry, When::Entry).empty() || !binding_.at(entry, When::Exit).empty()) {
        for (std::uint32_t i = 0; i < program_[entry].param_count; ++i) {
            const TypeId type = program_[entry].locals[i].type;
            const std::uint64_t at = top().view.base + top().view.layout->objects[i].offset;
            const bool plain = machine_.is_plain(type);
            values.args.push_back(plain ? machine_.memory().load(at, machine_.memory().shape_of(type)) : 0);
            values.arg_types.push_back(type);
        }
    }
    top().values = values;
    fire(values, When::Entry, {entry, ir::kNoStmt});
}

Run::Invocation Run::invoke(const Stmt& s) {
    Invocation call;
    call.values.proc = s.proc;
    if (!s.proc.valid()) {
        call.address = machine_.scalar(s.callee, top().view);
        if (call.address < ir::kNullPageEnd) {
            throw PathEnd{OutcomeKind::MemoryFault, "a call through a null pointer", call.address};
        }
        call.values.proc = ir::proc_at(program_, call.address);
    }
    if (call.values.proc.valid()) {
        call.type = program_[call.values.proc].type;
        call.fires = binding_.fires(call.values.proc, program_[top().proc].origin);
    } else {
        call.type = program_.types[program_[s.callee].type].element;
    }
    if (program_.types[call.type].kind != ir::TypeKind::Function) {
        throw PathEnd{OutcomeKind::Invalid, "a call of what is no function"};
    }
    evaluate_args(s, call);
    return call;
}

void Run::evaluate_args(const Stmt& s, Invocation& call) {
    const auto& params = program_.types[call.type].params;
    for (std::size_t i = 0; i < s.args.size(); ++i) {
        const TypeId from = program_[s.args[i]].type;
        const TypeId to = i < params.size() ? params[i] : from;
        Value v = machine_.value(s.args[i], top().view);
        if (program_.types.is_scalar(from) && program_.types.is_scalar(to)) {
            v.bits = convert(v.bits, int_type(program_.types, from), program_.types.bits_of(to));
        }
        call.values.args.push_back(v.bits);
        call.values.arg_types.push_back(to);
        call.args.push_back(std::move(v));
    }
}

void Run::do_call(const Stmt& s) {
    const Invocation call = invoke(s);
    const ProcId callee = call.values.proc;
    if (callee.valid() && call.fires) fire(call.values, When::Entry, call_place(callee));
    if (!callee.valid() || !program_[callee].has_body) return call_without_body(s, call);
    if (options_.memo && repeat(call)) return;
    push_frame(callee, call.values, call.fires);
    bind_params(call);
}

void Run::call_without_body(const Stmt& s, const Invocation& call) {
    const ProcId callee = call.values.proc;
    if (callee.valid()) {
        const ir::Proc& proc = program_[callee];
        if (!proc.hole_reason.empty()) throw PathEnd{OutcomeKind::HoleReached, proc.hole_reason};
        if (proc.is_noreturn) throw PathEnd{OutcomeKind::NoReturn, proc.display_name};
    }
    if (!callee.valid() || !program_[callee].modelled) {
        note_unmodelled(call);
        apply_effects(call);
    }
    const TypeId type = program_.types[call.type].element;
    const bool looked_at = s.lhs.valid() || (callee.valid() && !binding_.at(callee, When::Exit).empty());
    Value result;
    if (program_.types[type].kind != ir::TypeKind::Void) {
        result = machine_.havoc(type, HavocReason::Result, looked_at);
    }
    const Place place = callee.valid() ? call_place(callee) : here();
    complete(call.values, call.fires, place, result, type);
}

void Run::note_unmodelled(const Invocation& call) {
    auto& all = outcome_.unmodelled_called;
    const bool known = std::any_of(all.begin(), all.end(), [&](const UnmodelledCall& u) {
        return u.proc == call.values.proc && (u.proc.valid() || u.address == call.address);
    });
    if (!known) all.push_back({call.values.proc, call.values.proc.valid() ? 0 : call.address, here()});
}

void Run::apply_effects(const Invocation& call) {
    const auto effects = machine_.inputs().effects(call.values.proc, call.values.args);
    if (!effects.empty() && top().footprint) top().footprint->on_input();
    for (const MemoryWrite& w : effects) {
        if (w.size == 0 || w.size > 8) throw PathEnd{OutcomeKind::Invalid, "an effect of a size that is none"};
        machine_.memory().store(w.address, w.size, w.value);
    }
}

void Run::push_frame(ProcId proc, EventValues values, bool fires) {
    if (frames_.size() >= options_.max_frames) throw PathEnd{OutcomeKind::StackLimit, "too many nested calls"};
    Frame f;
    f.proc = proc;
    f.fires = fires;
    f.steps_before = steps_;
    f.view = {machine_.memory().push_frame(proc), &image_.frames[proc.index()]};
    if (options_.memo) {
        f.key = {proc, f.view.base, values.args};
        f.stack_name = stack_names_.push(frames_.empty() ? 0 : top().stack_name, proc);
        f.footprint = std::make_unique<Footprint>(f.view.base, options_.memo_cells_per_call);
    }
    f.values = std::move(values);
    frames_.push_back(std::move(f));
    watch_top();
}

void Run::bind_params(const Invocation& call) {
    const ir::Proc& proc = program_[top().proc];
    const std::size_t count = std::min<std::size_t>(proc.param_count, call.args.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t at = top().view.base + top().view.layout->objects[i].offset;
        const Value& v = call.args[i];
        if (v.is_object) {
            machine_.memory().write_object(at, v.object);
            if (top().footprint) top().footprint->poison();  // the key has scalars only
        } else {
            const Shape shape = machine_.memory().shape_of(proc.locals[i].type);
            machine_.memory().store(at, shape.size, v.bits);
        }
    }
}

void Run::pop_frame() {
    const std::unique_ptr<Footprint> done = std::move(top().footprint);
    machine_.memory().pop_frame();
    frames_.pop_back();
    if (done && !frames_.empty()) top().footprint->absorb(*done);
    watch_top();
}

void Run::do_return(const Stmt* s) {
    const ProcId proc = top().proc;
    if (program_[proc].is_noreturn) throw PathEnd{OutcomeKind::NoReturn, program_[proc].display_name};
    const TypeId type = program_.types[program_[proc].type].element;
    Value result;
    if (program_.types[type].kind != ir::TypeKind::Void) {
        if (s && s->rhs.valid()) {
            result = machine_.value(s->rhs, top().view);
            const TypeId from = program_[s->rhs].type;
            if (program_.types.is_scalar(from) && program_.types.is_scalar(type)) {
                result.bits = convert(result.bits, int_type(program_.types, from), program_.types.bits_of(type));
            }
        } else {
            result = machine_.havoc(type, HavocReason::Result);
        }
    }
    const bool at_return = frames_.size() == 1 || binding_.runs(proc);
    const Frame& reported = at_return ? frames_.back() : frames_[frames_.size() - 2];
    const Place place{reported.proc, reported.pc};
    memoise(result, type);
    const EventValues values = std::move(top().values);
    const bool fires = top().fires;
    if (frames_.size() == 1) outcome_.place = here();
    pop_frame();
    complete(values, fires, place, result, type);
}

/// After body and result: the exit event, then the caller goes on with the result stored.
void Run::complete(const EventValues& values, bool fires, Place exit_place, const Value& result, TypeId type) {
    if (fires && values.proc.valid()) {
        EventValues at_exit = values;
        if (machine_.is_plain(type)) {
            at_exit.result = result.bits;
            at_exit.result_type = type;
        }
        fire(at_exit, When::Exit, exit_place);
    }
    if (frames_.empty()) {
        finished_ = true;
        outcome_.value = result.bits;
        return;
    }
    const Stmt& s = current();
    observe_top(true);
    if (s.lhs.valid()) machine_.assign(s.lhs, result, type, top().view);
    branch_to(top().pc + 1);
}

std::uint64_t Run::cell(std::uint64_t address) const {
    return address >= kRuleCells ? rule_.cell(address) : machine_.memory().peek(address);
}

/// Applies the effect of an earlier call that started from the same situation.
bool Run::repeat(const Invocation& call) {
    const ProcId callee = call.values.proc;
    const MemoKey key{callee, machine_.memory().stack_top(), call.values.args};
    const MemoEntry* entry = memo_.find(
        key, top().stack_name, [this](std::uint64_t a) { return cell(a); },
        [&] { return machine_.inputs().may_repeat(callee); });
    if (!entry) return false;
    for (const auto& [address, value] : entry->effect) {
        if (address >= kRuleCells) {
            rule_.set_cell(address, value);
        } else {
            machine_.memory().poke(address, static_cast<std::uint16_t>(value));
        }
    }
    top().footprint->absorb(entry->footprint);
    log({Event::Kind::Repeated, callee, here(), 0});
    const Place exit_place = binding_.runs(callee) ? Place{callee, entry->returned_at} : here();
    const Value result{entry->result, false, {}};
    complete(call.values, call.fires, exit_place, result, program_.types[call.type].element);
    return true;
}

/// Before the top frame is popped by its return.
void Run::memoise(const Value& result, TypeId type) {
    if (!options_.memo || frames_.size() == 1) return;
    const Frame& f = frames_.back();
    const bool plain = machine_.is_plain(type) || program_.types[type].kind == ir::TypeKind::Void;
    if (!plain || f.footprint->poisoned() || steps_ - f.steps_before < options_.memo_min_steps) return;
    MemoEntry entry{*f.footprint, {}, frames_[frames_.size() - 2].stack_name, result.bits, f.pc};
    entry.effect.reserve(f.footprint->writes().size());
    for (const std::uint64_t address : f.footprint->writes()) entry.effect.emplace_back(address, cell(address));
    memo_.add(f.key, std::move(entry));
}

}  // namespace sdvlite::concrete
