#pragma once
// The season's own structure, once more: a hash map and a circular doubly linked list over the same
// nodes (Episode 5). The map finds an object's node, the list knows the order; both in O(1).
//
// Nodes stand in one flat array and link by index, so a link is four bytes and a node sixteen: four
// to a cache line; what a cache keeps of an object beside its place (`Kept`) lies in the same line.
// The map chains: each bucket heads a singly linked list of its nodes, so every node hangs in two
// linked lists at once. Open addressing would save that link, but it must shift neighbours whenever
// something leaves, and in a cache something leaves at nearly every miss: as a chain, leaving is
// one link.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cache/object.hpp"

namespace edgecache {

/// Where a node stands in the array. 0 is the sentinel: it closes the circle, and as the answer to
/// a question it says "nobody".
using Slot = std::uint32_t;

struct Nothing {};

template <typename Kept = Nothing>
class LinkedNodesWith {
 public:
  LinkedNodesWith() : buckets_(kFewestBuckets), nodes_(1) {}

  /// The node of `object`; 0 if it has none. O(1) on average.
  Slot find(Object object) const {
    Slot slot = buckets_[bucket(object)];
    while (slot != 0 && nodes_[slot].object != object) slot = nodes_[slot].chain;
    return slot;
  }

  // What is asked of many objects waits for memory, and waits for each in turn. Whoever knows early
  // what will be asked reads ahead: a bucket, then the node it begins with, and of the list the
  // node and the bucket that evictions will come to. WebAssembly has no word for that but to read;
  // the numbers are of no use, except that adding them up somewhere keeps a compiler from leaving
  // it out.
  std::uint32_t read_bucket(Object object) const { return buckets_[bucket(object)]; }
  std::uint32_t read_node(Object object) const { return nodes_[read_bucket(object)].object; }
  std::uint32_t read_oldest() const {
    const Slot next = nodes_[oldest()].newer;
    return nodes_[nodes_[next].newer].object + read_bucket(nodes_[next].object);
  }

  /// A node for `object`, which has none, as the newest of all. O(1); allocates only while the
  /// number of nodes rises above what it ever was.
  Slot add(Object object) {
    if (free_ == 0) grow();
    const Slot slot = free_;
    free_ = nodes_[slot].chain;
    Slot& head = buckets_[bucket(object)];
    nodes_[slot].object = object;
    nodes_[slot].chain = head;
    head = slot;
    link(slot);
    ++size_;
    return slot;
  }

  void remove(Slot slot) {
    unlink(slot);
    Slot* link = &buckets_[bucket(nodes_[slot].object)];
    while (*link != slot) link = &nodes_[*link].chain;
    *link = nodes_[slot].chain;
    nodes_[slot].chain = free_;
    free_ = slot;
    --size_;
  }

  /// Makes this node the newest.
  void renew(Slot slot) {
    if (newest() == slot) return;
    unlink(slot);
    link(slot);
  }

  /// Round the circle: the sentinel follows the oldest and the newest follows the sentinel. Of an
  /// empty list both ends are the sentinel.
  Slot newest() const { return nodes_[0].older; }
  Slot oldest() const { return nodes_[0].newer; }
  Slot older(Slot slot) const { return nodes_[slot].older; }
  Slot newer(Slot slot) const { return nodes_[slot].newer; }

  Object object(Slot slot) const { return nodes_[slot].object; }
  Kept& kept(Slot slot) { return nodes_[slot].kept; }
  const Kept& kept(Slot slot) const { return nodes_[slot].kept; }
  std::uint32_t size() const { return size_; }

  /// One past the largest slot there ever was: how long an array beside this one must be.
  std::size_t slots() const { return nodes_.size(); }

  /// Nothing torn: both ways round the circle meet every node once, and the map finds each. O(n).
  bool whole() const;

  /// Bytes held, the vectors' own spare room included.
  std::size_t bytes() const {
    return nodes_.capacity() * sizeof(Node) + buckets_.capacity() * sizeof(Slot);
  }

 private:
  static constexpr std::size_t kFewestBuckets = 16;

  struct Node {
    Object object = 0;
    Slot newer = 0;
    Slot older = 0;
    Slot chain = 0;  // the next node of the same bucket, or of the free ones
    [[no_unique_address]] Kept kept;
  };

  std::size_t bucket(Object object) const {
    constexpr std::uint32_t kGolden = 0x9e3779b1;  // 2^32 over the golden ratio spreads neighbours
    return (object * kGolden) >> shift_;
  }

  void link(Slot slot) {
    const Slot second = nodes_[0].older;
    nodes_[slot].older = second;
    nodes_[slot].newer = 0;
    nodes_[second].newer = slot;
    nodes_[0].older = slot;
  }
  void unlink(Slot slot) {
    const Node& node = nodes_[slot];
    nodes_[node.newer].older = node.older;
    nodes_[node.older].newer = node.newer;
  }

  /// Makes a free node, and more buckets when there are not twice as many of them as nodes: short
  /// chains have an end that the processor guesses right.
  void grow();

  std::vector<Slot> buckets_;  // a power of two of them, about twice as many as nodes or more
  std::vector<Node> nodes_;    // nodes_[0] is the sentinel
  unsigned shift_ = 32 - 4;    // takes the top bits that number the buckets
  Slot free_ = 0;
  std::uint32_t size_ = 0;
};

using LinkedNodes = LinkedNodesWith<>;

}  // namespace edgecache
