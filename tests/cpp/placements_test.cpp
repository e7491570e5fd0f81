// Placements one by one: bounds that are kept, tables that are even, weights, and what is refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "placement_cases.hpp"

using namespace edgecache;
using namespace edgecache::placement_cases;

namespace {

template <typename P>
void refuses_as_a_ring_does() {
  P placement;
  CHECK(owners(placement, {1, 2}) == Slots{kNoServer, kNoServer});
  CHECK(placement.add_server("", 1) == Refusal::server_name_empty);
  CHECK(placement.add_server("a", 1) == Refusal::none);
  CHECK(placement.add_server("a", 1) == Refusal::server_exists);
  CHECK(placement.add_server("", 0) == Refusal::server_name_empty);  // the name comes first
  for (const double weight : {0.0, -1.0, 1'000'001.0, std::nan(""), HUGE_VAL}) {
    CHECK(placement.add_server("b", weight) == Refusal::weight_out_of_range);
  }
  CHECK(placement.remove_server("b") == Refusal::server_unknown);
  CHECK(placement.set_down("b", true) == Refusal::server_unknown);
  CHECK(placement.servers().members().size() == 1);
  CHECK(owners(placement, {1, 2}) == Slots{0, 0});  // R16: one server owns everything
  CHECK(placement.set_down("a", true) == Refusal::none);
  CHECK(placement.set_down("a", true) == Refusal::none);
  CHECK(owners(placement, {1, 2}) == Slots{kNoServer, kNoServer});
  CHECK(placement.remove_server("a") == Refusal::none);
  CHECK(placement.servers().down_count() == 0);
  CHECK(placement.add_server("a", 1) == Refusal::none);  // R02: back, and up
  CHECK(owners(placement, {1, 2}) == Slots{0, 0});
}

}  // namespace

TEST_CASE("bounded load: the order of keys shows, the last ones walk") {
  BoundedLoad bounded(1, {.points = 1});
  REQUIRE(bounded.add_server("a", 1) == Refusal::none);
  REQUIRE(bounded.add_server("b", 1) == Refusal::none);
  const std::vector<Position> keys = {1, 2};  // neighbours: one owner on a ring
  bounded.expect(2);
  Slots both(2);
  bounded.place(keys, both);
  CHECK(both[0] != both[1]);
  bounded.expect(2);
  Slots reversed(2);
  bounded.place(std::vector<Position>{2, 1}, reversed);
  CHECK(reversed[0] == both[0]);  // the first takes the owner, whoever it is
}

TEST_CASE("modulo, jump: a number cannot be left out, its keys have nobody") {
  Modulo modulo;
  for (const char* name : {"a", "b", "c"}) REQUIRE(modulo.add_server(name, 1) == Refusal::none);
  REQUIRE(modulo.set_down("b", true) == Refusal::none);
  CHECK(owners(modulo, {3, 4, 5}) == Slots{0, kNoServer, 2});
}

TEST_CASE(
    "bounded load: nobody has more than the factor times its share, and all keys are placed") {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    Case random(seed);
    BoundedLoad bounded = filled<BoundedLoad>(random);
    const double factor = 1 + random.points / 8;
    double weights = 0;
    for (const Joining& server : random.servers) weights += server.weight;
    std::vector<int> loads(bounded.servers().slot_count());
    for (const std::uint32_t slot : owners(bounded, random.keys)) {
      REQUIRE(slot != kNoServer);
      ++loads[slot];
    }
    for (std::uint32_t slot = 0; slot < loads.size(); ++slot) {
      const double share = bounded.servers().weight(slot) / weights;
      REQUIRE(loads[slot] <=
              std::ceil(factor * static_cast<double>(random.keys.size()) * share + 1e-9));
    }
  }
}

TEST_CASE("Maglev: equal servers have equal parts of the table, to one entry") {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    SplitMix64 chance(seed);
    Maglev maglev(31);
    const auto servers = static_cast<int>(1 + chance.next() % 12);
    for (int i = 0; i < servers; ++i) {
      REQUIRE(maglev.add_server(std::to_string(chance.next()), 1) == Refusal::none);
    }
    std::vector<int> entries(maglev.servers().slot_count());
    for (const std::uint32_t slot : maglev.table()) ++entries[slot];
    const auto [least, most] = std::minmax_element(entries.begin(), entries.end());
    REQUIRE(*most - *least <= 1);
  }
}

TEST_CASE("rendezvous: weights are chances, and equal weights draw as none") {
  Rendezvous plain;
  Rendezvous heavy;
  Rendezvous twos;
  for (const char* name : {"a", "b", "c"}) {
    REQUIRE(plain.add_server(name, 1) == Refusal::none);
    REQUIRE(twos.add_server(name, 2) == Refusal::none);
    REQUIRE(heavy.add_server(name, name[0] == 'c' ? 2 : 1) == Refusal::none);
  }
  SplitMix64 chance(3);
  std::vector<Position> keys(100'000);
  for (Position& key : keys) key = chance.next();
  CHECK(owners(plain, keys) == owners(twos, keys));
  const Slots slots = owners(heavy, keys);
  const auto of_c = static_cast<double>(std::count(slots.begin(), slots.end(), 2U));
  CHECK(std::abs(of_c / 100'000 - 0.5) < 0.005);  // 3 sigma of a binomial at 1/2
}

TEST_CASE("rendezvous: our logarithm is the logarithm") {
  SplitMix64 chance(1);
  for (int i = 0; i < 10'000; ++i) {
    const std::uint64_t draw = i < 64 ? ~std::uint64_t{0} << i : chance.next();
    const double u = (static_cast<double>(draw >> 12) + 0.5) / 4503599627370496.0;
    CAPTURE(draw);
    REQUIRE(minus_log(draw) == doctest::Approx(-std::log(u)).epsilon(1e-13));
    REQUIRE(minus_log(draw) > 0);
  }
}

TEST_CASE("T08: names that JavaScript knows are names like any other") {
  Rendezvous all;
  for (const char* name : {"__proto__", "constructor", "a-1", "a", " a "}) {
    CHECK(all.add_server(name, 1) == Refusal::none);
  }
}

TEST_CASE("R01, R03, R05, R06: every placement refuses what a ring refuses") {
  refuses_as_a_ring_does<Modulo>();
  refuses_as_a_ring_does<Jump>();
  refuses_as_a_ring_does<RingPlacement>();
  refuses_as_a_ring_does<Rendezvous>();
  refuses_as_a_ring_does<Maglev>();
  refuses_as_a_ring_does<BoundedLoad>();
}

TEST_CASE("R13: a weight gives at most 10,000 points and at least one") {
  RingPlacement ring({.points = 100});
  CHECK(ring.add_server("heavy", 100.01) == Refusal::vnodes_out_of_range);
  CHECK(ring.add_server("huge", 1e6) == Refusal::vnodes_out_of_range);
  CHECK(ring.add_server("heavy", 100) == Refusal::none);
  CHECK(ring.add_server("light", 0.000001) == Refusal::none);
  CHECK(ring.ring().token_count() == 10'001);
}

TEST_CASE("Maglev: a table is a prime, a factor is at least 1") {
  for (const std::int64_t size : {-7, 0, 1, 4, 65'536, 5'000'013}) {
    CHECK(Maglev::refuse(size) == Refusal::table_size_out_of_range);
  }
  for (const std::int64_t size : {2, 7, 65'537, 5'000'011}) {
    CHECK(Maglev::refuse(size) == Refusal::none);
  }
  CHECK(BoundedLoad::refuse(1) == Refusal::none);
  for (const double factor : {0.99, std::nan(""), 1000.5}) {
    CHECK(BoundedLoad::refuse(factor) == Refusal::factor_out_of_range);
  }
}

TEST_CASE("FNV-1a is FNV-1a, and puts neighbours side by side") {
  CHECK(fnv1a("") == 0xcbf29ce484222325);  // published: offset basis, and "foobar"
  CHECK(fnv1a("foobar") == 0x85944171f73967e8);
  const Position apart = fnv1a("server-1-2") - fnv1a("server-1-1");
  CHECK(std::min(apart, Position{0} - apart) < Position{1} << 43);  // of 2^64: nothing
  CHECK(xxh64_of_16_bits("user:123") == 0xb22b000000000000);
}
