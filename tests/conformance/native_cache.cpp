// Traces, policies and the tiered cache.

#include <array>

#include "cache/policy_race.hpp"
#include "cache/tiered_summary.hpp"
#include "native_session.hpp"
#include "ring/hash.hpp"
#include "sim/trace_source.hpp"

namespace edgecache::native {
namespace {

Answer refused(CacheRefusal refusal) {
  return Answer().word("refused").word(edgecache::code(refusal));
}

Answer trace_zipf(Session& session, Fields fields) {
  const auto objects = number<std::int64_t>(fields[0]);
  const auto skew = text(fields[1]);
  const auto seed = number<std::uint64_t>(fields[2]);
  const auto count = number<std::uint32_t>(fields[3]);
  if (!objects || !count) return native::refused(Refusal::count_out_of_range);
  if (!skew) return native::refused(Refusal::skew_unknown);
  if (!seed) return native::refused(Refusal::seed_out_of_range);
  TraceSource source;
  const Refusal refusal = source.draw_from(*objects, *skew, *seed);
  if (refusal != Refusal::none) return native::refused(refusal);
  session.requests.resize(*count);
  source.draw(session.requests);
  return Answer().word("ok");
}

Answer trace_objects(Session& session, Fields fields) {
  session.requests.clear();
  for (const std::string_view field : fields) {
    const auto object = number<Object>(field);
    if (!object || *object > kMaxObjects) return native::refused(Refusal::count_out_of_range);
    session.requests.push_back(*object);
  }
  return Answer().word("ok");
}

Answer policy(Session& session, Fields fields) {
  constexpr std::array<std::string_view, kPolicyKinds> kNames = {"LRU",   "FIFO",    "CLOCK",
                                                                 "SIEVE", "S3-FIFO", "Belady"};
  const auto kind = std::find(kNames.begin(), kNames.end(), fields[0]);
  if (kind == kNames.end()) return error("no such policy");
  PolicyRace race;
  for (const std::string_view field : fields.subspan(1)) {
    const auto capacity = number<std::int64_t>(field);
    if (!capacity || *capacity < 1) return refused(CacheRefusal::capacity_out_of_range);
    race.enter(static_cast<PolicyKind>(kind - kNames.begin()), *capacity);
  }
  race.keep(session.requests);
  race.look_back(static_cast<std::uint32_t>(session.requests.size()));
  race.run(session.requests);
  Answer answer;
  answer.value(race.size());
  for (std::size_t i = 0; i < race.size(); ++i) answer.value(race.misses(i));
  return answer;
}

/// Milliseconds; a word that is none is out of range, "never" is for ever.
Nanos life(std::string_view field) {
  if (field == "never") return kForever;
  const auto ms = number<std::int64_t>(field);
  if (!ms || *ms < 0) return -1;
  return *ms > kLatest / 1'000'000 ? kForever : *ms * 1'000'000;
}

std::uint64_t text_hash(std::string_view text) { return xxh64(text); }

Answer tiered(Session& session, Fields fields) {
  TieredSpec spec;
  spec.inclusion = fields[0] == "nine" ? Inclusion::nine : Inclusion::inclusive;
  spec.touch = fields[1] == "all" ? Touch::all : Touch::hit_tier;
  spec.db_latency = number<Nanos>(fields[2]).value_or(-1);
  for (std::size_t i = 3; i + 1 < fields.size(); i += 2) {
    spec.tiers.push_back({.capacity = number<std::int64_t>(fields[i]).value_or(0),
                          .latency = number<Nanos>(fields[i + 1]).value_or(-1)});
  }
  const CacheRefusal refusal = refusal_of(spec);
  if (refusal != CacheRefusal::none) return refused(refusal);
  session.caches.assign(1, NamedCache(TieredCache(spec), &text_hash));
  return Answer().word("ok");
}

/// Answers `use(cache, text of the first field)`.
template <typename Use>
Answer with_key(Session& session, Fields fields, Use use) {
  if (session.caches.empty()) return error("no cache");
  const auto key = text(fields[0]);
  return key ? use(session.caches[0], *key) : error("no text");
}

/// TIER (0 is the nearest, db the database) VERSION
Answer read(TieredCache& cache, Object object, std::string_view ttl) {
  const Nanos lives = life(ttl);
  if (lives < 0) return refused(CacheRefusal::ttl_out_of_range);
  const TieredAnswer found = cache.get(object, lives);
  Answer answer;
  found.hit ? answer.value(found.tier) : answer.word("db");
  return answer.value(found.version);
}

Answer get(Session& session, Fields fields) {
  return with_key(session, fields, [&](NamedCache& cache, std::string_view key) {
    return read(cache.cache(), cache.key(key), fields[1]);
  });
}

Answer versioned_get(Session& session, Fields fields) {
  return with_key(session, fields, [&](NamedCache& cache, std::string_view name) {
    return read(cache.cache(), cache.versioned_key(name), fields[1]);
  });
}

Answer put(Session& session, Fields fields) {
  return with_key(session, fields, [&](NamedCache& cache, std::string_view key) {
    const Nanos lives = life(fields[1]);
    if (lives < 0) return refused(CacheRefusal::ttl_out_of_range);
    return Answer().value(cache.cache().put(cache.key(key), lives).version);
  });
}

Answer write_database(Session& session, Fields fields) {
  return with_key(session, fields, [&](NamedCache& cache, std::string_view key) {
    return Answer().value(cache.cache().write_database(cache.key(key)).version);
  });
}

Answer versioned_put(Session& session, Fields fields) {
  return with_key(session, fields, [&](NamedCache& cache, std::string_view name) {
    return Answer().value(cache.write_versioned(name).version);
  });
}

Answer purge(Session& session, Fields fields) {
  return with_key(session, fields, [&](NamedCache& cache, std::string_view key) {
    std::vector<Nanos> delays;
    for (const std::string_view field : fields.subspan(1)) {
      delays.push_back(life(field));
      if (delays.back() < 0) return refused(CacheRefusal::time_out_of_range);
    }
    if (delays.size() != cache.cache().tier_count()) {
      return refused(CacheRefusal::nodes_out_of_range);
    }
    cache.cache().purge(cache.key(key), delays);
    return Answer().word("ok");
  });
}

Answer advance(Session& session, Fields fields) {
  if (session.caches.empty()) return error("no cache");
  const Nanos by = life(fields[0]);
  const bool done = by != kForever && session.caches[0].cache().advance(by);
  return done ? Answer().word("ok") : refused(CacheRefusal::time_out_of_range);
}

Answer replay_requests(Session& session, Fields) {
  if (session.caches.empty()) return error("no cache");
  for (const Object object : session.requests) session.caches[0].cache().get(object);
  return Answer().word("ok");
}

/// For each tier a list of KEY:VERSION, newest first.
Answer state(Session& session, Fields) {
  if (session.caches.empty()) return error("no cache");
  const NamedCache& named = session.caches[0];
  Answer answer;
  for (std::uint32_t k = 0; k < named.cache().tier_count(); ++k) {
    const Tier& tier = named.cache().tier(k, 0);
    answer.value(tier.nodes().size());
    for (Slot slot = tier.nodes().newest(); slot != 0; slot = tier.nodes().older(slot)) {
      answer.text(named.keys().text(tier.nodes().object(slot))).value(tier.copy(slot).version);
    }
  }
  return answer;
}

Answer stats(Session& session, Fields) {
  if (session.caches.empty()) return error("no cache");
  const TieredCache& cache = session.caches[0].cache();
  const TieredCounts& counts = cache.counts();
  const auto objects = contents_in_order(cache);
  Answer answer;
  answer.value(counts.gets).value(counts.misses).value(counts.stale_reads).value(counts.db_reads);
  answer.value(counts.db_writes).value(counts.cost_ns);
  answer.value(xxh64({reinterpret_cast<const char*>(objects.data()), 4 * objects.size()}, 0));
  for (std::uint32_t k = 0; k < cache.tier_count(); ++k) {
    const TierCounts& tier = counts.tiers[k];
    answer.value(tier.hits).value(tier.evictions).value(tier.back_invalidations);
    answer.value(tier.expired).value(tier.purged).value(tier.promotions);
    answer.value(cache.tier(k, 0).nodes().size());
  }
  return answer;
}

}  // namespace

void add_cache_commands(Commands& commands) {
  commands["trace-zipf"] = {4, trace_zipf};
  commands["trace-objects"] = {0, trace_objects};
  commands["policy"] = {1, policy};
  commands["tiered"] = {3, tiered};
  commands["tiered-get"] = {2, get};
  commands["tiered-put"] = {2, put};
  commands["tiered-db"] = {1, write_database};
  commands["tiered-vget"] = {2, versioned_get};
  commands["tiered-vput"] = {1, versioned_put};
  commands["tiered-purge"] = {1, purge};
  commands["tiered-advance"] = {1, advance};
  commands["tiered-replay"] = {0, replay_requests};
  commands["tiered-state"] = {0, state};
  commands["tiered-stats"] = {0, stats};
}

}  // namespace edgecache::native
