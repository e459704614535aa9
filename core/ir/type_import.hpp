// SPDX-License-Identifier: Apache-2.0
// Types of one program in another, once it is known which record becomes which.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// The target's type for each type of the source.
std::vector<TypeId> import_types(const TypeTable& from, const std::vector<RecordId>& records, TypeTable& to);

/// Adds the files of `from` to `to`.
std::vector<base::FileId> import_files(const base::SourceMap& from, base::SourceMap& to);

/// The last part of a path: "b.c" of "src/b.c".
std::string base_name(std::string_view path);

/// Finds for each record of a driver's file the record of the program that it is the same as: same tag, same layout,
/// fields of the same types, all the way down (the coarsest such relation, by elimination: a record that refers to
/// one that differs, differs too).
class RecordUnifier {
public:
    /// `tags`: records of `to` by their tag in the source.
    using Tags = std::unordered_map<std::string, std::vector<RecordId>>;
    RecordUnifier(const TypeTable& from, const TypeTable& to, const Tags& tags);

    /// Invalid: there is none, the record is a new one.
    RecordId match(RecordId record) const;

private:
    bool compatible(const Record& a, const Record& b) const;
    bool same_type(TypeId a, TypeId b) const;

    const TypeTable& from_;
    const TypeTable& to_;
    std::vector<const std::vector<RecordId>*> candidates_;
    std::vector<std::size_t> choice_;
};

}  // namespace sdvlite::ir
