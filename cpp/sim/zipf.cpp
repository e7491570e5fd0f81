#include "sim/zipf.hpp"

#include <algorithm>
#include <bit>
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
/// correctly everywhere, pow() is not. An exponent of few bits, like 0.75, takes few roots.
double power(double x, std::uint32_t q) {
  double product = 1;
  double root = x;
  for (unsigned bit = kExponentBits; q != 0;) {
    const std::uint32_t here = std::uint32_t{1} << --bit;
    root = std::sqrt(root);
    if ((q & here) != 0) product *= root;
    q &= ~here;
  }
  return product;
}

// Weights of the rank i, by exponent. `kOne` stands for 1.
std::uint64_t weight_0(std::uint64_t /*i*/) { return kOne; }
std::uint64_t weight_half(std::uint64_t i) { return (kOne << 20) / integer_root(i * kOne); }
std::uint64_t weight_1(std::uint64_t i) { return kOne / i; }
std::uint64_t weight_2(std::uint64_t i) { return kOne / (i * i); }

/// The recipe in whole numbers for this exponent; null when there is none.
std::uint64_t (*whole_weight(const Exponent& exponent))(std::uint64_t) {
  if (exponent.is_halves(0)) return weight_0;
  if (exponent.is_halves(1)) return weight_half;
  if (exponent.is_halves(2)) return weight_1;
  if (exponent.is_halves(4)) return weight_2;
  return nullptr;
}

}  // namespace

std::variant<Zipf, Refusal> Zipf::of(std::int64_t objects, std::string_view skew) {
  if (objects < 1) return Refusal::count_out_of_range;
  if (objects > kMaxObjects) return Refusal::too_big;
  const auto exponent = parse(skew);
  if (!exponent) return Refusal::skew_unknown;

  Zipf zipf;
  const auto ranks = static_cast<std::uint64_t>(objects);
  if (const auto weight = whole_weight(*exponent)) {
    zipf.sums_.reserve(static_cast<std::size_t>(objects));
    std::uint64_t sum = 0;
    for (std::uint64_t i = 1; i <= ranks; ++i) zipf.sums_.push_back(sum += weight(i));
    zipf.shift_ = std::max(0, static_cast<int>(std::bit_width(sum)) - kGuideBits);
    zipf.fill_guide(zipf.sums_);
    return zipf;
  }
  const Wide unit = Wide{exponent->power_of_ten};
  const Wide q = ((Wide{exponent->digits} << (kExponentBits + 1)) + unit) / (2 * unit);
  if (q >= Wide{1} << kExponentBits) return Refusal::skew_unknown;
  zipf.root_sums_.reserve(static_cast<std::size_t>(objects));
  double sum = 0;
  for (std::uint64_t i = 1; i <= ranks; ++i) {
    sum += 1 / power(static_cast<double>(i), static_cast<std::uint32_t>(q));
    zipf.root_sums_.push_back(sum);
  }
  zipf.scale_ = kParts / sum;
  zipf.fill_guide(zipf.root_sums_);
  return zipf;
}

template <typename Sum>
void Zipf::fill_guide(const std::vector<Sum>& sums) {
  guide_.resize(kParts + 2);
  std::uint32_t rank = 0;
  for (std::uint32_t i = 0; i < guide_.size(); ++i) {
    while (rank < sums.size() && part(sums[rank]) < i) ++rank;
    guide_[i] = rank;
  }
}

/// The first running sum that is larger than `u`. Parts grow with sums: of an earlier part none is,
/// and of a later part all are.
template <typename Sum>
std::uint32_t Zipf::rank(const std::vector<Sum>& sums, Sum u) const {
  const std::uint32_t there = part(u);
  const Sum* const first = sums.data();
  return static_cast<std::uint32_t>(
      std::upper_bound(first + guide_[there], first + guide_[there + 1], u) - first);
}

std::uint32_t Zipf::draw(SplitMix64& chance) const {
  if (!root_sums_.empty()) {
    const double u = static_cast<double>(chance.next() >> 11) * 0x1p-53 * root_sums_.back();
    const auto last = static_cast<std::uint32_t>(root_sums_.size() - 1);
    return std::min(rank(root_sums_, u), last);  // rounding may carry u up to the sum itself
  }
  return rank(sums_, chance.next() % sums_.back());
}

}  // namespace edgecache
