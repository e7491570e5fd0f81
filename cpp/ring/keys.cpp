#include "ring/keys.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <string>

#include "ring/xxh64_siblings.hpp"

namespace edgecache {
namespace {

/// The text of one key of a range; counts up in place.
class KeyText {
 public:
  KeyText(std::string_view prefix, std::uint64_t number) : text_(prefix), stem_(prefix.size()) {
    write(number);
  }
  void write(std::uint64_t number) {
    char digits[20];  // 2^64 - 1 has 20
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    text_.resize(stem_);
    text_.append(digits, end);
  }
  /// From a number of one ten to the first of the next: ...39 to ...40. How many leading bytes stay
  /// the same, 0 when the text has grown longer.
  std::size_t next_ten() {
    std::size_t i = text_.size() - 1;
    text_[i] = '0';
    while (i > stem_ && text_[i - 1] == '9') text_[--i] = '0';
    if (i == stem_) {
      text_.insert(stem_, 1, '1');
      return 0;
    }
    ++text_[i - 1];
    return i - 1;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::size_t stem_;
};

}  // namespace

bool PackedKeys::well_formed() const {
  return !offsets.empty() && std::is_sorted(offsets.begin(), offsets.end()) &&
         offsets.back() <= bytes.size();
}

void hash_keys(const PackedKeys& keys, std::uint64_t seed, std::span<Position> out) {
  assert(keys.size() == out.size());
  // XXH64 itself, not our function of a string_view: WebAssembly would pass the view through
  // memory, written in two halves and read back in one, which makes a key cost 25 ns instead of 7.
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string_view key = keys[i];
    out[i] = XXH64(key.data(), key.size(), seed);
  }
}

void hash_keys(const KeyRange& keys, std::uint64_t seed, std::span<Position> out) {
  assert(keys.size() == out.size());
  KeyText key(keys.prefix, keys.from);
  Xxh64Siblings siblings(seed);
  auto digit = static_cast<unsigned>(keys.from % 10);
  std::size_t same = 0;
  for (std::size_t done = 0; done < out.size();) {
    const std::size_t group = std::min<std::size_t>(10 - digit, out.size() - done);
    siblings.family_of(key.text(), same);
    siblings.hash(digit, out.subspan(done, group));
    done += group;
    digit = 0;
    same = key.next_ten();
  }
}

void positions_of(HashKind hash, const PackedKeys& keys, std::span<Position> out) {
  if (hash == HashKind::xxh64) return hash_keys(keys, kHashSeed, out);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = position_of(hash, keys[i]);
}

void positions_of(HashKind hash, const KeyRange& keys, std::span<Position> out) {
  if (hash == HashKind::xxh64) return hash_keys(keys, kHashSeed, out);
  KeyText key(keys.prefix, keys.from);
  for (std::size_t i = 0; i < out.size(); ++i) {
    key.write(keys.from + i);
    out[i] = position_of(hash, key.text());
  }
}

}  // namespace edgecache
