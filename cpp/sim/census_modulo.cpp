#include "sim/census_modulo.hpp"

#include <algorithm>
#include <numeric>

namespace edgecache {

OneResidue::OneResidue(std::uint32_t before, std::uint32_t after, std::uint32_t common, bool loads)
    : residue_(common), before_(before), after_(after), change_(common), seen_(loads ? common : 0) {
  const std::uint32_t in_both = std::min(before, after);
  for (std::uint32_t rest = 0; rest < common; ++rest) {
    const std::uint32_t from = rest % before;
    const std::uint32_t to = rest % after;
    const bool between = from < in_both && to < in_both;
    change_[rest] = from == to ? 0 : between ? 3 : 1;
  }
}

void OneResidue::count(std::span<const Position> hashes) {
  counts_.keys += hashes.size();
  const Residue residue = residue_;
  if (!seen_.empty()) {
    std::uint32_t* const seen = seen_.data();
    for (const Position hash : hashes) ++seen[residue(hash)];
    return;
  }
  const std::uint8_t* const change = change_.data();
  std::uint32_t moved = 0;
  std::uint32_t between = 0;
  for (const Position hash : hashes) {
    const std::uint32_t its = change[residue(hash)];
    moved += its & 1;
    between += its >> 1;
  }
  counts_.moved += moved;
  counts_.moved_between_present_in_both += between;
}

RemapCounts OneResidue::counts() const {
  RemapCounts counts = counts_;
  for (std::size_t rest = 0; rest < seen_.size(); ++rest) {
    const std::uint64_t its = change_[rest];
    counts.moved += seen_[rest] * (its & 1);
    counts.moved_between_present_in_both += seen_[rest] * (its >> 1);
  }
  return counts;
}

void OneResidue::loads(std::span<double> before, std::span<double> after) const {
  for (std::size_t rest = 0; rest < seen_.size(); ++rest) {
    before[rest % before_] += seen_[rest];
    after[rest % after_] += seen_[rest];
  }
}

template <typename Rest>
TwoResidues<Rest>::TwoResidues(std::uint32_t before, std::uint32_t after, bool loads)
    : rest_before_(before),
      rest_after_(after),
      in_both_(std::min(before, after)),
      before_(loads ? before : 0),
      after_(loads ? after : 0) {}

template <typename Rest>
void TwoResidues<Rest>::count(std::span<const Position> hashes) {
  const bool loads = !before_.empty();
  std::uint32_t moved = 0;
  std::uint32_t between = 0;
  for (const Position hash : hashes) {
    const std::uint32_t from = rest_before_(hash);
    const std::uint32_t to = rest_after_(hash);
    const std::uint32_t moves = from != to;
    moved += moves;
    between += moves & static_cast<std::uint32_t>(std::max(from, to) < in_both_);
    if (!loads) continue;
    ++before_[from];
    ++after_[to];
  }
  counts_.keys += hashes.size();
  counts_.moved += moved;
  counts_.moved_between_present_in_both += between;
}

template <typename Rest>
void TwoResidues<Rest>::loads(std::span<double> before, std::span<double> after) const {
  for (std::size_t i = 0; i < before_.size(); ++i) before[i] += before_[i];
  for (std::size_t i = 0; i < after_.size(); ++i) after[i] += after_[i];
}

ModuloCensus::ModuloCensus(std::uint32_t before, std::uint32_t after, bool loads)
    : way_(way_for(before, after, loads)) {}

ModuloCensus::Way ModuloCensus::way_for(std::uint32_t before, std::uint32_t after, bool loads) {
  const auto common = std::lcm(std::uint64_t{before}, std::uint64_t{after});
  if (common <= Residue::kMost) {
    return OneResidue(before, after, static_cast<std::uint32_t>(common), loads);
  }
  if (std::max(before, after) <= Residue::kMost) {
    return TwoResidues<Residue>(before, after, loads);
  }
  return TwoResidues<Remainder>(before, after, loads);
}

void ModuloCensus::count(std::span<const Position> hashes) {
  std::visit([&](auto& way) { way.count(hashes); }, way_);
}

RemapCounts ModuloCensus::counts() const {
  return std::visit([](const auto& way) { return way.counts(); }, way_);
}

void ModuloCensus::loads(std::span<double> before, std::span<double> after) const {
  std::visit([&](const auto& way) { way.loads(before, after); }, way_);
}

}  // namespace edgecache
