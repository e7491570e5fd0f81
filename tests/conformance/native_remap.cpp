// Two placements compared: before is another ring (or N servers), after the ring in use (or M).

#include "native_keys.hpp"
#include "native_session.hpp"
#include "ring/modulo.hpp"
#include "ring/remap.hpp"

namespace edgecache::native {
namespace {

Answer counted(const RemapCounts& counts) {
  return Answer()
      .value(counts.keys)
      .value(counts.moved)
      .value(counts.moved_between_present_in_both);
}

template <typename Use>
Answer with_before(Session& session, std::string_view field, Use use) {
  const auto ring = number<std::size_t>(field);
  if (!ring || *ring >= session.rings.size()) return error("no such ring");
  return use(session.rings[*ring]);
}

Answer share(Session& session, Fields fields) {
  return with_before(session, fields[0], [&](const HashRing& before) {
    return Answer().wide(remapped_share(before, session.ring()).numerator);
  });
}

Answer all_flows(Session& session, Fields fields) {
  return with_before(session, fields[0], [&](const HashRing& before) {
    const auto moving = flows(before, session.ring());
    Answer answer;
    answer.value(moving.size());
    for (const Flow& flow : moving) {
      answer.word(Answer().text(flow.from).line() + ':' + Answer().text(flow.to).line() + ':' +
                  Answer().wide(flow.numerator).line());
    }
    return answer;
  });
}

template <Positions (*keys_of)(HashKind, Fields)>
Answer remap(Session& session, Fields fields) {
  return with_before(session, fields[0], [&](const HashRing& before) {
    return with(keys_of(session.ring().hash(), fields.subspan(1)), [&](const auto& positions) {
      return counted(remap_counts(before, session.ring(), positions));
    });
  });
}

/// Answers `use(N, M)`, both in range.
template <typename Use>
Answer with_servers(Fields fields, Use use) {
  const auto before = number<std::int64_t>(fields[0]);
  const auto after = number<std::int64_t>(fields[1]);
  for (const auto& servers : {before, after}) {
    if (!servers || refuse_modulo(*servers) != Refusal::none) {
      return refused(Refusal::servers_out_of_range);
    }
  }
  return use(static_cast<std::uint32_t>(*before), static_cast<std::uint32_t>(*after));
}

Answer modulo_share(Session&, Fields fields) {
  return with_servers(fields, [](std::uint32_t before, std::uint32_t after) {
    const ExactShare share = remapped_share(before, after);
    return Answer().wide(share.numerator).wide(share.denominator);
  });
}

template <Positions (*keys_of)(HashKind, Fields)>
Answer modulo_remap(Session&, Fields fields) {
  return with_servers(fields, [&](std::uint32_t before, std::uint32_t after) {
    return with(keys_of(HashKind::xxh64, fields.subspan(2)), [&](const auto& positions) {
      return counted(remap_counts(before, after, positions));
    });
  });
}

}  // namespace

void add_remap_commands(Commands& commands) {
  commands["share"] = {1, share};
  commands["flows"] = {1, all_flows};
  commands["remap"] = {1, remap<positions_of_texts>};
  commands["remap-range"] = {4, remap<positions_of_range>};
  commands["modulo-share"] = {2, modulo_share};
  commands["modulo-remap"] = {2, modulo_remap<positions_of_texts>};
  commands["modulo-remap-range"] = {5, modulo_remap<positions_of_range>};
}

}  // namespace edgecache::native
