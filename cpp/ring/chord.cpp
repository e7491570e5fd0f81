#include "ring/chord.hpp"

#include <algorithm>

namespace edgecache {
namespace {

/// Calls `meet` with every node after `from`, to the owner.
template <typename Meet>
void walk(const HashRing& ring, std::uint32_t from, Position key, Route route, Meet meet) {
  const auto owner = static_cast<std::uint32_t>(*ring.successor(key));
  for (std::uint32_t node = from; node != owner;) {
    node = next_hop(ring, node, key, route);
    meet(node);
  }
}

}  // namespace

std::uint32_t finger(const HashRing& ring, std::uint32_t node, unsigned k) {
  return static_cast<std::uint32_t>(
      *ring.successor(ring.tokens()[node].position + (Position{1} << k)));
}

std::uint32_t next_hop(const HashRing& ring, std::uint32_t node, Position key, Route route) {
  const auto& nodes = ring.tokens();
  if (route == Route::next) return node + 1 == nodes.size() ? 0 : node + 1;
  const Position here = nodes[node].position;
  const Position left = key - here;  // of the way
  // Whether a node stands strictly between here and the key; 0 is here again, or a namesake of it.
  const auto precedes = [&](std::uint32_t other) {
    const Position way = nodes[other].position - here;
    return way != 0 && way < left;
  };
  const std::uint32_t next = finger(ring, node, 0);
  if (!precedes(next)) return static_cast<std::uint32_t>(*ring.successor(key));
  // A finger that aims at the key or past it cannot precede it; the others are asked in words.
  for (unsigned k = kFingers - 1; k > 0; --k) {
    if ((Position{1} << k) >= left) continue;
    const std::uint32_t closest = finger(ring, node, k);
    if (precedes(closest)) return closest;
  }
  return next;
}

std::vector<std::uint32_t> chord_path(const HashRing& ring, std::uint32_t from, Position key,
                                      Route route) {
  std::vector<std::uint32_t> path{from};
  walk(ring, from, key, route, [&](std::uint32_t node) { path.push_back(node); });
  return path;
}

Hops count_hops(const HashRing& ring, std::span<const Position> keys, Route route) {
  Hops hops;
  std::uint32_t from = 0;
  for (const Position key : keys) {
    std::uint32_t count = 0;
    walk(ring, from, key, route, [&](std::uint32_t) { ++count; });
    hops.sum += count;
    hops.most = std::max(hops.most, count);
    if (++from == ring.token_count()) from = 0;
  }
  return hops;
}

}  // namespace edgecache
