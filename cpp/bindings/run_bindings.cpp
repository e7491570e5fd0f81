// The second part of the table of contents: hashes and movement in bulk, and what runs on rings and
// beside them (the lessons' code, the census, the outage, other placements, caches, traces). Only
// the whole module has it.

#include <emscripten/bind.h>

#include "bindings/cache_contents_views.hpp"
#include "bindings/cache_views.hpp"
#include "bindings/census_views.hpp"
#include "bindings/chord_views.hpp"
#include "bindings/draw_views.hpp"
#include "bindings/invalidation_views.hpp"
#include "bindings/lesson_views.hpp"
#include "bindings/outage_views.hpp"
#include "bindings/placement_views.hpp"
#include "bindings/position_views.hpp"
#include "bindings/remap_views.hpp"
#include "bindings/trace_views.hpp"

namespace edgecache::bindings {

EMSCRIPTEN_BINDINGS(edgecache_runs) {
  using namespace emscripten;

  function("atDegrees", &at_degrees);
  function("hashRange", &hash_range);
  function("hashPacked", &hash_packed);
  function("turns", &turns);

  function("modulo", &modulo);
  function("moduloLong", &modulo_long);
  function("moduloShare", &modulo_share);
  function("moduloMoved", &modulo_moved);
  function("ringShare", &ring_share);
  function("ringMoved", &ring_moved);
  function("ringFlows", &ring_flows);

  function("balance", &balance);
  function("splitmix64", &splitmix64);

  function("runPseudocode", &run_pseudocode);
  function("ownersWithMistakes", &owners_with_mistakes);
  function("manyRings", &many_rings);
  function("chordFingers", &chord_fingers);
  function("chordWalk", &chord_walk);
  function("chordHops", &chord_hops);

  class_<Census>("Census")
      .constructor(&make_census, allow_raw_pointers())
      .function("countRange", &count_range)
      .function("countPositions", &count_positions)
      .function("counts", &census_counts)
      .function("loads", &census_loads);
  function("censusExpectation", &census_expectation);

  class_<outage::Run>("Outage")
      .constructor(&make_outage, allow_raw_pointers())
      .function("advance", &outage::Run::advance)
      .function("now", &outage_now)
      .function("report", &outage_report);
  function("herd", &herd);
  function("invalidate", &invalidate);

  class_<AnyPlacement>("Placement")
      .constructor(&make_placement, allow_raw_pointers())
      .function("copy", &copy_placement, allow_raw_pointers())
      .function("addServer", &placement_add)
      .function("removeServer", &placement_remove)
      .function("setDown", &placement_set_down)
      .function("expect", &placement_expect)
      .function("place", &placement_place)
      .function("memoryBytes", &placement_bytes)
      .function("table", &placement_table);

  function("cacheRefusalCode", &cache_refusal_code);
  function("tieredCache", &make_tiered, allow_raw_pointers());
  class_<TieredHandle>("TieredCache")
      .function("copy", &copy_tiered, allow_raw_pointers())
      .function("apply", &tiered_apply)
      .function("purge", &tiered_purge)
      .function("advance", &tiered_advance)
      .function("preload", &tiered_preload)
      .function("copies", &tiered_copies)
      .function("key", &tiered_key)
      .function("replay", &tiered_replay)
      .function("stats", &tiered_stats)
      .function("resetCounts", &tiered_reset);

  class_<TraceSource>("TraceSource")
      .constructor<>()
      .function("drawFrom", &trace_draw_from)
      .function("draw", &trace_draw)
      .function("number", &trace_number)
      .function("count", &trace_count)
      .function("distinct", &TraceSource::distinct);
  class_<PolicyRace>("PolicyRace")
      .constructor<>()
      .function("enter", &race_enter)
      .function("run", &race_run)
      .function("keep", &race_keep)
      .function("lookBack", &PolicyRace::look_back)
      .function("kept", &race_kept)
      .function("keptCount", &race_kept_count)
      .function("misses", &race_misses);
  function("textCache", &make_text_lru, allow_raw_pointers());
  class_<TextLru>("TextLru").function("replay", &text_replay);
}

}  // namespace edgecache::bindings
