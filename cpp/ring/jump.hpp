#pragma once
// Jump consistent hash (Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm",
// 2014, arXiv:1406.2294). Picture the buckets joining one after the other, and the key deciding at
// each whether it jumps over to the newcomer, with chance 1 / (bucket + 1). The trick: from one
// jump the next one can be drawn at once, so that a key jumps only ln N times on its way.
//
// No memory at all, and perfectly even. A bucket that joins at the end takes 1 / (N + 1) of the
// keys; only the last one can leave so cheaply, and the order of joining is the numbering.

#include <cassert>
#include <cstdint>

#include "ring/position.hpp"

namespace edgecache {

/// 0 .. buckets - 1. buckets is 1 .. 2^31 - 1. O(log buckets).
constexpr std::uint32_t jump_bucket(Position key, std::uint32_t buckets) {
  assert(buckets > 0 && buckets <= 0x7fffffff);
  std::int64_t bucket = 0;
  for (std::int64_t next = 0; next < buckets;) {
    bucket = next;
    key = key * 2862933555777941757U + 1;  // a linear congruential generator, seeded by the key
    const auto drawn = static_cast<double>((key >> 33) + 1);  // in 1 .. 2^31
    next = static_cast<std::int64_t>(static_cast<double>(bucket + 1) * (0x1p31 / drawn));
  }
  return static_cast<std::uint32_t>(bucket);
}

}  // namespace edgecache
