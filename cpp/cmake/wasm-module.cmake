# The module that pages and workers load: build/wasm/edgecache.mjs and edgecache.wasm; and the ring alone,
# edgecache-ring.mjs and edgecache-ring.wasm, which is all that the first slide needs and a third to fetch.
#
# Nothing throws, so that nothing can be caught by mistake on the other side: without exceptions a
# failed allocation in C++ traps, while malloc, asked directly, answers null. No -msimd128: it pays
# for nothing here and shuts out older phones. Dynamic execution off: a strict policy forbids eval.
# The glue does not look for the .wasm itself (USE_ES6_IMPORT_META=0): our loader does.
#
# What is asked for once a click is made small (-Oz), what runs for every key or request fast, and both are
# optimised as one program (-flto). Measured file by file: -O2 is as fast as -O3 for the caches and smaller.
# Nothing asks for a type's name at run time (-fno-rtti).
add_core(edgecache ${EDGECACHE_HASH_SEED} -flto -fno-exceptions -fno-rtti)
set_target_properties(edgecache PROPERTIES EDGECACHE_SMALL ON)
target_compile_definitions(edgecache PUBLIC EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
target_link_options(edgecache PUBLIC -flto -fno-rtti)
function(optimise pattern option)
  set(sources ${core_sources})
  list(FILTER sources INCLUDE REGEX "${pattern}")
  set_source_files_properties(
    ${sources} PROPERTIES
    COMPILE_OPTIONS "$<$<BOOL:$<TARGET_PROPERTY:EDGECACHE_SMALL>>:${option}>")
endfunction()
optimise("." -Oz)
optimise("/cache/tiered_(cache|due).cpp$" -Os)
optimise("/ring/(hash_ring|token_sort).cpp$|/cache/(tiered_read|tiered_store|linked_nodes|policy_race|text_lru).cpp$" -O2)
optimise("/ring/(hash|keys|bucket_index).cpp$|/sim/census(_modulo|_ring)?.cpp$" -O3)

# Embind is its JavaScript and a list of all C++ types there could be (-lembind is both). Ours, in
# boundary_types.cpp, names the types that cross: a twentieth of the module.
foreach(library embind emval)
  list(APPEND embind "SHELL:--js-library \"${EMSCRIPTEN_ROOT_PATH}/src/embind/${library}.js\"")
endforeach()

set(ring_bindings cpp/bindings/bindings.cpp cpp/bindings/boundary_types.cpp)
file(GLOB all_bindings CONFIGURE_DEPENDS cpp/bindings/*.cpp)
function(add_module name core output bindings)
  add_executable(${name} ${${bindings}})
  target_link_libraries(${name} PRIVATE ${core} edgecache_warnings)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME ${output} SUFFIX .mjs)
  target_link_options(
    ${name} PRIVATE
    ${ARGN} ${embind}
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sUSE_ES6_IMPORT_META=0 -sENVIRONMENT=web,worker
    -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=1GB -sABORTING_MALLOC=0 -sMALLOC=emmalloc
    -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0 -sTEXTDECODER=2 -sSUPPORT_ERRNO=0
    -sINCOMING_MODULE_JS_API=[instantiateWasm,print,printErr,onAbort])
endfunction()
add_module(edgecache_wasm edgecache edgecache all_bindings -Oz)
add_module(edgecache_ring_wasm edgecache edgecache-ring ring_bindings -Oz)
target_compile_options(edgecache_wasm PRIVATE -Oz)
target_compile_options(edgecache_ring_wasm PRIVATE -Oz)

# The same module with another hash seed, built with the tests alone: a page that ran on it would contradict
# what the deck has recorded, and tests/web/claims-other-seed.test.js asks which slides would.
add_core(edgecache_other_seed 1 -O1 -fno-exceptions)
add_module(edgecache_wasm_other_seed edgecache_other_seed edgecache-other-seed all_bindings -O1)
