#include "cache/tiered_summary.hpp"

namespace edgecache {
namespace {

/// The smallest latency that at least `per_mille` of the reads did not exceed.
Nanos percentile(const TieredCache& cache, std::uint64_t per_mille) {
  const TieredCounts& counts = cache.counts();
  Nanos latency = 0;
  std::uint64_t reads = 0;
  for (std::uint32_t k = 0; k < cache.tier_count(); ++k) {
    latency += cache.latency(k);
    reads += counts.tiers[k].hits;
    if (reads * 1000 >= counts.gets * per_mille) return latency;
  }
  return latency + cache.db_latency();
}

}  // namespace

TieredSummary summary_of(const TieredCache& cache) {
  const TieredCounts& counts = cache.counts();
  TieredSummary summary;
  if (counts.gets > 0) {
    summary.mean_ns = static_cast<double>(counts.read_cost_ns) / static_cast<double>(counts.gets);
    summary.p50_ns = percentile(cache, 500);
    summary.p99_ns = percentile(cache, 990);
    summary.p999_ns = percentile(cache, 999);
  }
  for (std::uint32_t k = 0; k < cache.tier_count(); ++k) {
    for (std::uint32_t node = 0; node < cache.node_count(k); ++node) {
      const Tier& tier = cache.tier(k, node);
      const LinkedNodesWith<Copy>& nodes = tier.nodes();
      summary.sizes[k] += nodes.size();
      for (Slot slot = nodes.newest(); slot != 0; slot = nodes.older(slot)) {
        const bool stale = tier.copy(slot).version < cache.version(nodes.object(slot));
        summary.stale_entries += stale ? 1 : 0;
      }
    }
  }
  return summary;
}

std::vector<Object> contents_in_order(const TieredCache& cache) {
  std::vector<Object> objects;
  for (std::uint32_t k = 0; k < cache.tier_count(); ++k) {
    for (std::uint32_t node = 0; node < cache.node_count(k); ++node) {
      const LinkedNodesWith<Copy>& nodes = cache.tier(k, node).nodes();
      for (Slot slot = nodes.newest(); slot != 0; slot = nodes.older(slot)) {
        objects.push_back(nodes.object(slot));
      }
    }
  }
  return objects;
}

}  // namespace edgecache
