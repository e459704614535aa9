// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/rewrites.hpp"

#include <algorithm>

#include <llvm/ADT/StringExtras.h>

namespace sdvlite::frontend::c {

namespace {

constexpr std::size_t kMaxInsertions = 4000;

/// Where the parenthesis closes that opens at the start of the text; npos when it does not.
std::size_t closing(llvm::StringRef text) {
    unsigned depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] == ')' && --depth == 0) return i;
    }
    return llvm::StringRef::npos;
}

} // namespace

std::optional<std::vector<Insertion>> object_of_cast(llvm::StringRef text) {
    llvm::StringRef cast = text;
    for (;;) {
        cast = cast.trim();
        if (!cast.starts_with("(")) return std::nullopt;
        if (closing(cast) != cast.size() - 1) break;
        cast = cast.drop_front().drop_back();
    }
    const std::size_t close = closing(cast);
    if (close == llvm::StringRef::npos) return std::nullopt;
    const llvm::StringRef type = cast.substr(1, close - 1);
    const bool is_type = std::all_of(type.begin(), type.end(), [](char c) {
        return llvm::isAlnum(c) || c == '_' || c == '*' || c == ' ' || c == '\t';
    });
    if (!is_type || type.trim().empty() || cast.drop_front(close + 1).trim().empty()) return std::nullopt;
    const auto begin = static_cast<unsigned>(cast.data() - text.data());
    const auto after_type = begin + static_cast<unsigned>(close);
    return std::vector<Insertion>{{begin, "(*"},
                                  {after_type, "*"},
                                  {after_type + 1, "&("},
                                  {begin + static_cast<unsigned>(cast.size()), "))"}};
}

unsigned Rewrites::original_offset(const File& file, unsigned offset) const {
    unsigned added = 0;
    for (const auto& [at, what] : file.insertions) {
        if (at + added >= offset) break;
        const auto length = static_cast<unsigned>(what.size());
        if (at + added + length >= offset) return at;
        added += length;
    }
    return offset - added;
}

bool Rewrites::add(const std::string& path, llvm::StringRef original, const std::vector<Insertion>& insertions) {
    File& file = files_.try_emplace(path, File{original.str(), original.str(), {}}).first->second;
    if (file.insertions.size() + insertions.size() > kMaxInsertions) return false;
    std::vector<Insertion> placed;
    for (const auto& [offset, what] : insertions) placed.emplace_back(original_offset(file, offset), what);
    const auto same = [&](const Insertion& first) {
        const auto [begin, end] = file.insertions.equal_range(first.first);
        return std::any_of(begin, end, [&](const auto& known) { return known.second == first.second; });
    };
    if (placed.empty() || same(placed.front())) return false;
    for (Insertion& one : placed) file.insertions.insert(std::move(one));
    file.text.clear();
    std::size_t done = 0;
    for (const auto& [at, what] : file.insertions) {
        file.text.append(file.original, done, at - done);
        file.text += what;
        done = at;
    }
    file.text.append(file.original, done, std::string::npos);
    return true;
}

const std::string* Rewrites::text(const std::string& path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second.text;
}

const std::string* Rewrites::original(const std::string& path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second.original;
}

unsigned Rewrites::inserted(const std::string& path, unsigned from, unsigned to) const {
    const auto found = files_.find(path);
    if (found == files_.end() || to < from) return 0;
    return (to - from) - (original_offset(found->second, to) - original_offset(found->second, from));
}

} // namespace sdvlite::frontend::c
