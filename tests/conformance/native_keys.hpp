#pragma once
// The keys of a command: written out, as a range, or as positions.

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "native_protocol.hpp"
#include "ring/keys.hpp"

namespace edgecache::native {

using Positions = std::variant<std::vector<Position>, Answer>;  // the answer says why not

inline Positions positions_of_texts(HashKind hash, Fields fields) {
  std::string bytes;
  std::vector<std::uint32_t> offsets = {0};
  for (const std::string_view field : fields) {
    const auto key = text(field);
    if (!key) return error("no text");
    if (key->size() > kMaxTextBytes) return refused(Refusal::text_too_long);
    if (bytes.size() + key->size() > 0xffffffff) return refused(Refusal::too_big);
    bytes += *key;
    offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  std::vector<Position> positions(fields.size());
  positions_of(hash, PackedKeys{bytes, offsets}, positions);
  return positions;
}

/// `fields`: PREFIX FROM COUNT.
inline Positions positions_of_range(HashKind hash, Fields fields) {
  if (fields.size() < 3) return error("too few fields");
  const auto prefix = text(fields[0]);
  if (!prefix) return error("no text");
  const auto from = number<std::uint64_t>(fields[1]);
  const auto count = number<std::uint32_t>(fields[2]);
  if (!from || !count || *from > ~std::uint64_t{0} - *count) {
    return refused(Refusal::count_out_of_range);
  }
  std::vector<Position> positions(*count);
  positions_of(hash, KeyRange{*prefix, *from, *count}, positions);
  return positions;
}

inline Positions positions_given(HashKind /*hash*/, Fields fields) {
  std::vector<Position> positions;
  for (const std::string_view field : fields) {
    const auto position = number<Position>(field);
    if (!position) return refused(Refusal::position_out_of_range);
    positions.push_back(*position);
  }
  return positions;
}

/// Answers `use(positions)`, or why there are none.
template <typename Use>
Answer with(const Positions& positions, Use use) {
  if (const auto* why_not = std::get_if<Answer>(&positions)) return *why_not;
  return use(std::get<std::vector<Position>>(positions));
}

}  // namespace edgecache::native
