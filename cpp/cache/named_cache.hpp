#pragma once
// A tiered cache whose keys are texts, and the names whose content gets a new key at each change
// (slide 19): `/v2/style.css` is never stale, because it is never written twice.

#include <string_view>
#include <utility>
#include <vector>

#include "cache/key_table.hpp"
#include "cache/tiered_cache.hpp"

namespace edgecache {

class NamedCache {
 public:
  /// `hash` spreads the texts in their table.
  using Hash = std::uint64_t (*)(std::string_view);
  NamedCache(TieredCache cache, Hash hash) : cache_(std::move(cache)), hash_(hash) {}

  /// The number by which the cache knows a key, a new one if need be.
  Object key(std::string_view text) { return keys_.number(text, hash_(text)); }
  /// The same for the key that stands for a name's newest content, "/v<n>/<name>".
  Object versioned_key(std::string_view name);

  /// Readers of a versioned name always know the newest n; it starts at 1.
  std::uint32_t newest(std::string_view name);
  /// New content: n + 1, which is the answer's version. The database is written, and no cache is
  /// touched: old versions age out.
  TieredAnswer write_versioned(std::string_view name);

  TieredCache& cache() { return cache_; }
  const TieredCache& cache() const { return cache_; }
  const KeyTable& keys() const { return keys_; }

 private:
  std::uint32_t& count(std::string_view name);

  TieredCache cache_;
  Hash hash_;
  KeyTable keys_;
  KeyTable names_;
  std::vector<std::uint32_t> newest_;  // by number of name
};

}  // namespace edgecache
