#pragma once
// Short texts, compared and copied eight bytes at a time: keys are short, and a call of memcmp or
// memcpy would cost more than the work.

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace edgecache {

template <typename Word>
Word word_at(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof(word));
  return word;
}

/// Equal to the last byte? The last word overlaps the one before it.
inline bool same_text(const char* one, const char* other, std::size_t size) {
  if (size >= 8) {
    for (std::size_t i = 0; i + 8 < size; i += 8) {
      if (word_at<std::uint64_t>(one + i) != word_at<std::uint64_t>(other + i)) return false;
    }
    return word_at<std::uint64_t>(one + size - 8) == word_at<std::uint64_t>(other + size - 8);
  }
  if (size >= 4) {
    return word_at<std::uint32_t>(one) == word_at<std::uint32_t>(other) &&
           word_at<std::uint32_t>(one + size - 4) == word_at<std::uint32_t>(other + size - 4);
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (one[i] != other[i]) return false;
  }
  return true;
}

/// A number that scatters texts over a table, its upper half most of all. Not XXH64: nobody sees
/// where a key stands in a cache's table, so two multiplications for a short key are enough. It is
/// no defence against keys that are made to meet.
inline std::uint64_t scatter(const char* text, std::size_t size) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio
  std::uint64_t hash = size * kOdd;
  const auto take = [&](std::uint64_t word) {
    hash = (hash ^ word) * kOdd;
    hash ^= hash >> 32;
  };
  if (size >= 8) {
    for (std::size_t i = 0; i + 8 < size; i += 8) take(word_at<std::uint64_t>(text + i));
    take(word_at<std::uint64_t>(text + size - 8));
  } else if (size >= 4) {
    const std::uint64_t first = word_at<std::uint32_t>(text);
    take(first << 32 | word_at<std::uint32_t>(text + size - 4));
  } else {
    for (std::size_t i = 0; i < size; ++i) take(static_cast<unsigned char>(text[i]));
  }
  return hash * kOdd;
}

/// Copies `size` bytes; the two do not overlap.
inline void copy_text(char* to, const char* from, std::size_t size) {
  if (size < 8) {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
    return;
  }
  for (std::size_t i = 0; i + 8 < size; i += 8) std::memcpy(to + i, from + i, 8);
  std::memcpy(to + size - 8, from + size - 8, 8);
}

}  // namespace edgecache
