// How a request finds its answer: down the tiers, to the database, and back up.

#include <algorithm>

#include "cache/tiered_cache.hpp"

namespace edgecache {

TieredAnswer TieredCache::get(Object object, Nanos ttl, std::uint32_t place) {
  if (!due_.empty()) settle_until(now_);
  ++counts_.gets;
  TieredAnswer answer;
  for (std::uint32_t k = 0; k < tier_count(); ++k) {
    const std::uint32_t node = node_of(k, place);
    answer.cost += levels_[k].latency;
    say(EventKind::probe, k, node, object, 0, levels_[k].latency);
    if (const Slot slot = at(k, node).find(object)) {
      const Nanos expires_at = at(k, node).copy(slot).expires_at;
      const bool expired = expires_at <= now_;
      if (!expired || now_ - expires_at < spec_.stale_while_revalidate) {
        serve(k, place, slot, expired, ttl, answer);
        return counted(object, answer);
      }
      leave(k, node, slot, EventKind::expire);
    }
    say(EventKind::miss, k, node, object, 0);
    const bool shares =
        spec_.coalesce == Coalesce::tier || (spec_.coalesce == Coalesce::node && k == 0);
    if (const Due* due = shares ? under_way(object, k, place) : nullptr) {
      join(*due, k, place, answer);
      return counted(object, answer);
    }
  }
  fetch(object, ttl, place, answer);
  return counted(object, answer);
}

void TieredCache::replay(std::span<const Object> objects, std::span<const std::uint32_t> places) {
  constexpr std::size_t kBlock = 32;  // what it reads ahead stays in the nearest of the real caches
  for (std::size_t from = 0; from < objects.size(); from += kBlock) {
    const std::size_t end = std::min(from + kBlock, objects.size());
    // None of these reads waits for another object's.
    for (std::size_t i = from; i < end; ++i) {
      for (std::uint32_t k = 0; k < tier_count(); ++k) {
        const std::uint32_t node = places.empty() ? 0 : node_of(k, places[i]);
        read_ahead_ += at(k, node).nodes().read_node(objects[i]);
      }
    }
    for (std::size_t i = from; i < end; ++i) {
      get(objects[i], kForever, places.empty() ? 0 : places[i]);
    }
  }
}

void TieredCache::serve(std::uint32_t tier, std::uint32_t place, Slot slot, bool expired, Nanos ttl,
                        TieredAnswer& answer) {
  const std::uint32_t node = node_of(tier, place);
  const Object object = at(tier, node).nodes().object(slot);
  const Copy copy = at(tier, node).copy(slot);
  answer.tier = tier;
  answer.hit = true;
  answer.version = copy.version;
  ++counts_.tiers[tier].hits;
  say(expired ? EventKind::serve_stale : EventKind::hit, tier, node, object, copy.version);

  at(tier, node).renew(slot);
  for (std::uint32_t k = tier + 1; k < tier_count() && spec_.touch == Touch::all; ++k) {
    Tier& below = at(k, node_of(k, place));
    if (const Slot same = below.find(object)) below.renew(same);
  }
  const std::uint32_t nearest = spec_.promotion == Promotion::all    ? 0
                                : spec_.promotion == Promotion::next ? tier - (tier > 0 ? 1 : 0)
                                                                     : tier;
  // They have been probed: none of them has a copy.
  for (std::uint32_t k = tier; k-- > nearest;) {
    ++counts_.tiers[k].promotions;
    add(k, node_of(k, place), object, copy, EventKind::promote);
  }

  if (!expired || under_way(object, tier, place) != nullptr) return;
  // Behind the reader's back: the rest of the way down, at nobody's cost.
  ++counts_.db_reads;
  Nanos takes = spec_.db_latency;
  for (std::uint32_t k = tier + 1; k < tier_count(); ++k) takes += levels_[k].latency;
  say(EventKind::revalidate, tier, node, object, version(object));
  schedule({.at = now_ + takes,
            .issue = issued_++,
            .object = object,
            .node = place,
            .copy = {.expires_at = expiry(ttl), .version = version(object)},
            .fills = ttl != 0 && spec_.fill == Fill::all});
}

void TieredCache::fetch(Object object, Nanos ttl, std::uint32_t place, TieredAnswer& answer) {
  const Copy copy{.expires_at = expiry(ttl), .version = version(object)};
  const bool fills = ttl != 0 && spec_.fill == Fill::all;
  answer.version = copy.version;
  answer.cost += spec_.db_latency;
  ++counts_.misses;
  ++counts_.db_reads;
  say(EventKind::fetch, kDatabase, 0, object, copy.version, spec_.db_latency);
  if (spec_.fetch == Fetch::takes_time) {
    schedule({.at = now_ + answer.cost,
              .issue = issued_++,
              .object = object,
              .node = place,
              .copy = copy,
              .fills = fills});
    return;
  }
  for (std::uint32_t k = tier_count(); fills && k-- > 0;) {
    add(k, node_of(k, place), object, copy, EventKind::fill);
  }
}

/// Waits for what another reader is fetching. It fills this place's own tiers too.
void TieredCache::join(const Due& due, std::uint32_t tier, std::uint32_t place,
                       TieredAnswer& answer) {
  const Nanos wait = due.at > now_ + answer.cost ? due.at - now_ - answer.cost : 0;
  answer.coalesced = true;
  answer.version = due.copy.version;
  answer.cost += wait;
  ++counts_.misses;
  ++counts_.coalesced;
  say(EventKind::coalesce, tier, node_of(tier, place), due.object, due.copy.version, wait);
  if (due.node == place || under_way(due.object, 0, place) != nullptr) return;
  Due mine = due;
  mine.issue = issued_++;
  mine.node = place;
  schedule(mine);
}

/// A fetch of `object` for somebody who is served by the same node of this tier.
const TieredCache::Due* TieredCache::under_way(Object object, std::uint32_t tier,
                                               std::uint32_t place) const {
  for (const Due& due : due_) {
    const bool same = due.tier == kDatabase && due.object == object &&
                      node_of(tier, due.node) == node_of(tier, place);
    if (same) return &due;
  }
  return nullptr;
}

TieredAnswer TieredCache::counted(Object object, TieredAnswer answer) {
  answer.db_version = version(object);
  if (answer.stale()) ++counts_.stale_reads;
  counts_.cost_ns += static_cast<std::uint64_t>(answer.cost);
  counts_.read_cost_ns += static_cast<std::uint64_t>(answer.cost);
  return answer;
}

}  // namespace edgecache
