#pragma once
// An outage run as JavaScript drives it: made of one block of numbers, run in slices, read as
// another block once it is over. And the herd, which is one question.

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "ring/hash.hpp"
#include "sim/outage.hpp"

namespace edgecache::bindings {

/// In the order in which web/engine/outage.js writes them. Times in milliseconds; negative: never.
struct OutageNumbers {
  double before, after, vnodes, keys, rate;
  double length, tick, join, notice, spread;
  double hit_rate, fill, database_per_second, connections, queue, exponential_service;
  double timeout, retries, retry_pause, backoff, coalesce, shed;
  double lanes[outage::kLaneKinds];  // a LaneKind each, or -1
};

/// A whole number of a size that sums and products of 64 bits can hold; others are out of every
/// range.
inline std::int64_t modest(double value) {
  constexpr std::int64_t kMost = 1'000'000'000;
  const auto number = whole(value);
  return number && *number >= 0 && *number <= kMost ? *number : -1;
}

inline outage::Nanoseconds time_of(double milliseconds) {
  const std::int64_t time = modest(milliseconds);
  return time < 0 ? time : time * outage::kMillisecond;
}

inline outage::Nanoseconds time_or_never(double milliseconds) {
  return milliseconds < 0 ? outage::kNever : time_of(milliseconds);
}

inline outage::Scene scene_of(const OutageNumbers& n, std::string_view skew, std::uint64_t seed) {
  return {.seed = seed,
          .before = modest(n.before),
          .after = modest(n.after),
          .vnodes = modest(n.vnodes),
          .keys = modest(n.keys),
          .skew = skew,
          .rate = modest(n.rate),
          .length = time_of(n.length),
          .tick = time_of(n.tick),
          .join = time_of(n.join),
          .notice = time_of(n.notice),
          .spread = time_of(n.spread),
          .hit_rate = n.hit_rate,
          .fill = n.fill != 0,
          .database_per_second = n.database_per_second,
          .connections = modest(n.connections),
          .queue = modest(n.queue),
          .exponential_service = n.exponential_service != 0,
          .timeout = time_or_never(n.timeout),
          .retries = modest(n.retries),
          .retry_pause = time_of(n.retry_pause),
          .backoff = n.backoff != 0,
          .coalesce = n.coalesce != 0,
          .shed = time_or_never(n.shed)};
}

/// Null: refused, and the number of the refusal is in `why`.
inline outage::Run* make_outage(Address numbers, Address skew, std::size_t size, Address seed,
                                Address why) {
  const auto& given = lent<const OutageNumbers>(numbers, 1)[0];
  std::vector<outage::LaneKind> lanes;
  for (const double lane : given.lanes) {
    const std::int64_t kind = modest(lane);
    if (kind >= 0 && kind < outage::kLaneKinds)
      lanes.push_back(static_cast<outage::LaneKind>(kind));
  }
  auto made = outage::Run::of(scene_of(given, lent_text(skew, size), seed_at(seed)), lanes);
  if (const auto* refusal = std::get_if<Refusal>(&made)) {
    lent<std::uint32_t>(why, 1)[0] = static_cast<std::uint32_t>(*refusal);
    return nullptr;
  }
  return new outage::Run(std::get<outage::Run>(std::move(made)));
}

/// Virtual milliseconds so far.
inline double outage_now(const outage::Run& run) {
  return static_cast<double>(run.now()) / static_cast<double>(outage::kMillisecond);
}

/// A block of the report, for JavaScript to read and release; 0: no memory. `about` takes the XXH64
/// of its bytes and how many numbers there are.
inline Address outage_report(const outage::Run& run, Address about) {
  const std::vector<double> numbers = run.report();
  const std::size_t bytes = numbers.size() * sizeof(double);
  const Address block = allocate(static_cast<double>(bytes) + 8);
  if (block == 0) return 0;
  std::memcpy(reinterpret_cast<void*>(block), numbers.data(), bytes);
  const auto words = lent<std::uint64_t>(about, 2);
  words[0] = xxh64(lent_text(block, bytes), 0);
  words[1] = numbers.size();
  return block;
}

}  // namespace edgecache::bindings
