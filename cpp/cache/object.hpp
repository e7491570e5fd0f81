#pragma once
// Inside the caches a key is a number. Texts are numbered once, at the door (key_table.hpp): a
// cache that moves four bytes about is faster than one that moves strings, and its lesson is the
// same.

#include <cstdint>

namespace edgecache {

using Object = std::uint32_t;

}  // namespace edgecache
