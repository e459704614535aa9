// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/output.hpp"

#include <cstdio>

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

}  // namespace sdvlite::cli
