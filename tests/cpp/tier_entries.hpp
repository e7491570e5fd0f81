#pragma once
// What a tier holds, newest first, as a test reads it: objects and their versions.

#include <cstdint>
#include <utility>
#include <vector>

#include "cache/tiered_cache.hpp"

namespace edgecache::test {

inline std::vector<std::pair<Object, std::uint32_t>> entries(const TieredCache& cache,
                                                             std::uint32_t tier,
                                                             std::uint32_t node = 0) {
  std::vector<std::pair<Object, std::uint32_t>> list;
  const Tier& there = cache.tier(tier, node);
  for (Slot slot = there.nodes().newest(); slot != 0; slot = there.nodes().older(slot)) {
    list.emplace_back(there.nodes().object(slot), there.copy(slot).version);
  }
  return list;
}

}  // namespace edgecache::test
