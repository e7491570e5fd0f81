#pragma once
// Slide 21: the ring as the linked list that Chord makes of it. Nodes are numbers clockwise, as the
// tokens of a ring are listed. A node or a route that there is not is asked about here as well, and
// answered with nothing.

#include <algorithm>
#include <cstdint>

#include "bindings/lent_memory.hpp"
#include "ring/chord.hpp"

namespace edgecache::bindings {

inline Route chord_route(bool fingers) { return fingers ? Route::fingers : Route::next; }

/// The 64 fingers of a node into `out`; false for a node that there is not.
inline bool chord_fingers(const HashRing& ring, std::uint32_t node, Address out) {
  if (node >= ring.token_count()) return false;
  const auto to = lent<std::uint32_t>(out, kFingers);
  for (unsigned k = 0; k < kFingers; ++k) to[k] = finger(ring, node, k);
  return true;
}

/// How many nodes a look-up meets, the first one included; `out` has room for one more than there
/// are. 0: there is no such node.
inline std::uint32_t chord_walk(const HashRing& ring, std::uint32_t from, Address key,
                                std::size_t size, bool fingers, Address out) {
  if (from >= ring.token_count()) return 0;
  const auto path =
      chord_path(ring, from, position_of(ring.hash(), lent_text(key, size)), chord_route(fingers));
  std::copy(path.begin(), path.end(), lent<std::uint32_t>(out, path.size()).begin());
  return static_cast<std::uint32_t>(path.size());
}

/// Two numbers: all hops of these look-ups, and those of the longest. Nobody hops on an empty ring.
inline void chord_hops(const HashRing& ring, Address keys, std::uint32_t count, bool fingers,
                       Address out) {
  const auto all = lent<const Position>(keys, ring.token_count() == 0 ? 0 : count);
  const Hops hops = count_hops(ring, all, chord_route(fingers));
  const auto to = lent<double>(out, 2);
  to[0] = static_cast<double>(hops.sum);
  to[1] = hops.most;
}

}  // namespace edgecache::bindings
