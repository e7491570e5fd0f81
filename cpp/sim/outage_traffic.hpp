#pragma once
/// Who asks for what, and when: one stream of requests for all lanes of a run, so that nothing but
/// the placement differs between them. Arrivals are Poisson, keys follow Zipf's law.

#include <cstdint>

#include "sim/exponential.hpp"
#include "sim/outage_scene.hpp"
#include "sim/zipf.hpp"

namespace edgecache::outage {

struct Request {
  Nanoseconds at;
  std::uint32_t number;    // 0, 1, ... within the run
  std::uint32_t key;       // user:<key>; 0 is the most popular
  bool kept;               // a calm day's cache has it: a coin of the hit rate
  Nanoseconds knows_from;  // when its caller learns who joined
};

class Traffic {
 public:
  Traffic(const Scene& scene, Zipf popularity)
      : chance_(scene.seed),
        popularity_(std::move(popularity)),
        gap_(kSecond / scene.rate),
        hit_rate_(scene.hit_rate),
        first_knows_(scene.join + scene.notice),
        spread_(static_cast<std::uint64_t>(scene.spread)) {}

  /// Five draws and more of one stream, always in this order.
  Request next() {
    now_ += exponential(chance_, gap_);
    Request request{.at = now_, .number = number_++, .key = 0, .kept = false, .knows_from = 0};
    request.key = popularity_.draw(chance_);
    request.kept = static_cast<double>(chance_.next() >> 11) * 0x1p-53 < hit_rate_;
    request.knows_from = first_knows_ + static_cast<Nanoseconds>(part_of(spread_, chance_.next()));
    return request;
  }

 private:
  SplitMix64 chance_;
  Zipf popularity_;
  Nanoseconds gap_;
  double hit_rate_;
  Nanoseconds first_knows_;
  std::uint64_t spread_;
  Nanoseconds now_ = 0;
  std::uint32_t number_ = 0;
};

}  // namespace edgecache::outage
