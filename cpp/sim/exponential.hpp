#pragma once
// How long until the next one: exponential times, in whole numbers alone. A logarithm would do, but
// C libraries disagree about the last bits of theirs. Von Neumann's way (Various techniques used in
// connection with random digits, NBS Applied Mathematics Series 12, 1951) only compares: draw
// numbers as long as they fall; the chance that such a run, begun at u, has odd length is exactly
// e^-u.

#include <cstdint>

#include "sim/splitmix64.hpp"

namespace edgecache {

/// floor(a * b / 2^64): the part b / 2^64 of a.
constexpr std::uint64_t part_of(std::uint64_t a, std::uint64_t b) {
  return static_cast<std::uint64_t>(static_cast<unsigned __int128>(a) * b >> 64);
}

/// An exponentially distributed time of this mean, rounded down. Six draws on average.
constexpr std::int64_t exponential(SplitMix64& chance, std::int64_t mean) {
  const auto whole = static_cast<std::uint64_t>(mean);
  for (std::uint64_t means = 0;; ++means) {  // each refusal: at least one mean more
    const std::uint64_t first = chance.next();
    bool odd = true;
    for (std::uint64_t last = first, next = chance.next(); next < last; next = chance.next()) {
      last = next;
      odd = !odd;
    }
    if (odd) return static_cast<std::int64_t>(means * whole + part_of(whole, first));
  }
}

}  // namespace edgecache
