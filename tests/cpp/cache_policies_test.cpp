// Replacement policies: each against the obvious version of itself, and all of them against Belady,
// who knows the future.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "cache/belady.hpp"
#include "cache/clock_cache.hpp"
#include "cache/fifo_cache.hpp"
#include "cache/lru_cache.hpp"
#include "cache/policy_race.hpp"
#include "cache/s3_fifo_cache.hpp"
#include "cache/sieve_cache.hpp"
#include "sim/splitmix64.hpp"

using namespace edgecache;

namespace {

constexpr int kCases = 10'000;

/// Some hot objects and many cold ones.
std::vector<Object> random_requests(SplitMix64& chance, std::size_t most) {
  std::vector<Object> requests(chance.next() % (most + 1));
  const std::uint64_t hot = 1 + chance.next() % 6;
  const std::uint64_t all = hot + chance.next() % 20;
  for (Object& object : requests) {
    object = static_cast<Object>(chance.next() % (chance.next() % 2 == 0 ? hot : all));
  }
  return requests;
}

std::uint64_t belady_hits(std::span<const Object> requests, std::uint32_t capacity) {
  PolicyRace race;
  race.enter(PolicyKind::belady, capacity);
  race.keep(requests);
  while (!race.look_back(7)) continue;
  race.run(requests);
  return requests.size() - race.misses(0);
}

template <Policy P>
std::uint64_t hits_of(std::uint32_t capacity, std::span<const Object> requests) {
  P cache(capacity);
  return replay(cache, requests);
}

struct Entry {
  Object object;
  int mark = 0;
};

/// Policies as one would write them down: a queue whose front is the oldest, looked through each
/// time.
class Obvious {
 public:
  Obvious(PolicyKind kind, std::size_t capacity) : kind_(kind), capacity_(capacity) {}

  bool access(Object object) {
    const auto at = std::find_if(queue_.begin(), queue_.end(),
                                 [&](const Entry& entry) { return entry.object == object; });
    if (at != queue_.end()) {
      at->mark = 1;
      if (kind_ == PolicyKind::lru) {
        queue_.erase(at);
        queue_.push_back({object});
      }
      return true;
    }
    if (queue_.size() == capacity_) evict();
    queue_.push_back({object});
    return false;
  }

  bool contains(Object object) const {
    return std::any_of(queue_.begin(), queue_.end(),
                       [&](const Entry& entry) { return entry.object == object; });
  }
  std::size_t size() const { return queue_.size(); }

 private:
  void evict() {
    if (kind_ == PolicyKind::sieve) {
      while (queue_[hand_].mark != 0) {
        queue_[hand_].mark = 0;
        hand_ = (hand_ + 1) % queue_.size();
      }
      queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(hand_));
      if (hand_ == queue_.size()) hand_ = 0;  // past the newest: at the oldest again
      return;
    }
    while (kind_ == PolicyKind::clock && queue_.front().mark != 0) {
      queue_.push_back({queue_.front().object});
      queue_.pop_front();
    }
    queue_.pop_front();
  }

  PolicyKind kind_;
  std::size_t capacity_;
  std::deque<Entry> queue_;
  std::size_t hand_ = 0;
};

template <Policy P>
void agrees_with_the_obvious(PolicyKind kind) {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const auto capacity = static_cast<std::uint32_t>(1 + chance.next() % 8);
    P cache(capacity);
    Obvious obvious(kind, capacity);
    for (const Object object : random_requests(chance, 60)) {
      REQUIRE(cache.access(object) == obvious.access(object));
      REQUIRE(cache.nodes().whole());
      REQUIRE(cache.size() == obvious.size());
      REQUIRE(cache.size() <= capacity);
      for (Object any = 0; any < 26; ++any) {
        if (cache.contains(any) != obvious.contains(any))
          FAIL("another victim than the obvious one");
      }
    }
  }
}

/// The best that any choice of victims could do, by trying them all.
std::uint64_t best_of_all(std::span<const Object> requests, std::uint32_t capacity) {
  std::map<std::vector<Object>, std::uint64_t> reached = {{{}, 0}};
  for (const Object object : requests) {
    std::map<std::vector<Object>, std::uint64_t> next;
    const auto reach = [&](std::vector<Object> inside, std::uint64_t hits) {
      std::sort(inside.begin(), inside.end());
      std::uint64_t& best = next[inside];
      best = std::max(best, hits);
    };
    for (const auto& [inside, hits] : reached) {
      if (std::find(inside.begin(), inside.end(), object) != inside.end()) {
        reach(inside, hits + 1);
        continue;
      }
      auto with = inside;
      with.push_back(object);
      if (inside.size() < capacity) {
        reach(with, hits);
        continue;
      }
      for (std::size_t victim = 0; victim < inside.size(); ++victim) {
        auto without = with;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(victim));
        reach(without, hits);
      }
    }
    reached.swap(next);
  }
  std::uint64_t best = 0;
  for (const auto& [inside, hits] : reached) best = std::max(best, hits);
  return best;
}

}  // namespace

TEST_CASE("LRU by eye: a hit goes to the front, the one at the back leaves") {
  LruCache cache(2);
  CHECK_FALSE(cache.access(1));
  CHECK_FALSE(cache.access(2));
  CHECK(cache.access(1));        // 1 2
  CHECK_FALSE(cache.access(3));  // 3 1, and 2 is gone
  CHECK(cache.contains(1));
  CHECK_FALSE(cache.contains(2));
}

TEST_CASE("SIEVE by eye: who was asked for again stays where it is, and the hand passes on") {
  SieveCache cache(3);
  for (const Object object : {1U, 2U, 3U, 1U}) cache.access(object);  // 3 2 1*, the hand at 1
  cache.access(4);                                                    // 1 is spared, 2 goes
  CHECK(cache.contains(1));
  CHECK_FALSE(cache.contains(2));
  cache.access(5);  // the hand stands at 3 now
  CHECK_FALSE(cache.contains(3));
}

TEST_CASE("S3-FIFO by eye: what was asked for once leaves through the small queue, remembered") {
  S3FifoCache cache(10);  // 1 small, 9 main
  for (Object object = 0; object < 10; ++object) cache.access(object);
  cache.access(10);
  CHECK_FALSE(cache.contains(0));
  CHECK(cache.ghost().find(0) != 0);
  CHECK_FALSE(cache.access(0));  // a miss, but known: straight to the main queue
  CHECK(cache.main().find(0) != 0);
  CHECK(cache.ghost().find(0) == 0);
}

TEST_CASE("LRU and the obvious LRU agree about every answer and every victim") {
  agrees_with_the_obvious<LruCache>(PolicyKind::lru);
}

TEST_CASE("FIFO and the obvious FIFO agree about every answer and every victim") {
  agrees_with_the_obvious<FifoCache>(PolicyKind::fifo);
}

TEST_CASE("CLOCK and the obvious CLOCK agree about every answer and every victim") {
  agrees_with_the_obvious<ClockCache>(PolicyKind::clock);
}

TEST_CASE("SIEVE and the obvious SIEVE agree about every answer and every victim") {
  agrees_with_the_obvious<SieveCache>(PolicyKind::sieve);
}

TEST_CASE("S3-FIFO: queues whole, capacity kept, nobody in two of them") {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const auto capacity = static_cast<std::uint32_t>(1 + chance.next() % 25);
    S3FifoCache cache(capacity);
    for (const Object object : random_requests(chance, 80)) {
      const bool had = cache.contains(object);
      REQUIRE(cache.access(object) == had);
      REQUIRE(cache.contains(object));
      REQUIRE(cache.size() <= capacity);
      REQUIRE(cache.ghost().size() <= capacity);
      REQUIRE((cache.small().whole() && cache.main().whole() && cache.ghost().whole()));
      const int found = (cache.small().find(object) != 0) + (cache.main().find(object) != 0) +
                        (cache.ghost().find(object) != 0);
      REQUIRE(found == 1);
    }
  }
}

TEST_CASE("Belady never loses, whatever the policy, the trace and the capacity") {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const auto capacity = static_cast<std::uint32_t>(1 + chance.next() % 10);
    const auto requests = random_requests(chance, 120);
    const std::uint64_t most = belady_hits(requests, capacity);
    REQUIRE(hits_of<LruCache>(capacity, requests) <= most);
    REQUIRE(hits_of<FifoCache>(capacity, requests) <= most);
    REQUIRE(hits_of<ClockCache>(capacity, requests) <= most);
    REQUIRE(hits_of<SieveCache>(capacity, requests) <= most);
    REQUIRE(hits_of<S3FifoCache>(capacity, requests) <= most);
  }
}

TEST_CASE("Belady is what trying every choice of victims finds") {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const auto capacity = static_cast<std::uint32_t>(1 + chance.next() % 3);
    std::vector<Object> requests(chance.next() % 16);
    for (Object& object : requests) object = static_cast<Object>(chance.next() % 6);
    REQUIRE(belady_hits(requests, capacity) == best_of_all(requests, capacity));
  }
}

TEST_CASE("a set of times finds its largest, over all its levels") {
  TimeSet set(300'000);
  SplitMix64 chance(1);
  std::vector<std::uint32_t> times;
  for (int i = 0; i < 2'000; ++i) {
    const auto time = static_cast<std::uint32_t>(chance.next() % 300'000);
    if (set.contains(time)) continue;
    set.insert(time);
    times.push_back(time);
  }
  std::sort(times.begin(), times.end());
  for (; !times.empty(); times.pop_back()) {
    REQUIRE(set.largest() == times.back());
    set.remove(times.back());
    REQUIRE_FALSE(set.contains(times.back()));
  }
}
