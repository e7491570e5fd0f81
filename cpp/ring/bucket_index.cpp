#include "ring/bucket_index.hpp"

#include <algorithm>
#include <bit>

namespace edgecache {
namespace {

// Two to four buckets a token leave most buckets without any. 2^17 entries are a quarter of a
// MiB: a larger table loses in cache misses what it saves in scanning (measured at 200,000 tokens).
constexpr unsigned kBucketsPerTokenLog2 = 1;
constexpr unsigned kMaxBucketsLog2 = 17;

constexpr std::uint64_t kUpperHalf = 0xffffffff00000000;
constexpr int kLooksAhead = 2;

// Tokens put side by side on purpose must not make a look-up walk past all of them.
constexpr std::size_t kMostSteps = 16;

unsigned buckets_log2(std::size_t tokens) {
  const auto wanted = static_cast<unsigned>(std::bit_width(tokens)) + kBucketsPerTokenLog2;
  return std::min(wanted, kMaxBucketsLog2);
}

std::size_t bucket_of(Position position, unsigned shift) {
  return static_cast<std::size_t>(position >> shift);
}

/// The owner by plain binary search. Inlined where it is hardly ever needed, because a call in a
/// hot loop makes WebAssembly engines keep the loop's values in memory.
[[gnu::always_inline]] inline std::uint32_t search(const Token* tokens, std::size_t count,
                                                   Position position) {
  std::size_t low = 0;
  for (std::size_t high = count; low < high;) {
    const std::size_t middle = (low + high) / 2;
    if (tokens[middle].position < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return tokens[low == count ? 0 : low].server;
}

}  // namespace

BucketIndex::BucketIndex(std::span<const Token> tokens) {
  if (tokens.empty()) return;
  halves_.reserve(tokens.size() + kLooksAhead + 1);
  for (const Token& token : tokens) {
    halves_.push_back((token.position & kUpperHalf) | token.server);
  }
  halves_.insert(halves_.end(), kLooksAhead + 1, kUpperHalf | tokens.front().server);

  const unsigned bits = buckets_log2(tokens.size());
  const std::size_t buckets = std::size_t{1} << bits;
  shift_ = 64 - bits;
  tokens_per_bucket_ = (std::uint64_t{tokens.size()} << 32) >> bits;
  deviation_.resize(buckets);
  std::size_t bucket = 0;
  std::uint64_t expected = 0;  // bucket * tokens_per_bucket_
  bool all_fit = true;
  const auto first_is = [&](std::size_t token, std::size_t end) {  // for all buckets before `end`
    for (; bucket < end; ++bucket, expected += tokens_per_bucket_) {
      const auto difference = static_cast<std::int32_t>(token - (expected >> 32));
      deviation_[bucket] = static_cast<std::int16_t>(difference);
      all_fit &= deviation_[bucket] == difference;
    }
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    first_is(i, bucket_of(tokens[i].position, shift_) + 1);
  }
  first_is(tokens.size(), buckets);
  if (!all_fit) deviation_.clear();
}

std::size_t BucketIndex::successor(std::span<const Token> tokens, Position position) const {
  const auto before = [](const Token& token, Position p) { return token.position < p; };
  auto from = tokens.begin();
  auto to = tokens.end();
  if (!deviation_.empty()) {  // from the first token of this bucket to the first one of the next
    const std::size_t bucket = bucket_of(position, shift_);
    from = tokens.begin() + static_cast<std::ptrdiff_t>(first_in(bucket));
    if (bucket + 1 < deviation_.size()) {
      to = tokens.begin() + static_cast<std::ptrdiff_t>(first_in(bucket + 1));
    }
  }
  // Slide 11 shows these lines.
  // [owner]
  const auto found = std::lower_bound(from, to, position, before);
  if (found == tokens.end()) return 0;  // past the last: wraps
  return static_cast<std::size_t>(found - tokens.begin());
  // [/owner]
}

template <int looks>
void BucketIndex::owners_looking_at(std::span<const Token> tokens,
                                    std::span<const Position> positions,
                                    std::span<std::uint32_t> out) const {
  const std::uint64_t* const halves = halves_.data();
  const std::int16_t* const deviation = deviation_.data();
  const std::uint64_t tokens_per_bucket = tokens_per_bucket_;
  const Token* const exactly = tokens.data();
  const std::size_t count = tokens.size();
  const unsigned shift = shift_;
  for (std::size_t k = 0; k < positions.size(); ++k) {
    const Position position = positions[k];
    const std::uint64_t sought = position & kUpperHalf;
    const std::uint64_t bucket = position >> shift;
    std::size_t i = static_cast<std::size_t>((bucket * tokens_per_bucket) >> 32) +
                    static_cast<std::size_t>(deviation[bucket]);
    // The next tokens are read and chosen from without a branch that could be guessed wrong.
    std::uint64_t found = halves[i];
    if constexpr (looks == 1) {
      const std::uint64_t next = halves[i + 1];
      found = found < sought ? next : found;
    } else {
      std::uint64_t next = halves[i + 1];
      const std::uint64_t third = halves[i + 2];
      next = next < sought ? third : next;
      found = found < sought ? next : found;
    }
    if (found < sought) {
      i += looks + 1;
      for (const std::size_t end = i + kMostSteps; halves[i] < sought && i < end;) ++i;
      found = halves[i];
    }
    out[k] = found <= (position | ~kUpperHalf) ? search(exactly, count, position)
                                               : static_cast<std::uint32_t>(found);
  }
}

void BucketIndex::owners(std::span<const Token> tokens, std::span<const Position> positions,
                         std::span<std::uint32_t> out) const {
  if (tokens.empty()) {
    std::fill(out.begin(), out.end(), kNoServer);
    return;
  }
  if (deviation_.empty()) {
    for (std::size_t k = 0; k < out.size(); ++k) {
      out[k] = search(tokens.data(), tokens.size(), positions[k]);
    }
    return;
  }
  // A second look pays where many buckets hold more than one token.
  const bool dense = 2 * tokens.size() > deviation_.size();
  return dense ? owners_looking_at<2>(tokens, positions, out)
               : owners_looking_at<1>(tokens, positions, out);
}

}  // namespace edgecache
