#pragma once
// The census of the ring: which keys change owner when one ring becomes another.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ring/hash_ring.hpp"
#include "ring/remap.hpp"

namespace edgecache {

/// Laid over each other, the two rings cut the circle into stretches, and for each stretch the
/// answer is known: its keys stay, or go from this server to that. Most of the circle stays (all
/// but 1 % of it, when one server joins a hundred), so neighbouring stretches with one answer are
/// one stretch, and few are left. Cut the circle into equal buckets as well, 2^17 of them then:
/// nearly every bucket lies within one stretch and says its answer at once. The others say "look
/// closer".
class RingCensus {
 public:
  /// Rings that hash alike, neither of them empty. With `loads` a stretch has one owner before and
  /// one after, and the answer is its number.
  RingCensus(const HashRing& before, const HashRing& after, bool loads);

  /// At most 2^32 - 1 in all.
  void count(std::span<const Position> positions);
  RemapCounts counts() const;
  /// Keys a server, by slot, when asked for.
  void loads(std::span<double> before, std::span<double> after) const;

 private:
  struct Stretch {
    Position last;                // from behind the one before it up to and including this position
    std::uint32_t before, after;  // slots of the owners
    std::uint32_t change;         // bit 0: keys move, bit 1: between servers that stay
  };

  template <typename Entry, typename Answer>
  std::vector<Entry> buckets_of(Answer answer) const;
  std::size_t look_closer(Position position) const;
  void count_by_stretches(std::span<const Position> positions);

  std::vector<Stretch> stretches_;    // in order; the last one ends the circle
  std::vector<std::uint32_t> first_;  // by coarse bucket: the stretch that its beginning lies in
  unsigned coarse_shift_ = 63;
  unsigned shift_ = 63;                    // position >> shift_ is the bucket
  std::vector<std::uint8_t> changes_;      // by bucket, or kLookCloser
  std::vector<std::uint16_t> stretch_of_;  // by bucket, or kLookCloser; with loads instead
  std::vector<std::uint32_t> seen_;        // by stretch, how many keys; with loads alone
  RemapCounts counts_;
};

}  // namespace edgecache
