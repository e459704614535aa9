// SPDX-License-Identifier: Apache-2.0
// A project file evaluated as MSBuild does it, in three passes: properties and imports in the order
// of the files; then item definitions; then items, which see all of the former. Targets and tasks
// are not run.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/diag.hpp"
#include "core/base/source.hpp"
#include "frontend/project/msbuild/properties.hpp"
#include "frontend/project/msbuild/xml_file.hpp"

namespace sdvlite::frontend::project::msbuild {

using Metadata = std::map<std::string, std::string>; // by lower-case name

struct Item {
    std::string include; ///< evaluated; relative to the project's folder as it is written
    Metadata metadata;
    base::Span span;
};

struct Evaluation {
    Properties properties;
    std::map<std::string, Metadata> definitions;   ///< by lower-case item type
    std::map<std::string, std::vector<Item>> items; ///< by lower-case item type; only types that matter
    std::vector<std::unique_ptr<XmlFile>> files;   ///< the project, then what it imports
    std::vector<std::string> missing_imports;
};

/// An element of a file that a later pass looks at.
struct Group {
    const XmlFile* file;
    pugi::xml_node node;
};

/// The first pass. `out.files` holds the project, `out.properties` what is known before it is read.
/// The groups of items and definitions are appended in order.
void evaluate_properties(Evaluation& out, std::vector<Group>& definitions, std::vector<Group>& items,
                         base::SourceMap& sources, base::DiagSink& sink);

/// The second and the third pass, for items of the types ClCompile and ProjectReference and of what
/// they refer to.
void evaluate_items(Evaluation& out, const std::vector<Group>& definitions, const std::vector<Group>& items,
                    base::DiagSink& sink);

/// The configurations that the project file names ("Release|x64"), in its order.
std::vector<std::string> configurations(const XmlFile& project);

} // namespace sdvlite::frontend::project::msbuild
