// Every name that JavaScript may call, and nothing else: a table of contents in two parts. Here the
// ring, which the first slide is made of and which is a module of its own; run_bindings.cpp has the
// rest. snake_case becomes camelCase here. web/engine is the only caller;
// web/engine/edgecache.d.ts is what everybody else sees. Few handles, no text, no 64-bit number, no
// exception: see lent_memory.hpp.

#include <emscripten/bind.h>

#include <string>

#include "bindings/draw_views.hpp"
#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "bindings/ring_views.hpp"
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

  function("zipf", &zipf);

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
}

}  // namespace edgecache::bindings
