#include "ring/mistakes.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

namespace edgecache {
namespace {

/// The tokens that a look-up with these mistakes goes through, in order.
std::vector<Token> remembered(const Mistakes& mistakes, const HashRing& ring) {
  const auto& members = ring.members();
  std::vector<std::size_t> joined(ring.slot_count(), 0);
  for (std::size_t i = 0; i < members.size(); ++i) joined[members[i]] = i;

  std::vector<Token> kept;
  std::vector<std::uint8_t> known;  // 1: the sorted keys have it, 0: not
  for (const Token& token : ring.tokens()) {
    const bool old = !mistakes.stale || token.server != members.back();
    if (!mistakes.overwrite || kept.empty() || kept.back().position != token.position) {
      kept.push_back(token);
      known.push_back(old ? 1 : 0);
      continue;
    }
    if (joined[token.server] > joined[kept.back().server]) kept.back() = token;
    if (old) known.back() = 1;
  }
  std::vector<Token> found;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (known[i] != 0) found.push_back(kept[i]);
  }
  return found;
}

}  // namespace

void owners_with(const Mistakes& mistakes, const HashRing& ring,
                 std::span<const Position> positions, std::span<std::uint32_t> out) {
  assert(positions.size() == out.size());
  const std::vector<Token> tokens = remembered(mistakes, ring);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Position key = positions[i];
    const auto passed = [&](const Token& token) {
      return mistakes.after ? token.position <= key : token.position < key;
    };
    const auto found = std::partition_point(tokens.begin(), tokens.end(), passed);
    const bool past = found == tokens.end();
    const bool nobody = tokens.empty() || (past && mistakes.no_wrap);
    out[i] = nobody ? kNoServer : past ? tokens.front().server : found->server;
  }
}

}  // namespace edgecache
