#pragma once
// What a census should find, beside what it found. A key's hash is as good as a draw of all 2^64,
// so of `keys` of them a share p of the circle is met by keys * p, give or take: a coin thrown so
// often (binomial), with a standard deviation of sqrt(keys * p * (1 - p)). Three of them on either
// side hold 99.7 % of all counts.

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace edgecache {

struct Expectation {
  double keys = 0;                // the mean of the count
  double standard_deviation = 0;  // of the count
  double low = 0;                 // the band: three standard deviations, within what is possible
  double high = 0;
};

/// Of the count, when `share` of all hashes is counted.
inline Expectation expectation(double share, double keys) {
  const double mean = keys * share;
  const double deviation = std::sqrt(mean * (1 - share));
  return {.keys = mean,
          .standard_deviation = deviation,
          .low = std::max(0.0, mean - 3 * deviation),
          .high = std::min(keys, mean + 3 * deviation)};
}

/// The share itself, over all rings that there could have been: other names, other places.
struct AverageShare {
  double fraction = 0;
  double standard_deviation = 0;
};

/// Of T tokens placed by chance, those of the servers that join own a part of the circle that is
/// their number over T on average, and a little more or less on each ring: the spacings between T
/// uniform points follow a Dirichlet law, d of them together Beta(d, T - d).
inline AverageShare average_share(std::uint32_t before, std::uint32_t after, double vnodes) {
  const double tokens = std::max(before, after) * vnodes;
  const double fraction = (std::max(before, after) - std::min(before, after)) * vnodes / tokens;
  return {.fraction = fraction,
          .standard_deviation = std::sqrt(fraction * (1 - fraction) / (tokens + 1))};
}

}  // namespace edgecache
