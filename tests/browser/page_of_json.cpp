// SPDX-License-Identifier: Apache-2.0
// sdvlite-results/1 on standard input, the page for it on standard output: so that tests can make a report of any size
// without a driver that has it.
#include <iostream>
#include <iterator>
#include <string>

#include "tools/report/html_data.hpp"

int main() {
    const std::string text((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
    std::cout << sdvlite::report::html_page(sdvlite::report::Json::parse(text));
    return std::cout.good() ? 0 : 1;
}
