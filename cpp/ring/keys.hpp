#pragma once
// What bulk questions are asked about: many keys in one call, because a call per key costs more
// than its answer. Either texts that lie one after the other in memory, or "user:0", "user:1", ...,
// which need not be written out at all.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ring/hash.hpp"

namespace edgecache {

/// Key i is bytes [offsets[i], offsets[i + 1]); `offsets` has one entry more than there are keys,
/// never falls, and ends within `bytes`.
struct PackedKeys {
  std::span<const char> bytes;
  std::span<const std::uint32_t> offsets;

  std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::string_view operator[](std::size_t i) const {
    return {bytes.data() + offsets[i], offsets[i + 1] - offsets[i]};
  }
  /// Whether the offsets keep the rule above; what comes from outside is asked this first.
  bool well_formed() const;
};

/// Key i is `prefix` followed by from + i in decimal. from + count stays within 64 bits.
struct KeyRange {
  std::string_view prefix;
  std::uint64_t from = 0;
  std::uint32_t count = 0;

  std::size_t size() const { return count; }
};

/// out[i] = xxh64(key i, seed), exactly. The range form shares between neighbours what their texts
/// share (see keys.cpp). Sizes are equal.
void hash_keys(const PackedKeys& keys, std::uint64_t seed, std::span<Position> out);
void hash_keys(const KeyRange& keys, std::uint64_t seed, std::span<Position> out);

/// Where the keys stand on a ring that hashes so.
void positions_of(HashKind hash, const PackedKeys& keys, std::span<Position> out);
void positions_of(HashKind hash, const KeyRange& keys, std::span<Position> out);

}  // namespace edgecache
