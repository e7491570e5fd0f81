#pragma once
// A placement says which server keeps which key. All of them answer the same questions and differ
// in four things: how even the load is, how many keys change owner when a server joins or leaves,
// what a look-up costs, and how much memory it needs. No placement is best at all four.
//
//   placement      look-up               memory          adding moves    removing moves   weights
//   modulo         one division          4 B a server    almost all      almost all       no
//   ring           about one step        16 B a token +  1/(N+1)         its own keys     points
//   jump           ln N steps            4 B a server    1/(N+1)         its own, and as  no
//                                                                        many of the last
//   rendezvous     N hashes              24 B a server   1/(N+1)         its own keys     yes
//   Maglev         one table entry       4 B an entry    1/(N+1) + some  its own + some   turns
//   bounded load   the ring's + a walk   the ring's      1/(N+1) + some  its own + some   capacity
//
// A server that is down is passed over, nothing else changes, and it is back for nothing; what a
// placement by numbers (modulo, jump) cannot do, it does not pretend: those keys have nobody.
// Adding and removing are copies asked "what if?": a placement is a value.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ring/position.hpp"
#include "ring/servers.hpp"
#include "ring/token.hpp"

namespace edgecache {

template <typename P>
concept Placement = std::copyable<P> &&
    requires(P placement, const P& same, std::string_view name, double weight, bool down,
             std::span<const Position> hashes, std::span<std::uint32_t> out) {
  { placement.add_server(name, weight) } -> std::same_as<Refusal>;
  { placement.remove_server(name) } -> std::same_as<Refusal>;
  { placement.set_down(name, down) } -> std::same_as<Refusal>;
  { same.servers() } -> std::same_as<const Servers&>;
  /// out[i] = slot of the server that keeps the key with hashes[i]; kNoServer where nobody does.
  /// Sizes are equal.
  { placement.place(hashes, out) } -> std::same_as<void>;
  /// Bytes that look-ups read, names apart.
  { same.memory_bytes() } -> std::same_as<std::size_t>;
};

}  // namespace edgecache
