// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/arguments.hpp"

#include <fstream>

#include "frontend/c/locate.hpp"

namespace sdvlite::frontend::c {

namespace {

std::string replaced(std::string line, const std::string& what, const std::string& by) {
    const std::size_t at = line.find(what);
    return at == std::string::npos ? line : line.replace(at, what.size(), by);
}

} // namespace

ClangArguments clang_arguments(const std::string& file, const LoadOptions& options, const std::string& resource) {
    ClangArguments out;
    std::vector<std::string>& args = out.arguments;
    const std::vector<std::string> wdk = options.wdk.empty() ? std::vector<std::string>{} : wdk_folders(options.wdk);
    if (!options.wdk.empty() && wdk.empty()) {
        out.error = "'" + options.wdk + "' holds no WDK headers (Include/<version>/km, or inc/ddk)";
        return out;
    }
    std::ifstream flags(options.headers + "/clang_flags.txt");
    if (!flags) {
        out.error = "can't read '" + options.headers + "/clang_flags.txt'";
        return out;
    }
    if (wdk.empty() && options.mingw.empty()) {
        out.error = "no DDK headers: neither a WDK is given nor mingw-w64's headers are installed";
        return out;
    }
    for (const std::string& dir : options.include_dirs) args.insert(args.end(), {"-I", dir});
    bool skip = false;
    for (std::string line; std::getline(flags, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (line == "# begin mingw" && !wdk.empty()) {
            skip = true;
            for (const std::string& dir : wdk) args.insert(args.end(), {"-isystem", dir});
        }
        if (line == "# end mingw") skip = false;
        if (skip || line.empty() || line.front() == '#') continue;
        line = replaced(line, "@HEADERS@", options.headers);
        line = replaced(line, "@MINGW@", options.mingw);
        args.push_back(replaced(line, "@RESOURCE@", resource));
    }
    for (const std::string& d : options.defines) args.push_back("-D" + d);
    for (const std::string& u : options.undefines) args.push_back("-U" + u);
    for (const std::string& i : options.forced_includes) args.insert(args.end(), {"-include", i});
    args.insert(args.end(), options.clang_args.begin(), options.clang_args.end());
    // A guess at what a misspelt name means must not become part of the program.
    args.push_back("-fno-spell-checking");
    args.push_back("-fsyntax-only");
    args.push_back("--");
    args.push_back(file);
    return out;
}

} // namespace sdvlite::frontend::c
