#pragma once
// What changes its owner when the servers change: the question of the whole talk. Answered twice,
// exactly for the circle (or for all whole numbers, where the rule is modulo) and by counting keys.
// Servers are the same when their names are, whatever their slots.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ring/hash_ring.hpp"

namespace edgecache {

/// A fraction that no rounding has touched; 2^64 needs more than 64 bits.
struct ExactShare {
  unsigned __int128 numerator;
  unsigned __int128 denominator;

  double fraction() const;
  friend bool operator==(const ExactShare&, const ExactShare&) = default;
};

/// Share of the circle whose owner differs, over 2^64. From or to an empty ring: all of it; between
/// two empty rings: nothing. O(tokens of both).
ExactShare remapped_share(const HashRing& before, const HashRing& after);

/// Share of all whole numbers h with h mod before != h mod after, in lowest terms. Of each
/// lcm(before, after) numbers in a row, min(before, after) stay. Neither may be 0.
ExactShare remapped_share(std::uint32_t before, std::uint32_t after);

/// How much of the circle goes from one server to another; "" is nobody (an empty ring).
struct Flow {
  std::string from;
  std::string to;
  unsigned __int128 numerator;  // over 2^64
  unsigned __int128 had;        // what `from` owned before, over 2^64

  /// What goes, of what the loser had.
  ExactShare of_loser() const { return {numerator, had}; }
};

/// All pairs between which something moves, by name. Their sum is the remapped share.
std::vector<Flow> flows(const HashRing& before, const HashRing& after);

struct RemapCounts {
  std::uint64_t keys = 0;
  std::uint64_t moved = 0;
  /// Moved although both the old and the new owner are there before and after: always 0 on a ring,
  /// nearly all of the moved ones under modulo.
  std::uint64_t moved_between_present_in_both = 0;

  friend bool operator==(const RemapCounts&, const RemapCounts&) = default;
};

/// Counts over keys that stand at `positions`. `moved`, when not empty, takes 1 or 0 for each key
/// and is as long as `positions`.
RemapCounts remap_counts(const HashRing& before, const HashRing& after,
                         std::span<const Position> positions, std::span<std::uint8_t> moved = {});
RemapCounts remap_counts(std::uint32_t before, std::uint32_t after,
                         std::span<const Position> positions, std::span<std::uint8_t> moved = {});

}  // namespace edgecache
