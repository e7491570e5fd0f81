#pragma once
// Rendezvous hashing, or highest random weight (Thaler and Ravishankar, "Using Name-Based Mappings
// to Increase Hit Rates", 1998): a key draws one number with every server, and the highest wins. A
// newcomer can only win keys for itself, one that leaves only gives up what it had won.
//
// No structure at all: 24 bytes a server. Even to the luck of the draw. The price is the look-up: N
// draws, for every key.
//
// Weights: a server wins with chance weight / sum when draws u in (0, 1) compete by
// weight / -ln(u) (Schindelhauer and Schomaker, "Weighted Distributed Hash Tables", SPAA 2005).
// Where all weights are equal that is the highest draw, and no logarithm is taken.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ring/placement.hpp"

namespace edgecache {

/// What a key and a server draw together: their hashes, stirred (the finaliser of SplitMix64,
/// Stafford's variant 13).
constexpr std::uint64_t draw_together(Position key, Position server) {
  std::uint64_t z = key ^ server;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// -ln(u) of the u in (0, 1) that the draw's upper 52 bits say. By + - * / alone, so that every
/// machine gives the same bits; std::log does not.
double minus_log(std::uint64_t draw);

class Rendezvous {
 public:
  /// O(1): who competes is gathered at the next question, O(servers).
  Refusal add_server(std::string_view name, double weight);
  Refusal remove_server(std::string_view name);
  /// Wins nothing while it is down; its keys go to their second highest draw.
  Refusal set_down(std::string_view name, bool down);

  const Servers& servers() const { return servers_; }
  void place(std::span<const Position> hashes, std::span<std::uint32_t> out) const;
  std::size_t memory_bytes() const { return servers_.members().size() * sizeof(Rival); }

 private:
  struct Rival {
    Position hash;
    double weight;
    std::uint32_t slot;
  };
  void gather() const;

  Servers servers_;
  mutable std::vector<Rival> rivals_;  // who is up, by name: of equal draws the smaller name wins
  mutable bool weighted_ = false;      // not all weights are equal
  mutable bool gathered_ = true;       // since the last change
};
static_assert(Placement<Rendezvous>);

}  // namespace edgecache
