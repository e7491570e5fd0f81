#pragma once
// Scenes for the tests of the outage: small ones, and the story's own.

#include <doctest/doctest.h>

#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "sim/outage.hpp"

namespace edgecache::outage {

/// A calm day: nobody joins, everything misses, nobody loses patience. A plain queue.
inline Scene calm_scene() {
  return {.seed = 1,
          .before = 10,
          .after = 10,
          .vnodes = 20,
          .keys = 1000,
          .skew = "0",
          .rate = 1000,
          .length = 100 * kSecond,
          .tick = kSecond,
          .join = 0,
          .notice = 0,
          .spread = 0,
          .hit_rate = 0,
          .fill = true,
          .database_per_second = 2000,
          .connections = 1,
          .queue = 1'000'000,
          .exponential_service = true,
          .timeout = kNever,
          .retries = 0,
          .retry_pause = 0,
          .backoff = false,
          .coalesce = false,
          .shed = kNever};
}

/// 3:47 AM as web/engine/outage-scene.js tells it.
inline Scene story() {
  return {.seed = 347,
          .before = 100,
          .after = 101,
          .vnodes = 100,
          .keys = 50'000,
          .skew = "0.75",
          .rate = 5000,
          .length = 60 * kSecond,
          .tick = 250 * kMillisecond,
          .join = 5 * kSecond,
          .notice = kSecond,
          .spread = 3 * kSecond,
          .hit_rate = 0.95,
          .fill = true,
          .database_per_second = 750,
          .connections = 15,
          .queue = 7500,
          .exponential_service = true,
          .timeout = 2 * kSecond,
          .retries = 3,
          .retry_pause = 1500 * kMillisecond,
          .backoff = false,
          .coalesce = false,
          .shed = kNever};
}

inline std::unique_ptr<Run> begun(const Scene& scene, std::vector<LaneKind> lanes) {
  auto made = Run::of(scene, lanes);
  REQUIRE(std::holds_alternative<std::unique_ptr<Run>>(made));
  return std::move(std::get<std::unique_ptr<Run>>(made));
}

inline std::unique_ptr<Run> run(const Scene& scene,
                                std::vector<LaneKind> lanes = {LaneKind::modulo}) {
  auto whole = begun(scene, std::move(lanes));
  while (whole->advance(100'000)) {
  }
  return whole;
}

inline std::vector<double> report(const Run& of) {
  std::vector<double> numbers(of.report_size());
  of.report(numbers);
  return numbers;
}

inline std::vector<double> series(const Lane& lane) {
  const auto all = lane.record().series();
  return {all.begin(), all.end()};
}

inline double total(const Lane& lane, Count what) { return lane.record().total(what); }

}  // namespace edgecache::outage
