// What moves: the figures of slides 4, 8 and 9, and the two ways to count against each other.
#include "ring/remap.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <string>
#include <vector>

#include "ring/keys.hpp"
#include "ring/modulo.hpp"
#include "sim/splitmix64.hpp"

using namespace edgecache;

namespace {

HashRing servers(int count, std::int64_t vnodes) {
  HashRing ring;
  for (int i = 0; i < count; ++i) {
    REQUIRE(ring.add_server("server-" + std::to_string(i), vnodes) == Refusal::none);
  }
  return ring;
}

std::vector<Position> users(std::uint32_t count) {
  std::vector<Position> positions(count);
  hash_keys(KeyRange{"user:", 0, count}, kHashSeed, positions);
  return positions;
}

}  // namespace

TEST_CASE("slide 3: user:4615 goes from server 42 of 100 to 87 of 101, user:84 stays") {
  CHECK(modulo_owner(xxh64("user:4615"), 100) == 42);
  CHECK(modulo_owner(xxh64("user:4615"), 101) == 87);
  CHECK(modulo_owner(xxh64("user:84"), 100) == modulo_owner(xxh64("user:84"), 101));
}

TEST_CASE("slide 9: of a million keys modulo moves 990,077, the ring 9,546") {
  const auto keys = users(1'000'000);
  const RemapCounts modulo = remap_counts(100, 101, keys);
  CHECK(modulo.keys == 1'000'000);
  CHECK(modulo.moved == 990'077);
  const RemapCounts ring = remap_counts(servers(100, 100), servers(101, 100), keys);
  CHECK(ring.moved == 9'546);
  CHECK(ring.moved_between_present_in_both == 0);
}

TEST_CASE("slide 9: the exact share of the circle that moves is 0.952 percent") {
  const ExactShare share = remapped_share(servers(100, 100), servers(101, 100));
  CHECK(share.numerator == 175684553347804939U);  // the Python model
  CHECK(share.denominator == static_cast<unsigned __int128>(1) << 64);
  CHECK(share.fraction() == doctest::Approx(0.00952387872059178).epsilon(1e-12));
}

TEST_CASE("slide 8: what C takes, it takes from B alone") {
  HashRing before(HashKind::by_degrees, true);
  REQUIRE(before.add_server("45 A", 1) == Refusal::none);
  REQUIRE(before.add_server("180 B", 1) == Refusal::none);
  HashRing after = before;
  REQUIRE(after.add_server("120 C", 1) == Refusal::none);
  const auto moving = flows(before, after);
  REQUIRE(moving.size() == 1);
  CHECK(moving[0].from == "180 B");
  CHECK(moving[0].to == "120 C");
  CHECK(moving[0].numerator == 3843071682022823253U);  // 75 of 360 degrees
  CHECK(moving[0].had == 6917529027641081856U);        // 135: 2^63 - 2^61
  CHECK(moving[0].of_loser().fraction() == doctest::Approx(75.0 / 135).epsilon(1e-15));
  CHECK(remapped_share(before, after).numerator == moving[0].numerator);
}

TEST_CASE("modulo: all but min/lcm of all numbers move") {
  CHECK(remapped_share(100, 101) == ExactShare{100, 101});
  CHECK(remapped_share(3, 4) == ExactShare{3, 4});
  CHECK(remapped_share(4, 3) == ExactShare{3, 4});
  CHECK(remapped_share(2, 4) == ExactShare{1, 2});
  CHECK(remapped_share(7, 7) == ExactShare{0, 1});
  CHECK(remapped_share(1, 1'000'000) == ExactShare{999'999, 1'000'000});
}

TEST_CASE("modulo: the exact share is what counting all residues finds") {
  for (std::uint32_t n = 1; n <= 24; ++n) {
    for (std::uint32_t m = 1; m <= 24; ++m) {
      CAPTURE(n);
      CAPTURE(m);
      std::vector<Position> numbers(std::lcm(n, m));
      std::iota(numbers.begin(), numbers.end(), Position{0});
      const RemapCounts counts = remap_counts(n, m, numbers);
      const ExactShare share = remapped_share(n, m);
      CHECK(share.numerator * counts.keys == share.denominator * counts.moved);
    }
  }
}

TEST_CASE("R17: modulo over no servers is refused") {
  CHECK(code(refuse_modulo(0)) == "servers-out-of-range");
  CHECK(code(refuse_modulo(-1)) == "servers-out-of-range");
  CHECK(code(refuse_modulo(std::int64_t{1} << 32)) == "servers-out-of-range");
  CHECK(refuse_modulo(1) == Refusal::none);
  CHECK(refuse_modulo(0xffffffff) == Refusal::none);
}

TEST_CASE("hashes above 2^63 have unsigned remainders") {
  CHECK(modulo_owner(~Position{0}, 10) == 5);  // 18446744073709551615
  CHECK(modulo_owner(Position{1} << 63, 10) == 8);
}

TEST_CASE("servers are the same when their names are, not their slots") {
  HashRing before;
  HashRing after;
  for (const char* name : {"A", "B", "C"}) REQUIRE(before.add_server(name, 50) == Refusal::none);
  for (const char* name : {"X", "C", "B", "A"})
    REQUIRE(after.add_server(name, 50) == Refusal::none);
  REQUIRE(after.remove_server("X") == Refusal::none);
  CHECK(remapped_share(before, after).numerator == 0);
  CHECK(flows(before, after).empty());
  CHECK(remap_counts(before, after, users(1000)).moved == 0);
}

TEST_CASE("from nobody and to nobody the whole circle moves") {
  const HashRing nobody;
  const HashRing some = servers(2, 10);
  const unsigned __int128 whole = static_cast<unsigned __int128>(1) << 64;
  CHECK(remapped_share(nobody, some).numerator == whole);
  CHECK(remapped_share(some, nobody).numerator == whole);
  CHECK(remapped_share(nobody, nobody).numerator == 0);
  CHECK(remap_counts(nobody, some, users(100)).moved == 100);
  CHECK(remap_counts(nobody, some, users(100)).moved_between_present_in_both == 0);
  for (const Flow& flow : flows(nobody, some)) CHECK(flow.from == "");
}

TEST_CASE("a mark for each key says which ones moved") {
  const HashRing before = servers(10, 20);
  const HashRing after = servers(11, 20);
  const auto keys = users(2'000);  // more than one block
  std::vector<std::uint8_t> moved(keys.size(), 9);
  const RemapCounts counts = remap_counts(before, after, keys, moved);
  CHECK(std::accumulate(moved.begin(), moved.end(), 0U) == counts.moved);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto now = after.name(*after.owner_of(keys[i]));
    REQUIRE((moved[i] == 1) == (before.name(*before.owner_of(keys[i])) != now));
  }
}

TEST_CASE("what moves by counting is what moves by measuring, within chance") {
  const HashRing before = servers(10, 100);
  const HashRing after = servers(9, 100);
  const double share = remapped_share(before, after).fraction();
  CHECK(share == doctest::Approx(0.11113521011790688).epsilon(1e-12));  // the Python model
  const RemapCounts counts = remap_counts(before, after, users(100'000));
  CHECK(counts.moved == 11'020);  // the Python model
  // Standard error of a share of 0.11 over 100,000 keys is 0.001.
  CHECK(static_cast<double>(counts.moved) / 100'000 == doctest::Approx(share).epsilon(0.03));
}

TEST_CASE("the flows of a pair of rings sum to the share that moves") {
  SplitMix64 chance(7);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    HashRing before;
    HashRing after;
    for (char name = 'A'; name < 'H'; ++name) {
      const std::vector<Position> positions = {chance.next() << 58, chance.next()};
      if (chance.next() % 3 != 0) before.add_server_at(std::string(1, name), positions);
      if (chance.next() % 3 != 0) after.add_server_at(std::string(1, name), positions);
    }
    unsigned __int128 sum = 0;
    for (const Flow& flow : flows(before, after)) {
      CHECK(flow.from != flow.to);
      sum += flow.numerator;
    }
    REQUIRE(sum == remapped_share(before, after).numerator);
  }
}

TEST_CASE("the long division behind modulo multiplies back to the hash, to the last bit") {
  SplitMix64 draws(3);
  for (int i = 0; i < 10'000; ++i) {
    const Position hash = i == 0 ? ~Position{0} : draws.next();
    const auto servers = i < 2 ? 1 : static_cast<std::uint32_t>(1 + draws.next() % 0xffffffff);
    CAPTURE(hash);
    CAPTURE(servers);
    const Division division = modulo_division(hash, servers);
    CHECK(division.quotient * servers + division.remainder == hash);
    CHECK(division.remainder < servers);
    CHECK(division.remainder == modulo_owner(hash, servers));
  }
}
