#pragma once
// First in, first out: a hit changes nothing, the one that came first goes. The least a policy can
// do, and the yardstick for those that look at hits.

#include "cache/linked_nodes.hpp"
#include "cache/policy.hpp"

namespace edgecache {

class FifoCache {
 public:
  explicit FifoCache(std::uint32_t capacity) : capacity_(capacity) {}

  bool access(Object object) {
    if (nodes_.find(object) != 0) return true;
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

static_assert(Policy<FifoCache>);

}  // namespace edgecache
