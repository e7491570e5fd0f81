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

Position fnv1a(std::string_view text) {
  Position hash = 0xcbf29ce484222325;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return hash;
}

Position xxh64_of_16_bits(std::string_view text) { return xxh64(text) & 0xffff000000000000; }

Position position_of(HashKind kind, std::string_view text) {
  switch (kind) {
    case HashKind::by_degrees:
      return by_degrees(text);
    case HashKind::fnv1a:
      return fnv1a(text);
    case HashKind::xxh64_of_16_bits:
      return xxh64_of_16_bits(text);
    case HashKind::xxh64:
      break;
  }
  return xxh64(text);
}

}  // namespace edgecache
