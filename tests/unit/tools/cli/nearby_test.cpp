// SPDX-License-Identifier: Apache-2.0
// A header that was not found and lies in a folder nearby is named.
#include <catch2/catch.hpp>

#include "tests/unit/rules/temp_folder.hpp"
#include "tools/cli/nearby.hpp"

using namespace sdvlite;

TEST_CASE("cli: a header that was not found is looked for around the source") {
    const rules::test::TempFolder folder;
    folder.write("drv/sys/main.c", "");
    folder.write("drv/inc/Drv.h", "");
    folder.write("drv/other/deep/drv.h", "");
    folder.write("drv/inc/sub/more.h", "");
    const std::string source = folder.path("drv/sys/main.c");
    CHECK(cli::folder_with("drv.h", source) == folder.path("drv/inc"));
    CHECK(cli::folder_with("Sub\\MORE.h", source) == folder.path("drv/inc"));
    CHECK(cli::folder_with("none.h", source).empty());
    CHECK(cli::folder_with("../../inc/drv.h", source).empty());
    base::DiagSink sink;
    sink.error({}, "'drv.h' file not found");
    sink.error({}, "'none.h' file not found");
    sink.error({}, "something else");
    cli::hint_at_headers(sink, source);
    REQUIRE(sink.all().size() == 3);
    CHECK(sink.all()[0].hint == "-I " + folder.path("drv/inc") + ": there is one");
    CHECK(sink.all()[1].hint.empty());
    CHECK(sink.all()[2].hint.empty());
    CHECK(sink.errors() == 3);
}
