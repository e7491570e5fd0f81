#include "ring/remap.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <string_view>
#include <utility>

#include "ring/modulo.hpp"
#include "ring/token_sort.hpp"
#include "ring/two_rings.hpp"

namespace edgecache {
namespace {

/// Asks both placements about a block at a time, so that many keys need little memory.
template <typename OwnersBefore, typename OwnersAfter, typename InBoth>
RemapCounts count(std::span<const Position> positions, std::span<std::uint8_t> moved,
                  OwnersBefore owners_before, OwnersAfter owners_after, InBoth in_both) {
  assert(moved.empty() || moved.size() == positions.size());
  constexpr std::size_t kBlock = 512;
  std::array<std::uint32_t, kBlock> before;
  std::array<std::uint32_t, kBlock> after;
  RemapCounts counts{.keys = positions.size()};
  for (std::size_t start = 0; start < positions.size(); start += kBlock) {
    const std::size_t size = std::min(kBlock, positions.size() - start);
    owners_before(positions.subspan(start, size), std::span(before).first(size));
    owners_after(positions.subspan(start, size), std::span(after).first(size));
    for (std::size_t i = 0; i < size; ++i) {
      const bool moves = before[i] != after[i];
      if (!moved.empty()) moved[start + i] = moves ? 1 : 0;
      if (!moves) continue;
      ++counts.moved;
      if (in_both(before[i]) && in_both(after[i])) ++counts.moved_between_present_in_both;
    }
  }
  return counts;
}

/// Where each slot's name stands among the names, counted from 1; 0 is left for nobody.
std::vector<std::uint32_t> name_places(const HashRing& ring) {
  std::vector<std::uint32_t> places(ring.slot_count());
  std::uint32_t place = 0;
  for (const std::uint32_t slot : ring.by_name()) places[slot] = ++place;
  return places;
}

}  // namespace

double ExactShare::fraction() const {
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

ExactShare remapped_share(const HashRing& before, const HashRing& after) {
  const SameNames same(before, after);
  Wide moved = 0;
  walk(before, after, [&](std::uint32_t old_owner, std::uint32_t new_owner, Wide length) {
    if (old_owner != same.of_after(new_owner)) moved += length;
  });
  return {moved, kWholeCircle};
}

ExactShare remapped_share(std::uint32_t before, std::uint32_t after) {
  assert(before > 0 && after > 0);
  const std::uint64_t all = std::lcm<std::uint64_t, std::uint64_t>(before, after);
  const std::uint64_t moved = all - std::min(before, after);
  const std::uint64_t common = std::gcd(moved, all);
  return {moved / common, all / common};
}

std::vector<Flow> flows(const HashRing& before, const HashRing& after) {
  const SameNames same(before, after);
  const std::vector<std::uint32_t> from = name_places(before);
  const std::vector<std::uint32_t> to = name_places(after);
  const auto place = [](const std::vector<std::uint32_t>& places, std::uint32_t slot) {
    return slot == kNoServer ? 0 : places[slot];
  };
  struct Stretch {
    std::uint32_t from;
    std::uint32_t to;
    Wide length;
  };
  std::vector<Stretch> stretches;
  std::vector<Token> order;  // of the stretches, by the names of who gave and who took
  std::vector<Wide> had(before.slot_count() + 1, 0);  // by place of the name
  walk(before, after, [&](std::uint32_t old_owner, std::uint32_t new_owner, Wide length) {
    const std::uint32_t giver = place(from, old_owner);
    had[giver] += length;
    if (old_owner == same.of_after(new_owner)) return;
    order.push_back({std::uint64_t{giver} << 32 | place(to, new_owner),
                     static_cast<std::uint32_t>(stretches.size())});
    stretches.push_back({old_owner, new_owner, length});
  });
  sort_by_position(order);
  const auto name = [](const HashRing& ring, std::uint32_t slot) {
    return std::string(slot == kNoServer ? std::string_view() : ring.name(slot));
  };
  std::vector<Flow> flows;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Stretch& stretch = stretches[order[i].server];
    if (i == 0 || order[i].position != order[i - 1].position) {
      flows.push_back({.from = name(before, stretch.from),
                       .to = name(after, stretch.to),
                       .numerator = 0,
                       .had = had[order[i].position >> 32]});
    }
    flows.back().numerator += stretch.length;
  }
  return flows;
}

RemapCounts remap_counts(const HashRing& before, const HashRing& after,
                         std::span<const Position> positions, std::span<std::uint8_t> moved) {
  const SameNames same(before, after);
  return count(
      positions, moved,
      [&](std::span<const Position> block, std::span<std::uint32_t> out) {
        before.owners(block, out);
      },
      [&](std::span<const Position> block, std::span<std::uint32_t> out) {
        after.owners(block, out);
        for (std::uint32_t& owner : out) owner = same.of_after(owner);
      },
      [&](std::uint32_t owner) { return same.in_both(owner); });
}

RemapCounts remap_counts(std::uint32_t before, std::uint32_t after,
                         std::span<const Position> positions, std::span<std::uint8_t> moved) {
  const std::uint32_t in_both = std::min(before, after);
  return count(
      positions, moved,
      [&](std::span<const Position> block, std::span<std::uint32_t> out) {
        modulo_owners(block, before, out);
      },
      [&](std::span<const Position> block, std::span<std::uint32_t> out) {
        modulo_owners(block, after, out);
      },
      [&](std::uint32_t owner) { return owner < in_both; });
}

}  // namespace edgecache
