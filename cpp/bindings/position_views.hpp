#pragma once
// Questions about texts and positions alone: where does a text stand, how do many keys hash.

#include <cstdint>

#include "bindings/lent_memory.hpp"
#include "ring/hash.hpp"
#include "ring/keys.hpp"
#include "ring/position.hpp"

namespace edgecache::bindings {

/// What JavaScript may know of a position: the number itself, and where to draw it.
struct PositionView {
  Position position;
  double turn;
};

inline HashKind hash_kind(std::uint32_t number) {
  return number <= static_cast<std::uint32_t>(HashKind::xxh64_of_16_bits)
             ? static_cast<HashKind>(number)
             : HashKind::xxh64;
}

inline std::uint64_t seed_at(Address address) { return lent<std::uint64_t>(address, 1)[0]; }

inline void default_seed(Address out) { lent<std::uint64_t>(out, 1)[0] = kHashSeed; }

inline void position(std::uint32_t kind, Address text, std::size_t size, Address seed,
                     Address out) {
  const Position there = hash_kind(kind) == HashKind::xxh64
                             ? xxh64(lent_text(text, size), seed_at(seed))
                             : position_of(hash_kind(kind), lent_text(text, size));
  lent<PositionView>(out, 1)[0] = {.position = there, .turn = turn(there)};
}

/// False: no plain decimal number in [0, 360).
inline bool at_degrees(Address text, std::size_t size, Address out) {
  const auto there = position_at_degrees(lent_text(text, size));
  if (there) lent<PositionView>(out, 1)[0] = {.position = *there, .turn = turn(*there)};
  return there.has_value();
}

/// out[i] = the hash of "<prefix><from + i>". False, and nothing written: `from` is no whole
/// number.
inline bool hash_range(Address prefix, std::size_t size, double from, std::uint32_t count,
                       Address seed, Address out) {
  const auto first = whole(from);
  if (!first || *first < 0) return false;
  hash_keys(KeyRange{.prefix = lent_text(prefix, size),
                     .from = static_cast<std::uint64_t>(*first),
                     .count = count},
            seed_at(seed), lent<Position>(out, count));
  return true;
}

/// Keys whose bytes and offsets lie in lent memory. A slice of a longer list begins at the offset
/// of its first key, which is taken off all of them; one that is less than that wraps, and the
/// offsets are found to be out of order. Ask well_formed() first.
inline PackedKeys lent_keys(Address bytes, std::size_t size, Address offsets, std::uint32_t count) {
  const auto starts = lent<std::uint32_t>(offsets, std::size_t{count} + 1);
  const std::uint32_t base = starts[0];
  for (std::uint32_t& start : starts) start -= base;
  return {.bytes = lent<const char>(bytes, size), .offsets = starts};
}

/// out[i] = where key i stands. False, and nothing written: the offsets do not describe keys that
/// lie within `size` bytes.
inline bool hash_packed(std::uint32_t kind, Address bytes, std::size_t size, Address offsets,
                        std::uint32_t count, Address seed, Address out) {
  const PackedKeys keys = lent_keys(bytes, size, offsets, count);
  if (!keys.well_formed()) return false;
  if (hash_kind(kind) == HashKind::xxh64) {
    hash_keys(keys, seed_at(seed), lent<Position>(out, count));
  } else {
    positions_of(hash_kind(kind), keys, lent<Position>(out, count));
  }
  return true;
}

inline void turns(Address positions, std::uint32_t count, Address out) {
  const auto from = lent<const Position>(positions, count);
  const auto to = lent<double>(out, count);
  for (std::size_t i = 0; i < count; ++i) to[i] = turn(from[i]);
}

}  // namespace edgecache::bindings
