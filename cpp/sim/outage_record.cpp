#include "sim/outage_record.hpp"

#include <algorithm>

namespace edgecache::outage {

Record::Record(const Scene& scene)
    : tick_(scene.tick),
      tick_end_(scene.tick),
      connections_(scene.connections),
      database_per_second_(scene.database_per_second),
      most_ticks_(static_cast<std::size_t>(scene.length / scene.tick)),
      second_(std::max<std::size_t>(1, static_cast<std::size_t>(kSecond / scene.tick))),
      series_((kCounts + kGauges) * most_ticks_) {
  moments_.fill(kNever);
}

void Record::end_tick(std::int64_t busy, std::size_t queue) {
  for (std::size_t i = 0; i < kCounts; ++i)
    series_[i * most_ticks_ + ticks_] = static_cast<double>(now_[i]);
  now_.fill(0);
  const auto share = [&](Count part, Count whole) {
    const double all = row(whole)[ticks_];
    return all > 0 ? row(part)[ticks_] / all : 0;
  };
  const double ended = row(Count::errors)[ticks_] + row(Count::answered)[ticks_];
  const double tick = static_cast<double>(tick_);
  gauge(Gauge::hit_rate) = share(Count::hits, Count::lookups);
  gauge(Gauge::queries_per_second) = row(Count::queries)[ticks_] * 1e9 / tick;
  gauge(Gauge::error_rate) = ended > 0 ? row(Count::errors)[ticks_] / ended : 0;
  gauge(Gauge::pool_in_use) = static_cast<double>(busy) / tick;
  gauge(Gauge::queue) = static_cast<double>(queue);
  gauge(Gauge::p50_ms) = static_cast<double>(latencies_.percentile(50)) / 1e6;
  gauge(Gauge::p99_ms) = static_cast<double>(latencies_.percentile(99)) / 1e6;
  latencies_.clear();
  look_for_moments(busy);
  ++ticks_;
  tick_end_ += tick_;
}

void Record::look_for_moments(std::int64_t busy) {
  if (busy == connections_ * tick_) note(Moment::pool_full, tick_end_);
  if (ticks_ + 1 < second_) return;  // there is no whole second to look back on yet
  const double queries = last_second(Count::queries);
  const double errors = last_second(Count::errors);
  const double answered = last_second(Count::answered);
  const double seconds = static_cast<double>(tick_) * static_cast<double>(second_) / 1e9;
  if (queries > database_per_second_ * seconds) note(Moment::overload, tick_end_);
  if (2 * last_second(Count::retries) > queries) note(Moment::retries_dominate, tick_end_);
  if (errors > 0.01 * (errors + answered)) note(Moment::alert, tick_end_);
  is_down_ = errors > answered;
  if (is_down_) note(Moment::down, tick_end_);
  if (noted(Moment::down) && errors <= 0.01 * (errors + answered) && answered > 0)
    note(Moment::recovered, tick_end_);
}

double Record::last_second(Count what) const {
  double sum = 0;
  for (std::size_t i = ticks_ + 1 - second_; i <= ticks_; ++i) sum += row(what)[i];
  return sum;
}

double Record::most_in_a_second(Count what) const {
  double most = 0;
  double sum = 0;
  for (std::size_t i = 0; i < ticks_; ++i) {
    sum += row(what)[i];
    if (i >= second_) sum -= row(what)[i - second_];
    most = std::max(most, sum);
  }
  return most * 1e9 / (static_cast<double>(tick_) * static_cast<double>(second_));
}

double Record::total(Count what) const {
  double sum = 0;
  for (std::size_t i = 0; i < ticks_; ++i) sum += row(what)[i];
  return sum;
}

}  // namespace edgecache::outage
