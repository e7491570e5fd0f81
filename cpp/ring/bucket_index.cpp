#include "ring/bucket_index.hpp"

#include <algorithm>
#include <bit>

namespace edgecache {
namespace {

// Four buckets a token leave most buckets without any; 2^18 entries are 1 MiB, and a larger table
// would lose in cache misses what it saves in scanning.
constexpr unsigned kBucketsPerTokenLog2 = 2;
constexpr unsigned kMinBucketsLog2 = 1;
constexpr unsigned kMaxBucketsLog2 = 18;

unsigned buckets_log2(std::size_t tokens) {
  const auto wanted = static_cast<unsigned>(std::bit_width(tokens)) + kBucketsPerTokenLog2;
  return std::clamp(wanted, kMinBucketsLog2, kMaxBucketsLog2);
}

std::size_t bucket_of(Position position, unsigned shift) {
  return static_cast<std::size_t>(position >> shift);
}

}  // namespace

BucketIndex::BucketIndex(std::span<const Token> tokens) {
  if (tokens.empty()) return;
  positions_.reserve(tokens.size() + 1);
  servers_.reserve(tokens.size() + 1);
  for (const Token& token : tokens) {
    positions_.push_back(token.position);
    servers_.push_back(token.server);
  }
  positions_.push_back(~Position{0});
  servers_.push_back(tokens.front().server);

  const unsigned bits = buckets_log2(tokens.size());
  shift_ = 64 - bits;
  first_.resize(std::size_t{1} << bits);
  std::size_t bucket = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::size_t last = bucket_of(tokens[i].position, shift_);
    for (; bucket <= last; ++bucket) first_[bucket] = static_cast<std::uint32_t>(i);
  }
  for (; bucket < first_.size(); ++bucket)
    first_[bucket] = static_cast<std::uint32_t>(tokens.size());
}

// Slide 11 shows these lines.
// [owner]
std::size_t BucketIndex::successor(Position position) const {
  std::size_t i = first_[bucket_of(position, shift_)];
  while (positions_[i] < position) ++i;
  return i == positions_.size() - 1 ? 0 : i;
}
// [/owner]

void BucketIndex::owners(std::span<const Position> positions, std::span<std::uint32_t> out) const {
  if (positions_.empty()) {
    std::fill(out.begin(), out.end(), kNoServer);
    return;
  }
  const Position* const token_positions = positions_.data();
  const std::uint32_t* const first = first_.data();
  const std::uint32_t* const servers = servers_.data();
  const unsigned shift = shift_;
  for (std::size_t k = 0; k < positions.size(); ++k) {
    const Position position = positions[k];
    std::size_t i = first[bucket_of(position, shift)];
    while (token_positions[i] < position) ++i;
    out[k] = servers[i];
  }
}

}  // namespace edgecache
