// One round of the caches' own benchmarks, natively (cache_bench) and for node
// (build/wasm/cache_bench.cjs). Requests are drawn beforehand; the time is that of the whole trace
// through an empty cache, summed over stretches of which each counts as its fastest of a few
// passes: what other programs do to one of them can only ever add. Prints one JSON object: kernel
// -> {value, unit, check}; `check` is the number of hits and equal everywhere.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "cache/lru_cache.hpp"
#include "cache/sieve_cache.hpp"
#include "cache/text_lru.hpp"
#include "cache/tiered_cache.hpp"
#include "measured.hpp"
#include "sim/zipf.hpp"

using namespace edgecache;

namespace {

constexpr int kPasses = 5;

/// performance.md 2.3: Zipf 0.99 over a million objects, seed 42.
std::vector<Object> trace(std::size_t count) {
  std::vector<Object> draws(count);
  SplitMix64 chance(42);
  std::get<Zipf>(Zipf::of(1'000'000, "0.99")).draw(chance, draws);
  return draws;
}

struct Pass {
  double seconds;
  std::uint64_t check;
};

/// `begin()` gives something new that is called with a stretch of the requests and answers a count.
template <typename Begin>
Pass best_of(std::size_t requests, Begin begin) {
  constexpr std::size_t kStretch = 8192;
  std::vector<double> fastest(requests / kStretch + 1, 1e9);
  std::uint64_t check = 0;
  for (int pass = 0; pass < kPasses; ++pass) {
    auto replay_some = begin();
    check = 0;
    for (std::size_t from = 0; from < requests; from += kStretch) {
      const auto start = std::chrono::steady_clock::now();
      bench::as_a_call([&] { check += replay_some(from, std::min(kStretch, requests - from)); });
      const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
      double& least = fastest[from / kStretch];
      least = std::min(least, passed.count());
    }
  }
  double seconds = 0;
  for (std::size_t i = 0; i * kStretch < requests; ++i) seconds += fastest[i];
  return {seconds, check};
}

void print(const std::string& kernel, const Pass& pass, std::size_t requests) {
  static const char* separator = "{";
  std::printf("%s\"%s\": {\"value\": %.4g, \"unit\": \"ns a request\", \"check\": \"%llu\"}",
              separator, kernel.c_str(), pass.seconds / static_cast<double>(requests) * 1e9,
              static_cast<unsigned long long>(pass.check));
  separator = ",\n ";
}

template <Policy P>
Pass numbers(std::uint32_t capacity, const std::vector<Object>& requests) {
  return best_of(requests.size(), [&] {
    return [&, cache = P(capacity)](std::size_t from, std::size_t count) mutable {
      return replay(cache, std::span(requests).subspan(from, count));
    };
  });
}

/// Texts as they lie in memory when JavaScript has packed them.
Pass packed_keys(std::uint32_t capacity, const std::vector<Object>& requests) {
  std::string bytes;
  std::vector<std::uint32_t> offsets = {0};
  for (const Object object : requests) {
    bytes += "user:" + std::to_string(object);
    offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  return best_of(requests.size(), [&] {
    return [&, cache = TextLru(capacity)](std::size_t from, std::size_t count) mutable {
      return cache.replay(bytes.data(), std::span(offsets).subspan(from, count + 1));
    };
  });
}

/// P15: what three tiers let through to the database.
Pass three_tiers(const std::vector<Object>& requests) {
  const TieredSpec spec = {.tiers = {{.capacity = 1'000, .latency = 100},
                                     {.capacity = 10'000, .latency = 100'000},
                                     {.capacity = 100'000, .latency = 1'000'000}},
                           .db_latency = 10'000'000};
  return best_of(requests.size(), [&] {
    return [&, cache = TieredCache(spec)](std::size_t from, std::size_t count) mutable {
      const std::uint64_t before = cache.counts().misses;
      cache.replay(std::span(requests).subspan(from, count));
      return cache.counts().misses - before;
    };
  });
}

}  // namespace

int main() {
  const auto million = trace(1'000'000);
  for (const std::uint32_t capacity : {1'000U, 10'000U, 100'000U, 1'000'000U}) {
    const std::string name = std::to_string(capacity);
    print("lru-" + name, numbers<LruCache>(capacity, million), 1'000'000);
    print("sieve-" + name, numbers<SieveCache>(capacity, million), 1'000'000);
  }
  print("lru-packed-10000", packed_keys(10'000, million), 1'000'000);
  print("three-tiers", three_tiers(trace(2'000'000)), 2'000'000);
  std::puts("}");
}
