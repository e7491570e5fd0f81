#pragma once
// One ring is a draw of a lottery: its tokens fall where their hashes fall, and a lucky ring proves
// nothing. So draw a thousand, all of different servers, and look at the spread of what a server
// owns (slide 12). N servers with V tokens each cut the circle at NV places; a share is then known
// to stray by sqrt((N - 1) / (NV + 1)) of a fair one, about 1 / sqrt(V) (Dirichlet's variance). A
// thousand rings show it.

#include <cstdint>
#include <span>

#include "ring/refusal.hpp"

namespace edgecache {

/// What became of one ring. Shares are multiples of a fair one: 1 is 1/N of the circle.
struct RingDraw {
  double share;           // of the ring's first server: one dot of slide 12
  double squared_spread;  // the mean of (share - 1)^2 over its servers; its root is the spread
  double most;            // the largest share, peak to mean
  double least;
};

/// 2 .. 1,000 servers, 1 .. 10,000 vnodes each, 1,000,000 tokens at most.
Refusal refuse_many_rings(std::int64_t servers, std::int64_t vnodes);

/// Rings number `first`, `first` + 1, ... one for each of `out`. Ring r has the servers
/// "ring-<r>-server-0" ..., whose tokens are the hashes of "<server>-<i>", as everywhere. Some 15
/// ns a token: nothing is kept of a ring but these numbers. The arguments are not refused.
void draw_rings(std::uint32_t servers, std::uint32_t vnodes, std::uint32_t first,
                std::span<RingDraw> out);

}  // namespace edgecache
