#pragma once
// Why a cache cannot be built or asked so. Failure is an answer: what is refused changes nothing.

#include <cstdint>
#include <string_view>

namespace edgecache {

enum class CacheRefusal : std::uint32_t {
  none,
  capacity_out_of_range,
  capacity_not_growing,
  nodes_out_of_range,
  place_out_of_range,
  ttl_out_of_range,
  time_out_of_range,
  mode_unknown,
};

/// The code in words, "" for `none` and beyond the last.
constexpr std::string_view code(CacheRefusal refusal) {
  constexpr std::string_view kCodes[] = {
      "",
      "capacity-out-of-range",
      "capacity-not-growing",
      "nodes-out-of-range",
      "place-out-of-range",
      "ttl-out-of-range",
      "time-out-of-range",
      "mode-unknown",
  };
  const auto number = static_cast<std::size_t>(refusal);
  return number < std::size(kCodes) ? kCodes[number] : "";
}

}  // namespace edgecache
