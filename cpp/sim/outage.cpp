#include "sim/outage.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ring/keys.hpp"
#include "ring/modulo.hpp"
#include "ring/remap.hpp"

namespace edgecache::outage {
namespace {

/// "server-100" without a stream or a format string.
std::string server(std::int64_t number) { return "server-" + std::to_string(number); }

/// Servers server-0 ... server-<count - 1>, each at `vnodes` places.
Refusal build(HashRing& ring, std::int64_t count, std::int64_t vnodes) {
  for (std::int64_t i = 0; i < count; ++i)
    if (const Refusal no = ring.add_server(server(i), vnodes); no != Refusal::none) return no;
  return Refusal::none;
}

/// Asks `which_moved(positions, out)` about user:0 ..., some at a time; answers a byte a key.
template <typename WhichMoved>
std::vector<std::uint8_t> moved_keys(std::int64_t keys, WhichMoved which_moved) {
  constexpr std::size_t kChunk = 4096;
  std::vector<std::uint8_t> moved(static_cast<std::size_t>(keys));
  std::vector<Position> positions(kChunk);
  for (std::size_t from = 0; from < moved.size(); from += kChunk) {
    const auto count = std::min(kChunk, moved.size() - from);
    const std::span<Position> some(positions.data(), count);
    hash_keys(KeyRange{"user:", from, static_cast<std::uint32_t>(count)}, kHashSeed, some);
    which_moved(some, std::span(moved).subspan(from, count));
  }
  return moved;
}

}  // namespace

Run::Run(const Scene& scene, Zipf popularity)
    : scene_(scene), traffic_(scene, std::move(popularity)), next_(traffic_.next()) {}

std::variant<std::unique_ptr<Run>, Refusal> Run::of(const Scene& scene,
                                                    std::span<const LaneKind> lanes) {
  if (const Refusal no = refuse(scene); no != Refusal::none) return no;
  auto popularity = Zipf::of(scene.keys, scene.skew);
  if (const auto* no = std::get_if<Refusal>(&popularity)) return *no;
  HashRing before;
  if (const Refusal no = build(before, scene.before, scene.vnodes); no != Refusal::none) return no;
  HashRing after;
  if (const Refusal no = build(after, scene.after, scene.vnodes); no != Refusal::none) return no;

  std::unique_ptr<Run> run(new Run(scene, std::move(std::get<Zipf>(popularity))));
  for (const LaneKind kind : lanes) {
    std::uint64_t sum = 0;
    auto moved = moved_keys(scene.keys, [&](auto positions, auto out) {
      const RemapCounts counts =
          kind == LaneKind::modulo
              ? remap_counts(static_cast<std::uint32_t>(scene.before),
                             static_cast<std::uint32_t>(scene.after), positions, out)
              : remap_counts(before, after, positions, out);
      sum += counts.moved;
    });
    run->moved_.push_back(sum);
    run->lanes_.push_back(std::make_unique<Lane>(kind, scene, std::move(moved)));
  }
  return run;
}

bool Run::advance(std::uint32_t count) {
  for (; count > 0 && !over_; --count) {
    over_ = next_.at >= scene_.length;
    for (const auto& lane : lanes_) {
      if (over_)
        lane->finish();
      else
        lane->arrive(next_);
    }
    if (!over_) next_ = traffic_.next();
  }
  return !over_;
}

double Run::rise(double stays) const {
  const double missed = 1 - scene_.hit_rate;
  return missed > 0 ? (1 - scene_.hit_rate * stays) / missed : -1;
}

std::size_t Run::report_size() const {
  constexpr std::size_t kHead = 12;
  const std::size_t series = lanes_.empty() ? 0 : lanes_[0]->record().series().size();
  return lanes_.size() * (kHead + kCounts + kMoments + series);
}

void Run::report(std::span<double> out) const {
  double* to = out.data();
  for (std::size_t i = 0; i < lanes_.size(); ++i) to = report_lane(i, to);
}

/// Writes a lane from `out` on, and answers where it ends.
double* Run::report_lane(std::size_t i, double* out) const {
  const Record& record = lanes_[i]->record();
  const WaitSums& waits = lanes_[i]->waits();
  const auto moved_keys = static_cast<double>(moved_[i]);
  const auto moved_requests = static_cast<double>(lanes_[i]->moved_requests());
  const double calm = scene_.calm_per_second();
  const auto of_calm = [&](Count what) {
    return calm > 0 ? record.most_in_a_second(what) / calm : -1;
  };
  *out++ = moved_keys;
  *out++ = moved_requests;
  *out++ = rise(1 - moved_keys / static_cast<double>(scene_.keys));
  *out++ = rise(1 - moved_requests / std::max(1.0, record.total(Count::requests)));
  *out++ = of_calm(Count::first_misses);
  *out++ = of_calm(Count::queries);
  *out++ = record.is_down() ? 1 : 0;
  const auto started = static_cast<double>(waits.started);
  *out++ = started;
  *out++ = static_cast<double>(waits.waited);
  *out++ = static_cast<double>(waits.waiting) / 1e6 / std::max(1.0, started);
  *out++ = static_cast<double>(waits.busy) / static_cast<double>(scene_.length);
  *out++ = static_cast<double>(waits.most_queue);
  for (std::size_t what = 0; what < kCounts; ++what)
    *out++ = record.total(static_cast<Count>(what));
  for (std::size_t what = 0; what < kMoments; ++what) {
    const Nanoseconds at = record.moment(static_cast<Moment>(what));
    *out++ = at == kNever ? -1 : static_cast<double>(at) / 1e6;
  }
  const auto series = record.series();
  return std::copy(series.begin(), series.end(), out);
}

}  // namespace edgecache::outage
