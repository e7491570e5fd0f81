#pragma once
// What a tiered cache holds and has counted, as rows in the module's memory.

#include <cstdint>
#include <cstring>
#include <vector>

#include "bindings/cache_views.hpp"
#include "cache/tiered_summary.hpp"

namespace edgecache::bindings {

/// A copy as it lies in a tier.
struct CopyView {
  double expires_at_ms;
  std::uint32_t tier, node, object, version, db_version, expired;
};

/// A block of the copies of one key (`size` 0xffffffff: of all), each cache's newest first, for
/// JavaScript to read and release; their number is written to `count`. 0: there are none.
inline Address tiered_copies(TieredHandle& handle, Address text, std::size_t size, Address count) {
  const TieredCache& cache = handle.named.cache();
  const bool all = size == 0xffffffff;
  const Object wanted = all ? 0 : handle.named.key(lent_text(text, size));
  std::vector<CopyView> found;
  for (std::uint32_t k = 0; k < cache.tier_count(); ++k) {
    for (std::uint32_t n = 0; n < cache.node_count(k); ++n) {
      const Tier& tier = cache.tier(k, n);
      const auto add = [&](Slot slot) {
        const Object object = tier.nodes().object(slot);
        const Copy& copy = tier.copy(slot);
        found.push_back({.expires_at_ms = milliseconds(copy.expires_at),
                         .tier = k,
                         .node = n,
                         .object = object,
                         .version = copy.version,
                         .db_version = cache.version(object),
                         .expired = copy.expires_at <= cache.now()});
      };
      if (!all) {
        if (const Slot slot = tier.find(wanted)) add(slot);
        continue;
      }
      for (Slot slot = tier.nodes().newest(); slot != 0; slot = tier.nodes().older(slot)) add(slot);
    }
  }
  lent<std::uint32_t>(count, 1)[0] = static_cast<std::uint32_t>(found.size());
  if (found.empty()) return 0;
  const Address block = allocate(static_cast<double>(found.size() * sizeof(CopyView)));
  if (block != 0)
    std::memcpy(lent<CopyView>(block, 1).data(), found.data(), found.size() * sizeof(CopyView));
  return block;
}

/// Address and size of a key's text, valid until the next operation.
inline void tiered_key(const TieredHandle& handle, Object object, Address out) {
  const auto words = lent<std::uint32_t>(out, 2);
  const std::string_view text =
      object < handle.named.keys().size() ? handle.named.keys().text(object) : "";
  words[0] = static_cast<std::uint32_t>(reinterpret_cast<Address>(text.data()));
  words[1] = static_cast<std::uint32_t>(text.size());
}

/// Requests by number, with nobody listening; `places`: who asks, one place a request (no address:
/// place 0 asks for all). False, at the first place that is none.
inline bool tiered_replay(TieredHandle& handle, Address objects, std::uint32_t count,
                          Address places) {
  TieredCache& cache = handle.named.cache();
  const auto who = lent<const std::uint32_t>(places, places == 0 ? 0 : count);
  std::uint32_t known = 0;
  while (known < who.size() && who[known] < cache.places()) ++known;
  if (places == 0) known = count;
  cache.tell(nullptr);
  cache.replay(lent<const Object>(objects, known), who.first(places == 0 ? 0 : known));
  return known == count;
}

struct TierStatsView {
  double hits, evictions, back_invalidations, expired, purged, promotions, fills, size;
};

struct TieredStatsView {
  double gets, misses, coalesced, stale_reads, db_reads, db_writes, cost_ns;
  double mean_ns, p50_ns, p99_ns, p999_ns, stale_entries;
  std::uint64_t digest;  // XXH64 of the objects inside, as little-endian words
  TierStatsView tiers[kMaxTiers];
};

inline void tiered_stats(const TieredHandle& handle, Address out) {
  const TieredCache& cache = handle.named.cache();
  const TieredCounts& counts = cache.counts();
  const TieredSummary summary = summary_of(cache);
  const auto objects = contents_in_order(cache);
  const auto number = [](auto value) { return static_cast<double>(value); };
  auto& view = lent<TieredStatsView>(out, 1)[0];
  view = {.gets = number(counts.gets),
          .misses = number(counts.misses),
          .coalesced = number(counts.coalesced),
          .stale_reads = number(counts.stale_reads),
          .db_reads = number(counts.db_reads),
          .db_writes = number(counts.db_writes),
          .cost_ns = number(counts.cost_ns),
          .mean_ns = summary.mean_ns,
          .p50_ns = number(summary.p50_ns),
          .p99_ns = number(summary.p99_ns),
          .p999_ns = number(summary.p999_ns),
          .stale_entries = number(summary.stale_entries),
          .digest = xxh64({reinterpret_cast<const char*>(objects.data()), 4 * objects.size()}, 0),
          .tiers = {}};
  for (std::uint32_t k = 0; k < kMaxTiers; ++k) {
    const TierCounts& tier = counts.tiers[k];
    view.tiers[k] = {.hits = number(tier.hits),
                     .evictions = number(tier.evictions),
                     .back_invalidations = number(tier.back_invalidations),
                     .expired = number(tier.expired),
                     .purged = number(tier.purged),
                     .promotions = number(tier.promotions),
                     .fills = number(tier.fills),
                     .size = number(summary.sizes[k])};
  }
}

}  // namespace edgecache::bindings
