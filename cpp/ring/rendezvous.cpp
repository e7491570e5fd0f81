#include "ring/rendezvous.hpp"

#include <bit>
#include <cassert>

#include "ring/hash.hpp"

namespace edgecache {

double minus_log(std::uint64_t draw) {
  constexpr double kLn2 = 0.693147180559945309417;
  const std::uint64_t odd = (draw >> 12) << 1 | 1;  // u = odd / 2^53
  int exponent = 63 - std::countl_zero(odd);
  double m = static_cast<double>(odd) / static_cast<double>(std::uint64_t{1} << exponent);
  if (m > 1.5) {  // near 1 from either side, where the series is short and u near 1 stays exact
    m /= 2;
    ++exponent;
  }
  const double z = (m - 1) / (m + 1);  // |z| <= 1/5, and ln m = 2 (z + z^3 / 3 + z^5 / 5 + ...)
  const double square = z * z;
  double series = 0;
  for (int k = 21; k >= 1; k -= 2) series = series * square + 1.0 / k;
  return (53 - exponent) * kLn2 - 2 * z * series;
}

Refusal Rendezvous::add_server(std::string_view name, double weight) {
  const Refusal refusal = servers_.refuse_joining(name, weight);
  if (refusal != Refusal::none) return refusal;
  servers_.join(name, weight);
  gathered_ = false;
  return Refusal::none;
}

Refusal Rendezvous::remove_server(std::string_view name) {
  const auto leaving = servers_.slot(name);
  if (!leaving) return Refusal::server_unknown;
  servers_.leave(*leaving);
  gathered_ = false;
  return Refusal::none;
}

Refusal Rendezvous::set_down(std::string_view name, bool down) {
  gathered_ = false;
  return servers_.set_down(name, down);
}

void Rendezvous::gather() const {
  rivals_.clear();
  weighted_ = false;
  for (const std::uint32_t slot : servers_.by_name()) {
    if (!servers_.takes_part(slot)) continue;
    rivals_.push_back({xxh64(servers_.name(slot)), servers_.weight(slot), slot});
    weighted_ = weighted_ || rivals_.back().weight != rivals_.front().weight;
  }
  gathered_ = true;
}

void Rendezvous::place(std::span<const Position> hashes, std::span<std::uint32_t> out) const {
  assert(hashes.size() == out.size());
  if (!gathered_) gather();
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::uint32_t winner = kNoServer;
    std::uint64_t highest = 0;
    double best = 0;
    for (const Rival& rival : rivals_) {
      const std::uint64_t draw = draw_together(hashes[i], rival.hash);
      if (weighted_) {
        const double score = rival.weight / minus_log(draw);
        if (winner != kNoServer && !(score > best)) continue;
        best = score;
      } else {
        if (winner != kNoServer && draw <= highest) continue;
        highest = draw;
      }
      winner = rival.slot;
    }
    out[i] = winner;
  }
}

}  // namespace edgecache
