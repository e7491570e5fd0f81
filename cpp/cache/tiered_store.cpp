// How copies come and go: writes, fills, and the four ways out.

#include "cache/tiered_cache.hpp"

namespace edgecache {

TieredAnswer TieredCache::put(Object object, Nanos ttl, std::uint32_t place) {
  TieredAnswer answer = write_database(object);
  const Copy copy{.expires_at = expiry(ttl), .version = answer.version};
  for (std::uint32_t k = tier_count(); k-- > 0;) {
    const std::uint32_t node = node_of(k, place);
    answer.cost += levels_[k].latency;
    counts_.cost_ns += static_cast<std::uint64_t>(levels_[k].latency);
    if (ttl != 0) {
      store(k, node, object, copy, EventKind::fill, levels_[k].latency);
      continue;
    }
    // Not to be stored: an older copy must not outlive the write.
    say(EventKind::drop, k, node, object, answer.version, levels_[k].latency);
  }
  for (std::uint32_t k = 0; k < tier_count() && ttl == 0; ++k) {
    const std::uint32_t node = node_of(k, place);
    if (const Slot slot = at(k, node).find(object)) at(k, node).remove(slot);
    back_invalidate(k, node, object);
  }
  return answer;
}

TieredAnswer TieredCache::write_database(Object object) {
  settle_until(now_);
  if (versions_.size() <= object) versions_.resize(std::size_t{object} + 1);
  return written(object, ++versions_[object]);
}

TieredAnswer TieredCache::write_new(Object object, std::uint32_t version) {
  settle_until(now_);
  return written(object, version);
}

TieredAnswer TieredCache::written(Object object, std::uint32_t version) {
  ++counts_.db_writes;
  counts_.cost_ns += static_cast<std::uint64_t>(spec_.db_latency);
  say(EventKind::write, kDatabase, 0, object, version, spec_.db_latency);
  return {.version = version, .db_version = version, .cost = spec_.db_latency};
}

/// A copy enters a tier that has none of this object.
void TieredCache::add(std::uint32_t tier, std::uint32_t node, Object object, const Copy& copy,
                      EventKind how, Nanos cost) {
  Tier& there = at(tier, node);
  ++counts_.tiers[tier].fills;
  if (there.full()) {
    read_ahead_ += there.nodes().read_oldest();  // for the evictions that follow this one
    leave(tier, node, there.nodes().oldest(), EventKind::evict);
  }
  there.add(object, copy);
  say(how, tier, node, object, copy.version, cost);
}

/// The same where there may be one: it is overwritten, and is the newest now.
void TieredCache::store(std::uint32_t tier, std::uint32_t node, Object object, const Copy& copy,
                        EventKind how, Nanos cost) {
  Tier& there = at(tier, node);
  const Slot slot = there.find(object);
  if (slot == 0) return add(tier, node, object, copy, how, cost);
  ++counts_.tiers[tier].fills;
  there.copy(slot) = copy;
  there.renew(slot);
  say(how, tier, node, object, copy.version, cost);
}

void TieredCache::leave(std::uint32_t tier, std::uint32_t node, Slot slot, EventKind why) {
  Tier& there = at(tier, node);
  const Object object = there.nodes().object(slot);
  TierCounts& counts = counts_.tiers[tier];
  ++(why == EventKind::evict    ? counts.evictions
     : why == EventKind::expire ? counts.expired
                                : counts.purged);
  say(why, tier, node, object, there.copy(slot).version);
  there.remove(slot);
  back_invalidate(tier, node, object);
}

/// What a tier has lost, the tiers above it may not keep: all caches that this one serves.
void TieredCache::back_invalidate(std::uint32_t tier, std::uint32_t node, Object object) {
  if (spec_.inclusion != Inclusion::inclusive) return;
  for (std::uint32_t k = tier; k-- > 0;) {
    const std::uint32_t width = levels_[tier].places_a_node / levels_[k].places_a_node;
    for (std::uint32_t above = node * width; above < (node + 1) * width; ++above) {
      const Slot slot = at(k, above).find(object);
      if (slot == 0) continue;
      ++counts_.tiers[k].back_invalidations;
      say(EventKind::back_invalidate, k, above, object, at(k, above).copy(slot).version);
      at(k, above).remove(slot);
    }
  }
}

}  // namespace edgecache
