#pragma once
// One cache of a tier: least recently used, with the value's version and expiry beside each node.

#include <algorithm>

#include "cache/linked_nodes.hpp"
#include "cache/tiered_spec.hpp"

namespace edgecache {

class Tier {
 public:
  /// Memory comes with the entries, so a capacity beyond all memory is no more than no limit.
  explicit Tier(std::int64_t capacity)
      : capacity_(static_cast<std::uint32_t>(std::min<std::int64_t>(capacity, 0xfffffffe))) {}

  Slot find(Object object) const { return nodes_.find(object); }
  Copy& copy(Slot slot) { return nodes_.kept(slot); }
  const Copy& copy(Slot slot) const { return nodes_.kept(slot); }
  void renew(Slot slot) { nodes_.renew(slot); }
  void remove(Slot slot) { nodes_.remove(slot); }
  bool full() const { return nodes_.size() >= capacity_; }

  /// The tier has room, and does not have `object`.
  void add(Object object, const Copy& copy) { nodes_.kept(nodes_.add(object)) = copy; }

  const LinkedNodesWith<Copy>& nodes() const { return nodes_; }
  std::size_t bytes() const { return nodes_.bytes(); }

 private:
  LinkedNodesWith<Copy> nodes_;
  std::uint32_t capacity_;
};

}  // namespace edgecache
