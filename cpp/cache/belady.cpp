#include "cache/belady.hpp"

#include <bit>

namespace edgecache {

TimeSet::TimeSet(std::uint32_t bound) {
  std::size_t words = std::size_t{bound} / 64 + 1;
  for (;; words = words / 64 + 1) {
    levels_.emplace_back(words);
    if (words == 1) return;
  }
}

void TimeSet::insert(std::uint32_t time) {
  for (auto& level : levels_) {
    level[time / 64] |= std::uint64_t{1} << time % 64;
    time /= 64;
  }
}

void TimeSet::remove(std::uint32_t time) {
  for (auto& level : levels_) {
    level[time / 64] &= ~(std::uint64_t{1} << time % 64);
    if (level[time / 64] != 0) return;  // its word still holds others: nothing changes above
    time /= 64;
  }
}

std::uint32_t TimeSet::largest() const {
  std::uint32_t time = 0;
  for (std::size_t level = levels_.size(); level-- > 0;) {
    const std::uint64_t word = levels_[level][time];
    time = time * 64 + 63 - static_cast<std::uint32_t>(std::countl_zero(word));
  }
  return time;
}

bool Belady::access() {
  const std::uint32_t now = now_++;
  const bool hit = inside_.contains(now);
  if (hit) {
    inside_.remove(now);
    --wanted_;
  } else if (size() == capacity_) {
    if (done_ > 0) {
      --done_;
    } else {
      inside_.remove(inside_.largest());
      --wanted_;
    }
  }
  if (next_[now] == next_.size()) {
    ++done_;
  } else {
    inside_.insert(next_[now]);
    ++wanted_;
  }
  return hit;
}

}  // namespace edgecache
