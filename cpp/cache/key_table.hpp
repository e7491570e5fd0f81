#pragma once
// Texts become numbers, once: the first text is 0, the next new one 1. Their bytes lie one after
// the other in one block, and a table of short tags finds them: 32 bits of the hash decide most
// comparisons before a byte of text is looked at.
//
// Which hash is the caller's affair: this file is told it, and only wants it well mixed.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cache/object.hpp"

namespace edgecache {

class KeyTable {
 public:
  KeyTable() : entries_(kFewest) {}

  /// The number of `text`; a new one when it was never met. Amortised O(length).
  Object number(std::string_view text, std::uint64_t hash);
  std::optional<Object> find(std::string_view text, std::uint64_t hash) const;

  /// The text of a number given out before. Valid until the next new text.
  std::string_view text(Object number) const {
    const std::size_t start = ends_[number];
    return {bytes_.data() + start, ends_[number + 1] - start};
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size() - 1); }

 private:
  static constexpr std::size_t kFewest = 16;

  struct Entry {
    std::uint32_t tag = 0;
    std::uint32_t number_plus_one = 0;  // 0: nobody here
  };

  /// Where `text` is, or where it would go.
  std::size_t place(std::string_view text, std::uint64_t hash) const;
  void spread();

  std::vector<char> bytes_;
  std::vector<std::size_t> ends_ = {0};  // text i lies between ends_[i] and ends_[i + 1]
  std::vector<Entry> entries_;           // a power of two, at most half of them taken
};

}  // namespace edgecache
