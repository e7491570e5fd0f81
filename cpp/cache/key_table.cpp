#include "cache/key_table.hpp"

#include "cache/same_text.hpp"

namespace edgecache {
namespace {

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

Object KeyTable::number(std::string_view text, std::uint64_t hash) {
  const std::size_t at = place(text, hash);
  if (entries_[at].number_plus_one != 0) return entries_[at].number_plus_one - 1;
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  ends_.push_back(bytes_.size());
  entries_[at] = {.tag = tag_of(hash), .number_plus_one = size()};
  if (std::size_t{size()} * 2 > entries_.size()) spread();
  return size() - 1;
}

std::optional<Object> KeyTable::find(std::string_view text, std::uint64_t hash) const {
  const std::size_t at = place(text, hash);
  if (entries_[at].number_plus_one == 0) return std::nullopt;
  return entries_[at].number_plus_one - 1;
}

std::size_t KeyTable::place(std::string_view text, std::uint64_t hash) const {
  // Linear probing. Nothing ever leaves, so the first free place ends the search. The tag's low
  // bits choose the place: the table has fewer than 2^32.
  const std::size_t mask = entries_.size() - 1;
  std::size_t at = tag_of(hash) & mask;
  for (; entries_[at].number_plus_one != 0; at = (at + 1) & mask) {
    if (entries_[at].tag != tag_of(hash)) continue;
    const std::string_view known = this->text(entries_[at].number_plus_one - 1);
    if (known.size() == text.size() && same_text(known.data(), text.data(), text.size())) break;
  }
  return at;
}

void KeyTable::spread() {
  std::vector<Entry> old(entries_.size() * 2);
  old.swap(entries_);
  const std::size_t mask = entries_.size() - 1;
  for (const Entry& entry : old) {
    if (entry.number_plus_one == 0) continue;
    std::size_t at = entry.tag & mask;
    while (entries_[at].number_plus_one != 0) at = (at + 1) & mask;
    entries_[at] = entry;
  }
}

}  // namespace edgecache
