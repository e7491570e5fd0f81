#pragma once
// The census of the rule hash mod N: which keys change server when N becomes M.

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "ring/remap.hpp"
#include "sim/census_residue.hpp"

namespace edgecache {

/// One residue decides it all: hash mod lcm(N, M) says hash mod N and hash mod M, so whatever is to
/// be known about a key is written in a table of lcm(N, M) entries. For 100 -> 101: 10,100 of them.
class OneResidue {
 public:
  OneResidue(std::uint32_t before, std::uint32_t after, std::uint32_t common, bool loads);
  void count(std::span<const Position> hashes);
  RemapCounts counts() const;
  void loads(std::span<double> before, std::span<double> after) const;

 private:
  Residue residue_;
  std::uint32_t before_, after_;
  RemapCounts counts_;
  std::vector<std::uint8_t> change_;  // by residue; bit 0: moves, bit 1: between servers that stay
  std::vector<std::uint32_t> seen_;   // by residue, how many keys; empty: loads are not asked for
};

/// Where that table would be too long, each key is asked about twice.
template <typename Rest>
class TwoResidues {
 public:
  TwoResidues(std::uint32_t before, std::uint32_t after, bool loads);
  void count(std::span<const Position> hashes);
  RemapCounts counts() const { return counts_; }
  void loads(std::span<double> before, std::span<double> after) const;

 private:
  Rest rest_before_, rest_after_;
  std::uint32_t in_both_;
  RemapCounts counts_;
  std::vector<std::uint32_t> before_, after_;  // keys a server; empty: loads are not asked for
};

class ModuloCensus {
 public:
  /// Neither number of servers may be 0.
  ModuloCensus(std::uint32_t before, std::uint32_t after, bool loads);

  /// At most 2^32 - 1 in all.
  void count(std::span<const Position> hashes);
  RemapCounts counts() const;
  /// Keys a server, added to what is there; nothing when not asked for.
  void loads(std::span<double> before, std::span<double> after) const;

 private:
  using Way = std::variant<OneResidue, TwoResidues<Residue>, TwoResidues<Remainder>>;
  static Way way_for(std::uint32_t before, std::uint32_t after, bool loads);
  Way way_;
};

}  // namespace edgecache
