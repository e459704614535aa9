// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/attributes.hpp"

#include "core/base/suggest.hpp"
#include "frontend/dir/literals.hpp"

namespace sdvlite::frontend::dir {

namespace {

Attribute::Value read_value(const FileContext& context, Parser::AttributeValueContext* value) {
    Attribute::Value out;
    if (value->place() != nullptr) {
        out.is_place = true;
        out.place = read_place(context, value->place());
    } else if (value->name() != nullptr) {
        out.text = text_of(context, value->name());
    } else if (value->STRING() != nullptr) {
        out.text = unquote(context, value->getStart());
    } else {
        out.text = value->getText();
    }
    return out;
}

}  // namespace

std::vector<Attribute> read_attributes(const FileContext& context, Parser::AttributesContext* attributes) {
    std::vector<Attribute> out;
    for (Parser::AttributeContext* a : attributes->attribute()) {
        Attribute& attribute = out.emplace_back();
        attribute.word = a->attributeName()->getText();
        attribute.span = context.span(a);
        for (Parser::AttributeValueContext* v : a->attributeValue()) {
            attribute.values.push_back(read_value(context, v));
        }
    }
    return out;
}

const std::string& only_value(const Attribute& a) {
    if (a.values.size() != 1 || a.values[0].is_place) fail(a.span, "'" + a.word + "' is followed by one word or text");
    return a.values[0].text;
}

void no_value(const Attribute& a) {
    if (!a.values.empty()) fail(a.span, "nothing follows '" + a.word + "'");
}

void unknown_attribute(const Attribute& a, const std::vector<std::string>& known) {
    std::string hint = base::did_you_mean(a.word, known);
    if (hint.empty()) {
        hint = "known here:";
        for (const std::string& k : known) hint += " " + k;
    }
    fail(a.span, "unknown attribute '" + a.word + "'", hint);
}

ir::Origin read_origin(const std::string& word, base::Span span) {
    if (word == "driver") return ir::Origin::Driver;
    if (word == "os_model") return ir::Origin::OsModel;
    if (word == "harness") return ir::Origin::Harness;
    if (word == "rule") return ir::Origin::Rule;
    fail(span, "unknown origin '" + word + "'", "known are driver, os_model, harness, rule");
}

}  // namespace sdvlite::frontend::dir
