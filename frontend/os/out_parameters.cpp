// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/out_parameters.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/ir/body_editor.hpp"
#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

using ir::ExprId;
using ir::ExprKind;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;
using ir::TypeId;

namespace {

std::optional<std::uint32_t> number_of(std::string_view word) {
    std::uint32_t n = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
    if (error != std::errc() || end != word.data() + word.size() || n == 0) return std::nullopt;
    return n;
}

std::optional<OutParameter> parameter_of(std::string_view word) {
    OutParameter out;
    out.read = word.starts_with('+');
    const auto n = number_of(word.substr(out.read ? 1 : 0));
    if (!n) return std::nullopt;
    out.number = *n;
    return out;
}

/// "out:2", "inout:3".
void add_annotated(const ir::Proc& proc, std::vector<OutParameter>& out) {
    for (const std::string_view a : proc.annotations) {
        const bool read = a.starts_with("inout:");
        if (!read && !a.starts_with("out:")) continue;
        if (const auto n = number_of(a.substr(a.find(':') + 1))) out.push_back({*n, read});
    }
}

class Storer {
public:
    Storer(ir::Program& program, const OutTable& table) : program_(program), make_(program), written_(program.procs.size()) {
        for (std::size_t i = 0; i < program.procs.size(); ++i) {
            ir::Proc& p = program.procs[i];
            if (p.has_body || p.modelled || p.is_noreturn) continue;
            add_annotated(p, written_[i]);
            const auto documented = table.find(p.name);
            if (!written_[i].empty() || documented == table.end()) continue;
            written_[i] = documented->second;
            for (const OutParameter& o : written_[i]) p.annotations.push_back((o.read ? "inout:" : "out:") + std::to_string(o.number));
        }
    }

    void rewrite(ir::Proc& proc);

private:
    const std::vector<OutParameter>& written(const Stmt& s) const {
        static const std::vector<OutParameter> kNone;
        return s.kind == StmtKind::Call && s.proc.valid() ? written_[s.proc.index()] : kNone;
    }
    bool small(TypeId type) const {
        // What is larger (IRPs, device objects) is an object of the system that the driver looks into, not a result.
        constexpr std::uint64_t kMostBytes = 64;
        const ir::TypeTable& types = program_.types;
        return types.is_scalar(type) || (types.is_record(type) && types.size_of(type) <= kMostBytes);
    }
    /// The typed pointer that was passed, without the casts around it; invalid where there is none.
    ExprId pointer_in(ExprId argument) const;
    void store(ExprId argument, bool read, base::Span span, ir::BodyEditor& editor);

    ir::Program& program_;
    ir::ExprBuilder make_;
    std::vector<std::vector<OutParameter>> written_;
};

ExprId Storer::pointer_in(ExprId argument) const {
    for (;;) {
        const ir::Expr& e = program_[argument];
        const bool pointer = program_.types.is_pointer(e.type);
        if (pointer && small(program_.types[e.type].element)) return argument;
        if (e.kind != ExprKind::Cast) return {};
        argument = e.a;
    }
}

void Storer::store(ExprId argument, bool read, base::Span span, ir::BodyEditor& editor) {
    const ExprId pointer = pointer_in(argument);
    if (!pointer.valid()) return;
    const TypeId type = program_.types[program_[pointer].type].element;
    if (read && !program_.types.is_scalar(type)) return;  // an object that the function works on
    Stmt havoc;
    havoc.kind = StmtKind::Havoc;
    havoc.span = span;
    if (program_[pointer].kind == ExprKind::AddrOf) {
        havoc.lhs = program_[pointer].a;
        return editor.emit(std::move(havoc));
    }
    Stmt given;
    given.kind = StmtKind::Branch;
    given.span = span;
    given.rhs = make_.binary(ir::BinOp::Ne, pointer, make_.null(program_[pointer].type));
    const StmtIndex yes = editor.fresh_label(), no = editor.fresh_label();
    given.targets = {yes, no};
    editor.emit(std::move(given));
    editor.place(yes);
    havoc.lhs = make_.deref(pointer);
    editor.emit(std::move(havoc));
    editor.place(no);
}

void Storer::rewrite(ir::Proc& proc) {
    if (std::none_of(proc.body.begin(), proc.body.end(), [&](const Stmt& s) { return !written(s).empty(); })) return;
    ir::BodyEditor editor(proc.body.size());
    const std::vector<Stmt> body = std::move(proc.body);
    for (StmtIndex i = 0; i < body.size(); ++i) {
        const Stmt& s = body[i];
        editor.at(i);
        const auto stores = [&](bool read) {
            for (const OutParameter& o : written(s)) {
                if (o.read == read && o.number <= s.args.size()) store(s.args[o.number - 1], read, s.span, editor);
            }
        };
        stores(false);
        editor.emit(s);
        stores(true);
    }
    proc.body = editor.finish();
}

} // namespace

bool read_out_table(std::string_view text, std::string_view path, OutTable& table, base::SourceMap& sources, base::DiagSink& sink) {
    return read_word_table(text, path, sources, sink, [&](const TableLine& line) -> LineError {
        if (line.words.size() < 2) return {"this line should be: NAME N +N ...", 0};
        std::vector<OutParameter> out;
        for (std::size_t i = 1; i < line.words.size(); ++i) {
            const auto parameter = parameter_of(line.words[i]);
            if (!parameter) return {"a parameter's number from 1 is expected, with + before it when it is read, too", i};
            out.push_back(*parameter);
        }
        table.insert_or_assign(std::string(line.words[0]), std::move(out));
        return {};
    });
}

void store_out_parameters(ir::Program& program, const OutTable& table) {
    Storer storer(program, table);
    for (ir::Proc& proc : program.procs) {
        if (proc.origin == ir::Origin::Driver) storer.rewrite(proc);
    }
}

} // namespace sdvlite::frontend::os
