// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/unit/tools/report/sample_support.hpp"
#include "tools/report/encoding.hpp"
#include "tools/report/json.hpp"
#include "tools/report/sarif.hpp"
#include "tools/report/text.hpp"
#include "tools/report/trace_read.hpp"

using namespace sdvlite;

namespace {

std::optional<std::vector<report::ReadTrace>> read(const std::string& text, std::string* error = nullptr) {
    base::SourceMap files;
    base::DiagSink sink;
    auto out = report::read_traces(text, "t.json", files, sink);
    CHECK(out.has_value() != sink.has_errors());
    if (error != nullptr && sink.has_errors()) *error = base::render(sink.all().front(), files);
    return out;
}

// A sample whose trace has everything that a trace can have.
void make_full(test::Sample& sample) {
    test::make_sample(sample);
    trace::Trace& t = sample.report.rules[0].result.defects[0].trace;
    t.sufficient = true;
    t.dropped = 12;
    t.recording = {"sdv_main", true, {{0xffffffffffffffff, 8, 0x8000000000000000}}, {{"Read", 3, 7}}, {{false, 2}, {true, 0}}};
    t.steps[5].reads = {{"irp->Cancel", "1"}};
    t.steps[5].skips = trace::Event{"IoReleaseCancelSpinLock", false, t.steps[5].span, ir::Origin::Driver};
    t.steps[1].event->by = ir::Origin::Harness;
    t.steps[1].event->callback = true;
    t.steps[4].rounds = 3;
    t.steps[0].role = "DRIVER_DISPATCH IRP_MJ_READ";
    sample.report.driver.inputs = {"drv"};
    sample.report.options.clang_arguments = {"-DX=1"};
}

}  // namespace

TEST_CASE("a trace written, read and written again is the same text") {
    test::Sample sample;
    make_full(sample);
    const report::RuleResult& rule = sample.report.rules[0];
    const std::string once = report::trace_json(sample.report, rule, rule.result.defects[0].trace);
    const auto traces = read(once);
    REQUIRE(traces);
    REQUIRE(traces->size() == 1);
    const report::ReadTrace& t = traces->front();
    CHECK(report::trace_json(t.report, t.rule(), t.trace()) == once);
    CHECK(t.sources->line(t.trace().steps[0].span.file, 1) == "// caf\xe9");  // the file's bytes, not the text's
}

TEST_CASE("every trace of a results file is read, and shown as the run showed it") {
    test::Sample sample;
    make_full(sample);
    const auto traces = read(report::results_json(sample.report));
    REQUIRE(traces);
    REQUIRE(traces->size() == 1);
    const report::RuleResult& rule = sample.report.rules[0];
    const auto text = [](const report::Report& r, const report::RuleResult& of, const trace::Trace& t) { return report::trace_text(r, of, t, {}, 2); };
    CHECK(text(traces->front().report, traces->front().rule(), traces->front().trace()) == text(sample.report, rule, rule.result.defects[0].trace));
}

TEST_CASE("a file that is no trace is refused with a place or the way to what is wrong") {
    test::Sample sample;
    make_full(sample);
    const report::RuleResult& rule = sample.report.rules[0];
    const std::string good = report::trace_json(sample.report, rule, rule.result.defects[0].trace);
    std::string error;
    CHECK_FALSE(read("{\n  \"schema\": nonsense\n}", &error));
    CHECK(error.find("t.json:2:14: error: this is not JSON") != std::string::npos);
    CHECK_FALSE(read("[]", &error));
    CHECK(error.find("an object is expected") != std::string::npos);
    CHECK_FALSE(read(std::string(200'000, '['), &error));

    const auto broken = [&](const char* pointer, nlohmann::ordered_json value) {
        nlohmann::ordered_json json = nlohmann::ordered_json::parse(good);
        json[nlohmann::ordered_json::json_pointer(pointer)] = std::move(value);
        CHECK_FALSE(read(json.dump(), &error));
        INFO(error);
        CHECK(error.find(pointer) != std::string::npos);
    };
    broken("/steps/2/kind", "jump");
    broken("/steps/2/origin", 3);
    broken("/steps/2/parent", 2);
    broken("/steps/2/id", 9);
    broken("/steps/2/line", -1);
    broken("/steps/2/relevant", "yes");
    broken("/recording/memory/0/size", 9);
    broken("/recording/memory/0/value", "12");
    broken("/recording/choices/0", "again");
    broken("/sources/0/text", nullptr);
    broken("/schema", "sdvlite-trace/2");
}

TEST_CASE("Windows-1252 there and back") {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    CHECK(report::from_windows_1252(report::to_utf8(all)) == all);
    CHECK(report::from_windows_1252("\u2603") == "?");
}
