#pragma once
/// A herd: requests that all miss, and a database with room for a few at a time. What single-flight
/// saves can be counted by hand here, without chance: of 2,000 misses for fifty keys it leaves
/// seventy queries.

#include <cstdint>
#include <span>
#include <vector>

namespace edgecache {

struct HerdRules {
  std::uint32_t pool;  // connections, 1 at least
  std::int64_t db_ms;  // a query takes so long
  bool coalesce;       // a request for a key that is being fetched waits for that query
};

struct HerdCounts {
  std::int64_t requests = 0;
  std::int64_t db_queries = 0;
  std::int64_t coalesced = 0;
  std::int64_t longest_wait_ms = 0;         // of a query, for a connection
  std::int64_t pool_first_full_at_ms = -1;  // when the first query had to wait; -1: none had
  std::int64_t most_outstanding = 0;        // queries asked and not answered, just after an arrival
  std::int64_t last_answer_at_ms = -1;
};

class Herd {
 public:
  /// `keys`: of how many keys requests will speak.
  Herd(HerdRules rules, std::uint32_t keys) : rules_(rules), ends_by_key_(keys, -1) {}

  /// A request at `ms`, which never goes back. First come, first served; a query that ends at t is
  /// over at t, so a request at t asks anew. Nothing is ever stored. O(1) on average.
  void request(std::int64_t ms, std::uint32_t key);
  const HerdCounts& counts() const { return counts_; }

 private:
  HerdRules rules_;
  HerdCounts counts_;
  std::vector<std::int64_t> ends_by_key_;  // of its last query; only when coalescing
  // Of all queries. Each takes as long as the others, so they end in the order in which they were
  // asked, and the connection for query i is the one that query i - pool gives back.
  std::vector<std::int64_t> ends_;
  std::size_t over_ = 0;  // so many of them have ended
};

}  // namespace edgecache
