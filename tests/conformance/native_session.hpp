#pragma once
// What the native program remembers between two lines: ten rings, one of them in use; one tiered
// cache; one trace.

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cache/named_cache.hpp"
#include "native_protocol.hpp"
#include "ring/hash_ring.hpp"

namespace edgecache::native {

struct Session {
  std::array<HashRing, 10> rings;
  std::size_t in_use = 0;
  std::vector<NamedCache> caches;  // the one in use, or none yet
  std::vector<Object> requests;

  HashRing& ring() { return rings[in_use]; }
};

/// Answers the fields after the command's own name. `fewest`: that many at least.
struct Command {
  std::size_t fewest;
  std::function<Answer(Session&, Fields)> run;
};
using Commands = std::map<std::string, Command, std::less<>>;

void add_hash_commands(Commands& commands);   // native_hash.cpp: texts, modulo, draws
void add_ring_commands(Commands& commands);   // native_ring.cpp: building and asking one ring
void add_remap_commands(Commands& commands);  // native_remap.cpp: two placements compared
void add_cache_commands(Commands& commands);  // native_cache.cpp: traces, policies, tiers
void add_sim_commands(Commands& commands);    // native_sim.cpp: the outage, the herd

}  // namespace edgecache::native
