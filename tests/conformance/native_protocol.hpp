#pragma once
// How the native program speaks: one line in, one line out, fields parted by one blank.
//
//   text     lower-case hex of its bytes, the empty text is -
//   number   decimal, unsigned unless said
//   list     its length, then its items: `3 10 20 30`, an empty one is `0`
//   answers  ok | null | values | refused CODE | error WORDS (the line was no command at all)
//
// A number that is none, or out of range, is refused with the code that belongs to its field.

#include <charconv>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ring/refusal.hpp"

namespace edgecache::native {

using Fields = std::span<const std::string_view>;

inline std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> fields;
  while (!line.empty()) {
    const std::size_t blank = line.find(' ');
    fields.push_back(line.substr(0, blank));
    line.remove_prefix(blank == std::string_view::npos ? line.size() : blank + 1);
  }
  return fields;
}

template <std::integral Number>
std::optional<Number> number(std::string_view field) {
  Number value{};
  const auto [end, error] = std::from_chars(field.begin(), field.end(), value);
  if (error != std::errc() || end != field.end()) return std::nullopt;
  return value;
}

inline std::optional<std::string> text(std::string_view field) {
  std::string bytes;
  if (field == "-") return bytes;
  if (field.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < field.size(); i += 2) {
    unsigned char byte = 0;
    const auto [end, error] = std::from_chars(field.begin() + i, field.begin() + i + 2, byte, 16);
    if (error != std::errc() || end != field.begin() + i + 2) return std::nullopt;
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

/// An answer as it grows.
class Answer {
 public:
  Answer& word(std::string_view word) {
    if (!line_.empty()) line_ += ' ';
    line_ += word;
    return *this;
  }
  template <std::integral Number>
  Answer& value(Number value) {
    return word(std::to_string(value));
  }
  Answer& value(double value) {
    char digits[40];  // 17 digits give every double back
    const int size = std::snprintf(digits, sizeof(digits), "%.17g", value);
    return word({digits, static_cast<std::size_t>(size)});
  }
  Answer& wide(unsigned __int128 value) {
    std::string digits;
    do {
      digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
      value /= 10;
    } while (value != 0);
    return word(digits);
  }
  Answer& text(std::string_view bytes) {
    constexpr std::string_view kHex = "0123456789abcdef";
    if (bytes.empty()) return word("-");
    std::string hex;
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      hex += kHex[byte >> 4];
      hex += kHex[byte & 15];
    }
    return word(hex);
  }
  template <typename Numbers>
  Answer& list(const Numbers& numbers) {
    value(numbers.size());
    for (const auto each : numbers) value(each);
    return *this;
  }
  const std::string& line() const { return line_; }

 private:
  std::string line_;
};

inline Answer refused(Refusal refusal) { return Answer().word("refused").word(code(refusal)); }
inline Answer ok_or(Refusal refusal) {
  return refusal == Refusal::none ? Answer().word("ok") : refused(refusal);
}
inline Answer error(std::string_view words) { return Answer().word("error").word(words); }

}  // namespace edgecache::native
