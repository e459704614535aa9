// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/message_header.hpp"

#include <map>
#include <optional>

#include <llvm/ADT/StringExtras.h>

namespace sdvlite::frontend::c {

namespace {

std::optional<unsigned> number(llvm::StringRef text) {
    unsigned value = 0;
    return text.trim().getAsInteger(0, value) ? std::nullopt : std::optional<unsigned>(value);
}

class Messages {
  public:
    explicit Messages(llvm::StringRef text) : rest_(text) {}

    std::string header() {
        while (!rest_.empty()) {
            llvm::StringRef line = take_line();
            if (line.starts_with(";")) {
                out_ += line.drop_front().str() + "\n";
            } else if (!line.trim().empty()) {
                settings(line);
            }
        }
        return std::move(out_);
    }

  private:
    llvm::StringRef take_line() {
        auto [line, after] = rest_.split('\n');
        rest_ = after;
        return line.rtrim("\r");
    }

    /// NAME=VALUE …, where a value in parentheses may go on over several lines.
    void settings(llvm::StringRef line) {
        if (line.count('(') > line.count(')')) { // the list's end may be lines away
            const llvm::StringRef start = line;
            std::size_t length = static_cast<std::size_t>(rest_.data() - start.data());
            length += std::min(rest_.find(')'), rest_.size() - std::min<std::size_t>(rest_.size(), 1)) + 1;
            line = llvm::StringRef(start.data(), length);
            rest_ = rest_.drop_front(std::min(rest_.size(), length - static_cast<std::size_t>(rest_.data() - start.data())));
            take_line();
        }
        while (!line.trim().empty()) {
            auto [name, after] = line.split('=');
            if (after.data() == nullptr) return;
            after = after.ltrim();
            const bool list = after.starts_with("(");
            llvm::StringRef value = list ? after.drop_front().take_until([](char c) { return c == ')'; })
                                         : after.take_until([](char c) { return llvm::isSpace(c); });
            line = after.drop_front(std::min(after.size(), value.size() + (list ? 2 : 0)));
            setting(name.trim(), value.trim());
        }
    }

    void setting(llvm::StringRef name, llvm::StringRef value) {
        if (name.equals_insensitive("MessageIdTypedef")) type_ = value.str();
        if (name.equals_insensitive("SeverityNames")) names(value, severities_);
        if (name.equals_insensitive("FacilityNames")) names(value, facilities_);
        if (name.equals_insensitive("MessageId")) message_id(value);
        if (name.equals_insensitive("Severity")) severity_ = known(severities_, value);
        if (name.equals_insensitive("Facility")) facility_ = known(facilities_, value);
        if (name.equals_insensitive("SymbolicName")) symbol_ = value.str();
        if (name.equals_insensitive("Language")) {
            define();
            while (!rest_.empty() && take_line().trim() != ".") {
            }
        }
    }

    void message_id(llvm::StringRef value) {
        const bool relative = value.consume_front("+");
        const std::optional<unsigned> given = number(value);
        id_ = given ? (relative ? id_ + *given : *given) : id_ + 1;
    }

    using Names = std::map<std::string, unsigned>;

    /// Name=value:SYMBOL, separated by blanks. The symbols become macros.
    void names(llvm::StringRef list, Names& to) {
        while (!(list = list.ltrim()).empty()) {
            const llvm::StringRef item = list.take_until([](char c) { return llvm::isSpace(c); });
            list = list.drop_front(item.size());
            auto [name, rest] = item.split('=');
            auto [value, symbol] = rest.split(':');
            const std::optional<unsigned> n = number(value);
            if (!n) continue;
            to[name.lower()] = *n;
            if (!symbol.empty()) out_ += "#define " + symbol.str() + " 0x" + llvm::utohexstr(*n) + "\n";
        }
    }

    static unsigned known(const Names& names, llvm::StringRef name) {
        const auto found = names.find(name.lower());
        return found == names.end() ? 0 : found->second;
    }

    void define() {
        if (symbol_.empty()) return;
        const unsigned value = (severity_ << 30) | ((facility_ & 0xFFF) << 16) | (id_ & 0xFFFF);
        const std::string hex = "0x" + llvm::utohexstr(value) + "L";
        out_ += "#define " + symbol_ + " " + (type_.empty() ? hex : "((" + type_ + ")" + hex + ")") + "\n";
        symbol_.clear();
    }

    llvm::StringRef rest_;
    std::string out_;
    std::string type_;
    std::string symbol_;
    Names severities_{{"success", 0}, {"informational", 1}, {"warning", 2}, {"error", 3}};
    Names facilities_{{"system", 0x0FF}, {"application", 0xFFF}};
    unsigned id_ = 0;
    unsigned severity_ = 0;
    unsigned facility_ = 0xFFF;
};

} // namespace

std::string message_header_text(llvm::StringRef messages) { return Messages(messages).header(); }

} // namespace sdvlite::frontend::c
