#include "ring/position.hpp"

#include <array>
#include <cstddef>

namespace edgecache {
namespace {

constexpr unsigned kFullCircle = 360;

// The borders between positions lie at k * 360 / 2^64 = k * 45 / 2^61 degrees. A fraction over
// 2^61 ends after 61 decimals, so no border lies between a number and its first 61 decimals.
constexpr std::size_t kDecimalsThatMatter = 61;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Degrees as whole part and decimals: long division as on paper, which is exact for any input.
struct Degrees {
  unsigned whole = 0;
  std::array<unsigned char, kDecimalsThatMatter> decimals{};  // most significant first

  void double_it() {
    unsigned carry = 0;
    for (std::size_t i = decimals.size(); i-- > 0;) {
      const unsigned doubled = 2U * decimals[i] + carry;
      carry = doubled >= 10 ? 1 : 0;
      decimals[i] = static_cast<unsigned char>(doubled - 10 * carry);
    }
    whole = 2 * whole + carry;
  }
};

std::optional<Degrees> parse(std::string_view text) {
  Degrees degrees;
  std::size_t i = 0;
  for (; i < text.size() && is_digit(text[i]); ++i) {
    degrees.whole = 10 * degrees.whole + static_cast<unsigned>(text[i] - '0');
    if (degrees.whole >= kFullCircle) return std::nullopt;
  }
  if (i == 0) return std::nullopt;
  if (i == text.size()) return degrees;
  if (text[i] != '.' || i + 1 == text.size()) return std::nullopt;
  const std::string_view decimals = text.substr(i + 1);
  for (std::size_t d = 0; d < decimals.size(); ++d) {
    if (!is_digit(decimals[d])) return std::nullopt;
    if (d < kDecimalsThatMatter)
      degrees.decimals[d] = static_cast<unsigned char>(decimals[d] - '0');
  }
  return degrees;
}

}  // namespace

std::optional<Position> position_at_degrees(std::string_view decimal) {
  std::optional<Degrees> rest = parse(decimal);
  if (!rest) return std::nullopt;
  Position position = 0;
  for (int bit = 0; bit < 64; ++bit) {  // binary long division by 360, one bit a step
    rest->double_it();
    position <<= 1;
    if (rest->whole >= kFullCircle) {
      rest->whole -= kFullCircle;
      position |= 1;
    }
  }
  return position;
}

}  // namespace edgecache
