// Slide 11's switches. A ring to read by eye: B twice, A and C at one place.
//
//        100 B      200 A C      300 B
//   ------|-----------|-----------|------> wraps to 100
#include "ring/mistakes.hpp"

#include <doctest/doctest.h>

#include <array>
#include <vector>

using namespace edgecache;

namespace {

HashRing drawn() {
  HashRing ring;
  const std::array<Position, 2> twice{100, 300};
  const std::array<Position, 1> shared{200};
  ring.add_server_at("A", shared);
  ring.add_server_at("B", twice);
  ring.add_server_at("C", shared);
  return ring;
}

std::vector<std::uint32_t> asked(const Mistakes& mistakes, std::vector<Position> positions) {
  std::vector<std::uint32_t> out(positions.size());
  owners_with(mistakes, drawn(), positions, out);
  return out;
}

constexpr std::uint32_t kA = 0;
constexpr std::uint32_t kB = 1;
constexpr std::uint32_t kC = 2;
using Owners = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("without a mistake it is the ring's own answer") {
  CHECK(asked({}, {0, 100, 101, 200, 201, 300, 301}) == Owners{kB, kB, kA, kA, kB, kB, kB});
}

TEST_CASE("> for >=: a key on a token goes past it") {
  CHECK(asked({.after = true}, {99, 100, 200, 300}) == Owners{kB, kA, kB, kB});
}

TEST_CASE("no wrap: nobody owns what lies past the last token") {
  CHECK(asked({.no_wrap = true}, {300, 301}) == Owners{kB, kNoServer});
  CHECK(asked({.after = true, .no_wrap = true}, {300}) == Owners{kNoServer});
}

TEST_CASE("a colliding token overwrites: who joined last has the place") {
  CHECK(asked({.overwrite = true}, {150, 200}) == Owners{kC, kC});
}

TEST_CASE("sorted keys not rebuilt: the last to join is never found") {
  CHECK(asked({.stale = true}, {150}) == Owners{kA});
  // With the map as well: the old keys know the place that it shares, and the map says it is C's.
  CHECK(asked({.overwrite = true, .stale = true}, {150}) == Owners{kC});
}

TEST_CASE("an empty ring has no owner, whatever the mistake") {
  std::vector<std::uint32_t> out(1);
  const std::vector<Position> key{5};
  owners_with({.overwrite = true, .stale = true}, HashRing(), key, out);
  CHECK(out == Owners{kNoServer});
}
