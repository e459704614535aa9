// SPDX-License-Identifier: Apache-2.0
// `[role DRIVER_CANCEL, name "x"]`: what stands in brackets before declarations and statements.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "frontend/dir/context.hpp"
#include "frontend/dir/parse.hpp"

namespace sdvlite::frontend::dir {

/// One attribute: its word, and what follows, names and strings alike as text.
struct Attribute {
    struct Value {
        std::string text;
        base::Span place;       ///< of a place `@[...]`
        bool is_place = false;
    };
    std::string word;
    std::vector<Value> values;
    base::Span span;
};

std::vector<Attribute> read_attributes(const FileContext& context, Parser::AttributesContext* attributes);

/// The one value of an attribute that has exactly one; fails otherwise.
const std::string& only_value(const Attribute& a);
/// Fails when a value was given.
void no_value(const Attribute& a);
/// Fails: `a` is none of `known`.
[[noreturn]] void unknown_attribute(const Attribute& a, const std::vector<std::string>& known);

/// The origin that `word` names: driver, os_model, harness, rule. Fails on others.
ir::Origin read_origin(const std::string& word, base::Span span);

}  // namespace sdvlite::frontend::dir
