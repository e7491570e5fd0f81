#include "sim/census_ring.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "ring/two_rings.hpp"

namespace edgecache {
namespace {

template <typename Entry>
constexpr Entry kLookCloser = std::numeric_limits<Entry>::max();

/// 512 buckets a stretch or more, so that one key in 500 has to be looked at closer; more than 2^18
/// would not stay in the caches next to the core.
constexpr unsigned kBucketsPerStretchLog2 = 8;
constexpr unsigned kMaxBucketBits = 18;

/// A coarse bucket a stretch, or two: what is left to search in one is a stretch or two as well.
constexpr unsigned kMaxCoarseBits = 18;

}  // namespace

RingCensus::RingCensus(const HashRing& before, const HashRing& after, bool loads) {
  const SameNames same(before, after);
  Position end = 0;  // one past the stretch; past the whole circle it is 0 again
  walk(before, after, [&](std::uint32_t from, std::uint32_t to, Wide length) {
    end += static_cast<Position>(length);
    const std::uint32_t common = same.of_after(to);
    const bool between = same.in_both(from) && same.in_both(common);
    const Stretch next = {end - 1, from, to, from == common ? 0U : between ? 3U : 1U};
    if (!stretches_.empty()) {
      Stretch& last = stretches_.back();
      const bool alike =
          loads ? last.before == from && last.after == to : last.change == next.change;
      if (alike) {
        last.last = next.last;
        return;
      }
    }
    stretches_.push_back(next);
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
    seen_.resize(stretches_.size());
    stretch_of_ = buckets_of<std::uint16_t>([](std::size_t number) { return number; });
  } else {
    changes_ = buckets_of<std::uint8_t>(
        [&](std::size_t number) { return std::size_t{stretches_[number].change}; });
  }
}

/// Each bucket's answer, where it has one.
template <typename Entry, typename Answer>
std::vector<Entry> RingCensus::buckets_of(Answer answer) const {
  std::vector<Entry> buckets(std::size_t{1} << (64 - shift_));
  std::size_t stretch = 0;
  for (std::size_t bucket = 0; bucket < buckets.size(); ++bucket) {
    const Position first = Position{bucket} << shift_;
    const Position last = first + ((Position{1} << shift_) - 1);
    while (stretches_[stretch].last < first) ++stretch;
    const bool within = stretches_[stretch].last >= last && answer(stretch) < kLookCloser<Entry>;
    buckets[bucket] = within ? static_cast<Entry>(answer(stretch)) : kLookCloser<Entry>;
  }
  return buckets;
}

std::size_t RingCensus::look_closer(Position position) const {
  std::size_t stretch = first_[static_cast<std::size_t>(position >> coarse_shift_)];
  while (stretches_[stretch].last < position) ++stretch;
  return stretch;
}

void RingCensus::count(std::span<const Position> positions) {
  counts_.keys += positions.size();
  if (!seen_.empty()) return count_by_stretches(positions);
  const std::uint8_t* const changes = changes_.data();
  const unsigned shift = shift_;
  std::uint32_t sum = 0;  // 1 a key that moves, and 2 more between servers that stay
  std::uint32_t between = 0;
#pragma GCC unroll 4
  for (const Position position : positions) {
    std::uint32_t change = changes[static_cast<std::size_t>(position >> shift)];
    if (change == kLookCloser<std::uint8_t>) change = stretches_[look_closer(position)].change;
    sum += change;
    between += change >> 1;
  }
  counts_.moved += sum - 2 * between;
  counts_.moved_between_present_in_both += between;
}

/// What moves follows from how many keys lie in each stretch.
void RingCensus::count_by_stretches(std::span<const Position> positions) {
  const std::uint16_t* const stretch_of = stretch_of_.data();
  std::uint32_t* const seen = seen_.data();
  const unsigned shift = shift_;
  for (const Position position : positions) {
    std::size_t stretch = stretch_of[static_cast<std::size_t>(position >> shift)];
    if (stretch == kLookCloser<std::uint16_t>) stretch = look_closer(position);
    ++seen[stretch];
  }
}

RemapCounts RingCensus::counts() const {
  RemapCounts counts = counts_;
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    counts.moved += std::uint64_t{seen_[i]} * (stretches_[i].change & 1);
    counts.moved_between_present_in_both += std::uint64_t{seen_[i]} * (stretches_[i].change >> 1);
  }
  return counts;
}

void RingCensus::loads(std::span<double> before, std::span<double> after) const {
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    before[stretches_[i].before] += seen_[i];
    after[stretches_[i].after] += seen_[i];
  }
}

}  // namespace edgecache
