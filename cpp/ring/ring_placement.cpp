#include "ring/ring_placement.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <vector>

namespace edgecache {

Refusal RingPlacement::add_server(std::string_view name, double weight) {
  Refusal refusal = servers_.refuse_joining(name, weight);
  if (refusal != Refusal::none) return refusal;
  // Bounded first: a double that is too large for a whole number must not become one.
  const double wanted = std::min(std::floor(weight * rules_.points + 0.5), kMaxVnodes + 1.0);
  std::vector<Position> positions(static_cast<std::size_t>(std::max(wanted, 1.0)));
  if (positions.size() > static_cast<std::size_t>(kMaxVnodes)) return Refusal::vnodes_out_of_range;
  std::string label(name);
  label += rules_.separator;
  const std::size_t stem = label.size();
  for (std::size_t i = 0; i < positions.size(); ++i) {
    char digits[8];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), i).ptr;
    label.resize(stem);
    label.append(digits, end);
    positions[i] = position_of(rules_.hash, label);
  }
  refusal = ring_.add_server_at(name, positions);
  if (refusal == Refusal::none) servers_.join(name, weight);
  return refusal;
}

Refusal RingPlacement::remove_server(std::string_view name) {
  const auto leaving = servers_.slot(name);
  if (!leaving) return Refusal::server_unknown;
  servers_.leave(*leaving);
  return ring_.remove_server(name);
}

void RingPlacement::place(std::span<const Position> hashes, std::span<std::uint32_t> out) const {
  assert(hashes.size() == out.size());
  if (!rules_.strictly_after) {
    ring_.owners(hashes, out);
  } else {
    std::vector<Position> next(hashes.begin(), hashes.end());
    for (Position& position : next) ++position;
    ring_.owners(next, out);
  }
  if (servers_.down_count() == 0) return;
  const std::vector<Token>& tokens = ring_.tokens();
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] == kNoServer || !servers_.down(out[i])) continue;
    std::size_t at = *first_token(hashes[i]);
    std::size_t left = tokens.size();
    for (; left > 0 && servers_.down(tokens[at].server); --left) {
      at = at + 1 == tokens.size() ? 0 : at + 1;
    }
    out[i] = left > 0 ? tokens[at].server : kNoServer;  // nobody when all are down
  }
}

}  // namespace edgecache
