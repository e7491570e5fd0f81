#include "cache/linked_nodes.hpp"

#include <bit>

#include "cache/tiered_spec.hpp"

namespace edgecache {

template <typename Kept>
void LinkedNodesWith<Kept>::grow() {
  if (std::size_t{size_} * 2 >= buckets_.size()) {
    // Every node moves to the chain it now belongs to.
    buckets_.assign(buckets_.size() * 2, 0);
    shift_ = 32U - static_cast<unsigned>(std::countr_zero(buckets_.size()));
    for (Slot slot = newest(); slot != 0; slot = nodes_[slot].older) {
      Slot& head = buckets_[bucket(nodes_[slot].object)];
      nodes_[slot].chain = head;
      head = slot;
    }
  }
  free_ = static_cast<Slot>(nodes_.size());
  nodes_.emplace_back();
}

template <typename Kept>
bool LinkedNodesWith<Kept>::whole() const {
  std::uint32_t met = 0;
  Slot slot = 0;
  do {
    const Slot next = nodes_[slot].older;
    if (next >= nodes_.size() || nodes_[next].newer != slot) return false;
    if (next != 0 && find(nodes_[next].object) != next) return false;
    slot = next;
  } while (slot != 0 && ++met <= size_);
  return met == size_;
}

template class LinkedNodesWith<Nothing>;
template class LinkedNodesWith<Copy>;

}  // namespace edgecache
