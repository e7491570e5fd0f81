// Building one ring and asking it.

#include <algorithm>
#include <cstdlib>

#include "native_keys.hpp"
#include "native_session.hpp"
#include "ring/balance.hpp"

namespace edgecache::native {
namespace {

/// Slots become indices into the members: what the other side can know.
std::vector<std::uint32_t> member_index(const HashRing& ring) {
  std::vector<std::uint32_t> index(ring.slot_count(), kNoServer);
  for (std::uint32_t i = 0; i < ring.size(); ++i) index[ring.members()[i]] = i;
  return index;
}

std::vector<std::uint32_t> place(const HashRing& ring, const std::vector<Position>& positions) {
  std::vector<std::uint32_t> owners(positions.size());
  ring.owners(positions, owners);
  const auto index = member_index(ring);
  for (std::uint32_t& owner : owners) owner = owner == kNoServer ? kNoServer : index[owner];
  return owners;
}

Answer use(Session& session, Fields fields) {
  const auto ring = number<std::size_t>(fields[0]);
  if (!ring || *ring >= session.rings.size()) return error("no such ring");
  session.in_use = *ring;
  return Answer().word("ok");
}

Answer fresh(Session& session, Fields fields) {
  const bool by_degrees = fields[0] == "by-degrees";
  if (!by_degrees && fields[0] != "xxh64") return error("no such hash");
  session.ring() = HashRing(by_degrees ? HashKind::by_degrees : HashKind::xxh64, fields[1] == "1");
  return Answer().word("ok");
}

Answer copy(Session& session, Fields fields) {
  const auto ring = number<std::size_t>(fields[0]);
  if (!ring || *ring >= session.rings.size()) return error("no such ring");
  session.ring() = HashRing(session.rings[*ring]);
  return Answer().word("ok");
}

/// Out of range for certain, whatever the number would have been.
std::int64_t vnodes(std::string_view field) { return number<std::int64_t>(field).value_or(0); }

Answer add(Session& session, Fields fields) {
  const auto name = text(fields[0]);
  if (!name) return error("no text");
  return ok_or(session.ring().add_server(*name, vnodes(fields[1])));
}

Answer add_many(Session& session, Fields fields) {
  const auto prefix = text(fields[0]);
  const auto count = number<std::uint32_t>(fields[1]);
  if (!prefix) return error("no text");
  if (!count) return refused(Refusal::count_out_of_range);
  for (std::uint32_t i = 0; i < *count; ++i) {
    const std::string name = *prefix + std::to_string(i);
    const Refusal refusal = session.ring().add_server(name, vnodes(fields[2]));
    if (refusal != Refusal::none) return refused(refusal);
  }
  return Answer().word("ok");
}

Answer add_at(Session& session, Fields fields) {
  const auto name = text(fields[0]);
  if (!name) return error("no text");
  return with(positions_given(HashKind::xxh64, fields.subspan(1)), [&](const auto& positions) {
    return ok_or(session.ring().add_server_at(*name, positions));
  });
}

Answer remove(Session& session, Fields fields) {
  const auto name = text(fields[0]);
  if (!name) return error("no text");
  return ok_or(session.ring().remove_server(*name));
}

template <Positions (*keys_of)(HashKind, Fields)>
Answer owner(Session& session, Fields fields) {
  const HashRing& ring = session.ring();
  return with(keys_of(ring.hash(), fields.first(1)), [&](const auto& positions) {
    const auto slot = ring.owner_of(positions[0]);
    return slot ? Answer().text(ring.name(*slot)) : Answer().word("null");
  });
}

Answer names(const HashRing& ring, const std::vector<std::uint32_t>& slots) {
  Answer answer;
  answer.value(slots.size());
  for (const std::uint32_t slot : slots) answer.text(ring.name(slot));
  return answer;
}

Answer preference(Session& session, Fields fields) {
  const auto key = text(fields[0]);
  const auto count = number<std::uint32_t>(fields[1]);
  if (!key) return error("no text");
  if (!count) return refused(Refusal::count_out_of_range);
  const HashRing& ring = session.ring();
  return names(ring, ring.preference_list(position_of(ring.hash(), *key), *count));
}

Answer tokens(Session& session, Fields) {
  const auto index = member_index(session.ring());
  Answer answer;
  answer.value(session.ring().tokens().size());
  for (const Token& token : session.ring().tokens()) {
    answer.word(std::to_string(token.position) + ':' + std::to_string(index[token.server]));
  }
  return answer;
}

Answer arcs(Session& session, Fields) {
  const auto arcs = session.ring().arcs();
  Answer answer;
  answer.value(arcs.size());
  for (const Arc& arc : arcs) answer.wide(((unsigned __int128)arc.hi << 64) | arc.lo);
  return answer;
}

Answer probes(Session& session, Fields fields) {
  const auto key = text(fields[0]);
  if (!key) return error("no text");
  const HashRing& ring = session.ring();
  if (ring.size() == 0) return Answer().word("null");
  Trace trace;
  ring.successor_by_binary_search(position_of(ring.hash(), *key), &trace);
  Answer answer;
  answer.value(trace.found).value(trace.wrapped ? 1 : 0).value(trace.probes.size());
  for (const Probe& probe : trace.probes) {
    answer.word(std::to_string(probe.index) + ':' + std::to_string(probe.position) + ':' +
                (probe.at_or_after ? '1' : '0'));
  }
  return answer;
}

template <Positions (*keys_of)(HashKind, Fields)>
Answer placed(Session& session, Fields fields) {
  const HashRing& ring = session.ring();
  return with(keys_of(ring.hash(), fields),
              [&](const auto& positions) { return Answer().list(place(ring, positions)); });
}

template <Positions (*keys_of)(HashKind, Fields)>
Answer digest(Session& session, Fields fields) {
  const HashRing& ring = session.ring();
  return with(keys_of(ring.hash(), fields), [&](const auto& positions) {
    const auto owners = place(ring, positions);
    std::vector<std::uint32_t> counts(ring.size(), 0);
    count_owners(owners, counts);
    // In memory these numbers are the little-endian words that the digest is taken of.
    const std::string_view words(reinterpret_cast<const char*>(owners.data()), 4 * owners.size());
    const std::span first(owners.data(), std::min<std::size_t>(10, owners.size()));
    return Answer().value(xxh64(words, 0)).list(first).list(counts);
  });
}

Answer balance_answer(const std::vector<double>& loads) {
  const Balance balance = balance_of(loads);
  return Answer()
      .value(balance.mean)
      .value(balance.standard_deviation)
      .value(balance.relative_standard_deviation)
      .value(balance.peak_to_mean)
      .value(balance.min)
      .value(balance.max);
}

Answer balance(Session&, Fields fields) {
  std::vector<double> loads;
  for (const std::string_view field : fields) {
    const auto load = number<std::uint64_t>(field);
    if (!load) return refused(Refusal::count_out_of_range);
    loads.push_back(static_cast<double>(*load));
  }
  return balance_answer(loads);
}

}  // namespace

void add_ring_commands(Commands& commands) {
  commands["use"] = {1, use};
  commands["new"] = {2, fresh};
  commands["copy"] = {1, copy};
  commands["add"] = {2, add};
  commands["add-many"] = {3, add_many};
  commands["add-at"] = {1, add_at};
  commands["remove"] = {1, remove};
  commands["owner"] = {1, owner<positions_of_texts>};
  commands["owner-at"] = {1, owner<positions_given>};
  commands["preference"] = {2, preference};
  commands["points"] = {
      0, [](Session& session, Fields) { return Answer().value(session.ring().token_count()); }};
  commands["members"] = {
      0, [](Session& session, Fields) { return names(session.ring(), session.ring().members()); }};
  commands["tokens"] = {0, tokens};
  commands["arcs"] = {0, arcs};
  commands["probes"] = {1, probes};
  commands["place"] = {0, placed<positions_of_texts>};
  commands["place-range"] = {3, placed<positions_of_range>};
  commands["place-at"] = {0, placed<positions_given>};
  commands["digest"] = {0, digest<positions_of_texts>};
  commands["digest-range"] = {3, digest<positions_of_range>};
  commands["digest-at"] = {0, digest<positions_given>};
  commands["balance"] = {0, balance};
  commands["balance-arcs"] = {
      0, [](Session& session, Fields) { return balance_answer(arc_fractions(session.ring())); }};
}

}  // namespace edgecache::native
