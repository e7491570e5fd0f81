// The census against the port that anybody would write first (tests/bench/naive_census.hpp), and
// each of its shortcuts against what it stands for.
#include "sim/census.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "../bench/naive_census.hpp"
#include "ring/modulo.hpp"
#include "sim/census_expectation.hpp"
#include "sim/census_residue.hpp"
#include "sim/splitmix64.hpp"

using namespace edgecache;

namespace {

HashRing servers(std::uint32_t count, std::int64_t vnodes) {
  HashRing ring;
  for (std::uint32_t i = 0; i < count; ++i) {
    REQUIRE(ring.add_server("server-" + std::to_string(i), vnodes) == Refusal::none);
  }
  return ring;
}

Census census_of(const naive::Question& asked, bool loads) {
  return {servers(asked.before, asked.vnodes), servers(asked.after, asked.vnodes), loads};
}

KeyRange range_of(const naive::Question& asked) {
  return {asked.prefix, asked.from, static_cast<std::uint32_t>(asked.count)};
}

void check_equal(const RemapCounts& ours, const naive::Moves& theirs, std::uint64_t keys) {
  CHECK(ours.keys == keys);
  CHECK(ours.moved == theirs.moved);
  CHECK(ours.moved_between_present_in_both == theirs.between);
}

/// Ours with and without loads, the keys in one piece and in three.
void check_against_naive(const naive::Question& asked) {
  CAPTURE(asked.before);
  CAPTURE(asked.after);
  CAPTURE(asked.vnodes);
  CAPTURE(asked.prefix);
  CAPTURE(asked.from);
  const naive::Census theirs = naive::census(asked);
  Census whole = census_of(asked, false);
  whole.count(range_of(asked), 0);
  check_equal(whole.modulo(), theirs.modulo, asked.count);
  check_equal(whole.ring(), theirs.ring, asked.count);

  Census pieces = census_of(asked, true);
  const KeyRange all = range_of(asked);
  const std::array<std::uint32_t, 4> cuts = {0, all.count / 7, all.count / 2, all.count};
  for (std::size_t i = 0; i < 3; ++i) {
    pieces.count(KeyRange{all.prefix, all.from + cuts[i], cuts[i + 1] - cuts[i]}, 0);
  }
  check_equal(pieces.modulo(), theirs.modulo, asked.count);
  check_equal(pieces.ring(), theirs.ring, asked.count);
  std::vector<double> before(asked.before);
  std::vector<double> after(asked.after);
  pieces.modulo_loads(before, after);
  CHECK(before == theirs.modulo.before);
  CHECK(after == theirs.modulo.after);
  before.assign(asked.before, 0);
  after.assign(asked.after, 0);
  pieces.ring_loads(before, after);
  CHECK(before == theirs.ring.before);
  CHECK(after == theirs.ring.after);
}

}  // namespace

TEST_CASE(
    "slide 9: the census finds 990,077 and 9,546 of a million, and none between old servers") {
  Census census = census_of({}, false);
  census.count(KeyRange{"user:", 0, 1'000'000}, kHashSeed);
  CHECK(census.modulo() == RemapCounts{1'000'000, 990'077, 979'990});
  CHECK(census.ring() == RemapCounts{1'000'000, 9'546, 0});
}

TEST_CASE(
    "slide 9: of a hundred million keys 99,009,682 and 953,598, as the naive port once found") {
  // naive::census({.count = 100'000'000}), which takes half a minute, on 2026-11-23.
  Census census = census_of({}, false);
  for (std::uint64_t from = 0; from < 100'000'000; from += 1'000'000) {
    census.count(KeyRange{"user:", from, 1'000'000}, kHashSeed);
  }
  CHECK(census.modulo() == RemapCounts{100'000'000, 99'009'682, 98'018'696});
  CHECK(census.ring() == RemapCounts{100'000'000, 953'598, 0});
}

TEST_CASE("the census counts what the naive port counts: any N, M, vnodes, prefix and first key") {
  SplitMix64 chance(20);
  const auto one_of = [&](std::uint64_t most) { return chance.next() % most + 1; };
  for (int round = 0; round < 120; ++round) {
    CAPTURE(round);
    const std::uint64_t most = round % 3 == 0 ? 12 : 400;  // lcm(N, M) within the table, and not
    const std::string prefix(chance.next() % 40, 'k');
    check_against_naive({.before = static_cast<std::uint32_t>(one_of(most)),
                         .after = static_cast<std::uint32_t>(one_of(most)),
                         .vnodes = static_cast<std::uint32_t>(one_of(12)),
                         .prefix = prefix,
                         .from = chance.next() % (std::uint64_t{1} << (round % 50)),
                         .count = 1500});
  }
}

TEST_CASE("the census: the story's own steps against the naive port") {
  for (const std::uint32_t after : {99U, 100U, 101U, 102U, 200U}) {
    check_against_naive({.after = after, .count = 30'000});
  }
}

TEST_CASE("the census: more servers than a residue can say, one virtual node each") {
  check_against_naive({.before = 70'000, .after = 70'001, .vnodes = 1, .count = 3000});
  check_against_naive({.before = 1000, .after = 60'000, .vnodes = 1, .count = 3000});
}

TEST_CASE("a residue is the remainder: any divisor, any hash, 10,000 of each and the edges") {
  SplitMix64 chance(21);
  const auto check = [](std::uint64_t divisor, Position hash) {
    if (Residue(divisor)(hash) == hash % divisor) return true;
    FAIL_CHECK(hash << " mod " << divisor);
    return false;
  };
  bool good = true;
  for (int i = 0; i < 10'000; ++i) {
    const std::uint64_t divisor = chance.next() % Residue::kMost + 1;
    const Position hash = chance.next();
    good = good && check(divisor, hash);
    // Just below, at and above a multiple, where a rounding would show.
    const Position multiple = hash - hash % divisor;
    for (const Position near : {multiple - 1, multiple, multiple + 1}) {
      good = good && check(divisor, near);
    }
  }
  for (std::uint64_t divisor = 1; divisor <= Residue::kMost; ++divisor) {
    const Position last = ~Position{0} - ~Position{0} % divisor;  // the largest multiple
    for (const Position hash : {Position{0}, last - 1, last, ~Position{0}}) {
      good = good && check(divisor, hash);
    }
    // The largest number that a hash folds to.
    good = good && check(divisor, ~Position{0} << 32);
  }
  CHECK(good);
}

TEST_CASE(
    "the census at the tokens themselves: on one, one below, one above, at 0 and at the end") {
  for (const auto& [from, to] : {std::pair{5U, 6U}, {6U, 5U}, {3U, 9U}, {4U, 4U}}) {
    const HashRing before = servers(from, 40);
    const HashRing after = servers(to, 40);
    std::vector<Position> positions = {0, 1, ~Position{0}, ~Position{0} - 1};
    for (const HashRing* ring : {&before, &after}) {
      for (const Token& token : ring->tokens()) {
        const Position at = token.position;
        positions.insert(positions.end(), {at - 1, at, at + 1});
      }
    }
    for (const bool loads : {false, true}) {
      Census census(before, after, loads);
      census.count(positions);
      CHECK(census.ring() == remap_counts(before, after, positions));
      CHECK(census.modulo() == remap_counts(from, to, positions));
    }
  }
}

TEST_CASE("the census where tokens stand at the edges of the table's buckets") {
  // Buckets are 2^46 wide. B takes all but one position of the circle's first part, and those that
  // A keeps lie one behind a bucket's last position, on it, before it, ...
  std::vector<Position> edges;
  for (std::uint64_t bucket = 1; bucket < 200; ++bucket) {
    edges.push_back((bucket << 46) + bucket % 8 - 4);
  }
  HashRing after;
  REQUIRE(after.add_server_at("B", edges) == Refusal::none);
  std::vector<Position> behind = edges;
  for (Position& position : behind) ++position;
  HashRing before;
  REQUIRE(before.add_server_at("A", behind) == Refusal::none);
  REQUIRE(after.add_server_at("A", behind) == Refusal::none);
  std::vector<Position> positions;
  for (const Position edge : edges) {
    for (std::uint64_t step = 0; step < 12; ++step) positions.push_back(edge + step - 6);
  }
  for (const bool loads : {false, true}) {
    Census census(before, after, loads);
    census.count(positions);
    CHECK(census.ring() == remap_counts(before, after, positions));
  }
}

TEST_CASE("the census of rings that share no name, and of tokens side by side") {
  HashRing before;
  HashRing after;
  REQUIRE(before.add_server("A", 50) == Refusal::none);
  std::vector<Position> crowd(300);
  for (std::size_t i = 0; i < crowd.size(); ++i) crowd[i] = (std::uint64_t{1} << 63) + i;
  REQUIRE(after.add_server_at("B", crowd) == Refusal::none);
  for (Position& position : crowd) ++position;
  REQUIRE(after.add_server_at("C", crowd) == Refusal::none);
  crowd.insert(crowd.end(), {0, ~Position{0}});
  for (const bool loads : {false, true}) {
    Census census(before, after, loads);
    census.count(crowd);
    CHECK(census.ring() == remap_counts(before, after, crowd));
    CHECK(census.ring().moved == crowd.size());
  }
}

TEST_CASE("the counts of a million lie within three standard deviations of what is expected") {
  const HashRing before = servers(100, 100);
  const HashRing after = servers(101, 100);
  Census census(before, after, false);
  census.count(KeyRange{"user:", 0, 1'000'000}, kHashSeed);
  const Expectation modulo = expectation(remapped_share(100, 101).fraction(), 1e6);
  CHECK(modulo.keys == doctest::Approx(1e6 * 100 / 101));
  CHECK(modulo.standard_deviation == doctest::Approx(std::sqrt(1e6 * 100.0 / 101 / 101)));
  CHECK(modulo.low < static_cast<double>(census.modulo().moved));
  CHECK(modulo.high > static_cast<double>(census.modulo().moved));
  const Expectation ring = expectation(remapped_share(before, after).fraction(), 1e6);
  CHECK(ring.low < static_cast<double>(census.ring().moved));
  CHECK(ring.high > static_cast<double>(census.ring().moved));
}

TEST_CASE("what is expected where nothing moves, and where everything does") {
  const Expectation none = expectation(0, 1000);
  CHECK(none.high == 0);
  const Expectation all = expectation(1, 1000);
  CHECK(all.low == 1000);
  CHECK(all.high == 1000);
  CHECK(average_share(100, 100, 100).standard_deviation == 0);
}

TEST_CASE(
    "the share that a joining server takes varies from ring to ring as the Dirichlet law says") {
  // 400 rings of 10 servers with 20 virtual nodes, each with names of its own.
  const AverageShare law = average_share(10, 11, 20);
  double sum = 0;
  double squares = 0;
  constexpr int kRings = 400;
  for (int round = 0; round < kRings; ++round) {
    HashRing before;
    for (int i = 0; i < 10; ++i) {
      before.add_server(std::to_string(round) + "/" + std::to_string(i), 20);
    }
    HashRing after = before;
    after.add_server(std::to_string(round) + "/10", 20);
    const double share = remapped_share(before, after).fraction();
    sum += share;
    squares += share * share;
  }
  const double mean = sum / kRings;
  const double deviation = std::sqrt(squares / kRings - mean * mean);
  // Standard errors: deviation / sqrt(400) of the mean, deviation / sqrt(800) of the deviation.
  CHECK(std::abs(mean - law.fraction) < 4 * law.standard_deviation / std::sqrt(kRings));
  CHECK(std::abs(deviation / law.standard_deviation - 1) < 4 / std::sqrt(2.0 * kRings));
}
