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

  /// One object, from one number of `chance`. A table tells between which ranks to search: O(1) on
  /// average.
  std::uint32_t draw(SplitMix64& chance) const;
  void draw(SplitMix64& chance, std::span<std::uint32_t> out) const {
    for (std::uint32_t& object : out) object = draw(chance);
  }

 private:
  // The whole sum in equal parts, so that a search begins among few ranks.
  static constexpr int kGuideBits = 16;
  static constexpr std::uint32_t kParts = std::uint32_t{1} << kGuideBits;

  Zipf() = default;
  std::uint32_t part(std::uint64_t sum) const { return static_cast<std::uint32_t>(sum >> shift_); }
  std::uint32_t part(double sum) const { return static_cast<std::uint32_t>(sum * scale_); }
  template <typename Sum>
  void fill_guide(const std::vector<Sum>& sums);
  template <typename Sum>
  std::uint32_t rank(const std::vector<Sum>& sums, Sum u) const;

  // Running sums of the weights, by rank. One of the two is filled.
  std::vector<std::uint64_t> sums_;
  std::vector<double> root_sums_;
  std::vector<std::uint32_t> guide_;  // the first rank whose running sum reaches into part p
  int shift_ = 0;                     // of whole sums: part p holds those of p * 2^shift_ and more
  double scale_ = 0;
};

}  // namespace edgecache
