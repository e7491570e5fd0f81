#pragma once
// Finding the owner in about one step. Binary search over 10,000 tokens guesses wrong at nearly
// every one of its 14 branches, and that, not arithmetic, is what it costs. But hashes are evenly
// spread, so the first bits of a position already say almost where its successor is: cut the circle
// into 2^k equal buckets and remember for each the first token at or after its beginning. What is
// left are the few tokens inside one bucket. Measured in bulk at 10,000 tokens, in WebAssembly:
// 3 ns a key where std::lower_bound needs 58.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ring/token.hpp"

namespace edgecache {

/// An index of tokens that are kept elsewhere: each question brings them along, unchanged since.
class BucketIndex {
 public:
  /// `tokens` sorted by position. O(tokens + buckets).
  explicit BucketIndex(std::span<const Token> tokens);

  /// Index of the first token at or after `position`, wrapped. The ring must not be empty.
  std::size_t successor(std::span<const Token> tokens, Position position) const;

  /// Bytes of the index itself, the tokens apart.
  std::size_t bytes() const {
    return halves_.size() * sizeof(halves_[0]) + deviation_.size() * sizeof(deviation_[0]);
  }

  /// out[i] = slot of the owner of positions[i]; kNoServer on an empty ring. Sizes are equal.
  void owners(std::span<const Token> tokens, std::span<const Position> positions,
              std::span<std::uint32_t> out) const;

 private:
  template <int looks>
  void owners_looking_at(std::span<const Token> tokens, std::span<const Position> positions,
                         std::span<std::uint32_t> out) const;

  // Half a token: the upper half of its position, and its server in the place of the lower one. One
  // read gives both and twice as many fit into the caches; a key that has the same upper half (one
  // in 2^32 / tokens) is looked up exactly. Past the last token comes the first one again, at the
  // very end of the circle and as often as a look-up looks ahead.
  std::vector<std::uint64_t> halves_;

  // By bucket: the first token at or after its beginning. Hashed tokens are spread so evenly that
  // this is nearly bucket * tokens / buckets, and 16 bits have room for the difference, which makes
  // the table half as large. Empty when they have not (tokens put side by side on purpose): then
  // every look-up is a binary search.
  std::vector<std::int16_t> deviation_;
  std::uint64_t tokens_per_bucket_ = 0;  // in units of 2^-32
  unsigned shift_ = 63;                  // position >> shift_ is the bucket

  std::size_t first_in(std::size_t bucket) const {
    const auto expected = static_cast<std::int64_t>((bucket * tokens_per_bucket_) >> 32);
    return static_cast<std::size_t>(expected + deviation_[bucket]);
  }
};

}  // namespace edgecache
