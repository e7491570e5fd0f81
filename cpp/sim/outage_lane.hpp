#pragma once
/// One lane of an outage run: a cache whose keys have just changed owner, the database behind it,
/// and callers who give up and ask again. A discrete-event model: time jumps from one thing that
/// happens to the next. It allocates while it grows to its busiest moment, and never for a request.
///
/// What makes an outage stay is in three lines of outage_lane.cpp: a caller that has given up asks
/// again (try_again), the database answers its first question nevertheless (take_next), and an
/// answer that nobody waits for is stored nowhere (answer). Bronson et al., "Metastable failures in
/// distributed systems", HotOS 2021, call it that: the trigger is over and the failure sustains
/// itself.

#include <cstdint>
#include <vector>

#include "sim/fifo.hpp"
#include "sim/outage_record.hpp"
#include "sim/outage_scene.hpp"
#include "sim/outage_traffic.hpp"

namespace edgecache::outage {

/// Sums over a whole run that are no counts.
struct WaitSums {
  std::uint64_t started = 0;  // queries that got a connection
  std::uint64_t waited = 0;   // not at once
  Nanoseconds waiting = 0;    // all of them together
  std::int64_t busy = 0;      // connections times nanoseconds
  std::size_t most_queue = 0;
};

class Lane {
 public:
  /// `moved` has a byte a key: 1 where it changes owner.
  Lane(LaneKind kind, const Scene& scene, std::vector<std::uint8_t> moved);

  LaneKind kind() const { return kind_; }
  /// A request comes; none before the ones that came already. Whatever was due until then happens
  /// first.
  void arrive(const Request& request);
  /// Time passes until the end of the run, and nobody comes any more.
  void finish();

  const Record& record() const { return record_; }
  const WaitSums& waits() const { return waits_; }
  /// Requests so far that asked for a key which changes owner.
  std::uint64_t moved_requests() const { return moved_requests_; }

 private:
  static constexpr std::uint32_t kNobody = 0xffffffff;

  /// A request that waits: for an answer, or for its next try. Callers that wait for one query are
  /// linked.
  struct Caller {
    Request request;
    std::uint32_t query;  // kNobody between two tries
    std::uint32_t next, previous;
    std::uint8_t tries;
  };
  struct Query {
    Nanoseconds asked;
    std::uint32_t key;
    std::uint32_t first_caller;
    std::uint32_t number;  // of the request that asked first, and which of its tries: what makes
    std::uint8_t tries;    // the same question take the same time in every lane
  };
  struct GivingUp {
    Nanoseconds at;
    std::uint32_t caller, number;  // the number tells whether the place has another caller now
    std::uint8_t tries;
  };
  struct Pausing {
    Nanoseconds at;
    std::uint32_t caller;
  };
  /// In order of time, and of equal times the first that was planned.
  struct Due {
    Nanoseconds at;
    std::uint64_t order;
    std::uint32_t what;
    bool is_answer;  // `what` is a query; else a caller who tries again
    friend bool operator<(const Due& a, const Due& b) {  // the heap has the largest on top
      return a.at != b.at ? a.at > b.at : a.order > b.order;
    }
  };

  void pass_until(Nanoseconds now);
  bool look_up(const Request& request, Nanoseconds now);
  void ask(std::uint32_t caller);
  void start(std::uint32_t query);
  void take_next();
  void answer(std::uint32_t query);
  void give_up(const GivingUp& who);
  void try_again(std::uint32_t caller);
  void fail(std::uint32_t caller);
  void end(std::uint32_t caller, Count how, Nanoseconds latency);
  void leave(std::uint32_t caller);
  void plan(Nanoseconds at, std::uint32_t what, bool is_answer);
  void let_pass(Nanoseconds at);
  std::size_t room() const;
  Nanoseconds service_of(const Query& query) const;
  Nanoseconds pause_of(const Caller& caller) const;

  LaneKind kind_;
  Scene scene_;
  Nanoseconds service_;
  bool coalesce_;

  // By key: kCold from the beginning where it changes owner, kFilled once the new owner has it.
  std::vector<std::uint8_t> key_;
  std::vector<std::uint32_t> fetching_;  // by key: its query, or kNobody; only when coalescing

  std::vector<Caller> callers_;
  std::vector<std::uint32_t> free_callers_;
  std::vector<Query> queries_;
  std::vector<std::uint32_t> free_queries_;
  Fifo<std::uint32_t> waiting_;  // queries, for a connection
  Fifo<GivingUp> impatient_;     // every time-out is as long as the others: they end in turn,
  Fifo<Pausing> pausing_;        // and so does every pause without back-off
  std::vector<Due> due_;         // a heap of the rest
  std::uint64_t planned_ = 0;

  Nanoseconds now_ = 0;
  std::int64_t busy_ = 0;       // connections in use
  std::int64_t busy_time_ = 0;  // since the tick began, times nanoseconds
  Nanoseconds busy_since_ = 0;  // up to here it is counted
  std::uint64_t moved_requests_ = 0;
  WaitSums waits_;
  Record record_;
};

}  // namespace edgecache::outage
