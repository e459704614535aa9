// SPDX-License-Identifier: Apache-2.0
// The top-level declarations of a file, in two rounds: first everything but bodies and
// initialisers, so that the order of the file does not matter to them, then those.
#pragma once

#include <unordered_map>
#include <vector>

#include "frontend/dir/attributes.hpp"
#include "frontend/dir/context.hpp"
#include "frontend/dir/parse.hpp"
#include "frontend/dir/tokens.hpp"

namespace sdvlite::frontend::dir {

class DeclarationReader {
public:
    explicit DeclarationReader(FileContext& context) : context_(context), parser_(context) {}

    /// First round.
    void read_header(Declaration&& d);
    /// Second round; `d.number` is the same as in the first.
    void read_rest(Declaration&& d);

private:
    // declarations.cpp
    void read_item(Parser::ItemContext* item, const Declaration& d);
    void read_setting(Parser::SettingItemContext* item);
    void read_typedef(Parser::TypedefItemContext* item);
    void read_named_constant(Parser::ConstItemContext* item);
    void require_fresh(const std::string& name, base::Span where, ir::ProcId self_proc, ir::GlobalId self_global) const;

    // procs.cpp
    void read_proc(Parser::ProcItemContext* item, const Declaration& d);
    ir::TypeId read_signature(Parser::ProcItemContext* item, std::vector<ir::Variable>& params);
    void apply(const Attribute& a, ir::Proc& proc);
    ir::Role read_role(const Attribute& a) const;
    ir::ProcId merge_proc(ir::Proc&& proc, bool has_body, base::Span at);

    // globals.cpp
    void read_global(Parser::GlobalItemContext* item, const Declaration& d);
    void apply(const Attribute& a, ir::Global& global);

    FileContext& context_;
    DeclarationParser parser_;
    std::unordered_map<std::size_t, ir::ProcId> bodies_;     // number of the declaration -> what it defines
    std::unordered_map<std::size_t, ir::GlobalId> values_;
};

/// The initialiser of `global`: fills its `init`.
void read_initialiser(FileContext& context, ir::GlobalId global, Parser::InitialiserContext* initialiser);

}  // namespace sdvlite::frontend::dir
