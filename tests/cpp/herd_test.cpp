// What single-flight saves, by hand.
#include "sim/herd.hpp"

#include <doctest/doctest.h>

using namespace edgecache;

TEST_CASE("R25: 2,000 misses at once, pool of 20") {
  // A hundred requests a millisecond, for fifty keys in turn; a query takes 10 ms.
  const auto counts = [](bool coalesce) {
    Herd herd({.pool = 20, .db_ms = 10, .coalesce = coalesce}, 50);
    for (std::int64_t i = 0; i < 2000; ++i)
      herd.request(i / 100, static_cast<std::uint32_t>(i % 50));
    return herd.counts();
  };
  const HerdCounts plain = counts(false);
  CHECK(plain.db_queries == 2000);
  CHECK(plain.longest_wait_ms == 971);
  CHECK(plain.pool_first_full_at_ms == 0);
  CHECK(plain.most_outstanding == 1980);
  CHECK(plain.last_answer_at_ms == 1000);
  const HerdCounts coalesced = counts(true);
  CHECK(coalesced.db_queries == 70);
  CHECK(coalesced.coalesced == 1930);
  CHECK(coalesced.longest_wait_ms == 20);
  CHECK(coalesced.most_outstanding == 50);
  CHECK(coalesced.last_answer_at_ms == 40);
}

TEST_CASE("a query that ends at t is over at t") {
  Herd herd({.pool = 1, .db_ms = 10, .coalesce = true}, 1);
  herd.request(0, 0);
  herd.request(9, 0);
  herd.request(10, 0);  // asks anew, and need not wait
  CHECK(herd.counts().db_queries == 2);
  CHECK(herd.counts().coalesced == 1);
  CHECK(herd.counts().longest_wait_ms == 0);
  CHECK(herd.counts().pool_first_full_at_ms == -1);
}
