// The trace that other projects' figures are known of: exact hits of LRU and SIEVE, the miss ratios
// of libCacheSim for the others.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <vector>

#include "cache/clock_cache.hpp"
#include "cache/fifo_cache.hpp"
#include "cache/lru_cache.hpp"
#include "cache/s3_fifo_cache.hpp"
#include "cache/sieve_cache.hpp"
#include "sim/splitmix64.hpp"
#include "sim/zipf.hpp"

using namespace edgecache;

namespace {

template <Policy P>
std::uint64_t hits_of(std::uint32_t capacity, std::span<const Object> requests) {
  P cache(capacity);
  return replay(cache, requests);
}

/// The trace of performance.md 2.3: Zipf 0.99 over a million objects, a million requests, seed 42.
const std::vector<Object>& million() {
  static const std::vector<Object> trace = [] {
    std::vector<Object> draws(1'000'000);
    SplitMix64 chance(42);
    std::get<Zipf>(Zipf::of(1'000'000, "0.99")).draw(chance, draws);
    return draws;
  }();
  return trace;
}

}  // namespace

TEST_CASE("P10: the exact hits of LRU and SIEVE on a million requests") {
  const std::map<std::uint32_t, std::uint64_t> lru = {
      {100, 211'115},     {1'000, 383'166},   {10'000, 564'323}, {50'000, 693'486},
      {100'000, 742'504}, {200'000, 772'687}, {226'293, 773'707}};
  for (const auto& [capacity, hits] : lru) CHECK(hits_of<LruCache>(capacity, million()) == hits);
  CHECK(hits_of<SieveCache>(1'000, million()) == 478'560);
  CHECK(hits_of<SieveCache>(10'000, million()) == 624'068);
  CHECK(hits_of<SieveCache>(100'000, million()) == 748'872);
}

TEST_CASE("P10: FIFO and CLOCK as libCacheSim has them, S3-FIFO within 0.005") {
  struct Row {
    std::uint32_t capacity;
    double fifo, clock, s3_fifo;
  };
  for (const Row& row : {Row{1'000, .6523, .6063, .5153}, Row{10'000, .4701, .4261, .3699},
                         Row{100'000, .2800, .2538, .2569}}) {
    CAPTURE(row.capacity);
    const auto misses = [](std::uint64_t hits) { return 1 - static_cast<double>(hits) / 1e6; };
    const auto same = [](double miss, double four_digits, double within) {
      return std::abs(miss - four_digits) <= within;
    };
    CHECK(same(misses(hits_of<FifoCache>(row.capacity, million())), row.fifo, .00005));
    CHECK(same(misses(hits_of<ClockCache>(row.capacity, million())), row.clock, .00005));
    CHECK(same(misses(hits_of<S3FifoCache>(row.capacity, million())), row.s3_fifo, .005));
  }
}
