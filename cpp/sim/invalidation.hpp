#pragma once
// One write, many places (slide 19). Every place holds a copy of a value when the origin gets a new
// one, and readers go on reading. Five strategies differ in who is told, and when; the same readers
// ask at the same moments under each of them, so that only the strategy makes the difference.
//
// What hits, ages and is dropped is TieredCache's; here are the places, the readers and the counts.

#include <array>
#include <cstdint>
#include <vector>

#include "cache/tiered_spec.hpp"

namespace edgecache::invalidation {

enum class Strategy : std::uint32_t {
  ttl,            // nobody is told: each copy dies of age
  revalidate,     // and once more it answers old, while the new value is fetched behind its back
  write_through,  // the write passes one place's cache; the others are not told
  versioned,      // the new value has a new name, and readers know it from the page that says it
  purge,          // every place is told to drop its copy; the message takes its time
};
inline constexpr std::uint32_t kStrategies = 5;

struct Scene {
  std::uint64_t seed = 0;
  std::int64_t places = 24;
  std::int64_t reads = 10;  // a second, of an average place
  std::int64_t ttl_s = 60;  // Cache-Control: max-age=60
  std::int64_t stale_ms =
      30'000;                   // stale-while-revalidate=30, the example of RFC 5861, section 3.1
  std::int64_t purge_ms = 150;  // the median place: Cloudflare, Instant Purge, 2024
  std::int64_t fetch_ms = 100;  // from the origin; ours

  /// As long as a copy lives: after that time no copy that nobody told is left.
  Nanos length() const { return ttl_s * 1'000'000'000; }
  /// 2 to 60 places, 1 to 100 reads, a TTL of 1 to 600 s, other times of a minute at most, and
  /// no more than kMostReads in all.
  bool in_range() const;
};
inline constexpr std::int64_t kMostReads = 150'000;

/// How late a purge is, in % of the median: half the places hear it before the median. The middle
/// is published, the spread around it is ours.
inline constexpr std::array<std::int64_t, 16> kPurgeSpread = {
    27, 40, 53, 67, 77, 87, 93, 99, 101, 110, 123, 140, 163, 200, 267, 467};

struct Place {
  Nanos old_until = 0;    // after the write; a copy that nobody asks for may be old until then
  Nanos purge_after = 0;  // what the message takes to it
  std::uint64_t reads = 0;
  std::uint64_t stale_reads = 0;
};

/// A moment, counted from the write on.
struct Moment {
  std::uint64_t reads = 0;
  std::uint64_t stale_reads = 0;
  std::uint64_t fetches = 0;
};
/// The time from the write to the end, in so many equal parts.
inline constexpr std::uint32_t kParts = 600;

struct Lane {
  std::vector<Place> places;
  std::uint32_t writer = 0;  // where the write comes in
  std::uint64_t reads = 0;
  std::uint64_t waits = 0;         // reads that the origin kept waiting
  std::uint64_t page_checks = 0;   // of the page that says the name, one a read
  std::uint64_t most_fetches = 0;  // within one second of the story's clock
  std::array<Moment, kParts + 1> moments{};
};

/// The scene is in range. Events, but probes and misses, are appended to `log`, unless it is null.
/// O(reads).
Lane run(const Scene& scene, Strategy strategy, std::vector<Event>* log = nullptr);

}  // namespace edgecache::invalidation
