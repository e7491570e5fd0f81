# cmake -DTESTS=program -P other-seed.cmake
# `program` is the test program built with a hash seed that is not 0.
function(run name)
  execute_process(COMMAND ${TESTS} "--test-case=${name}" --no-colors=true
                  OUTPUT_VARIABLE output RESULT_VARIABLE result)
  if(NOT output MATCHES "test cases: +1 ")
    message(FATAL_ERROR "no single case is called '${name}':\n${output}")
  endif()
  set(failed ${result} PARENT_SCOPE)
endfunction()

foreach(golden "slide 3: *" "slide 9: of a million*" "slide 9: the census*" "slide 9: the exact*" "a text stands where*"
        "virtual nodes stand at*" "a plain ring gives*" "slide 12: one point*")
  run("${golden}")
  if(NOT failed)
    message(FATAL_ERROR "another seed, and '${golden}' is still green")
  endif()
endforeach()
foreach(drawn "slide 8: C takes*" "slide 8: what C takes*" "a key belongs to the first*")
  run("${drawn}")
  if(failed)
    message(FATAL_ERROR "'${drawn}' stands at degrees and yet depends on the seed")
  endif()
endforeach()
message(STATUS "every golden case noticed")
