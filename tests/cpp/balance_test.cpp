// How evenly a ring spreads its keys.
#include "ring/balance.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ring/keys.hpp"

using namespace edgecache;

namespace {

HashRing ten_servers(std::int64_t vnodes) {
  HashRing ring;
  for (int i = 0; i < 10; ++i) {
    REQUIRE(ring.add_server("server-" + std::to_string(i), vnodes) == Refusal::none);
  }
  return ring;
}

std::vector<std::uint32_t> load_of(const HashRing& ring, std::uint32_t keys) {
  std::vector<Position> positions(keys);
  positions_of(ring.hash(), KeyRange{"user:", 0, keys}, positions);
  std::vector<std::uint32_t> owners(keys);
  ring.owners(positions, owners);
  std::vector<std::uint32_t> counts(ring.slot_count(), 0);
  count_owners(owners, counts);
  return counts;
}

}  // namespace

TEST_CASE("mean, deviation and peak of a few loads, by hand") {
  const Balance balance = balance_of(std::vector<double>{2, 4, 4, 4, 5, 5, 7, 9});
  CHECK(balance.mean == 5);
  CHECK(balance.standard_deviation == 2);
  CHECK(balance.relative_standard_deviation == 0.4);
  CHECK(balance.peak_to_mean == 1.8);
  CHECK(balance.min == 2);
  CHECK(balance.max == 9);
}

TEST_CASE("no servers, or servers without load, have a balance without division by zero") {
  CHECK(balance_of({}).mean == 0);
  const Balance idle = balance_of(std::vector<double>{0, 0});
  CHECK(idle.relative_standard_deviation == 0);
  CHECK(idle.peak_to_mean == 0);
}

TEST_CASE("slide 12: one point a server is a lottery") {
  const auto counts = load_of(ten_servers(1), 100'000);
  CHECK(counts == std::vector<std::uint32_t>{8695, 6397, 3209, 11947, 7322, 16325, 8230, 456, 23120,
                                             14299});  // the Python model
  const std::vector<double> loads(counts.begin(), counts.end());
  const Balance balance = balance_of(loads);
  CHECK(balance.standard_deviation == doctest::Approx(6297.6747296125095).epsilon(1e-12));
  CHECK(balance.peak_to_mean == doctest::Approx(2.312).epsilon(1e-12));
  const auto fractions = arc_fractions(ten_servers(1));
  CHECK(balance_of(fractions).relative_standard_deviation ==
        doctest::Approx(0.6324669898597594).epsilon(1e-12));
}

TEST_CASE("slide 12: the spread falls like 1 over the root of the virtual nodes") {
  for (const std::int64_t vnodes : {10, 50, 100, 500, 1000}) {
    CAPTURE(vnodes);
    const auto fractions = arc_fractions(ten_servers(vnodes));
    const double spread = balance_of(fractions).relative_standard_deviation;
    const double expected = 1 / std::sqrt(static_cast<double>(vnodes));
    // Ten servers estimate a deviation to about a quarter (1 / sqrt(2 * 9)): within a factor of 2.
    CHECK(spread > expected / 2);
    CHECK(spread < expected * 2);
  }
}

TEST_CASE("keys without an owner are counted for nobody") {
  std::vector<std::uint32_t> counts(2, 0);
  count_owners(std::vector<std::uint32_t>{0, kNoServer, 1, 1}, counts);
  CHECK(counts == std::vector<std::uint32_t>{1, 2});
}
