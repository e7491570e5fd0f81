#pragma once
// A ring as JavaScript holds it: a handle, questions by address, servers by number. Adapters
// convert; they do not decide.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "ring/balance.hpp"
#include "ring/hash_ring.hpp"

namespace edgecache::bindings {

inline HashRing* make_ring(std::uint32_t kind, bool plain) {
  return new HashRing(hash_kind(kind), plain);
}

inline HashRing copy(const HashRing& ring) { return ring; }

/// Slot of the server that joined, or a refusal as a negative number.
inline std::int32_t joined(const HashRing& ring, Refusal refusal) {
  return refusal == Refusal::none ? static_cast<std::int32_t>(ring.members().back())
                                  : -static_cast<std::int32_t>(refusal);
}

inline std::int32_t add_server(HashRing& ring, Address name, std::size_t size, double vnodes) {
  // What is no whole number is out of range, and the ring says in which order it minds.
  return joined(ring, ring.add_server(lent_text(name, size), whole(vnodes).value_or(0)));
}

inline std::int32_t add_server_at(HashRing& ring, Address name, std::size_t size, Address positions,
                                  std::size_t count) {
  return joined(ring,
                ring.add_server_at(lent_text(name, size), lent<const Position>(positions, count)));
}

inline std::int32_t remove_server(HashRing& ring, Address name, std::size_t size) {
  return -static_cast<std::int32_t>(ring.remove_server(lent_text(name, size)));
}

/// Slot, or kNoServer on an empty ring.
inline std::uint32_t owner(const HashRing& ring, Address key, std::size_t size) {
  return ring.owner(lent_text(key, size)).value_or(kNoServer);
}

inline std::uint32_t owner_of(const HashRing& ring, Address position) {
  return ring.owner_of(lent<const Position>(position, 1)[0]).value_or(kNoServer);
}

/// One row of a look-up told step by step.
struct ProbeView {
  Position position;
  double turn;
  std::uint32_t index;
  std::uint32_t server;
  std::uint32_t at_or_after;
  std::uint32_t unused;
};

struct LookupView {
  PositionView key;
  std::uint32_t owner;
  std::uint32_t found;
  std::uint32_t wrapped;
  std::uint32_t probes;
  double distance;  // clockwise from the key to its token, as a turn
};

/// A binary search over 1,000,000 tokens needs 20 probes: `rows` has room for 64. The ring is not
/// empty.
inline void lookup(const HashRing& ring, Address key, std::size_t size, Address out, Address rows) {
  const Position there = position_of(ring.hash(), lent_text(key, size));
  Trace trace;
  ring.successor_by_binary_search(there, &trace);
  const auto row = lent<ProbeView>(rows, 64);
  const std::size_t count = std::min(row.size(), trace.probes.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Probe& probe = trace.probes[i];
    row[i] = {.position = probe.position,
              .turn = turn(probe.position),
              .index = probe.index,
              .server = ring.tokens()[probe.index].server,
              .at_or_after = probe.at_or_after,
              .unused = 0};
  }
  lent<LookupView>(out, 1)[0] = {.key = {.position = there, .turn = turn(there)},
                                 .owner = ring.tokens()[trace.found].server,
                                 .found = trace.found,
                                 .wrapped = trace.wrapped,
                                 .probes = static_cast<std::uint32_t>(count),
                                 .distance = turn(ring.tokens()[trace.found].position - there)};
}

/// Writes at most `size()` slots and answers how many; a negative or broken count is refused as -1.
inline std::int32_t preference(const HashRing& ring, Address key, std::size_t size, double count,
                               Address out) {
  const auto wanted = whole(count);
  if (!wanted || *wanted < 0) return -1;
  const auto most = std::min<std::int64_t>(*wanted, static_cast<std::int64_t>(ring.size()));
  const auto list = ring.preference_list(position_of(ring.hash(), lent_text(key, size)),
                                         static_cast<std::size_t>(most));
  std::copy(list.begin(), list.end(), lent<std::uint32_t>(out, list.size()).begin());
  return static_cast<std::int32_t>(list.size());
}

/// Servers leave C++ as their index in order of joining, which is how JavaScript lists them. Slots
/// are that already until the first server leaves.
inline void slots_to_indices(const HashRing& ring, std::span<std::uint32_t> slots) {
  const auto& members = ring.members();
  bool same = true;
  std::vector<std::uint32_t> index_of(ring.slot_count(), kNoServer);
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    index_of[members[i]] = i;
    same = same && members[i] == i;
  }
  if (same) return;
  for (auto& slot : slots) {
    if (slot != kNoServer) slot = index_of[slot];
  }
}

inline void owners(const HashRing& ring, Address positions, std::uint32_t count, Address out) {
  const auto to = lent<std::uint32_t>(out, count);
  ring.owners(lent<const Position>(positions, count), to);
  slots_to_indices(ring, to);
}

/// Adds to counts[server] for each key; `buffer` has room for `count` servers.
inline void tally(const HashRing& ring, Address positions, std::uint32_t count, Address buffer,
                  Address counts) {
  owners(ring, positions, count, buffer);
  count_owners(lent<const std::uint32_t>(buffer, count), lent<std::uint32_t>(counts, ring.size()));
}

/// All tokens in order. An address of 0 is not written to; three of them leave the sorting alone.
inline void tokens(const HashRing& ring, Address positions, Address turns, Address servers) {
  const auto& all = ring.tokens();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (positions) lent<Position>(positions, all.size())[i] = all[i].position;
    if (turns) lent<double>(turns, all.size())[i] = turn(all[i].position);
    if (servers) lent<std::uint32_t>(servers, all.size())[i] = all[i].server;
  }
  if (servers) slots_to_indices(ring, lent<std::uint32_t>(servers, all.size()));
}

struct ArcView {
  std::uint64_t lo;
  std::uint64_t hi;
  double fraction;
};

/// What each member owns, in order of joining.
inline void arcs(const HashRing& ring, Address out) {
  const auto all = ring.arcs();
  const auto to = lent<ArcView>(out, all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    to[i] = {.lo = all[i].lo, .hi = all[i].hi, .fraction = all[i].fraction()};
  }
}

/// A token as JavaScript may point at it.
struct TokenView {
  double turn;
  std::uint32_t index;
  std::uint32_t server;
};

/// The token nearest to a turn in [0, 1), either way round: what a pointer means on a drawn ring.
/// The ring is not empty.
inline void nearest_token(const HashRing& ring, double at, Address out) {
  const auto there = static_cast<Position>(at * 0x1p53) << 11;
  const auto& all = ring.tokens();
  const std::size_t next = ring.successor(there).value_or(0);
  const std::size_t before = (next == 0 ? all.size() : next) - 1;
  const bool back = there - all[before].position < all[next].position - there;
  const std::size_t found = back ? before : next;
  lent<TokenView>(out, 1)[0] = {.turn = turn(all[found].position),
                                .index = static_cast<std::uint32_t>(found),
                                .server = all[found].server};
}

}  // namespace edgecache::bindings
