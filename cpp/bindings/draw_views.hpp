#pragma once
// Deterministic draws, and how evenly a load is spread.

#include <cstdint>
#include <variant>

#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "ring/balance.hpp"
#include "sim/splitmix64.hpp"
#include "sim/zipf.hpp"

namespace edgecache::bindings {

inline void splitmix64(Address seed, std::uint32_t count, Address out) {
  SplitMix64 chance(seed_at(seed));
  for (std::uint64_t& number : lent<std::uint64_t>(out, count)) number = chance.next();
}

/// 0, or the number of a refusal; `skew` is a decimal text.
inline std::uint32_t zipf(double objects, Address skew, std::size_t size, Address seed,
                          std::uint32_t count, Address out) {
  const auto drawn = Zipf::of(whole(objects).value_or(0), lent_text(skew, size));
  if (const auto* refusal = std::get_if<Refusal>(&drawn))
    return static_cast<std::uint32_t>(*refusal);
  SplitMix64 chance(seed_at(seed));
  std::get<Zipf>(drawn).draw(chance, lent<std::uint32_t>(out, count));
  return 0;
}

inline void balance(Address loads, std::uint32_t count, Address out) {
  lent<Balance>(out, 1)[0] = balance_of(lent<const double>(loads, count));
}

}  // namespace edgecache::bindings
