// SPDX-License-Identifier: Apache-2.0
// A build file of XML, read with limits: an ordinary file, not too large, without a document type
// (whose entities could expand without end, and which MSBuild refuses, too).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "core/base/diag.hpp"
#include "core/base/source.hpp"

namespace sdvlite::frontend::project::msbuild {

struct XmlFile {
    std::string path;
    std::string folder;
    base::FileId id;
    std::string text;
    pugi::xml_document document;

    pugi::xml_node root() const { return document.document_element(); }
    base::Span span(const pugi::xml_node& node) const;
};

inline constexpr std::size_t kMaxXmlBytes = 16u << 20;

/// Parses `text`, the contents of `path`. Null after an error in `sink`.
std::unique_ptr<XmlFile> parse_xml(std::string text, const std::string& path, base::SourceMap& sources,
                                   base::DiagSink& sink);

/// UTF-16, with which some Windows tools write, as UTF-8; other text as it is.
std::string as_utf8(std::string text);

/// Reads a whole file of at most `most` bytes. False, and why in `error`, when it can't be had.
bool read_text_file(const std::string& path, std::size_t most, std::string& text, std::string& error);

} // namespace sdvlite::frontend::project::msbuild
