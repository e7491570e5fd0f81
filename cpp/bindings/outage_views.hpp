#pragma once
// An outage run as JavaScript drives it: made of one block of numbers, run in slices, read as
// another block once it is over. And the herd, which is one question.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "ring/hash.hpp"
#include "sim/herd.hpp"
#include "sim/outage.hpp"

namespace edgecache::bindings {

/// A scene's numbers, in the order in which web/engine/outage-scene.js writes them. Times in
/// milliseconds, -1 for never; flags 0 or 1; a LaneKind for each lane, then -1.
enum OutageField : std::size_t {
  kBefore,
  kAfter,
  kVnodes,
  kKeys,
  kRate,
  kLength,
  kTick,
  kJoin,
  kNotice,
  kSpread,
  kHitRate,
  kFill,
  kDatabasePerSecond,
  kConnections,
  kQueue,
  kExponentialService,
  kTimeout,
  kRetries,
  kRetryPause,
  kBackoff,
  kCoalesce,
  kShed,
  kLanes,
  kOutageFields = kLanes + outage::kLaneKinds
};

/// The numbers that are whole and of a size that sums and products of 64 bits can hold; -1 for the
/// others, which is out of every range.
inline std::array<std::int64_t, kOutageFields> modest(std::span<const double> given) {
  constexpr std::int64_t kMost = 1'000'000'000;
  std::array<std::int64_t, kOutageFields> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto number = whole(given[i]);
    numbers[i] = number && *number >= 0 && *number <= kMost ? *number : -1;
  }
  return numbers;
}

inline outage::Scene scene_of(std::span<const double> given, std::span<const std::int64_t> n,
                              std::string_view skew, std::uint64_t seed) {
  const auto time = [&](OutageField field) {
    return n[field] < 0 ? -1 : n[field] * outage::kMillisecond;
  };
  const auto time_or_never = [&](OutageField field) {
    return given[field] == -1 ? outage::kNever : time(field);
  };
  return {.seed = seed,
          .before = n[kBefore],
          .after = n[kAfter],
          .vnodes = n[kVnodes],
          .keys = n[kKeys],
          .skew = skew,
          .rate = n[kRate],
          .length = time(kLength),
          .tick = time(kTick),
          .join = time(kJoin),
          .notice = time(kNotice),
          .spread = time(kSpread),
          .hit_rate = given[kHitRate],
          .fill = n[kFill] != 0,
          .database_per_second = given[kDatabasePerSecond],
          .connections = n[kConnections],
          .queue = n[kQueue],
          .exponential_service = n[kExponentialService] != 0,
          .timeout = time_or_never(kTimeout),
          .retries = n[kRetries],
          .retry_pause = time(kRetryPause),
          .backoff = n[kBackoff] != 0,
          .coalesce = n[kCoalesce] != 0,
          .shed = time_or_never(kShed)};
}

/// Null: refused, and the number of the refusal is in `why`.
inline outage::Run* make_outage(Address numbers, Address skew, std::size_t size, Address seed,
                                Address why) {
  const auto given = lent<const double>(numbers, kOutageFields);
  const auto whole_numbers = modest(given);
  std::vector<outage::LaneKind> lanes;
  for (std::size_t i = kLanes; i < kOutageFields; ++i)
    if (whole_numbers[i] >= 0 && whole_numbers[i] < outage::kLaneKinds)
      lanes.push_back(static_cast<outage::LaneKind>(whole_numbers[i]));
  auto made =
      outage::Run::of(scene_of(given, whole_numbers, lent_text(skew, size), seed_at(seed)), lanes);
  if (const auto* refusal = std::get_if<Refusal>(&made)) {
    lent<std::uint32_t>(why, 1)[0] = static_cast<std::uint32_t>(*refusal);
    return nullptr;
  }
  return std::get<std::unique_ptr<outage::Run>>(made).release();
}

/// Virtual milliseconds so far.
inline double outage_now(const outage::Run& run) {
  return static_cast<double>(run.now()) / static_cast<double>(outage::kMillisecond);
}

/// A block of the report, for JavaScript to read and release; 0: no memory. `about` takes the XXH64
/// of its bytes and how many numbers there are.
inline Address outage_report(const outage::Run& run, Address about) {
  const std::size_t count = run.report_size();
  const Address block = allocate(static_cast<double>(count * sizeof(double)) + 8);
  if (block == 0) return 0;
  run.report(lent<double>(block, count));
  const auto words = lent<std::uint64_t>(about, 2);
  words[0] = xxh64(lent_text(block, count * sizeof(double)), 0);
  words[1] = count;
  return block;
}

/// A herd of `count` requests: times as doubles, keys as numbers below `keys`. False, and nothing
/// written: a time is no whole number or goes back, or the pool has no connection.
inline bool herd(Address times, Address keys, std::uint32_t count, std::uint32_t key_count,
                 double pool, double db_ms, bool coalesce, Address out) {
  const auto connections = whole(pool);
  const auto each = whole(db_ms);
  if (!connections || *connections < 1 || *connections > 0xffffffff) return false;
  if (!each || *each < 0) return false;
  Herd requests(
      {.pool = static_cast<std::uint32_t>(*connections), .db_ms = *each, .coalesce = coalesce},
      key_count);
  std::int64_t last = 0;
  const auto asked = lent<const std::uint32_t>(keys, count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto ms = whole(lent<const double>(times, count)[i]);
    if (!ms || *ms < last || asked[i] >= key_count) return false;
    requests.request(last = *ms, asked[i]);
  }
  const HerdCounts& counts = requests.counts();
  const auto to = lent<double>(out, 7);
  to[0] = static_cast<double>(counts.requests);
  to[1] = static_cast<double>(counts.db_queries);
  to[2] = static_cast<double>(counts.coalesced);
  to[3] = static_cast<double>(counts.longest_wait_ms);
  to[4] = static_cast<double>(counts.pool_first_full_at_ms);
  to[5] = static_cast<double>(counts.most_outstanding);
  to[6] = static_cast<double>(counts.last_answer_at_ms);
  return true;
}

}  // namespace edgecache::bindings
