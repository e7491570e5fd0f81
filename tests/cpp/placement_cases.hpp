#pragma once
// Random placements for the laws: a few servers with and without weights, a few keys, one seed a
// case.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ring/bounded_load.hpp"
#include "ring/maglev.hpp"
#include "ring/numbered.hpp"
#include "ring/rendezvous.hpp"
#include "ring/ring_placement.hpp"
#include "sim/splitmix64.hpp"

namespace edgecache::placement_cases {

inline constexpr std::uint64_t kCases = 10'000;

struct Joining {
  std::string name;
  double weight;
};

/// One case of a law: servers, somebody who joins or leaves, and keys.
struct Case {
  explicit Case(std::uint64_t seed) : chance(seed) {
    const bool weighted = chance.next() % 2 == 0;
    servers.resize(1 + chance.next() % 8);
    for (std::size_t i = 0; i < servers.size(); ++i) {
      servers[i] = {std::to_string(chance.next() % 100) + static_cast<char>('a' + i),
                    weighted ? static_cast<double>(1 + chance.next() % 3) : 1.0};
    }
    keys.resize(24);
    for (Position& key : keys) key = chance.next();
    points = static_cast<double>(1 + chance.next() % 4);
  }

  RingRules rules() const {
    return {.separator = "_", .points = points, .strictly_after = points == 2};
  }
  const std::string& somebody() { return servers[chance.next() % servers.size()].name; }

  SplitMix64 chance;
  std::vector<Joining> servers;
  std::vector<Position> keys;
  double points;
};

template <typename P>
P empty(const Case& /*random*/) {
  return P();
}
template <>
inline RingPlacement empty(const Case& random) {
  return RingPlacement(random.rules());
}
template <>
inline Maglev empty(const Case& /*random*/) {
  return Maglev(31);
}
template <>
inline BoundedLoad empty(const Case& random) {
  return BoundedLoad(1 + random.points / 8, random.rules());
}

template <typename P>
P filled(const Case& random) {
  P placement = empty<P>(random);
  for (const Joining& server : random.servers) {
    REQUIRE(placement.add_server(server.name, server.weight) == Refusal::none);
  }
  return placement;
}

using Slots = std::vector<std::uint32_t>;

template <typename P>
Slots owners(P& placement, const std::vector<Position>& keys) {
  if constexpr (requires { placement.expect(keys.size()); }) placement.expect(keys.size());
  Slots slots(keys.size());
  placement.place(keys, slots);
  return slots;
}

template <typename P>
std::vector<std::string> owner_names(P& placement, const std::vector<Position>& keys) {
  std::vector<std::string> names;
  for (const std::uint32_t slot : owners(placement, keys)) {
    names.emplace_back(slot == kNoServer ? "" : placement.servers().name(slot));
  }
  return names;
}

}  // namespace edgecache::placement_cases
