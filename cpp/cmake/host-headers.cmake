# Header-only packages come from the host even when cross-compiling. They are copied one by one,
# because putting the host's include folder on the cross compiler's path would make it read the
# host's C library too. Looked for as files: a compiler for another machine would not find them.
set(HOST_HEADERS "${CMAKE_BINARY_DIR}/host-include")
foreach(header xxhash.h doctest/doctest.h)
  string(MAKE_C_IDENTIFIER "${header}" name)
  find_path(HOST_${name} ${header} HINTS /usr/include /usr/local/include /opt/homebrew/include
            NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  configure_file("${HOST_${name}}/${header}" "${HOST_HEADERS}/${header}" COPYONLY)
endforeach()
