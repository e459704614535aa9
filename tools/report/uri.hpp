// SPDX-License-Identifier: Apache-2.0
// File names as URIs (RFC 3986): any bytes, percent-encoded; relative where a base is known.
#pragma once

#include <string>
#include <string_view>

namespace sdvlite::report {

/// "a b/c.c" -> "a%20b/c.c". What is no letter, digit or one of -._~/ is encoded byte by byte.
std::string uri_path(std::string_view path);

/// "/src/x/" -> "file:///src/x/"; `path` is absolute.
std::string file_uri(std::string_view path);

/// `path` without "." and ".." and double slashes, made absolute by `folder` (absolute itself). A path that leads above the
/// root stays there.
std::string absolute_path(std::string_view path, std::string_view folder);

/// The part of the absolute `path` below the absolute `root`; empty when it lies elsewhere.
std::string_view below(std::string_view path, std::string_view root);

}  // namespace sdvlite::report
