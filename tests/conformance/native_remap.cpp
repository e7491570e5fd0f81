// Two placements compared: before is another ring (or N servers), after the ring in use (or M).

#include <optional>

#include "native_keys.hpp"
#include "native_session.hpp"
#include "ring/modulo.hpp"
#include "ring/remap.hpp"
#include "sim/census.hpp"

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

/// Both counts of one census, from another ring to the one in use.
template <typename CountIn>
Answer census(Session& session, Fields fields, CountIn count_in) {
  return with_before(session, fields[0], [&](const HashRing& before) {
    if (before.size() == 0 || session.ring().size() == 0) {
      return refused(Refusal::servers_out_of_range);
    }
    Census census(before, session.ring(), false);
    const std::optional<Answer> why_not = count_in(census, fields.subspan(1));
    if (why_not) return *why_not;
    const RemapCounts modulo = census.modulo();
    return counted(census.ring()).value(modulo.moved).value(modulo.moved_between_present_in_both);
  });
}

Answer census_of_texts(Session& session, Fields fields) {
  return census(session, fields, [&](Census& census, Fields keys) -> std::optional<Answer> {
    const Positions positions = positions_of_texts(session.ring().hash(), keys);
    if (const auto* why_not = std::get_if<Answer>(&positions)) return *why_not;
    census.count(std::get<std::vector<Position>>(positions));
    return std::nullopt;
  });
}

Answer census_of_range(Session& session, Fields fields) {
  return census(session, fields, [](Census& census, Fields keys) -> std::optional<Answer> {
    const auto prefix = text(keys[0]);
    if (!prefix) return error("no text");
    const auto from = number<std::uint64_t>(keys[1]);
    const auto count = number<std::uint32_t>(keys[2]);
    if (!from || !count || *from > ~std::uint64_t{0} - *count) {
      return refused(Refusal::count_out_of_range);
    }
    census.count(KeyRange{*prefix, *from, *count}, kHashSeed);
    return std::nullopt;
  });
}

}  // namespace

void add_remap_commands(Commands& commands) {
  commands["share"] = {1, share};
  commands["flows"] = {1, all_flows};
  commands["remap"] = {1, remap<positions_of_texts>};
  commands["remap-range"] = {4, remap<positions_of_range>};
  commands["census"] = {1, census_of_texts};
  commands["census-range"] = {4, census_of_range};
  commands["modulo-share"] = {2, modulo_share};
  commands["modulo-remap"] = {2, modulo_remap<positions_of_texts>};
  commands["modulo-remap-range"] = {5, modulo_remap<positions_of_range>};
}

}  // namespace edgecache::native
