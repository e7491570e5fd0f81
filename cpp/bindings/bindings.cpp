// Every name that JavaScript may call, and nothing else: a table of contents. snake_case becomes
// camelCase here. web/engine is the only caller; web/engine/edgecache.d.ts is what everybody else
// sees. Few handles, no text, no 64-bit number, no exception: see lent_memory.hpp.

#include <emscripten/bind.h>

#include <string>

#include "bindings/cache_views.hpp"
#include "bindings/census_views.hpp"
#include "bindings/draw_views.hpp"
#include "bindings/lent_memory.hpp"
#include "bindings/lesson_views.hpp"
#include "bindings/outage_views.hpp"
#include "bindings/placement_views.hpp"
#include "bindings/position_views.hpp"
#include "bindings/remap_views.hpp"
#include "bindings/ring_views.hpp"
#include "bindings/trace_views.hpp"
#include "ring/refusal.hpp"

namespace edgecache::bindings {
namespace {

/// Both sides of the boundary name this number; a page with the glue of one build and the module of
/// another refuses to start instead of answering wrongly.
std::string interface_version() { return "1"; }

/// The code of refusal `number`, "" for none and past the last.
std::string refusal_code(std::uint32_t number) {
  return number > static_cast<std::uint32_t>(Refusal::too_big)
             ? ""
             : std::string(code(static_cast<Refusal>(number)));
}

}  // namespace

EMSCRIPTEN_BINDINGS(edgecache) {
  using namespace emscripten;

  function("interfaceVersion", &interface_version);
  function("refusalCode", &refusal_code);
  function("allocate", &allocate);
  function("release", &release);
  function("noteOutOfMemory", &note_out_of_memory);

  function("defaultSeed", &default_seed);
  function("position", &position);
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
  function("zipf", &zipf);

  function("runPseudocode", &run_pseudocode);
  function("ownersWithMistakes", &owners_with_mistakes);
  function("manyRings", &many_rings);

  class_<HashRing>("HashRing")
      .constructor(&make_ring, allow_raw_pointers())
      .function("copy", &copy)
      .function("addServer", &add_server)
      .function("addServerAt", &add_server_at)
      .function("removeServer", &remove_server)
      .function("owner", &owner)
      .function("ownerOf", &owner_of)
      .function("lookup", &lookup)
      .function("preference", &preference)
      .function("owners", &owners)
      .function("tally", &tally)
      .function("tokenCount", &HashRing::token_count)
      .function("tokens", &tokens)
      .function("arcs", &arcs)
      .function("nearestToken", &nearest_token);

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
}

}  // namespace edgecache::bindings
