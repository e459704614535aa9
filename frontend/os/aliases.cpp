// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/aliases.hpp"

#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

using ir::ProcId;

bool read_alias_table(std::string_view text, std::string_view path, AliasTable& table, base::SourceMap& sources,
                      base::DiagSink& sink) {
    return read_word_table(text, path, sources, sink, [&](const TableLine& line) -> LineError {
        if (line.words.size() != 2) return {"this line should be: NAME DOCUMENTED_NAME", 0};
        table.insert_or_assign(std::string(line.words[0]), std::string(line.words[1]));
        return {};
    });
}

void apply_aliases(ir::Program& program, const AliasTable& table) {
    std::vector<ProcId> instead(program.procs.size());
    bool redirected = false;
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        ir::Proc& proc = program.procs[i];
        auto it = proc.has_body ? table.end() : table.find(proc.name);
        if (it == table.end()) continue;
        const ProcId documented = program.find_proc(it->second);
        if (!documented.valid()) {
            proc.name = it->second;
            proc.display_name = it->second;
            program.reindex();
        } else if (program[documented].type == proc.type) {
            instead[i] = documented;
            redirected = true;
        }
    }
    if (!redirected) return;
    for (ir::Expr& e : program.exprs)
        if (e.kind == ir::ExprKind::FuncAddr && instead[e.proc.index()].valid()) e.proc = instead[e.proc.index()];
    for (ir::Proc& proc : program.procs)
        for (ir::Stmt& s : proc.body)
            if (s.proc.valid() && instead[s.proc.index()].valid()) s.proc = instead[s.proc.index()];
}

} // namespace sdvlite::frontend::os
