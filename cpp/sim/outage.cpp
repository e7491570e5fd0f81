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

std::variant<Run, Refusal> Run::of(const Scene& scene, std::span<const LaneKind> lanes) {
  if (const Refusal no = refuse(scene); no != Refusal::none) return no;
  auto popularity = Zipf::of(scene.keys, scene.skew);
  if (const auto* no = std::get_if<Refusal>(&popularity)) return *no;
  HashRing before;
  if (const Refusal no = build(before, scene.before, scene.vnodes); no != Refusal::none) return no;
  HashRing after;
  if (const Refusal no = build(after, scene.after, scene.vnodes); no != Refusal::none) return no;

  Run run(scene, std::get<Zipf>(std::move(popularity)));
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
    run.moved_.push_back(sum);
    run.lanes_.emplace_back(kind, scene, std::move(moved));
  }
  return run;
}

bool Run::advance(std::uint32_t count) {
  for (; count > 0 && !over_; --count) {
    if (next_.at >= scene_.length) {
      for (Lane& lane : lanes_) lane.finish();
      over_ = true;
      break;
    }
    for (Lane& lane : lanes_) lane.arrive(next_);
    next_ = traffic_.next();
  }
  return !over_;
}

std::vector<double> Run::report() const {
  std::vector<double> numbers;
  const auto put = [&](auto value) { numbers.push_back(static_cast<double>(value)); };
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    const Record& record = lanes_[i].record();
    const WaitSums& waits = lanes_[i].waits();
    put(moved_[i]);
    put(lanes_[i].moved_requests());
    put(waits.started);
    put(waits.waited);
    put(waits.waiting);
    put(waits.busy);
    put(waits.most_queue);
    put(record.is_down() ? 1 : 0);
    put(record.most_in_a_second(Count::first_misses));
    put(record.most_in_a_second(Count::queries));
    for (std::size_t what = 0; what < kCounts; ++what) put(record.total(static_cast<Count>(what)));
    for (std::size_t what = 0; what < kMoments; ++what) {
      const Nanoseconds at = record.moment(static_cast<Moment>(what));
      put(at == kNever ? -1 : at);
    }
    const auto series = record.series();
    numbers.insert(numbers.end(), series.begin(), series.end());
  }
  return numbers;
}

}  // namespace edgecache::outage
