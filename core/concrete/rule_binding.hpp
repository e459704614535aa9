// SPDX-License-Identifier: Apache-2.0
// Which of a rule's blocks concern which procedures. Function names match procedures by the name
// that the source gives them, aliases and a leading `sdv_` looked through; role names match those
// that have the role or its detail.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::concrete {

/// What has to be known about names; from data files, core itself knows none.
struct BindOptions {
    /// Other names of DDIs and roles -> the documented one: IofCompleteRequest -> IoCompleteRequest,
    /// DriverEntry -> DRIVER_INITIALIZE.
    std::map<std::string, std::string> aliases;
};

/// The blocks that an event of one procedure sets off, in the order of the file.
struct EventPoint {
    std::vector<std::size_t> blocks;
    bool watch = false;
    std::vector<std::size_t> arms;  ///< blocks of memory events that learn their address here
    bool empty() const { return blocks.empty() && !watch && arms.empty(); }
};

class RuleBinding {
public:
    RuleBinding(const ir::Program& program, const automaton::Automaton& rule, const BindOptions& options);

    const EventPoint& at(ir::ProcId proc, automaton::When when) const {
        return when == automaton::When::Entry ? entry_[proc.index()] : exit_[proc.index()];
    }
    /// A driver's own function fires whenever it runs; everything else (DDIs, steps of the harness) when the
    /// driver or the harness calls it.
    bool runs(ir::ProcId proc) const { return runs_[proc.index()]; }
    /// The memory events' blocks that reading `place` may set off.
    std::vector<std::size_t> reads(ir::ExprId place) const;
    bool has_reads() const { return !reads_.empty(); }
    bool fires(ir::ProcId proc, ir::Origin caller) const {
        return runs_[proc.index()] || caller != ir::Origin::OsModel;
    }

private:
    std::string canonical(const std::string& name) const;
    std::string canonical_event(const std::string& name) const;
    bool matches(const automaton::EventName& name, const ir::Proc& proc) const;
    bool has(const automaton::EventName& name) const;
    std::vector<bool> chosen() const;

    const ir::Program& program_;
    const automaton::Automaton& rule_;
    const BindOptions& options_;
    std::set<std::string> known_;  ///< names of the program's procedures, as written
    std::vector<EventPoint> entry_;
    std::vector<EventPoint> exit_;
    std::vector<bool> runs_;
    std::vector<std::size_t> reads_;
};

}  // namespace sdvlite::concrete
