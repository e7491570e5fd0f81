#include "sim/census_modulo.hpp"

#include <algorithm>
#include <numeric>

namespace edgecache {

ModuloCensus::ModuloCensus(std::uint32_t before, std::uint32_t after, bool loads)
    : rest_before_(before), rest_after_(after), before_(before), after_(after), loads_(loads) {
  const std::uint64_t common = std::lcm(std::uint64_t{before}, std::uint64_t{after});
  if (common <= Residue::kMost) change_.resize(static_cast<std::size_t>(common));
  for (std::uint32_t rest = 0; rest < change_.size(); ++rest) {
    change_[rest] = static_cast<std::uint8_t>(change(rest % before, rest % after));
  }
  if (loads) seen_.resize(change_.empty() ? std::size_t{before} + after : change_.size());
}

/// Bit 0: the key moves. Bit 1: between servers that are there before and after.
std::uint32_t ModuloCensus::change(std::uint32_t from, std::uint32_t to) const {
  if (from == to) return 0;
  return std::max(from, to) < std::min(before_, after_) ? 3 : 1;
}

void ModuloCensus::count(std::span<const Position> hashes) {
  counts_.keys += hashes.size();
  if (change_.empty()) return count_twice(hashes);
  return count_by_table(hashes);
}

void ModuloCensus::count_by_table(std::span<const Position> hashes) {
  const Residue residue(change_.size());
  if (loads_) {  // what moves follows from how many keys have each residue
    std::uint32_t* const seen = seen_.data();
    for (const Position hash : hashes) ++seen[residue(hash)];
    return;
  }
  const std::uint8_t* const change = change_.data();
  std::uint32_t sum = 0;  // 1 a key that moves, and 2 more between servers that stay
  std::uint32_t between = 0;
#pragma GCC unroll 4
  for (const Position hash : hashes) {
    const std::uint32_t its = change[residue(hash)];
    sum += its;
    between += its >> 1;
  }
  counts_.moved += sum - 2 * between;
  counts_.moved_between_present_in_both += between;
}

void ModuloCensus::count_twice(std::span<const Position> hashes) {
  const Remainder rest_before = rest_before_;
  const Remainder rest_after = rest_after_;
  std::uint32_t moved = 0;
  std::uint32_t between = 0;
  for (const Position hash : hashes) {
    const std::uint32_t from = rest_before(hash);
    const std::uint32_t to = rest_after(hash);
    const std::uint32_t its = change(from, to);
    moved += its & 1;
    between += its >> 1;
    if (!loads_) continue;
    ++seen_[from];
    ++seen_[before_ + to];
  }
  counts_.moved += moved;
  counts_.moved_between_present_in_both += between;
}

RemapCounts ModuloCensus::counts() const {
  RemapCounts counts = counts_;
  if (!loads_) return counts;
  for (std::size_t rest = 0; rest < change_.size(); ++rest) {
    const std::uint64_t its = change_[rest];
    counts.moved += seen_[rest] * (its & 1);
    counts.moved_between_present_in_both += seen_[rest] * (its >> 1);
  }
  return counts;
}

void ModuloCensus::loads(std::span<double> before, std::span<double> after) const {
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    if (!change_.empty()) {
      before[i % before_] += seen_[i];
      after[i % after_] += seen_[i];
    } else if (i < before_) {
      before[i] += seen_[i];
    } else {
      after[i - before_] += seen_[i];
    }
  }
}

}  // namespace edgecache
