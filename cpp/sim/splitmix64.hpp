#pragma once
// Chance as a parameter: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). A seed in, the same
// numbers out, on every machine and in every build.

#include <cstdint>

namespace edgecache {

class SplitMix64 {
 public:
  explicit constexpr SplitMix64(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

}  // namespace edgecache
