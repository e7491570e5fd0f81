// Which labels a server is hashed under.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ring/hash_ring.hpp"

using namespace edgecache;

TEST_CASE("a plain ring gives each server the point of its bare name") {
  HashRing ring(HashKind::xxh64, true);
  for (const char* name : {"A", "B", "C"}) REQUIRE(ring.add_server(name, 1) == Refusal::none);
  REQUIRE(ring.tokens().size() == 3);
  CHECK(ring.tokens()[0].position == 1371800463213966980U);  // A, the Python model's
  CHECK(ring.tokens()[1].position == 1440108869279352788U);  // C
  CHECK(ring.tokens()[2].position == 7884081726600927225U);  // B
  CHECK(ring.name(ring.members()[1]) == "B");                // in order of joining
}

TEST_CASE("virtual nodes stand at the hashes of <server>-<i>") {
  HashRing ring;
  REQUIRE(ring.add_server("A", 4) == Refusal::none);
  std::vector<Position> expected;
  for (int i = 0; i < 4; ++i) expected.push_back(xxh64("A-" + std::to_string(i)));
  std::vector<Position> found;
  for (const Token& token : ring.tokens()) found.push_back(token.position);
  std::sort(expected.begin(), expected.end());
  CHECK(found == expected);
  CHECK(found[0] == 10434405230283528635U);  // the Python model's
}
