#pragma once
/// What an operator sees of one lane: counts and gauges, tick by tick, and the moments at which
/// they crossed a line. The record only watches: nothing in a run depends on it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/latency_histogram.hpp"
#include "sim/outage_scene.hpp"

namespace edgecache::outage {

/// Counted as they happen. A request looks into the cache once a try; what it misses is asked of
/// the database, coalesced with a query that is on its way, or turned away by a full queue.
enum class Count : std::uint8_t {
  requests,
  lookups,       // tries: requests and retries
  hits,          // look-ups that found
  first_misses,  // first tries that did not
  queries,       // asked of the database, those that it turned away too
  answered,      // requests
  errors,        // requests given up after the last try
  timeouts,      // tries
  turned_away,   // tries
  retries,       // tries after the first that missed again
  fills,         // keys stored at their new owner
  wasted,        // queries done or dropped while nobody waited for them any more
  coalesced,     // tries
  warmed,        // keys that the new owner got from the old one
};
inline constexpr std::size_t kCounts = 14;

/// Written at the end of each tick.
enum class Gauge : std::uint8_t {
  hit_rate,  // of look-ups
  queries_per_second,
  error_rate,   // of the requests that ended
  pool_in_use,  // connections, on average over the tick
  queue,        // queries waiting at its end
  p50_ms,       // of the requests that ended, from their beginning; 0 when none did
  p99_ms,
};
inline constexpr std::size_t kGauges = 7;

/// First times. Those from `overload` on are read from the last whole second, at the end of a tick.
enum class Moment : std::uint8_t {
  server_joins,
  first_miss,  // of a key that changed its owner
  first_timeout,
  pool_full,         // a whole tick without a free connection
  pool_exhausted,    // not even a place in the queue for one: a query is turned away
  overload,          // more is asked of the database than it can serve
  alert,             // more than 1 % of the requests that ended were errors
  retries_dominate,  // more than half of what the database is asked are retries
  down,              // fewer than half of the requests that ended were answered
  recovered,         // after that: 99 % are
};
inline constexpr std::size_t kMoments = 10;

class Record {
 public:
  explicit Record(const Scene& scene);

  void count(Count what) { ++now_[static_cast<std::size_t>(what)]; }
  /// A request ended after `latency`.
  void ended(Nanoseconds latency) { latencies_.add(latency); }
  /// Notes the first time.
  void note(Moment what, Nanoseconds at) {
    Nanoseconds& first = moments_[static_cast<std::size_t>(what)];
    if (first == kNever) first = at;
  }
  bool noted(Moment what) const { return moment(what) != kNever; }
  Nanoseconds moment(Moment what) const { return moments_[static_cast<std::size_t>(what)]; }

  Nanoseconds tick_end() const { return tick_end_; }
  bool full() const { return ticks_ == most_ticks_; }
  /// Ends the tick. `busy`: connections times nanoseconds.
  void end_tick(std::int64_t busy, std::size_t queue);

  /// Whether the last second of the record was `down`.
  bool is_down() const { return is_down_; }
  /// The most of a count within a second, and in all.
  double most_in_a_second(Count what) const;
  double total(Count what) const;

  /// kCounts rows, then kGauges rows, of `ticks` entries each.
  std::span<const double> series() const { return series_; }
  std::size_t ticks() const { return most_ticks_; }

 private:
  double last_second(Count what) const;
  void look_for_moments(std::int64_t busy);
  double* row(Count what) { return &series_[static_cast<std::size_t>(what) * most_ticks_]; }
  const double* row(Count what) const {
    return &series_[static_cast<std::size_t>(what) * most_ticks_];
  }
  double& gauge(Gauge what) {
    return series_[(kCounts + static_cast<std::size_t>(what)) * most_ticks_ + ticks_];
  }

  Nanoseconds tick_;
  Nanoseconds tick_end_;
  std::int64_t connections_;
  double database_per_second_;
  std::size_t most_ticks_;
  std::size_t second_;  // ticks that make a second; one at least
  std::size_t ticks_ = 0;
  bool is_down_ = false;
  std::array<std::uint64_t, kCounts> now_{};  // of the tick that runs
  std::array<Nanoseconds, kMoments> moments_;
  LatencyHistogram latencies_;  // of the same
  std::vector<double> series_;
};

}  // namespace edgecache::outage
