#pragma once
// Least recently used (Episode 5): a hit moves the object to the front, the one at the back goes.

#include "cache/linked_nodes.hpp"
#include "cache/policy.hpp"

namespace edgecache {

class LruCache {
 public:
  /// At least 1 entry.
  explicit LruCache(std::uint32_t capacity) : capacity_(capacity) {}

  bool access(Object object) {
    if (const Slot slot = nodes_.find(object)) {
      nodes_.renew(slot);
      return true;
    }
    if (nodes_.size() == capacity_) nodes_.remove(nodes_.oldest());
    nodes_.add(object);
    return false;
  }

  bool contains(Object object) const { return nodes_.find(object) != 0; }
  std::uint32_t size() const { return nodes_.size(); }
  const LinkedNodes& nodes() const { return nodes_; }

 private:
  LinkedNodes nodes_;
  std::uint32_t capacity_;
};

static_assert(Policy<LruCache>);

}  // namespace edgecache
