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
  /// Rings that hash alike, neither of them empty. With `loads` the answer is the pair of servers,
  /// and stretches are shorter.
  RingCensus(const HashRing& before, const HashRing& after, bool loads);

  /// At most 2^32 - 1 in all.
  void count(std::span<const Position> positions);
  RemapCounts counts() const;
  /// Keys a server, by slot, when asked for.
  void loads(std::span<double> before, std::span<double> after) const;

 private:
  struct Stretch {
    Position last;         // from behind the one before it up to and including this position
    std::uint32_t answer;  // index in answers_
  };
  struct Answer {
    std::uint32_t before, after;  // slots, when loads are asked for
    std::uint32_t moved, between;
  };
  template <typename Entry>
  void fill(std::vector<Entry>& buckets) const;
  std::uint32_t look_closer(Position position) const;
  void count_by_pairs(std::span<const Position> positions);

  std::vector<Answer> answers_;     // without loads: stays, moves, moves between servers that stay
  std::vector<Stretch> stretches_;  // in order; the last one ends the circle
  std::vector<std::uint32_t> first_;  // by coarse bucket: the stretch that its beginning lies in
  unsigned coarse_shift_ = 63;
  unsigned shift_ = 63;               // position >> shift_ is the bucket
  std::vector<std::uint8_t> moves_;   // by bucket, an answer or kLookCloser
  std::vector<std::uint16_t> pairs_;  // the same for more answers
  std::vector<std::uint32_t> seen_;   // by answer, how many keys; with loads alone
  RemapCounts counts_;
};

}  // namespace edgecache
