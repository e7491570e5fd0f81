#pragma once
/// 3:47 AM: a server joins a cache cluster, keys change owner, and what they miss falls on the
/// database. Run in virtual time over the same traffic, once by `hash % N` and once on the ring.
///
/// Modelled: Poisson requests of Zipf popularity for real keys (user:0 ..., hashed and placed by
/// the rules themselves); callers that learn of the new server one after the other; a calm day's
/// misses, as a coin of the hit rate for each request; a pool of connections, exponential or fixed
/// service, and one queue, first come first served; callers that wait so long and then ask again;
/// look-aside caching, where whoever gets an answer in time stores it at the key's owner, and an
/// answer that comes too late is lost. Out of that comes, for a hit rate h and a share s of
/// requests whose keys stay, (1 - h s) / (1 - h) times the calm load before anything is stored
/// again.
///
/// Not modelled: room and load of the cache servers; evictions (the calm misses stand for them); a
/// database that slows down under load, or has replicas, or caches of its own; writes; networks
/// that delay or lose. A hundred million keys are told by fifty thousand, one for two thousand.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "sim/outage_lane.hpp"

namespace edgecache::outage {

class Run {
 public:
  /// Refuses what the scene, its ring or its Zipf is refused for. `lanes` are not empty.
  static std::variant<std::unique_ptr<Run>, Refusal> of(const Scene& scene,
                                                        std::span<const LaneKind> lanes);

  /// Takes up to `count` requests through all lanes; false when the run is over.
  bool advance(std::uint32_t count);
  Nanoseconds now() const { return next_.at; }
  const Lane& lane(std::size_t i) const { return *lanes_[i]; }
  /// How many of the keys change owner in a lane.
  std::uint64_t moved(std::size_t i) const { return moved_[i]; }

  /// Everything that was found out, lane by lane: a dozen numbers as outage.cpp puts them, the
  /// totals of the counts, the moments in milliseconds (-1: never), and the series. The same bytes
  /// on every machine. `out` is as long as report_size().
  void report(std::span<double> out) const;
  std::size_t report_size() const;

 private:
  Run(const Scene& scene, Zipf popularity);
  /// (1 - h s) / (1 - h): how much more the database is asked when a share s of what it is spared
  /// stays where it is; -1 when a calm day asks it nothing.
  double rise(double stays) const;
  double* report_lane(std::size_t i, double* out) const;

  Scene scene_;
  Traffic traffic_;
  Request next_;
  bool over_ = false;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::vector<std::uint64_t> moved_;
};

}  // namespace edgecache::outage
