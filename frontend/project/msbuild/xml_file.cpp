// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/msbuild/xml_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "frontend/project/position.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace fs = std::filesystem;

std::string as_utf8(std::string text) {
    const bool little = text.starts_with("\xff\xfe");
    const bool big = text.starts_with("\xfe\xff");
    if (!little && !big) return text;
    std::wstring wide;
    for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
        const auto a = static_cast<unsigned char>(text[i]);
        const auto b = static_cast<unsigned char>(text[i + 1]);
        wide += static_cast<wchar_t>(little ? a | b << 8 : b | a << 8);
    }
    return pugi::as_utf8(wide.c_str());
}

base::Span XmlFile::span(const pugi::xml_node& node) const {
    return span_at(text, id, static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)));
}

std::unique_ptr<XmlFile> parse_xml(std::string text, const std::string& path, base::SourceMap& sources,
                                   base::DiagSink& sink) {
    auto out = std::make_unique<XmlFile>();
    out->path = path;
    out->folder = fs::path(path).parent_path().string();
    out->text = as_utf8(std::move(text));
    out->id = sources.add(path, out->text);
    constexpr unsigned kFlags = pugi::parse_default | pugi::parse_doctype;
    const pugi::xml_parse_result parsed =
        out->document.load_buffer(out->text.data(), out->text.size(), kFlags, pugi::encoding_utf8);
    const auto at = [&](std::ptrdiff_t offset) {
        return span_at(out->text, out->id, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
    };
    if (!parsed) {
        sink.error(at(parsed.offset), std::string("this is no XML: ") + parsed.description());
        return nullptr;
    }
    for (const pugi::xml_node node : out->document.children()) {
        if (node.type() != pugi::node_doctype) continue;
        sink.error(out->span(node), "a project file may not have a document type (<!DOCTYPE>)",
                   "it could define entities that expand without end; MSBuild refuses it, too");
        return nullptr;
    }
    if (std::string_view(out->root().name()) != "Project") {
        sink.error(out->root() ? out->span(out->root()) : at(0),
                   "this is no project file: the outermost element is not <Project>");
        return nullptr;
    }
    return out;
}

bool read_text_file(const std::string& path, std::size_t most, std::string& text, std::string& error) {
    std::error_code ec;
    const fs::file_status status = fs::status(path, ec);
    if (!fs::exists(status)) {
        error = "there is no such file";
    } else if (!fs::is_regular_file(status)) {
        error = "it is no ordinary file";
    } else if (const auto size = fs::file_size(path, ec); ec || size > most) {
        error = ec ? ec.message() : "it is larger than " + std::to_string(most >> 20) + " MB";
    } else {
        std::ifstream in(path, std::ios::binary);
        text.assign(std::istreambuf_iterator<char>(in), {});
        if (in) return true;
        error = "it can't be read";
    }
    return false;
}

} // namespace sdvlite::frontend::project::msbuild
