#pragma once
// Four ways to get a ring wrong, each of them seen in programs that ran for years: every answer
// looks like a server, and most of them are even right. Slide 11 switches them on and counts.

#include <cstdint>
#include <span>

#include "ring/hash_ring.hpp"

namespace edgecache {

struct Mistakes {
  bool after = false;    // > for >=: a key on a token goes to the next one
  bool no_wrap = false;  // past the last token nobody owns
  bool overwrite =
      false;           // a map from position to server: of two tokens at one place the later wins
  bool stale = false;  // the sorted keys are older than the server that joined last (slide 12's
                       // add_server, put into slide 11's class)
};

/// Owners of many positions with these mistakes made; without any, HashRing::owners. kNoServer
/// where nobody owns. Joined last is who is last of members(). O(tokens + positions log tokens).
void owners_with(const Mistakes& mistakes, const HashRing& ring,
                 std::span<const Position> positions, std::span<std::uint32_t> out);

}  // namespace edgecache
