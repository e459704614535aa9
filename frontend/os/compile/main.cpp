// SPDX-License-Identifier: Apache-2.0
// Part of the build: sdvlite-compile-models OUTPUT-FOLDER MODELS-FOLDER reads every file of every driver model once and
// keeps what it gave (frontend/os/compiled.hpp). An error in a model file is an error of the build.
#include <cstdio>

#include "frontend/os/load.hpp"

int main(int argc, char** argv) {
    using namespace sdvlite;
    if (argc != 3) {
        std::fputs("usage: sdvlite-compile-models OUTPUT-FOLDER MODELS-FOLDER\n", stderr);
        return 2;
    }
    base::SourceMap sources;
    base::DiagSink sink;
    const bool good = frontend::os::compile_models(argv[2], argv[1], sources, sink);
    for (const base::Diagnostic& d : sink.all()) std::fputs(base::render(d, sources).c_str(), stderr);
    return good ? 0 : 1;
}
