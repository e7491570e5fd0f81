#pragma once
// How evenly the load is spread. Virtual nodes exist for these few numbers (slide 12): with V of
// them the relative standard deviation falls like 1 / sqrt(V).

#include <span>
#include <vector>

#include "ring/hash_ring.hpp"

namespace edgecache {

struct Balance {
  double mean = 0;
  double standard_deviation = 0;           // of the whole population, not of a sample
  double relative_standard_deviation = 0;  // over the mean, also called CV
  double peak_to_mean = 0;                 // the busiest server over the average one
  double min = 0;
  double max = 0;
};

/// Of loads in any unit: keys or a fraction of the circle per server. All 0 for no servers; the two
/// ratios are 0 when nobody has any load.
Balance balance_of(std::span<const double> loads);

/// Keys per server: out[slot] += 1 for each owner; kNoServer is not counted. out.size() > any slot.
void count_owners(std::span<const std::uint32_t> owners, std::span<std::uint32_t> out);

/// The share of the circle of each member as a fraction, in order of joining.
std::vector<double> arc_fractions(const HashRing& ring);

}  // namespace edgecache
