// One round of the core's own benchmarks. The same source is built natively (native_bench) and for
// node (build/wasm/wasm_bench.cjs), so that the two can be run in turn and compared. Prints one
// JSON object: kernel -> {value, unit, check}; `check` is a digest of the answers and equal
// everywhere.
//
// Usage: native_bench [kernel...]   (all of them without arguments)

#include <algorithm>
#include <cstdio>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "census_kernels.hpp"
#include "measured.hpp"
#include "ring/hash_ring.hpp"
#include "ring/keys.hpp"
#include "sim/splitmix64.hpp"

using namespace edgecache;
using namespace edgecache::bench;

namespace {

constexpr std::uint32_t kKeys = 1'000'000;

std::vector<Position> random_positions() {
  SplitMix64 chance(1);
  std::vector<Position> positions(kKeys);
  for (Position& position : positions) position = chance.next();
  return positions;
}

Measured bulk_lookup(int servers, int vnodes) {
  const HashRing ring = ring_of(servers, vnodes);
  const auto positions = random_positions();
  std::vector<std::uint32_t> owners(kKeys);
  const double seconds = seconds_of([&] { ring.owners(positions, owners); });
  return {seconds / kKeys * 1e9, "ns a key", digest(owners)};
}

/// What the slides teach, at full speed: std::lower_bound over the sorted tokens.
Measured lower_bound_lookup(int servers, int vnodes) {
  const HashRing ring = ring_of(servers, vnodes);
  const auto positions = random_positions();
  std::vector<std::uint32_t> owners(kKeys);
  const auto before = [](const Token& token, Position sought) { return token.position < sought; };
  const double seconds = seconds_of([&] {
    const auto& tokens = ring.tokens();
    for (std::size_t i = 0; i < owners.size(); ++i) {
      auto found = std::lower_bound(tokens.begin(), tokens.end(), positions[i], before);
      if (found == tokens.end()) found = tokens.begin();
      owners[i] = found->server;
    }
  });
  return {seconds / kKeys * 1e9, "ns a key", digest(owners)};
}

Measured hash_range() {
  std::vector<Position> hashes(4096);  // stays in the nearest cache, as in place
  const double seconds = seconds_of([&] {
    for (std::uint32_t from = 0; from < kKeys; from += 4096) {
      hash_keys(KeyRange{"user:", from, 4096}, kHashSeed, hashes);
    }
  });
  return {seconds / (245 * 4096) * 1e9, "ns a key", digest(hashes)};
}

struct Packed {
  std::string bytes;
  std::vector<std::uint32_t> offsets = {0};

  explicit Packed(std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      bytes += "user:" + std::to_string(i);
      offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
  }
};

Measured hash_packed() {
  const Packed keys(kKeys);
  std::vector<Position> hashes(kKeys);
  const double seconds = seconds_of([&] {
    hash_keys(PackedKeys{keys.bytes, keys.offsets}, kHashSeed, hashes);
  });
  return {seconds / kKeys * 1e9, "ns a key", digest(hashes)};
}

/// Hash and look-up, block by block.
Measured place_range() {
  const HashRing ring = ring_of(100, 100);
  constexpr std::uint32_t kBlock = 4096;
  std::vector<Position> hashes(kBlock);
  std::vector<std::uint32_t> owners(kKeys);
  const double seconds = seconds_of([&] {
    for (std::uint32_t from = 0; from < kKeys; from += kBlock) {
      const std::uint32_t size = std::min(kBlock, kKeys - from);
      const auto block = std::span(hashes).first(size);
      positions_of(ring.hash(), KeyRange{"user:", from, size}, block);
      ring.owners(block, std::span(owners).subspan(from, size));
    }
  });
  return {seconds / kKeys * 1e9, "ns a key", digest(owners)};
}

/// From nothing to the first answer: labels hashed, tokens sorted, index built.
Measured build() {
  std::uint32_t owner = 0;
  const double seconds = seconds_of([&] { owner = *ring_of(100, 100).owner("user:0"); });
  return {seconds * 1e6, "us", owner};
}

Measured copy_ring(const HashRing& ring) {
  std::size_t size = 0;
  const double seconds = seconds_of([&] { size = HashRing(ring).token_count(); });
  return {seconds * 1e6, "us", size};
}

/// One server more, up to the first answer, index included; the copy it is done on is taken off.
Measured add_one() {
  const HashRing before = ring_of(100, 100);
  before.owner_of(0);
  std::uint32_t owner = 0;
  const double seconds = seconds_of([&] {
    HashRing after = before;
    after.add_server("server-100", 100);
    owner = *after.owner("user:0");
  });
  return {seconds * 1e6 - copy_ring(before).value, "us", owner};
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::pair<std::string_view, std::function<Measured()>>> kernels = {
      {"lookup-10000", [] { return bulk_lookup(100, 100); }},
      {"lookup-200000", [] { return bulk_lookup(1000, 200); }},
      {"lower-bound-10000", [] { return lower_bound_lookup(100, 100); }},
      {"hash-range", hash_range},
      {"hash-packed", hash_packed},
      {"place-range-10000", place_range},
      {"build-100x100", build},
      {"add-one-to-100x100", add_one},
      {"census-1000000", [] { return census(100, 100, 1'000'000); }},
      {"census-100000000", [] { return census(100, 100, 100'000'000); }},
      {"census-loads-10000000", [] { return census(100, 100, 10'000'000, true); }},
      {"census-naive-1000000", [] { return naive_census(1'000'000); }},
  };
  // Asked for by name: census:SERVERS:VNODES:KEYS.
  for (const std::string_view name : std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) {
    if (const auto asked = growth_of(name)) kernels.emplace_back(name, *asked);
  }
  const std::vector<std::string_view> wanted(argv + 1, argv + argc);
  const char* separator = "{";
  for (const auto& [name, measure] : kernels) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    const Measured measured = measure();
    std::printf("%s\"%.*s\": {\"value\": %.4g, \"unit\": \"%s\", \"check\": \"%016llx\"}",
                separator, static_cast<int>(name.size()), name.data(), measured.value,
                measured.unit, static_cast<unsigned long long>(measured.check));
    separator = ",\n ";
  }
  std::puts(*separator == '{' ? "{}" : "}");
}
