// What holds for every ring: laws, tried on thousands of random ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "ring/hash_ring.hpp"
#include "ring/keys.hpp"
#include "ring/remap.hpp"
#include "sim/splitmix64.hpp"

using namespace edgecache;

namespace {

/// Positions of a small circle of 64 places, so that tokens collide all the time.
Position rough(SplitMix64& chance) { return chance.next() << 58; }

HashRing random_ring(SplitMix64& chance, int servers) {
  HashRing ring;
  for (int i = 0; i < servers; ++i) {
    std::vector<Position> positions(1 + chance.next() % 4);
    for (Position& position : positions) {
      position = chance.next() % 2 == 0 ? rough(chance) : chance.next();
    }
    REQUIRE(ring.add_server_at(std::string(1, static_cast<char>('A' + i)), positions) ==
            Refusal::none);
  }
  return ring;
}

/// The rule as one would say it: look at every token, take the nearest one clockwise, of equal ones
/// the smallest name.
std::string owner_by_looking_at_all(const HashRing& ring, Position position) {
  std::string owner;
  Position nearest = 0;
  for (const Token& token : ring.tokens()) {
    const Position way = token.position - position;
    const std::string name(ring.name(token.server));
    if (owner.empty() || way < nearest || (way == nearest && name < owner)) {
      owner = name;
      nearest = way;
    }
  }
  return owner;
}

std::string owner(const HashRing& ring, Position position) {
  const auto slot = ring.owner_of(position);
  return slot ? std::string(ring.name(*slot)) : "";
}

/// Tokens with names instead of slots: what two rings can be compared by.
std::vector<std::pair<Position, std::string>> picture(const HashRing& ring) {
  std::vector<std::pair<Position, std::string>> tokens;
  for (const Token& token : ring.tokens()) {
    tokens.emplace_back(token.position, ring.name(token.server));
  }
  return tokens;
}

}  // namespace

TEST_CASE("the index, the binary search and looking at every token agree") {
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const HashRing ring = random_ring(chance, 1 + static_cast<int>(seed % 8));
    std::vector<Position> asked = {0, ~Position{0}, rough(chance), chance.next()};
    const Token& some = ring.tokens()[chance.next() % ring.tokens().size()];
    for (const Position near : {some.position - 1, some.position, some.position + 1}) {
      asked.push_back(near);
    }
    std::vector<std::uint32_t> in_bulk(asked.size());
    ring.owners(asked, in_bulk);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const std::string expected = owner_by_looking_at_all(ring, asked[i]);
      REQUIRE(owner(ring, asked[i]) == expected);
      REQUIRE(ring.name(in_bulk[i]) == expected);
      const std::size_t searched = ring.successor_by_binary_search(asked[i], nullptr);
      REQUIRE(searched == *ring.successor(asked[i]));
      REQUIRE(ring.name(ring.tokens()[searched].server) == expected);
    }
  }
}

TEST_CASE("tokens put side by side on purpose are looked up as exactly as any others") {
  // 50,000 tokens on a billionth of the circle: nearly all buckets of an index are empty, one is
  // full.
  HashRing ring;
  const Position start = Position{1} << 40;
  for (char name = 'A'; name < 'F'; ++name) {
    std::vector<Position> positions;
    for (Position i = 0; i < 10'000; ++i) {
      positions.push_back(start + 50 * i + static_cast<Position>(name - 'A'));
    }
    REQUIRE(ring.add_server_at(std::string(1, name), positions) == Refusal::none);
  }
  std::vector<Position> asked = {0, ~Position{0}, start - 1, start + 500'000};
  for (Position i = 0; i < 2'000; ++i) asked.push_back(start + 251 * i);
  std::vector<std::uint32_t> owners(asked.size());
  ring.owners(asked, owners);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    CAPTURE(asked[i]);
    const std::size_t searched = ring.successor_by_binary_search(asked[i], nullptr);
    REQUIRE(owners[i] == ring.tokens()[searched].server);
    REQUIRE(*ring.successor(asked[i]) == searched);
  }
}

TEST_CASE("a ring of any size is looked up in bulk as by binary search") {
  for (const int servers : {1, 2, 5, 20, 60, 200, 1000}) {
    CAPTURE(servers);
    HashRing ring;
    for (int i = 0; i < servers; ++i) {
      REQUIRE(ring.add_server("server-" + std::to_string(i), 100) == Refusal::none);
    }
    SplitMix64 chance(static_cast<std::uint64_t>(servers));
    std::vector<Position> asked(20'000);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const Token& some = ring.tokens()[chance.next() % ring.tokens().size()];
      // Anywhere, on a token, or level with one in the upper half of the position.
      asked[i] = i % 4 == 0   ? chance.next()
                 : i % 4 == 1 ? some.position
                 : i % 4 == 2 ? some.position + 1
                              : (some.position & 0xffffffff00000000) | (chance.next() >> 32);
    }
    std::vector<std::uint32_t> owners(asked.size());
    ring.owners(asked, owners);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const std::size_t searched = ring.successor_by_binary_search(asked[i], nullptr);
      REQUIRE(owners[i] == ring.tokens()[searched].server);
    }
  }
}

TEST_CASE("the order of additions never shows") {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    std::vector<std::pair<std::string, std::vector<Position>>> servers;
    for (char name = 'A'; name < 'G'; ++name) {
      servers.push_back({std::string(1, name), {rough(chance), rough(chance), chance.next()}});
    }
    HashRing forwards;
    HashRing backwards;
    for (const auto& [name, positions] : servers) {
      REQUIRE(forwards.add_server_at(name, positions) == Refusal::none);
    }
    std::reverse(servers.begin(), servers.end());
    for (const auto& [name, positions] : servers) {
      REQUIRE(backwards.add_server_at(name, positions) == Refusal::none);
      if (chance.next() % 2 == 0) backwards.tokens();  // a question in between changes nothing
    }
    REQUIRE(picture(forwards) == picture(backwards));
  }
}

TEST_CASE("adding moves keys only to the newcomer, removing only its own") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const HashRing before = random_ring(chance, 1 + static_cast<int>(seed % 6));
    HashRing after = before;
    REQUIRE(after.add_server("newcomer", 5) == Refusal::none);
    for (int i = 0; i < 20; ++i) {
      const Position position = chance.next();
      const std::string now = owner(after, position);
      if (now != "newcomer") REQUIRE(now == owner(before, position));
    }
    for (const Flow& flow : flows(before, after)) REQUIRE(flow.to == "newcomer");
    for (const Flow& flow : flows(after, before)) REQUIRE(flow.from == "newcomer");
  }
}

TEST_CASE("adding and removing again is as if nothing had been") {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const HashRing before = random_ring(chance, 1 + static_cast<int>(seed % 6));
    HashRing after = before;
    REQUIRE(after.add_server_at("guest", std::vector<Position>{rough(chance), chance.next()}) ==
            Refusal::none);
    if (seed % 2 == 0) after.tokens();
    REQUIRE(after.remove_server("guest") == Refusal::none);
    REQUIRE(picture(after) == picture(before));
    REQUIRE(after.members() == before.members());
  }
}

TEST_CASE("a copy lives its own life") {
  HashRing before;
  REQUIRE(before.add_server("A", 10) == Refusal::none);
  const auto tokens = picture(before);
  HashRing after = before;
  REQUIRE(after.add_server("B", 10) == Refusal::none);
  CHECK(picture(before) == tokens);
  CHECK(after.tokens().size() == 20);
  REQUIRE(before.remove_server("A") == Refusal::none);
  CHECK(after.size() == 2);
}

TEST_CASE("a preference list begins with the owner and repeats nobody") {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const HashRing ring = random_ring(chance, 1 + static_cast<int>(seed % 8));
    const Position position = chance.next();
    const std::size_t count = chance.next() % 10;
    const auto list = ring.preference_list(position, count);
    REQUIRE(list.size() == std::min(count, ring.size()));
    if (!list.empty()) REQUIRE(list[0] == *ring.owner_of(position));
    auto sorted = list;
    std::sort(sorted.begin(), sorted.end());
    REQUIRE(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());
    // Without the owner, the second becomes the owner: that is what replicas are for.
    if (list.size() >= 2) {
      HashRing without = ring;
      REQUIRE(without.remove_server(ring.name(list[0])) == Refusal::none);
      REQUIRE(owner(without, position) == ring.name(list[1]));
    }
  }
}

TEST_CASE("the arcs of all members make the whole circle") {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const HashRing ring = random_ring(chance, 1 + static_cast<int>(seed % 8));
    unsigned __int128 sum = 0;
    for (const Arc& arc : ring.arcs()) {
      sum += (static_cast<unsigned __int128>(arc.hi) << 64) + arc.lo;
    }
    REQUIRE(static_cast<std::uint64_t>(sum >> 64) == 1);
    REQUIRE(static_cast<std::uint64_t>(sum) == 0);
  }
}

TEST_CASE("an arc is what a newcomer's absence would give away") {
  // Two ways to the same number: the arcs of one ring, and the share that moves when one leaves.
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    const HashRing ring = random_ring(chance, 2 + static_cast<int>(seed % 6));
    for (const Arc& arc : ring.arcs()) {
      HashRing without = ring;
      REQUIRE(without.remove_server(ring.name(arc.slot)) == Refusal::none);
      REQUIRE(remapped_share(ring, without).numerator ==
              (static_cast<unsigned __int128>(arc.hi) << 64) + arc.lo);
    }
  }
}
