// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/output.hpp"

#include <cstdio>
#include <filesystem>
#include <system_error>

#include "tools/report/atomic_file.hpp"

namespace sdvlite::cli {

bool write_outputs(const std::vector<Output>& outputs, Console& console,
                   const std::function<std::string(Format, bool to_stdout)>& render) {
    bool good = true;
    for (const Output& o : outputs) {
        const std::string text = render(o.format, o.file.empty());
        if (o.file.empty()) {
            std::fwrite(text.data(), 1, text.size(), stdout);  // main() looks whether it arrived
        } else if (const std::string error = report::write_file(o.file, text); !error.empty()) {
            console.error(error);
            good = false;
        }
    }
    return good;
}

report::SarifOptions sarif_options() {
    report::SarifOptions out;
    std::error_code error;
    const std::filesystem::path here = std::filesystem::current_path(error);
    out.folder = out.root = error ? "/" : here.string();
    for (std::filesystem::path at = here;; at = at.parent_path()) {
        if (std::filesystem::exists(at / ".git", error)) {
            out.root = at.string();
            return out;
        }
        if (at == at.parent_path()) return out;
    }
}

}  // namespace sdvlite::cli
