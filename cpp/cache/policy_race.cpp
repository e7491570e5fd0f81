#include "cache/policy_race.hpp"

#include <algorithm>
#include <utility>

#include "cache/belady.hpp"
#include "cache/clock_cache.hpp"
#include "cache/fifo_cache.hpp"
#include "cache/lru_cache.hpp"
#include "cache/s3_fifo_cache.hpp"
#include "cache/sieve_cache.hpp"

namespace edgecache {
namespace {

template <Policy P>
class Running final : public PolicyRace::Entrant {
 public:
  explicit Running(std::uint32_t capacity) : cache_(capacity) {}
  std::uint64_t hits(std::span<const Object> requests) override { return replay(cache_, requests); }

 private:
  P cache_;
};

/// Belady's reads the future instead of the requests; it is there once the race starts.
class RunningBelady final : public PolicyRace::Entrant {
 public:
  RunningBelady(std::uint32_t capacity, const std::vector<std::uint32_t>& next)
      : next_(next), capacity_(capacity) {}
  std::uint64_t hits(std::span<const Object> requests) override {
    if (!cache_) cache_ = std::make_unique<Belady>(capacity_, next_);
    std::uint64_t hits = 0;
    for (std::size_t i = 0; i < requests.size(); ++i) hits += cache_->access() ? 1 : 0;
    return hits;
  }

 private:
  const std::vector<std::uint32_t>& next_;
  std::uint32_t capacity_;
  std::unique_ptr<Belady> cache_;
};

}  // namespace

void PolicyRace::enter(PolicyKind kind, std::int64_t capacity) {
  const auto entries = static_cast<std::uint32_t>(std::min<std::int64_t>(capacity, 0xfffffffe));
  const auto enter = [&](auto entrant) {
    entrants_.push_back(std::move(entrant));
    misses_.push_back(0);
  };
  switch (kind) {
    case PolicyKind::lru:
      return enter(std::make_unique<Running<LruCache>>(entries));
    case PolicyKind::fifo:
      return enter(std::make_unique<Running<FifoCache>>(entries));
    case PolicyKind::clock:
      return enter(std::make_unique<Running<ClockCache>>(entries));
    case PolicyKind::sieve:
      return enter(std::make_unique<Running<SieveCache>>(entries));
    case PolicyKind::s3_fifo:
      return enter(std::make_unique<Running<S3FifoCache>>(entries));
    case PolicyKind::belady:
      return enter(std::make_unique<RunningBelady>(entries, next_));
  }
}

void PolicyRace::run(std::span<const Object> requests) {
  for (std::size_t i = 0; i < entrants_.size(); ++i) {
    misses_[i] += requests.size() - entrants_[i]->hits(requests);
  }
}

void PolicyRace::keep(std::span<const Object> requests) {
  kept_.insert(kept_.end(), requests.begin(), requests.end());
  for (const Object object : requests) {
    if (seen_.size() <= object) seen_.resize(std::size_t{object} + 1);
  }
  unseen_ = static_cast<std::uint32_t>(kept_.size());
}

bool PolicyRace::look_back(std::uint32_t count) {
  const auto never = static_cast<std::uint32_t>(kept_.size());
  if (next_.size() != kept_.size()) {
    next_.resize(kept_.size());
    std::fill(seen_.begin(), seen_.end(), never);
  }
  for (; count > 0 && unseen_ > 0; --count) {
    const std::uint32_t time = --unseen_;
    next_[time] = std::exchange(seen_[kept_[time]], time);
  }
  return unseen_ == 0;
}

}  // namespace edgecache
