#include "ring/hash.hpp"

#include <xxhash.h>  // header only: XXH_INLINE_ALL comes from the build

namespace edgecache {

Position xxh64(std::string_view text, std::uint64_t seed) {
  return XXH64(text.data(), text.size(), seed);
}

Position by_degrees(std::string_view text) {
  const std::string_view number = text.substr(0, text.find(' '));
  if (const auto position = position_at_degrees(number)) return *position;
  return xxh64(text);
}

Position position_of(HashKind kind, std::string_view text) {
  return kind == HashKind::by_degrees ? by_degrees(text) : xxh64(text);
}

}  // namespace edgecache
