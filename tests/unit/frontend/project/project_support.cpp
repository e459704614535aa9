// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/frontend/project/project_support.hpp"

namespace sdvlite::test {

ReadProject read_project_text(const ProjectFolder& folder, const std::string& text,
                              const frontend::project::ReadOptions& options, const std::string& name) {
    ReadProject out;
    base::SourceMap sources;
    base::DiagSink sink;
    const std::string path = folder.add(name, text);
    out.ok = frontend::project::read_vcxproj_with_libraries(text, path, options, sources, out.project, sink);
    for (const base::Diagnostic& d : sink.all()) out.messages += base::render(d, sources);
    return out;
}

ReadProject read_project(const ProjectFolder& folder, const std::string& body,
                         const frontend::project::ReadOptions& options, const std::string& name) {
    return read_project_text(folder, "<Project>\n" + body + "\n</Project>\n", options, name);
}

} // namespace sdvlite::test
