#pragma once
// A hundred texts that differ in their last two digits only share all of XXH64 but its end. What
// comes before the last two digits is hashed once for as long as it stays the same, the tens digit
// once for ten keys, and each key then pays for its last digit and the final mixing: three
// multiplications. The answers are XXH64's, bit for bit.
//
// XXH64 (Collet, xxHash 0.8.1, doc/xxhash_spec.md) reads a text as 32-byte stripes, then what is
// left as 8-byte words, one 4-byte word and single bytes. The two digits thus lie in one word, or
// the last one is a byte and the other the end of whatever comes before it. (Where they end in a
// stripe nothing can be shared: those lengths, two of 32, are hashed whole.)
//
// All of it stands in the header and is inlined: a call with a view or a span costs more than the
// arithmetic, since WebAssembly passes such pairs through memory (measured: a third more time).

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

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

/// The state after the first `head` bytes of `text`: its stripes, and then words of 8.
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

  /// The texts are `text`, which ends in "00", with other digits there. Its first `same` bytes and
  /// its length are those of the text given before (0 when they are not).
  void family_of(const std::string& text, std::size_t same);

  /// out[i] = XXH64 of the sibling that ends in first + i, two digits. first + out.size() <= 100.
  void hash(const std::string& text, unsigned first, std::span<Position> out) const;

 private:
  enum class End { two_bytes, word4_byte, word8_byte, word4, word8, stripe };

  template <typename Ten, typename Unit>
  void hash_by_tens(unsigned first, std::span<Position> out, std::uint64_t step, Ten ten,
                    Unit unit) const;

  std::uint64_t seed_;
  End end_ = End::stripe;    // what the two digits are read as
  std::uint64_t head_ = 0;   // state before the last words and bytes: 8 at most, or 9
  std::uint64_t state_ = 0;  // state before what holds the tens digit
  std::uint64_t word_ = 0;   // what holds the tens digit, multiplied
};

[[gnu::always_inline]] inline void Xxh64Siblings::family_of(const std::string& text,
                                                            std::size_t same) {
  using namespace xxh64_steps;
  const std::size_t size = text.size();
  assert(size >= 2);
  if (size % 32 == 0 || (size % 32 == 1 && size > 32)) {
    end_ = End::stripe;
    return;
  }
  const std::size_t head = (size - 2) / 8 * 8;
  const char* at = text.data() + head;
  if (same < head || same == 0) head_ = head_of(text, head, seed_);
  state_ = head_;
  const auto byte = [&] { return std::uint64_t{static_cast<unsigned char>(*at++)}; };
  const std::size_t segment = size - head;  // 2..9 bytes
  if (segment >= 8) {
    end_ = segment == 8 ? End::word8 : End::word8_byte;
    word_ = read<std::uint64_t>(at) * kPrime2;
    return;
  }
  if (segment == 4 || segment == 5) {
    end_ = segment == 4 ? End::word4 : End::word4_byte;
    word_ = read<std::uint32_t>(at) * kPrime1;
    return;
  }
  end_ = End::two_bytes;
  if (segment > 5) {
    state_ = take_word4(state_, read<std::uint32_t>(at) * kPrime1);
    at += 4;
  }
  if (segment % 4 == 3) state_ = take_byte(state_, byte() * kPrime5);
  word_ = byte() * kPrime5;
}

/// ten(t) is the state and the multiplied last word or byte of the sibling that ends in t0; each
/// digit more adds `step` to the latter, so that it needs no multiplication.
template <typename Ten, typename Unit>
[[gnu::always_inline]] inline void Xxh64Siblings::hash_by_tens(unsigned first,
                                                               std::span<Position> out,
                                                               std::uint64_t step, Ten ten,
                                                               Unit unit) const {
  Position* to = out.data();
  unsigned digit = first % 10;
  for (std::size_t left = out.size(); left > 0; first += 10) {
    const auto [state, word] = ten(first / 10);
    const std::size_t here = std::min<std::size_t>(10 - digit, left);
    for (std::uint64_t next = word + digit * step; to != out.data() + (out.size() - left) + here;) {
      *to++ = xxh64_steps::avalanche(unit(state, next));
      next += step;
    }
    left -= here;
    digit = 0;
  }
}

[[gnu::always_inline]] inline void Xxh64Siblings::hash(const std::string& text, unsigned first,
                                                       std::span<Position> out) const {
  using namespace xxh64_steps;
  assert(first + out.size() <= 100);
  struct Ten {
    std::uint64_t state, word;
  };
  constexpr std::uint64_t kZero = '0' * kPrime5;
  const auto byte = [](auto state, auto word) { return take_byte(state, word); };
  const auto word4 = [](auto state, auto word) { return take_word4(state, word); };
  const auto word8 = [](auto state, auto word) { return take_word8(state, word); };
  // The last byte of a little-endian word is its highest: a digit more there adds 1 << 24 or 1
  // << 56.
  switch (end_) {
    case End::two_bytes:
      return hash_by_tens(
          first, out, kPrime5,
          [&](std::uint64_t t) {
            return Ten{byte(state_, word_ + t * kPrime5), kZero};
          },
          byte);
    case End::word4_byte:
      return hash_by_tens(
          first, out, kPrime5,
          [&](std::uint64_t t) {
            return Ten{word4(state_, word_ + t * (kPrime1 << 24)), kZero};
          },
          byte);
    case End::word8_byte:
      return hash_by_tens(
          first, out, kPrime5,
          [&](std::uint64_t t) {
            return Ten{word8(state_, word_ + t * (kPrime2 << 56)), kZero};
          },
          byte);
    case End::word4:
      return hash_by_tens(
          first, out, kPrime1 << 24,
          [&](std::uint64_t t) {
            return Ten{state_, word_ + t * (kPrime1 << 16)};
          },
          word4);
    case End::word8:
      return hash_by_tens(
          first, out, kPrime2 << 56,
          [&](std::uint64_t t) {
            return Ten{state_, word_ + t * (kPrime2 << 48)};
          },
          word8);
    case End::stripe: {
      std::string sibling = text;
      for (Position& position : out) {
        sibling[sibling.size() - 2] = static_cast<char>('0' + first / 10);
        sibling[sibling.size() - 1] = static_cast<char>('0' + first % 10);
        position = xxh64(sibling, seed_);
        ++first;
      }
    }
  }
}

}  // namespace edgecache
