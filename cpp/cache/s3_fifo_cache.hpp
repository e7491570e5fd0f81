#pragma once
// S3-FIFO (Yang et al., SOSP 2023): most objects are asked for once. A small queue, a tenth of the
// cache, lets those pass through quickly; what was asked for again meanwhile goes on to the main
// queue. A ghost queue remembers the names of what left the small one, not their values: who is
// asked for again soon after goes straight to the main queue.

#include <algorithm>

#include "cache/marks.hpp"
#include "cache/policy.hpp"

namespace edgecache {

class S3FifoCache {
 public:
  explicit S3FifoCache(std::uint32_t capacity)
      : capacity_(capacity),
        small_capacity_(std::max<std::uint32_t>(1, capacity / 10)),
        main_capacity_(capacity - std::min(small_capacity_, capacity)) {}

  bool access(Object object) {
    if (asked_again(small_, small_count_, object) || asked_again(main_, main_count_, object)) {
      return true;
    }
    const Slot known = ghost_.find(object);
    if (known != 0) ghost_.remove(known);
    while (size() >= capacity_) evict();
    // Without a main queue (capacity 1) there is nowhere else to go.
    if (known != 0 && main_capacity_ > 0) {
      main_count_.clear(main_, main_.add(object));
    } else {
      small_count_.clear(small_, small_.add(object));
    }
    return false;
  }

  bool contains(Object object) const { return small_.find(object) != 0 || main_.find(object) != 0; }
  std::uint32_t size() const { return small_.size() + main_.size(); }
  const LinkedNodes& small() const { return small_; }
  const LinkedNodes& main() const { return main_; }
  const LinkedNodes& ghost() const { return ghost_; }

 private:
  static constexpr std::uint8_t kMostCounted = 3;

  static bool asked_again(const LinkedNodes& queue, Marks& count, Object object) {
    const Slot slot = queue.find(object);
    if (slot != 0 && count[slot] < kMostCounted) ++count[slot];
    return slot != 0;
  }

  /// At least one object leaves, or moves on from the small queue to the main one.
  void evict() {
    if (small_.size() != 0 && (main_.size() <= main_capacity_ || main_.size() == 0)) {
      leave_small();
    } else {
      leave_main();
    }
  }

  void leave_small() {
    const Slot oldest = small_.oldest();
    const Object object = small_.object(oldest);
    const bool wanted = small_count_[oldest] > 1 && main_capacity_ > 0;
    small_.remove(oldest);
    if (wanted) {
      main_count_.clear(main_, main_.add(object));
      return;
    }
    if (main_capacity_ == 0) return;
    if (ghost_.size() == main_capacity_) ghost_.remove(ghost_.oldest());
    ghost_.add(object);
  }

  void leave_main() {
    Slot oldest = main_.oldest();
    while (main_count_[oldest] != 0) {
      --main_count_[oldest];
      main_.renew(oldest);
      oldest = main_.oldest();
    }
    main_.remove(oldest);
  }

  LinkedNodes small_, main_, ghost_;
  Marks small_count_, main_count_;
  std::uint32_t capacity_, small_capacity_, main_capacity_;
};

static_assert(Policy<S3FifoCache>);

}  // namespace edgecache
