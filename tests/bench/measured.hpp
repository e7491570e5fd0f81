#pragma once
// What a kernel of the benchmark says, and how its time is taken.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ring/hash_ring.hpp"

namespace edgecache::bench {

inline constexpr auto kWindow = std::chrono::milliseconds(10);
inline constexpr int kWindows = 7;

/// Calls `work` through a pointer that no optimiser sees through. What JavaScript calls again and
/// again, a WebAssembly engine changes to better code between two calls; put into the loop of a
/// benchmark, it would run to the end as it was first compiled.
template <typename Work>
void as_a_call(Work work) {
  void (*volatile call)(Work&) = [](Work& given) { given(); };
  call(work);
}

/// Seconds for one call: the fastest of a few windows, because what other programs on the machine
/// do can only ever add. The first call warms up.
inline double seconds_of(const std::function<void()>& call) {
  call();
  double fastest = 1e9;
  for (int window = 0; window < kWindows; ++window) {
    const auto start = std::chrono::steady_clock::now();
    for (int calls = 1;; ++calls) {
      call();
      const auto passed = std::chrono::steady_clock::now() - start;
      if (passed < kWindow) continue;
      fastest = std::min(fastest, std::chrono::duration<double>(passed).count() / calls);
      break;
    }
  }
  return fastest;
}

inline HashRing ring_of(int servers, int vnodes) {
  HashRing ring;
  for (int i = 0; i < servers; ++i) ring.add_server("server-" + std::to_string(i), vnodes);
  return ring;
}

template <typename Number>
std::uint64_t digest(const std::vector<Number>& numbers) {
  return xxh64({reinterpret_cast<const char*>(numbers.data()), sizeof(Number) * numbers.size()}, 0);
}

struct Measured {
  double value;
  const char* unit;
  std::uint64_t check;
};

}  // namespace edgecache::bench
