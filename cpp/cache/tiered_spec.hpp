#pragma once
// What a tiered cache is made of, and what it says: capacities and latencies in, events out.

#include <cstdint>
#include <limits>
#include <vector>

#include "cache/object.hpp"
#include "cache/refusal.hpp"

namespace edgecache {

/// Virtual time in whole nanoseconds: nothing in the core looks at a clock.
using Nanos = std::int64_t;

inline constexpr Nanos kForever = std::numeric_limits<Nanos>::max();
/// The clock goes so far, 146 years, and nothing is due later but what never is.
inline constexpr Nanos kLatest = Nanos{1} << 62;

inline constexpr std::uint32_t kMaxTiers = 8;
inline constexpr std::uint32_t kMaxNodes = 4096;

/// Inclusive: whoever leaves a tier leaves the tiers above it too (back-invalidation), so that a
/// nearer tier never holds what a farther one does not. NINE, neither inclusive nor exclusive:
/// leaves that tier alone, slide 16 read literally. (Exclusive would be a third: on a hit the entry
/// moves instead of being copied, and an evicted one moves down.)
enum class Inclusion : std::uint8_t { inclusive, nine };
/// What a hit makes recently used: the tier that answered, or also all tiers below it.
enum class Touch : std::uint8_t { hit_tier, all };
/// Where a hit is copied to: all nearer tiers, the next nearer one, nowhere.
enum class Promotion : std::uint8_t { all, next, none };
/// Where a fetch from the database is copied to. `none` is the storyboard's pseudocode.
enum class Fill : std::uint8_t { all, none };
/// At once: a miss fills in the same instant, and what it costs is only counted. Takes time: the
/// database is read now, the copies arrive when the cost has passed.
enum class Fetch : std::uint8_t { at_once, takes_time };
/// Who shares a fetch under way for the same key: nobody, readers of the same place, or whoever
/// meets it at a tier that both ask.
enum class Coalesce : std::uint8_t { none, node, tier };

struct TierSpec {
  std::int64_t capacity = 1;  // entries a node
  Nanos latency = 0;
  std::int64_t nodes = 1;  // caches side by side; those of a tier share out the places evenly
};

struct TieredSpec {
  std::vector<TierSpec> tiers;  // nearest first
  Nanos db_latency = 0;
  Inclusion inclusion = Inclusion::inclusive;
  Touch touch = Touch::hit_tier;
  Promotion promotion = Promotion::all;
  Fill fill = Fill::all;
  Fetch fetch = Fetch::at_once;
  Coalesce coalesce = Coalesce::none;
  Nanos stale_while_revalidate = 0;
};

/// Refuses capacity_out_of_range (below 1, or no tiers, or more than kMaxTiers),
/// nodes_out_of_range (each number of nodes divides the one before), capacity_not_growing (of an
/// inclusive hierarchy), time_out_of_range (latencies).
CacheRefusal refusal_of(const TieredSpec& spec);

/// One thing that happened. Its cost is what the reader waited for it; the costs of a read's events
/// add up to the read's.
enum class EventKind : std::uint32_t {
  probe,            // a tier is asked
  miss,             // and does not have it
  hit,              // has it
  serve_stale,      // has it, expired, but not for long: good enough while it is refreshed
  expire,           // a copy past its time is found and dropped
  fetch,            // the database is read
  fill,             // a copy enters a tier after a fetch or a write
  promote,          // a copy enters a nearer tier after a hit
  evict,            // the least recently used goes for want of room
  back_invalidate,  // a copy goes because the tier below lost it
  purge,            // a copy goes because somebody asked
  coalesce,         // the reader waits for a fetch that is under way
  revalidate,       // a refresh begins behind the reader's back
  write,            // the database is written
  drop,             // a copy goes because the new value is not to be stored
};

/// As a tier: the database.
inline constexpr std::uint32_t kDatabase = 0xffffffff;

struct Event {
  EventKind kind;
  std::uint32_t tier;  // 0 is the nearest
  std::uint32_t node;
  Object object;
  std::uint32_t version;
  std::uint32_t unused = 0;
  Nanos cost;
  Nanos at;
};

/// What a read or a write answers.
struct TieredAnswer {
  std::uint32_t tier = kDatabase;  // who had it
  std::uint32_t version = 0;
  std::uint32_t db_version = 0;  // what the database holds meanwhile: newer means a stale read
  bool hit = false;              // some tier had it
  bool coalesced = false;
  Nanos cost = 0;

  bool stale() const { return version < db_version; }
};

struct TierCounts {
  std::uint64_t hits = 0;
  std::uint64_t evictions = 0;
  std::uint64_t back_invalidations = 0;
  std::uint64_t expired = 0;
  std::uint64_t purged = 0;
  std::uint64_t promotions = 0;  // copies that entered after a hit below
  std::uint64_t fills = 0;       // copies that entered, for whatever reason
};

/// hits + misses = gets; a coalesced read is a miss that read no database.
struct TieredCounts {
  std::uint64_t gets = 0;
  std::uint64_t misses = 0;
  std::uint64_t coalesced = 0;
  std::uint64_t stale_reads = 0;
  std::uint64_t db_reads = 0;
  std::uint64_t db_writes = 0;
  std::uint64_t cost_ns = 0;
  std::uint64_t read_cost_ns = 0;  // the readers' part of it
  TierCounts tiers[kMaxTiers];
};

/// A copy of a key's value, as it lies in a tier.
struct Copy {
  Nanos expires_at = kForever;
  std::uint32_t version = 0;
};

}  // namespace edgecache
