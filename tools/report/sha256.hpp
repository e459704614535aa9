// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4) of a string in memory. Written here because the standard is frozen and
// short: a cryptography library would be one more package for sixty lines, and LLVM's would tie
// the reports to clang. For naming file contents and defects, not for secrets.
#pragma once

#include <string>
#include <string_view>

namespace sdvlite::report {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace sdvlite::report
