// SPDX-License-Identifier: Apache-2.0
// Types and records as the text writes them.
#pragma once

#include "frontend/dir/context.hpp"
#include "frontend/dir/parse.hpp"

namespace sdvlite::frontend::dir {

/// Fails on unknown names and on types beyond the limits of validate().
ir::TypeId read_type(FileContext& context, Parser::TypeContext* type);
ir::TypeId read_type(FileContext& context, Parser::CastTypeContext* type);

/// The type of what is declared: `u8 x[3][4]` is an array of 3 arrays of 4 u8.
ir::TypeId declared_type(FileContext& context, Parser::TypeContext* type, Parser::DeclaratorContext* declarator);

/// Can a variable or field have it? Fails when not (void, functions, incomplete records).
void require_object_type(const FileContext& context, ir::TypeId type, base::Span where, const char* what);

/// A record's definition or forward declaration.
void read_record(FileContext& context, Parser::RecordItemContext* item);

}  // namespace sdvlite::frontend::dir
