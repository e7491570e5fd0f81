// What happens later: purges on their way down, fetches on their way back. A heap of dues, and the
// clock that meets them one by one.

#include <algorithm>
#include <tuple>

#include "cache/tiered_cache.hpp"

namespace edgecache {

/// Later ones are smaller, so that the next one is the heap's largest.
bool TieredCache::Due::operator<(const Due& other) const {
  return std::tie(at, issue, tier, node) > std::tie(other.at, other.issue, other.tier, other.node);
}

void TieredCache::purge(Object object, std::span<const Nanos> delays) {
  settle_until(now_);
  const std::uint64_t issue = issued_++;
  const bool by_node = delays.size() > levels_.size();
  for (std::uint32_t k = 0; k < tier_count(); ++k) {
    for (std::uint32_t node = 0; node < levels_[k].nodes; ++node) {
      const Nanos delay = delays[by_node ? levels_[k].first + node : k];
      if (delay >= kLatest - now_) continue;  // no clock gets there
      schedule({.at = now_ + delay,
                .issue = issue,
                .object = object,
                .tier = k,
                .node = node,
                .copy = {}});
    }
  }
  settle_until(now_);
}

bool TieredCache::advance(Nanos by) {
  if (by < 0 || by > kLatest - now_) return false;
  settle_until(now_ + by);
  now_ += by;
  return true;
}

void TieredCache::schedule(const Due& due) {
  due_.push_back(due);
  std::push_heap(due_.begin(), due_.end());
}

void TieredCache::settle_until(Nanos time) {
  const Nanos start = now_;
  while (!due_.empty() && due_.front().at <= time) {
    std::pop_heap(due_.begin(), due_.end());
    const Due due = due_.back();
    due_.pop_back();
    now_ = due.at > now_ ? due.at : now_;  // what it does bears its own time
    happen(due);
  }
  now_ = start;
}

void TieredCache::happen(const Due& due) {
  if (due.tier != kDatabase) {
    if (const Slot slot = at(due.tier, due.node).find(due.object)) {
      leave(due.tier, due.node, slot, EventKind::purge);
    }
    return;
  }
  for (std::uint32_t k = tier_count(); due.fills && k-- > 0;) {
    const std::uint32_t node = node_of(k, due.node);
    const Slot slot = at(k, node).find(due.object);
    // Somebody else's fetch has brought the same here already.
    if (slot != 0 && at(k, node).copy(slot).version == due.copy.version &&
        at(k, node).copy(slot).expires_at >= due.copy.expires_at) {
      continue;
    }
    store(k, node, due.object, due.copy, EventKind::fill);
  }
}

}  // namespace edgecache
