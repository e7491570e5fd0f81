# The tests, natively and in node, the native conformance program, and the benchmark of the core.
file(GLOB test_sources CONFIGURE_DEPENDS tests/cpp/*.cpp)
if(test_sources)
  if(EMSCRIPTEN)
    # doctest throws when a REQUIRE fails, so this build has exceptions and a core of its own.
    add_core(edgecache_throwing ${EDGECACHE_HASH_SEED} -O2 -fwasm-exceptions)
    set(core_under_test edgecache_throwing)
  else()
    set(core_under_test edgecache)
  endif()
  add_executable(tests ${test_sources})
  target_link_libraries(tests PRIVATE ${core_under_test} edgecache_warnings)
  target_compile_definitions(tests PRIVATE DOCTEST_CONFIG_SUPER_FAST_ASSERTS)
  if(EMSCRIPTEN)
    set_target_properties(tests PROPERTIES SUFFIX .cjs)  # CommonJS under a package of type module
    target_compile_definitions(tests PRIVATE DOCTEST_CONFIG_COLORS_NONE)
    target_link_options(tests PRIVATE -O2 -fwasm-exceptions -sENVIRONMENT=node -sSINGLE_FILE=1
                        -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=1GB)
  endif()
  # One entry for the whole binary: doctest's own discovery can report a failing case as passed.
  add_test(NAME doctest COMMAND tests)
  # And a check that nothing fell out: as many cases were run as the sources write down.
  add_test(NAME every-case-runs
           COMMAND ${CMAKE_COMMAND} "-DTESTS=${CMAKE_CROSSCOMPILING_EMULATOR};$<TARGET_FILE:tests>"
                   "-DSOURCES=${test_sources}" -P "${CMAKE_SOURCE_DIR}/cpp/cmake/count-cases.cmake")
endif()

if(NOT EMSCRIPTEN)
  # The deck's numbers are those of seed 0. Built with another seed, the cases that hold them must go
  # red, and the slides drawn at degrees must not care.
  add_core(edgecache_other_seed 1)
  add_executable(tests_other_seed ${test_sources})
  target_link_libraries(tests_other_seed PRIVATE edgecache_other_seed edgecache_warnings)
  add_test(NAME another-seed-is-noticed
           COMMAND ${CMAKE_COMMAND} "-DTESTS=$<TARGET_FILE:tests_other_seed>"
                   -P "${CMAKE_SOURCE_DIR}/cpp/cmake/other-seed.cmake")

  file(GLOB native_sources CONFIGURE_DEPENDS tests/conformance/native*.cpp)
  add_executable(edgecache_native ${native_sources})
  target_link_libraries(edgecache_native PRIVATE edgecache edgecache_warnings)
endif()

# The same benchmarks on both sides, with the core as it is compiled to be shipped. Linked for speed: it changes
# nothing for the core, and what it is compared with is not made slower.
foreach(bench native_bench cache_bench)
  add_executable(${bench} tests/bench/${bench}.cpp)
  target_link_libraries(${bench} PRIVATE edgecache edgecache_warnings)
  if(EMSCRIPTEN)
    set_target_properties(${bench} PROPERTIES SUFFIX .cjs)
    target_link_options(${bench} PRIVATE -O3 -sENVIRONMENT=node -sSINGLE_FILE=1 -sEXIT_RUNTIME=1
                        -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=1GB)
  endif()
endforeach()
if(EMSCRIPTEN)
  set_target_properties(native_bench PROPERTIES OUTPUT_NAME wasm_bench)
endif()
