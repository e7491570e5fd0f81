#pragma once
// Maglev hashing (Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer",
// NSDI 2016, section 3.4), as Envoy does it: a table of M entries, M prime, in which every server
// has its own order of preference. In turns each takes the next entry of its order that is free,
// until none is. A key looks at entry hash mod M, and that is all.
//
// Cost: one division and one read. Memory: 4 bytes an entry. Load: even to an entry, hence about
// 1/M + the luck of the keys. Disruption: the newcomer's share, and a little more: entries change
// between servers that stay, because every turn depends on all turns before. That is the price of
// being even, paid once a change; a larger table lowers it. Building it is O(M log M).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ring/placement.hpp"

namespace edgecache {

/// The order in which a server wants the entries: offset, offset + skip, offset + 2 skip, ... mod
/// M. M is prime, so that every entry comes up once whatever skip is.
struct Walk {
  std::uint32_t offset;
  std::uint32_t skip;  // 1 .. M - 1
};

class Maglev {
 public:
  static constexpr std::uint32_t kDefaultTableSize = 65'537;  // the paper's small table
  static constexpr std::int64_t kMaxTableSize = 5'000'011;    // Envoy's limit

  /// `table_size_out_of_range` unless a prime up to the limit.
  static Refusal refuse(std::int64_t table_size);

  /// A size that is not refused.
  explicit Maglev(std::uint32_t table_size = kDefaultTableSize) : size_(table_size) {}

  /// Its walk comes from XXH64 of its name with the seeds 0 and 1. A server of half the weight of
  /// the heaviest has a turn every second time. O(1): the table is filled at the next question.
  Refusal add_server(std::string_view name, double weight);
  /// With a given walk.
  Refusal add_server_at(std::string_view name, double weight, Walk walk);
  Refusal remove_server(std::string_view name);
  /// Has no turns while it is down, hence costs as much as a removal.
  Refusal set_down(std::string_view name, bool down);

  const Servers& servers() const { return servers_; }
  void place(std::span<const Position> hashes, std::span<std::uint32_t> out) const;
  std::size_t memory_bytes() const { return size_ * sizeof(std::uint32_t); }

  /// The slots of all entries; kNoServer in all of them when nobody is there.
  std::span<const std::uint32_t> table() const {
    if (table_.empty()) fill();
    return table_;
  }

 private:
  void fill() const;

  std::uint32_t size_;
  Servers servers_;
  std::vector<Walk> walks_;                   // by slot
  mutable std::vector<std::uint32_t> table_;  // empty: not filled since the last change
};
static_assert(Placement<Maglev>);

}  // namespace edgecache
