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
    write_digits({digits, static_cast<std::size_t>(end - digits)});
  }
  void write_digits(std::string_view digits) {
    text_.resize(stem_);
    text_.append(digits);
  }
  /// From a number that ends in 00 to the next such one: ...300 to ...400. How many leading bytes
  /// stay the same, 0 when the text has grown longer.
  std::size_t next_hundred() {
    std::size_t i = text_.size() - 2;
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
  std::size_t done = 0;
  for (; done < out.size() && keys.from + done < 10; ++done) {  // numbers of a single digit
    key.write(keys.from + done);
    out[done] = xxh64(key.text(), seed);
  }
  if (done == out.size()) return;
  auto first = static_cast<unsigned>((keys.from + done) % 100);
  key.write(keys.from + done - first);
  if (keys.from + done < 100) key.write_digits("00");
  Xxh64Siblings siblings(seed);
  for (std::size_t same = 0; done < out.size(); same = key.next_hundred()) {
    const std::size_t group = std::min<std::size_t>(100 - first, out.size() - done);
    siblings.family_of(key.text(), same);
    siblings.hash(key.text(), first, out.subspan(done, group));
    done += group;
    first = 0;
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
