// SPDX-License-Identifier: Apache-2.0
// The page's own text, made of the files in html/ at build time.
#pragma once

#include <string_view>

namespace sdvlite::report {

extern const std::string_view kHtmlPage;    ///< with {{policy}}, {{style}}, {{data}}, {{script}}, once each and in this order
extern const std::string_view kHtmlStyle;
extern const std::string_view kHtmlScript;

}  // namespace sdvlite::report
