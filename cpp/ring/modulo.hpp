#pragma once
// The rule that a ring replaces: server number = hash mod N. Perfectly even, one line long, and
// when N changes nearly every key changes its server (slide 4).

#include <cassert>
#include <cstdint>
#include <span>

#include "ring/position.hpp"
#include "ring/refusal.hpp"

namespace edgecache {

/// Whether a modulo over so many servers can be asked: 1 .. 2^32 - 1.
constexpr Refusal refuse_modulo(std::int64_t servers) {
  return servers >= 1 && servers <= 0xffffffff ? Refusal::none : Refusal::servers_out_of_range;
}

/// The number, 0 .. servers - 1, of the server that a key with this hash goes to. servers > 0.
constexpr std::uint32_t modulo_owner(Position hash, std::uint32_t servers) {
  assert(servers > 0);
  return static_cast<std::uint32_t>(hash % servers);
}

/// The long division behind it: hash = quotient * servers + remainder, and the remainder is the
/// server.
struct Division {
  std::uint64_t quotient;
  std::uint64_t remainder;
  friend bool operator==(const Division&, const Division&) = default;
};
constexpr Division modulo_division(Position hash, std::uint32_t servers) {
  assert(servers > 0);
  return {.quotient = hash / servers, .remainder = modulo_owner(hash, servers)};
}

/// Owners for many keys at once; sizes are equal.
inline void modulo_owners(std::span<const Position> hashes, std::uint32_t servers,
                          std::span<std::uint32_t> out) {
  assert(hashes.size() == out.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = modulo_owner(hashes[i], servers);
}

}  // namespace edgecache
