#pragma once
// The census as anybody would write it first: a std::string a key, % twice, std::lower_bound twice.
// The benchmark asks how many times faster ours is, and the tests hold ours to its every count. It
// shares nothing with the core but XXH64, and that from the library itself.

#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace naive {

using Point = std::pair<std::uint64_t, std::uint32_t>;  // position, server

inline std::uint64_t hash(const std::string& text, std::uint64_t seed = 0) {
  return XXH64(text.data(), text.size(), seed);
}

inline std::vector<Point> ring_of(std::uint32_t servers, std::uint32_t vnodes,
                                  const std::string& prefix = "server-") {
  std::vector<Point> points;
  for (std::uint32_t server = 0; server < servers; ++server) {
    for (std::uint32_t i = 0; i < vnodes; ++i) {
      points.emplace_back(hash(prefix + std::to_string(server) + "-" + std::to_string(i)), server);
    }
  }
  std::sort(points.begin(), points.end());
  return points;
}

inline std::uint32_t owner(const std::vector<Point>& ring, std::uint64_t position) {
  const auto before = [](const Point& point, std::uint64_t sought) { return point.first < sought; };
  const auto found = std::lower_bound(ring.begin(), ring.end(), position, before);
  return found == ring.end() ? ring.front().second : found->second;
}

struct Moves {
  std::uint64_t moved = 0;
  std::uint64_t between = 0;  // servers that are there before and after
  std::uint32_t in_both = 0;
  std::vector<double> before, after;  // keys a server, when asked for

  void note(std::uint32_t from, std::uint32_t to) {
    if (!before.empty()) {
      ++before[from];
      ++after[to];
    }
    if (from == to) return;
    ++moved;
    if (from < in_both && to < in_both) ++between;
  }
};

struct Census {
  Moves modulo, ring;

  void add(const Census& other) {
    modulo.moved += other.modulo.moved;
    modulo.between += other.modulo.between;
    ring.moved += other.ring.moved;
    ring.between += other.ring.between;
  }
};

struct Question {
  std::uint32_t before = 100, after = 101, vnodes = 100;
  std::string prefix = "user:";
  std::uint64_t from = 0;
  std::uint64_t count = 0;
  bool loads = true;
};

struct Rings {
  std::vector<Point> before, after;

  explicit Rings(const Question& asked)
      : before(ring_of(asked.before, asked.vnodes)), after(ring_of(asked.after, asked.vnodes)) {}
};

inline Census census(const Question& asked, const Rings& rings) {
  Census census;
  for (Moves* moves : {&census.modulo, &census.ring}) {
    moves->in_both = std::min(asked.before, asked.after);
    if (!asked.loads) continue;
    moves->before.resize(asked.before);
    moves->after.resize(asked.after);
  }
  for (std::uint64_t i = 0; i < asked.count; ++i) {
    const std::string key = asked.prefix + std::to_string(asked.from + i);
    const std::uint64_t position = hash(key);
    census.modulo.note(static_cast<std::uint32_t>(position % asked.before),
                       static_cast<std::uint32_t>(position % asked.after));
    census.ring.note(owner(rings.before, position), owner(rings.after, position));
  }
  return census;
}

inline Census census(const Question& asked) { return census(asked, Rings(asked)); }

}  // namespace naive
