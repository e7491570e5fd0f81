#pragma once
/// First come, first served: a queue in a circle of memory that grows by doubling and never
/// shrinks, so that a run which queues a million times allocates a few times, at its beginning.

#include <cstddef>
#include <vector>

namespace edgecache {

template <typename T>
class Fifo {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  /// The oldest; there must be one.
  const T& front() const { return circle_[first_]; }

  void push(const T& item) {
    if (size_ == circle_.size()) grow();
    circle_[(first_ + size_++) & (circle_.size() - 1)] = item;
  }
  void pop() {
    first_ = (first_ + 1) & (circle_.size() - 1);
    --size_;
  }

 private:
  void grow() {
    std::vector<T> larger(circle_.empty() ? 64 : 2 * circle_.size());
    for (std::size_t i = 0; i < size_; ++i) larger[i] = circle_[(first_ + i) % circle_.size()];
    circle_.swap(larger);
    first_ = 0;
  }

  std::vector<T> circle_;  // its length is 0 or a power of two
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace edgecache
