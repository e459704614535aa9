// SPDX-License-Identifier: Apache-2.0
// Copies expressions, bodies and initialisers of one program into another, whose declarations may
// differ in detail: fields are found by name, calls of functions with another type and values of
// another type get casts. What can't be translated ends in an ImportError.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/ir/body_editor.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// Ids of the source program -> ids of the target.
struct ImportMaps {
    std::vector<base::FileId> files;
    std::vector<TypeId> types;
    std::vector<RecordId> records;
    std::vector<GlobalId> globals;
    std::vector<ProcId> procs;
};

struct ImportError {
    std::string reason;
};

class Importer {
public:
    /// What to do with a statement that can't be translated.
    enum class OnError { Throw, Hole };

    /// Records that are mapped to have all fields by index (`exact`) or by name only.
    Importer(const Program& from, Program& to, const ImportMaps& maps, bool exact)
        : from_(from), to_(to), maps_(maps), exact_(exact), build_(to) {}

    base::Span span(const base::Span& s) const;
    TypeId type(TypeId t) const { return maps_.types[t.index()]; }

    /// Gives `target` the body of `source`. The type of `target` stays; where it differs from the source's
    /// mapped type, parameters are converted at the start and results at each return.
    void body(const Proc& source, ProcId target, OnError on_error);
    /// The initialiser of `source`, for a target global of type `type`.
    std::vector<InitItem> initialiser(const Global& source, TypeId type);

private:
    ExprId value(ExprId e);   // of the mapped type of e
    ExprId place(ExprId e);   // a designator; its type may differ from the mapped type of e
    ExprId place_new(ExprId e);
    ExprId value_new(ExprId e);
    ExprId field(const Expr& e);
    ExprId constant(const Expr& e);
    ExprId convert(ExprId e, TypeId to);
    bool convertible(TypeId from, TypeId to) const;

    void locals(const Proc& source, Proc& target);
    void statement(const Stmt& s);
    void assign(const Stmt& s, Stmt out);
    void call(const Stmt& s, Stmt out);
    void invoke(const Stmt& s, Stmt out);
    void finish_return(const Stmt& s, Stmt out);
    std::vector<ExprId> arguments(const std::vector<ExprId>& args, TypeId function, const base::Span& span);
    ExprId arbitrary(TypeId type, const base::Span& span);
    ExprId temporary(TypeId type, const base::Span& span);
    Stmt copy(const Stmt& s) const;

    const Program& from_;
    Program& to_;
    const ImportMaps& maps_;
    bool exact_;
    ExprBuilder build_;
    // Of the body that is translated:
    ProcId target_;
    std::vector<std::uint32_t> local_map_;
    std::unordered_map<std::uint32_t, ExprId> values_;
    std::unordered_map<std::uint32_t, ExprId> places_;
    std::vector<Stmt> out_;  // what the current statement becomes
};

}  // namespace sdvlite::ir
