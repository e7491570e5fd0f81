// The LRU of texts against the obvious one: a vector of strings, the newest first.
#include "cache/text_lru.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cache/key_table.hpp"
#include "cache/lru_cache.hpp"
#include "cache/same_text.hpp"
#include "sim/splitmix64.hpp"

using namespace edgecache;

namespace {

class Obvious {
 public:
  explicit Obvious(std::size_t capacity) : capacity_(capacity) {}
  bool access(const std::string& key) {
    const auto at = std::find(keys_.begin(), keys_.end(), key);
    const bool hit = at != keys_.end();
    if (hit) {
      keys_.erase(at);
    } else if (keys_.size() == capacity_) {
      keys_.pop_back();
    }
    keys_.insert(keys_.begin(), key);
    return hit;
  }

 private:
  std::size_t capacity_;
  std::vector<std::string> keys_;
};

/// Texts of every length about the words of eight bytes and about what fits a node; alike but for a
/// byte somewhere.
std::string random_key(SplitMix64& chance) {
  std::string key(chance.next() % 40, 'k');
  if (!key.empty()) key[chance.next() % key.size()] = static_cast<char>(chance.next() % 4);
  return key;
}

}  // namespace

TEST_CASE("the LRU of texts hits where the obvious one does, ten thousand times") {
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const std::size_t capacity = 1 + chance.next() % 9;
    TextLru cache(static_cast<std::uint32_t>(capacity));
    Obvious obvious(capacity);
    std::vector<std::string> keys(1 + chance.next() % 12);
    for (std::string& key : keys) key = random_key(chance);
    for (int i = 0; i < 60; ++i) {
      const std::string& key = keys[chance.next() % keys.size()];
      REQUIRE(cache.access(key) == obvious.access(key));
      REQUIRE(cache.size() <= capacity);
    }
  }
}

TEST_CASE("a bulk of texts is each of them, and what grows is found again") {
  SplitMix64 chance(7);
  std::string bytes;
  std::vector<std::uint32_t> offsets = {0};
  TextLru one(3'000);
  LruCache numbered(3'000);
  KeyTable table;
  std::uint64_t hits = 0;
  std::uint64_t hits_by_number = 0;
  for (int i = 0; i < 50'000; ++i) {
    std::string key = "user:";
    key += std::to_string(chance.next() % (1 + chance.next() % 9'000));
    bytes += key;
    offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
    hits += one.access(key) ? 1 : 0;
    const std::uint64_t spread = std::hash<std::string>()(key) * 0x9e3779b97f4a7c15;
    hits_by_number += numbered.access(table.number(key, spread)) ? 1 : 0;
  }
  CHECK(hits == hits_by_number);
  CHECK(one.size() == 3'000);
  CHECK(TextLru(3'000).replay(bytes.data(), offsets) == hits);
  CHECK(TextLru(3'000).replay(bytes.data(), std::span(offsets).first(1)) == 0);
}

TEST_CASE("T01, T04, T06: no byte at all, NUL, a megabyte, one byte apart at either end") {
  const std::string long_key(1 << 20, 'x');
  std::vector<std::string> keys = {"", std::string(1, '\0'), std::string("a\0b", 3), "a", long_key};
  for (const std::size_t size : {3U, 4U, 7U, 8U, 9U, 16U, 28U, 29U, 40U}) {
    keys.insert(keys.end(), 3, std::string(size, '-'));
    keys[keys.size() - 2].front() = '+';
    keys.back().back() = '+';
  }
  TextLru cache(100);
  for (const std::string& key : keys) CHECK_FALSE(cache.access(key));
  for (const std::string& key : keys) CHECK(cache.access(key));
}

TEST_CASE("texts scatter evenly: neighbours and multiples of a page do not meet in a table") {
  constexpr std::size_t kPlaces = 4'096;
  for (const char* pattern : {"user:", "/article/2026/", "k"}) {
    std::vector<int> places(kPlaces);
    for (std::size_t i = 0; i < 16 * kPlaces; ++i) {
      std::string key = pattern;
      key += std::to_string(i * 4'096);
      ++places[(scatter(key.data(), key.size()) >> 32) % kPlaces];
    }
    // 16 expected of each, standard deviation 4: eight of them are more than chance ever does
    CHECK(*std::max_element(places.begin(), places.end()) < 48);
  }
}
