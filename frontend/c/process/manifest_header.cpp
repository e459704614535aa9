// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/manifest_header.hpp"

#include <llvm/ADT/StringExtras.h>

namespace sdvlite::frontend::c {

namespace {

/// The value of an attribute in the text of a start tag; empty when it has none.
llvm::StringRef attribute(llvm::StringRef tag, llvm::StringRef name) {
    for (std::size_t at = tag.find(name); at != llvm::StringRef::npos; at = tag.find(name, at + 1)) {
        if (at == 0 || !llvm::isSpace(tag[at - 1])) continue;
        llvm::StringRef rest = tag.drop_front(at + name.size()).ltrim();
        if (!rest.consume_front("=")) continue;
        rest = rest.ltrim();
        if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return {};
        return rest.drop_front().take_until([quote = rest[0]](char c) { return c == quote; });
    }
    return {};
}

std::string identifier(llvm::StringRef text) {
    std::string out;
    for (const char c : text) out += llvm::isAlnum(c) || c == '_' ? c : '_';
    return out;
}

/// "{aabbccdd-…}" as the initialiser of a GUID; empty when it is none.
std::string guid_value(llvm::StringRef text) {
    std::string digits;
    for (const char c : text) {
        if (llvm::isHexDigit(c)) digits += c;
    }
    if (digits.size() != 32) return {};
    const auto part = [&](std::size_t from, std::size_t length) { return "0x" + digits.substr(from, length); };
    std::string out = "{" + part(0, 8) + ", " + part(8, 4) + ", " + part(12, 4) + ", {";
    for (std::size_t i = 16; i < 32; i += 2) out += (i == 16 ? "" : ", ") + part(i, 2);
    return out + "}}";
}

std::string provider(llvm::StringRef tag) {
    std::string out;
    const std::string symbol = identifier(attribute(tag, "symbol"));
    const std::string guid = guid_value(attribute(tag, "guid"));
    if (!symbol.empty() && !guid.empty()) {
        out += "extern const __declspec(selectany) GUID " + symbol + " = " + guid + ";\n";
    }
    const std::string names[] = {identifier(attribute(tag, "name")), symbol};
    for (const std::string& name : names) {
        if (name.empty()) continue;
        for (const char* verb : {"EventRegister", "EventUnregister"}) {
            out += std::string("#undef ") + verb + name + "\n#define " + verb + name + "(...) ((ULONG)0)\n";
        }
    }
    return out;
}

std::string event(llvm::StringRef tag) {
    const std::string symbol = identifier(attribute(tag, "symbol"));
    if (symbol.empty()) return {};
    std::string out = "extern const struct _EVENT_DESCRIPTOR " + symbol + ";\n";
    out += "#define EventEnabled" + symbol + "(...) ((unsigned char)0)\n";
    for (const char* suffix : {"", "_AssumeEnabled", "_ForContext", "Ex"}) {
        out += "#define EventWrite" + symbol + suffix + "(...) ((ULONG)0)\n";
    }
    return out;
}

} // namespace

std::string manifest_header_text(llvm::StringRef manifest) {
    std::string out;
    if (!manifest.contains("instrumentationManifest")) return out;
    for (std::size_t at = manifest.find('<'); at != llvm::StringRef::npos; at = manifest.find('<', at + 1)) {
        const llvm::StringRef tag = manifest.drop_front(at + 1).take_until([](char c) { return c == '>'; });
        const llvm::StringRef name = tag.take_until([](char c) { return llvm::isSpace(c) || c == '/'; });
        if (name == "provider") out += provider(tag);
        if (name == "event") out += event(tag);
    }
    return out;
}

} // namespace sdvlite::frontend::c
