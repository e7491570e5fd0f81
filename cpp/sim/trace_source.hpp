#pragma once
// Where a trace's requests come from: keys as texts, numbered in the order they are met; draws by
// Zipf's law; or numbers that somebody has already. A block of them at a time.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cache/key_table.hpp"
#include "ring/keys.hpp"
#include "ring/refusal.hpp"
#include "sim/splitmix64.hpp"
#include "sim/zipf.hpp"

namespace edgecache {

class TraceSource {
 public:
  /// From here on draw() answers such draws. Refuses what Zipf::of refuses.
  Refusal draw_from(std::int64_t objects, std::string_view skew, std::uint64_t seed);
  void draw(std::span<Object> out);

  /// out[i] = the number of key i. The keys are well formed.
  void number(const PackedKeys& keys, std::span<Object> out);

  /// Counts objects that somebody else has numbered, all below kMaxObjects.
  void count(std::span<const Object> objects);

  /// Different objects so far.
  std::uint32_t distinct() const { return distinct_; }

 private:
  std::optional<Zipf> zipf_;
  SplitMix64 chance_{0};
  KeyTable keys_;
  std::vector<Position> hashes_;
  std::vector<std::uint64_t> met_;  // a bit an object
  std::uint32_t distinct_ = 0;
};

}  // namespace edgecache
