#include "ring/balance.hpp"

#include <algorithm>
#include <cmath>

namespace edgecache {

Balance balance_of(std::span<const double> loads) {
  Balance balance;
  if (loads.empty()) return balance;
  const auto servers = static_cast<double>(loads.size());
  double sum = 0;
  for (const double load : loads) sum += load;
  balance.mean = sum / servers;
  double squares = 0;  // of the distances, in a second pass: exact enough where one pass is not
  for (const double load : loads) squares += (load - balance.mean) * (load - balance.mean);
  balance.standard_deviation = std::sqrt(squares / servers);
  balance.min = *std::min_element(loads.begin(), loads.end());
  balance.max = *std::max_element(loads.begin(), loads.end());
  if (balance.mean > 0) {
    balance.relative_standard_deviation = balance.standard_deviation / balance.mean;
    balance.peak_to_mean = balance.max / balance.mean;
  }
  return balance;
}

void count_owners(std::span<const std::uint32_t> owners, std::span<std::uint32_t> out) {
  for (const std::uint32_t owner : owners) {
    if (owner != kNoServer) ++out[owner];
  }
}

std::vector<double> arc_fractions(const HashRing& ring) {
  std::vector<double> fractions;
  for (const Arc& arc : ring.arcs()) fractions.push_back(arc.fraction());
  return fractions;
}

}  // namespace edgecache
