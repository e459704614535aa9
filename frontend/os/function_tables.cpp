// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/function_tables.hpp"

#include <utility>

#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;

namespace {

// The field that `callee` reads, of one of the records; null when it is something else.
const ir::Field* table_field(const ir::Program& program, ExprId callee, const FunctionTables& tables) {
    while (program[callee].kind == ExprKind::Cast) callee = program[callee].a;
    const ir::Expr& e = program[callee];
    if (e.kind != ExprKind::Field) return nullptr;
    const ir::Type& holder = program.types[program[e.a].type];
    if (holder.kind != ir::TypeKind::Record) return nullptr;
    const ir::Record& record = program.types.rec(holder.record);
    if (!tables.contains(record.name) || e.index >= record.fields.size()) return nullptr;
    return &record.fields[e.index];
}

// The procedure that stands for the function in `field`; invalid when the name means something else here.
ProcId documented(ir::Program& program, const ir::Field& field) {
    const ir::Type pointer = program.types[field.type];
    if (pointer.kind != ir::TypeKind::Pointer) return {};
    const ir::Type function = program.types[pointer.element];
    if (function.kind != ir::TypeKind::Function) return {};
    const ProcId known = program.find_proc(field.name);
    if (known.valid()) return !program[known].has_body && program[known].type == pointer.element ? known : ProcId{};
    ir::Proc proc;
    proc.name = field.name;
    proc.display_name = field.name;
    proc.type = pointer.element;
    for (const ir::TypeId param : function.params)
        proc.locals.push_back({"$arg" + std::to_string(proc.locals.size()), param, {}});
    proc.param_count = static_cast<std::uint32_t>(proc.locals.size());
    return program.add_proc(std::move(proc));
}

} // namespace

bool read_function_tables(std::string_view text, std::string_view path, FunctionTables& tables,
                          base::SourceMap& sources, base::DiagSink& sink) {
    return read_word_table(text, path, sources, sink, [&](const TableLine& line) -> LineError {
        if (line.words.size() != 1) return {"this line should be: RECORD", 0};
        tables.insert(std::string(line.words[0]));
        return {};
    });
}

void name_table_calls(ir::Program& program, const FunctionTables& tables) {
    for (std::size_t p = 0; p < program.procs.size(); ++p) {
        for (std::size_t s = 0; s < program.procs[p].body.size(); ++s) {
            const ExprId callee = program.procs[p].body[s].callee;
            if (!callee.valid()) continue;
            const ir::Field* field = table_field(program, callee, tables);
            if (!field) continue;
            const ProcId proc = documented(program, ir::Field(*field));
            if (!proc.valid()) continue;
            program.procs[p].body[s].callee = {};
            program.procs[p].body[s].proc = proc; // adding one may have moved the others
        }
    }
}

} // namespace sdvlite::frontend::os
