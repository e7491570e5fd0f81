// Slide 21: Chord by eye on a small ring, by law on thousands, and against the paper's own
// pseudocode written out here, which shares nothing with the core but the positions.
#include "ring/chord.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "sim/splitmix64.hpp"

using namespace edgecache;

namespace {

using Path = std::vector<std::uint32_t>;

/// Servers at these positions, in any order.
HashRing ring_at(const std::vector<Position>& positions) {
  HashRing ring;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const std::string name = std::to_string(i);
    REQUIRE(ring.add_server_at(name, {&positions[i], 1}) == Refusal::none);
  }
  return ring;
}

/// So many servers, one position each.
HashRing named_ring(std::uint32_t servers, std::uint64_t seed) {
  HashRing ring;
  for (std::uint32_t i = 0; i < servers; ++i) {
    const std::string name = std::to_string(seed).append("-").append(std::to_string(i));
    REQUIRE(ring.add_server(name, 1) == Refusal::none);
  }
  return ring;
}

/// 2001, figures 4 and 5: intervals on the circle, a table of fingers, nothing else.
struct Reference {
  std::vector<Position> at;
  std::vector<std::vector<std::size_t>> finger;

  explicit Reference(const HashRing& ring) {
    for (const Token& token : ring.tokens()) at.push_back(token.position);
    for (const Position from : at) {
      std::vector<std::size_t> table;
      table.reserve(64);
      for (int k = 0; k < 64; ++k) table.push_back(successor(from + (Position{1} << k)));
      finger.push_back(table);
    }
  }
  std::size_t successor(Position id) const {
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (at[i] >= id) return i;
    }
    return 0;
  }
  /// Whether id lies in (a, b], walking clockwise from a; a to a is the whole circle.
  static bool in_half_open(Position id, Position a, Position b) {
    if (a == b) return true;
    return a < b ? id > a && id <= b : id > a || id <= b;
  }
  static bool in_open(Position id, Position a, Position b) {
    return id != b && in_half_open(id, a, b) && !(a == b && id == a);
  }
  /// find_successor, the query passed from server to server.
  Path path(std::size_t from, Position id, bool by_fingers) const {
    Path met{static_cast<std::uint32_t>(from)};
    if (successor(id) == from) return met;
    std::size_t n = from;
    while (!in_half_open(id, at[n], at[finger[n][0]])) {
      std::size_t to = finger[n][0];
      for (int k = 63; by_fingers && k >= 0; --k) {
        if (in_open(at[finger[n][static_cast<std::size_t>(k)]], at[n], id)) {
          to = finger[n][static_cast<std::size_t>(k)];
          break;
        }
      }
      n = to;
      met.push_back(static_cast<std::uint32_t>(n));
    }
    met.push_back(static_cast<std::uint32_t>(finger[n][0]));
    return met;
  }
};

}  // namespace

TEST_CASE("Chord by eye: sixteen servers at equal distances") {
  // 0 1 2 ... 15 on the circle, a sixteenth apart: 2^60 further on is the next, 2^63 the opposite.
  std::vector<Position> even;
  for (std::uint64_t i = 0; i < 16; ++i) even.push_back(i << 60);
  const HashRing ring = ring_at(even);
  CHECK(finger(ring, 3, 0) == 4);
  CHECK(finger(ring, 3, 59) == 4);
  CHECK(finger(ring, 3, 60) == 4);  // exactly on a server: that server
  CHECK(finger(ring, 3, 61) == 5);
  CHECK(finger(ring, 3, 63) == 11);
  CHECK(finger(ring, 15, 0) == 0);  // past 12 o'clock
  const Position key = Position{15} << 60;
  CHECK(chord_path(ring, 0, key, Route::next).size() == 16);
  CHECK(chord_path(ring, 0, key, Route::fingers) == Path{0, 8, 12, 14, 15});  // +8 +4 +2 +1
  CHECK(chord_path(ring, 0, key - 1, Route::fingers) == Path{0, 8, 12, 14, 15});
  CHECK(chord_path(ring, 0, key + 1, Route::fingers) == Path{0});  // its own: nobody is asked
  CHECK(chord_path(ring, 5, 1, Route::fingers) == Path{5, 13, 15, 0, 1});
}

TEST_CASE(
    "R16: one server owns everything, and two servers at one position do not lose a look-up") {
  const HashRing alone = ring_at({42});
  CHECK(finger(alone, 0, 63) == 0);
  for (const Route route : {Route::next, Route::fingers}) {
    CHECK(chord_path(alone, 0, 7, route) == Path{0});
    const HashRing pair = ring_at({42, 42, 42});
    CHECK(chord_path(pair, 1, 7, route).back() == 0);
    CHECK(chord_path(pair, 2, 42, route).back() == 0);
    const HashRing four = ring_at({42, 42, Position{1} << 63, 9});
    for (std::uint32_t from = 0; from < 4; ++from) {
      for (const Position key :
           {Position{0}, Position{9}, Position{10}, Position{42}, ~Position{0}})
        CHECK(chord_path(four, from, key, route).back() == *four.successor(key));
    }
  }
}

TEST_CASE("10,000 look-ups go the way of the paper's pseudocode") {
  std::size_t asked = 0;
  for (std::uint64_t seed = 0; asked < 10'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    std::vector<Position> positions(1 + chance.next() % 40);
    for (Position& position : positions) position = chance.next();
    const HashRing ring = ring_at(positions);
    const Reference reference(ring);
    for (int i = 0; i < 20; ++i, ++asked) {
      const auto from = static_cast<std::uint32_t>(chance.next() % positions.size());
      Position key = chance.next();
      if (i % 4 == 0) key = positions[key % positions.size()] - 1 + key % 3;
      REQUIRE(chord_path(ring, from, key, Route::next) == reference.path(from, key, false));
      REQUIRE(chord_path(ring, from, key, Route::fingers) == reference.path(from, key, true));
    }
  }
}

TEST_CASE("10,000 look-ups end at the ring's owner, by next after as many hops as servers lie on") {
  SplitMix64 chance(21);
  for (std::uint64_t round = 0; round < 200; ++round) {
    CAPTURE(round);
    const auto servers = static_cast<std::uint32_t>(1 + chance.next() % 256);
    const HashRing ring = named_ring(servers, round);
    for (int i = 0; i < 50; ++i) {
      const auto from = static_cast<std::uint32_t>(chance.next() % servers);
      const Position key = chance.next();
      const auto by_next = chord_path(ring, from, key, Route::next);
      const auto by_fingers = chord_path(ring, from, key, Route::fingers);
      REQUIRE(ring.tokens()[by_next.back()].server == *ring.owner_of(key));
      REQUIRE(by_fingers.back() == by_next.back());
      REQUIRE(by_next.size() - 1 == (by_next.back() + servers - from) % servers);
      REQUIRE(by_fingers.size() <= by_next.size());
    }
  }
}

TEST_CASE(
    "by fingers hardly a look-up takes over log2 N hops and one, and the mean is half of it") {
  for (const std::uint32_t servers : {16U, 64U, 256U, 1000U}) {
    CAPTURE(servers);
    const double log_n = std::log2(servers);
    const HashRing ring = named_ring(servers, 2001);
    SplitMix64 chance(servers);
    std::vector<Position> keys(4000);
    for (Position& key : keys) key = chance.next();
    const Hops hops = count_hops(ring, keys, Route::fingers);
    // Counted once more, path by path.
    std::uint64_t sum = 0;
    std::size_t most = 0;
    std::size_t beyond = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto from = static_cast<std::uint32_t>(i % servers);
      const std::size_t taken = chord_path(ring, from, keys[i], Route::fingers).size() - 1;
      sum += taken;
      most = std::max(most, taken);
      beyond += static_cast<double>(taken) > log_n + 1 ? 1 : 0;
    }
    CHECK(hops.sum == sum);
    CHECK(hops.most == most);
    CHECK(static_cast<double>(beyond) < 0.02 * 4000);
    CHECK(static_cast<double>(most) <= 2 * log_n);
    // Half of log2 N to the key's predecessor (section 6.3 of the paper), and one to its owner.
    CHECK(static_cast<double>(sum) / 4000 == doctest::Approx(log_n / 2 + 1).epsilon(0.2));
    // By next: any of 0 ... N - 1 servers lie on, each as likely.
    const Hops by_next = count_hops(ring, keys, Route::next);
    CHECK(static_cast<double>(by_next.sum) / 4000 ==
          doctest::Approx((servers - 1) / 2.0).epsilon(0.05));
    CHECK(by_next.most < servers);
  }
}
