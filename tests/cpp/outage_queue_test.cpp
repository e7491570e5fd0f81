// The extremes of the outage model, where queueing theory has a formula for what must come out.
// Bands are wide enough for the chance of one seed, and narrow enough for any mistake worth the
// name.
#include <algorithm>
#include <deque>

#include "outage_scenes.hpp"
#include "sim/exponential.hpp"
#include "sim/fifo.hpp"
#include "sim/latency_histogram.hpp"

using namespace edgecache;
using namespace edgecache::outage;

namespace {

/// Erlang's B: the part of queries that find all of c connections taken, when none may wait.
double erlang_b(int c, double load) {
  double blocked = 1;
  for (int i = 1; i <= c; ++i) blocked = load * blocked / (i + load * blocked);
  return blocked;
}

/// Erlang's C: the part that has to wait, when all may.
double erlang_c(int c, double load) {
  const double b = erlang_b(c, load);
  return b / (1 - load / c * (1 - b));
}

double mean_wait_ms(const Lane& lane) {
  return static_cast<double>(lane.waits().waiting) / 1e6 /
         static_cast<double>(lane.waits().started);
}

double waited(const Lane& lane) {
  return static_cast<double>(lane.waits().waited) / static_cast<double>(lane.waits().started);
}

}  // namespace

TEST_CASE("exponential times have the mean, and no memory") {
  SplitMix64 chance(7);
  constexpr int kDraws = 400'000;
  double sum = 0;
  double beyond[3] = {};
  for (int i = 0; i < kDraws; ++i) {
    const auto time = exponential(chance, 1'000'000);
    sum += static_cast<double>(time);
    for (int k = 1; k <= 3; ++k) beyond[k - 1] += time > std::int64_t{k} * 1'000'000 ? 1 : 0;
  }
  CHECK(sum / kDraws == doctest::Approx(1e6).epsilon(0.006));             // 4 standard errors
  CHECK(beyond[0] / kDraws == doctest::Approx(0.367879).epsilon(0.009));  // e^-1
  CHECK(beyond[1] / beyond[0] == doctest::Approx(0.367879).epsilon(0.014));
  CHECK(beyond[2] / beyond[1] == doctest::Approx(0.367879).epsilon(0.022));
}

TEST_CASE("a queue in a circle is a queue") {
  SplitMix64 chance(3);
  Fifo<int> circle;
  std::deque<int> model;
  for (int i = 0; i < 10'000; ++i) {
    const bool grows = chance.next() % 100 < (i < 5000 ? 60 : 45);
    if (grows || model.empty()) {
      circle.push(i);
      model.push_back(i);
    } else {
      CHECK(circle.front() == model.front());
      circle.pop();
      model.pop_front();
    }
    REQUIRE(circle.size() == model.size());
  }
}

TEST_CASE("a percentile is never too small and at most a 32nd too large") {
  SplitMix64 chance(5);
  for (int round = 0; round < 200; ++round) {
    LatencyHistogram histogram;
    std::vector<std::uint64_t> values(1 + chance.next() % 300);
    for (auto& value : values) {
      value = chance.next() >> (24 + chance.next() % 40);
      histogram.add(static_cast<std::int64_t>(value));
    }
    std::sort(values.begin(), values.end());
    for (const std::size_t percent : {1U, 50U, 99U, 100U}) {
      const std::uint64_t exact = values[(values.size() * percent + 99) / 100 - 1];
      CHECK(histogram.percentile(percent) >= exact);
      CHECK(histogram.percentile(percent) <= exact + exact / 32);
    }
  }
  CHECK(LatencyHistogram().percentile(99) == 0);
}

TEST_CASE("M/M/c: as many queries wait, and as long, as Erlang says") {
  struct Queue {
    int connections;
    double load_each;  // of a connection
  };
  for (const Queue& queue :
       {Queue{1, 0.5}, Queue{1, 0.8}, Queue{2, 0.7}, Queue{5, 0.8}, Queue{20, 0.9}}) {
    const int c = queue.connections;
    const double rho = queue.load_each;
    CAPTURE(c);
    CAPTURE(rho);
    Scene scene = calm_scene();
    scene.length = 600 * kSecond;
    scene.connections = c;
    scene.database_per_second = 1000 / rho;
    const auto whole = run(scene);
    const Lane& lane = whole->lane(0);
    const double expected = erlang_c(c, c * rho);
    CHECK(waited(lane) == doctest::Approx(expected).epsilon(0.02));
    // Of those who wait, each waits 1 / (capacity - rate) on average.
    CHECK(mean_wait_ms(lane) ==
          doctest::Approx(expected * 1000 / (1000 / rho - 1000)).epsilon(0.05));
    const double busy = static_cast<double>(lane.waits().busy) / static_cast<double>(scene.length);
    CHECK(busy == doctest::Approx(c * rho).epsilon(0.005));
  }
}

TEST_CASE("M/D/1: when every query takes the same time, half as long is waited") {
  for (const double rho : {0.5, 0.8}) {
    CAPTURE(rho);
    Scene scene = calm_scene();
    scene.length = 600 * kSecond;
    scene.exponential_service = false;
    scene.database_per_second = 1000 / rho;
    const auto whole = run(scene);
    const double service_ms = rho;  // 1000 queries a second
    CHECK(mean_wait_ms(whole->lane(0)) ==
          doctest::Approx(rho * service_ms / (2 * (1 - rho))).epsilon(0.03));
  }
}

TEST_CASE("M/M/c/c: with no room to wait, as many are turned away as Erlang says") {
  for (const int c : {1, 10}) {
    CAPTURE(c);
    Scene scene = calm_scene();
    scene.length = 300 * kSecond;
    scene.connections = c;
    scene.database_per_second = 1250;  // a load of 0.8 a connection
    scene.queue = 0;
    const auto whole = run(scene);
    const Lane& lane = whole->lane(0);
    CHECK(total(lane, Count::turned_away) / total(lane, Count::requests) ==
          doctest::Approx(erlang_b(c, 0.8 * c)).epsilon(0.02));
    CHECK(total(lane, Count::errors) == total(lane, Count::turned_away));
    CHECK(lane.waits().waited == 0);
  }
}

TEST_CASE("one connection and too much to do: it is busy all the time and answers what it can") {
  Scene scene = calm_scene();
  scene.database_per_second = 100;
  scene.exponential_service = false;
  scene.queue = 50;
  const auto whole = run(scene);
  const Lane& lane = whole->lane(0);
  CHECK(total(lane, Count::answered) == doctest::Approx(100.0 * 100).epsilon(0.001));
  CHECK(lane.record().noted(Moment::pool_full));
  CHECK(lane.waits().most_queue == 50);
}

TEST_CASE("a hit rate of 1 asks the database nothing until keys change owner, of 0 everything") {
  Scene scene = calm_scene();
  scene.hit_rate = 1;
  CHECK(total(run(scene)->lane(0), Count::queries) == 0);
  scene.hit_rate = 0;
  const auto all = run(scene);
  CHECK(total(all->lane(0), Count::queries) == total(all->lane(0), Count::requests));
  CHECK(total(all->lane(0), Count::hits) == 0);

  scene.hit_rate = 1;
  scene.after = 11;
  const auto joined = run(scene);
  const Lane& lane = joined->lane(0);
  CHECK(total(lane, Count::queries) >=
        static_cast<double>(joined->moved(0)));  // each once, at least
  CHECK(total(lane, Count::fills) == static_cast<double>(joined->moved(0)));
  CHECK(report(*joined)[2] == -1);  // many times nothing is no number
}
