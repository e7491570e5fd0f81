#include "ring/bounded_load.hpp"

#include <cassert>
#include <cmath>

namespace edgecache {

void BoundedLoad::expect(std::uint64_t keys) {
  const Servers& all = servers();
  double weights = 0;
  for (const std::uint32_t slot : all.by_name()) {  // whose order the sum does not show
    if (all.takes_part(slot)) weights += all.weight(slot);
  }
  rooms_.assign(all.slot_count(), {});
  for (const std::uint32_t slot : all.by_name()) {
    if (!all.takes_part(slot)) continue;
    const double share = factor_ * static_cast<double>(keys) * all.weight(slot) / weights;
    const auto capacity = static_cast<std::uint64_t>(std::ceil(share));
    rooms_[slot] = {.left = capacity, .capacity = capacity};
  }
}

void BoundedLoad::place(std::span<const Position> hashes, std::span<std::uint32_t> out) {
  assert(hashes.size() == out.size());
  rooms_.resize(servers().slot_count());
  const std::vector<Token>& tokens = ring_.ring().tokens();
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = kNoServer;
    if (tokens.empty()) continue;
    std::size_t at = *ring_.first_token(hashes[i]);
    std::size_t left = tokens.size();
    for (; left > 0 && rooms_[tokens[at].server].left == 0; --left) {
      at = at + 1 == tokens.size() ? 0 : at + 1;
    }
    if (left == 0) continue;  // once round, and everybody is full
    out[i] = tokens[at].server;
    --rooms_[out[i]].left;
  }
}

}  // namespace edgecache
