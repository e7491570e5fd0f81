// The thousand rings of slide 12 are the rings that everybody else builds, only faster.
#include "sim/many_rings.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ring/balance.hpp"
#include "ring/hash_ring.hpp"

using namespace edgecache;

namespace {

RingDraw drawn_slowly(std::uint32_t servers, std::uint32_t vnodes, std::uint32_t number) {
  HashRing ring;
  for (std::uint32_t i = 0; i < servers; ++i) {
    ring.add_server("ring-" + std::to_string(number) + "-server-" + std::to_string(i), vnodes);
  }
  const std::vector<double> shares = arc_fractions(ring);
  const Balance balance = balance_of(shares);
  return {
      .share = shares[0] * servers,
      .squared_spread = balance.relative_standard_deviation * balance.relative_standard_deviation,
      .most = balance.peak_to_mean,
      .least = balance.min * servers};
}

}  // namespace

TEST_CASE("a ring drawn in bulk is the ring that HashRing builds") {
  for (const std::uint32_t servers : {2U, 3U, 10U, 100U}) {
    for (const std::uint32_t vnodes : {1U, 2U, 7U, 100U}) {
      std::vector<RingDraw> draws(5);
      draw_rings(servers, vnodes, 40, draws);
      for (std::uint32_t i = 0; i < draws.size(); ++i) {
        CAPTURE(servers);
        CAPTURE(vnodes);
        CAPTURE(i);
        const RingDraw slow = drawn_slowly(servers, vnodes, 40 + i);
        CHECK(draws[i].share == doctest::Approx(slow.share).epsilon(1e-12));
        CHECK(draws[i].squared_spread == doctest::Approx(slow.squared_spread).epsilon(1e-9));
        CHECK(draws[i].most == doctest::Approx(slow.most).epsilon(1e-12));
        CHECK(draws[i].least == doctest::Approx(slow.least).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE(
    "slide 12: a thousand rings stray as the formula says, within the 99 % band, at every step") {
  for (const std::uint32_t vnodes : {1U, 3U, 10U, 50U, 100U, 150U, 500U, 1000U}) {
    constexpr std::uint32_t kServers = 10;
    std::vector<RingDraw> draws(1000);
    draw_rings(kServers, vnodes, 0, draws);
    double mean = 0;
    double squares = 0;
    for (const RingDraw& draw : draws) mean += draw.squared_spread / 1000;
    for (const RingDraw& draw : draws) {
      squares += (draw.squared_spread - mean) * (draw.squared_spread - mean) / 999;
    }
    // The mean of squares over so many independent rings is normal: 99 % lie within 2.576 errors.
    const double expected = (kServers - 1.0) / (kServers * vnodes + 1.0);
    CAPTURE(vnodes);
    CAPTURE(mean);
    CHECK(std::abs(mean - expected) < 2.576 * std::sqrt(squares / 1000));
  }
}

TEST_CASE("how many rings of what can be drawn") {
  CHECK(refuse_many_rings(10, 100) == Refusal::none);
  CHECK(refuse_many_rings(1, 100) == Refusal::servers_out_of_range);
  CHECK(refuse_many_rings(1'001, 1) == Refusal::servers_out_of_range);
  CHECK(refuse_many_rings(10, 0) == Refusal::vnodes_out_of_range);
  CHECK(refuse_many_rings(10, 10'001) == Refusal::vnodes_out_of_range);
  CHECK(refuse_many_rings(1'000, 1'001) == Refusal::too_many_points);
}
