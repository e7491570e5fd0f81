#include "sim/outage_lane.hpp"

#include <algorithm>
#include <utility>

namespace edgecache::outage {
namespace {

/// A look-up in the cache and back: a round trip within a datacentre.
constexpr Nanoseconds kCacheLatency = kMillisecond / 2;

constexpr std::uint8_t kCold = 1;
constexpr std::uint8_t kFilled = 2;

/// A place in `all` that nobody uses.
template <typename T>
std::uint32_t place_in(std::vector<T>& all, std::vector<std::uint32_t>& free) {
  if (free.empty()) {
    all.emplace_back();
    return static_cast<std::uint32_t>(all.size() - 1);
  }
  const std::uint32_t place = free.back();
  free.pop_back();
  return place;
}

/// Chance that belongs to one try of one request, whatever else happened before it.
SplitMix64 chance_of(std::uint64_t seed, std::uint32_t number, std::uint8_t tries) {
  return SplitMix64(SplitMix64(seed ^ (std::uint64_t{number} << 4 | tries)).next());
}

}  // namespace

Lane::Lane(LaneKind kind, const Scene& scene, std::vector<std::uint8_t> moved)
    : kind_(kind),
      scene_(scene),
      service_(scene.service()),
      coalesce_(scene.coalesce || kind == LaneKind::ring_warm),
      key_(std::move(moved)),
      record_(scene) {
  if (coalesce_) fetching_.assign(key_.size(), kNobody);
  if (scene.before != scene.after) record_.note(Moment::server_joins, scene.join);
}

void Lane::arrive(const Request& request) {
  pass_until(request.at);
  record_.count(Count::requests);
  if (key_[request.key] != 0) ++moved_requests_;
  if (look_up(request, now_)) {
    record_.count(Count::answered);
    record_.ended(kCacheLatency);
    return;
  }
  record_.count(Count::first_misses);
  const std::uint32_t caller = place_in(callers_, free_callers_);
  callers_[caller] = {
      .request = request, .query = kNobody, .next = kNobody, .previous = kNobody, .tries = 1};
  ask(caller);
}

void Lane::finish() { pass_until(scene_.length); }

/// Lets everything happen that is due by `now`. Of things at one moment the answers and retries
/// come first, then those who give up, then whoever arrives: a query that ends at t is over at t.
void Lane::pass_until(Nanoseconds now) {
  for (;;) {
    const Nanoseconds next_due = due_.empty() ? kNever : due_.front().at;
    const Nanoseconds next_returns = pausing_.empty() ? kNever : pausing_.front().at;
    const Nanoseconds next_leaves = impatient_.empty() ? kNever : impatient_.front().at;
    const Nanoseconds next = std::min({next_due, next_returns, next_leaves});
    let_pass(std::min(next, now));
    if (next > now) return;
    if (next == next_due) {
      std::pop_heap(due_.begin(), due_.end());
      const Due due = due_.back();
      due_.pop_back();
      if (due.is_answer)
        answer(due.what);
      else
        try_again(due.what);
    } else if (next == next_returns) {
      const std::uint32_t caller = pausing_.front().caller;
      pausing_.pop();
      try_again(caller);
    } else {
      const GivingUp who = impatient_.front();
      impatient_.pop();
      give_up(who);
    }
  }
}

/// Time goes on to `at`, over the ends of ticks if need be.
void Lane::let_pass(Nanoseconds at) {
  while (!record_.full() && record_.tick_end() <= at) {
    busy_time_ += busy_ * (record_.tick_end() - busy_since_);
    busy_since_ = record_.tick_end();
    waits_.busy += busy_time_;
    record_.end_tick(busy_time_, waiting_.size());
    busy_time_ = 0;
  }
  now_ = at;
}

/// Does the cache have it? Not when a calm day's has not, and not when the key's new owner, which
/// this caller asks, has not been given it yet.
bool Lane::look_up(const Request& request, Nanoseconds now) {
  record_.count(Count::lookups);
  if (!request.kept) return false;
  if (key_[request.key] == kCold && now >= request.knows_from) {
    if (kind_ != LaneKind::ring_warm) {
      record_.note(Moment::first_miss, now);
      return false;
    }
    key_[request.key] = kFilled;  // the old owner still has it, and hands it over
    record_.count(Count::warmed);
  }
  record_.count(Count::hits);
  return true;
}

/// A try that missed asks the database, through a query of its own or one that is on its way.
void Lane::ask(std::uint32_t caller) {
  Caller& who = callers_[caller];
  const std::uint32_t key = who.request.key;
  std::uint32_t query = coalesce_ ? fetching_[key] : kNobody;
  if (query != kNobody) {
    record_.count(Count::coalesced);
    const std::uint32_t first = queries_[query].first_caller;
    who.next = first;
    if (first != kNobody) callers_[first].previous = caller;
    queries_[query].first_caller = caller;
    who.query = query;
  } else {
    record_.count(Count::queries);
    if (who.tries > 1) record_.count(Count::retries);
    if (busy_ == scene_.connections && waiting_.size() >= room()) {
      record_.count(Count::turned_away);
      record_.note(Moment::pool_exhausted, now_);
      fail(caller);
      return;
    }
    query = place_in(queries_, free_queries_);
    queries_[query] = {.asked = now_,
                       .key = key,
                       .first_caller = caller,
                       .number = who.request.number,
                       .tries = who.tries};
    who.query = query;
    if (coalesce_) fetching_[key] = query;
    if (busy_ < scene_.connections) {
      start(query);
    } else {
      waiting_.push(query);
      waits_.most_queue = std::max(waits_.most_queue, waiting_.size());
    }
  }
  if (scene_.timeout != kNever)
    impatient_.push({now_ + scene_.timeout, caller, who.request.number, who.tries});
}

/// How many queries may wait. Load shedding keeps only as many as are answered within half a
/// time-out.
std::size_t Lane::room() const {
  const auto queue = static_cast<std::size_t>(scene_.queue);
  if (now_ < scene_.shed || scene_.timeout == kNever) return queue;
  const double in_time = scene_.database_per_second * static_cast<double>(scene_.timeout) / 2e9;
  return in_time < static_cast<double>(queue) ? static_cast<std::size_t>(in_time) : queue;
}

void Lane::start(std::uint32_t query) {
  const Nanoseconds waited = now_ - queries_[query].asked;
  ++waits_.started;
  if (waited > 0) ++waits_.waited;
  waits_.waiting += waited;
  busy_time_ += busy_ * (now_ - busy_since_);
  busy_since_ = now_;
  ++busy_;
  plan(now_ + service_of(queries_[query]), query, true);
}

/// A connection is free: for the query that waits longest. The database knows nothing of callers,
/// and so works for those who have left, too; only load shedding drops their queries.
void Lane::take_next() {
  while (!waiting_.empty()) {
    const std::uint32_t query = waiting_.front();
    waiting_.pop();
    if (now_ < scene_.shed || queries_[query].first_caller != kNobody) return start(query);
    record_.count(Count::wasted);
    if (coalesce_) fetching_[queries_[query].key] = kNobody;
    free_queries_.push_back(query);
  }
}

/// The database answers. Callers who still wait have their answer, and store it at the key's owner;
/// when none is left, the answer is lost.
void Lane::answer(std::uint32_t query) {
  busy_time_ += busy_ * (now_ - busy_since_);
  busy_since_ = now_;
  --busy_;
  const std::uint32_t key = queries_[query].key;
  std::uint32_t caller = queries_[query].first_caller;
  if (caller == kNobody) record_.count(Count::wasted);
  while (caller != kNobody) {
    const Caller& who = callers_[caller];
    if (scene_.fill && key_[key] == kCold && now_ >= who.request.knows_from) {
      key_[key] = kFilled;
      record_.count(Count::fills);
    }
    const std::uint32_t next = who.next;
    end(caller, Count::answered, now_ - who.request.at + kCacheLatency);
    caller = next;
  }
  if (coalesce_) fetching_[key] = kNobody;
  free_queries_.push_back(query);
  take_next();
}

void Lane::give_up(const GivingUp& who) {
  const Caller& caller = callers_[who.caller];
  if (caller.request.number != who.number || caller.tries != who.tries || caller.query == kNobody)
    return;
  record_.count(Count::timeouts);
  record_.note(Moment::first_timeout, now_);
  leave(who.caller);
  fail(who.caller);
}

/// Takes a caller out of those who wait for its query.
void Lane::leave(std::uint32_t caller) {
  Caller& who = callers_[caller];
  if (who.next != kNobody) callers_[who.next].previous = who.previous;
  if (who.previous != kNobody)
    callers_[who.previous].next = who.next;
  else
    queries_[who.query].first_caller = who.next;
  who.query = who.next = who.previous = kNobody;
}

/// A try failed: another one after a pause, or an error.
void Lane::fail(std::uint32_t caller) {
  Caller& who = callers_[caller];
  if (who.tries > scene_.retries) {
    end(caller, Count::errors, now_ - who.request.at);
    return;
  }
  ++who.tries;
  if (scene_.backoff)
    plan(now_ + pause_of(who), caller, false);
  else
    pausing_.push({now_ + scene_.retry_pause, caller});
}

void Lane::try_again(std::uint32_t caller) {
  const Caller& who = callers_[caller];
  if (look_up(who.request, now_))
    end(caller, Count::answered, now_ - who.request.at + kCacheLatency);
  else
    ask(caller);
}

void Lane::end(std::uint32_t caller, Count how, Nanoseconds latency) {
  record_.count(how);
  record_.ended(latency);
  callers_[caller].query = kNobody;
  callers_[caller].tries = 0;
  free_callers_.push_back(caller);
}

void Lane::plan(Nanoseconds at, std::uint32_t what, bool is_answer) {
  due_.push_back({at, planned_++, what, is_answer});
  std::push_heap(due_.begin(), due_.end());
}

Nanoseconds Lane::service_of(const Query& query) const {
  if (!scene_.exponential_service) return service_;
  SplitMix64 chance = chance_of(scene_.seed, query.number, query.tries);
  return exponential(chance, service_);
}

/// Back-off: doubled each time, and anything from half of that to all of it, so that callers who
/// failed together do not come back together.
Nanoseconds Lane::pause_of(const Caller& caller) const {
  const auto half = static_cast<std::uint64_t>(scene_.retry_pause << (caller.tries - 2)) / 2;
  SplitMix64 chance = chance_of(~scene_.seed, caller.request.number, caller.tries);
  return static_cast<Nanoseconds>(half + part_of(half, chance.next()));
}

}  // namespace edgecache::outage
