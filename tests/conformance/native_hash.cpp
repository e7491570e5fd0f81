// Texts, modulo and draws: what needs no ring.

#include "native_keys.hpp"
#include "native_session.hpp"
#include "ring/modulo.hpp"
#include "sim/splitmix64.hpp"
#include "sim/zipf.hpp"

namespace edgecache::native {
namespace {

Answer hash(Session&, Fields fields) {
  const auto seed = number<std::uint64_t>(fields[0]);
  if (!seed) return refused(Refusal::seed_out_of_range);
  std::vector<Position> hashes;
  for (const std::string_view field : fields.subspan(1)) {
    const auto bytes = text(field);
    if (!bytes) return error("no text");
    if (bytes->size() > kMaxTextBytes) return refused(Refusal::text_too_long);
    hashes.push_back(xxh64(*bytes, *seed));
  }
  return Answer().list(hashes);
}

Answer hash_range(Session&, Fields fields) {
  const auto seed = number<std::uint64_t>(fields[0]);
  const auto prefix = text(fields[1]);
  const auto from = number<std::uint64_t>(fields[2]);
  const auto count = number<std::uint32_t>(fields[3]);
  if (!seed) return refused(Refusal::seed_out_of_range);
  if (!prefix || !from || !count) return refused(Refusal::count_out_of_range);
  std::vector<Position> hashes(*count);
  hash_keys(KeyRange{*prefix, *from, *count}, *seed, hashes);
  return Answer().list(hashes);
}

Answer hash_prefixes(Session&, Fields fields) {
  const auto bytes = text(fields[0]);
  const auto from = number<std::size_t>(fields[1]);
  const auto to = number<std::size_t>(fields[2]);
  if (!bytes) return error("no text");
  if (!from || !to || *to > bytes->size()) return refused(Refusal::count_out_of_range);
  std::vector<Position> hashes;
  for (std::size_t length = *from; length <= *to; ++length) {
    for (const std::string_view field : fields.subspan(3)) {
      const auto seed = number<std::uint64_t>(field);
      if (!seed) return refused(Refusal::seed_out_of_range);
      hashes.push_back(xxh64(std::string_view(*bytes).substr(0, length), *seed));
    }
  }
  return Answer().list(hashes);
}

Answer angle(Session&, Fields fields) {
  const auto decimal = text(fields[0]);
  const auto position = decimal ? position_at_degrees(*decimal) : std::nullopt;
  return position ? Answer().value(*position) : refused(Refusal::position_out_of_range);
}

template <Positions (*keys_of)(HashKind, Fields)>
Answer modulo(Session&, Fields fields) {
  const auto servers = number<std::int64_t>(fields[0]);
  if (!servers || refuse_modulo(*servers) != Refusal::none) {
    return refused(Refusal::servers_out_of_range);
  }
  return with(keys_of(HashKind::xxh64, fields.subspan(1)), [&](const auto& hashes) {
    std::vector<std::uint32_t> owners(hashes.size());
    modulo_owners(hashes, static_cast<std::uint32_t>(*servers), owners);
    return Answer().list(owners);
  });
}

Answer splitmix64(Session&, Fields fields) {
  const auto seed = number<std::uint64_t>(fields[0]);
  const auto count = number<std::uint32_t>(fields[1]);
  if (!seed) return refused(Refusal::seed_out_of_range);
  if (!count) return refused(Refusal::count_out_of_range);
  SplitMix64 chance(*seed);
  std::vector<std::uint64_t> numbers(*count);
  for (std::uint64_t& each : numbers) each = chance.next();
  return Answer().list(numbers);
}

Answer zipf(Session&, Fields fields) {
  const auto objects = number<std::int64_t>(fields[0]);
  const auto skew = text(fields[1]);
  const auto seed = number<std::uint64_t>(fields[2]);
  const auto count = number<std::uint32_t>(fields[3]);
  if (!objects || !count) return refused(Refusal::count_out_of_range);
  if (!skew) return refused(Refusal::skew_unknown);
  if (!seed) return refused(Refusal::seed_out_of_range);
  const auto made = Zipf::of(*objects, *skew);
  if (const auto* refusal = std::get_if<Refusal>(&made)) return refused(*refusal);
  SplitMix64 chance(*seed);
  std::vector<std::uint32_t> draws(*count);
  std::get<Zipf>(made).draw(chance, draws);
  return Answer().list(draws);
}

}  // namespace

void add_hash_commands(Commands& commands) {
  commands["hash"] = {1, hash};
  commands["hash-range"] = {4, hash_range};
  commands["hash-prefixes"] = {3, hash_prefixes};
  commands["angle"] = {1, angle};
  commands["modulo"] = {1, modulo<positions_of_texts>};
  commands["modulo-range"] = {4, modulo<positions_of_range>};
  commands["splitmix64"] = {2, splitmix64};
  commands["zipf"] = {4, zipf};
}

}  // namespace edgecache::native
