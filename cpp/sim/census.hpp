#pragma once
// How many keys change their server? Counted, not asserted, and over as many keys as the story
// says: a hundred million texts are spelled, hashed with XXH64 and asked about under both rules.
// Nothing is sampled. Some 4 ns a key; each step has a page of its own:
//
//   spell and hash   ring/keys, ring/xxh64_siblings   neighbours share what their texts share
//   hash mod N       census_modulo, census_residue    one residue decides, without a division
//   the ring         census_ring                      one table decides, without a search
//
// A census is a value that counts on: so many keys now, so many later, on several cores, and the
// counts add up. Stopping is not counting on.

#include <cstdint>
#include <span>

#include "ring/hash_ring.hpp"
#include "ring/keys.hpp"
#include "ring/remap.hpp"
#include "sim/census_modulo.hpp"
#include "sim/census_ring.hpp"

namespace edgecache {

class Census {
 public:
  /// From the servers of one ring to those of another, neither of them empty, both hashing alike;
  /// modulo is asked about as many servers. The rings are not needed afterwards. With `loads`: keys
  /// per server as well. O(tokens).
  Census(const HashRing& before, const HashRing& after, bool loads);

  /// Counts keys in, at most 2^32 - 1 in all: "user:0", "user:1", ... with XXH64 and this seed (the
  /// one that placed the tokens), or keys whose hashes are known.
  void count(const KeyRange& keys, std::uint64_t seed);
  void count(std::span<const Position> positions);

  RemapCounts modulo() const { return modulo_.counts(); }
  RemapCounts ring() const { return ring_.counts(); }

  /// Keys a server by slot before and after, added to what is there; nothing when not asked for.
  void modulo_loads(std::span<double> before, std::span<double> after) const {
    modulo_.loads(before, after);
  }
  void ring_loads(std::span<double> before, std::span<double> after) const {
    ring_.loads(before, after);
  }

 private:
  ModuloCensus modulo_;
  RingCensus ring_;
};

}  // namespace edgecache
