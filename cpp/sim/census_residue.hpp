#pragma once
// hash mod d without a division, which costs more than all the rest of a key's count: three
// multiplications, and the remainder is exact.
//
// 2^32 leaves some remainder f when divided by d, so the upper half of a hash counts f times:
//     h = upper * 2^32 + lower  has the remainder of  x = upper * f + lower,  x < 2^32 * d.
// And x / d has a fractional part that says the remainder: x times ceil(2^64 / d), of which only
// the lower 64 bits are kept, is that fraction in units of 2^-64, a little too large, by less than
// x * d of them. (Lemire, Kaser and Kurz, "Faster remainder by direct computation", 2019.) Times d
// again, it is the remainder. With d < 2^16 both errors together stay below one.

#include <cassert>
#include <cstdint>

#include "ring/position.hpp"

namespace edgecache {

class Residue {
 public:
  /// Larger divisors divide.
  static constexpr std::uint64_t kMost = 65535;

  explicit constexpr Residue(std::uint64_t divisor)
      : divisor_(divisor),
        fold_((std::uint64_t{1} << 32) % divisor),
        per_unit_(~0ULL / divisor + 1) {
    assert(divisor >= 1 && divisor <= kMost);
  }

  constexpr std::uint32_t operator()(Position hash) const {
    const std::uint64_t folded = (hash >> 32) * fold_ + (hash & 0xffffffff);
    const std::uint64_t fraction = folded * per_unit_;
    return static_cast<std::uint32_t>((((fraction >> 32) + 1) * divisor_) >> 32);
  }

 private:
  std::uint64_t divisor_;
  std::uint64_t fold_;
  std::uint64_t per_unit_;  // 2^64 / divisor, rounded up
};

/// The same for any divisor; a large one divides.
class Remainder {
 public:
  explicit constexpr Remainder(std::uint64_t divisor)
      : divisor_(divisor), small_(divisor <= Residue::kMost), residue_(small_ ? divisor : 1) {}

  constexpr std::uint32_t operator()(Position hash) const {
    return small_ ? residue_(hash) : static_cast<std::uint32_t>(hash % divisor_);
  }

 private:
  std::uint64_t divisor_;
  bool small_;
  Residue residue_;
};

}  // namespace edgecache
