// SPDX-License-Identifier: Apache-2.0
// Linking the files of a driver.
#include <algorithm>
#include <unordered_set>

#include "core/ir/importer.hpp"
#include "core/ir/link.hpp"
#include "core/ir/type_import.hpp"

namespace sdvlite::ir {

namespace {

bool is_definition(const Proc& p) { return p.has_body || !p.hole_reason.empty(); }

template <class T> void add_missing(std::vector<T>& to, const std::vector<T>& from) {
    for (const T& x : from) {
        if (std::find(to.begin(), to.end(), x) == to.end()) to.push_back(x);
    }
}

class DriverLinker {
public:
    DriverLinker(std::vector<Program>& files, Program& out, base::DiagSink& sink)
        : files_(files), out_(out), sink_(sink), maps_(files.size()) {}

    void run();

private:
    void find_external_names();
    void import_records(std::size_t file);
    void define_record(std::size_t file, RecordId record);
    void declare(std::size_t file);
    void declare_global(std::size_t file, const Global& g);
    void declare_proc(std::size_t file, const Proc& p);
    void merge(Proc& known, const Proc& p, std::size_t file, bool defines);
    void define(std::size_t file);
    std::string unique_name(const std::string& name, std::size_t file, bool is_static);
    static bool is_damaged_twin(const Proc& there, const Proc& p);
    std::string name_of_kind(const std::string& name, std::size_t file, bool is_static, bool other_kind, base::Span at);
    void defined_twice(const std::string& name, base::Span second, base::Span first);
    base::Span span(std::size_t file, base::Span s) const {
        if (s.file.valid()) s.file = maps_[file].files[s.file.index()];
        return s;
    }

    std::vector<Program>& files_;
    Program& out_;
    base::DiagSink& sink_;
    std::vector<ImportMaps> maps_;
    RecordUnifier::Tags tags_;
    std::unordered_map<std::uint32_t, std::size_t> file_of_record_;
    std::unordered_set<std::string> external_;  // names with external linkage, of all files
    std::unordered_set<std::string> taken_;
    std::unordered_set<std::uint32_t> has_value_;  // globals that a file gives a value
};

void DriverLinker::run() {
    find_external_names();
    for (std::size_t i = 0; i < files_.size(); ++i) {
        maps_[i].files = import_files(files_[i].sources, out_.sources);
        import_records(i);
        maps_[i].types = import_types(files_[i].types, maps_[i].records, out_.types);
        for (std::size_t r = 0; r < files_[i].types.record_count(); ++r) define_record(i, RecordId(r));
        declare(i);
    }
    for (std::size_t i = 0; i < files_.size(); ++i) define(i);
    if (!files_.empty()) out_.name = files_[0].name;
}

void DriverLinker::find_external_names() {
    for (const Program& p : files_) {
        for (const Proc& f : p.procs) {
            if (!f.is_static) external_.insert(f.name);
        }
        for (const Global& g : p.globals) {
            if (!g.is_static) external_.insert(g.name);
        }
    }
}

// Statics give way to external names, and to statics of files before.
std::string DriverLinker::unique_name(const std::string& name, std::size_t file, bool is_static) {
    if (!is_static || (external_.count(name) == 0 && taken_.count(name) == 0)) {
        taken_.insert(name);
        return name;
    }
    const std::string base = name + "@" + base_name(files_[file].name);
    std::string unique = base;
    for (std::size_t n = 2; external_.count(unique) != 0 || !taken_.insert(unique).second; ++n) {
        unique = base + "#" + std::to_string(n);
    }
    return unique;
}

void DriverLinker::import_records(std::size_t file) {
    const TypeTable& types = files_[file].types;
    const RecordUnifier unifier(types, out_.types, tags_);
    for (std::size_t i = 0; i < types.record_count(); ++i) {
        const Record& r = types.rec(RecordId(i));
        RecordId there = unifier.match(RecordId(i));
        if (!there.valid()) {
            std::string name = r.name;
            const std::string base = r.name + "@" + base_name(files_[file].name);
            for (std::size_t n = 1; out_.types.find_record(name).valid(); ++n) {
                name = n == 1 ? base : base + "#" + std::to_string(n);
            }
            const auto known = tags_.find(r.name);
            if (known != tags_.end() && !r.anonymous) {
                const std::size_t other = file_of_record_[known->second.front().value];
                sink_.warning({}, "the record " + r.name + " has another layout in " + files_[file].name + " than in " +
                                      files_[other].name + "; they are kept apart");
            }
            there = out_.types.record(name, r.is_union);
            tags_[r.name].push_back(there);
            file_of_record_.emplace(there.value, file);
        }
        maps_[file].records.push_back(there);
    }
}

void DriverLinker::define_record(std::size_t file, RecordId record) {
    const Record& source = files_[file].types.rec(record);
    Record& target = out_.types.rec(maps_[file].records[record.index()]);
    if (!source.complete || target.complete) return;
    const std::string name = target.name;
    target = source;
    target.name = name;
    for (Field& f : target.fields) f.type = maps_[file].types[f.type.index()];
    file_of_record_[maps_[file].records[record.index()].value] = file;
}

void DriverLinker::declare(std::size_t file) {
    for (const Global& g : files_[file].globals) declare_global(file, g);
    for (const Proc& p : files_[file].procs) declare_proc(file, p);
}

void DriverLinker::defined_twice(const std::string& name, base::Span second, base::Span first) {
    base::Diagnostic d;
    d.span = second;
    d.message = "'" + name + "' is defined twice";
    d.notes.push_back({base::Severity::Note, first, "first defined here", {}, {}});
    sink_.add(std::move(d));
}

// One name for a function here and a variable there is mostly what a type that nobody declared makes of a definition
// (`STATUS Read(...)`): the two have nothing to do with each other.
std::string DriverLinker::name_of_kind(const std::string& name, std::size_t file, bool is_static, bool other_kind, base::Span at) {
    if (!is_static && other_kind) {
        sink_.warning(span(file, at), "'" + name + "' is a function in one file and a variable in another; they are kept apart");
    }
    return unique_name(name, file, is_static || other_kind);
}

void DriverLinker::declare_global(std::size_t file, const Global& g) {
    const std::string name = name_of_kind(g.name, file, g.is_static, out_.find_proc(g.name).valid(), g.span);
    const GlobalId known = name != g.name ? GlobalId{} : out_.find_global(name);
    if (known.valid()) {
        const Global& there = out_[known];
        const bool has_value = has_value_.count(known.value) != 0;
        if (has_value && !g.init.empty()) defined_twice(name, span(file, g.span), there.span);
        // Without a value, `int x;` in several files is one variable to Microsoft's linker (a communal one).
        const bool adds = !g.is_extern && (there.is_extern || (!g.init.empty() && !has_value));
        if (!adds) {
            maps_[file].globals.push_back(known);
            return;
        }
    }
    Global copy = g;
    copy.name = name;
    copy.type = maps_[file].types[g.type.index()];
    copy.span = span(file, g.span);
    copy.init.clear();
    const GlobalId id = known.valid() ? known : GlobalId(out_.globals.size());
    if (!g.init.empty()) has_value_.insert(id.value);
    if (known.valid()) {
        out_[known] = std::move(copy);
    } else {
        out_.add_global(std::move(copy));
    }
    maps_[file].globals.push_back(id);
}

// What is known about a procedure adds up; type and place are the definition's.
void DriverLinker::merge(Proc& known, const Proc& p, std::size_t file, bool defines) {
    if (defines) {
        known.type = maps_[file].types[p.type.index()];
        known.span = span(file, p.span);
        known.origin = p.origin;
        known.hole_reason = p.hole_reason;
        known.locals.clear();
        known.param_count = p.param_count;
        for (std::size_t i = 0; i < p.param_count; ++i) {
            Variable v = p.locals[i];
            v.type = maps_[file].types[v.type.index()];
            v.span = span(file, v.span);
            known.locals.push_back(std::move(v));
        }
    }
    known.is_noreturn = known.is_noreturn || p.is_noreturn;
    known.address_taken = known.address_taken || p.address_taken;
    known.modelled = known.modelled || p.modelled;
    add_missing(known.role_types, p.role_types);
    add_missing(known.annotations, p.annotations);
    for (Role r : p.roles) {
        r.span = span(file, r.span);
        if (std::find(known.roles.begin(), known.roles.end(), r) == known.roles.end()) known.roles.push_back(r);
    }
}

// Of a definition whose type nobody declared the type's name may be taken for the function's.
bool DriverLinker::is_damaged_twin(const Proc& there, const Proc& p) {
    return is_definition(there) && (!there.hole_reason.empty() || !p.hole_reason.empty());
}

void DriverLinker::declare_proc(std::size_t file, const Proc& p) {
    std::string name = name_of_kind(p.name, file, p.is_static, out_.find_global(p.name).valid(), p.span);
    ProcId known = p.is_static || name != p.name ? ProcId{} : out_.find_proc(name);
    if (known.valid() && is_definition(p) && is_damaged_twin(out_[known], p)) {
        sink_.warning(span(file, p.span), "'" + name + "' is defined twice, and one of the two was not understood; they are kept apart");
        name = unique_name(p.name, file, true);
        known = ProcId{};
    }
    if (!known.valid()) {
        Proc fresh;
        fresh.name = name;
        fresh.display_name = p.display_name;
        fresh.is_static = p.is_static;
        merge(fresh, p, file, true);
        maps_[file].procs.push_back(out_.add_proc(std::move(fresh)));
        if (is_definition(p)) out_.procs.back().has_body = p.has_body;
        return;
    }
    maps_[file].procs.push_back(known);
    Proc& there = out_[known];
    if (is_definition(there) && is_definition(p)) {
        return defined_twice(name, span(file, p.span), there.span);
    }
    merge(there, p, file, is_definition(p));
    there.has_body = there.has_body || p.has_body;
}

// Bodies and initialisers, when every name has its final type.
void DriverLinker::define(std::size_t file) {
    if (sink_.has_errors()) return;
    const Program& from = files_[file];
    Importer importer(from, out_, maps_[file], true);
    for (std::size_t i = 0; i < from.globals.size(); ++i) {
        const Global& g = from.globals[i];
        if (g.is_extern || g.init.empty()) continue;
        Global& there = out_[maps_[file].globals[i]];
        there.init = importer.initialiser(g, there.type);
    }
    for (std::size_t i = 0; i < from.procs.size(); ++i) {
        if (from.procs[i].has_body) importer.body(from.procs[i], maps_[file].procs[i], Importer::OnError::Hole);
    }
}

}  // namespace

bool link_drivers(std::vector<Program>&& files, Program& out, base::DiagSink& sink) {
    const std::size_t before = sink.errors();
    DriverLinker(files, out, sink).run();
    return sink.errors() == before;
}

}  // namespace sdvlite::ir
