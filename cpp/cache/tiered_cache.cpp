#include "cache/tiered_cache.hpp"

namespace edgecache {

CacheRefusal refusal_of(const TieredSpec& spec) {
  const auto& tiers = spec.tiers;
  if (tiers.empty() || tiers.size() > kMaxTiers) return CacheRefusal::capacity_out_of_range;
  for (const TierSpec& tier : tiers) {
    if (tier.capacity < 1) return CacheRefusal::capacity_out_of_range;
  }
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const std::int64_t nodes = tiers[i].nodes;
    if (nodes < 1 || nodes > kMaxNodes || (i > 0 && tiers[i - 1].nodes % nodes != 0)) {
      return CacheRefusal::nodes_out_of_range;
    }
  }
  for (std::size_t i = 1; i < tiers.size() && spec.inclusion == Inclusion::inclusive; ++i) {
    if (tiers[i].capacity < tiers[i - 1].capacity) return CacheRefusal::capacity_not_growing;
  }
  // All of them added up stay far below the end of time.
  constexpr Nanos kSlowest = Nanos{1} << 53;
  for (const TierSpec& tier : tiers) {
    if (tier.latency < 0 || tier.latency > kSlowest) return CacheRefusal::time_out_of_range;
  }
  if (spec.db_latency < 0 || spec.db_latency > kSlowest || spec.stale_while_revalidate < 0) {
    return CacheRefusal::time_out_of_range;
  }
  return CacheRefusal::none;
}

TieredCache::TieredCache(const TieredSpec& spec) : spec_(spec) {
  const auto places = static_cast<std::uint32_t>(spec.tiers[0].nodes);
  for (const TierSpec& tier : spec.tiers) {
    const auto nodes = static_cast<std::uint32_t>(tier.nodes);
    levels_.push_back({.latency = tier.latency,
                       .first = static_cast<std::uint32_t>(tiers_.size()),
                       .nodes = nodes,
                       .places_a_node = places / nodes});
    for (std::uint32_t node = 0; node < nodes; ++node) tiers_.emplace_back(tier.capacity);
  }
}

void TieredCache::record(EventKind kind, std::uint32_t tier, std::uint32_t node, Object object,
                         std::uint32_t version, Nanos cost) {
  events_->push_back({.kind = kind,
                      .tier = tier,
                      .node = node,
                      .object = object,
                      .version = version,
                      .cost = cost,
                      .at = now_});
}

bool TieredCache::preload(std::uint32_t tier, std::uint32_t node, Object object, Nanos ttl) {
  const std::uint32_t place = node * levels_[tier].places_a_node;
  const std::uint32_t farthest = spec_.inclusion == Inclusion::inclusive ? tier_count() - 1 : tier;
  for (std::uint32_t k = tier; k <= farthest; ++k) {
    const Tier& there = at(k, node_of(k, place));
    if (there.find(object) == 0 && there.full()) return false;
  }
  const Copy copy{.expires_at = expiry(ttl), .version = version(object)};
  for (std::uint32_t k = tier; k <= farthest; ++k) {
    Tier& there = at(k, node_of(k, place));
    if (there.find(object) == 0) there.add(object, copy);
  }
  return true;
}

std::size_t TieredCache::bytes() const {
  std::size_t sum = versions_.capacity() * sizeof(std::uint32_t) + due_.capacity() * sizeof(Due);
  for (const Tier& tier : tiers_) sum += tier.bytes();
  return sum;
}

}  // namespace edgecache
