// What each placement promises, tried on ten thousand random cases, and what it does not promise,
// shown by an example.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "ring/bounded_load.hpp"
#include "ring/maglev.hpp"
#include "ring/numbered.hpp"
#include "ring/rendezvous.hpp"
#include "ring/ring_placement.hpp"
#include "sim/splitmix64.hpp"

using namespace edgecache;

namespace {

constexpr std::uint64_t kCases = 10'000;

struct Joining {
  std::string name;
  double weight;
};

/// One case of a law: servers, somebody who joins or leaves, and keys.
struct Case {
  explicit Case(std::uint64_t seed) : chance(seed) {
    const bool weighted = chance.next() % 2 == 0;
    servers.resize(1 + chance.next() % 8);
    for (std::size_t i = 0; i < servers.size(); ++i) {
      servers[i] = {std::to_string(chance.next() % 100) + static_cast<char>('a' + i),
                    weighted ? static_cast<double>(1 + chance.next() % 3) : 1.0};
    }
    keys.resize(24);
    for (Position& key : keys) key = chance.next();
    points = static_cast<double>(1 + chance.next() % 4);
  }

  RingRules rules() const {
    return {.separator = "_", .points = points, .strictly_after = points == 2};
  }
  const std::string& somebody() { return servers[chance.next() % servers.size()].name; }

  SplitMix64 chance;
  std::vector<Joining> servers;
  std::vector<Position> keys;
  double points;
};

template <typename P>
P empty(const Case& /*random*/) {
  return P();
}
template <>
RingPlacement empty(const Case& random) {
  return RingPlacement(random.rules());
}
template <>
Maglev empty(const Case& /*random*/) {
  return Maglev(31);
}
template <>
BoundedLoad empty(const Case& random) {
  return BoundedLoad(1 + random.points / 8, random.rules());
}

template <typename P>
P filled(const Case& random) {
  P placement = empty<P>(random);
  for (const Joining& server : random.servers) {
    REQUIRE(placement.add_server(server.name, server.weight) == Refusal::none);
  }
  return placement;
}

using Slots = std::vector<std::uint32_t>;

template <typename P>
Slots owners(P& placement, const std::vector<Position>& keys) {
  if constexpr (requires { placement.expect(keys.size()); }) placement.expect(keys.size());
  Slots slots(keys.size());
  placement.place(keys, slots);
  return slots;
}

template <typename P>
std::vector<std::string> owner_names(P& placement, const std::vector<Position>& keys) {
  std::vector<std::string> names;
  for (const std::uint32_t slot : owners(placement, keys)) {
    names.emplace_back(slot == kNoServer ? "" : placement.servers().name(slot));
  }
  return names;
}

/// Keys of one random case that change owner although neither the old nor the new one is `whose`.
template <typename P>
int strays_when_adding(std::uint64_t seed) {
  Case random(seed);
  P before = filled<P>(random);
  P after = before;
  REQUIRE(after.add_server("newcomer", 1) == Refusal::none);
  const std::uint32_t newcomer = *after.servers().slot("newcomer");
  const Slots old_owners = owners(before, random.keys);
  const Slots new_owners = owners(after, random.keys);
  int strays = 0;
  for (std::size_t i = 0; i < old_owners.size(); ++i) {
    strays += new_owners[i] != old_owners[i] && new_owners[i] != newcomer;
  }
  return strays;
}

template <typename P>
int strays_when_removing(std::uint64_t seed) {
  Case random(seed);
  P before = filled<P>(random);
  P after = before;
  const std::string leaving = random.somebody();
  const std::uint32_t slot = *before.servers().slot(leaving);
  REQUIRE(after.remove_server(leaving) == Refusal::none);
  const Slots old_owners = owners(before, random.keys);
  const Slots new_owners = owners(after, random.keys);
  int strays = 0;
  for (std::size_t i = 0; i < old_owners.size(); ++i) {
    if (old_owners[i] == slot) {
      REQUIRE(new_owners[i] != slot);  // nobody asks one that has left
    } else {
      strays += new_owners[i] != old_owners[i];
    }
  }
  return strays;
}

/// How many keys go elsewhere when the same servers join in another order.
template <typename P>
int shown_by_order(std::uint64_t seed) {
  Case random(seed);
  P one = filled<P>(random);
  for (std::size_t i = random.servers.size() - 1; i > 0; --i) {
    std::swap(random.servers[i], random.servers[random.chance.next() % (i + 1)]);
  }
  P other = filled<P>(random);
  const auto names = owner_names(one, random.keys);
  const auto others = owner_names(other, random.keys);
  int different = 0;
  for (std::size_t i = 0; i < names.size(); ++i) different += names[i] != others[i];
  return different;
}

template <typename Law>
void always_none(Law law) {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    REQUIRE(law(seed) == 0);
  }
}

template <typename Law>
bool sometimes(Law law) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    if (law(seed) > 0) return true;
  }
  return false;
}

template <typename P>
void copies_are_independent() {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    Case random(seed);
    P original = filled<P>(random);
    const Slots before = owners(original, random.keys);
    P copy = original;
    REQUIRE(copy.remove_server(random.somebody()) == Refusal::none);
    REQUIRE(copy.add_server("newcomer", 2) == Refusal::none);
    REQUIRE(copy.set_down("newcomer", true) == Refusal::none);
    owners(copy, random.keys);
    REQUIRE(owners(original, random.keys) == before);
    REQUIRE(original.servers().members().size() == random.servers.size());
  }
}

template <typename P>
void down_and_back_is_nothing() {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    Case random(seed);
    P placement = filled<P>(random);
    const Slots before = owners(placement, random.keys);
    const std::string failing = random.somebody();
    const std::uint32_t slot = *placement.servers().slot(failing);
    REQUIRE(placement.set_down(failing, true) == Refusal::none);
    for (const std::uint32_t owner : owners(placement, random.keys)) REQUIRE(owner != slot);
    REQUIRE(placement.set_down(failing, false) == Refusal::none);
    REQUIRE(owners(placement, random.keys) == before);
  }
}

/// Where a server that is down is passed over, its keys go where they would if it had left.
template <typename P>
void down_is_as_if_gone() {
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    CAPTURE(seed);
    Case random(seed);
    P down = filled<P>(random);
    P gone = down;
    const std::string failing = random.somebody();
    REQUIRE(down.set_down(failing, true) == Refusal::none);
    REQUIRE(gone.remove_server(failing) == Refusal::none);
    REQUIRE(owners(down, random.keys) == owners(gone, random.keys));
  }
}

}  // namespace

TEST_CASE("ring: adding a server moves keys only to it") {
  always_none(strays_when_adding<RingPlacement>);
}
TEST_CASE("rendezvous: adding a server moves keys only to it") {
  always_none(strays_when_adding<Rendezvous>);
}
TEST_CASE("jump: adding a server moves keys only to it") { always_none(strays_when_adding<Jump>); }
TEST_CASE("modulo, Maglev, bounded load: adding may move keys between servers that stay") {
  CHECK(sometimes(strays_when_adding<Modulo>));
  CHECK(sometimes(strays_when_adding<Maglev>));
  CHECK(sometimes(strays_when_adding<BoundedLoad>));
}

TEST_CASE("ring: removing a server moves only its own keys") {
  always_none(strays_when_removing<RingPlacement>);
}
TEST_CASE("rendezvous: removing a server moves only its own keys") {
  always_none(strays_when_removing<Rendezvous>);
}
TEST_CASE("modulo, jump, Maglev, bounded load: removing may move keys of others") {
  CHECK(sometimes(strays_when_removing<Modulo>));
  CHECK(sometimes(strays_when_removing<Jump>));
  CHECK(sometimes(strays_when_removing<Maglev>));
  CHECK(sometimes(strays_when_removing<BoundedLoad>));
}

TEST_CASE("ring: the order of additions never shows") {
  always_none(shown_by_order<RingPlacement>);
}
TEST_CASE("rendezvous: the order of additions never shows") {
  always_none(shown_by_order<Rendezvous>);
}
TEST_CASE("Maglev: the order of additions never shows") { always_none(shown_by_order<Maglev>); }
TEST_CASE("bounded load: the order of additions never shows") {
  always_none(shown_by_order<BoundedLoad>);
}
TEST_CASE("modulo, jump: the order of additions is the numbering") {
  CHECK(sometimes(shown_by_order<Modulo>));
  CHECK(sometimes(shown_by_order<Jump>));
}
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

TEST_CASE("modulo: copies are independent") { copies_are_independent<Modulo>(); }
TEST_CASE("jump: copies are independent") { copies_are_independent<Jump>(); }
TEST_CASE("ring: copies are independent") { copies_are_independent<RingPlacement>(); }
TEST_CASE("rendezvous: copies are independent") { copies_are_independent<Rendezvous>(); }
TEST_CASE("Maglev: copies are independent") { copies_are_independent<Maglev>(); }
TEST_CASE("bounded load: copies are independent") { copies_are_independent<BoundedLoad>(); }

TEST_CASE("a server that is down keeps nothing and loses nothing") {
  down_and_back_is_nothing<Modulo>();
  down_and_back_is_nothing<Jump>();
  down_and_back_is_nothing<RingPlacement>();
  down_and_back_is_nothing<Rendezvous>();
  down_and_back_is_nothing<Maglev>();
  down_and_back_is_nothing<BoundedLoad>();
}
TEST_CASE("ring, rendezvous, Maglev, bounded load: down, keys go where they would if it left") {
  down_is_as_if_gone<RingPlacement>();
  down_is_as_if_gone<Rendezvous>();
  down_is_as_if_gone<Maglev>();
  down_is_as_if_gone<BoundedLoad>();
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

TEST_CASE_TEMPLATE("R01, R03, R05, R06: every placement refuses what a ring refuses", P, Modulo,
                   Jump, RingPlacement, Rendezvous, Maglev, BoundedLoad) {
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
