// The same seed, the same draws, everywhere.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ring/hash.hpp"
#include "sim/splitmix64.hpp"
#include "sim/zipf.hpp"

using namespace edgecache;

namespace {

std::vector<std::uint32_t> draws(std::string_view skew, std::int64_t objects, std::uint64_t seed,
                                 std::size_t count) {
  const auto zipf = Zipf::of(objects, skew);
  REQUIRE(std::holds_alternative<Zipf>(zipf));
  SplitMix64 chance(seed);
  std::vector<std::uint32_t> objects_drawn(count);
  std::get<Zipf>(zipf).draw(chance, objects_drawn);
  return objects_drawn;
}

std::string refusal(std::int64_t objects, std::string_view skew) {
  const auto zipf = Zipf::of(objects, skew);
  const auto* why_not = std::get_if<Refusal>(&zipf);
  return why_not != nullptr ? std::string(code(*why_not)) : "";
}

}  // namespace

TEST_CASE("SplitMix64 gives its published numbers") {
  SplitMix64 chance(1234567);  // test values of the author's reference code
  CHECK(chance.next() == 6457827717110365317U);
  CHECK(chance.next() == 3203168211198807973U);
  CHECK(chance.next() == 9817491932198370423U);
}

TEST_CASE("R18: draws take any seed of 64 bits") {
  CHECK(SplitMix64(0).next() == 16294208416658607535U);  // python3, the same recurrence
  CHECK(SplitMix64(~0ULL).next() != SplitMix64(0).next());
}

TEST_CASE("Zipf draws from whole-number weights are the Python model's") {
  using Draws = std::vector<std::uint32_t>;
  CHECK(draws("0", 1000, 1, 6) == Draws{325, 141, 722, 110, 524, 243});
  CHECK(draws("0.5", 1000, 1, 6) == Draws{129, 286, 390, 783, 58, 18});
  CHECK(draws("1", 1000, 1, 6) == Draws{143, 76, 9, 0, 3, 3});
  CHECK(draws("2", 1000, 1, 6) == Draws{0, 1, 0, 0, 1, 0});
  CHECK(draws("1.0", 1000, 1, 6) == draws("1", 1000, 1, 6));
}

TEST_CASE("the trace of skew 0.99 is the known one, byte for byte") {
  // 1,000,000 draws of 1,000,000 objects, seed 42, have the SHA-256 dc9a7a4b... as little-endian
  // words (the recipe in JavaScript); this is the XXH64 of the same file.
  const auto trace = draws("0.99", 1'000'000, 42, 1'000'000);
  const std::string_view bytes(reinterpret_cast<const char*>(trace.data()), 4 * trace.size());
  CHECK(xxh64(bytes, 0) == 13212522367329067472U);  // xxhash-wasm, of the file
}

TEST_CASE("one object is drawn always, and the last one can be") {
  for (const std::uint32_t object : draws("1", 1, 5, 20)) CHECK(object == 0);
  std::vector<bool> seen(3, false);
  for (const std::uint32_t object : draws("0.25", 3, 5, 200)) seen[object] = true;
  CHECK(seen == std::vector<bool>{true, true, true});
}

TEST_CASE("a skew is a plain decimal number that some recipe covers") {
  for (const char* skew : {"", "abc", "-1", "1e0", "1.", ".5", "1.5", "3", "NaN", "0.5 ", "0x1",
                           "0.99999999999", "0.1234567890123456789"}) {
    CAPTURE(skew);
    CHECK(refusal(10, skew) == "skew-unknown");
  }
  CHECK(refusal(0, "1") == "count-out-of-range");
  CHECK(refusal(-5, "1") == "count-out-of-range");
  CHECK(refusal(kMaxObjects + 1, "1") == "too-big");
}
