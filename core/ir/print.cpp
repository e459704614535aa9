// SPDX-License-Identifier: Apache-2.0
#include "core/ir/print.hpp"

#include <unordered_set>

#include "core/ir/layout.hpp"
#include "core/ir/printer.hpp"
#include "core/ir/text.hpp"

namespace sdvlite::ir {

namespace {

const char* word_of(Origin o) {
    switch (o) {
        case Origin::Driver: return "driver";
        case Origin::OsModel: return "os_model";
        case Origin::Harness: return "harness";
        case Origin::Rule: break;
    }
    return "rule";
}

std::string file_name(base::FileId id) { return "f" + std::to_string(id.index()); }

std::string name_or_text(const std::string& s) { return s.empty() ? "\"\"" : quote_name(s); }

}  // namespace

std::string place_text(const base::Span& s) {
    std::string out = "@[";
    if (s.file.valid()) out += file_name(s.file);
    const bool end = s.end_line != 0 || s.end_column != 0;
    if (s.line != 0 || s.column != 0 || end) {
        if (s.file.valid()) out += ' ';
        out += std::to_string(s.line) + ":" + std::to_string(s.column);
    }
    if (end) out += "-" + std::to_string(s.end_line) + ":" + std::to_string(s.end_column);
    return out + "]";
}

std::vector<std::string> local_names(const Program& program, const Proc& proc) {
    std::vector<std::string> out;
    std::unordered_set<std::string> used;
    for (std::size_t i = 0; i < proc.locals.size(); ++i) {
        const std::string& wanted = proc.locals[i].name;
        auto taken = [&](const std::string& n) {
            return used.count(n) != 0 || program.find_global(n).valid() || program.find_proc(n).valid();
        };
        std::string name = wanted;
        if (name.empty()) name = "_" + std::to_string(i);
        const std::string base = name;
        for (std::size_t n = 1; taken(name); ++n) name = base + "_" + std::to_string(n);
        used.insert(name);
        out.push_back(quote_name(name));
    }
    return out;
}

std::string print(const Program& program, const PrintOptions& options) {
    return ProgramPrinter(program, options).run();
}

std::string ProgramPrinter::run() {
    header();
    std::vector<bool> done(program_.types.record_count(), false);
    for (std::size_t i = 0; i < program_.types.record_count(); ++i) record(RecordId(i), done);
    for (const Global& g : program_.globals) global(g);
    for (const Proc& p : program_.procs) proc(p);
    return std::move(out_);
}

void ProgramPrinter::header() {
    out_ += "program " + quote_string(program_.name) + ";\n";
    if (!options_.places) return;
    for (std::size_t i = 0; i < program_.sources.size(); ++i) {
        out_ += "file " + file_name(base::FileId(i)) + " " + quote_string(program_.sources.file(base::FileId(i)).path) +
                ";\n";
    }
}

void ProgramPrinter::place(const base::Span& span) {
    if (options_.places) out_ += " " + place_text(span);
}

void ProgramPrinter::origin(Origin o) {
    if (o == origin_) return;
    origin_ = o;
    out_ += std::string("origin ") + word_of(o) + ";\n";
}

// `u8 x[3][4]` of an array type, else type and name.
void ProgramPrinter::declare(TypeId type, const std::string& name) {
    std::string dimensions;
    for (; program_.types[type].kind == TypeKind::Array; type = program_.types[type].element) {
        const std::uint64_t count = program_.types[type].count;
        dimensions += count == 0 ? "[]" : "[" + std::to_string(count) + "]";
    }
    out_ += program_.types.name(type);
    if (!name.empty()) out_ += " " + name;
    out_ += dimensions;
}

// Records that are held by value come first. Recursion: as deep as records nest.
void ProgramPrinter::record(RecordId id, std::vector<bool>& done) {
    if (done[id.index()]) return;
    done[id.index()] = true;
    const Record& r = program_.types.rec(id);
    for (const Field& f : r.fields) {
        TypeId t = program_.types.without_arrays(f.type);
        if (program_.types.is_record(t)) record(program_.types[t].record, done);
    }
    out_ += (r.is_union ? "union " : "struct ") + quote_name(r.name);
    if (r.partial) out_ += " partial";
    if (r.anonymous) out_ += " anonymous";
    if (r.system) out_ += " system";
    if (r.complete) members(r);
    out_ += ";\n";
}

void ProgramPrinter::members(const Record& r) {
    bool natural = has_natural_layout(program_.types, r);
    for (const Field& f : r.fields) natural = natural && !(f.name.empty() && f.is_bit_field());
    if (!natural) out_ += " size " + std::to_string(r.size) + " align " + std::to_string(r.align);
    out_ += " {\n";
    for (const Field& f : r.fields) {
        out_ += "    ";
        declare(f.type, f.name.empty() ? "" : quote_name(f.name));
        if (f.is_bit_field()) out_ += " : " + std::to_string(f.bit_width);
        if (!natural) {
            out_ += " @ " + std::to_string(f.offset);
            if (f.bit_offset != 0) out_ += "." + std::to_string(f.bit_offset);
        }
        out_ += ";\n";
    }
    out_ += "}";
}

void ProgramPrinter::global(const Global& g) {
    origin(g.origin);
    if (g.display_name != g.name) out_ += "[name " + quote_string(g.display_name) + "] ";
    if (!g.shown.empty()) {
        out_ += "[shown " + quote_string(g.shown);
        for (const std::string& value : g.shown_values) out_ += " " + quote_string(value);
        out_ += "] ";
    }
    if (g.initialised == g.is_extern) out_ += g.initialised ? "[initialised] " : "[uninitialised] ";
    if (g.is_open) out_ += "[open] ";
    if (g.is_static) out_ += "static ";
    if (g.is_const) out_ += "const ";
    if (g.is_extern) out_ += "extern ";
    out_ += "global ";
    declare(g.type, quote_name(g.name));
    place(g.span);
    if (!g.init.empty()) initialiser(g);
    out_ += ";\n";
}

// .a[2].b, leaving out anonymous members where the name of what is in them suffices.
void ProgramPrinter::init_target(TypeId at, const std::vector<InitStep>& path) {
    const TypeTable& types = program_.types;
    RecordId record;                    // where the fields that are not written yet begin
    std::vector<std::uint32_t> fields;
    for (const InitStep& s : path) {
        const Type& t = types[at];
        if (!s.is_field) {
            out_ += "[" + std::to_string(s.index) + "]";
            at = t.element;
            continue;
        }
        if (fields.empty()) record = t.record;
        fields.push_back(static_cast<std::uint32_t>(s.index));
        const Field& f = types.rec(t.record).fields[s.index];
        at = f.type;
        if (f.name.empty() && &s != &path.back()) continue;
        if (!f.name.empty() && find_field(types, record, f.name) == fields) {
            out_ += "." + quote_name(f.name);
        } else {
            for (std::uint32_t i : fields) out_ += ".#" + std::to_string(i);
        }
        fields.clear();
    }
}

void ProgramPrinter::initialiser(const Global& g) {
    const TypeTable& types = program_.types;
    ExprPrinter exprs(program_, nullptr, out_);
    const InitItem& first = g.init.front();
    const bool scalar = types.is_scalar(g.type) || types[g.type].kind == TypeKind::Float;
    if (scalar && g.init.size() == 1 && first.offset == 0 && first.bit_width == 0 && first.bit_offset == 0 &&
        program_[first.value].type == g.type) {
        out_ += " = ";
        return exprs.print(first.value);
    }
    out_ += " = {\n";
    for (const InitItem& item : g.init) {
        out_ += "    ";
        const auto path = find_init_path(types, g.type, item, program_[item.value].type);
        if (path && !path->empty()) {
            init_target(g.type, *path);
        } else {
            out_ += "@ " + std::to_string(item.offset);
            if (item.bit_width != 0 || item.bit_offset != 0) {
                out_ += "." + std::to_string(item.bit_offset) + ":" + std::to_string(item.bit_width);
            }
        }
        out_ += " = ";
        exprs.print(item.value);
        out_ += ",\n";
    }
    out_ += "}";
}

void ProgramPrinter::attributes(const Proc& p) {
    auto flag = [this](bool set, const char* word) {
        if (set) out_ += std::string("[") + word + "] ";
    };
    flag(p.is_noreturn, "noreturn");
    flag(p.address_taken, "address_taken");
    flag(p.modelled, "modelled");
    if (p.display_name != p.name) out_ += "[name " + quote_string(p.display_name) + "] ";
    for (const std::string& t : p.role_types) out_ += "[role_type " + name_or_text(t) + "] ";
    for (const std::string& a : p.annotations) out_ += "[annotation " + quote_string(a) + "] ";
    for (const Role& r : p.roles) {
        out_ += "[role " + name_or_text(r.role);
        if (!r.detail.empty()) out_ += " " + quote_name(r.detail);
        if (r.found_by != "user") out_ += " by " + quote_string(r.found_by);
        place(r.span);
        out_ += "] ";
    }
    if (!p.hole_reason.empty()) out_ += "[hole " + quote_string(p.hole_reason) + "] ";
}

void ProgramPrinter::parameters(const Proc& p, const std::vector<std::string>& names) {
    out_ += '(';
    for (std::size_t i = 0; i < p.param_count; ++i) {
        const Variable& v = p.locals[i];
        if (i != 0) out_ += ", ";
        const bool unnamed = v.name.empty() && !p.has_body;
        if (!unnamed && quote_name(v.name) != names[i]) out_ += "[name " + quote_string(v.name) + "] ";
        declare(v.type, unnamed ? "" : names[i]);
        place(v.span);
    }
    if (program_.types[p.type].variadic) out_ += p.param_count != 0 ? ", ..." : "...";
    out_ += ')';
}

void ProgramPrinter::proc(const Proc& p) {
    origin(p.origin);
    const std::vector<std::string> names = local_names(program_, p);
    out_ += '\n';
    attributes(p);
    if (p.is_static) out_ += "static ";
    if (!p.has_body) out_ += "extern ";
    out_ += program_.types.name(program_.types[p.type].element) + " " + quote_name(p.name);
    parameters(p, names);
    place(p.span);
    if (!p.has_body) {
        if (options_.places && p.end != base::Span{}) out_ += " " + place_text(p.end);
        out_ += ";\n";
        return;
    }
    out_ += " {\n";
    body(p, names);
    out_ += "}";
    place(p.end);
    out_ += '\n';
}

void ProgramPrinter::body(const Proc& p, const std::vector<std::string>& names) {
    for (std::size_t i = p.param_count; i < p.locals.size(); ++i) {
        const Variable& v = p.locals[i];
        out_ += "    ";
        if (quote_name(v.name) != names[i]) out_ += "[name " + quote_string(v.name) + "] ";
        declare(v.type, names[i]);
        place(v.span);
        out_ += ";\n";
    }
    std::vector<bool> target(p.body.size(), false);
    for (const Stmt& s : p.body) {
        for (StmtIndex t : s.targets) target[t] = true;
        for (const SwitchCase& c : s.cases) target[c.target] = true;
        if (s.unwind != kNoStmt) target[s.unwind] = true;
    }
    for (std::size_t i = 0; i < p.body.size(); ++i) {
        const Stmt& s = p.body[i];
        if (target[i]) out_ += "L" + std::to_string(i) + ":\n";
        out_ += "    ";
        print_stmt_to(out_, program_, names, s, options_.places ? " " + place_text(s.span) : "");
        out_ += s.kind == StmtKind::Switch ? "\n" : ";\n";
    }
}

}  // namespace sdvlite::ir
