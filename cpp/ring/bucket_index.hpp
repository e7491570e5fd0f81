#pragma once
// Finding the owner in about one step. Binary search over 10,000 tokens guesses wrong at nearly
// every one of its 14 branches, and that, not arithmetic, is what it costs. But hashes are evenly
// spread, so the first bits of a position already say almost where its successor is: cut the circle
// into 2^k equal buckets and remember for each the first token at or after its beginning. What is
// left is a scan over the few tokens inside one bucket.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ring/token.hpp"

namespace edgecache {

class BucketIndex {
 public:
  /// `tokens` sorted by position. O(tokens + buckets).
  explicit BucketIndex(std::span<const Token> tokens);

  /// Index of the first token at or after `position`, wrapped. The ring must not be empty.
  std::size_t successor(Position position) const;

  /// out[i] = slot of the owner of positions[i]; kNoServer on an empty ring. Sizes are equal.
  void owners(std::span<const Position> positions, std::span<std::uint32_t> out) const;

 private:
  // One entry more than there are tokens: past the last comes the first again. The sentinel
  // stands at the very end of the circle, so that no scan runs past it.
  std::vector<Position> positions_;
  std::vector<std::uint32_t> servers_;
  std::vector<std::uint32_t> first_;  // by bucket: the first token at or after its beginning
  unsigned shift_ = 63;               // position >> shift_ is the bucket
};

}  // namespace edgecache
