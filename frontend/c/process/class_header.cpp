// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/class_header.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "frontend/c/process/text_scan.hpp"

namespace sdvlite::frontend::c {

namespace {

/// What stands in brackets in front of a class, an item, a method or a parameter.
struct Qualifiers {
    std::string guid;
    std::string header_name; // what C calls it
    std::string max_length; // of strings
    std::string max_count;  // of arrays
    unsigned id = 0;        // WmiDataId or WmiMethodId
    bool is_key = false;
    bool in = false;
    bool out = false;
};

struct Item {
    Qualifiers qualifiers;
    std::string type;
    std::string name;
    std::string count; // of a fixed array
    bool is_array = false;
};

llvm::StringRef unquoted(llvm::StringRef text) {
    text.consume_front("\"");
    text.consume_back("\"");
    return text;
}

std::string c_type(llvm::StringRef mof) {
    static constexpr std::pair<const char*, const char*> kTypes[] = {
        {"boolean", "BOOLEAN"}, {"sint8", "CHAR"},    {"uint8", "UCHAR"},     {"sint16", "SHORT"},   {"uint16", "USHORT"},
        {"sint32", "LONG"},     {"uint32", "ULONG"},  {"sint64", "LONGLONG"}, {"uint64", "ULONGLONG"}, {"char16", "WCHAR"}};
    for (const auto& [from, to] : kTypes) {
        if (mof.equals_insensitive(from)) return to;
    }
    return mof.str(); // another class
}

class Classes {
  public:
    explicit Classes(llvm::StringRef text) : scan_(text) {}

    std::string header() {
        while (!scan_.at_end()) {
            Qualifiers qualifiers;
            if (scan_.is("[")) qualifiers = take_qualifiers();
            if (scan_.accept("class")) {
                take_class(qualifiers);
            } else if (!scan_.is("[")) {
                scan_.next();
            }
        }
        return std::move(out_);
    }

  private:
    Qualifiers take_qualifiers() {
        Qualifiers out;
        scan_.accept("[");
        while (!scan_.at_end() && !scan_.is("]")) {
            const llvm::StringRef name = scan_.take();
            if (name.equals_insensitive("key")) out.is_key = true;
            if (name.equals_insensitive("in")) out.in = true;
            if (name.equals_insensitive("out")) out.out = true;
            if (scan_.is("{")) scan_.skip_group("{", "}");
            if (!scan_.is("(")) continue;
            scan_.next();
            const llvm::StringRef value = scan_.token();
            if (name.equals_insensitive("guid")) out.guid = unquoted(value).str();
            if (name.equals_insensitive("HeaderName")) out.header_name = unquoted(value).str();
            if (name.equals_insensitive("MaxLen")) out.max_length = value.str();
            if (name.equals_insensitive("MAX")) out.max_count = value.str();
            if (name.equals_insensitive("WmiDataId") || name.equals_insensitive("WmiMethodId")) value.getAsInteger(0, out.id);
            while (!scan_.at_end() && !scan_.accept(")")) scan_.next();
        }
        scan_.accept("]");
        return out;
    }

    void take_class(const Qualifiers& qualifiers) {
        const std::string written = scan_.take().str();
        const std::string name = qualifiers.header_name.empty() ? written : qualifiers.header_name;
        names_[llvm::StringRef(written).lower()] = name;
        while (!scan_.at_end() && !scan_.is("{") && !scan_.is(";")) scan_.next(); // ": base"
        if (!scan_.accept("{")) return;
        std::vector<Item> items;
        std::string methods;
        while (!scan_.at_end() && !scan_.accept("}")) {
            Item item = take_item();
            if (scan_.is("(")) {
                methods += method(item);
            } else if (!item.qualifiers.is_key && !(item.name == "Active" && item.qualifiers.id == 0)) {
                items.push_back(std::move(item));
            }
            while (!scan_.at_end() && !scan_.is("}") && !scan_.accept(";")) scan_.next(); // a default value
        }
        out_ += guid(name, qualifiers.guid);
        std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.qualifiers.id < b.qualifiers.id; });
        out_ += methods + structure(name, items);
    }

    Item take_item() {
        Item item;
        if (scan_.is("[")) item.qualifiers = take_qualifiers();
        item.type = scan_.take().str();
        if (const auto known = names_.find(llvm::StringRef(item.type).lower()); known != names_.end()) item.type = known->second;
        item.name = scan_.take().str();
        if (!item.qualifiers.header_name.empty()) item.name = item.qualifiers.header_name;
        if (scan_.accept("[")) {
            item.is_array = true;
            if (!scan_.is("]")) item.count = scan_.take().str();
            scan_.accept("]");
            if (item.count.empty()) item.count = item.qualifiers.max_count;
        }
        return item;
    }

    std::string method(const Item& head) {
        std::vector<Item> in;
        std::vector<Item> out;
        scan_.accept("(");
        while (!scan_.at_end() && !scan_.accept(")")) {
            const Item parameter = take_item();
            if (parameter.qualifiers.in) in.push_back(parameter);
            if (parameter.qualifiers.out) out.push_back(parameter);
            scan_.accept(",");
        }
        std::string text = "#define " + head.name + " " + std::to_string(head.qualifiers.id) + "\n";
        if (!in.empty()) text += structure(head.name + "_IN", in);
        if (!out.empty()) text += structure(head.name + "_OUT", out);
        return text;
    }

    static std::string guid(const std::string& name, llvm::StringRef text) {
        std::string digits;
        for (const char c : text) {
            if (llvm::isHexDigit(c)) digits += c;
        }
        if (digits.size() != 32) return {};
        const auto part = [&](std::size_t from, std::size_t length) { return "0x" + digits.substr(from, length); };
        std::string head = part(0, 8) + ", " + part(8, 4) + ", " + part(12, 4) + ", ";
        std::string tail;
        for (std::size_t i = 16; i < 32; i += 2) tail += (i == 16 ? "" : ", ") + part(i, 2);
        return "#define " + name + "Guid { " + head + "{ " + tail + " } }\n" +
               "extern const __declspec(selectany) GUID " + name + "_GUID = " + name + "Guid;\n";
    }

    /// What follows an item of variable length has no fixed place and is left out, as the build does.
    static std::string structure(const std::string& name, const std::vector<Item>& items) {
        std::string fields;
        std::string macros;
        for (const Item& item : items) {
            const bool is_string = llvm::StringRef(item.type).equals_insensitive("string");
            const bool is_date = llvm::StringRef(item.type).equals_insensitive("datetime");
            std::string type = is_string || is_date ? "WCHAR" : c_type(item.type);
            std::string field = item.name;
            bool open = item.is_array && item.count.empty();
            if (item.is_array) field += "[" + (open ? "1" : item.count) + "]";
            if (is_date) field += "[25]";
            if (is_string && !item.qualifiers.max_length.empty()) field += "[" + item.qualifiers.max_length + " + 1]";
            if (is_string && item.qualifiers.max_length.empty()) {
                type = "CHAR";
                field = "VariableData[1]";
                open = true;
            }
            fields += "    " + type + " " + field + ";\n";
            const std::string macro = name + "_" + item.name;
            macros += "#define " + macro + "_ID " + std::to_string(item.qualifiers.id) + "\n";
            if (open) break;
            macros += "#define " + macro + "_SIZE sizeof(((" + name + "*)0)->" + item.name + ")\n";
            macros += "#undef " + name + "_SIZE\n#define " + name + "_SIZE (FIELD_OFFSET(" + name + ", " + item.name + ") + " + macro +
                      "_SIZE)\n";
        }
        if (fields.empty()) fields = "    UCHAR VariableData[1];\n";
        return "typedef struct _" + name + "\n{\n" + fields + "} " + name + ", *P" + name + ";\n" + macros;
    }

    TextScanner scan_;
    std::map<std::string, std::string> names_; // of the classes so far: in lower case, what C calls them
    std::string out_;
};

/// Lines that start with # are for the MOF compiler.
std::string without_directives(llvm::StringRef text) {
    std::string out;
    while (!text.empty()) {
        auto [line, after] = text.split('\n');
        if (!line.ltrim().starts_with("#")) out += line.str();
        out += '\n';
        text = after;
    }
    return out;
}

} // namespace

std::string class_header_text(llvm::StringRef classes) {
    const std::string text = without_directives(classes);
    return Classes(text).header();
}

} // namespace sdvlite::frontend::c
