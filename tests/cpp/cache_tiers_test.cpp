// The tiered cache: slide 15 by eye, and the laws that hold for every shape of hierarchy.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cache/tiered_cache.hpp"
#include "cache/tiered_summary.hpp"
#include "sim/splitmix64.hpp"
#include "tier_entries.hpp"

using namespace edgecache;
using edgecache::test::entries;

namespace {

constexpr int kCases = 10'000;
constexpr Nanos kMs = 1'000'000;

/// Slide 14's latencies.
TieredSpec spec_of(std::vector<std::int64_t> capacity, Inclusion inclusion = Inclusion::inclusive) {
  constexpr std::array<Nanos, 3> kLatency = {100, 100'000, 1'000'000};
  TieredSpec spec{.tiers = {}, .db_latency = 10'000'000, .inclusion = inclusion};
  for (std::size_t i = 0; i < capacity.size(); ++i) {
    spec.tiers.push_back({.capacity = capacity[i], .latency = kLatency[i % 3]});
  }
  return spec;
}

std::string word(EventKind kind) {
  constexpr const char* kWords[] = {
      "probe", "miss",     "hit",        "serve-stale", "expire",
      "fetch", "fill",     "promote",    "evict",       "back-invalidate",
      "purge", "coalesce", "revalidate", "write",       "drop"};
  return kWords[static_cast<std::size_t>(kind)];
}

/// "probe 0, miss 0, ..." of what the last operations told.
std::string story(const std::vector<Event>& events) {
  std::string words;
  for (const Event& event : events) {
    words += (words.empty() ? "" : ", ") + word(event.kind) +
             (event.tier == kDatabase ? "" : " L" + std::to_string(event.tier + 1));
  }
  return words;
}

}  // namespace

TEST_CASE("slide 15: six lines are the events of one read, and its cost is their sum") {
  TieredCache cache(spec_of({2, 4, 8}, Inclusion::nine));
  REQUIRE(cache.preload(2, 0, 123));
  std::vector<Event> events;
  cache.tell(&events);
  const TieredAnswer first = cache.get(123);
  CHECK(story(events) ==
        "probe L1, miss L1, probe L2, miss L2, probe L3, hit L3, promote L2, promote L1");
  CHECK(first.tier == 2);
  CHECK(first.cost == 1'100'100);
  Nanos sum = 0;
  for (const Event& event : events) sum += event.cost;
  CHECK(sum == first.cost);

  events.clear();
  CHECK(cache.get(123).cost == 100);  // next request: L1 hit
  CHECK(story(events) == "probe L1, hit L1");
}

namespace {

/// Any hierarchy: one to four tiers, up to six places, all modes.
TieredSpec random_spec(SplitMix64& chance) {
  const auto below = [&](std::size_t bound) {
    return static_cast<std::size_t>(chance.next() % bound);
  };
  TieredSpec spec;
  const std::array<std::array<std::int64_t, 4>, 4> kShapes = {
      {{1, 1, 1, 1}, {6, 3, 1, 1}, {6, 6, 2, 1}, {4, 4, 4, 4}}};
  const auto& nodes = kShapes[below(kShapes.size())];
  std::int64_t capacity = 1 + static_cast<std::int64_t>(below(3));
  for (std::size_t k = 0; k < 1 + below(4); ++k) {
    spec.tiers.push_back(
        {.capacity = capacity, .latency = 1 + static_cast<Nanos>(k), .nodes = nodes[k]});
    capacity += static_cast<std::int64_t>(below(4));
  }
  spec.db_latency = 5 * kMs;
  spec.inclusion = below(2) == 0 ? Inclusion::inclusive : Inclusion::nine;
  spec.touch = below(2) == 0 ? Touch::hit_tier : Touch::all;
  spec.promotion = static_cast<Promotion>(below(3));
  spec.fill = below(8) == 0 ? Fill::none : Fill::all;
  spec.fetch = below(2) == 0 ? Fetch::at_once : Fetch::takes_time;
  spec.coalesce = static_cast<Coalesce>(below(3));
  spec.stale_while_revalidate = below(2) == 0 ? 0 : 10 * kMs;
  return spec;
}

bool holds(const TieredCache& cache, std::uint32_t tier, std::uint32_t node, Object object) {
  return cache.tier(tier, node).find(object) != 0;
}

/// Capacity is kept, lists are whole, and inclusive means contained.
void lawful(const TieredCache& cache, const TieredSpec& spec) {
  for (std::uint32_t k = 0; k < cache.tier_count(); ++k) {
    for (std::uint32_t place = 0; place < cache.places(); ++place) {
      const std::uint32_t node = cache.node_of(k, place);
      const LinkedNodesWith<Copy>& nodes = cache.tier(k, node).nodes();
      REQUIRE(nodes.whole());
      REQUIRE(static_cast<std::int64_t>(nodes.size()) <= spec.tiers[k].capacity);
      if (spec.inclusion != Inclusion::inclusive || k + 1 == cache.tier_count()) continue;
      for (Slot slot = nodes.newest(); slot != 0; slot = nodes.older(slot)) {
        REQUIRE(holds(cache, k + 1, cache.node_of(k + 1, place), nodes.object(slot)));
      }
    }
  }
}

}  // namespace

TEST_CASE("laws of every hierarchy: capacity, whole lists, containment, hit or miss, expiry") {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const auto below = [&](std::size_t bound) {
      return static_cast<std::size_t>(chance.next() % bound);
    };
    const TieredSpec spec = random_spec(chance);
    REQUIRE(refusal_of(spec) == CacheRefusal::none);
    TieredCache cache(spec);
    std::vector<Event> events;
    cache.tell(&events);
    for (int step = 0; step < 40; ++step) {
      const auto key = static_cast<Object>(below(7));
      const auto place = static_cast<std::uint32_t>(below(cache.places()));
      const Nanos ttl = below(2) == 0 ? kForever : static_cast<Nanos>(below(3)) * 10 * kMs;
      events.clear();
      switch (below(8)) {
        case 0:
          cache.put(key, ttl, place);
          break;
        case 1:
          cache.write_database(key);
          break;
        case 2: {
          std::vector<Nanos> after(cache.tier_count());
          for (Nanos& delay : after) delay = static_cast<Nanos>(below(20)) * kMs;
          cache.purge(key, after);
          break;
        }
        case 3:
          cache.advance(static_cast<Nanos>(below(12)) * kMs);
          break;
        default: {
          const TieredAnswer found = cache.get(key, ttl, place);
          int hits = 0;
          int fetches = 0;
          Nanos cost = 0;
          for (const Event& event : events) {
            const bool hit = event.kind == EventKind::hit || event.kind == EventKind::serve_stale;
            hits += hit ? 1 : 0;
            fetches += event.kind == EventKind::fetch || event.kind == EventKind::coalesce ? 1 : 0;
            cost += event.cost;
          }
          REQUIRE(hits + fetches == 1);  // a hit or a miss, never both
          REQUIRE(found.hit == (hits == 1));
          REQUIRE(cost == found.cost);
          REQUIRE(found.version <= cache.version(key));
        }
      }
      for (const Event& event : events) {
        if (event.kind != EventKind::hit) continue;
        // A copy never outlives its expiry: one that was served as it is has not reached it.
        const Tier& tier = cache.tier(event.tier, event.node);
        if (const Slot slot = tier.find(event.object)) {
          REQUIRE(tier.copy(slot).expires_at > cache.now());
        }
      }
      lawful(cache, spec);
    }
    const TieredCounts& counts = cache.counts();
    std::uint64_t hits = 0;
    for (const TierCounts& tier : counts.tiers) hits += tier.hits;
    REQUIRE(hits + counts.misses == counts.gets);
    REQUIRE(counts.coalesced <= counts.misses);
  }
}

TEST_CASE("a copied cache goes its own way") {
  TieredCache before(spec_of({1, 2, 4}));
  before.get(1);
  TieredCache after = before;
  after.get(2);
  CHECK(before.counts().gets == 1);
  CHECK(entries(before, 0) == std::vector<std::pair<Object, std::uint32_t>>{{1, 0}});
  CHECK(entries(after, 0) == std::vector<std::pair<Object, std::uint32_t>>{{2, 0}});
}

TEST_CASE("mean and tail: the latency that so many reads did not exceed") {
  TieredCache cache(spec_of({1, 2, 4}));
  for (int i = 0; i < 100; ++i) cache.get(7);
  const TieredSummary summary = summary_of(cache);
  CHECK(summary.p50_ns == 100);
  CHECK(summary.p99_ns == 100);          // 99 of 100 are hits in L1
  CHECK(summary.p999_ns == 11'100'100);  // and one is not
  CHECK(summary.mean_ns == doctest::Approx((99 * 100 + 11'100'100) / 100.0));
  CHECK(summary.sizes[2] == 1);
}

TEST_CASE("P15: no more than 64 bytes an entry, and no allocation once the tiers are full") {
  TieredCache cache(spec_of({100, 1'000, 10'000}));
  SplitMix64 chance(1);
  for (int i = 0; i < 100'000; ++i) cache.get(static_cast<Object>(chance.next() % 50'000));
  const std::size_t bytes = cache.bytes();
  CHECK(static_cast<double>(bytes) / 11'100 <= 64);
  for (int i = 0; i < 100'000; ++i) cache.get(static_cast<Object>(chance.next() % 50'000));
  CHECK(cache.bytes() == bytes);
}

TEST_CASE("R19: capacities of 0 or less, or shrinking where inclusive, are refused") {
  const auto why = [](std::vector<std::int64_t> capacity, Inclusion inclusion) {
    return code(refusal_of(spec_of(std::move(capacity), inclusion)));
  };
  CHECK(why({0, 2, 8}, Inclusion::inclusive) == "capacity-out-of-range");
  CHECK(why({2, -1, 8}, Inclusion::nine) == "capacity-out-of-range");
  CHECK(why({}, Inclusion::nine) == "capacity-out-of-range");
  CHECK(why({4, 2, 8}, Inclusion::inclusive) == "capacity-not-growing");
  CHECK(why({4, 2, 8}, Inclusion::nine).empty());
}

TEST_CASE("R22: a copy read at exactly its expiry is expired") {
  TieredCache cache(spec_of({2, 4, 8}));
  cache.get(1, 1'000 * kMs);
  cache.advance(1'000 * kMs - 1);
  CHECK(cache.get(1).hit);
  cache.advance(1);
  CHECK_FALSE(cache.get(1).hit);
  CHECK(cache.counts().tiers[0].expired == 1);
}

TEST_CASE("a replay is each of its reads: the same counts, the same contents, whoever asks") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    TieredSpec spec = spec_of({1 + static_cast<std::int64_t>(seed % 3), 4, 9});
    const bool many = seed % 2 == 1;
    if (many) {
      spec.tiers[0].nodes = 4;
      spec.tiers[1].nodes = 2;
    }
    std::vector<Object> objects(1 + chance.next() % 200);
    std::vector<std::uint32_t> places;
    for (Object& object : objects) {
      object = static_cast<Object>(chance.next() % 20);
      if (many) places.push_back(static_cast<std::uint32_t>(chance.next() % 4));
    }
    TieredCache each(spec);
    for (std::size_t i = 0; i < objects.size(); ++i) {
      each.get(objects[i], kForever, many ? places[i] : 0);
    }
    TieredCache all(spec);
    all.replay(objects, places);
    REQUIRE(contents_in_order(all) == contents_in_order(each));
    REQUIRE(all.counts().misses == each.counts().misses);
    REQUIRE(all.counts().cost_ns == each.counts().cost_ns);
    for (std::uint32_t k = 0; k < 3; ++k) {
      REQUIRE(all.counts().tiers[k].back_invalidations ==
              each.counts().tiers[k].back_invalidations);
    }
  }
}
