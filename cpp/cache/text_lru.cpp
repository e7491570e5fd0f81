#include "cache/text_lru.hpp"

#include <utility>

namespace edgecache {

inline bool TextLru::ask(const char* text, std::size_t size) {
  const auto tag = static_cast<std::uint32_t>(scatter(text, size) >> 32);
  for (Slot slot = bucket(tag); slot != 0; slot = nodes_[slot].chain) {
    const Node& node = nodes_[slot];
    if (node.tag != tag || node.size != size || !same_text(text_of(node), text, size)) continue;
    if (nodes_[0].older != slot) {
      unlink(nodes_[slot]);
      link(slot);
    }
    return true;
  }
  const Slot slot = vacant();
  write(slot, text, size);
  Slot& head = bucket(tag);
  nodes_[slot].tag = tag;
  nodes_[slot].chain = head;
  head = slot;
  link(slot);
  return false;
}

inline void TextLru::write(Slot slot, const char* text, std::size_t size) {
  Node& node = nodes_[slot];
  if (node.size > kShort) long_size_ -= node.size;  // of whoever went
  node.size = static_cast<std::uint32_t>(size);
  if (size <= kShort) return copy_text(node.text, text, size);
  const std::size_t start = longs_.size();
  std::memcpy(node.text, &start, sizeof(start));
  longs_.insert(longs_.end(), text, text + size);
  long_size_ += size;
  if (longs_.size() > 2 * long_size_) tidy();
}

inline void TextLru::link(Slot slot) {
  Node& sentinel = nodes_[0];
  nodes_[slot].older = sentinel.older;
  nodes_[slot].newer = 0;
  nodes_[sentinel.older].newer = slot;
  sentinel.older = slot;
}

/// A node in no list and no bucket: a new one, or in a full cache that of the least recently used.
inline TextLru::Slot TextLru::vacant() {
  if (size() < capacity_) {
    nodes_.emplace_back();
    if (nodes_.size() * 2 > buckets_.size()) spread();
    return size();
  }
  const Slot oldest = nodes_[0].newer;
  unlink(nodes_[oldest]);
  Slot* to = &bucket(nodes_[oldest].tag);
  while (*to != oldest) to = &nodes_[*to].chain;
  *to = nodes_[oldest].chain;
  return oldest;
}

/// Four times the buckets: every node that hangs in one moves to the chain it now belongs to.
void TextLru::spread() {
  buckets_.assign(buckets_.size() * 4, 0);
  for (Slot slot = nodes_[0].older; slot != 0; slot = nodes_[slot].older) {
    Slot& head = bucket(nodes_[slot].tag);
    nodes_[slot].chain = head;
    head = slot;
  }
}

/// The long texts of those that are here, without the old ones between.
void TextLru::tidy() {
  std::vector<char> kept;
  for (Node& node : nodes_) {
    if (node.size <= kShort) continue;
    const char* text = text_of(node);
    const std::size_t start = kept.size();
    kept.insert(kept.end(), text, text + node.size);
    std::memcpy(node.text, &start, sizeof(start));
  }
  longs_ = std::move(kept);
}

bool TextLru::access(std::string_view key) { return ask(key.data(), key.size()); }

std::uint64_t TextLru::replay(const char* bytes, std::span<const std::uint32_t> offsets) {
  std::uint64_t hits = 0;
  for (std::size_t i = 1; i < offsets.size(); ++i) {
    hits += ask(bytes + offsets[i - 1], offsets[i] - offsets[i - 1]) ? 1 : 0;
  }
  return hits;
}

}  // namespace edgecache
