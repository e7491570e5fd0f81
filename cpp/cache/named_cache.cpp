#include "cache/named_cache.hpp"

#include <charconv>

namespace edgecache {

std::uint32_t& NamedCache::count(std::string_view name) {
  const Object number = names_.number(name, hash_(name));
  if (newest_.size() <= number) newest_.push_back(1);
  return newest_[number];
}

std::uint32_t NamedCache::newest(std::string_view name) { return count(name); }

Object NamedCache::versioned_key(std::string_view name) {
  char digits[10];
  const auto end = std::to_chars(digits, digits + sizeof(digits), newest(name)).ptr;
  std::vector<char> text = {'/', 'v'};
  text.insert(text.end(), digits, end);
  text.push_back('/');
  text.insert(text.end(), name.begin(), name.end());
  return key({text.data(), text.size()});
}

TieredAnswer NamedCache::write_versioned(std::string_view name) {
  const std::uint32_t n = ++count(name);
  return cache_.write_new(versioned_key(name), n);
}

}  // namespace edgecache
