// SPDX-License-Identifier: Apache-2.0
// Where the process, headers and kits are found.
#include <catch2/catch.hpp>

#include "frontend/c/arguments.hpp"
#include "frontend/c/locate.hpp"
#include "tests/unit/rules/temp_folder.hpp"

using namespace sdvlite::frontend::c;
using sdvlite::rules::test::TempFolder;

TEST_CASE("sdvlite-cc beside the executable or below a folder that it lies in, headers beside it") {
    const TempFolder folder;
    folder.write("build/frontend/c/sdvlite-cc", "");
    folder.write("build/frontend/c/headers/prelude.h", "");
    CHECK(find_compiler(folder.path("build/tools/cli/sdvlite")) == folder.path("build/frontend/c/sdvlite-cc"));
    CHECK(find_headers(folder.path("build/frontend/c/sdvlite-cc")) == folder.path("build/frontend/c/headers"));
    folder.write("build/tools/cli/sdvlite-cc", "");
    CHECK(find_compiler(folder.path("build/tools/cli/sdvlite")) == folder.path("build/tools/cli/sdvlite-cc"));
    CHECK(find_headers(folder.path("build/tools/cli/sdvlite-cc")).empty());
}

TEST_CASE("kits: the newest version, any case, the old layout") {
    const TempFolder folder;
    folder.write("Kits/10/Include/10.0.9600.0/km/wdm.h", "");
    folder.write("Kits/10/Include/10.0.22621.0/KM/wdm.h", "");
    folder.write("Kits/10/Include/10.0.22621.0/Shared/ntdef.h", "");
    const std::string newest = folder.path("Kits/10/Include/10.0.22621.0");
    const std::vector<std::string> wanted{newest + "/KM", newest + "/Shared"};
    CHECK(wdk_folders(folder.path("Kits/10")) == wanted);
    CHECK(wdk_folders(folder.path("Kits/10/Include")) == wanted);
    CHECK(wdk_folders(newest) == wanted);
    folder.write("Kits/10/Include/wdf/kmdf/1.9/wdf.h", "");
    folder.write("Kits/10/Include/wdf/kmdf/1.33/wdf.h", "");
    CHECK(wdk_folders(folder.path("Kits/10")) ==
          std::vector<std::string>{newest + "/KM", newest + "/Shared", folder.path("Kits/10/Include/wdf/kmdf/1.33")});
    folder.write("7600/inc/ddk/wdm.h", "");
    folder.write("7600/inc/wdf/kmdf/1.9/wdf.h", "");
    folder.write("7600/inc/api/ntdef.h", "");
    CHECK(wdk_folders(folder.path("7600")) ==
          std::vector<std::string>{folder.path("7600/inc/ddk"), folder.path("7600/inc/api"),
                                   folder.path("7600/inc/wdf/kmdf/1.9")});
    CHECK(wdk_folders(folder.path("Kits")).empty());
}

TEST_CASE("with a kit its folders stand where mingw-w64's would") {
    const TempFolder folder;
    folder.write("headers/clang_flags.txt",
                 "# comment\n-x\n\n# begin mingw\n-DMINGW\n@MINGW@\n# end mingw\n@RESOURCE@\n@HEADERS@/p.h\n");
    folder.write("kit/km/wdm.h", "");
    LoadOptions o;
    o.headers = folder.path("headers");
    o.mingw = "/m";
    o.defines = {"A=1"};
    using List = std::vector<std::string>;
    const List tail{"-DA=1", "-fno-spell-checking", "-fsyntax-only", "--", "f.c"};
    List expected{"-x", "-DMINGW", "/m", "/r", o.headers + "/p.h"};
    expected.insert(expected.end(), tail.begin(), tail.end());
    CHECK(clang_arguments("f.c", o, "/r").arguments == expected);
    o.wdk = folder.path("kit");
    expected = {"-x", "-isystem", folder.path("kit/km"), "/r", o.headers + "/p.h"};
    expected.insert(expected.end(), tail.begin(), tail.end());
    CHECK(clang_arguments("f.c", o, "/r").arguments == expected);
}
