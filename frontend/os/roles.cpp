// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/roles.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/ir/holes.hpp"
#include "core/ir/link.hpp"
#include "frontend/os/function_flow.hpp"
#include "frontend/os/later_stores.hpp"

namespace sdvlite::frontend::os {

using ir::ExprKind;
using ir::ProcId;
using ir::StmtKind;

namespace {

constexpr std::string_view kDispatchType = "dispatch_type:";
constexpr std::string_view kFunctionClass = "function_class:";

class Finder {
  public:
    Finder(ir::Program& driver, const RoleTable& table) : p_(driver), table_(table), flow_(driver) {}

    RoleReport run() {
        for (ir::Proc& proc : p_.procs) {
            std::erase_if(proc.roles, [](const ir::Role& r) { return r.found_by != "user"; });
            std::erase_if(proc.annotations, [](const std::string& a) { return a.starts_with(ir::kNotFor); });
        }
        for (ir::Proc& proc : p_.procs) declared(proc);
        for (std::size_t i = 0; i < p_.globals.size(); ++i) initialised(ir::GlobalId(i));
        for (std::size_t i = 0; i < p_.procs.size(); ++i) registered(ProcId(i));
        for (ir::Proc& proc : p_.procs)
            if (may_register(proc)) std::erase_if(proc.annotations, [](const std::string& a) { return a.starts_with(ir::kMayCall); });
        for (std::size_t i = 0; i < p_.procs.size(); ++i) tidy(p_.procs[i], taken_.contains(ProcId(i)));
        for (const auto& [proc, details] : taken_) take_away(p_[proc], details);
        drop_helpers();
        for (const UnknownRegistration& u : report_.unresolved) report_.open.insert(u.role);
        return std::move(report_);
    }

  private:
    // Role types, annotations, names.
    void declared(ir::Proc& proc) {
        std::vector<std::string> details;
        for (const std::string& a : proc.annotations)
            if (a.starts_with(kDispatchType)) details.push_back(a.substr(kDispatchType.size()));
        for (const std::string& type : proc.role_types) by_type(proc, type, "role type", details);
        for (const std::string& a : proc.annotations)
            if (a.starts_with(kFunctionClass)) by_type(proc, a.substr(kFunctionClass.size()), "annotation", details);
        if (auto it = table_.names.find(proc.display_name.empty() ? proc.name : proc.display_name);
            it != table_.names.end() && !proc.is_static)
            add(proc, it->second, "", "name", proc.span);
    }

    void by_type(ir::Proc& proc, std::string_view type, const char* found_by, const std::vector<std::string>& details) {
        if (type.starts_with('P') && !table_.typedefs.contains(type)) type.remove_prefix(1); // PDRIVER_CANCEL
        auto it = table_.typedefs.find(type);
        if (it == table_.typedefs.end()) return;
        if (details.empty()) add(proc, it->second, "", found_by, proc.span);
        for (const std::string& d : details) add(proc, it->second, normal(d), found_by, proc.span);
    }

    // IRP_MJ_SCSI is IRP_MJ_INTERNAL_DEVICE_CONTROL; what has no code (IRP_MJ_OTHER) stands for all.
    std::string normal(const std::string& detail) const {
        const auto code = table_.code_of(detail);
        return code ? std::string(table_.detail_of(*code)) : std::string();
    }

    // Registrations.
    void initialised(ir::GlobalId global) {
        for (const ir::InitItem& item : p_[global].init) {
            const ir::ExprId value = flow_.strip(item.value);
            if (p_[value].kind != ExprKind::FuncAddr) continue;
            for (const Place& place : flow_.places(global, item.offset))
                if (const FieldRole* field = field_role(place)) {
                    add(p_[p_[value].proc], field->role, detail(*field, place), "registration", p_[global].span);
                    if (detail(*field, place).empty()) keep_only(p_[value].proc, {});
                }
        }
    }

    void registered(ProcId proc) {
        for (std::size_t i = 0; i < p_[proc].body.size(); ++i) {
            const ir::Stmt& s = p_[proc].body[i];
            if (s.kind == StmtKind::Assign) stored(proc, static_cast<ir::StmtIndex>(i));
            if (s.kind == StmtKind::Call && s.proc.valid()) passed(proc, s);
            if (s.kind == StmtKind::Call && s.proc.valid()) stored_by_call(proc, s);
        }
    }

    void stored(ProcId proc, ir::StmtIndex at) {
        const ir::Stmt& s = p_[proc].body[at];
        if (!p_.types.is_scalar(p_[s.lhs].type)) return;
        const std::vector<Place> places = flow_.places(proc, s.lhs);
        const bool walks = std::any_of(places.begin(), places.end(), [](const Place& p) { return p.element == kAnyElement; });
        for (const Place& place : places) {
            const FieldRole* field = field_role(place);
            if (!field || (walks && place.element >= 0)) continue; // where a pointer begins to walk
            const std::string name = p_.types.rec(ir::RecordId(place.owner)).fields[place.index].name;
            found(proc, s.rhs, field->role, detail(*field, place), "field " + name, s.span);
            if (field->by_index && detail(*field, place).empty()) stored_for_all(proc, at, place);
        }
    }

    // A DDI that does what an assignment does.
    void stored_by_call(ProcId proc, const ir::Stmt& s) {
        const auto it = table_.storing.find(p_[s.proc].name);
        if (it == table_.storing.end() || std::max(it->second.to, it->second.from) > s.args.size()) return;
        const ir::ExprId from = s.args[it->second.from - 1];
        for (const Place& place : flow_.pointees(proc, s.args[it->second.to - 1])) {
            const FieldRole* field = field_role(place);
            if (!field) continue;
            const std::string name = p_.types.rec(ir::RecordId(place.owner)).fields[place.index].name;
            if (it->second.copies)
                copied(proc, *field, place, from, "field " + name, s.span);
            else
                found(proc, from, field->role, detail(*field, place), "field " + name, s.span);
        }
    }

    // Element by element, as far as there are functions.
    void copied(ProcId proc, const FieldRole& field, Place to, ir::ExprId from, std::string where, const base::Span& span) {
        bool any = false;
        const std::int64_t first = std::max<std::int64_t>(to.element, 0);
        for (Place source : flow_.pointees(proc, from)) {
            const std::int64_t begin = std::max<std::int64_t>(source.element, 0);
            const auto count = static_cast<std::int64_t>(field.by_index ? table_.details.size() : 1);
            for (std::int64_t k = 0; k < count; ++k) {
                if (field.by_index && to.element != kAnyElement) to.element = first + k;
                if (field.by_index) source.element = begin + k;
                for (ProcId f : flow_.functions(source)) add(p_[f], field.role, detail(field, to), "registration", span), any = true;
            }
        }
        if (!any) report_.unresolved.push_back({field.role, std::move(where), span});
    }

    // Registered in a loop: what is registered for one detail afterwards takes that one away again.
    void stored_for_all(ProcId proc, ir::StmtIndex at, const Place& place) {
        const std::vector<LaterStore> later = later_stores(p_, flow_, proc, at, place);
        for (ProcId f : flow_.functions(proc, p_[proc].body[at].rhs)) {
            std::set<std::string> taken;
            for (const LaterStore& l : later)
                if (!l.functions.contains(f)) taken.emplace(table_.detail_of(static_cast<std::uint64_t>(l.element)));
            taken.erase("");
            keep_only(f, taken);
        }
    }

    // Of several such registrations, what each of them loses.
    void keep_only(ProcId f, const std::set<std::string>& taken) {
        const auto [it, first] = taken_.try_emplace(f, taken);
        if (!first) std::erase_if(it->second, [&](const std::string& d) { return !taken.contains(d); });
    }

    static void take_away(ir::Proc& proc, const std::set<std::string>& details) {
        for (const std::string& d : details) proc.annotations.push_back(std::string(ir::kNotFor) + d);
    }

    void passed(ProcId proc, const ir::Stmt& s) {
        const ir::Proc& callee = p_[s.proc];
        auto it = table_.arguments.lower_bound({callee.name, 0});
        for (; it != table_.arguments.end() && it->first.first == callee.name; ++it) {
            const std::uint32_t n = it->first.second;
            if (n > s.args.size()) continue;
            const std::size_t before = report_.unresolved.size();
            found(proc, s.args[n - 1], it->second.role, "", "argument " + std::to_string(n) + " of " + callee.name,
                  s.span);
            if (!it->second.always) report_.unresolved.resize(before);
        }
    }

    // `value` is registered for `role`.
    void found(ProcId proc, ir::ExprId value, const std::string& role, const std::string& detail, std::string where,
               const base::Span& span) {
        const ProcSet functions = flow_.functions(proc, value);
        const bool is_null = p_[flow_.strip(value)].kind == ExprKind::Const;
        if (functions.empty() && !is_null) report_.unresolved.push_back({role, std::move(where), span});
        for (ProcId f : functions) add(p_[f], role, detail, "registration", span);
    }

    // What is registered where nobody can look may be called by the harness, which calls DDIs itself.
    bool may_register(const ir::Proc& proc) const {
        const auto names = ir::called_at_most(proc);
        return names && std::any_of(names->begin(), names->end(), [&](const std::string& name) {
                   const auto known = table_.arguments.lower_bound({name, 0});
                   return known != table_.arguments.end() && known->first.first == name;
               });
    }

    const FieldRole* field_role(const Place& place) const {
        if (place.kind != Place::Kind::Field) return nullptr;
        const ir::Record& record = p_.types.rec(ir::RecordId(place.owner));
        // A record kept apart by the linker is `_TAG@file.c`.
        const std::string tag = record.name.substr(0, record.name.find('@'));
        auto it = table_.fields.find({tag, record.fields[place.index].name});
        return it == table_.fields.end() ? nullptr : &it->second;
    }

    std::string detail(const FieldRole& field, const Place& place) const {
        if (!field.by_index || place.element < 0) return {};
        return std::string(table_.detail_of(static_cast<std::uint64_t>(place.element)));
    }

    void add(ir::Proc& proc, const std::string& role, std::string detail, const char* found_by,
             const base::Span& span) {
        if (!proc.has_body) {
            report_.open.insert(role);
            note(span,
                 "'" + proc.name + "' is registered as " + role + " and has no body here: it is not an entry point");
            return;
        }
        const auto same = [&](const ir::Role& r) { return r.role == role && r.detail == detail; };
        if (std::any_of(proc.roles.begin(), proc.roles.end(), same)) return;
        const bool typed =
            std::any_of(proc.roles.begin(), proc.roles.end(), [&](const ir::Role& r) { return r.role == role; });
        if (!typed && std::string_view(found_by) == "registration")
            note(span,
                 "'" + proc.display_name + "' is registered as " + role + " and is not declared with that role type");
        proc.roles.push_back({role, std::move(detail), found_by, span});
    }

    // A dispatch routine's empty detail ("any") says nothing beside details that were found, unless it was registered
    // so.
    void tidy(ir::Proc& proc, bool registered_for_all) {
        for (ir::Role& r : proc.roles) {
            const auto says_more = [&](const ir::Role& o) { return o.role == r.role && !o.detail.empty(); };
            const bool beside_others = std::any_of(proc.roles.begin(), proc.roles.end(), says_more);
            if (registered_for_all && r.detail.empty() && r.found_by != "user" && beside_others) r.found_by = "registration";
        }
        std::vector<ir::Role> kept;
        for (const ir::Role& r : proc.roles) {
            const bool weak = r.detail.empty() && r.found_by != "registration" && r.found_by != "user";
            const bool better = std::any_of(proc.roles.begin(), proc.roles.end(), [&](const ir::Role& o) {
                return o.role == r.role && (!o.detail.empty() || o.found_by == "registration") && &o != &r;
            });
            if (!(weak && better)) kept.push_back(r);
        }
        proc.roles = std::move(kept);
    }

    // A function that is declared as a dispatch routine, for no major function, whose address nobody takes, and that the
    // driver calls itself: part of another dispatch routine, which the kernel never calls.
    void drop_helpers() {
        std::set<ProcId> called;
        for (const ir::Proc& proc : p_.procs)
            for (const ir::Stmt& s : proc.body)
                if (s.kind == StmtKind::Call && s.proc.valid()) called.insert(s.proc);
        std::set<std::string_view> detailed; // roles that come with details
        for (const auto& [place, field] : table_.fields)
            if (field.by_index) detailed.insert(field.role);
        for (const ProcId id : called) {
            ir::Proc& proc = p_[id];
            if (proc.address_taken) continue;
            const auto helper = [&](const ir::Role& r) {
                return r.detail.empty() && r.found_by == "role type" && detailed.contains(r.role);
            };
            if (std::erase_if(proc.roles, helper) != 0)
                note(proc.span, "'" + proc.display_name + "' is only called by the driver itself: it is not an entry point");
        }
    }

    void note(const base::Span& span, std::string message) {
        for (const base::Diagnostic& d : report_.notes)
            if (d.message == message) return;
        base::Diagnostic d;
        d.severity = base::Severity::Note;
        d.span = span;
        d.message = std::move(message);
        report_.notes.push_back(std::move(d));
    }

    ir::Program& p_;
    const RoleTable& table_;
    FunctionFlow flow_;
    std::map<ProcId, std::set<std::string>> taken_; // of functions that are registered for all details
    RoleReport report_;
};

} // namespace

RoleReport find_roles(ir::Program& driver, const RoleTable& table) { return Finder(driver, table).run(); }

} // namespace sdvlite::frontend::os
