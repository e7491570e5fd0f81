#pragma once
// Caches in a row (slides 14 to 17): a request asks the nearest, then the next, then the database,
// and what it brings back is copied on the way. And the hardest problem (slides 18 and 19): copies
// that grow old while the database moves on.
//
// Many places may read through one hierarchy: each has a nearest cache of its own, and farther
// caches serve several. Time stands still until somebody advances it.

#include <cstdint>
#include <span>
#include <vector>

#include "cache/tier.hpp"
#include "cache/tiered_spec.hpp"

namespace edgecache {

class TieredCache {
 public:
  /// Of a spec that refusal_of() does not refuse.
  explicit TieredCache(const TieredSpec& spec);

  // Places are below places(); a ttl is the time to live of what is fetched or written, kForever or
  // at least 0, and with 0 nothing is stored.

  /// Reads through the tiers that serve `place`. A copy found keeps its expiry wherever it is
  /// promoted to: `ttl` counts only when this read fetches. O(tiers).
  TieredAnswer get(Object object, Nanos ttl = kForever, std::uint32_t place = 0);
  /// The same for one object after the other, in fewer waits for memory; `places`: who asks, one
  /// place an object (none: place 0 asks for all).
  void replay(std::span<const Object> objects, std::span<const std::uint32_t> places = {});
  /// Write-through: the database first, then the tiers that serve `place`, farthest first. Other
  /// places are not told.
  TieredAnswer put(Object object, Nanos ttl = kForever, std::uint32_t place = 0);
  /// Writes past the caches: nobody is told.
  TieredAnswer write_database(Object object);
  /// Writes new content under a key of its own, as `version` of something: the key's own version
  /// does not change, and no copy of it can be stale.
  TieredAnswer write_new(Object object, std::uint32_t version);

  /// Each cache drops `object`, whatever it then holds, when its delay has passed. One delay a
  /// tier, or one for each node of each tier, nearest tier first; none is negative. Those of 0 are
  /// done now.
  void purge(Object object, std::span<const Nanos> delays);

  /// Does what is due on the way, in order: of due time, then of issue, then nearest tier first.
  /// False, and nothing done: time does not go back, nor beyond kLatest.
  bool advance(Nanos by);

  /// A copy of the database's value, put there without a story: to set a scene. False, and nothing
  /// done, where the tier is full. An inclusive hierarchy gets it in the tiers below as well.
  bool preload(std::uint32_t tier, std::uint32_t node, Object object, Nanos ttl = kForever);

  /// Events are appended here from now on; null: nobody listens. A copy tells the same listener.
  void tell(std::vector<Event>* listener) { events_ = listener; }

  Nanos now() const { return now_; }
  std::uint32_t version(Object object) const {
    return object < versions_.size() ? versions_[object] : 0;
  }
  std::uint32_t tier_count() const { return static_cast<std::uint32_t>(levels_.size()); }
  std::uint32_t node_count(std::uint32_t tier) const { return levels_[tier].nodes; }
  Nanos latency(std::uint32_t tier) const { return levels_[tier].latency; }
  Nanos db_latency() const { return spec_.db_latency; }
  std::uint32_t places() const { return levels_[0].nodes; }
  const Tier& tier(std::uint32_t tier, std::uint32_t node) const {
    return tiers_[levels_[tier].first + node];
  }
  const TieredCounts& counts() const { return counts_; }
  void reset_counts() { counts_ = {}; }
  /// Where `place` is served at a tier.
  std::uint32_t node_of(std::uint32_t tier, std::uint32_t place) const {
    const Level& level = levels_[tier];
    return level.nodes == 1 ? 0 : place / level.places_a_node;
  }
  std::size_t bytes() const;

 private:
  struct Level {
    Nanos latency;
    std::uint32_t first;  // index of its first node among all
    std::uint32_t nodes;
    std::uint32_t places_a_node;
  };
  /// A purge on its way to one cache, or a fetch on its way back to a place.
  struct Due {
    Nanos at;
    std::uint64_t issue;
    Object object;
    std::uint32_t tier = kDatabase;  // where the purge goes; kDatabase: a fetch, from there
    std::uint32_t node = 0;          // of a fetch: the place
    Copy copy;                       // what the fetch brings
    bool fills = false;
    /// In the order of a heap whose front is the next one.
    bool operator<(const Due& other) const;
  };

  Tier& at(std::uint32_t tier, std::uint32_t node) { return tiers_[levels_[tier].first + node]; }
  void say(EventKind kind, std::uint32_t tier, std::uint32_t node, Object object,
           std::uint32_t version, Nanos cost = 0) {
    if (events_ != nullptr) record(kind, tier, node, object, version, cost);
  }
  void record(EventKind kind, std::uint32_t tier, std::uint32_t node, Object object,
              std::uint32_t version, Nanos cost);

  // tiered_read.cpp: how a request finds its answer
  void serve(std::uint32_t tier, std::uint32_t place, Slot slot, bool expired, Nanos ttl,
             TieredAnswer& answer);
  void fetch(Object object, Nanos ttl, std::uint32_t place, TieredAnswer& answer);
  void join(const Due& fetch, std::uint32_t tier, std::uint32_t place, TieredAnswer& answer);
  const Due* under_way(Object object, std::uint32_t tier, std::uint32_t place) const;
  TieredAnswer counted(Object object, TieredAnswer answer);

  // tiered_store.cpp: how copies come and go
  void add(std::uint32_t tier, std::uint32_t node, Object object, const Copy& copy, EventKind how,
           Nanos cost = 0);
  void store(std::uint32_t tier, std::uint32_t node, Object object, const Copy& copy, EventKind how,
             Nanos cost = 0);
  void leave(std::uint32_t tier, std::uint32_t node, Slot slot, EventKind why);
  void back_invalidate(std::uint32_t tier, std::uint32_t node, Object object);
  TieredAnswer written(Object object, std::uint32_t version);
  Nanos expiry(Nanos ttl) const { return ttl >= kLatest - now_ ? kForever : now_ + ttl; }

  // tiered_due.cpp: what happens later
  void schedule(const Due& due);
  void settle_until(Nanos time);
  void happen(const Due& due);

  TieredSpec spec_;
  std::vector<Level> levels_;
  std::vector<Tier> tiers_;              // all nodes of the nearest tier, then of the next
  std::vector<std::uint32_t> versions_;  // the database, by object; beyond its end 0
  std::vector<Due> due_;                 // a heap, the next one in front
  std::uint64_t issued_ = 0;
  Nanos now_ = 0;
  TieredCounts counts_;
  std::uint32_t read_ahead_ = 0;  // where what was read ahead is added up; says nothing
  std::vector<Event>* events_ = nullptr;
};

}  // namespace edgecache
