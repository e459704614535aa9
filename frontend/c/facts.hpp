// SPDX-License-Identifier: Apache-2.0
// What sdvlite-cc learnt from the file system while it read one C file: contents of files, names in
// folders, and what was not there. As long as all of it still holds, reading the file again with
// the same arguments gives the same answer.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/hash.hpp"

namespace sdvlite::frontend::c {

using base::Hash;
using base::hash_of;
using base::hex;

struct Fact {
    enum class Kind : std::uint8_t {
        Absent,  ///< there is nothing of this name
        Present, ///< a file or folder is there; what it holds was not looked at
        Content, ///< a file with these bytes
        Names,   ///< a folder with these names in it
        Stamp,   ///< a file of this size and time: what is too large to be hashed
    };
    std::string path;
    Kind kind = Kind::Absent;
    Hash hash;
    friend bool operator==(const Fact&, const Fact&) = default;
};

/// The hash of a folder's names, in any order.
Hash hash_of_names(std::vector<std::string> names);

/// Asks the file system now. The kind is `wanted`, or Absent, or (when the path means something of
/// another kind) Present.
Fact fact_of(const std::string& path, Fact::Kind wanted);

/// Asks about each path once in the life of this object, however often it is part of a question.
/// May be used from several threads.
class FactChecker {
  public:
    bool hold(const std::vector<Fact>& facts);

  private:
    std::mutex mutex_;
    std::map<std::pair<std::string, Fact::Kind>, Fact> known_;
};

} // namespace sdvlite::frontend::c
