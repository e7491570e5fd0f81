#pragma once
// Least recently used once more (Episode 5), for keys that are texts and for memory that is
// bounded: nothing is known of a key that is not in the cache. The map and the circle are those of
// linked_nodes.hpp; a node holds its key's own bytes beside the links, so that a hit touches one
// bucket and one node, and a miss writes over the node of whoever goes.
//
// Compare key_table.hpp, which numbers every text it ever meets: the caches behind it move four
// bytes about, and its table outgrows the processor's caches long before this one does.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cache/same_text.hpp"

namespace edgecache {

class TextLru {
 public:
  /// At least 1 entry. Memory comes with the entries; once the cache is full nothing is allocated
  /// but for keys of more than kShort bytes.
  explicit TextLru(std::uint32_t capacity) : capacity_(capacity), buckets_(kFewest), nodes_(1) {}

  /// A request. True: a hit. False: a miss, and the key is in the cache now. O(length).
  bool access(std::string_view key);

  /// Hits among so many requests: key i is bytes [offsets[i], offsets[i + 1]) of `bytes`.
  std::uint64_t replay(const char* bytes, std::span<const std::uint32_t> offsets);

  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size() - 1); }
  /// Bytes of a key that fit beside the links.
  static constexpr std::size_t kShort = 28;

 private:
  using Slot = std::uint32_t;  // 0: the sentinel, nobody
  static constexpr std::size_t kFewest = 32;

  struct Node {
    std::uint32_t tag = 0;  // of the hash: most comparisons end here
    Slot newer = 0;
    Slot older = 0;
    Slot chain = 0;  // the next of the same bucket
    std::uint32_t size = 0;
    char text[kShort] = {};  // or, of a long one, where it begins in longs_
  };
  static_assert(sizeof(Node) == 48);

  // Texts as two numbers: WebAssembly would pass a string_view through memory, written in two
  // halves and read back in one, which costs more than the whole comparison.
  bool ask(const char* text, std::size_t size);
  const char* text_of(const Node& node) const {
    return node.size <= kShort ? node.text : longs_.data() + word_at<std::size_t>(node.text);
  }
  void write(Slot slot, const char* text, std::size_t size);
  void tidy();
  Slot& bucket(std::uint32_t tag) { return buckets_[tag & (buckets_.size() - 1)]; }
  void unlink(const Node& node) {
    nodes_[node.newer].older = node.older;
    nodes_[node.older].newer = node.newer;
  }
  void link(Slot slot);
  Slot vacant();
  void spread();

  std::uint32_t capacity_;
  std::vector<Slot> buckets_;  // a power of two, at least twice as many as nodes
  std::vector<Node> nodes_;    // nodes_[0] is the sentinel: its `older` is the newest
  std::vector<char> longs_;    // texts that are not short, one after the other, old ones between
  std::size_t long_size_ = 0;  // of those that are in the cache
};

}  // namespace edgecache
