#include "sim/many_rings.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include "ring/hash_ring.hpp"
#include "ring/keys.hpp"

namespace edgecache {
namespace {

/// A ring that is looked at once: room for its tokens, used again by the next.
class Room {
 public:
  Room(std::uint32_t servers, std::uint32_t vnodes)
      : servers_(servers),
        vnodes_(vnodes),
        positions_(std::size_t{servers} * vnodes),
        tokens_(positions_.size()),
        starts_(std::bit_ceil(positions_.size()) + 1),
        owned_(servers) {}

  RingDraw draw(std::uint32_t ring) {
    hash_labels(ring);
    sort_tokens();
    share_out();
    return summary();
  }

 private:
  void hash_labels(std::uint32_t ring) {
    for (std::uint32_t server = 0; server < servers_; ++server) {
      const std::string label =
          "ring-" + std::to_string(ring) + "-server-" + std::to_string(server) + "-";
      hash_keys(KeyRange{.prefix = label, .from = 0, .count = vnodes_}, kHashSeed,
                std::span(positions_).subspan(std::size_t{server} * vnodes_, vnodes_));
    }
  }

  /// Hashes are evenly spread, so their first bits say nearly where they belong: count, deal out,
  /// and mend the few neighbours that are in the wrong order. Linear, where comparing is not.
  void sort_tokens() {
    const unsigned shift = 64 - static_cast<unsigned>(std::bit_width(starts_.size() - 2));
    const auto bucket = [shift](Position p) {
      return static_cast<std::size_t>(shift > 63 ? 0 : p >> shift);
    };
    std::fill(starts_.begin(), starts_.end(), 0);
    for (const Position p : positions_) ++starts_[bucket(p) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    for (std::size_t i = 0; i < positions_.size(); ++i) {
      tokens_[starts_[bucket(positions_[i])]++] = {positions_[i],
                                                   static_cast<std::uint32_t>(i / vnodes_)};
    }
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      const Token token = tokens_[i];
      std::size_t hole = i;
      for (; hole > 0 && tokens_[hole - 1].position > token.position; --hole) {
        tokens_[hole] = tokens_[hole - 1];
      }
      tokens_[hole] = token;
    }
  }

  /// A token owns the way from the one before it. Two servers or more: no sum reaches 2^64.
  void share_out() {
    std::fill(owned_.begin(), owned_.end(), 0);
    Position before = tokens_.back().position;
    for (const Token& token : tokens_) {
      owned_[token.server] += token.position - before;
      before = token.position;
    }
  }

  RingDraw summary() const {
    RingDraw draw{.share = fair_shares(owned_[0]), .squared_spread = 0, .most = 0, .least = 1};
    for (const std::uint64_t owned : owned_) {
      const double share = fair_shares(owned);
      draw.squared_spread += (share - 1) * (share - 1) / servers_;
      draw.most = std::max(draw.most, share);
      draw.least = std::min(draw.least, share);
    }
    return draw;
  }

  double fair_shares(std::uint64_t owned) const {
    return static_cast<double>(owned) * 0x1p-64 * servers_;
  }

  std::uint32_t servers_;
  std::uint32_t vnodes_;
  std::vector<Position> positions_;  // by server, then by virtual node
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> starts_;  // of each bucket's tokens
  std::vector<std::uint64_t> owned_;
};

}  // namespace

Refusal refuse_many_rings(std::int64_t servers, std::int64_t vnodes) {
  if (servers < 2 || servers > 1'000) return Refusal::servers_out_of_range;
  if (vnodes < 1 || vnodes > kMaxVnodes) return Refusal::vnodes_out_of_range;
  return servers * vnodes > kMaxTokens ? Refusal::too_many_points : Refusal::none;
}

void draw_rings(std::uint32_t servers, std::uint32_t vnodes, std::uint32_t first,
                std::span<RingDraw> out) {
  Room room(servers, vnodes);
  for (RingDraw& draw : out) draw = room.draw(first++);
}

}  // namespace edgecache
