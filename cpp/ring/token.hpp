#pragma once
// A token is a position that speaks for a server (other projects say virtual node, or point).

#include <cstdint>

#include "ring/position.hpp"

namespace edgecache {

struct Token {
  Position position;
  std::uint32_t server;  // slot: the number a ring gave to the name when it first heard it

  friend bool operator==(const Token&, const Token&) = default;
};

/// What a question about an empty ring answers where an optional would be too wide.
inline constexpr std::uint32_t kNoServer = 0xffffffff;

}  // namespace edgecache
