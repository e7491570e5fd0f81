#pragma once
// SIEVE (Zhang et al., NSDI 2024): CLOCK, but the survivors stay where they are and the hand moves.
// New objects gather at the head, behind the hand, and are judged before the proven ones are judged
// again.

#include "cache/marks.hpp"
#include "cache/policy.hpp"

namespace edgecache {

class SieveCache {
 public:
  explicit SieveCache(std::uint32_t capacity) : capacity_(capacity) {}

  bool access(Object object) {
    if (const Slot slot = nodes_.find(object)) {
      asked_for_[slot] = 1;
      return true;
    }
    if (nodes_.size() == capacity_) evict();
    asked_for_.clear(nodes_, nodes_.add(object));
    return false;
  }

  bool contains(Object object) const { return nodes_.find(object) != 0; }
  std::uint32_t size() const { return nodes_.size(); }
  const LinkedNodes& nodes() const { return nodes_; }

 private:
  /// From where the hand stood last, towards the newest, clearing bits; past it, at the oldest
  /// again.
  void evict() {
    Slot slot = hand_ == 0 ? nodes_.oldest() : hand_;
    while (asked_for_[slot] != 0) {
      asked_for_[slot] = 0;
      slot = nodes_.newer(slot);
      if (slot == 0) slot = nodes_.oldest();
    }
    hand_ = nodes_.newer(slot);  // the sentinel past the newest: "begin at the oldest"
    nodes_.remove(slot);
  }

  LinkedNodes nodes_;
  Marks asked_for_;
  std::uint32_t capacity_;
  Slot hand_ = 0;
};

static_assert(Policy<SieveCache>);

}  // namespace edgecache
