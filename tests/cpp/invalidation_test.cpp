// One write, five strategies: what each counts is tallied a second time, from the caches' own
// events.
#include "sim/invalidation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace edgecache;
using namespace edgecache::invalidation;

namespace {

struct Tally {
  std::uint64_t reads = 0, stale = 0, fetches = 0, waits = 0, most = 0;
  std::map<std::uint32_t, std::uint64_t> stale_at;
};

/// Who was told what: an answer is old when its version is below what was last written under its
/// name.
Tally tally_of(const std::vector<Event>& log) {
  Tally tally;
  std::map<Object, std::uint32_t> written;
  std::map<Nanos, std::uint64_t> by_second;
  for (const Event& event : log) {
    const bool asks = event.kind == EventKind::fetch || event.kind == EventKind::revalidate;
    const bool answers = event.kind == EventKind::hit || event.kind == EventKind::serve_stale ||
                         event.kind == EventKind::fetch || event.kind == EventKind::coalesce;
    if (event.kind == EventKind::write) written[event.object] = event.version;
    if (asks) tally.most = std::max(tally.most, ++by_second[event.at / 1'000'000'000]);
    tally.fetches += asks;
    tally.reads += answers;
    tally.waits += answers && event.cost > 0;
    // A new name begins at the version that its path says: it has no older one.
    const bool old = event.object == 0 && event.version < written[event.object];
    if (answers && old) ++tally.stale;
    if (answers && old) ++tally.stale_at[event.node];
  }
  return tally;
}

constexpr Strategy kAll[] = {Strategy::ttl, Strategy::revalidate, Strategy::write_through,
                             Strategy::versioned, Strategy::purge};

std::uint64_t stale_reads(const Lane& lane) { return lane.moments.back().stale_reads; }
std::uint64_t fetches(const Lane& lane) { return lane.moments.back().fetches; }
Nanos longest(const Lane& lane) {
  return std::max_element(lane.places.begin(), lane.places.end(),
                          [](const Place& a, const Place& b) { return a.old_until < b.old_until; })
      ->old_until;
}

}  // namespace

TEST_CASE("stale reads and origin load of every strategy equal a tally of the caches' events") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Scene scene{.seed = seed,
                      .places = static_cast<std::int64_t>(2 + seed % 30),
                      .reads = static_cast<std::int64_t>(1 + seed % 7),
                      .ttl_s = static_cast<std::int64_t>(1 + seed % 20),
                      .stale_ms = static_cast<std::int64_t>(seed % 3) * 3000,
                      .purge_ms = static_cast<std::int64_t>(seed % 5) * 200};
    for (const Strategy strategy : kAll) {
      CAPTURE(seed);
      CAPTURE(static_cast<int>(strategy));
      std::vector<Event> log;
      const Lane lane = run(scene, strategy, &log);
      const Tally tally = tally_of(log);
      REQUIRE(lane.reads == tally.reads);
      CHECK(stale_reads(lane) == tally.stale);
      CHECK(fetches(lane) == tally.fetches);
      CHECK(lane.waits == tally.waits);
      CHECK(lane.most_fetches == tally.most);
      for (std::uint32_t node = 0; const Place& place : lane.places) {
        const auto told = tally.stale_at.find(node++);
        CHECK(place.stale_reads == (told == tally.stale_at.end() ? 0 : told->second));
      }
    }
  }
}

TEST_CASE("no place answers old after the moment until which it may be old") {
  for (const Strategy strategy : kAll) {
    std::vector<Event> log;
    const Scene scene{.seed = 5, .places = 12, .reads = 20, .ttl_s = 10};
    const Lane lane = run(scene, strategy, &log);
    for (const Event& event : log) {
      const bool answers = event.kind == EventKind::hit || event.kind == EventKind::serve_stale;
      if (!answers || event.object != 0 || event.version == 1) continue;
      CHECK(event.at <= lane.places[event.node].old_until);
    }
  }
}

TEST_CASE("the same readers ask under every strategy, and only the strategy makes the difference") {
  const Scene scene{.seed = 19};
  const Lane ttl = run(scene, Strategy::ttl);
  const Lane again = run(scene, Strategy::ttl);
  CHECK(stale_reads(ttl) == stale_reads(again));
  for (const Strategy strategy : kAll) {
    const Lane lane = run(scene, strategy);
    CHECK(lane.reads == ttl.reads);
    CHECK(lane.writer == ttl.writer);
    for (std::size_t i = 0; i < lane.places.size(); ++i) {
      CHECK(lane.places[i].reads == ttl.places[i].reads);
      CHECK(lane.places[i].purge_after == ttl.places[i].purge_after);
    }
  }
}

TEST_CASE("what each strategy promises") {
  const Scene scene{.seed = 19};
  const auto lane = [&](Strategy strategy) { return run(scene, strategy); };
  const Lane ttl = lane(Strategy::ttl);
  // Ages are uniform: on average a copy has half its life before it, and half the reads are old.
  const double share = static_cast<double>(stale_reads(ttl)) / static_cast<double>(ttl.reads);
  CHECK(share > 0.35);
  CHECK(share < 0.65);
  CHECK(longest(ttl) <= scene.length());
  CHECK(fetches(ttl) == 24);

  const Lane renewed = lane(Strategy::revalidate);
  CHECK(stale_reads(renewed) > stale_reads(ttl));  // at least one more at every place
  CHECK(renewed.waits == 0);                       // and nobody waits
  CHECK(ttl.waits >= 24);

  const Lane through = lane(Strategy::write_through);
  CHECK(through.places[through.writer].old_until == 0);
  CHECK(through.places[through.writer].stale_reads == 0);
  CHECK(stale_reads(through) == stale_reads(ttl) - ttl.places[ttl.writer].stale_reads);

  const Lane versioned = lane(Strategy::versioned);
  CHECK(stale_reads(versioned) == 0);
  CHECK(versioned.page_checks == versioned.reads);

  const Lane purged = lane(Strategy::purge);
  for (const Place& place : purged.places) CHECK(place.old_until <= place.purge_after);
  CHECK(stale_reads(purged) * 20 < stale_reads(ttl));
  CHECK(purged.most_fetches > ttl.most_fetches);  // in one burst
}

TEST_CASE(
    "the story's numbers: natively what tests/web/invalidation-race.test.js finds in WebAssembly") {
  const std::uint64_t expected[] = {6966, 7012, 6850, 0, 50};
  for (std::size_t i = 0; i < kStrategies; ++i) {
    CHECK(stale_reads(run({.seed = 19}, kAll[i])) == expected[i]);
  }
}

TEST_CASE("moments only grow, and the last one is the end") {
  const Lane lane = run({.seed = 3, .places = 7, .ttl_s = 7}, Strategy::ttl);
  for (std::size_t i = 1; i < lane.moments.size(); ++i) {
    CHECK(lane.moments[i].stale_reads >= lane.moments[i - 1].stale_reads);
    CHECK(lane.moments[i].fetches >= lane.moments[i - 1].fetches);
  }
  CHECK(lane.moments[0].fetches == 0);
}

TEST_CASE("R21: an invalidation scene out of range is known as such") {
  CHECK(Scene{}.in_range());
  CHECK_FALSE(Scene{.places = 1}.in_range());
  CHECK_FALSE(Scene{.places = 61}.in_range());
  CHECK_FALSE(Scene{.reads = 0}.in_range());
  CHECK_FALSE(Scene{.ttl_s = 0}.in_range());
  CHECK_FALSE(Scene{.ttl_s = -1}.in_range());
  CHECK_FALSE(Scene{.stale_ms = -1}.in_range());
  CHECK_FALSE(Scene{.purge_ms = 60'001}.in_range());
  CHECK_FALSE(Scene{.fetch_ms = -1}.in_range());
  CHECK_FALSE(Scene{.places = 60, .reads = 100, .ttl_s = 600}.in_range());
}
