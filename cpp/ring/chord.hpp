#pragma once
// Chord (Stoica, Morris, Karger, Kaashoek, Balakrishnan: SIGCOMM 2001, doi:10.1145/383059.383071):
// the same circle, and the one place where it truly is a linked list. Nobody has the sorted array.
// Each server knows its successor, which is node.next, and a look-up hops from server to server
// until it stands with the owner: on average half of them.
//
// Fingers make it fast. finger[k] of a server at position p is the successor of p + 2^k, and
// finger[0] is next. A server sends a look-up on to its farthest finger that stands before the key;
// what is left of the way is more than halved each time, so that O(log N) hops arrive with high
// probability. The last hop, from the key's predecessor to its owner, is counted like any other.
//
// A node is a token, and is named by its index clockwise: rings of slide 21 give each server one.

#include <cstdint>
#include <span>
#include <vector>

#include "ring/hash_ring.hpp"

namespace edgecache {

inline constexpr unsigned kFingers = 64;  // one for each bit of a position

/// How a server sends a look-up on.
enum class Route : std::uint32_t { next, fingers };

/// finger[k] of a node: the first node at or after its position + 2^k. The ring is not empty.
std::uint32_t finger(const HashRing& ring, std::uint32_t node, unsigned k);

/// Where `node` sends a look-up of `key`; it is not the owner. By fingers: the closest that
/// precedes the key or, when its next is at or past the key, that next.
std::uint32_t next_hop(const HashRing& ring, std::uint32_t node, Position key, Route route);

/// Every node that a look-up meets, from the one that asks to the owner; a server that owns the key
/// asks nobody. The ring is not empty, `from` one of its nodes.
std::vector<std::uint32_t> chord_path(const HashRing& ring, std::uint32_t from, Position key,
                                      Route route);

/// Hops of many look-ups: in all, and of the longest.
struct Hops {
  std::uint64_t sum = 0;
  std::uint32_t most = 0;
};

/// The i-th look-up is of keys[i], asked by the i-th node, and round again. The ring is not empty.
Hops count_hops(const HashRing& ring, std::span<const Position> keys, Route route);

}  // namespace edgecache
