// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tools/report/encoding.hpp"
#include "tools/report/fingerprint.hpp"
#include "tools/report/sha256.hpp"
#include "tools/report/style.hpp"

using namespace sdvlite::report;

TEST_CASE("SHA-256: the examples of FIPS 180, and every length around a block") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    // Computed with Python's hashlib over the concatenation of the digests for 0 to 130 letters.
    std::string all;
    for (int n = 0; n <= 130; ++n) all += sha256_hex(std::string(static_cast<std::size_t>(n), 'x'));
    CHECK(sha256_hex(all) == "87aca1c44bc7ba8897768170211f0a02063de70801131ff86c7edb9ce32c6a50");
}

TEST_CASE("a terminal gets no control characters, no bidirectional overrides, no broken UTF-8") {
    CHECK(printable("a\tb\nc") == "a b c");
    CHECK(printable("\x1b[31m") == "\\x1b[31m");
    CHECK(printable("\xe2\x80\xae" "evil") == "\\u{202e}evil");
    CHECK(printable("caf\xe9") == "caf\xc3\xa9");
    CHECK(printable("caf\xc3\xa9") == "caf\xc3\xa9");
    CHECK(printable("\xc2\x9b" "31m") == "\\x9b31m");
    CHECK(printable("a\xe2\x80\x8b" "b\xef\xbb\xbf" "c\xd8\x9c" "d\xc2\xad") == "a\\u{200b}b\\u{feff}c\\u{61c}d\\u{ad}");
    CHECK(printable("\xf3\xa0\x81\xa1") == "\\u{e0061}");  // a tag: text that nobody sees
    CHECK(printable("\xf0\x9f\x98\x80") == "\xf0\x9f\x98\x80");
    CHECK(printable(std::string("\0x", 2)) == "\\x00x");
}

TEST_CASE("UTF-8 is told from what only looks like it") {
    CHECK(is_utf8("\xf0\x9f\x98\x80"));
    CHECK_FALSE(is_utf8("\xc0\xaf"));          // overlong
    CHECK_FALSE(is_utf8("\xed\xa0\x80"));      // a surrogate
    CHECK_FALSE(is_utf8("\xf4\x90\x80\x80"));  // beyond Unicode
    CHECK_FALSE(is_utf8("\xe2\x82"));          // cut
    CHECK(to_utf8("\x80 \x9f \x81") == "\xe2\x82\xac \xc5\xb8 \xc2\x81");
}

TEST_CASE("text is cut and wrapped by columns, not bytes") {
    CHECK(shortened("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 5) == "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9");
    CHECK(shortened("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 4) == "\xc3\xa9...");
    CHECK(shortened("abcdef", 2) == "..");
    CHECK(wrapped("one two  three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped("incomprehensibilities x", 4) == std::vector<std::string>{"incomprehensibilities", "x"});
    CHECK(table({{{"A"}, {"B"}}, {{"aaa"}, {""}}}, 80, false) == "A    B\naaa\n");
}

TEST_CASE("a fingerprint survives reformatting and tells apart what differs") {
    const std::string f = fingerprint("R", "m", "Read", "  x = f(a,\tb);");
    CHECK(f.size() == 32);
    CHECK(f == fingerprint("R", "m", "Read", "x=f(a, b);\r"));
    CHECK(f != fingerprint("S", "m", "Read", "x=f(a,b);"));
    CHECK(f != fingerprint("R", "m", "Write", "x=f(a,b);"));
    CHECK(f != fingerprint("R", "m", "Read", "x=f(a,c);"));
    CHECK(fingerprint("ab", "c", "", "") != fingerprint("a", "bc", "", ""));
}
