// Many keys at once are hashed exactly as one by one.
#include "ring/keys.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sim/splitmix64.hpp"

using namespace edgecache;

namespace {

/// The first key of a range whose bulk hash differs from its own, or "".
std::string first_difference(const KeyRange& range, std::uint64_t seed) {
  std::vector<Position> hashes(range.count);
  hash_keys(range, seed, hashes);
  for (std::uint32_t i = 0; i < range.count; ++i) {
    const std::string key = std::string(range.prefix) + std::to_string(range.from + i);
    if (hashes[i] != xxh64(key, seed)) return key;
  }
  return "";
}

}  // namespace

TEST_CASE("a range of keys hashes like its texts, for every length of the prefix") {
  SplitMix64 chance(1);
  for (std::size_t length = 0; length <= 80; ++length) {
    CAPTURE(length);
    std::string prefix;
    while (prefix.size() < length) prefix += static_cast<char>(chance.next());
    CHECK(first_difference({prefix, 0, 1234}, kHashSeed) == "");
    CHECK(first_difference({prefix, chance.next() % 1'000'000, 321}, chance.next()) == "");
  }
}

TEST_CASE("a range hashes like its texts where the number grows by a digit") {
  for (const char* prefix :
       {"", "u", "user:", "server", "12345678", "a prefix of 27 characters.."}) {
    std::uint64_t power = 1;
    for (int digits = 1; digits <= 19; ++digits, power *= 10) {
      CAPTURE(prefix);
      CAPTURE(power);
      CHECK(first_difference({prefix, power - 1, 25}, kHashSeed) == "");
      CHECK(first_difference({prefix, power > 37 ? power - 37 : 0, 111}, kHashSeed) == "");
    }
  }
}

TEST_CASE("ten thousand random ranges hash like their texts") {
  SplitMix64 chance(42);
  for (int round = 0; round < 10'000; ++round) {
    CAPTURE(round);
    const std::string prefix(chance.next() % 40, 'p');
    const std::uint64_t from = chance.next() >> (11 + chance.next() % 53);  // up to 2^53
    const auto count = static_cast<std::uint32_t>(chance.next() % 40);
    REQUIRE(first_difference({prefix, from, count}, chance.next()) == "");
  }
}

TEST_CASE("a range reaches the largest numbers there are") {
  CHECK(first_difference({"user:", (1ULL << 53) - 5, 10}, kHashSeed) == "");
  CHECK(first_difference({"user:", ~0ULL - 99, 100}, kHashSeed) == "");
}

TEST_CASE("packed keys hash like their texts, empty ones and NUL included") {
  const std::string bytes("auser:123\0x", 11);
  const std::vector<std::uint32_t> offsets = {0, 0, 1, 9, 10, 11, 11};
  const PackedKeys keys{bytes, offsets};
  REQUIRE(keys.well_formed());
  REQUIRE(keys.size() == 6);
  std::vector<Position> hashes(keys.size());
  hash_keys(keys, kHashSeed, hashes);
  CHECK(hashes[0] == xxh64(""));
  CHECK(hashes[1] == xxh64("a"));
  CHECK(hashes[2] == 0xb22b18af3e8865f3);  // user:123
  CHECK(hashes[3] == xxh64(std::string_view("\0", 1)));
  CHECK(hashes[5] == xxh64(""));
}

TEST_CASE("offsets that fall or leave the bytes are noticed") {
  const std::string bytes = "abc";
  CHECK_FALSE(PackedKeys{bytes, {}}.well_formed());
  const std::vector<std::uint32_t> falling = {0, 2, 1};
  CHECK_FALSE(PackedKeys{bytes, falling}.well_formed());
  const std::vector<std::uint32_t> outside = {0, 4};
  CHECK_FALSE(PackedKeys{bytes, outside}.well_formed());
}

TEST_CASE("keys stand on a drawn ring where their labels say") {
  std::vector<Position> positions(3);
  positions_of(HashKind::by_degrees, KeyRange{"", 44, 3}, positions);
  CHECK(positions[1] == *position_at_degrees("45"));
  const std::string bytes = "45 A75 X";
  const std::vector<std::uint32_t> offsets = {0, 4, 8};
  positions.resize(2);
  positions_of(HashKind::by_degrees, PackedKeys{bytes, offsets}, positions);
  CHECK(positions[1] == *position_at_degrees("75"));
  positions_of(HashKind::xxh64, PackedKeys{bytes, offsets}, positions);
  CHECK(positions[1] == xxh64("75 X"));
}
