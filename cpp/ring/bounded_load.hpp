#pragma once
// Consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam, SODA 2018,
// arXiv:1608.01350; HAProxy's hash-balance-factor): no server takes more than c times its fair
// share. A key goes to the first server clockwise that is not full.
//
// It remembers what it has placed, so keys have an order, and the last ones are the ones that walk.
// Source of balance: the bound itself, peak <= ceil(c x mean). Cost: the ring's, and a walk past
// full servers, O(1 / (c - 1)^2) on average. Memory: the ring's and 16 bytes a server. Disruption:
// a server that joins or leaves changes who is full, so some keys move between servers that stay.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ring/ring_placement.hpp"

namespace edgecache {

class BoundedLoad {
 public:
  static constexpr double kMaxFactor = 1000;

  /// `factor_out_of_range` unless 1 <= factor <= 1000.
  static Refusal refuse(double factor) {
    return factor >= 1 && factor <= kMaxFactor ? Refusal::none : Refusal::factor_out_of_range;
  }

  /// A factor that is not refused.
  explicit BoundedLoad(double factor = 1.25, RingRules rules = {})
      : factor_(factor), ring_(std::move(rules)) {}

  /// Whoever joins, leaves, fails or comes back changes all capacities: start again with expect().
  Refusal add_server(std::string_view name, double weight) {
    return ring_.add_server(name, weight);
  }
  Refusal remove_server(std::string_view name) { return ring_.remove_server(name); }
  Refusal set_down(std::string_view name, bool down) { return ring_.set_down(name, down); }

  const Servers& servers() const { return ring_.servers(); }

  /// Nothing is placed yet, and so many keys are to come: server s has room for
  /// ceil(factor x keys x weight(s) / weights of all that are up).
  void expect(std::uint64_t keys);

  /// Places further keys, in their order. Past what was expected, when all are full: kNoServer.
  void place(std::span<const Position> hashes, std::span<std::uint32_t> out);

  std::size_t memory_bytes() const {
    return ring_.memory_bytes() + servers().members().size() * sizeof(Room);
  }

  /// What may still come to a slot, and how much that was at first.
  struct Room {
    std::uint64_t left = 0;
    std::uint64_t capacity = 0;
  };
  const std::vector<Room>& rooms() const { return rooms_; }

 private:
  double factor_;
  RingPlacement ring_;
  std::vector<Room> rooms_;  // by slot
};
static_assert(Placement<BoundedLoad>);

}  // namespace edgecache
