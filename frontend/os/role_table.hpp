// SPDX-License-Identifier: Apache-2.0
// The table that says where a driver's callbacks are registered: a plain text file for each driver model, one fact a
// line.
//
//   role R                   the typedef R (and _Function_class_(R)) marks a function of role R
//   typedef T R              the typedef T marks a function of role R; T is another name of R in rules, too
//   name F R                 the function called F has role R
//   alias T R                T is another name of R in rules
//   argument DDI N R         argument N (from 1) of a call to DDI is a function of role R
//   maybe DDI N R            as `argument`, yet what is passed there is something else in other calls
//   field RECORD FIELD R     so is a function that is stored in that field; FIELD[] of an array: the index is the
//                            detail
//   store DDI TO VALUE       the DDI stores argument VALUE where argument TO points: as an assignment to that field does
//   copy DDI TO FROM         the DDI copies from where argument FROM points to where argument TO points, whole arrays too
//   context DDI N P          argument N of DDI is what the routine that it is given gets as its parameter P (both from 1)
//   detail NAME CODE         detail NAME (IRP_MJ_READ) has this number
//   group G R                the harness calls functions of role R where it invokes G
//
// A # starts a comment. Nothing about any kernel is known in C++.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/diag.hpp"
#include "core/base/source.hpp"

namespace sdvlite::frontend::os {

struct FieldRole {
    std::string role;
    bool by_index = false; ///< the field is an array, indexed by the detail's code
};

struct ArgumentRole {
    std::string role;
    bool always = true; ///< every call passes a function there, or NULL
};

/// A DDI that stores in place of an assignment; arguments are counted from 1.
struct Storing {
    std::uint32_t to = 0;
    std::uint32_t from = 0; ///< the value, or where it lies
    bool copies = false;
};

/// What a routine is registered with; both are counted from 1.
struct GivenContext {
    std::uint32_t argument = 0;  ///< of the DDI
    std::uint32_t parameter = 0; ///< of the routine
};

struct RoleTable {
    std::map<std::string, std::string, std::less<>> typedefs; ///< typedef name -> role
    std::map<std::string, std::string, std::less<>> names;    ///< function name -> role
    std::map<std::pair<std::string, std::uint32_t>, ArgumentRole> arguments;
    std::map<std::pair<std::string, std::string>, FieldRole> fields;
    std::map<std::string, Storing, std::less<>> storing;      ///< by DDI
    std::map<std::string, GivenContext, std::less<>> contexts; ///< by DDI
    std::map<std::string, std::uint64_t, std::less<>> details;
    std::map<std::string, std::string, std::less<>> groups; ///< role -> group
    std::map<std::string, std::string, std::less<>> aliases; ///< other name -> role: of typedefs and names too

    /// The role that `name` means: of a typedef or a function name; empty when it means none.
    std::string_view role_of(std::string_view name) const;
    std::optional<std::uint64_t> code_of(std::string_view detail) const;
    /// The name of a detail's code; empty when it has none.
    std::string_view detail_of(std::uint64_t code) const;
};

/// Adds what the file says to `table`. A line that can't be read is an error in `sink`, whose spans
/// refer to `sources`. False when there was one.
bool read_role_table(std::string_view text, std::string_view path, RoleTable& table, base::SourceMap& sources,
                     base::DiagSink& sink);

} // namespace sdvlite::frontend::os
