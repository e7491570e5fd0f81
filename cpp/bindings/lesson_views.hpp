#pragma once
// What three slides ask the core: the pseudocode as it runs (10), a ring with mistakes (11), and
// many rings at once (12).

#include <algorithm>
#include <cstdint>

#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "bindings/ring_views.hpp"
#include "ring/mistakes.hpp"
#include "ring/pseudocode.hpp"
#include "sim/many_rings.hpp"

namespace edgecache::bindings {

struct RunView {
  PositionView position;
  std::uint32_t steps;
  std::uint32_t walked;
};

/// Of 0 ADD_SERVER, 1 GET_SERVER, 2 REMOVE_SERVER. A search of 1,000,000 tokens takes 20 halvings:
/// `rows` has room for 64 steps. A server crosses as its slot.
inline void run_pseudocode(const HashRing& ring, std::uint32_t call, Address text, std::size_t size,
                           Address out, Address rows) {
  const std::string_view name = lent_text(text, size);
  const Run run = call == 0   ? run_add_server(ring, name)
                  : call == 1 ? run_get_server(ring, name)
                              : run_remove_server(ring, name);
  const auto row = lent<Step>(rows, 64);
  const std::size_t count = std::min(row.size(), run.steps.size());
  std::copy_n(run.steps.begin(), count, row.begin());
  lent<RunView>(out, 1)[0] = {.position = {.position = run.position, .turn = turn(run.position)},
                              .steps = static_cast<std::uint32_t>(count),
                              .walked = run.walked};
}

/// Mistakes as bits, in the order of the struct. Servers leave as their index in order of joining.
inline void owners_with_mistakes(const HashRing& ring, std::uint32_t mistakes, Address positions,
                                 std::uint32_t count, Address out) {
  const auto to = lent<std::uint32_t>(out, count);
  owners_with({.after = (mistakes & 1) != 0,
               .no_wrap = (mistakes & 2) != 0,
               .overwrite = (mistakes & 4) != 0,
               .stale = (mistakes & 8) != 0},
              ring, lent<const Position>(positions, count), to);
  slots_to_indices(ring, to);
}

/// Draws `count` rings into `out`, or refuses as a number.
inline std::uint32_t many_rings(double servers, double vnodes, std::uint32_t first,
                                std::uint32_t count, Address out) {
  const std::int64_t n = whole(servers).value_or(0);
  const std::int64_t v = whole(vnodes).value_or(0);
  const Refusal refusal = refuse_many_rings(n, v);
  if (refusal == Refusal::none) {
    draw_rings(static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(v), first,
               lent<RingDraw>(out, count));
  }
  return static_cast<std::uint32_t>(refusal);
}

}  // namespace edgecache::bindings
