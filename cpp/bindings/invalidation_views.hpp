#pragma once
// One strategy's run of slide 19's write: a scene of numbers in, one block of numbers out.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "bindings/cache_views.hpp"
#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "sim/invalidation.hpp"

namespace edgecache::bindings {

/// `numbers`, in the order in which web/engine/jobs/invalidation.js writes them: places, reads,
/// ttl_s, stale_ms, purge_ms, fetch_ms, the strategy, and whether events are wanted. The answer is
/// a block of doubles for JavaScript to read and release, as many as `about` then says: five of the
/// lane and the number of events, four of each place, three of each moment, five of each event. 0:
/// out of range, where `about` says 0, or no memory.
inline Address invalidate(Address numbers, Address seed, Address about) {
  using namespace invalidation;
  const auto given = lent<const double>(numbers, 8);
  std::int64_t n[8];
  for (std::size_t i = 0; i < 8; ++i) n[i] = whole(given[i]).value_or(-1);
  const Scene scene{.seed = seed_at(seed),
                    .places = n[0],
                    .reads = n[1],
                    .ttl_s = n[2],
                    .stale_ms = n[3],
                    .purge_ms = n[4],
                    .fetch_ms = n[5]};
  auto& size = lent<std::uint32_t>(about, 1)[0];
  size = 0;
  if (!scene.in_range() || n[6] < 0 || n[6] >= kStrategies) return 0;
  std::vector<Event> log;
  const Lane lane = run(scene, static_cast<Strategy>(n[6]), n[7] == 1 ? &log : nullptr);
  size = static_cast<std::uint32_t>(6 + 4 * lane.places.size() + 3 * lane.moments.size() +
                                    5 * log.size());
  const Address block = allocate(static_cast<double>(size * sizeof(double)));
  if (block == 0) return 0;
  double* out = lent<double>(block, size).data();
  const auto put = [&out](auto number) { *out++ = static_cast<double>(number); };
  put(lane.reads);
  put(lane.waits);
  put(lane.page_checks);
  put(lane.most_fetches);
  put(lane.writer);
  put(log.size());
  for (const Place& place : lane.places) {
    put(milliseconds(place.old_until));
    put(milliseconds(place.purge_after));
    put(place.reads);
    put(place.stale_reads);
  }
  for (const Moment& moment : lane.moments) {
    put(moment.reads);
    put(moment.stale_reads);
    put(moment.fetches);
  }
  for (const Event& event : log) {
    put(event.kind);
    put(event.node);
    put(event.object);
    put(event.version);
    put(milliseconds(event.at));
  }
  return block;
}

}  // namespace edgecache::bindings
