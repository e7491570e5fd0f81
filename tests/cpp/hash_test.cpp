// Where texts stand on the circle: golden values of XXH64, and degrees taken exactly.
#include <doctest/doctest.h>

#include <string>

#include "ring/hash.hpp"
#include "ring/position.hpp"

using namespace edgecache;
using namespace std::string_literals;

TEST_CASE("T01: the empty text is hashed like any other") {
  CHECK(xxh64("", 0) == 0xef46db3751d8e999);  // xxHash's own published value
  CHECK(xxh64("") == 0xef46db3751d8e999);     // with the seed this build was made with
}
