#pragma once
/// Percentiles without keeping every value: thirty-two buckets an octave, as HdrHistogram (Tene)
/// has them. A percentile is its bucket's upper end, so at most 1/32 too large and never too small.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace edgecache {

class LatencyHistogram {
 public:
  void add(std::int64_t nanoseconds) {
    ++buckets_[bucket(static_cast<std::uint64_t>(nanoseconds))];
    ++count_;
  }
  void clear() {
    buckets_.fill(0);
    count_ = 0;
  }
  /// The smallest bucket end that `percent` of the values do not exceed; 0 when there are none.
  std::uint64_t percentile(std::uint64_t percent) const {
    if (count_ == 0) return 0;
    const std::uint64_t rank = (count_ * percent + 99) / 100;
    std::uint64_t seen = 0;
    std::size_t i = 0;
    while ((seen += buckets_[i]) < rank) ++i;
    return upper_end(i);
  }

 private:
  static constexpr int kSubBits = 5;
  static constexpr std::uint64_t kSub = 1 << kSubBits;

  /// The highest set bit chooses the octave, the five bits after it the bucket.
  static constexpr std::size_t bucket(std::uint64_t value) {
    if (value < kSub) return static_cast<std::size_t>(value);
    const int shift = static_cast<int>(std::bit_width(value)) - 1 - kSubBits;
    return static_cast<std::size_t>(static_cast<std::uint64_t>(shift) * kSub + (value >> shift));
  }
  static constexpr std::uint64_t upper_end(std::size_t i) {
    if (i < 2 * kSub) return i;
    const std::uint64_t shift = i / kSub - 1;
    return ((i % kSub + kSub + 1) << shift) - 1;
  }

  std::array<std::uint32_t, 60 * kSub> buckets_{};
  std::uint64_t count_ = 0;
};

}  // namespace edgecache
