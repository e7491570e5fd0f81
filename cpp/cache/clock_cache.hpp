#pragma once
// CLOCK (Corbato, 1968), the second chance: a hit only sets a bit, so a read moves nothing. The
// oldest with its bit set is cleared and goes to the back of the queue; the first without leaves.

#include "cache/marks.hpp"
#include "cache/policy.hpp"

namespace edgecache {

class ClockCache {
 public:
  explicit ClockCache(std::uint32_t capacity) : capacity_(capacity) {}

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
  void evict() {
    while (asked_for_[nodes_.oldest()] != 0) {
      asked_for_[nodes_.oldest()] = 0;
      nodes_.renew(nodes_.oldest());
    }
    nodes_.remove(nodes_.oldest());
  }

  LinkedNodes nodes_;
  Marks asked_for_;
  std::uint32_t capacity_;
};

static_assert(Policy<ClockCache>);

}  // namespace edgecache
