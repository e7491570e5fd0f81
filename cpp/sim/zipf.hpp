#pragma once
// Popularity: a few objects are asked for all the time, most hardly ever. Under Zipf's law the
// object of rank i is asked for in proportion to 1 / i^skew. C libraries disagree about pow(), so
// the weights are whole numbers, or made of correctly rounded square roots only.

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "ring/refusal.hpp"
#include "sim/splitmix64.hpp"

namespace edgecache {

/// Up to here the sums of weights stay within 64 bits.
inline constexpr std::int64_t kMaxObjects = (1 << 24) - 1;

class Zipf {
 public:
  /// Objects 0 (most popular) .. objects - 1. `skew` is a decimal text: "0", "0.5", "1" and "2"
  /// draw from whole-number weights, any other exponent below 1, "0.99", from a chain of roots.
  /// Refuses count_out_of_range (no objects), too_big (over kMaxObjects), skew_unknown. O(objects).
  static std::variant<Zipf, Refusal> of(std::int64_t objects, std::string_view skew);

  /// One object, from one number of `chance`. O(log objects).
  std::uint32_t draw(SplitMix64& chance) const;
  void draw(SplitMix64& chance, std::span<std::uint32_t> out) const {
    for (std::uint32_t& object : out) object = draw(chance);
  }

 private:
  Zipf() = default;
  // Running sums of the weights, by rank. One of the two is filled.
  std::vector<std::uint64_t> sums_;
  std::vector<double> root_sums_;
};

}  // namespace edgecache
