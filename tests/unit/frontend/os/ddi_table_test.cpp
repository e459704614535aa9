// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/ddi_table.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;

namespace {

std::string error_of(const std::string& line) {
    base::SourceMap sources;
    base::DiagSink sink;
    base::DdiTable table;
    const bool good = frontend::os::read_ddi_table("level LOW 0\nlevel DEVICE 3 11\n" + line, "t.txt", table, sources, sink);
    CHECK(good == sink.all().empty());
    return sink.all().empty() ? "" : base::render(sink.all().front(), sources);
}

} // namespace

TEST_CASE("the shipped table of DDIs reads, knows aliases and leaves gaps") {
    base::SourceMap sources;
    base::DiagSink sink;
    base::DdiTable t;
    REQUIRE(frontend::os::load_ddi_table(test::models_folder(), t, sources, sink));
    CHECK(sink.all().empty());
    CHECK(t.functions.size() > 6000);

    const base::DdiFacts* lock = t.find("KeAcquireSpinLock");
    REQUIRE(lock);
    CHECK_FALSE(lock->callback);
    CHECK(lock->arity == 2u);
    CHECK(lock->level == base::LevelRange{0, 2});
    CHECK(lock->headers == std::vector<std::string>{"wdm.h"});
    CHECK(lock->has_argument(2));
    CHECK_FALSE(lock->has_argument(3));

    CHECK(t.find("IofCompleteRequest") != nullptr);
    REQUIRE(t.find("PofCallDriver"));
    CHECK(t.find("PofCallDriver")->name == "PoCallDriver"); // by its alias
    CHECK(t.find("NoSuchDdi") == nullptr);

    REQUIRE(t.find("DRIVER_CANCEL"));
    CHECK(t.find("DRIVER_CANCEL")->callback);
    CHECK(t.find("DRIVER_DISPATCH")->level == std::nullopt); // PASSIVE_LEVEL (see Remarks section)
    CHECK(t.find("KeEnterCriticalRegion")->arity == std::nullopt);
    CHECK(t.find("KeEnterCriticalRegion")->has_argument(9));
    REQUIRE(t.find("FsRtlEnterFileSystem")); // of the table written by hand
    CHECK(t.find("FsRtlEnterFileSystem")->level == base::LevelRange{0, 1});
    CHECK(t.find("DbgPrint")->arity == 1u);
    CHECK(t.find("DbgPrint")->variadic);
    CHECK(t.find("DbgPrint")->has_argument(9));
    CHECK(t.find("KeReleaseSpinLock")->level == std::nullopt); // DISPATCH_LEVEL (see Remarks section)
    CHECK(t.find("KeReleaseSpinLockFromDpcLevel")->level == base::LevelRange{2, 2});

    CHECK(t.level_name(2) == "DISPATCH_LEVEL");
    CHECK(t.level_name(7) == "DIRQL");
    CHECK(t.level_name(12) == "12");
    CHECK(t.is_any(*t.find("IoSetStartIoAttributes")->level));
    CHECK_FALSE(t.is_any(*lock->level));
}

TEST_CASE("a wrong line of a table of DDIs gets an error at the word that is wrong") {
    CHECK(error_of("ddi F 2+ LOW DEVICE a.h,b.h # fine").empty());
    CHECK(error_of("callback F - - - -").empty());
    CHECK(error_of("dii F 2 LOW LOW a.h") ==
          "t.txt:3:1: error: unknown word 'dii': level, ddi or callback was expected\n    dii F 2 LOW LOW a.h\n    ^\n");
    CHECK(error_of("ddi F 2 LOW a.h").find("t.txt:3:1: error: this line should be: ddi NAME ARITY LEAST MOST HEADERS") == 0);
    CHECK(error_of("ddi F two LOW LOW a.h").find("t.txt:3:7: error: 'two' is no arity") == 0);
    CHECK(error_of("ddi F -1 LOW LOW a.h").find("t.txt:3:7: error: '-1' is no arity") == 0);
    CHECK(error_of("ddi F 2 LOW DEVISE a.h").find("t.txt:3:13: error: no line before defines the level 'DEVISE'; did you mean 'DEVICE'?") == 0);
    CHECK(error_of("ddi F 2 - LOW a.h").find("t.txt:3:9: error: no line before defines the level '-'") == 0);
    CHECK(error_of("ddi F 2 DEVICE LOW a.h").find("t.txt:3:9: error: the least level is above the most") == 0);
    CHECK(error_of("ddi F 2 LOW LOW a.h\nddi F 2 LOW LOW a.h").find("t.txt:4:5: error: 'F' is there twice") == 0);
    CHECK(error_of("level LOW 12").find("t.txt:3:7: error: the level 'LOW' is there twice") == 0);
    CHECK(error_of("level SYNCH 11").find("t.txt:3:13: error: levels have to rise") == 0);
    CHECK(error_of("level SYNCH x").find("t.txt:3:13: error: 'x' is no number") == 0);
}

TEST_CASE("a folder without a table of DDIs is an error") {
    base::SourceMap sources;
    base::DiagSink sink;
    base::DdiTable t;
    CHECK_FALSE(frontend::os::load_ddi_table("no_such_folder", t, sources, sink));
    CHECK(sink.errors() == 3);
}
