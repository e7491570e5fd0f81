// Copies grow old: purges on their way, fetches that take time, readers who share one, and copies
// that are served while they are refreshed.
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "cache/named_cache.hpp"
#include "cache/tiered_cache.hpp"
#include "cache/tiered_summary.hpp"
#include "ring/hash.hpp"

using namespace edgecache;

namespace {

constexpr Nanos kMs = 1'000'000;

/// An edge cache a place, one cache behind them all; a millisecond, and a database of 10.
TieredSpec places(std::int64_t count, Inclusion inclusion = Inclusion::nine) {
  return {.tiers = {{.capacity = 4, .latency = kMs, .nodes = count},
                    {.capacity = 8, .latency = kMs, .nodes = 1}},
          .db_latency = 10 * kMs,
          .inclusion = inclusion};
}

}  // namespace

TEST_CASE("R23: a top-down purge leaves L1 stale for ever, unless inclusion takes its copy along") {
  const auto last_read = [](Inclusion inclusion) {
    TieredCache cache(
        {.tiers = {{.capacity = 2}, {.capacity = 4}, {.capacity = 8}}, .inclusion = inclusion});
    cache.get(1);
    cache.write_database(1);
    cache.purge(1, std::array<Nanos, 3>{0, 50 * kMs, 150 * kMs});
    cache.get(1);  // L1 is empty by now: this read brings the old copy up again
    cache.advance(1'000 * kMs);
    return cache.get(1);
  };
  CHECK(last_read(Inclusion::nine).stale());
  CHECK(last_read(Inclusion::nine).tier == 0);
  CHECK_FALSE(last_read(Inclusion::inclusive).stale());
}

TEST_CASE("R24: a purge of an absent key does nothing, two purges each come at their time") {
  TieredCache cache(places(1));
  cache.purge(1, std::array<Nanos, 2>{0, 0});
  CHECK(cache.counts().tiers[0].purged == 0);
  cache.get(1);
  cache.purge(1, std::array<Nanos, 2>{10 * kMs, 10 * kMs});
  cache.purge(1, std::array<Nanos, 2>{20 * kMs, 20 * kMs});
  cache.advance(15 * kMs);
  CHECK(cache.counts().tiers[0].purged == 1);
  cache.get(1);
  cache.advance(5 * kMs);
  CHECK(cache.counts().tiers[0].purged == 2);
}

TEST_CASE("a purge runs as a wave: each place loses its copy when it gets there") {
  TieredCache cache(places(3));
  for (std::uint32_t place = 0; place < 3; ++place) cache.get(1, kForever, place);
  cache.write_database(1);
  CHECK(summary_of(cache).stale_entries == 4);
  cache.purge(1, std::array<Nanos, 4>{30 * kMs, 10 * kMs, 20 * kMs, 0});
  const std::array<std::uint64_t, 4> left = {3, 2, 1, 0};
  for (const std::uint64_t stale : left) {
    CHECK(summary_of(cache).stale_entries == stale);
    cache.advance(10 * kMs);
  }
}

TEST_CASE("a write-through renews the copies on its own path, and no other place's") {
  TieredCache cache(places(2));
  cache.get(1, kForever, 0);
  cache.get(1, kForever, 1);
  cache.put(1, kForever, 0);
  CHECK_FALSE(cache.get(1, kForever, 0).stale());
  CHECK(cache.get(1, kForever, 1).stale());
}

TEST_CASE("a tier shared by places: what it loses, all of them lose where inclusive") {
  TieredSpec spec = places(2, Inclusion::inclusive);
  spec.tiers[0].capacity = 1;
  spec.tiers[1].capacity = 1;
  TieredCache cache(spec);
  cache.get(1, kForever, 0);
  cache.get(2, kForever, 1);  // evicts 1 behind them both
  CHECK(cache.tier(0, 0).find(1) == 0);
  CHECK(cache.counts().tiers[0].back_invalidations == 1);
}

TEST_CASE("a fetch takes its time: until it is back everybody misses, and asks again") {
  TieredSpec spec = places(1);
  spec.fetch = Fetch::takes_time;
  TieredCache cache(spec);
  CHECK(cache.get(1).cost == 12 * kMs);
  cache.advance(12 * kMs - 1);
  CHECK_FALSE(cache.get(1).hit);
  CHECK(cache.counts().db_reads == 2);
  cache.advance(1);
  CHECK(cache.get(1).hit);
}

TEST_CASE("a late fill overwrites what a write-through has put there meanwhile") {
  TieredSpec spec = places(1);
  spec.fetch = Fetch::takes_time;
  TieredCache cache(spec);
  cache.get(1);  // reads version 0
  cache.advance(5 * kMs);
  cache.put(1);
  CHECK_FALSE(cache.get(1).stale());
  cache.advance(7 * kMs);
  CHECK(cache.get(1).stale());  // and stays so: this is what leases are for
}

TEST_CASE("coalescing: a place's readers share one fetch, by tier all places do") {
  const auto reads_of_the_database = [](Coalesce coalesce) {
    TieredSpec spec = places(3);
    spec.fetch = Fetch::takes_time;
    spec.coalesce = coalesce;
    TieredCache cache(spec);
    for (int i = 0; i < 12; ++i) cache.get(1, kForever, static_cast<std::uint32_t>(i % 3));
    cache.advance(12 * kMs);
    for (std::uint32_t place = 0; place < 3; ++place)
      CHECK(cache.get(1, kForever, place).tier == 0);
    CHECK(cache.counts().coalesced + cache.counts().db_reads == 12);
    return cache.counts().db_reads;
  };
  CHECK(reads_of_the_database(Coalesce::none) == 12);
  CHECK(reads_of_the_database(Coalesce::node) == 3);
  CHECK(reads_of_the_database(Coalesce::tier) == 1);
}

TEST_CASE("a reader who joins a fetch waits for the rest of it") {
  TieredSpec spec = places(2);
  spec.fetch = Fetch::takes_time;
  spec.coalesce = Coalesce::tier;
  TieredCache cache(spec);
  cache.get(1, kForever, 0);  // back after 12 ms
  cache.advance(5 * kMs);
  const TieredAnswer joined = cache.get(1, kForever, 1);
  CHECK(joined.coalesced);
  CHECK(joined.cost == 7 * kMs);  // 2 of them on the way to the shared tier
}

TEST_CASE("stale while revalidate: served at once, refreshed once, fresh for the next") {
  TieredSpec spec = places(1);
  spec.stale_while_revalidate = 100 * kMs;
  TieredCache cache(spec);
  cache.get(1, 50 * kMs);
  cache.write_database(1);
  cache.advance(60 * kMs);
  const TieredAnswer served = cache.get(1, 50 * kMs);
  CHECK(served.hit);
  CHECK(served.stale());
  CHECK(served.cost == kMs);
  cache.get(1, 50 * kMs);
  CHECK(cache.counts().db_reads == 2);  // the first fetch and one refresh
  cache.advance(11 * kMs);
  CHECK_FALSE(cache.get(1).stale());
  cache.advance(400 * kMs);
  CHECK_FALSE(cache.get(1).hit);  // too old even for that
}

TEST_CASE("a versioned name is a new key at each change, and never stale") {
  NamedCache cache(TieredCache(places(1)), [](std::string_view text) { return xxh64(text); });
  CHECK(cache.newest("style.css") == 1);
  cache.cache().get(cache.versioned_key("style.css"));
  CHECK(cache.write_versioned("style.css").version == 2);
  const Object key = cache.versioned_key("style.css");
  CHECK(cache.keys().text(key) == "/v2/style.css");
  CHECK_FALSE(cache.cache().get(key).hit);
  CHECK(cache.cache().get(key).hit);
  CHECK(cache.cache().counts().stale_reads == 0);
  CHECK(cache.key("/v2/style.css") == key);  // the same key, whoever spells it
}

TEST_CASE("T01: the empty key, NUL and the longest texts are keys like any other") {
  KeyTable table;
  const auto number = [&](std::string_view text) { return table.number(text, xxh64(text)); };
  const std::string nul("a\0b", 3);
  const std::string long_text(100'000, 'x');
  CHECK(number("") == 0);
  CHECK(number(nul) == 1);
  CHECK(number("a") == 2);
  CHECK(number(long_text) == 3);
  CHECK(number("") == 0);
  CHECK(table.text(1) == nul);
  CHECK(table.text(3) == long_text);
}

TEST_CASE("ten thousand keys keep their numbers, even where all hashes are one") {
  KeyTable table;
  KeyTable crowded;
  for (Object i = 0; i < 10'000; ++i) {
    const std::string key = "user:" + std::to_string(i);
    CHECK(table.number(key, xxh64(key)) == i);
    if (i < 500) CHECK(crowded.number(key, 7) == i);
  }
  for (Object i = 0; i < 10'000; ++i) {
    const std::string key = "user:" + std::to_string(i);
    CHECK(table.find(key, xxh64(key)) == i);
    if (i < 500) CHECK(crowded.find(key, 7) == i);
  }
  CHECK_FALSE(table.find("user:10000", xxh64("user:10000")).has_value());
}
