# Cross-compiling with whichever Emscripten is on PATH (the distribution's or an emsdk's). Two things
# that a packaged 3.1.6 gets wrong beside a newer node are put right here.
find_program(EMCC_PROGRAM emcc REQUIRED)
execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE _emscripten OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
include("${_emscripten}/cmake/Modules/Platform/Emscripten.cmake")

# 1. emcmake's own default adds --experimental-wasm-threads, which node 20 refuses to start with.
find_program(NODE_PROGRAM node REQUIRED NO_CMAKE_FIND_ROOT_PATH)
set(CMAKE_CROSSCOMPILING_EMULATOR "${NODE_PROGRAM}")

# 2. Debian keeps acorn, which every -O2 link needs, where only Debian's build of node looks.
cmake_path(GET _emscripten PARENT_PATH _share)
if(EXISTS "${_share}/nodejs/acorn")
  set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_COMMAND};-E;env;NODE_PATH=${_share}/nodejs" CACHE STRING "")
endif()
