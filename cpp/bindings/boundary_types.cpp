// The types that cross the boundary, and no others. Embind's own list names 35 of them, with all
// their views of memory, and brings printf along to name one that is on no list. Defined here, that
// file is not linked: what is left is what bindings.cpp and run_bindings.cpp speak of.

#include <emscripten/bind.h>
#include <emscripten/em_macros.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

namespace {

using namespace emscripten::internal;

template <typename T>
void register_integer(const char* name) {
  _embind_register_integer(TypeID<T>::get(), name, sizeof(T), std::numeric_limits<T>::min(),
                           std::numeric_limits<T>::max());
}

}  // namespace

extern "C" {

/// Before any EMSCRIPTEN_BINDINGS: types may be named before they are known, so the order of global
/// constructors does not matter.
[[gnu::constructor]] void __embind_register_native_and_builtin_types() {
  _embind_register_void(TypeID<void>::get(), "void");
  _embind_register_bool(TypeID<bool>::get(), "bool", sizeof(bool), true, false);
  register_integer<std::int32_t>("int");
  register_integer<std::uint32_t>("unsigned int");
  register_integer<std::uintptr_t>("unsigned long");
  _embind_register_float(TypeID<double>::get(), "double", sizeof(double));
  _embind_register_std_string(TypeID<std::string>::get(), "std::string");
}

/// How JavaScript's error names a type that is missing above; the text is released by JavaScript.
EMSCRIPTEN_KEEPALIVE const char* __getTypeName(const void* /*type*/) {
  return strdup("a type that boundary_types.cpp does not list");
}
}
