#pragma once
// The census, as workers do it, and the port that anybody would write first.

#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "measured.hpp"
#include "naive_census.hpp"
#include "sim/census.hpp"

namespace edgecache::bench {

/// From `servers` to one more, the keys in slices as a worker counts them: short calls, because
/// WebAssembly engines change to better code between two calls and not within one. All keys are
/// counted; the time is that of the fastest window of two million, as everywhere here.
inline Measured census(int servers, int vnodes, std::uint32_t keys, bool loads = false) {
  constexpr std::uint32_t kSlice = 100'000;
  constexpr std::uint32_t kWindowKeys = 2'000'000;
  const HashRing before = ring_of(servers, vnodes);
  const HashRing after = ring_of(servers + 1, vnodes);
  Census counting(before, after, loads);
  double fastest = 1e9;
  for (std::uint32_t from = 0; from < keys;) {
    const std::uint32_t window = std::min(kWindowKeys, keys - from);
    const auto start = std::chrono::steady_clock::now();
    for (const std::uint32_t end = from + window; from < end;) {
      const std::uint32_t slice = std::min(kSlice, end - from);
      as_a_call([&] { counting.count(KeyRange{"user:", from, slice}, 0); });
      from += slice;
    }
    const auto passed = std::chrono::steady_clock::now() - start;
    fastest = std::min(fastest, std::chrono::duration<double>(passed).count() / window);
  }
  const std::vector<std::uint64_t> found = {
      counting.modulo().moved, counting.modulo().moved_between_present_in_both,
      counting.ring().moved, counting.ring().moved_between_present_in_both};
  return {fastest * 1e9, "ns a key", digest(found)};
}

/// Short calls here too: what is compared is the work.
inline Measured naive_census(std::uint32_t keys) {
  constexpr std::uint64_t kSlice = 10'000;
  const naive::Rings rings({});
  std::vector<std::uint64_t> found;
  const auto count = [&] {
    naive::Census sum;
    for (std::uint64_t from = 0; from < keys; from += kSlice) {
      sum.add(naive::census({.from = from, .count = kSlice, .loads = false}, rings));
    }
    found = {sum.modulo.moved, sum.modulo.between, sum.ring.moved, sum.ring.between};
  };
  const double seconds = seconds_of(count);
  return {seconds / keys * 1e9, "ns a key", digest(found)};
}

/// "census:SERVERS:VNODES:KEYS", for the table of how the cost grows.
inline std::optional<std::function<Measured()>> growth_of(std::string_view name) {
  constexpr std::string_view kName = "census:";
  if (!name.starts_with(kName)) return std::nullopt;
  std::uint32_t numbers[3] = {};
  const char* at = name.data() + kName.size();
  for (std::uint32_t& number : numbers) {
    at = std::from_chars(at, name.data() + name.size(), number).ptr + 1;
  }
  const std::uint32_t keys = numbers[2];
  const auto servers = static_cast<int>(numbers[0]);
  const auto vnodes = static_cast<int>(numbers[1]);
  return [=] { return census(servers, vnodes, keys); };
}

}  // namespace edgecache::bench
