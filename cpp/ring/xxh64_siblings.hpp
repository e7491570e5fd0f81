#pragma once
// Ten texts that differ in their last digit only share all of XXH64 but its end. Whatever comes
// before the last segment (up to eight bytes) is hashed once for as long as it stays the same,
// the segment up to its last byte once for ten keys, and each key then pays for its last digit and
// the final mixing: three multiplications. The answers are XXH64's, bit for bit.
//
// XXH64 (Collet, xxHash 0.8.1, doc/xxhash_spec.md) reads a text as 32-byte stripes, then what is
// left as 8-byte words, one 4-byte word and single bytes. The last byte of a text is thus the last
// byte of a word of 8, of a word of 4, or stands alone. (When it ends a stripe, nothing comes after
// the stripes: those lengths, one of 32, are hashed whole.)
//
// All of it stands in the header: a call with a view or a span costs more than the arithmetic,
// since WebAssembly passes such pairs through memory (measured: 4.0 instead of 2.2 ns a key).

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "ring/hash.hpp"
#include "ring/position.hpp"

namespace edgecache {
namespace xxh64_steps {

static_assert(std::endian::native == std::endian::little, "XXH64 reads words little-endian");

constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4F;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5;

template <typename Word>
std::uint64_t read(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof(word));
  return word;
}

// The steps of the specification, each for what it takes in.
inline std::uint64_t round(std::uint64_t lane, std::uint64_t word) {
  return std::rotl(lane + word * kPrime2, 31) * kPrime1;
}
inline std::uint64_t merge(std::uint64_t state, std::uint64_t lane) {
  return (state ^ round(0, lane)) * kPrime1 + kPrime4;
}
// From here on the word comes already multiplied: by kPrime2, kPrime1, kPrime5.
inline std::uint64_t take_word8(std::uint64_t state, std::uint64_t times_prime2) {
  return std::rotl(state ^ (std::rotl(times_prime2, 31) * kPrime1), 27) * kPrime1 + kPrime4;
}
inline std::uint64_t take_word4(std::uint64_t state, std::uint64_t times_prime1) {
  return std::rotl(state ^ times_prime1, 23) * kPrime2 + kPrime3;
}
inline std::uint64_t take_byte(std::uint64_t state, std::uint64_t times_prime5) {
  return std::rotl(state ^ times_prime5, 11) * kPrime1;
}
inline std::uint64_t avalanche(std::uint64_t state) {
  state = (state ^ (state >> 33)) * kPrime2;
  state = (state ^ (state >> 29)) * kPrime3;
  return state ^ (state >> 32);
}

inline std::uint64_t stripes(const char* text, std::size_t bytes, std::uint64_t seed) {
  std::array<std::uint64_t, 4> lane = {seed + kPrime1 + kPrime2, seed + kPrime2, seed,
                                       seed - kPrime1};
  for (std::size_t at = 0; at < bytes; at += 8) {
    lane[at / 8 % 4] = round(lane[at / 8 % 4], read<std::uint64_t>(text + at));
  }
  std::uint64_t state = std::rotl(lane[0], 1) + std::rotl(lane[1], 7) + std::rotl(lane[2], 12) +
                        std::rotl(lane[3], 18);
  for (const std::uint64_t each : lane) state = merge(state, each);
  return state;
}

/// The state after all whole words of 8 that end before the last byte of `text`.
inline std::uint64_t head_of(std::string_view text, std::size_t head, std::uint64_t seed) {
  std::size_t at = text.size() / 32 * 32;
  std::uint64_t state = at > 0 ? stripes(text.data(), at, seed) : seed + kPrime5;
  state += text.size();
  for (; at < head; at += 8) {
    state = take_word8(state, read<std::uint64_t>(text.data() + at) * kPrime2);
  }
  return state;
}

}  // namespace xxh64_steps

class Xxh64Siblings {
 public:
  explicit Xxh64Siblings(std::uint64_t seed) : seed_(seed) {}

  /// The texts are `text` with each digit in its last place. Its first `same` bytes and its length
  /// are those of the text given before (0 when they are not). `text` stays valid while asked.
  void family_of(std::string_view text, std::size_t same);

  /// out[i] = XXH64 of the sibling that ends in digit first + i. first + out.size() <= 10.
  void hash(unsigned first, std::span<Position> out) const;

 private:
  enum class End { byte, word4, word8, stripe };

  std::uint64_t seed_;
  std::string_view text_;
  End end_ = End::stripe;    // what the last byte belongs to
  std::uint64_t head_ = 0;   // state before the last segment
  std::uint64_t state_ = 0;  // state before the last word or byte
  std::uint64_t word_ = 0;   // that word or byte with the digit 0, multiplied
};

[[gnu::always_inline]] inline void Xxh64Siblings::family_of(std::string_view text, std::size_t same) {
  using namespace xxh64_steps;
  assert(!text.empty());
  text_ = text;
  const std::size_t head = (text.size() - 1) / 8 * 8;
  const char* at = text.data() + head;
  const std::size_t segment = text.size() - head;  // 1..8 bytes
  if (text.size() % 32 == 0) {
    end_ = End::stripe;
    return;
  }
  if (same < head || same == 0) head_ = head_of(text, head, seed_);
  state_ = head_;
  if (segment == 8) {
    end_ = End::word8;
    const std::uint64_t digit = std::uint64_t{static_cast<unsigned char>(at[7] ^ '0')} << 56;
    word_ = (read<std::uint64_t>(at) ^ digit) * kPrime2;
  } else if (segment == 4) {
    end_ = End::word4;
    const std::uint64_t digit = std::uint64_t{static_cast<unsigned char>(at[3] ^ '0')} << 24;
    word_ = (read<std::uint32_t>(at) ^ digit) * kPrime1;
  } else {
    end_ = End::byte;
    const char* const last = at + segment - 1;
    if (segment > 4) {
      state_ = take_word4(state_, read<std::uint32_t>(at) * kPrime1);
      at += 4;
    }
    for (; at < last; ++at) {
      state_ = take_byte(state_, std::uint64_t{static_cast<unsigned char>(*at)} * kPrime5);
    }
    word_ = '0' * kPrime5;
  }
}

[[gnu::always_inline]] inline void Xxh64Siblings::hash(unsigned first, std::span<Position> out) const {
  using namespace xxh64_steps;
  assert(first + out.size() <= 10);
  // One digit more adds the same to the multiplied word every time: no multiplication for it.
  const auto siblings = [&](std::uint64_t step, auto take) {
    const std::uint64_t state = state_;
    const std::uint64_t word = word_ + first * step;
    const auto fill = [&](auto count) {
      for (unsigned i = 0; i < count; ++i) out[i] = avalanche(take(state, word + i * step));
    };
    // A count known to the compiler unrolls, and a whole ten is the usual case.
    if (out.size() == 10) return fill(std::integral_constant<unsigned, 10>());
    fill(out.size());
  };
  switch (end_) {
    case End::byte:
      return siblings(kPrime5, [](auto state, auto word) { return take_byte(state, word); });
    case End::word4:
      return siblings(kPrime1 << 24, [](auto state, auto word) { return take_word4(state, word); });
    case End::word8:
      return siblings(kPrime2 << 56, [](auto state, auto word) { return take_word8(state, word); });
    case End::stripe: {
      std::string text(text_);
      for (Position& position : out) {
        text.back() = static_cast<char>('0' + first++);
        position = xxh64(text, seed_);
      }
    }
  }
}

}  // namespace edgecache
