#include "sim/census_ring.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "ring/two_rings.hpp"

namespace edgecache {
namespace {

template <typename Entry>
constexpr Entry kLookCloser = std::numeric_limits<Entry>::max();

constexpr std::uint64_t pair_of(std::uint32_t before, std::uint32_t after) {
  return std::uint64_t{before} << 32 | after;
}

/// 512 buckets a stretch or more, so that one key in 500 has to be looked at closer; more than 2^18
/// would not stay in the caches next to the core.
constexpr unsigned kBucketsPerStretchLog2 = 8;
constexpr unsigned kMaxBucketBits = 18;

/// A coarse bucket a stretch, or two: what is left to search in one is a stretch or two as well.
constexpr unsigned kMaxCoarseBits = 18;

}  // namespace

RingCensus::RingCensus(const HashRing& before, const HashRing& after, bool loads) {
  const SameNames same(before, after);
  std::vector<std::uint64_t> pairs;
  if (loads) {
    walk(before, after,
         [&](std::uint32_t from, std::uint32_t to, Wide) { pairs.push_back(pair_of(from, to)); });
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  } else {
    answers_ = {{0, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 1}};
  }
  const auto moves = [&](std::uint32_t from, std::uint32_t to) {
    return std::uint32_t{from != same.of_after(to)};
  };
  const auto between = [&](std::uint32_t from, std::uint32_t to) {
    return std::uint32_t{moves(from, to) && same.in_both(from) && same.in_both(same.of_after(to))};
  };
  for (const std::uint64_t pair : pairs) {
    const auto from = static_cast<std::uint32_t>(pair >> 32);
    const auto to = static_cast<std::uint32_t>(pair);
    answers_.push_back({from, to, moves(from, to), between(from, to)});
  }
  Position end = 0;  // one past the stretch; past the whole circle it is 0 again
  walk(before, after, [&](std::uint32_t from, std::uint32_t to, Wide length) {
    end += static_cast<Position>(length);
    std::uint32_t answer = moves(from, to) + between(from, to);
    if (loads) {
      const auto found = std::lower_bound(pairs.begin(), pairs.end(), pair_of(from, to));
      answer = static_cast<std::uint32_t>(found - pairs.begin());
    }
    if (!stretches_.empty() && stretches_.back().answer == answer) {
      stretches_.back().last = end - 1;
    } else {
      stretches_.push_back({end - 1, answer});
    }
  });

  const auto wanted = static_cast<unsigned>(std::bit_width(stretches_.size()));
  const unsigned bits = std::min(wanted, kMaxCoarseBits);
  coarse_shift_ = 64 - bits;
  shift_ = 64 - std::min(wanted + kBucketsPerStretchLog2, kMaxBucketBits);
  std::uint32_t stretch = 0;
  for (std::uint64_t bucket = 0; bucket < std::uint64_t{1} << bits; ++bucket) {
    while (stretches_[stretch].last < bucket << coarse_shift_) ++stretch;
    first_.push_back(stretch);
  }
  if (loads) {
    seen_.resize(answers_.size());
    fill(pairs_);
  } else {
    fill(moves_);
  }
}

/// Each bucket's answer, where it has one.
template <typename Entry>
void RingCensus::fill(std::vector<Entry>& buckets) const {
  buckets.resize(std::size_t{1} << (64 - shift_));
  std::size_t stretch = 0;
  for (std::size_t bucket = 0; bucket < buckets.size(); ++bucket) {
    const Position first = Position{bucket} << shift_;
    const Position last = first + ((Position{1} << shift_) - 1);
    while (stretches_[stretch].last < first) ++stretch;
    const auto& [end, answer] = stretches_[stretch];
    const bool within = end >= last && answer < kLookCloser<Entry>;
    buckets[bucket] = within ? static_cast<Entry>(answer) : kLookCloser<Entry>;
  }
}

std::uint32_t RingCensus::look_closer(Position position) const {
  std::uint32_t stretch = first_[static_cast<std::size_t>(position >> coarse_shift_)];
  while (stretches_[stretch].last < position) ++stretch;
  return stretches_[stretch].answer;
}

void RingCensus::count(std::span<const Position> positions) {
  counts_.keys += positions.size();
  if (!seen_.empty()) return count_by_pairs(positions);
  const std::uint8_t* const moves = moves_.data();
  const unsigned shift = shift_;
  std::uint32_t moved = 0;
  std::uint32_t between = 0;
  for (const Position position : positions) {
    std::uint32_t answer = moves[static_cast<std::size_t>(position >> shift)];
    if (answer == kLookCloser<std::uint8_t>) answer = look_closer(position);
    moved += (answer + 1) >> 1;  // 0, 1, 2: stays, moves, moves between servers that stay
    between += answer >> 1;
  }
  counts_.moved += moved;
  counts_.moved_between_present_in_both += between;
}

void RingCensus::count_by_pairs(std::span<const Position> positions) {
  const std::uint16_t* const pairs = pairs_.data();
  const unsigned shift = shift_;
  std::uint32_t* const seen = seen_.data();
  for (const Position position : positions) {
    std::uint32_t answer = pairs[static_cast<std::size_t>(position >> shift)];
    if (answer == kLookCloser<std::uint16_t>) answer = look_closer(position);
    ++seen[answer];
  }
}

RemapCounts RingCensus::counts() const {
  RemapCounts counts = counts_;
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    counts.moved += std::uint64_t{seen_[i]} * answers_[i].moved;
    counts.moved_between_present_in_both += std::uint64_t{seen_[i]} * answers_[i].between;
  }
  return counts;
}

void RingCensus::loads(std::span<double> before, std::span<double> after) const {
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    before[answers_[i].before] += seen_[i];
    after[answers_[i].after] += seen_[i];
  }
}

}  // namespace edgecache
