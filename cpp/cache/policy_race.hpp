#pragma once
// Many caches on one trace, side by side: every policy at every capacity sees the same request
// before any sees the next, so that the miss-ratio curve can be drawn while it grows.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "cache/object.hpp"

namespace edgecache {

enum class PolicyKind : std::uint32_t { lru, fifo, clock, sieve, s3_fifo, belady };
inline constexpr std::uint32_t kPolicyKinds = 6;

class PolicyRace {
 public:
  PolicyRace() = default;
  // Belady's entrants look into next_.
  PolicyRace(const PolicyRace&) = delete;
  PolicyRace& operator=(const PolicyRace&) = delete;

  /// A cache takes part from now on. `capacity` is at least 1; memory comes with the entries.
  /// Belady's runs on kept requests alone.
  void enter(PolicyKind kind, std::int64_t capacity);

  /// The next requests, which are not kept.
  void run(std::span<const Object> requests);
  /// Misses so far of the entrant number `entrant`, in the order of entering.
  std::uint64_t misses(std::size_t entrant) const { return misses_[entrant]; }
  std::size_t size() const { return entrants_.size(); }

  /// Appends requests to those that are kept.
  void keep(std::span<const Object> requests);
  /// Looks at up to `count` of the kept requests, from the last one back: who is asked for again
  /// when? True: all are seen, and Belady may start.
  bool look_back(std::uint32_t count);
  std::span<const Object> kept() const { return kept_; }

  /// Any cache that can be run through a trace.
  class Entrant {
   public:
    virtual ~Entrant() = default;
    virtual std::uint64_t hits(std::span<const Object> requests) = 0;
  };

 private:
  std::vector<std::unique_ptr<Entrant>> entrants_;
  std::vector<std::uint64_t> misses_;
  std::vector<Object> kept_;
  std::vector<std::uint32_t> next_;  // of kept_, from its end forwards
  std::vector<std::uint32_t> seen_;  // by object, its earliest request among those looked at
  std::uint32_t unseen_ = 0;         // requests that look_back() has not looked at
};

}  // namespace edgecache
