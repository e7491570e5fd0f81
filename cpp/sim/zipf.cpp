#include "sim/zipf.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace edgecache {
namespace {

using Wide = unsigned __int128;

constexpr std::uint64_t kOne = std::uint64_t{1} << 40;  // the weight 1, in whole numbers
constexpr unsigned kExponentBits = 30;

/// An exponent as written: digits / power_of_ten.
struct Exponent {
  std::uint64_t digits = 0;
  std::uint64_t power_of_ten = 1;

  bool is_halves(std::uint64_t halves) const {
    return Wide{2} * digits == Wide{halves} * power_of_ten;
  }
};

std::optional<Exponent> parse(std::string_view text) {
  constexpr std::size_t kMostDigits = 18;  // of 64 bits; nobody writes more
  Exponent exponent;
  bool point = false;
  bool digit_last = false;
  if (text.size() > kMostDigits) return std::nullopt;
  for (const char c : text) {
    if (c == '.' && digit_last && !point) {
      point = true;
      digit_last = false;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    exponent.digits = 10 * exponent.digits + static_cast<std::uint64_t>(c - '0');
    if (point) exponent.power_of_ten *= 10;
    digit_last = true;
  }
  if (!digit_last) return std::nullopt;
  return exponent;
}

/// floor(sqrt(x)), exact: the rounded root is off by one at most.
std::uint64_t integer_root(std::uint64_t x) {
  auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(x)));
  while (Wide{root} * root > x) --root;
  while (Wide{root + 1} * (root + 1) <= x) ++root;
  return root;
}

/// x^(q / 2^30) as the product of x^(1/2), x^(1/4), ... for the bits of q: sqrt and * are rounded
/// correctly everywhere, pow() is not.
double power(double x, std::uint32_t q) {
  double product = 1;
  double root = x;
  for (unsigned bit = kExponentBits; bit-- > 0;) {
    root = std::sqrt(root);
    if ((q >> bit & 1U) != 0) product *= root;
  }
  return product;
}

template <typename Number, typename Weight>
std::vector<Number> running_sums(std::int64_t objects, Weight weight) {
  std::vector<Number> sums;
  sums.reserve(static_cast<std::size_t>(objects));
  Number sum = 0;
  for (std::int64_t rank = 1; rank <= objects; ++rank) {
    sum += weight(static_cast<std::uint64_t>(rank));
    sums.push_back(sum);
  }
  return sums;
}

}  // namespace

std::variant<Zipf, Refusal> Zipf::of(std::int64_t objects, std::string_view skew) {
  if (objects < 1) return Refusal::count_out_of_range;
  if (objects > kMaxObjects) return Refusal::too_big;
  const auto exponent = parse(skew);
  if (!exponent) return Refusal::skew_unknown;

  Zipf zipf;
  const auto whole = [&](auto weight) {
    zipf.sums_ = running_sums<std::uint64_t>(objects, weight);
    return zipf;
  };
  if (exponent->is_halves(0)) return whole([](std::uint64_t) { return kOne; });
  if (exponent->is_halves(1)) {
    return whole([](std::uint64_t i) { return (kOne << 20) / integer_root(i * kOne); });
  }
  if (exponent->is_halves(2)) return whole([](std::uint64_t i) { return kOne / i; });
  if (exponent->is_halves(4)) return whole([](std::uint64_t i) { return kOne / (i * i); });

  const Wide unit = Wide{exponent->power_of_ten};
  const Wide q = ((Wide{exponent->digits} << (kExponentBits + 1)) + unit) / (2 * unit);
  if (q >= Wide{1} << kExponentBits) return Refusal::skew_unknown;
  zipf.root_sums_ = running_sums<double>(objects, [&](std::uint64_t i) {
    return 1 / power(static_cast<double>(i), static_cast<std::uint32_t>(q));
  });
  return zipf;
}

std::uint32_t Zipf::draw(SplitMix64& chance) const {
  // The first running sum that is larger than a number below them all.
  if (!root_sums_.empty()) {
    const double u = static_cast<double>(chance.next() >> 11) * 0x1p-53 * root_sums_.back();
    const auto last = root_sums_.end() - 1;  // rounding may carry u up to the sum itself
    return static_cast<std::uint32_t>(std::upper_bound(root_sums_.begin(), last, u) -
                                      root_sums_.begin());
  }
  const std::uint64_t u = chance.next() % sums_.back();
  return static_cast<std::uint32_t>(std::upper_bound(sums_.begin(), sums_.end(), u) -
                                    sums_.begin());
}

}  // namespace edgecache
