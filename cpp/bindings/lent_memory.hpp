#pragma once
// Bulk data crosses as memory that JavaScript borrows: it allocates a block, writes into it, asks a
// question about it by address, reads the answer, and gives the block back. No text, no 64-bit
// number and no array crosses in any other way, so nothing is converted per key.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <span>
#include <string_view>

namespace edgecache::bindings {

/// An address in the module's memory, as JavaScript says it.
using Address = std::uintptr_t;

template <typename T>
std::span<T> lent(Address address, std::size_t count) {
  return {reinterpret_cast<T*>(address), count};
}

inline std::string_view lent_text(Address address, std::size_t size) {
  return {reinterpret_cast<const char*>(address), size};
}

/// A whole number that crossed as a double: NaN, 1.5 and 2^53 + 1 are none. C++ asks what
/// JavaScript has asked already, so that a slider moved in the devtools finds no softer way in.
inline std::optional<std::int64_t> whole(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it a double skips whole numbers
  if (!(value > -kExact && value < kExact) || value != std::floor(value)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

/// 0 when the memory cannot grow any more.
inline Address allocate(double size) {
  const auto bytes = whole(size);
  if (!bytes || *bytes < 0 || *bytes > std::int64_t{0x7fffffff}) return 0;
  return reinterpret_cast<Address>(std::malloc(static_cast<std::size_t>(*bytes)));
}

inline void release(Address address) { std::free(reinterpret_cast<void*>(address)); }

/// 1 once the module has aborted for want of memory, for JavaScript to read afterwards: an abort by
/// itself does not say why.
inline std::uint32_t out_of_memory = 0;

/// From now on want of memory is noted before the module aborts; the address of the note.
inline Address note_out_of_memory() {
  std::set_new_handler([] {
    out_of_memory = 1;
    std::abort();
  });
  return reinterpret_cast<Address>(&out_of_memory);
}

}  // namespace edgecache::bindings
