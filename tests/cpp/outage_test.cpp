// 3:47 AM: what the run must say whatever the seed, and what the story's own says.
#include <array>
#include <string>

#include "outage_scenes.hpp"
#include "ring/hash.hpp"

using namespace edgecache;
using namespace edgecache::outage;

namespace {

const std::vector<LaneKind> kAllLanes = {LaneKind::modulo, LaneKind::ring, LaneKind::ring_warm};

/// A small scene drawn by seed, everything in it.
Scene random_scene(std::uint64_t seed) {
  SplitMix64 chance(seed);
  const auto below = [&](std::uint64_t bound) {
    return static_cast<std::int64_t>(chance.next() % bound);
  };
  static constexpr std::array<const char*, 4> kSkews = {"0", "0.5", "0.7", "1"};
  return {.seed = chance.next(),
          .before = 1 + below(12),
          .after = 1 + below(12),
          .vnodes = 1 + below(10),
          .keys = 1 + below(300),
          .skew = kSkews[chance.next() % kSkews.size()],
          .rate = 50 + below(400),
          .length = (2 + below(3)) * kSecond,
          .tick = (10 + below(400)) * kMillisecond,
          .join = below(1500) * kMillisecond,
          .notice = below(500) * kMillisecond,
          .spread = below(1000) * kMillisecond,
          .hit_rate = static_cast<double>(below(11)) / 10,
          .fill = below(4) != 0,
          .database_per_second = static_cast<double>(5 + below(500)),
          .connections = 1 + below(20),
          .queue = below(3) == 0 ? 0 : below(300),
          .exponential_service = below(2) == 0,
          .timeout = below(5) == 0 ? kNever : (1 + below(700)) * kMillisecond,
          .retries = below(5),
          .retry_pause = below(400) * kMillisecond,
          .backoff = below(2) == 0,
          .coalesce = below(2) == 0,
          .shed = below(2) == 0 ? kNever : below(4000) * kMillisecond};
}

std::uint64_t digest(const Run& of) {
  const auto numbers = report(of);
  return xxh64({reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(double)}, 0);
}

}  // namespace

TEST_CASE("lanes differ in the placement and in nothing else") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    Scene scene = random_scene(seed);
    const auto whole = run(scene, kAllLanes);
    const auto requests = [&](std::size_t lane) {
      const auto all = series(whole->lane(lane));
      const auto ticks = static_cast<std::ptrdiff_t>(whole->lane(lane).record().ticks());
      return std::vector<double>(all.begin(), all.begin() + ticks);
    };
    CHECK(requests(0) == requests(1));
    CHECK(requests(0) == requests(2));

    // The ring lane gives the same beside others as alone, and the same as modulo where nothing
    // moves.
    CHECK(series(run(scene, {LaneKind::ring})->lane(0)) == series(whole->lane(1)));
    scene.after = scene.before;
    const auto still = run(scene, {LaneKind::modulo, LaneKind::ring});
    CHECK(still->moved(0) == 0);
    CHECK(series(still->lane(0)) == series(still->lane(1)));
  }
}

TEST_CASE("whatever happens is accounted for") {
  for (std::uint64_t seed = 1000; seed < 1400; ++seed) {
    CAPTURE(seed);
    const Scene scene = random_scene(seed);
    const auto whole = run(scene, kAllLanes);
    for (std::size_t i = 0; i < kAllLanes.size(); ++i) {
      const Lane& lane = whole->lane(i);
      const auto of = [&](Count what) { return total(lane, what); };
      CHECK(of(Count::lookups) == of(Count::hits) + of(Count::queries) + of(Count::coalesced));
      CHECK(of(Count::requests) >= of(Count::answered) + of(Count::errors));
      CHECK(of(Count::lookups) >= of(Count::requests));
      CHECK(of(Count::lookups) <= of(Count::requests) * static_cast<double>(1 + scene.retries));
      CHECK(of(Count::fills) + of(Count::warmed) <= static_cast<double>(whole->moved(i)));
      if (scene.retries == 0) {
        CHECK(of(Count::lookups) == of(Count::requests));
        CHECK(of(Count::errors) == of(Count::timeouts) + of(Count::turned_away));
        CHECK(of(Count::retries) == 0);
      }
      if (!scene.fill) CHECK(of(Count::fills) == 0);
      if (!scene.coalesce && i < 2) CHECK(of(Count::coalesced) == 0);
      if (i < 2) CHECK(of(Count::warmed) == 0);
      const auto room = static_cast<std::size_t>(scene.queue);
      CHECK(lane.waits().most_queue <= room);
    }
  }
}

TEST_CASE("R26: a run in slices of any size is the same run") {
  for (std::uint64_t seed = 2000; seed < 2020; ++seed) {
    CAPTURE(seed);
    const Scene scene = random_scene(seed);
    const auto at_once = run(scene, kAllLanes);
    const auto in_slices = begun(scene, kAllLanes);
    while (in_slices->advance(1 + static_cast<std::uint32_t>(seed % 7))) {
    }
    CHECK(digest(*in_slices) == digest(*at_once));
    Scene other = scene;
    ++other.seed;
    CHECK(digest(*run(other, kAllLanes)) != digest(*at_once));
  }
}

TEST_CASE("slide 5: the database is asked (1 - h s) / (1 - h) times as much, 19.8 and 1.2") {
  // Every caller knows at once, nothing is stored again, and the database can serve it all.
  Scene scene = story();
  scene.spread = 0;
  scene.fill = false;
  scene.database_per_second = 100'000;
  scene.connections = 1000;
  const auto whole = run(scene, {LaneKind::modulo, LaneKind::ring});
  const auto numbers = report(*whole);
  const std::size_t lane_size = numbers.size() / 2;
  const double rises[] = {19.81, 1.19};
  for (std::size_t i = 0; i < 2; ++i) {
    const Lane& lane = whole->lane(i);
    const std::size_t ticks = lane.record().ticks();
    const auto all = series(lane);
    const double* queries = &all[static_cast<std::size_t>(Count::queries) * ticks];
    double before = 0;
    double after = 0;
    for (std::size_t t = 0; t < 20; ++t) before += queries[t];     // five seconds
    for (std::size_t t = 24; t < ticks; ++t) after += queries[t];  // from 3:47:01 on
    const double measured = after / static_cast<double>(ticks - 24) / (before / 20);
    // Five seconds of 250 queries a second: 35 of 1,250, 3 %, is one standard deviation.
    CHECK(measured == doctest::Approx(rises[i]).epsilon(0.08));
    CHECK(numbers[i * lane_size + 2] == doctest::Approx(rises[i]).epsilon(0.01));  // of the keys
    CHECK(numbers[i * lane_size + 3] ==
          doctest::Approx(rises[i]).epsilon(0.03));  // of the requests
  }
}

TEST_CASE("slide 5: the moments of the story, in their order") {
  const auto whole = run(story(), {LaneKind::modulo, LaneKind::ring});
  const Record& modulo = whole->lane(0).record();
  const auto second = [&](Moment what) {
    return static_cast<double>(modulo.moment(what) - story().join) / 1e9;
  };
  CHECK(whole->moved(0) == 49'526);
  CHECK(second(Moment::server_joins) == 0);
  CHECK(second(Moment::first_miss) == doctest::Approx(1).epsilon(0.05));
  CHECK(second(Moment::overload) == doctest::Approx(2).epsilon(0.2));
  CHECK(second(Moment::pool_exhausted) == doctest::Approx(5).epsilon(0.1));
  CHECK(second(Moment::first_timeout) == doctest::Approx(5).epsilon(0.1));
  CHECK(second(Moment::down) == doctest::Approx(10).epsilon(0.1));
  CHECK(second(Moment::retries_dominate) > second(Moment::first_timeout));
  CHECK(second(Moment::down) > second(Moment::retries_dominate));
  CHECK_FALSE(modulo.noted(Moment::recovered));
  CHECK(modulo.is_down());

  const Record& ring = whole->lane(1).record();
  CHECK(whole->moved(1) == 498);
  CHECK_FALSE(ring.noted(Moment::overload));
  CHECK(ring.total(Count::errors) == 0);
}

TEST_CASE("slide 5: the failure is metastable, and load shedding ends it") {
  Scene scene = story();
  scene.length = 120 * kSecond;
  // It lasts although the trigger is over: every answer comes too late to be stored.
  const auto stuck = run(scene);
  CHECK(stuck->lane(0).record().is_down());
  const auto fills = series(stuck->lane(0));
  const std::size_t ticks = stuck->lane(0).record().ticks();
  for (std::size_t t = 80; t < ticks; ++t)
    CHECK(fills[static_cast<std::size_t>(Count::fills) * ticks + t] == 0);

  scene.shed = 35 * kSecond;
  const auto shed = run(scene);
  CHECK(shed->lane(0).record().noted(Moment::down));
  CHECK(shed->lane(0).record().moment(Moment::recovered) > scene.shed);
  CHECK_FALSE(shed->lane(0).record().is_down());

  // At once the queue is as short as what was let in during the last two seconds, at 750 a second:
  // the queries of callers who have left are dropped.
  const std::size_t after = static_cast<std::size_t>(scene.shed / scene.tick);
  const auto gauges = series(shed->lane(0));
  const double* queue = &gauges[(kCounts + static_cast<std::size_t>(Gauge::queue)) * ticks];
  CHECK(queue[after - 1] > 7000);
  CHECK(queue[after] <= 1500);

  // A queue no longer than patience never lets it feed on itself: what is answered is stored, and
  // the cache is warm again after a bad minute.
  scene.shed = kNever;
  scene.queue = 750;  // a second of work, two of patience
  const auto healed = run(scene);
  const Record& record = healed->lane(0).record();
  CHECK(record.noted(Moment::alert));
  CHECK_FALSE(record.noted(Moment::down));
  CHECK(record.total(Count::timeouts) == 0);
  const auto all = series(healed->lane(0));
  const auto hit_rate = kCounts + static_cast<std::size_t>(Gauge::hit_rate);
  CHECK(all[hit_rate * ticks + ticks - 1] > 0.92);
}

TEST_CASE("the ring with warm-up from the old owner asks the database nothing more") {
  Scene scene = story();
  scene.length = 20 * kSecond;
  const auto whole = run(scene, {LaneKind::ring, LaneKind::ring_warm});
  const Lane& ring = whole->lane(0);
  const Lane& warm = whole->lane(1);
  CHECK(total(warm, Count::warmed) > 0);
  CHECK(total(warm, Count::queries) + total(warm, Count::coalesced) < total(ring, Count::queries));
  scene.after = scene.before;
  const auto still = run(scene, {LaneKind::ring_warm});
  CHECK(total(still->lane(0), Count::queries) + total(still->lane(0), Count::coalesced) ==
        total(warm, Count::queries) + total(warm, Count::coalesced));
}

TEST_CASE("back-off doubles each pause and takes some half of it away by chance") {
  Scene scene = calm_scene();
  scene.length = 20 * kSecond;
  scene.database_per_second = 0.1;  // the one connection is taken, and nobody may wait
  scene.queue = 0;
  scene.retries = 3;
  scene.retry_pause = 100 * kMillisecond;
  const auto last = [](const Run& of, Gauge gauge) {
    const Record& record = of.lane(0).record();
    return record.series()[(kCounts + static_cast<std::size_t>(gauge) + 1) * record.ticks() - 1];
  };
  const auto steady = run(scene);
  CHECK(last(*steady, Gauge::p50_ms) == doctest::Approx(300).epsilon(0.032));
  CHECK(last(*steady, Gauge::p99_ms) == last(*steady, Gauge::p50_ms));
  scene.backoff = true;
  const auto spread = run(scene);
  CHECK(last(*spread, Gauge::p50_ms) == doctest::Approx(0.75 * 700).epsilon(0.05));
  CHECK(last(*spread, Gauge::p99_ms) > 600);
  CHECK(last(*spread, Gauge::p99_ms) <= 700 * 1.032);
}

TEST_CASE("back-off spreads retries out, coalescing makes one query of many") {
  Scene scene = story();
  scene.length = 30 * kSecond;
  scene.retry_pause = 100 * kMillisecond;
  const auto eager = run(scene);
  scene.backoff = true;
  const auto patient = run(scene);
  CHECK(patient->lane(0).record().most_in_a_second(Count::queries) <
        eager->lane(0).record().most_in_a_second(Count::queries));
  scene = story();
  scene.skew = "1";
  const auto apart = run(scene);
  scene.coalesce = true;
  const auto together = run(scene);
  CHECK(total(together->lane(0), Count::coalesced) > 0);
  CHECK(total(together->lane(0), Count::queries) < total(apart->lane(0), Count::queries));
  CHECK(total(together->lane(0), Count::errors) < total(apart->lane(0), Count::errors));
}

TEST_CASE("N03: a scene out of range is refused with a reason") {
  const auto why = [](auto change) {
    Scene scene = story();
    change(scene);
    const auto made = Run::of(scene, kAllLanes);
    const auto* refusal = std::get_if<Refusal>(&made);
    return refusal != nullptr ? std::string(code(*refusal)) : "";
  };
  CHECK(why([](Scene&) {}) == "");
  CHECK(why([](Scene& s) { s.before = 0; }) == "servers-out-of-range");
  CHECK(why([](Scene& s) { s.after = 1001; }) == "servers-out-of-range");
  CHECK(why([](Scene& s) { s.vnodes = 0; }) == "vnodes-out-of-range");
  CHECK(why([](Scene& s) { s.before = s.after = 1000, s.vnodes = 10'000; }) == "too-many-points");
  CHECK(why([](Scene& s) { s.skew = "1.5"; }) == "skew-unknown");
  const std::string count = "count-out-of-range";
  CHECK(why([](Scene& s) { s.keys = 0; }) == count);
  CHECK(why([](Scene& s) { s.keys = 1'000'001; }) == count);
  CHECK(why([](Scene& s) { s.rate = 0; }) == count);
  CHECK(why([](Scene& s) { s.rate = 100'001; }) == count);
  CHECK(why([](Scene& s) { s.hit_rate = -0.1; }) == count);
  CHECK(why([](Scene& s) { s.hit_rate = 1.1; }) == count);
  CHECK(why([](Scene& s) { s.hit_rate = __builtin_nan(""); }) == count);
  CHECK(why([](Scene& s) { s.length = 0; }) == count);
  CHECK(why([](Scene& s) { s.tick = kMillisecond; }) == count);
  CHECK(why([](Scene& s) { s.length = 3600 * kSecond, s.tick = 10 * kMillisecond; }) == count);
  CHECK(why([](Scene& s) { s.length = kSecond, s.tick = 2 * kSecond; }) == count);
  CHECK(why([](Scene& s) { s.join = -1; }) == count);
  CHECK(why([](Scene& s) { s.database_per_second = 0; }) == count);
  CHECK(why([](Scene& s) { s.connections = 0; }) == count);
  CHECK(why([](Scene& s) { s.queue = -1; }) == count);
  CHECK(why([](Scene& s) { s.timeout = 0; }) == count);
  CHECK(why([](Scene& s) { s.retries = 10; }) == count);
  CHECK(why([](Scene& s) { s.retry_pause = -1; }) == count);
}
