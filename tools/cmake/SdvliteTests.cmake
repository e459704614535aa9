# How tests are found: nobody lists a test by hand, so that none can be forgotten.
include_guard(GLOBAL)

# The system's Python, which the set-up provides with what the tests need, before another on the PATH.
find_program(SDVLITE_PYTHON python3 HINTS /usr/bin REQUIRED)
mark_as_advanced(SDVLITE_PYTHON)

# Every tests/unit/**/*_test.cpp, in one executable: tests/unit/core/ir/printer_test.cpp belongs to core/ir. ctest runs
# each file on its own by Catch's file tags, so that a crash is a failure of one entry.
function(sdvlite_unit_tests)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/unit/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  find_package(Catch2 2 REQUIRED)
  find_package(rapidcheck REQUIRED)
  file(GLOB_RECURSE support CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/unit/*_support.cpp)

  add_executable(sdvlite_unit_tests ${PROJECT_SOURCE_DIR}/tests/unit/main.cpp ${support} ${sources})
  # -O1: tests are compiled more often than they run.
  target_compile_options(sdvlite_unit_tests PRIVATE -O1)
  target_precompile_headers(sdvlite_unit_tests PRIVATE <catch2/catch.hpp>)
  set_source_files_properties(${PROJECT_SOURCE_DIR}/tests/unit/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_link_libraries(sdvlite_unit_tests PRIVATE Catch2::Catch2 rapidcheck)
  foreach(library IN ITEMS
          tools_report frontend_os frontend_c frontend_dir frontend_project rules_compiler grammar
          core_check core_trace core_refine core_concrete core_explore core_model core_automaton core_ir core_base)
    if(TARGET sdvlite_${library})
      target_link_libraries(sdvlite_unit_tests PRIVATE sdvlite_${library})
    endif()
  endforeach()

  foreach(source IN LISTS sources)
    cmake_path(GET source STEM stem)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/tests/unit OUTPUT_VARIABLE name)
    string(REGEX REPLACE "_test\\.cpp$" "" name ${name})
    # Catch's -# tags every test case with the name of its file; to match none is a failure.
    add_test(NAME unit/${name} COMMAND sdvlite_unit_tests -w NoTests "-#" "[#${stem}]")
    set_tests_properties(unit/${name} PROPERTIES LABELS unit TIMEOUT 300)
  endforeach()
endfunction()

# The scripts that look at the tree or run the command.
function(sdvlite_script_tests)
endfunction()
