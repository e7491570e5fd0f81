#pragma once
// Ten texts that differ in their last digit only share all of XXH64 but its end. Whatever comes
// before the last segment (up to eight bytes) is hashed once for as long as it stays the same,
// the segment up to its last byte once for ten keys, and each key then pays for its last digit and
// the final mixing: three multiplications. The answers are XXH64's, bit for bit.
//
// XXH64 (Collet, xxHash 0.8.1, doc/xxhash_spec.md) reads a text as 32-byte stripes, then what is
// left as 8-byte words, one 4-byte word and single bytes. The last byte of a text is thus the last
// byte of a word of 8, of a word of 4, or stands alone. (When it ends a stripe, nothing comes after
// the stripes: those lengths, one of 32, are hashed whole.)

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ring/position.hpp"

namespace edgecache {

class Xxh64Siblings {
 public:
  explicit Xxh64Siblings(std::uint64_t seed) : seed_(seed) {}

  /// The texts are `text` with each digit in its last place. Its first `same` bytes and its length
  /// are those of the text given before (0 when they are not). `text` stays valid while asked.
  void family_of(std::string_view text, std::size_t same);

  /// out[i] = XXH64 of the sibling that ends in digit first + i. first + out.size() <= 10.
  void hash(unsigned first, std::span<Position> out) const;

 private:
  enum class End { byte, word4, word8, stripe };

  std::uint64_t seed_;
  std::string_view text_;
  End end_ = End::stripe;    // what the last byte belongs to
  std::uint64_t head_ = 0;   // state before the last segment
  std::uint64_t state_ = 0;  // state before the last word or byte
  std::uint64_t word_ = 0;   // that word or byte with the digit 0, multiplied
};

}  // namespace edgecache
