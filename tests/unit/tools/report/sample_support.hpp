// SPDX-License-Identifier: Apache-2.0
// A run made by hand: one driver file with a byte that is no UTF-8 and a terminal escape, one rule
// with a defect, one that passes, one that is inconclusive, one that could not be compiled.
#pragma once

#include "tools/report/report.hpp"

namespace sdvlite::test {

struct Sample {
    base::SourceMap sources;
    report::Report report;
};

/// `sample.report.sources` points into `sample`, so that it is filled in place.
void make_sample(Sample& sample);

}  // namespace sdvlite::test
