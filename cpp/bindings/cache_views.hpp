#pragma once
// A tiered cache as JavaScript holds it: a handle, keys by text, answers and events as rows in the
// module's memory. Times cross in milliseconds, latencies in nanoseconds.

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "bindings/lent_memory.hpp"
#include "cache/named_cache.hpp"
#include "ring/hash.hpp"

namespace edgecache::bindings {

inline std::uint64_t text_hash(std::string_view text) { return xxh64(text); }

/// As the object of an answer: the operation was about none.
constexpr Object kNoObject = 0xffffffff;

/// The cache and what its last operation told.
struct TieredHandle {
  NamedCache named;
  std::vector<Event> events;

  explicit TieredHandle(NamedCache cache) : named(std::move(cache)) {}
};

constexpr double kMillisecond = 1e6;  // in nanoseconds

/// Milliseconds as nanoseconds; infinity, and what no clock reaches, as never. Nullopt: no whole
/// number of them, or below 0.
inline std::optional<Nanos> nanos(double ms) {
  if (ms == std::numeric_limits<double>::infinity()) return kForever;
  const auto number = whole(ms);
  if (!number || *number < 0) return std::nullopt;
  return *number > kLatest / 1'000'000 ? kForever : *number * 1'000'000;
}
inline double milliseconds(Nanos time) {
  return time == kForever ? std::numeric_limits<double>::infinity()
                          : static_cast<double>(time) / kMillisecond;
}

template <typename Mode>
bool read_mode(double number, Mode last, Mode& mode) {
  if (!(number >= 0) || number > static_cast<double>(last)) return false;
  mode = static_cast<Mode>(number);
  return true;
}

/// The spec as numbers: database's latency, staleness still served (ms), the six modes, the number
/// of tiers, then capacity, latency and nodes of each tier. Null, and the refusal's number:
/// refused.
inline TieredHandle* make_tiered(Address numbers, Address refusal) {
  const auto in = lent<const double>(numbers, 9 + 3 * kMaxTiers);
  auto& why = lent<std::uint32_t>(refusal, 1)[0];
  TieredSpec spec;
  const bool known = read_mode(in[2], Inclusion::nine, spec.inclusion) &&
                     read_mode(in[3], Touch::all, spec.touch) &&
                     read_mode(in[4], Promotion::none, spec.promotion) &&
                     read_mode(in[5], Fill::none, spec.fill) &&
                     read_mode(in[6], Fetch::takes_time, spec.fetch) &&
                     read_mode(in[7], Coalesce::tier, spec.coalesce);
  why = static_cast<std::uint32_t>(CacheRefusal::mode_unknown);
  if (!known) return nullptr;
  // What is no whole number becomes one that is out of range.
  spec.db_latency = whole(in[0]).value_or(-1);
  spec.stale_while_revalidate = nanos(in[1]).value_or(-1);
  const std::int64_t tiers = whole(in[8]).value_or(0);
  if (tiers > kMaxTiers) {
    why = static_cast<std::uint32_t>(CacheRefusal::capacity_out_of_range);
    return nullptr;
  }
  for (std::int64_t i = 0; i < tiers; ++i) {
    const auto tier = in.subspan(static_cast<std::size_t>(9 + 3 * i), 3);
    spec.tiers.push_back({.capacity = whole(tier[0]).value_or(0),
                          .latency = whole(tier[1]).value_or(-1),
                          .nodes = whole(tier[2]).value_or(0)});
  }
  why = static_cast<std::uint32_t>(refusal_of(spec));
  return why == 0 ? new TieredHandle(NamedCache(TieredCache(spec), &text_hash)) : nullptr;
}

inline TieredHandle* copy_tiered(const TieredHandle& handle) {
  return new TieredHandle(handle.named);
}

/// What an operation answers, and where the rows of its events lie until the next one.
struct TieredAnswerView {
  double cost, now_ms;
  std::uint32_t refusal, object, tier, version, db_version, hit, coalesced;
  std::uint32_t events, events_at, unused;
};

struct EventView {
  double cost, at_ms;
  std::uint32_t kind, tier, node, object, version, unused;
};

inline EventView view(const Event& event) {
  return {.cost = static_cast<double>(event.cost),
          .at_ms = milliseconds(event.at),
          .kind = static_cast<std::uint32_t>(event.kind),
          .tier = event.tier,
          .node = event.node,
          .object = event.object,
          .version = event.version,
          .unused = 0};
}

/// The events become rows in a block that JavaScript reads and releases.
inline void answer(TieredHandle& handle, Object object, const TieredAnswer& answer,
                   CacheRefusal refusal, Address out) {
  const Address rows =
      handle.events.empty()
          ? 0
          : allocate(static_cast<double>(handle.events.size() * sizeof(EventView)));
  const std::size_t count = rows == 0 ? 0 : handle.events.size();
  const auto row = lent<EventView>(rows, count);
  for (std::size_t i = 0; i < count; ++i) row[i] = view(handle.events[i]);
  handle.events.clear();
  lent<TieredAnswerView>(out, 1)[0] = {.cost = static_cast<double>(answer.cost),
                                       .now_ms = milliseconds(handle.named.cache().now()),
                                       .refusal = static_cast<std::uint32_t>(refusal),
                                       .object = object,
                                       .tier = answer.tier,
                                       .version = answer.version,
                                       .db_version = answer.db_version,
                                       .hit = answer.hit,
                                       .coalesced = answer.coalesced,
                                       .events = static_cast<std::uint32_t>(count),
                                       .events_at = static_cast<std::uint32_t>(rows),
                                       .unused = 0};
}

enum class TieredVerb : std::uint32_t { get, put, write_database, versioned_get, versioned_put };

/// One read or write: `ttl` in ms, infinity for never.
inline void tiered_apply(TieredHandle& handle, std::uint32_t verb, Address text, std::size_t size,
                         double ttl, double place, Address out) {
  const auto life = nanos(ttl);
  const auto where = whole(place);
  TieredCache& cache = handle.named.cache();
  CacheRefusal why = CacheRefusal::none;
  if (!life) why = CacheRefusal::ttl_out_of_range;
  if (!where || *where < 0 || *where >= cache.places()) why = CacheRefusal::place_out_of_range;
  if (why != CacheRefusal::none) return answer(handle, 0, {}, why, out);

  const auto at = static_cast<std::uint32_t>(*where);
  const std::string_view name = lent_text(text, size);
  const auto kind = static_cast<TieredVerb>(verb);
  const bool versioned = kind == TieredVerb::versioned_get || kind == TieredVerb::versioned_put;
  cache.tell(&handle.events);
  const TieredAnswer done =
      kind == TieredVerb::versioned_put ? handle.named.write_versioned(name) : TieredAnswer{};
  const Object object = versioned ? handle.named.versioned_key(name) : handle.named.key(name);
  answer(handle, object,
         kind == TieredVerb::versioned_put    ? done
         : kind == TieredVerb::put            ? cache.put(object, *life, at)
         : kind == TieredVerb::write_database ? cache.write_database(object)
                                              : cache.get(object, *life, at),
         why, out);
}

/// `delays` in ms, one a tier or one a node; what is no time, or not so many, is refused.
inline void tiered_purge(TieredHandle& handle, Address text, std::size_t size, Address delays,
                         std::uint32_t count, Address out) {
  TieredCache& cache = handle.named.cache();
  std::uint32_t nodes = 0;
  for (std::uint32_t k = 0; k < cache.tier_count(); ++k) nodes += cache.node_count(k);
  std::vector<Nanos> after;
  for (const double ms : lent<const double>(delays, count)) {
    const auto delay = nanos(ms);
    if (!delay) return answer(handle, 0, {}, CacheRefusal::time_out_of_range, out);
    after.push_back(*delay);
  }
  if (count != cache.tier_count() && count != nodes) {
    return answer(handle, 0, {}, CacheRefusal::nodes_out_of_range, out);
  }
  const Object object = handle.named.key(lent_text(text, size));
  cache.tell(&handle.events);
  cache.purge(object, after);
  answer(handle, object, {.version = 0, .db_version = cache.version(object)}, CacheRefusal::none,
         out);
}

inline void tiered_advance(TieredHandle& handle, double ms, double ns, Address out) {
  const auto most = nanos(ms);
  const auto rest = whole(ns);
  const bool forwards = most && *most != kForever && rest && *rest >= 0;
  handle.named.cache().tell(&handle.events);
  const bool done = forwards && handle.named.cache().advance(*most + *rest);
  answer(handle, kNoObject, {}, done ? CacheRefusal::none : CacheRefusal::time_out_of_range, out);
}

/// 0, or the number of a refusal.
inline std::uint32_t tiered_preload(TieredHandle& handle, double tier, double node, Address text,
                                    std::size_t size, double ttl) {
  const auto k = whole(tier);
  const auto n = whole(node);
  const auto life = nanos(ttl);
  TieredCache& cache = handle.named.cache();
  CacheRefusal why = CacheRefusal::none;
  if (!life) {
    why = CacheRefusal::ttl_out_of_range;
  } else if (!k || *k < 0 || *k >= cache.tier_count() || !n || *n < 0 ||
             *n >= cache.node_count(static_cast<std::uint32_t>(*k))) {
    why = CacheRefusal::nodes_out_of_range;
  } else if (!cache.preload(static_cast<std::uint32_t>(*k), static_cast<std::uint32_t>(*n),
                            handle.named.key(lent_text(text, size)), *life)) {
    why = CacheRefusal::capacity_out_of_range;
  }
  return static_cast<std::uint32_t>(why);
}

inline void tiered_reset(TieredHandle& handle) { handle.named.cache().reset_counts(); }

/// The code of a cache's refusal `number`, "" for none and past the last.
inline std::string cache_refusal_code(std::uint32_t number) {
  return std::string(code(static_cast<CacheRefusal>(number)));
}

}  // namespace edgecache::bindings
