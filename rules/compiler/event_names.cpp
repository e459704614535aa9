// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/event_names.hpp"

#include <cctype>
#include <string>

namespace sdvlite::rules {
namespace {

// `DRIVER_CANCEL_3` without `_3`. A name that would vanish stays.
std::string_view without_number(std::string_view name) {
    std::size_t end = name.size();
    while (end > 0 && std::isdigit(static_cast<unsigned char>(name[end - 1]))) --end;
    const bool numbered = end < name.size() && end > 1 && name[end - 1] == '_';
    return numbered ? name.substr(0, end - 1) : name;
}

} // namespace

automaton::EventName event_name(const ast::Name& written) {
    using automaton::NameKind;
    std::string_view name = written.text;
    if (name.starts_with("fun_") && name.size() > 4) {
        name = without_number(name.substr(4));
        return {NameKind::Role, std::string(name), written.text, written.span};
    }
    if (name == "main") return {NameKind::Function, "sdv_main", written.text, written.span};
    if (name.starts_with("SDV_Run")) {
        return {NameKind::Function, "sdv_" + std::string(name.substr(4)), written.text, written.span};
    }
    if (name.starts_with("SDV_") && name.size() > 4) {
        name = without_number(name.substr(4));
        return {NameKind::Role, std::string(name), written.text, written.span};
    }
    return {NameKind::Function, written.text, written.text, written.span};
}

} // namespace sdvlite::rules
