#pragma once
// The tiered cache as one would write it down: a list of entries a tier, newest first, and every
// rule in its own words. One place, whole milliseconds. Slow, and right by looking at it.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace edgecache::test {

struct ModelEntry {
  std::uint32_t key;
  std::uint32_t version;
  std::optional<std::int64_t> expires_at;

  bool expired(std::int64_t now) const { return expires_at && now >= *expires_at; }
};

class TieredModel {
 public:
  std::vector<std::size_t> capacity;
  bool inclusive = true;
  bool touch_all = false;

  using Tier = std::vector<ModelEntry>;
  std::vector<Tier> tiers{3};
  std::map<std::uint32_t, std::uint32_t> database;
  std::int64_t now = 0;
  std::vector<std::uint64_t> hits{0, 0, 0}, evictions{0, 0, 0}, back_invalidations{0, 0, 0};
  std::vector<std::uint64_t> expired{0, 0, 0}, purged{0, 0, 0}, promotions{0, 0, 0};
  std::uint64_t misses = 0, stale_reads = 0;

  struct Found {
    std::size_t tier;  // tiers.size(): the database
    std::uint32_t version;
  };

  Found get(std::uint32_t key, std::optional<std::int64_t> ttl) {
    for (std::size_t k = 0; k < tiers.size(); ++k) {
      const auto at = find(k, key);
      if (at == tiers[k].end()) continue;
      const ModelEntry entry = *at;
      if (entry.expired(now)) {
        drop(k, key, expired);
        continue;
      }
      ++hits[k];
      to_front(k, key);
      for (std::size_t below = k + 1; touch_all && below < tiers.size(); ++below) {
        if (find(below, key) != tiers[below].end()) to_front(below, key);
      }
      for (std::size_t above = k; above-- > 0;) {
        ++promotions[above];
        store(above, entry);
      }
      stale_reads += entry.version < database[key] ? 1 : 0;
      return {k, entry.version};
    }
    ++misses;
    const ModelEntry fetched = fresh(key, ttl);
    for (std::size_t k = tiers.size(); k-- > 0 && ttl != 0;) store(k, fetched);
    return {tiers.size(), fetched.version};
  }

  void put(std::uint32_t key, std::optional<std::int64_t> ttl) {
    ++database[key];
    for (std::size_t k = tiers.size(); k-- > 0;) {
      if (ttl == 0) {
        if (const auto at = find(k, key); at != tiers[k].end()) tiers[k].erase(at);
      } else {
        store(k, fresh(key, ttl));
      }
    }
  }

  void purge(std::uint32_t key, const std::vector<std::int64_t>& delays) {
    for (std::size_t k = 0; k < delays.size(); ++k) dues_.push_back({now + delays[k], key, k});
    advance(0);
  }

  void advance(std::int64_t by) {
    const std::int64_t until = now + by;
    // Stable: of equal times the earlier issued one first, and of one purge the nearest tier.
    std::stable_sort(dues_.begin(), dues_.end(),
                     [](const Due& one, const Due& other) { return one.at < other.at; });
    while (!dues_.empty() && dues_.front().at <= until) {
      const Due due = dues_.front();
      dues_.erase(dues_.begin());
      now = due.at;
      if (find(due.tier, due.key) != tiers[due.tier].end()) drop(due.tier, due.key, purged);
    }
    now = until;
  }

 private:
  struct Due {
    std::int64_t at;
    std::uint32_t key;
    std::size_t tier;
  };

  Tier::iterator find(std::size_t k, std::uint32_t key) {
    return std::find_if(tiers[k].begin(), tiers[k].end(),
                        [&](const ModelEntry& entry) { return entry.key == key; });
  }
  ModelEntry fresh(std::uint32_t key, std::optional<std::int64_t> ttl) {
    return {key, database[key], ttl ? std::optional(now + *ttl) : std::nullopt};
  }
  void to_front(std::size_t k, std::uint32_t key) {
    const auto at = find(k, key);
    std::rotate(tiers[k].begin(), at, at + 1);
  }
  void drop(std::size_t k, std::uint32_t key, std::vector<std::uint64_t>& count) {
    tiers[k].erase(find(k, key));
    ++count[k];
    for (std::size_t above = k; inclusive && above-- > 0;) {
      const auto at = find(above, key);
      if (at == tiers[above].end()) continue;
      tiers[above].erase(at);
      ++back_invalidations[above];
    }
  }
  void store(std::size_t k, const ModelEntry& entry) {
    if (const auto at = find(k, entry.key); at != tiers[k].end()) {
      tiers[k].erase(at);
    } else if (tiers[k].size() == capacity[k]) {
      drop(k, tiers[k].back().key, evictions);
    }
    tiers[k].insert(tiers[k].begin(), entry);
  }

  std::vector<Due> dues_;
};

}  // namespace edgecache::test
