// Who owns what on a ring, asked by eye and at the edges.
#include "ring/hash_ring.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <vector>

using namespace edgecache;
using namespace std::string_literals;

namespace {

constexpr Position kLast = ~Position{0};

Refusal add_at(HashRing& ring, std::string_view name, std::initializer_list<Position> positions) {
  return ring.add_server_at(name, std::vector<Position>(positions));
}
std::string owner(const HashRing& ring, std::string_view key) {
  const auto slot = ring.owner(key);
  return slot ? std::string(ring.name(*slot)) : "nobody";
}
std::string owner_of(const HashRing& ring, Position position) {
  const auto slot = ring.owner_of(position);
  return slot ? std::string(ring.name(*slot)) : "nobody";
}
std::string names(const HashRing& ring, const std::vector<std::uint32_t>& slots) {
  std::string all;
  for (const auto slot : slots) {
    if (!all.empty()) all += ' ';
    all += ring.name(slot);
  }
  return all;
}

}  // namespace

// Slide 7, readable by eye:
//            0
//         .--+--.  45 A
//        /       \ .
//       |         | 75 X
//        \       /
//         '--+--'
//          180 B
TEST_CASE("a key belongs to the first token at or after it, clockwise") {
  HashRing ring(HashKind::by_degrees, true);
  CHECK(ring.add_server("45 A", 1) == Refusal::none);
  CHECK(ring.add_server("180 B", 1) == Refusal::none);
  CHECK(owner(ring, "75 X") == "180 B");
  CHECK(owner(ring, "45 Y") == "45 A");   // on a token
  CHECK(owner(ring, "181 Z") == "45 A");  // past the last: wraps
  CHECK(owner(ring, "0 top") == "45 A");
}

TEST_CASE("the binary search shows every comparison it makes") {
  HashRing ring(HashKind::by_degrees, true);
  for (const char* name : {"10 A", "100 B", "200 C", "300 D"}) {
    REQUIRE(ring.add_server(name, 1) == Refusal::none);
  }
  Trace trace;
  const Position key = *position_at_degrees("150");
  CHECK(ring.successor_by_binary_search(key, &trace) == 2);
  CHECK(trace.found == 2);
  CHECK_FALSE(trace.wrapped);
  REQUIRE(trace.probes.size() >= 2);
  CHECK(trace.probes.size() <= 3);  // log2(4) + 1
  for (const Probe& probe : trace.probes) {
    CHECK(probe.position == ring.tokens()[probe.index].position);
    CHECK(probe.at_or_after == (probe.position >= key));
  }
  Trace past;
  CHECK(ring.successor_by_binary_search(*position_at_degrees("301"), &past) == 0);
  CHECK(past.wrapped);
}

TEST_CASE("R01: an empty ring owns nothing and never fails") {
  const HashRing ring;
  CHECK_FALSE(ring.owner("key"));
  CHECK_FALSE(ring.owner_of(0));
  CHECK_FALSE(ring.successor(0));
  CHECK(ring.preference_list(0, 3).empty());
  CHECK(ring.tokens().empty());
  CHECK(ring.arcs().empty());
  std::vector<std::uint32_t> out(2, 7);
  ring.owners(std::vector<Position>{0, kLast}, out);
  CHECK(out == std::vector<std::uint32_t>{kNoServer, kNoServer});
}

TEST_CASE("R02: after the last server left, the same one restores the same owners") {
  HashRing ring;
  REQUIRE(ring.add_server("A", 100) == Refusal::none);
  CHECK(ring.remove_server("A") == Refusal::none);
  CHECK(owner(ring, "key") == "nobody");
  CHECK(ring.add_server("A", 100) == Refusal::none);
  CHECK(owner(ring, "key") == "A");
}

TEST_CASE("R03: a server needs a name") {
  HashRing ring;
  CHECK(code(ring.add_server("", 100)) == "server-name-empty");
  CHECK(code(add_at(ring, "", {1})) == "server-name-empty");
  CHECK(ring.size() == 0);
}

TEST_CASE("R04: blanks are names, and are never trimmed") {
  HashRing ring;
  CHECK(ring.add_server(" ", 1) == Refusal::none);
  CHECK(ring.add_server("a", 1) == Refusal::none);
  CHECK(ring.add_server(" a", 1) == Refusal::none);
  CHECK(ring.add_server("a ", 1) == Refusal::none);
  CHECK(ring.size() == 4);
}

TEST_CASE("R05: same server twice") {
  HashRing ring;
  REQUIRE(ring.add_server("A", 3) == Refusal::none);
  const auto before = ring.tokens();
  CHECK(code(ring.add_server("A", 3)) == "server-exists");
  CHECK(code(ring.add_server("A", 0)) == "server-exists");  // before virtual nodes are looked at
  CHECK(code(add_at(ring, "A", {1})) == "server-exists");
  CHECK(ring.tokens() == before);
}

TEST_CASE("R06: a stranger cannot be removed") {
  HashRing ring;
  REQUIRE(ring.add_server("A", 3) == Refusal::none);
  const auto before = ring.tokens();
  CHECK(code(ring.remove_server("B")) == "server-unknown");
  CHECK(code(ring.remove_server("")) == "server-unknown");
  CHECK(ring.tokens() == before);
}

TEST_CASE("R07: the last hyphen parts the names a-1 and a") {
  HashRing ring;
  REQUIRE(ring.add_server("a-1", 12) == Refusal::none);
  REQUIRE(ring.add_server("a", 12) == Refusal::none);
  REQUIRE(ring.tokens().size() == 24);
  for (std::size_t i = 1; i < 24; ++i) {
    CHECK(ring.tokens()[i - 1].position < ring.tokens()[i].position);
  }
}

TEST_CASE("R08: of two at one position the smaller name owns, whoever came first") {
  for (const bool a_first : {true, false}) {
    HashRing ring;
    REQUIRE(add_at(ring, a_first ? "A" : "B", {1000}) == Refusal::none);
    REQUIRE(add_at(ring, a_first ? "B" : "A", {1000}) == Refusal::none);
    CHECK(owner_of(ring, 1) == "A");
    CHECK(names(ring, ring.preference_list(1, 2)) == "A B");
    REQUIRE(ring.remove_server("A") == Refusal::none);
    CHECK(owner_of(ring, 1) == "B");
  }
  HashRing bytes;  // smaller in bytes: "Z" before "a", "a" before "é"
  for (const char* name : {"é", "a", "Z"}) REQUIRE(add_at(bytes, name, {5}) == Refusal::none);
  CHECK(names(bytes, bytes.preference_list(0, 3)) == "Z a é");
}

TEST_CASE("R09: two points of one server at one position both count") {
  HashRing ring;
  REQUIRE(add_at(ring, "A", {7, 7}) == Refusal::none);
  CHECK(ring.tokens().size() == 2);
  CHECK(owner_of(ring, 7) == "A");
  CHECK(ring.arcs()[0].hi == 1);
  CHECK(ring.remove_server("A") == Refusal::none);
  CHECK(ring.tokens().empty());
}

TEST_CASE("R10: on a token, one above it, one below it") {
  HashRing ring;
  REQUIRE(add_at(ring, "A", {1000}) == Refusal::none);
  REQUIRE(add_at(ring, "B", {2000}) == Refusal::none);
  CHECK(owner_of(ring, 1000) == "A");
  CHECK(owner_of(ring, 1001) == "B");
  CHECK(owner_of(ring, 999) == "A");
}

TEST_CASE("R11: 0 and 2^64-1 are neighbours") {
  HashRing ring;
  REQUIRE(add_at(ring, "A", {500}) == Refusal::none);
  REQUIRE(add_at(ring, "B", {kLast - 500}) == Refusal::none);
  CHECK(owner_of(ring, 0) == "A");
  CHECK(owner_of(ring, kLast) == "A");
  CHECK(owner_of(ring, kLast - 499) == "A");
  HashRing ends;
  REQUIRE(add_at(ends, "first", {0}) == Refusal::none);
  REQUIRE(add_at(ends, "last", {kLast}) == Refusal::none);
  CHECK(owner_of(ends, 0) == "first");
  CHECK(owner_of(ends, 1) == "last");
  CHECK(owner_of(ends, kLast) == "last");
}

TEST_CASE("R12: positions above 2^53 and above 2^63 are exact and unsigned") {
  HashRing ring;
  const Position high = Position{1} << 53;
  REQUIRE(add_at(ring, "A", {high}) == Refusal::none);
  REQUIRE(add_at(ring, "B", {high + 1}) == Refusal::none);
  REQUIRE(add_at(ring, "C", {(Position{1} << 63) + 1}) == Refusal::none);
  CHECK(owner_of(ring, high) == "A");
  CHECK(owner_of(ring, high + 1) == "B");
  CHECK(owner_of(ring, high + 2) == "C");
  CHECK(owner_of(ring, (Position{1} << 63) + 1) == "C");
  CHECK(owner_of(ring, (Position{1} << 63) + 2) == "A");
}

TEST_CASE("R13: virtual nodes are 1 to 10,000") {
  HashRing ring;
  for (const std::int64_t vnodes :
       {0LL, -1LL, 10'001LL, 1LL << 32, (1LL << 32) + 5, -(1LL << 62)}) {
    CAPTURE(vnodes);
    CHECK(code(ring.add_server("A", vnodes)) == "vnodes-out-of-range");
  }
  CHECK(code(ring.add_server_at("A", {})) == "vnodes-out-of-range");
  CHECK(ring.add_server("A", 10'000) == Refusal::none);
  CHECK(ring.tokens().size() == 10'000);
}

TEST_CASE("R14: a million tokens are built, one more is refused") {
  HashRing ring;
  for (int i = 0; i < 100; ++i) {
    REQUIRE(ring.add_server("server-" + std::to_string(i), 10'000) == Refusal::none);
  }
  CHECK(ring.tokens().size() == 1'000'000);
  CHECK(code(ring.add_server("one more", 1)) == "too-many-points");
  CHECK(code(ring.add_server("one more", 10'001)) == "vnodes-out-of-range");
  CHECK(ring.tokens().size() == 1'000'000);
  CHECK(ring.size() == 100);
}

TEST_CASE("R15: no replicas, or more than there are servers") {
  HashRing ring;
  for (const char* name : {"A", "B", "C"}) REQUIRE(ring.add_server(name, 10) == Refusal::none);
  CHECK(ring.preference_list(0, 0).empty());
  CHECK(ring.preference_list(0, 3).size() == 3);
  CHECK(ring.preference_list(0, 1'000'000'000).size() == 3);
}

TEST_CASE("R16: one server, one point: the whole circle") {
  for (const Position at : {Position{0}, Position{77}, kLast}) {
    HashRing one;
    REQUIRE(add_at(one, "only", {at}) == Refusal::none);
    CHECK(owner_of(one, 0) == "only");
    CHECK(owner_of(one, kLast) == "only");
    REQUIRE(one.arcs().size() == 1);
    CHECK(one.arcs()[0].hi == 1);  // exactly 2^64
    CHECK(one.arcs()[0].lo == 0);
    CHECK(one.arcs()[0].fraction() == 1.0);
  }
}

TEST_CASE("slide 8: C takes 75 of 360 degrees, all of them from B") {
  HashRing ring(HashKind::by_degrees, true);
  for (const char* name : {"45 A", "180 B", "120 C"}) {
    REQUIRE(ring.add_server(name, 1) == Refusal::none);
  }
  const auto arcs = ring.arcs();  // in order of joining
  REQUIRE(arcs.size() == 3);
  CHECK(arcs[0].lo == 11529215046068469760U);  // A: 225 degrees
  CHECK(arcs[1].lo == 3074457345618258603U);   // B: 60
  CHECK(arcs[2].lo == 3843071682022823253U);   // C: 75
  CHECK(arcs[2].fraction() == doctest::Approx(75.0 / 360).epsilon(1e-12));
}

TEST_CASE("T05, T08: names are bytes, whatever they spell") {
  HashRing ring;
  for (const char* name : {"__proto__", "constructor", "toString", "\xef\xbf\xbd", "é", "🔥"}) {
    CHECK(ring.add_server(name, 5) == Refusal::none);
    CHECK(code(ring.add_server(name, 5)) == "server-exists");
  }
  CHECK(ring.add_server("a\0b"s, 5) == Refusal::none);
  CHECK(ring.add_server("a"s, 5) == Refusal::none);
  CHECK(ring.name(ring.members()[6]) == "a\0b"s);
}

TEST_CASE("T07: a name over 16 MiB is refused") {
  HashRing ring;
  const std::string name(kMaxTextBytes + 1, 'x');
  CHECK(code(ring.add_server(name, 1)) == "text-too-long");
  CHECK(ring.add_server(std::string_view(name).substr(1), 1) == Refusal::none);
}
