#pragma once
// Traces and the policies that run on them: requests lie in the module's memory, a block at a time,
// and only counts cross.

#include <cstdint>

#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "cache/policy_race.hpp"
#include "cache/text_lru.hpp"
#include "sim/trace_source.hpp"

namespace edgecache::bindings {

/// 0, or the number of a refusal; `skew` is a decimal text.
inline std::uint32_t trace_draw_from(TraceSource& source, double objects, Address skew,
                                     std::size_t size, Address seed) {
  const auto many = whole(objects).value_or(0);
  return static_cast<std::uint32_t>(source.draw_from(many, lent_text(skew, size), seed_at(seed)));
}

inline void trace_draw(TraceSource& source, Address out, std::uint32_t count) {
  source.draw(lent<Object>(out, count));
}

/// False, and nothing written: the offsets do not describe keys that lie within `size` bytes.
inline bool trace_number(TraceSource& source, Address bytes, std::size_t size, Address offsets,
                         std::uint32_t count, Address out) {
  const PackedKeys keys = lent_keys(bytes, size, offsets, count);
  if (!keys.well_formed()) return false;
  source.number(keys, lent<Object>(out, count));
  return true;
}

/// False: an object is beyond those that there may be.
inline bool trace_count(TraceSource& source, Address objects, std::uint32_t count) {
  const auto numbers = lent<const Object>(objects, count);
  for (const Object object : numbers) {
    if (object > kMaxObjects) return false;
  }
  source.count(numbers);
  return true;
}

/// False: no such policy, or no such capacity.
inline bool race_enter(PolicyRace& race, std::uint32_t kind, double capacity) {
  const auto entries = whole(capacity);
  if (kind >= kPolicyKinds || !entries || *entries < 1) return false;
  race.enter(static_cast<PolicyKind>(kind), *entries);
  return true;
}

inline void race_run(PolicyRace& race, Address requests, std::uint32_t count) {
  race.run(lent<const Object>(requests, count));
}

inline void race_keep(PolicyRace& race, Address requests, std::uint32_t count) {
  race.keep(lent<const Object>(requests, count));
}

/// Where the kept requests lie, until more are kept.
inline Address race_kept(const PolicyRace& race) {
  return reinterpret_cast<Address>(race.kept().data());
}

inline std::uint32_t race_kept_count(const PolicyRace& race) {
  return static_cast<std::uint32_t>(race.kept().size());
}

/// out[i] = misses of entrant i.
inline void race_misses(const PolicyRace& race, Address out) {
  const auto to = lent<double>(out, race.size());
  for (std::size_t i = 0; i < to.size(); ++i) to[i] = static_cast<double>(race.misses(i));
}

/// Null: no such capacity.
inline TextLru* make_text_lru(double capacity) {
  const auto entries = whole(capacity);
  if (!entries || *entries < 1 || *entries >= std::int64_t{0xffffffff}) return nullptr;
  return new TextLru(static_cast<std::uint32_t>(*entries));
}

/// Hits, or -1 and no request: the offsets do not describe keys that lie within `size` bytes.
inline double text_replay(TextLru& cache, Address bytes, std::size_t size, Address offsets,
                          std::uint32_t count) {
  const PackedKeys keys = lent_keys(bytes, size, offsets, count);
  if (!keys.well_formed()) return -1;
  return static_cast<double>(cache.replay(keys.bytes.data(), keys.offsets));
}

}  // namespace edgecache::bindings
