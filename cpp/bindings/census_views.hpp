#pragma once
// A census as JavaScript drives it: made of two rings, counted on in slices, read at any time.

#include <algorithm>
#include <cstdint>

#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "bindings/remap_views.hpp"
#include "ring/hash_ring.hpp"
#include "sim/census.hpp"
#include "sim/census_expectation.hpp"

namespace edgecache::bindings {

/// Null: a ring is empty, and modulo over no servers cannot be asked.
inline Census* make_census(const HashRing& before, const HashRing& after, bool loads) {
  if (before.size() == 0 || after.size() == 0) return nullptr;
  return new Census(before, after, loads);
}

/// Counts "<prefix><from>" and so on. False, and nothing counted: `from` is no whole number.
inline bool count_range(Census& census, Address prefix, std::size_t size, double from,
                        std::uint32_t count, Address seed) {
  const auto first = whole(from);
  if (!first || *first < 0) return false;
  census.count(KeyRange{.prefix = lent_text(prefix, size),
                        .from = static_cast<std::uint64_t>(*first),
                        .count = count},
               seed_at(seed));
  return true;
}

inline void count_positions(Census& census, Address positions, std::uint32_t count) {
  census.count(lent<const Position>(positions, count));
}

/// Counts so far. A double holds them exactly: there are at most 2^32 keys.
struct CensusView {
  double keys, modulo_moved, modulo_between, ring_moved, ring_between;
};

inline void census_counts(const Census& census, Address out) {
  const RemapCounts modulo = census.modulo();
  const RemapCounts ring = census.ring();
  lent<CensusView>(out, 1)[0] = {
      .keys = static_cast<double>(modulo.keys),
      .modulo_moved = static_cast<double>(modulo.moved),
      .modulo_between = static_cast<double>(modulo.moved_between_present_in_both),
      .ring_moved = static_cast<double>(ring.moved),
      .ring_between = static_cast<double>(ring.moved_between_present_in_both)};
}

/// Keys a server, as doubles: modulo before and after, ring before and after, one after the other.
/// `before` and `after` are the numbers of servers; slots are indices on rings that nobody left.
inline void census_loads(const Census& census, std::uint32_t before, std::uint32_t after,
                         Address out) {
  const auto all = lent<double>(out, 2 * (std::size_t{before} + after));
  std::fill(all.begin(), all.end(), 0.0);
  census.modulo_loads(all.subspan(0, before), all.subspan(before, after));
  const auto ring = all.subspan(std::size_t{before} + after);
  census.ring_loads(ring.subspan(0, before), ring.subspan(before, after));
}

/// What is to be expected of `keys` keys: under modulo, on these rings, and on rings in general.
struct CensusExpectationView {
  Expectation modulo, ring;
  AverageShare average;
};

inline void census_expectation(const HashRing& before, const HashRing& after, double keys,
                               double vnodes, Address out) {
  const auto from = static_cast<std::uint32_t>(before.size());
  const auto to = static_cast<std::uint32_t>(after.size());
  lent<CensusExpectationView>(out, 1)[0] = {
      .modulo = expectation(remapped_share(from, to).fraction(), keys),
      .ring = expectation(remapped_share(before, after).fraction(), keys),
      .average = average_share(from, to, vnodes)};
}

}  // namespace edgecache::bindings
