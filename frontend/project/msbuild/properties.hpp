// SPDX-License-Identifier: Apache-2.0
// MSBuild's properties. Names don't mind case; what nothing defines is empty. Some values can't be
// had without the build tools (folders of the kit, the registry): they are *holes*, which stay
// visible in every text that they become part of, so that whoever needs the text can say why it is
// not known.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sdvlite::frontend::project::msbuild {

/// The text that stands for the unknown value of `name`.
std::string hole(std::string_view name);
/// The text that stands for a property that nothing defines: empty for MSBuild.
std::string nothing(std::string_view name);
/// The name of the first hole in `text`; nothing when it is known.
std::optional<std::string> first_hole(std::string_view text);
/// The name of the first undefined property in `text`.
std::optional<std::string> first_undefined(std::string_view text);
/// `text` without the marks of undefined properties.
std::string plain(std::string_view text);
/// `text` for a message: holes as $(NAME), undefined properties too.
std::string shown(std::string_view text);

class Properties {
  public:
    void set(std::string_view name, std::string value);
    /// Never changed by set() afterwards, as what is given on MSBuild's command line.
    void fix(std::string_view name, std::string value);
    /// Sets it when it is not set, or empty.
    void set_default(std::string_view name, std::string_view value);
    /// The value, or a hole, or `nothing`.
    std::string get(std::string_view name) const;
    bool defined(std::string_view name) const;
    /// MSBuildThisFile and its like, for what stands in the file `path`.
    void enter_file(const std::string& path);

  private:
    struct Value {
        std::string text;
        bool fixed = false;
    };
    std::map<std::string, Value> values_; // by lower-case name
};

} // namespace sdvlite::frontend::project::msbuild
