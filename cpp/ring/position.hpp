#pragma once
// A place on the circle. The circle is the set of all 2^64 values a 64-bit hash can have, and 0
// follows the last of them, so unsigned arithmetic, which wraps by itself, is already arithmetic
// on the circle: `b - a` is the way from a clockwise to b.

#include <cstdint>
#include <optional>
#include <string_view>

namespace edgecache {

/// All 64 bits. Never a double: that would merge neighbours above 2^53.
using Position = std::uint64_t;

/// The same place as a fraction of the circle in [0, 1), for drawing. Top 53 bits, exact.
constexpr double turn(Position position) { return static_cast<double>(position >> 11) * 0x1p-53; }

/// floor(degrees * 2^64 / 360) for a decimal text such as "45" or "119.9", taken exactly (the
/// double nearest to 120/360 would miss 6148914691236517205). nullopt: not a plain decimal number
/// (no sign, no exponent, digits on both sides of a point) or not in [0, 360).
std::optional<Position> position_at_degrees(std::string_view decimal);

}  // namespace edgecache
