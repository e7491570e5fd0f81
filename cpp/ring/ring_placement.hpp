#pragma once
// The ring as other projects run it. They agree on the circle and differ in four rules: which label
// is hashed for a point, how many points a server has, which hash, and whose a key is that stands
// exactly on a point. With the right rules our circle gives their answers, bit for bit:
//
//   Envoy ring hash   label "<host>_<i>", XXH64, first point at or after the key
//   ours              label "<server>-<i>", XXH64, at or after
//   stathat, Discord  (their hashes aside) the first point after the key, one on it excluded
//
// Source: Karger et al., STOC 1997, and the projects' own tests. Cost: hash_ring.hpp, about one
// step. Memory: 16 bytes a token and its index. Disruption: a newcomer takes keys for itself alone,
// a server that leaves gives up its own alone. Balance: the spread falls like 1 / sqrt(points).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ring/hash_ring.hpp"
#include "ring/placement.hpp"

namespace edgecache {

struct RingRules {
  HashKind hash = HashKind::xxh64;
  std::string separator = "-";
  double points = 100;  // of a server of weight 1; at least one, at most kMaxVnodes
  /// A key on a point belongs to the next one.
  bool strictly_after = false;
};

class RingPlacement {
 public:
  explicit RingPlacement(RingRules rules = {}) : rules_(std::move(rules)), ring_(rules_.hash) {}

  /// Takes weight x points places on the circle, rounded; refuses as HashRing does.
  Refusal add_server(std::string_view name, double weight);
  Refusal remove_server(std::string_view name);
  /// Look-ups walk past its tokens to the next server that is up; the circle stays as it is.
  Refusal set_down(std::string_view name, bool down) { return servers_.set_down(name, down); }

  const Servers& servers() const { return servers_; }
  void place(std::span<const Position> hashes, std::span<std::uint32_t> out) const;
  std::size_t memory_bytes() const { return ring_.memory_bytes(); }

  /// Its tokens' slots are those of `servers()`.
  const HashRing& ring() const { return ring_; }
  /// Index of the token that a key with this hash comes to first; nullopt on an empty ring.
  std::optional<std::size_t> first_token(Position hash) const {
    return ring_.successor(hash + (rules_.strictly_after ? 1 : 0));  // past the last comes 0
  }

 private:
  RingRules rules_;
  HashRing ring_;
  Servers servers_;
};
static_assert(Placement<RingPlacement>);

}  // namespace edgecache
