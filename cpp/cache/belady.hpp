#pragma once
// Belady's MIN (1966): who will be asked for again the latest goes. It needs to know the future, so
// nobody can run it; it is the line that no policy beats.
//
// Seen from the future a cache is a set of times: for each object inside, when it is asked for
// next. A request at time t is a hit exactly when t is in the set, and the victim is the set's
// largest. Objects that are never asked for again are all alike, and only counted.

#include <cstdint>
#include <span>
#include <vector>

namespace edgecache {

/// A set of whole numbers below a bound, that finds its largest quickly: a tree of 64-way bits.
class TimeSet {
 public:
  explicit TimeSet(std::uint32_t bound);

  bool contains(std::uint32_t time) const { return (levels_[0][time / 64] >> time % 64 & 1) != 0; }
  void insert(std::uint32_t time);
  void remove(std::uint32_t time);
  /// Of a set that is not empty.
  std::uint32_t largest() const;

 private:
  std::vector<std::vector<std::uint64_t>> levels_;  // each bit says that its word below is not 0
};

class Belady {
 public:
  /// `next`: for each request of the trace, when its object is asked for next; never: the number of
  /// requests (PolicyRace::look_back). It outlives this.
  Belady(std::uint32_t capacity, std::span<const std::uint32_t> next)
      : next_(next), inside_(static_cast<std::uint32_t>(next.size())), capacity_(capacity) {}

  /// The next request of the trace; true: a hit.
  bool access();

  /// Entries now.
  std::uint32_t size() const { return wanted_ + done_; }

 private:
  std::span<const std::uint32_t> next_;
  TimeSet inside_;            // next uses of the objects inside
  std::uint32_t now_ = 0;     // number of the next request
  std::uint32_t wanted_ = 0;  // objects inside that are asked for again: the size of inside_
  std::uint32_t done_ = 0;    // objects inside that never are
  std::uint32_t capacity_;
};

}  // namespace edgecache
