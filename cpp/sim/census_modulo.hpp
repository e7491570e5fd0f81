#pragma once
// The census of the rule hash mod N: which keys change server when N becomes M.
//
// One residue decides it all: hash mod lcm(N, M) says hash mod N and hash mod M, so whatever is to
// be known about a key is written in a table of lcm(N, M) entries. For 100 -> 101 there are 10,100
// of them. Where that table would be too long, each key is asked about twice.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ring/remap.hpp"
#include "sim/census_residue.hpp"

namespace edgecache {

class ModuloCensus {
 public:
  /// Neither number of servers may be 0. With `loads`: keys per server as well.
  ModuloCensus(std::uint32_t before, std::uint32_t after, bool loads);

  /// At most 2^32 - 1 in all.
  void count(std::span<const Position> hashes);
  RemapCounts counts() const;
  /// Keys a server, added to what is there; nothing when not asked for.
  void loads(std::span<double> before, std::span<double> after) const;

 private:
  void count_by_table(std::span<const Position> hashes);
  void count_twice(std::span<const Position> hashes);
  std::uint32_t change(std::uint32_t from, std::uint32_t to) const;

  Remainder rest_before_, rest_after_;
  std::uint32_t before_, after_;
  bool loads_;
  RemapCounts counts_;
  std::vector<std::uint8_t> change_;  // by residue of the lcm; empty: too many, asked twice
  std::vector<std::uint32_t>
      seen_;  // keys by residue, or by server before and then by server after
};

}  // namespace edgecache
