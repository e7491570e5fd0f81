// What each placement promises, tried on ten thousand random cases, and what it does not promise,
// shown by an example.
#include <doctest/doctest.h>

#include <utility>

#include "placement_cases.hpp"

using namespace edgecache;
using namespace edgecache::placement_cases;

namespace {

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
