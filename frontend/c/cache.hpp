// SPDX-License-Identifier: Apache-2.0
// Answers of sdvlite-cc, kept on disk: what a C file gave last time, with the command that read it
// and the facts on which that rests. An entry is written whole or not at all, so that any number of
// processes may use one folder; what can't be read, or no longer holds, is as if it were not there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "frontend/c/facts.hpp"
#include "frontend/c/reply.hpp"

namespace sdvlite::frontend::c {

/// What names the answer: the command and the folder that it runs in. The program that answers is one
/// of the facts.
std::string cache_key(const std::vector<std::string>& command);

/// The kept answer, when all of its facts hold.
std::optional<Reply> find_in_cache(const std::string& folder, const std::string& key, FactChecker& checker);

/// Keeps the bytes of a reply (write_reply()). Failing to is no error: it is only slower.
void keep_in_cache(const std::string& folder, const std::string& key, const std::string& reply);

struct CacheLimits {
    std::uint64_t bytes = std::uint64_t{1} << 30;
    std::uint64_t seconds = 30ull * 24 * 60 * 60; ///< since an entry was last used
};

/// Removes entries that are too old, then those used longest ago until the rest fits.
void clean_cache(const std::string& folder, const CacheLimits& limits);

/// The same, unless some process did it within the last hour.
void clean_cache_sometimes(const std::string& folder, const CacheLimits& limits);

} // namespace sdvlite::frontend::c
