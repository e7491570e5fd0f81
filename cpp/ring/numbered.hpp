#pragma once
// Placements that know servers only as numbers 0 .. N-1: modulo and jump. Cheap, and blind: a
// number has no weight, a number in the middle cannot be left out, and the order of joining shows
// because it gives the numbers. A server that leaves hands its number to the last one, which is the
// smallest change that such a rule allows.

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ring/jump.hpp"
#include "ring/modulo.hpp"
#include "ring/placement.hpp"

namespace edgecache {

/// hash mod N: cost one division; memory 4 bytes a server; when N changes to M, all but
/// min(N, M) / lcm(N, M) of the keys change owner.
struct ModuloRule {
  static std::uint32_t number(Position hash, std::uint32_t servers) {
    return modulo_owner(hash, servers);
  }
};

/// Source, cost and disruption: jump.hpp. Memory 4 bytes a server, and those only for the names.
struct JumpRule {
  static std::uint32_t number(Position hash, std::uint32_t servers) {
    return jump_bucket(hash, servers);
  }
};

template <typename Rule>
class Numbered {
 public:
  /// Any weight counts as 1. O(1).
  Refusal add_server(std::string_view name, double weight) {
    const Refusal refusal = servers_.refuse_joining(name, weight);
    if (refusal == Refusal::none) numbers_.push_back(servers_.join(name, weight));
    return refusal;
  }

  /// O(servers).
  Refusal remove_server(std::string_view name) {
    const auto leaving = servers_.slot(name);
    if (!leaving) return Refusal::server_unknown;
    *std::find(numbers_.begin(), numbers_.end(), *leaving) = numbers_.back();
    numbers_.pop_back();
    servers_.leave(*leaving);
    return Refusal::none;
  }

  /// Keys of a server that is down have nobody until it is back or removed.
  Refusal set_down(std::string_view name, bool down) { return servers_.set_down(name, down); }

  const Servers& servers() const { return servers_; }

  void place(std::span<const Position> hashes, std::span<std::uint32_t> out) const {
    assert(hashes.size() == out.size());
    const auto count = static_cast<std::uint32_t>(numbers_.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = count == 0 ? kNoServer : numbers_[Rule::number(hashes[i], count)];
      if (out[i] != kNoServer && servers_.down(out[i])) out[i] = kNoServer;
    }
  }

  std::size_t memory_bytes() const { return numbers_.size() * sizeof(std::uint32_t); }

 private:
  Servers servers_;
  std::vector<std::uint32_t> numbers_;  // number -> slot
};

using Modulo = Numbered<ModuloRule>;
using Jump = Numbered<JumpRule>;
static_assert(Placement<Modulo> && Placement<Jump>);

}  // namespace edgecache
