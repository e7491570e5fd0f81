#pragma once
// Slide 10, executed: ADD_SERVER, GET_SERVER and REMOVE_SERVER on the sorted array that a ring is,
// told line by line with the variables as each line leaves them. The page only lights what this
// says.
//
//   ADD_SERVER(server):                        GET_SERVER(key):
//     position = hash(server)                    if the ring is empty: return none
//     i = first token >= position                position = hash(key)
//     insert (position, server) at i             i = first token >= position
//   REMOVE_SERVER(server):                       if i is past the end: i = 0
//     take its tokens out                        return the server of ring[i]
//     its keys fall to the next server
//
// "First token >= position" is one line of the text and many steps: each halving is told, with the
// token that was looked at and what it said.

#include <cstdint>
#include <string_view>
#include <vector>

#include "ring/hash_ring.hpp"

namespace edgecache {

enum class Line : std::uint32_t {
  add_hash,
  add_search,
  add_insert,
  get_empty,
  get_hash,
  get_search,
  get_wrap,
  get_return,
  remove_take_out,
  remove_fall,
};

/// A variable that has no value yet.
inline constexpr std::uint32_t kUnset = 0xffffffff;

/// One line, executed: what the variables are after it.
struct Step {
  Line line;
  std::uint32_t lo = kUnset;  // the search is among tokens [lo, hi)
  std::uint32_t hi = kUnset;
  std::uint32_t mid = kUnset;          // the token this halving looked at
  std::uint32_t at_or_after = kUnset;  // and its answer, 1 or 0
  std::uint32_t i = kUnset;            // an index into the ring; its size: past the end
  std::uint32_t server = kUnset;       // slot: who is returned
};

/// What was asked, where it stands, and every line that ran. `walked` is what walking clockwise
/// from the key would have looked at, one token after the other from the ring's first.
struct Run {
  Position position = 0;
  std::vector<Step> steps;
  std::uint32_t walked = 0;
};

/// The ring is as it was before the call; nothing is changed by telling. A plain ring, whose
/// servers have one token each. `server` is no member (add), is a member (remove).
Run run_add_server(const HashRing& ring, std::string_view server);
Run run_get_server(const HashRing& ring, std::string_view key);
Run run_remove_server(const HashRing& ring, std::string_view server);

}  // namespace edgecache
