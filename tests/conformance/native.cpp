// The native side of `npm run conformance -- --engine native`: reads commands from standard input,
// answers one line each (native_protocol.hpp says how fields are written).
//
// one ring          R is 0..9; a fresh program has ten empty xxh64 rings and uses ring 0
//   use R                               ok
//   new HASH PLAIN                      the ring in use anew: xxh64 | by-degrees, 0 | 1
//   copy R                              the ring in use becomes a copy of ring R
//   add NAME VNODES                     ok | refused
//   add-many PREFIX COUNT VNODES        servers PREFIX0 ...; stops at the first refusal
//   add-at NAME P...                    at given positions
//   remove NAME                         ok | refused
//   owner KEY | owner-at P              NAME | null
//   preference KEY COUNT                list of names
//   points                              number of tokens
//   members                             list of names in order of joining
//   tokens                              list of P:I, I is an index into the members
//   arcs                                list of numerators over 2^64, in order of joining
//   probes KEY                          FOUND WRAPPED list of INDEX:P:AT_OR_AFTER | null
//   place KEY... | place-range PREFIX FROM COUNT | place-at P...
//                                       list of indices into the members, 4294967295 on no servers
//   digest KEY... | digest-range PREFIX FROM COUNT | digest-at P...
//                                       DIGEST (decimal), list of the first ten, list of counts
//   balance LOAD... | balance-arcs      mean, sd, relative sd, peak to mean, min, max
// two rings         before is ring R, after the ring in use
//   share R                             numerator over 2^64 of what changes owner
//   flows R                             list of FROM:TO:NUMERATOR, texts in hex
//   remap R KEY... | remap-range R PREFIX FROM COUNT
//                                       KEYS MOVED MOVED_BETWEEN_SERVERS_PRESENT_IN_BOTH
// hash, modulo, draws
//   hash SEED TEXT... | hash-range SEED PREFIX FROM COUNT       list of decimal hashes
//   hash-prefixes TEXT FROM TO SEED...  of the first FROM..TO bytes, lengths outermost
//   angle TEXT                          position at so many degrees | refused position-out-of-range
//   modulo N KEY... | modulo-range N PREFIX FROM COUNT          list of server numbers
//   modulo-share N M                    NUMERATOR DENOMINATOR
//   modulo-remap N M KEY... | modulo-remap-range N M PREFIX FROM COUNT
//   census BEFORE KEY... | census-range BEFORE PREFIX FROM COUNT
//                                       KEYS MOVED BETWEEN on the rings, MOVED BETWEEN by modulo
//   splitmix64 SEED COUNT               list
//   zipf OBJECTS SKEW SEED COUNT        list; SKEW is a text
// caches            times in ms, `never` for none; the trace and the cache are the last ones made
//   trace-zipf OBJECTS SKEW SEED COUNT | trace-objects N...     ok
//   policy POLICY CAPACITY...           list of misses on the trace
//   tiered INCLUSION TOUCH DB_NS (CAPACITY LATENCY_NS)...       ok | refused
//   tiered-get KEY TTL | tiered-vget NAME TTL                   TIER (0 the nearest, or db) VERSION
//   tiered-put KEY TTL | tiered-db KEY | tiered-vput NAME       VERSION
//   tiered-purge KEY DELAY... | tiered-advance MS | tiered-replay    ok
//   tiered-state                        for each tier its size, then KEY VERSION, newest first
//   tiered-stats                        gets misses stale db-reads db-writes cost digest, a tier:
//                                       hits evictions back-invalidations expired purged promotions
//                                       size
// runs
//   outage SKEW SEED N...               DIGEST (decimal), how many numbers it is of; N as
//                                       OutageField of cpp/bindings/outage_views.hpp
//   herd POOL DB_MS COALESCE [MS KEY]...
//                                       REQUESTS QUERIES COALESCED LONGEST_WAIT FIRST_FULL MOST
//                                       LAST_ANSWER; -1 is never

#include <iostream>
#include <string>

#include "native_session.hpp"

using namespace edgecache::native;

namespace {

Answer answer(Session& session, const Commands& commands, std::string_view line) {
  const auto fields = split(line);
  if (fields.empty()) return error("empty line");
  const auto command = commands.find(fields[0]);
  if (command == commands.end()) return error("unknown command");
  const Fields rest = Fields(fields).subspan(1);
  if (rest.size() < command->second.fewest) return error("too few fields");
  return command->second.run(session, rest);
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  Commands commands;
  add_hash_commands(commands);
  add_ring_commands(commands);
  add_remap_commands(commands);
  add_cache_commands(commands);
  add_sim_commands(commands);
  Session session;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << answer(session, commands, line).line() << '\n';
    // Whoever waits for this answer gets it now; a batch of lines is answered in one write.
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
}
