// Where texts stand on the circle: golden values of XXH64, texts of every kind, exact degrees.
#include "ring/hash.hpp"

#include <doctest/doctest.h>

#include <string>

#include "ring/position.hpp"

using namespace edgecache;
using namespace std::string_literals;

TEST_CASE("T01: the empty text is hashed like any other") {
  CHECK(xxh64("", 0) == 0xef46db3751d8e999);  // published by xxHash
  CHECK(xxh64("") == 0xef46db3751d8e999);     // with the seed this build was made with
}

TEST_CASE("a text stands where XXH64 with seed 0 puts it") {
  CHECK(xxh64("user:123") == 0xb22b18af3e8865f3);  // xxhash-wasm 1.1.0
  CHECK(xxh64("a") == 0xd24ec4f1a98c6e5b);         // the same
}

TEST_CASE("R18: the seeds 0 and 2^64-1 are both seeds") {
  CHECK(xxh64("", 0) == 17241709254077376921U);
  CHECK(xxh64("", ~0ULL) == 2994696410035606400U);
  CHECK(xxh64("a", ~0ULL) == 6972758980737027682U);
  CHECK(xxh64("user:123", ~0ULL) == 16001955049533680397U);
}

TEST_CASE("xxHash's sanity buffer hashes to one digest over all lengths") {
  // The recipe of xxHash's own self-test; the digest was made by an independent model in Python.
  std::string buffer;
  for (std::uint64_t g = 2654435761; buffer.size() < 4160; g *= 11400714785074694797U) {
    buffer += static_cast<char>(g >> 56);
  }
  std::string hashes;
  for (std::size_t length = 0; length <= buffer.size(); ++length) {
    for (const std::uint64_t seed : {0ULL, 2654435761ULL}) {
      const Position hash = xxh64(std::string_view(buffer).substr(0, length), seed);
      for (unsigned byte = 0; byte < 8; ++byte) hashes += static_cast<char>(hash >> (8 * byte));
    }
  }
  CHECK(xxh64(hashes, 0) == 0x4e46615f867ce24a);
}

TEST_CASE("T02: composed and decomposed letters are different texts") {
  CHECK(xxh64("\xc3\xa9") != xxh64("e\xcc\x81"));
}

TEST_CASE("T03: a text is its UTF-8 bytes") {
  CHECK(xxh64("🔥") == xxh64("\xf0\x9f\x94\xa5"));
  CHECK(xxh64("日本語") == xxh64("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"));
}

TEST_CASE("T04: a NUL inside is part of the text") {
  CHECK(xxh64("a\0b"s) != xxh64("a"));
  CHECK(xxh64("a\0b"s) != xxh64("ab"));
  CHECK(xxh64("\0"s) != xxh64(""));
}

TEST_CASE("T08: names that mean something elsewhere are ordinary bytes here") {
  CHECK(xxh64("__proto__") != xxh64("constructor"));
  CHECK(xxh64("toString") != xxh64("hasOwnProperty"));
}

TEST_CASE("T09: invisible characters count") {
  CHECK(xxh64("\xe2\x80\xae"
              "abc") != xxh64("abc"));           // U+202E
  CHECK(xxh64("\xef\xbb\xbfx") != xxh64("x"));   // BOM
  CHECK(xxh64("a\xe2\x80\x8b") != xxh64("a"));   // zero-width blank
  CHECK(xxh64(" leading") != xxh64("leading"));  // nothing is trimmed
}

TEST_CASE("T10: ten thousand characters are hashed whole") {
  const std::string name(10'000, 'n');
  CHECK(xxh64(name) != xxh64(name.substr(1)));
  CHECK(xxh64(name) != xxh64(name.substr(0, 9'999) + "m"));
}

TEST_CASE("T11: numbers as text are texts") {
  CHECK(xxh64("-0") != xxh64("0"));
  CHECK(xxh64("NaN") != xxh64("nan"));
  CHECK(xxh64("1e308") != xxh64("null"));
}

TEST_CASE("T06: a text of a mebibyte has a place too") {
  CHECK(xxh64(std::string(1048576, 'a')) == 11328908486070309873U);  // the Python model
}

TEST_CASE("degrees become positions exactly") {
  CHECK(position_at_degrees("0") == 0U);
  CHECK(position_at_degrees("45") == Position{1} << 61);
  CHECK(position_at_degrees("180") == Position{1} << 63);
  CHECK(position_at_degrees("120") == 6148914691236517205U);  // a double gives ...504 or ...528
  CHECK(position_at_degrees("240") == 12297829382473034410U);
  CHECK(position_at_degrees("1") == 51240955760304310U);           // floor(2^64 / 360)
  CHECK(position_at_degrees("180.0001") == 9223377160950351838U);  // python3: Fraction
  CHECK(position_at_degrees("0." + std::string(60, '0') + "1") == 0U);
  CHECK(position_at_degrees("359." + std::string(2000, '9')) == ~Position{0});
}

TEST_CASE("a border between two positions is hit exactly, however many decimals it takes") {
  // 45/2^61 degrees is one position; as a decimal it ends after 61 places.
  const std::string one = "0.0000000000000000195156391047390798121341504156589508056640625";
  REQUIRE(one.size() == 63);
  CHECK(position_at_degrees(one) == 1U);
  CHECK(position_at_degrees(one + "000001") == 1U);
  std::string just_below = one;
  just_below.back() = '4';
  CHECK(position_at_degrees(just_below + "99999") == 0U);
}

TEST_CASE("what is not a plain decimal number in [0, 360) is no angle") {
  for (const char* text : {"", "360", "360.0", "1000", "-1", "+1", "-0", "1e2", "0x10", ".5", "5.",
                           "1.5.2", "NaN", " 45", "45 ", "4,5", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(position_at_degrees(text));
  }
}

TEST_CASE("a label that starts with its angle stands there") {
  CHECK(by_degrees("45 A") == *position_at_degrees("45"));
  CHECK(by_degrees("119.9") == *position_at_degrees("119.9"));
  CHECK(by_degrees("75 X y z") == *position_at_degrees("75"));
  CHECK(by_degrees("360 A") == xxh64("360 A"));  // no angle of the circle
  CHECK(by_degrees("45A") == xxh64("45A"));
  CHECK(by_degrees("A 45") == xxh64("A 45"));
  CHECK(by_degrees("") == xxh64(""));
  CHECK(position_of(HashKind::by_degrees, "45 A") == by_degrees("45 A"));
  CHECK(position_of(HashKind::xxh64, "45 A") == xxh64("45 A"));
}

TEST_CASE("a turn is the position as a fraction, never 1") {
  CHECK(turn(0) == 0.0);
  CHECK(turn(Position{1} << 61) == 0.125);
  CHECK(turn(~Position{0}) < 1.0);
  CHECK(turn(~Position{0}) == 1.0 - 0x1p-53);
}
