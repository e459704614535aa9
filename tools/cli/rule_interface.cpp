// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/rule_interface.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "core/base/suggest.hpp"
#include "frontend/os/ddi_table.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/files.hpp"

namespace sdvlite::cli {
namespace {

namespace os = frontend::os;
using rules::Signature;

// A harness's own procedures are steps and hooks; an OS model's are DDIs, and helpers that no event is about.
constexpr std::string_view kHelper = "sdv_";

Signature signature_of(const ir::Program& program, const ir::Proc& proc) {
    Signature s;
    if (!proc.type.valid()) return s;
    const ir::Type& type = program.types[proc.type];
    s.arity = static_cast<std::uint32_t>(type.params.size());
    s.variadic = type.variadic;
    s.has_result = !type.element.valid() || program.types[type.element].kind != ir::TypeKind::Void;
    s.returns = !proc.is_noreturn;
    return s;
}

void add_program(const ir::Program& program, rules::Interface& out) {
    for (const ir::Proc& proc : program.procs) {
        const bool helper = proc.origin != ir::Origin::Harness && proc.name.starts_with(kHelper);
        // A harness declares what it calls; the definition says more.
        if (!helper && (proc.has_body || !out.functions.contains(proc.name))) out.functions[proc.name] = signature_of(program, proc);
    }
    for (const ir::Global& g : program.globals) out.globals.insert(g.name);
}

// The callback type of a role has its arity: under the role's name, or under another that means the same.
Signature role_signature(const std::string& role, const os::RoleTable& table, const base::DdiTable& ddis) {
    std::vector<std::string_view> names = {role};
    for (const auto& [name, of] : table.typedefs) {
        if (of == role) names.push_back(name);
    }
    Signature s;
    for (const std::string_view name : names) {
        const base::DdiFacts* facts = ddis.find(name);
        if (facts == nullptr || !facts->callback || !facts->arity) continue;
        s.arity = facts->arity;
        s.variadic = facts->variadic;
        break;
    }
    return s;
}

void add_roles(const os::RoleTable& table, const base::DdiTable& ddis, rules::Interface& out) {
    const auto add = [&](const std::string& name, const std::string& role) {
        if (!out.roles.contains(name)) out.roles[name] = role_signature(role, table, ddis);
    };
    for (const auto* names : {&table.typedefs, &table.names}) {
        for (const auto& [name, role] : *names) {
            add(name, role);
            add(role, role);
        }
    }
    for (const auto& [argument, role] : table.arguments) add(role.role, role.role);
    for (const auto& [field, role] : table.fields) add(role.role, role.role);
    for (const auto& [role, group] : table.groups) {
        out.roles.try_emplace(group);
        out.roles.try_emplace(role);
    }
    // A detail (a major function) is of whatever role the array's functions have.
    Signature indexed;
    for (const auto& [field, role] : table.fields) {
        if (role.by_index) indexed = role_signature(role.role, table, ddis);
    }
    for (const auto& [detail, code] : table.details) out.roles.try_emplace(detail, indexed);
}

}  // namespace

bool RuleInterfaces::read(Console& console) {
    base::SourceMap sources;
    base::DiagSink sink;
    bool good = os::read_knowledge(os_model_folder(), knowledge_, sources, sink);
    knowledge_.compiled = compiled_model_folder();
    good = os::load_ddi_table(os_model_folder(), ddis_, sources, sink) && good;
    console.show(sink, sources);
    return good;
}

const os::DriverModel* RuleInterfaces::find(const std::string& model) const {
    for (const os::DriverModel& m : knowledge_.models) {
        if (model.empty() ? m.is_default : m.name == model) return &m;
    }
    return nullptr;
}

bool RuleInterfaces::fill(const os::DriverModel& model, rules::Interface& out, Console& console) {
    base::SourceMap sources;
    base::DiagSink sink;
    std::vector<ir::Program> programs;
    os::RoleTable own;
    bool good = os::load_models(model, knowledge_, {}, programs, sources, sink);
    good = os::read_role_tables(model, knowledge_.folder, own, sources, sink) && good;
    console.show(sink, sources);
    for (const ir::Program& p : programs) add_program(p, out);
    add_roles(own, ddis_, out);
    for (const os::DriverModel& other : knowledge_.models) {
        os::RoleTable table;
        base::DiagSink ignored;  // said when that model is used
        if (&other == &model || !os::read_role_tables(other, knowledge_.folder, table, sources, ignored)) continue;
        for (const auto* names : {&table.typedefs, &table.names}) {
            for (const auto& [name, role] : *names) {
                if (!out.roles.contains(name)) out.other_roles.try_emplace(name, other.name);
            }
        }
    }
    out.has_model = !model.harness.empty();
    if (!out.has_model) {
        for (const auto& [name, facts] : ddis_.functions) {
            if (facts.callback) out.roles.try_emplace(name, Signature{facts.arity, facts.variadic});
        }
    }
    return good;
}

const rules::Interface* RuleInterfaces::of(const std::string& name, Console& console) {
    const os::DriverModel* model = find(name);
    if (model == nullptr) {
        std::vector<std::string> known;
        for (const os::DriverModel& m : knowledge_.models) known.push_back(m.name);
        const std::string guess = base::did_you_mean(name, known);
        console.error(fmt::format("there is no driver model '{}'", name),
                      guess.empty() ? fmt::format("known are {}", fmt::join(known, ", ")) : guess);
        return nullptr;
    }
    const auto it = made_.find(model->name);
    if (it != made_.end()) return &it->second;
    rules::Interface made;
    made.model = model->name;
    made.ddis = &ddis_;
    if (!fill(*model, made, console)) return nullptr;
    return &made_.emplace(model->name, std::move(made)).first->second;
}

}  // namespace sdvlite::cli
