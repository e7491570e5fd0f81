#include "sim/invalidation.hpp"

#include <algorithm>

#include "cache/tiered_cache.hpp"
#include "sim/exponential.hpp"
#include "sim/splitmix64.hpp"
#include "sim/zipf.hpp"

namespace edgecache::invalidation {
namespace {

constexpr Nanos kSecond = 1'000'000'000;
constexpr Nanos kMillisecond = 1'000'000;

constexpr bool within(std::int64_t number, std::int64_t least, std::int64_t most) {
  return number >= least && number <= most;
}

/// A cache at every place, the origin behind them. Readers of one place share a fetch.
TieredSpec spec_of(const Scene& scene, Strategy strategy) {
  TieredSpec spec;
  spec.tiers = {{.capacity = 2, .latency = 0, .nodes = scene.places}};
  spec.db_latency = scene.fetch_ms * kMillisecond;
  spec.fetch = Fetch::takes_time;
  spec.coalesce = Coalesce::node;
  if (strategy == Strategy::revalidate) {
    spec.stale_while_revalidate = scene.stale_ms * kMillisecond;
  }
  return spec;
}

/// The value, and under `versioned` its new name.
constexpr Object kOld = 0;
constexpr Object kNew = 1;

class Run {
 public:
  Run(const Scene& scene, Strategy strategy, std::vector<Event>* log)
      : scene_(scene),
        strategy_(strategy),
        cache_(spec_of(scene, strategy)),
        chance_(scene.seed),
        readers_(std::get<Zipf>(Zipf::of(scene.places, "0.5"))),
        log_(log) {
    lane_.places.resize(static_cast<std::size_t>(scene.places));
  }

  Lane lane() {
    cache_.tell(&events_);
    fill_places();
    write();
    read_all();
    return std::move(lane_);
  }

 private:
  /// Every place fetched its copy at some moment of the last TTL.
  void fill_places() {
    lane_.writer = readers_.draw(chance_);
    for (std::uint32_t node = 0; Place & place : lane_.places) {
      const Nanos age =
          static_cast<Nanos>(part_of(static_cast<std::uint64_t>(scene_.length()), chance_.next()));
      const Nanos left = scene_.length() - age;
      cache_.preload(0, node++, kOld, left);
      const std::int64_t spread = kPurgeSpread[chance_.next() >> 60];
      place.purge_after = scene_.purge_ms * spread * kMillisecond / 100;
      place.old_until =
          left + (strategy_ == Strategy::revalidate ? scene_.stale_ms * kMillisecond : Nanos{0});
    }
  }

  void write() {
    if (strategy_ == Strategy::write_through) {
      cache_.put(kOld, scene_.length(), lane_.writer);
    } else if (strategy_ == Strategy::versioned) {
      cache_.write_new(kNew, 1);
      // Copies of the old name are kept, and nobody asks for them any more.
      for (Place& place : lane_.places) place.old_until = 0;
    } else {
      cache_.write_database(kOld);
    }
    if (strategy_ == Strategy::purge) {
      std::vector<Nanos> delays;
      for (const Place& place : lane_.places) delays.push_back(place.purge_after);
      cache_.purge(kOld, delays);
    }
    listen();
  }

  /// Readers come one after the other, at times of their own, more of them at some places.
  void read_all() {
    const Nanos pause = kSecond / (scene_.reads * scene_.places);
    const Object asked = strategy_ == Strategy::versioned ? kNew : kOld;
    for (Nanos now = exponential(chance_, pause); now < scene_.length();
         now += exponential(chance_, pause)) {
      record_until(now);
      cache_.advance(now - cache_.now());
      const std::uint32_t node = readers_.draw(chance_);
      const TieredAnswer answer = cache_.get(asked, scene_.length(), node);
      count(answer, node);
      listen();
    }
    cache_.advance(scene_.length() - cache_.now());
    listen();
    record_until(kForever);
    if (strategy_ == Strategy::versioned) lane_.page_checks = lane_.reads;
  }

  void count(const TieredAnswer& answer, std::uint32_t node) {
    Place& place = lane_.places[node];
    ++lane_.reads;
    ++place.reads;
    if (answer.stale()) ++place.stale_reads;
    if (answer.cost > 0) ++lane_.waits;
    const std::uint64_t fetched = cache_.counts().db_reads;
    if (fetched == fetched_) return;
    const Nanos second = cache_.now() / kSecond;
    if (second != second_) in_second_ = 0;
    second_ = second;
    in_second_ += fetched - fetched_;
    fetched_ = fetched;
    lane_.most_fetches = std::max(lane_.most_fetches, in_second_);
  }

  /// What the caches said since the last time: a new copy or a purge ends an old one.
  void listen() {
    for (const Event& event : events_) {
      const bool ends = event.kind == EventKind::purge || event.kind == EventKind::fill;
      if (ends) {
        Nanos& until = lane_.places[event.node].old_until;
        until = std::min(until, event.at);
      }
      const bool steps = event.kind == EventKind::probe || event.kind == EventKind::miss;
      if (log_ != nullptr && !steps) log_->push_back(event);
    }
    events_.clear();
  }

  /// The counts at every moment before `time` that has none yet.
  void record_until(Nanos time) {
    for (; recorded_ <= kParts && scene_.length() / kParts * recorded_ < time; ++recorded_) {
      lane_.moments[recorded_] = {.reads = lane_.reads,
                                  .stale_reads = cache_.counts().stale_reads,
                                  .fetches = cache_.counts().db_reads};
    }
  }

  const Scene& scene_;
  Strategy strategy_;
  TieredCache cache_;
  SplitMix64 chance_;
  Zipf readers_;
  std::vector<Event> events_;
  std::vector<Event>* log_;
  Lane lane_;
  std::uint32_t recorded_ = 0;
  std::uint64_t fetched_ = 0;
  std::uint64_t in_second_ = 0;
  Nanos second_ = 0;
};

}  // namespace

bool Scene::in_range() const {
  return within(places, 2, 60) && within(reads, 1, 100) && within(ttl_s, 1, 600) &&
         within(stale_ms, 0, 60'000) && within(purge_ms, 0, 60'000) &&
         within(fetch_ms, 0, 60'000) && places * reads * ttl_s <= kMostReads;
}

Lane run(const Scene& scene, Strategy strategy, std::vector<Event>* log) {
  return Run(scene, strategy, log).lane();
}

}  // namespace edgecache::invalidation
