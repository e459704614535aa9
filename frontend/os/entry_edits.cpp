// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/entry_edits.hpp"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/base/suggest.hpp"
#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kMapPrefix = "fun_";
constexpr std::string_view kStaticPrefix = "sdv_static_function_";

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Without the "_1" that tells several functions of one role apart.
std::string_view without_number(std::string_view name) {
    const std::size_t bar = name.rfind('_');
    return bar != std::string_view::npos && is_digits(name.substr(bar + 1)) ? name.substr(0, bar) : name;
}

/// Comments of several lines become blanks, so that places stay what they are.
std::string without_block_comments(std::string_view text) {
    std::string out(text);
    for (std::size_t at = out.find("/*"); at != std::string::npos; at = out.find("/*", at)) {
        const std::size_t end = std::min(out.find("*/", at + 2), out.size() - 2) + 2;
        for (; at < end; ++at)
            if (out[at] != '\n') out[at] = ' ';
    }
    return out;
}

/// "#define fun_ROLE Function"; other lines are comments, or what a header needs around it.
LineError read_map_line(const TableLine& line, EntryEdits& out) {
    if (line.words[0] != "#define" || line.words.size() < 2 || !line.words[1].starts_with(kMapPrefix)) return {};
    if (line.words.size() < 3) return {"this line should be: #define fun_ROLE FUNCTION", 1};
    EntryEdit edit;
    edit.role = line.words[1].substr(kMapPrefix.size());
    std::string_view function = line.words[2];
    if (function.starts_with(kStaticPrefix)) function = without_number(function.substr(kStaticPrefix.size()));
    edit.function = function;
    edit.span = line.span(1);
    out.list.push_back(std::move(edit));
    return {};
}

bool read_json(std::string_view text, base::FileId file, EntryEdits& out, base::DiagSink& sink) {
    base::Span start;
    start.file = file;
    start.line = start.column = 1;
    const Json json = Json::parse(text, nullptr, false);
    const auto list = json.is_object() ? json.find("entry_points") : json.end();
    if (!json.is_object() || list == json.end() || !list->is_array()) {
        sink.error(start, json.is_discarded() ? "this is no JSON" : "this is no list of entry points: no \"entry_points\"",
                   "save one with: sdvlite scan INPUT --format json=FILE");
        return false;
    }
    std::size_t number = 0;
    for (const Json& one : *list) {
        ++number;
        const auto word = [&](const char* key) {
            const auto it = one.is_object() ? one.find(key) : one.end();
            return one.is_object() && it != one.end() && it->is_string() ? it->get<std::string>() : std::string();
        };
        EntryEdit edit{word("role"), word("detail"), word("function"), false, start};
        if (edit.role.empty() || edit.function.empty()) {
            sink.error(start, "entry point " + std::to_string(number) + " has no \"role\" or no \"function\"");
            return false;
        }
        out.list.push_back(std::move(edit));
    }
    return true;
}

class Editor {
  public:
    Editor(ir::Program& p, const RoleTable& table, base::DiagSink& sink) : p_(p), table_(table), sink_(sink) {}

    bool apply(const EntryEdit& edit) {
        const std::optional<std::pair<std::string, std::string>> role = role_of(edit);
        if (!role) return false;
        ir::Proc* proc = function(edit);
        return proc && (edit.remove ? remove(edit, *proc, *role) : add(edit, *proc, *role));
    }

  private:
    /// The role and detail that the words mean.
    std::optional<std::pair<std::string, std::string>> role_of(const EntryEdit& edit) {
        const std::string_view bare = without_number(edit.role);
        for (const std::string& name : {edit.role, std::string(bare), "EVT_" + std::string(bare), "EVT_" + edit.role}) {
            if (const std::string_view role = table_.role_of(name); !role.empty())
                return std::pair(std::string(role), edit.detail);
            const auto other = table_.aliases.find(name);
            if (other != table_.aliases.end()) return std::pair(other->second, edit.detail);
            if (const auto code = table_.code_of(name)) {
                for (const auto& [field, r] : table_.fields)
                    if (r.by_index) return std::pair(r.role, std::string(table_.detail_of(*code)));
            }
        }
        for (const auto& [name, role] : table_.typedefs) // a role of the table that is no typedef
            if (role == edit.role || role == bare) return std::pair(role, edit.detail);
        std::vector<std::string> known;
        for (const auto& [name, role] : table_.typedefs) known.push_back(name);
        for (const auto& [name, code] : table_.details) known.push_back(name);
        sink_.error(edit.span, "there is no role '" + edit.role + "'", base::did_you_mean(edit.role, known));
        return std::nullopt;
    }

    ir::Proc* function(const EntryEdit& edit) {
        std::vector<ir::Proc*> found;
        std::vector<std::string> known;
        for (ir::Proc& proc : p_.procs) {
            if (!proc.has_body) continue;
            const bool exact = proc.name == edit.function;
            if (exact) found.assign(1, &proc);
            if (exact) break;
            if (proc.display_name == edit.function) found.push_back(&proc);
            known.push_back(proc.name);
        }
        if (found.size() == 1) return found.front();
        if (found.empty()) {
            sink_.error(edit.span, "the driver has no function '" + edit.function + "' with a body",
                        base::did_you_mean(edit.function, known));
        } else {
            sink_.error(edit.span, "there are several functions '" + edit.function + "'",
                        "name one of them: " + found[0]->name + " or " + found[1]->name);
        }
        return nullptr;
    }

    bool add(const EntryEdit& edit, ir::Proc& proc, const std::pair<std::string, std::string>& role) {
        const auto same = [&](const ir::Role& r) { return r.role == role.first && r.detail == role.second; };
        if (std::none_of(proc.roles.begin(), proc.roles.end(), same))
            proc.roles.push_back({role.first, role.second, "user", edit.span});
        return true;
    }

    bool remove(const EntryEdit& edit, ir::Proc& proc, const std::pair<std::string, std::string>& role) {
        const auto gone = std::erase_if(proc.roles, [&](const ir::Role& r) {
            return r.role == role.first && (role.second.empty() || r.detail == role.second);
        });
        if (gone == 0) sink_.error(edit.span, "'" + edit.function + "' was not found to be a " + edit.role);
        return gone != 0;
    }

    ir::Program& p_;
    const RoleTable& table_;
    base::DiagSink& sink_;
};

} // namespace

bool parse_entry_edit(std::string_view text, EntryEdit& out) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return false;
    std::string_view role = text.substr(0, equals);
    std::string_view function = text.substr(equals + 1);
    out.remove = function.starts_with('-');
    if (out.remove) function.remove_prefix(1);
    const std::size_t colon = role.find(':');
    if (colon != std::string_view::npos) out.detail = role.substr(colon + 1);
    out.role = role.substr(0, colon);
    out.function = function;
    return !out.role.empty() && !out.function.empty();
}

bool read_entry_list(std::string_view text, std::string_view path, EntryEdits& out, base::SourceMap& sources,
                     base::DiagSink& sink) {
    out.replace = true;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (text[first] == '{' || text[first] == '['))
        return read_json(text, sources.add(path, std::string(text)), out, sink);
    const std::string map = without_block_comments(text);
    const auto read = [&](const TableLine& line) { return read_map_line(line, out); };
    if (!read_word_table(map, path, sources, sink, read, CommentMark::Slashes)) return false;
    if (!out.list.empty()) return true;
    base::Span start;
    start.file = sources.add(path);
    start.line = start.column = 1;
    sink.error(start, "this is no list of entry points: no line #define fun_ROLE FUNCTION, and no JSON");
    return false;
}

bool apply_entry_edits(ir::Program& driver, const EntryEdits& edits, const RoleTable& table, base::DiagSink& sink) {
    if (edits.replace)
        for (ir::Proc& proc : driver.procs) proc.roles.clear();
    Editor editor(driver, table, sink);
    bool good = true;
    for (const EntryEdit& e : edits.list) good = editor.apply(e) && good;
    for (const EntryEdit& e : edits.edits) good = editor.apply(e) && good;
    return good;
}

} // namespace sdvlite::frontend::os
