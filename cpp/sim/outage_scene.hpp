#pragma once
// Everything that an outage run depends on, seed and time included: equal scenes give equal runs,
// to the byte. The numbers of the story (a calm day of 95 % hits, a database with three times the
// room it needs) stand in web/engine/outage-scene.js, where a viewer may change them; here they
// have no defaults.

#include <cstdint>
#include <string_view>

#include "ring/refusal.hpp"

namespace edgecache::outage {

/// Nanoseconds since the run began, or a length of time. Virtual: nobody waits for it.
using Nanoseconds = std::int64_t;
inline constexpr Nanoseconds kMillisecond = 1'000'000;
inline constexpr Nanoseconds kSecond = 1000 * kMillisecond;
inline constexpr Nanoseconds kNever = INT64_MAX;

/// How a key finds its server, and what is done about keys that find a new one.
enum class LaneKind : std::uint8_t {
  modulo,     // hash % N
  ring,       // consistent hashing
  ring_warm,  // the ring; one query a key at a time; the new owner asks the old one first
};
inline constexpr int kLaneKinds = 3;

struct Scene {
  std::uint64_t seed;

  // Servers server-0 ..., before and after the others join; keys user:0 ..., popular by Zipf's law.
  std::int64_t before, after, vnodes;
  std::int64_t keys;
  std::string_view skew;  // read while the run is made

  // Requests per second, on average; the run's length; the tick of its series.
  std::int64_t rate;
  Nanoseconds length, tick;

  // The servers join; so much later the first caller knows, and so much later again the last one.
  Nanoseconds join, notice, spread;

  // The chance that a calm day's cache has what a request asks for: the others are expired, evicted
  // or were never asked for. `fill`: whoever gets an answer in time stores it at the key's owner.
  double hit_rate;
  bool fill;

  // A pool of connections that together serve so many queries a second, and a queue before it.
  double database_per_second;
  std::int64_t connections, queue;
  bool exponential_service;  // else every query takes the mean

  // A caller waits so long (or kNever ends), then asks again, so many times, after a pause; with
  // back-off the pause doubles each time and is jittered.
  Nanoseconds timeout;
  std::int64_t retries;
  Nanoseconds retry_pause;
  bool backoff;

  bool coalesce;     // misses for a key that is being fetched wait for that fetch
  Nanoseconds shed;  // from then on only fresh queries, and only as many as can be answered in time

  Nanoseconds service() const {
    return static_cast<Nanoseconds>(static_cast<double>(connections) * 1e9 / database_per_second);
  }
  /// Queries per second of a calm day.
  double calm_per_second() const { return static_cast<double>(rate) * (1 - hit_rate); }
};

/// The first thing that is wrong with a scene; its skew and its ring are refused by those who read
/// them.
constexpr Refusal refuse(const Scene& scene) {
  const auto within = [](auto value, auto least, auto most) {  // NaN is not
    return value >= least && value <= most;
  };
  constexpr Nanoseconds kHour = 3600 * kSecond;
  constexpr std::int64_t kMostTicks = 20'000;
  for (const std::int64_t servers : {scene.before, scene.after})
    if (!within(servers, 1, 1000)) return Refusal::servers_out_of_range;
  const bool traffic = within(scene.keys, 1, 1'000'000) && within(scene.rate, 1, 100'000) &&
                       within(scene.hit_rate, 0.0, 1.0);
  const bool times = within(scene.length, kSecond, kHour) &&
                     within(scene.tick, 10 * kMillisecond, 10 * kSecond) &&
                     within(scene.join, 0, kHour) && within(scene.notice, 0, kHour) &&
                     within(scene.spread, 0, kHour) && scene.shed >= 0 &&
                     within(scene.retry_pause, 0, 60 * kSecond) &&
                     (scene.timeout == kNever || within(scene.timeout, kMillisecond, kHour));
  const bool database = within(scene.database_per_second, 0.001, 1e9) &&
                        within(scene.connections, 1, 10'000) && within(scene.queue, 0, 1'000'000) &&
                        within(scene.retries, 0, 9);
  if (!traffic || !times || !database) return Refusal::count_out_of_range;
  return within(scene.length / scene.tick, 1, kMostTicks) ? Refusal::none
                                                          : Refusal::count_out_of_range;
}

}  // namespace edgecache::outage
