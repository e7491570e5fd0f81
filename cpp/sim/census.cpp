#include "sim/census.hpp"

#include <algorithm>
#include <array>

namespace edgecache {
namespace {

/// Keys at a time: their hashes (16 KiB) stay in the nearest cache from one question to the next.
/// A multiple of 100, the size of a family of texts that are hashed together.
constexpr std::uint32_t kBlock = 2000;

}  // namespace

Census::Census(const HashRing& before, const HashRing& after, bool loads)
    : modulo_(static_cast<std::uint32_t>(before.size()), static_cast<std::uint32_t>(after.size()),
              loads),
      ring_(before, after, loads) {}

void Census::count(const KeyRange& keys, std::uint64_t seed) {
  std::array<Position, kBlock> hashes;
  for (std::uint32_t done = 0; done < keys.count;) {
    const std::uint64_t from = keys.from + done;
    const auto to_next_family = kBlock - static_cast<std::uint32_t>(from % 100);
    const std::uint32_t size = std::min(to_next_family, keys.count - done);
    const auto block = std::span(hashes).first(size);
    hash_keys(KeyRange{keys.prefix, from, size}, seed, block);
    count(block);
    done += size;
  }
}

void Census::count(std::span<const Position> positions) {
  modulo_.count(positions);
  ring_.count(positions);
}

}  // namespace edgecache
