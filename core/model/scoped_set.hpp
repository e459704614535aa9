// SPDX-License-Identifier: Apache-2.0
// Sets of tracked classes as an activation of a procedure sees them. Locals of other procedures can't be in them: they
// are no activation's but their own, so that sets do not grow with the number of procedures. The sets of a procedure's
// statements lie side by side: there are as many as there are statements in the program.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sdvlite::model {

inline constexpr std::uint32_t kUntracked = UINT32_MAX;

/// Which tracked classes an activation of a procedure can have to do with: those that others share, [0, shared), and
/// its own locals, [from, to).
struct Scope {
    std::uint32_t shared = 0, from = 0, to = 0;

    std::size_t shared_words() const { return (shared + 63) / 64; }
    std::size_t words() const { return shared_words() + (to - from + 63) / 64; }
    /// The place of a class in a set; kUntracked for others' locals.
    std::uint32_t bit(std::uint32_t i) const {
        if (i < shared) return i;
        return i >= from && i < to ? static_cast<std::uint32_t>(shared_words()) * 64 + (i - from) : kUntracked;
    }
};

/// One set, where it lies. Sets that are put together are of the same procedure, or only their shared parts are.
template <class Word>
class ScopedView {
public:
    ScopedView(const Scope& scope, Word* words) : scope_(&scope), words_(words) {}
    operator ScopedView<const Word>() const { return {*scope_, words_}; }

    bool has(std::uint32_t i) const {
        const std::uint32_t at = scope_->bit(i);
        return at != kUntracked && (words_[at / 64] >> (at % 64) & 1) != 0;
    }
    /// Others' locals stay out.
    void add(std::uint32_t i) const {
        if (const std::uint32_t at = scope_->bit(i); at != kUntracked) words_[at / 64] |= std::uint64_t{1} << (at % 64);
    }
    void remove(std::uint32_t i) const {
        if (const std::uint32_t at = scope_->bit(i); at != kUntracked) words_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
    }
    void assign(ScopedView<const std::uint64_t> o) const { std::copy(o.words(), o.words() + scope_->words(), words_); }
    /// True when something was added.
    bool unite(ScopedView<const std::uint64_t> o) const { return unite(o, scope_->words()); }
    bool unite_shared(ScopedView<const std::uint64_t> o) const { return unite(o, scope_->shared_words()); }
    const std::uint64_t* words() const { return words_; }

private:
    bool unite(ScopedView<const std::uint64_t> o, std::size_t words) const {
        std::uint64_t added = 0;
        for (std::size_t i = 0; i < words; ++i) {
            added |= o.words()[i] & ~words_[i];
            words_[i] |= o.words()[i];
        }
        return added != 0;
    }
    const Scope* scope_;
    Word* words_;
};

using ClassesHere = ScopedView<const std::uint64_t>;
using SomeClasses = ScopedView<std::uint64_t>;

/// The sets of one procedure, empty at first. The scope stays where it is as long as they live.
class ScopedSets {
public:
    ScopedSets() = default;
    explicit ScopedSets(const Scope& scope, std::size_t count = 1) : scope_(&scope), words_(scope.words() * count, 0) {}

    ClassesHere operator[](std::size_t i) const { return {*scope_, words_.data() + i * scope_->words()}; }
    SomeClasses operator[](std::size_t i) { return {*scope_, words_.data() + i * scope_->words()}; }

private:
    const Scope* scope_ = nullptr;
    std::vector<std::uint64_t> words_;
};

/// One that stands alone.
class ScopedSet {
public:
    ScopedSet() = default;
    explicit ScopedSet(const Scope& scope) : sets_(scope) {}
    bool has(std::uint32_t i) const { return sets_[0].has(i); }
    SomeClasses view() { return sets_[0]; }
    ClassesHere view() const { return sets_[0]; }

private:
    ScopedSets sets_;
};

}  // namespace sdvlite::model
