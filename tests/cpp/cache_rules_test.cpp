// The rules of the tiered cache against a model that is right by looking at it: ten thousand random
// stories, after every step the same answer and the same contents.
#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <vector>

#include "cache/tiered_cache.hpp"
#include "cache_model.hpp"
#include "sim/splitmix64.hpp"
#include "tier_entries.hpp"

using namespace edgecache;
using edgecache::test::entries;

namespace {

constexpr int kCases = 10'000;
constexpr Nanos kMs = 1'000'000;

}  // namespace

TEST_CASE("every rule as the model has it: answers, contents, counts") {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const auto below = [&](std::size_t bound) {
      return static_cast<std::size_t>(chance.next() % bound);
    };
    test::TieredModel model;
    const std::size_t one = 1 + below(3);
    const std::size_t two = one + below(3);
    model.capacity = {one, two, two + below(4)};
    model.inclusive = below(2) == 0;
    model.touch_all = below(2) == 0;
    TieredSpec spec{.tiers = {}, .db_latency = 1};
    spec.inclusion = model.inclusive ? Inclusion::inclusive : Inclusion::nine;
    spec.touch = model.touch_all ? Touch::all : Touch::hit_tier;
    for (const std::size_t entries : model.capacity) {
      spec.tiers.push_back({.capacity = static_cast<std::int64_t>(entries), .latency = 1});
    }
    TieredCache cache(spec);
    const auto ttl = [&]() -> std::optional<std::int64_t> {
      if (below(2) == 0) return std::nullopt;
      return static_cast<std::int64_t>(std::array<int, 4>{0, 1, 20, 50}[below(4)]);
    };
    for (int step = 0; step < 40; ++step) {
      const auto key = static_cast<Object>(below(7));
      const auto lives = ttl();
      const Nanos nanos = lives ? *lives * kMs : kForever;
      switch (below(8)) {
        case 0:
          model.put(key, lives);
          cache.put(key, nanos);
          break;
        case 1:
          ++model.database[key];
          cache.write_database(key);
          break;
        case 2: {
          const std::array<std::int64_t, 3> after = {static_cast<std::int64_t>(below(30)),
                                                     static_cast<std::int64_t>(below(30)),
                                                     static_cast<std::int64_t>(below(3))};
          model.purge(key, {after.begin(), after.end()});
          cache.purge(key, std::array<Nanos, 3>{after[0] * kMs, after[1] * kMs, after[2] * kMs});
          break;
        }
        case 3: {
          const auto by = static_cast<std::int64_t>(below(25));
          model.advance(by);
          REQUIRE(cache.advance(by * kMs));
          break;
        }
        default: {
          const auto expected = model.get(key, lives);
          const TieredAnswer found = cache.get(key, nanos);
          REQUIRE(found.hit == (expected.tier < 3));
          REQUIRE((!found.hit || found.tier == expected.tier));
          REQUIRE(found.version == expected.version);
        }
      }
      for (std::uint32_t k = 0; k < 3; ++k) {
        const auto list = entries(cache, k);
        REQUIRE(list.size() == model.tiers[k].size());
        for (std::size_t i = 0; i < list.size(); ++i) {
          REQUIRE(list[i].first == model.tiers[k][i].key);
          REQUIRE(list[i].second == model.tiers[k][i].version);
        }
      }
    }
    const TieredCounts& counts = cache.counts();
    CHECK(counts.misses == model.misses);
    CHECK(counts.stale_reads == model.stale_reads);
    for (std::size_t k = 0; k < 3; ++k) {
      const TierCounts& tier = counts.tiers[k];
      REQUIRE(tier.hits == model.hits[k]);
      REQUIRE(tier.evictions == model.evictions[k]);
      REQUIRE(tier.back_invalidations == model.back_invalidations[k]);
      REQUIRE(tier.expired == model.expired[k]);
      REQUIRE(tier.purged == model.purged[k]);
      REQUIRE(tier.promotions == model.promotions[k]);
    }
  }
}
