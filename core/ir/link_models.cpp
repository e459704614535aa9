// SPDX-License-Identifier: Apache-2.0
// Linking OS models and harnesses onto a driver.
#include <algorithm>
#include <unordered_map>

#include "core/ir/importer.hpp"
#include "core/ir/link.hpp"
#include "core/ir/model_records.hpp"
#include "core/ir/type_import.hpp"

namespace sdvlite::ir {

namespace {

class ModelLinker {
public:
    ModelLinker(Program& driver, std::vector<Program>& models, ModelReport& report)
        : driver_(driver), models_(models), report_(report), maps_(models.size()) {}

    void run();

private:
    void find_winners();
    void declare(std::size_t model);
    GlobalId declare_global(std::size_t model, std::size_t number);
    ProcId declare_proc(std::size_t model, std::size_t number);
    Proc shell(std::size_t model, const Proc& p, const std::string& name) const;
    void take_facts(Proc& to, const Proc& from, std::size_t model) const;
    void define(std::size_t model);
    void define_proc(Importer& importer, std::size_t model, std::size_t number);
    std::string static_name(const std::string& name, std::size_t model) const;
    base::Span span(std::size_t model, base::Span s) const {
        if (s.file.valid()) s.file = maps_[model].files[s.file.index()];
        return s;
    }
    Origin origin(Origin o) const { return o == Origin::Driver ? Origin::OsModel : o; }
    bool drivers_own(ProcId p) const { return p.valid() && p.index() < driver_procs_ && own_[p.index()]; }

    Program& driver_;
    std::vector<Program>& models_;
    ModelReport& report_;
    std::vector<ImportMaps> maps_;
    std::size_t driver_procs_ = 0;
    std::size_t driver_globals_ = 0;
    std::vector<bool> own_;  // of the driver's procedures: it defines them itself
    // Model and number of the definition that counts, by name.
    std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> procs_;
    std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> globals_;
};

void ModelLinker::run() {
    driver_procs_ = driver_.procs.size();
    driver_globals_ = driver_.globals.size();
    for (const Proc& p : driver_.procs) own_.push_back(p.has_body || !p.hole_reason.empty());
    find_winners();
    const ModelRecords records(driver_.types, models_);
    for (std::size_t m = 0; m < models_.size(); ++m) {
        maps_[m].files = import_files(models_[m].sources, driver_.sources);
        maps_[m].records = records.map(m);
        maps_[m].types = import_types(models_[m].types, maps_[m].records, driver_.types);
    }
    // Definitions first: they decide the types of what the driver does not know.
    for (std::size_t m = 0; m < models_.size(); ++m) declare(m);
    for (std::size_t m = 0; m < models_.size(); ++m) define(m);
}

// The last definition of a name is the one that counts.
void ModelLinker::find_winners() {
    for (std::size_t m = 0; m < models_.size(); ++m) {
        for (std::size_t i = 0; i < models_[m].procs.size(); ++i) {
            const Proc& p = models_[m].procs[i];
            if (!p.has_body || p.is_static) continue;
            auto [it, fresh] = procs_.try_emplace(p.name, m, i);
            if (!fresh) {
                report_.replaced.push_back(p.name);
                it->second = {m, i};
            }
        }
        for (std::size_t i = 0; i < models_[m].globals.size(); ++i) {
            const Global& g = models_[m].globals[i];
            if (!g.is_extern && !g.is_static) globals_[g.name] = {m, i};
        }
    }
}

std::string ModelLinker::static_name(const std::string& name, std::size_t model) const {
    auto taken = [&](const std::string& n) {
        return driver_.find_proc(n).valid() || driver_.find_global(n).valid() || procs_.count(n) != 0 ||
               globals_.count(n) != 0;
    };
    if (!taken(name)) return name;
    const std::string base = name + "@" + base_name(models_[model].name);
    std::string unique = base;
    for (std::size_t n = 2; taken(unique); ++n) unique = base + "#" + std::to_string(n);
    return unique;
}

void ModelLinker::declare(std::size_t model) {
    for (std::size_t i = 0; i < models_[model].globals.size(); ++i) {
        maps_[model].globals.push_back(declare_global(model, i));
    }
    for (std::size_t i = 0; i < models_[model].procs.size(); ++i) {
        maps_[model].procs.push_back(declare_proc(model, i));
    }
}

GlobalId ModelLinker::declare_global(std::size_t model, std::size_t number) {
    const Global& own = models_[model].globals[number];
    const GlobalId known = own.is_static ? GlobalId{} : driver_.find_global(own.name);
    const bool known_driver = known.valid() && known.index() < driver_globals_;
    // A name that comes up first as a declaration gets the definition's type at once.
    std::size_t from = model;
    const Global* g = &own;
    if (const auto winner = globals_.find(own.name); !own.is_static && winner != globals_.end()) {
        from = winner->second.first;
        g = &models_[from].globals[winner->second.second];
    }
    if (known.valid() && !(known_driver && driver_[known].is_extern && !g->is_extern)) return known;
    Global copy = *g;
    copy.type = maps_[from].types[g->type.index()];
    copy.span = span(from, g->span);
    copy.origin = origin(g->origin);
    copy.init.clear();
    if (known.valid()) {  // the driver declared it, the model defines it: the driver's type stays
        copy.type = driver_[known].type;
        driver_[known] = std::move(copy);
        return known;
    }
    if (own.is_static) copy.name = static_name(own.name, model);
    return driver_.add_global(std::move(copy));
}

// Facts that declarations and definitions add to a procedure.
void ModelLinker::take_facts(Proc& to, const Proc& from, std::size_t model) const {
    to.is_noreturn = to.is_noreturn || from.is_noreturn;
    to.modelled = to.modelled || from.modelled;
    to.address_taken = to.address_taken || from.address_taken;
    for (const std::string& t : from.role_types) {
        if (std::find(to.role_types.begin(), to.role_types.end(), t) == to.role_types.end()) to.role_types.push_back(t);
    }
    for (const std::string& a : from.annotations) {
        if (std::find(to.annotations.begin(), to.annotations.end(), a) == to.annotations.end())
            to.annotations.push_back(a);
    }
    for (Role r : from.roles) {
        r.span = span(model, r.span);
        to.roles.push_back(std::move(r));
    }
}

Proc ModelLinker::shell(std::size_t model, const Proc& p, const std::string& name) const {
    Proc out;
    out.name = name;
    out.display_name = p.display_name;
    out.type = maps_[model].types[p.type.index()];
    out.span = span(model, p.span);
    out.origin = origin(p.origin);
    out.is_static = p.is_static;
    out.param_count = p.param_count;
    for (std::size_t i = 0; i < p.param_count; ++i) {
        Variable v = p.locals[i];
        v.type = maps_[model].types[v.type.index()];
        v.span = span(model, v.span);
        out.locals.push_back(std::move(v));
    }
    return out;
}

ProcId ModelLinker::declare_proc(std::size_t model, std::size_t number) {
    const Proc& own = models_[model].procs[number];
    const ProcId known = own.is_static ? ProcId{} : driver_.find_proc(own.name);
    if (known.valid()) {
        if (drivers_own(known)) {
            if (own.has_body) report_.defined_by_driver.push_back(own.name);
        } else {
            take_facts(driver_[known], own, model);
        }
        return known;
    }
    std::size_t from = model;
    const Proc* p = &own;
    if (const auto winner = procs_.find(own.name); !own.is_static && winner != procs_.end()) {
        from = winner->second.first;
        p = &models_[from].procs[winner->second.second];
    }
    const std::string name = own.is_static ? static_name(own.name, model) : own.name;
    const ProcId id = driver_.add_proc(shell(from, *p, name));
    take_facts(driver_[id], own, model);
    return id;
}

void ModelLinker::define(std::size_t model) {
    const Program& from = models_[model];
    Importer importer(from, driver_, maps_[model], false);
    for (std::size_t i = 0; i < from.globals.size(); ++i) {
        const Global& g = from.globals[i];
        const auto winner = globals_.find(g.name);
        const bool counts = g.is_static || (winner != globals_.end() && winner->second == std::pair{model, i});
        const GlobalId there = maps_[model].globals[i];
        const bool drivers = there.index() < driver_globals_ && driver_[there].origin == Origin::Driver;
        if (!counts || drivers || g.init.empty()) continue;
        try {
            driver_[there].init = importer.initialiser(g, driver_[there].type);
        } catch (const ImportError& e) {
            report_.dropped.push_back({g.name, e.reason, driver_[there].span});
        }
    }
    for (std::size_t i = 0; i < from.procs.size(); ++i) {
        if (from.procs[i].has_body) define_proc(importer, model, i);
    }
}

void ModelLinker::define_proc(Importer& importer, std::size_t model, std::size_t number) {
    const Proc& p = models_[model].procs[number];
    const ProcId id = maps_[model].procs[number];
    if (drivers_own(id)) return;
    if (!p.is_static && procs_.at(p.name) != std::pair{model, number}) return;
    const std::vector<Variable> params = driver_[id].locals;
    driver_[id].span = span(model, p.span);
    driver_[id].origin = origin(p.origin);
    try {
        importer.body(p, id, Importer::OnError::Throw);
    } catch (const ImportError& e) {
        Proc& there = driver_[id];
        there.has_body = false;
        there.body.clear();
        there.locals = params;
        there.param_count = static_cast<std::uint32_t>(params.size());
        report_.dropped.push_back({p.name, e.reason, there.span});
    }
}

}  // namespace

bool link_models(Program& driver, std::vector<Program>&& models, ModelReport& report, base::DiagSink& sink) {
    const std::size_t before = sink.errors();
    for (const Program& m : models) {
        for (const Proc& p : m.procs) {
            if (!driver.find_global(p.name).valid()) continue;
            sink.error(driver[driver.find_global(p.name)].span,
                       "'" + p.name + "' is a variable here and a function in the model " + m.name);
        }
        for (const Global& g : m.globals) {
            if (!driver.find_proc(g.name).valid()) continue;
            sink.error(driver[driver.find_proc(g.name)].span,
                       "'" + g.name + "' is a function here and a variable in the model " + m.name);
        }
    }
    if (sink.errors() != before) return false;
    ModelLinker(driver, models, report).run();
    return true;
}

}  // namespace sdvlite::ir
