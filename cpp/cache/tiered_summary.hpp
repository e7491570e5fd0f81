#pragma once
// What a tiered cache amounts to: how long readers waited, how full the tiers are, and what lies in
// them that the database has moved past.

#include <cstdint>
#include <vector>

#include "cache/tiered_cache.hpp"

namespace edgecache {

struct TieredSummary {
  double mean_ns = 0;  // of all reads, waits for another's fetch included
  // The latency that half, 99 % and 99.9 % of the reads did not exceed. A hit in a tier costs what
  // the way to it costs; a read that waited for another's fetch is taken for a miss, its upper
  // bound.
  Nanos p50_ns = 0, p99_ns = 0, p999_ns = 0;
  std::uint64_t stale_entries = 0;
  std::uint64_t sizes[kMaxTiers] = {};  // entries a tier, all its nodes together
};

TieredSummary summary_of(const TieredCache& cache);

/// Every object in every cache: the nearest tier's first, each cache's newest first.
std::vector<Object> contents_in_order(const TieredCache& cache);

}  // namespace edgecache
