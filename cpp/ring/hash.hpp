#pragma once
// From text to a place on the circle. A good hash scatters similar names evenly and gives the same
// place in every program that knows the recipe: ours is XXH64 (Collet, xxHash), seed 0, of the
// UTF-8 bytes, with nothing trimmed, folded or normalised.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ring/position.hpp"

#ifndef EDGECACHE_HASH_SEED
#define EDGECACHE_HASH_SEED 0
#endif

namespace edgecache {

/// A build option only so that a test can prove that other seeds are noticed.
inline constexpr std::uint64_t kHashSeed = EDGECACHE_HASH_SEED;

/// Longer texts are refused where they come in: 16 MiB.
inline constexpr std::size_t kMaxTextBytes = std::size_t{16} << 20;

Position xxh64(std::string_view text, std::uint64_t seed = kHashSeed);

/// For rings that are drawn (slides 7 and 8): a text that starts with a decimal number in [0, 360)
/// followed by a blank or by its end stands at that angle, "45 A" at 45 degrees. Other text: xxh64.
Position by_degrees(std::string_view text);

/// FNV-1a (Fowler, Noll, Vo), 64 bits: a hash that is no good for a ring. Its last byte reaches
/// only the lowest bits and, by one multiplication, those from 40 upwards, so "server-1-1" and
/// "server-1-2" stand side by side where a good hash parts them.
Position fnv1a(std::string_view text);

/// XXH64 with all but its upper 16 bits thrown away: a circle of 65,536 places, on which tokens
/// meet.
Position xxh64_of_16_bits(std::string_view text);

enum class HashKind { xxh64, by_degrees, fnv1a, xxh64_of_16_bits };

Position position_of(HashKind kind, std::string_view text);

}  // namespace edgecache
