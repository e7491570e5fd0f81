#pragma once
// What all replacement policies have in common. A policy decides one thing, who goes when a full
// cache takes something in, and is asked one question.

#include <concepts>
#include <cstdint>
#include <span>

#include "cache/object.hpp"

namespace edgecache {

template <class P>
concept Policy = requires(P cache, const P seen, Object object) {
  /// A request. True: a hit. False: a miss, and the object is in the cache now; if it was full,
  /// another went.
  { cache.access(object) } -> std::same_as<bool>;
  { seen.contains(object) } -> std::same_as<bool>;
  { seen.size() } -> std::convertible_to<std::uint32_t>;
};

/// Hits among these requests.
template <Policy P>
std::uint64_t replay(P& cache, std::span<const Object> requests) {
  std::uint64_t hits = 0;
  for (const Object object : requests) hits += cache.access(object) ? 1 : 0;
  return hits;
}

}  // namespace edgecache
