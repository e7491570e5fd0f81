#pragma once
// Two rings laid over each other: the old one and the new one. Their tokens together cut the circle
// into stretches, and on each stretch both rings have one owner.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "ring/hash_ring.hpp"

namespace edgecache {

/// Lengths up to and including the whole circle, which is one more than 64 bits can say.
using Wide = unsigned __int128;
inline constexpr Wide kWholeCircle = Wide{1} << 64;

/// Walks both rings at once: calls visit(owner before, owner after, length) for each stretch of the
/// circle that no token of either ring divides. Slots, or kNoServer on an empty ring.
template <typename Visit>
void walk(const HashRing& before, const HashRing& after, Visit visit) {
  const std::vector<Token>& b = before.tokens();
  const std::vector<Token>& a = after.tokens();
  const auto owner_at = [](const std::vector<Token>& tokens, std::size_t i) {
    if (tokens.empty()) return kNoServer;
    return tokens[i == tokens.size() ? 0 : i].server;
  };
  Wide from = 0;  // the stretch is [from, to): a token owns up to and including its own position
  for (std::size_t i = 0, j = 0; from < kWholeCircle;) {
    Wide to = kWholeCircle;
    if (i < b.size()) to = std::min(to, Wide{b[i].position} + 1);
    if (j < a.size()) to = std::min(to, Wide{a[j].position} + 1);
    visit(owner_at(b, i), owner_at(a, j), to - from);
    from = to;
    while (i < b.size() && b[i].position < to) ++i;
    while (j < a.size() && a[j].position < to) ++j;
  }
}

/// Speaks of the slots of two rings as of one: a member of `after` that `before` has too gets the
/// slot it has there, any other a number that `before` never uses.
class SameNames {
 public:
  SameNames(const HashRing& before, const HashRing& after)
      : of_after_(after.slot_count(), kNoServer), in_both_(before.slot_count()) {
    for (const std::uint32_t slot : after.members()) {
      const auto same = before.slot(after.name(slot));
      of_after_[slot] = same ? *same : before.slot_count() + slot;
      if (same) in_both_[*same] = 1;
    }
  }
  std::uint32_t of_after(std::uint32_t slot) const {
    return slot == kNoServer ? kNoServer : of_after_[slot];
  }
  bool in_both(std::uint32_t common) const {
    return common < in_both_.size() && in_both_[common] != 0;
  }

 private:
  std::vector<std::uint32_t> of_after_;
  std::vector<std::uint8_t> in_both_;  // 1 or 0
};

}  // namespace edgecache
