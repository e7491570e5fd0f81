#pragma once
// What changes its owner, for rings and for modulo: counted over keys, and exactly.

#include <cstdint>
#include <cstring>

#include "bindings/lent_memory.hpp"
#include "ring/modulo.hpp"
#include "ring/remap.hpp"

namespace edgecache::bindings {

/// Two 128-bit whole numbers as halves, and their quotient rounded once.
struct ShareView {
  std::uint64_t numerator_lo, numerator_hi;
  std::uint64_t denominator_lo, denominator_hi;
  double fraction;
};

inline ShareView view(const ExactShare& share) {
  return {.numerator_lo = static_cast<std::uint64_t>(share.numerator),
          .numerator_hi = static_cast<std::uint64_t>(share.numerator >> 64),
          .denominator_lo = static_cast<std::uint64_t>(share.denominator),
          .denominator_hi = static_cast<std::uint64_t>(share.denominator >> 64),
          .fraction = share.fraction()};
}

/// A number of servers for modulo; 0 when it is none, which modulo refuses.
inline std::uint32_t modulo_servers(double servers) {
  const auto number = whole(servers);
  return number && refuse_modulo(*number) == Refusal::none ? static_cast<std::uint32_t>(*number)
                                                           : 0;
}

/// False, here and below: the number of servers is out of range, and nothing is written.
inline bool modulo(Address positions, std::uint32_t count, double servers, Address out) {
  const std::uint32_t number = modulo_servers(servers);
  if (number == 0) return false;
  modulo_owners(lent<const Position>(positions, count), number, lent<std::uint32_t>(out, count));
  return true;
}

/// Of one position; two 64-bit numbers, quotient and remainder.
inline bool modulo_long(Address position, double servers, Address out) {
  const std::uint32_t number = modulo_servers(servers);
  if (number == 0) return false;
  lent<Division>(out, 1)[0] = modulo_division(lent<const Position>(position, 1)[0], number);
  return true;
}

inline bool modulo_share(double before, double after, Address out) {
  const std::uint32_t from = modulo_servers(before);
  const std::uint32_t to = modulo_servers(after);
  if (from == 0 || to == 0) return false;
  lent<ShareView>(out, 1)[0] = view(remapped_share(from, to));
  return true;
}

/// Of `count` keys; `moved` takes 1 or 0 a key, or is 0.
struct CountsView {
  std::uint32_t moved;
  std::uint32_t moved_between_present_in_both;
};

inline CountsView view(const RemapCounts& counts) {
  return {.moved = static_cast<std::uint32_t>(counts.moved),
          .moved_between_present_in_both =
              static_cast<std::uint32_t>(counts.moved_between_present_in_both)};
}

inline bool modulo_moved(Address positions, std::uint32_t count, double before, double after,
                         Address moved, Address out) {
  const std::uint32_t from = modulo_servers(before);
  const std::uint32_t to = modulo_servers(after);
  if (from == 0 || to == 0) return false;
  lent<CountsView>(out, 1)[0] = view(remap_counts(from, to, lent<const Position>(positions, count),
                                                  lent<std::uint8_t>(moved, moved ? count : 0)));
  return true;
}

inline void ring_share(const HashRing& before, const HashRing& after, Address out) {
  lent<ShareView>(out, 1)[0] = view(remapped_share(before, after));
}

inline void ring_moved(const HashRing& before, const HashRing& after, Address positions,
                       std::uint32_t count, Address moved, Address out) {
  lent<CountsView>(out, 1)[0] =
      view(remap_counts(before, after, lent<const Position>(positions, count),
                        lent<std::uint8_t>(moved, moved ? count : 0)));
}

/// What one server gives to another; slots, or kNoServer for nobody.
struct FlowView {
  std::uint64_t lo, hi;
  double fraction, of_loser;
  std::uint32_t from, to;
};

/// A block of all flows, for JavaScript to read and release; their number is written to `count`.
/// How many there are is known only afterwards, so here it is C++ that allocates; 0: no memory.
inline Address ring_flows(const HashRing& before, const HashRing& after, Address count) {
  const auto all = flows(before, after);
  const Address block = allocate(static_cast<double>(all.size() * sizeof(FlowView)) + 8);
  if (block == 0) return 0;
  const auto to = lent<FlowView>(block, all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto share = all[i].numerator;
    to[i] = {.lo = static_cast<std::uint64_t>(share),
             .hi = static_cast<std::uint64_t>(share >> 64),
             .fraction = static_cast<double>(share) * 0x1p-64,
             .of_loser = all[i].of_loser().fraction(),
             .from = before.slot(all[i].from).value_or(kNoServer),
             .to = after.slot(all[i].to).value_or(kNoServer)};
  }
  lent<std::uint32_t>(count, 1)[0] = static_cast<std::uint32_t>(all.size());
  return block;
}

}  // namespace edgecache::bindings
