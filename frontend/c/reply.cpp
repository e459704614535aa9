// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/reply.hpp"

#include <cstdint>

namespace sdvlite::frontend::c {

namespace {

constexpr std::string_view kMagic = "sdvlite-cc reply 2\n";
// Notes are kept one level deep, so that reading needs no recursion.
constexpr std::uint64_t kMaxMessages = 1u << 20;
constexpr std::uint64_t kMaxFacts = 1u << 22;

class Writer {
  public:
    void number(std::uint64_t n) {
        for (int shift = 0; shift < 64; shift += 8) out.push_back(static_cast<char>(n >> shift & 0xff));
    }
    void text(std::string_view s) {
        number(s.size());
        out.append(s);
    }
    void message(const base::Diagnostic& d) {
        number(static_cast<std::uint64_t>(d.severity));
        number(d.span.file.value);
        for (std::uint32_t n : {d.span.line, d.span.column, d.span.end_line, d.span.end_column}) number(n);
        text(d.message);
        text(d.hint);
    }
    void fact(const Fact& f) {
        text(f.path);
        number(static_cast<std::uint64_t>(f.kind));
        number(f.hash.low);
        number(f.hash.high);
    }
    std::string out;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    bool number(std::uint64_t& n) {
        if (rest_.size() < 8) return false;
        n = 0;
        for (int i = 7; i >= 0; --i) n = n << 8 | static_cast<unsigned char>(rest_[static_cast<std::size_t>(i)]);
        rest_.remove_prefix(8);
        return true;
    }
    bool number32(std::uint32_t& n) {
        std::uint64_t wide = 0;
        if (!number(wide) || wide > UINT32_MAX) return false;
        n = static_cast<std::uint32_t>(wide);
        return true;
    }
    bool text(std::string& s) {
        std::uint64_t size = 0;
        if (!number(size) || size > rest_.size()) return false;
        s.assign(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return true;
    }
    bool message(base::Diagnostic& d) {
        std::uint32_t severity = 0;
        if (!number32(severity) || severity > static_cast<std::uint32_t>(base::Severity::Error)) return false;
        d.severity = static_cast<base::Severity>(severity);
        return number32(d.span.file.value) && number32(d.span.line) && number32(d.span.column) &&
               number32(d.span.end_line) && number32(d.span.end_column) && text(d.message) && text(d.hint);
    }
    bool fact(Fact& f) {
        std::uint32_t kind = 0;
        if (!text(f.path) || !number32(kind) || kind > static_cast<std::uint32_t>(Fact::Kind::Stamp)) return false;
        f.kind = static_cast<Fact::Kind>(kind);
        return number(f.hash.low) && number(f.hash.high);
    }
    bool at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

} // namespace

std::string write_reply(const Reply& reply) {
    Writer w;
    w.out = kMagic;
    w.number(reply.diagnostics.size());
    for (const base::Diagnostic& d : reply.diagnostics) {
        w.message(d);
        w.number(d.notes.size());
        for (const base::Diagnostic& n : d.notes) w.message(n);
    }
    w.number(reply.facts.size());
    for (const Fact& f : reply.facts) w.fact(f);
    w.text(reply.program);
    return std::move(w.out);
}

bool read_reply(std::string_view bytes, Reply& out) {
    if (!bytes.starts_with(kMagic)) return false;
    Reader r(bytes.substr(kMagic.size()));
    std::uint64_t count = 0;
    if (!r.number(count) || count > kMaxMessages) return false;
    for (std::uint64_t i = 0; i < count; ++i) {
        base::Diagnostic d;
        std::uint64_t notes = 0;
        if (!r.message(d) || !r.number(notes) || notes > kMaxMessages) return false;
        for (std::uint64_t n = 0; n < notes; ++n) {
            if (!r.message(d.notes.emplace_back())) return false;
        }
        out.diagnostics.push_back(std::move(d));
    }
    if (!r.number(count) || count > kMaxFacts) return false;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (!r.fact(out.facts.emplace_back())) return false;
    }
    return r.text(out.program) && r.at_end();
}

} // namespace sdvlite::frontend::c
