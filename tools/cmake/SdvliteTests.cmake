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
  # Where tests find files of the repository; __FILE__ is relative with some settings of ccache.
  target_compile_definitions(sdvlite_unit_tests PRIVATE SDVLITE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # Catch itself: a minute of optimising that no test gains from.
  set_source_files_properties(${PROJECT_SOURCE_DIR}/tests/unit/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON
                                                                                  COMPILE_OPTIONS -O0)
  target_link_libraries(sdvlite_unit_tests PRIVATE Catch2::Catch2 rapidcheck)
  foreach(library IN ITEMS
          tests_oracle cli tools_report frontend_os frontend_c frontend_dir frontend_project rules rules_compiler grammar
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
    add_test(NAME unit:${name} COMMAND sdvlite_unit_tests -w NoTests "-#" "[#${stem}]")
    if(stem MATCHES "_long_test$")
      set_tests_properties(unit:${name} PROPERTIES LABELS "unit;long" TIMEOUT 7200)
    else()
      set_tests_properties(unit:${name} PROPERTIES LABELS unit TIMEOUT 300)
    endif()
  endforeach()
endfunction()

# One ctest entry for each thing that a script checks: the house rules, the scripts' own tests, the commands of each
# README and tutorial, each golden case, each example, the drivers of each rule, all rules on all of a model's drivers,
# each rule that is restated in the old style.
function(sdvlite_script_tests)
  set(house ${PROJECT_SOURCE_DIR}/tests/house)
  set(e2e ${PROJECT_SOURCE_DIR}/tests/e2e)
  sdvlite_glob(checks ${house}/check_*.py ${house}/*_test.py ${e2e}/*_test.py)
  foreach(script IN LISTS checks)
    sdvlite_script_test(house ${script} ${script})
  endforeach()
  if(NOT TARGET sdvlite)
    return()
  endif()
  set(command $<TARGET_FILE:sdvlite>)
  sdvlite_script_test(e2e ${e2e}/hostile.py ${e2e}/hostile.py ${command})
  sdvlite_glob(readmes ${PROJECT_SOURCE_DIR}/README.md)
  foreach(top IN ITEMS core examples frontend grammar rules tests tools)
    sdvlite_glob_recurse(below ${PROJECT_SOURCE_DIR}/${top}/README.md)
    sdvlite_glob(tutorials ${PROJECT_SOURCE_DIR}/${top}/TUTORIAL.md)
    list(APPEND readmes ${below} ${tutorials})
  endforeach()
  foreach(readme IN LISTS readmes)
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${readme})
    file(STRINGS ${readme} sessions REGEX "^ *```console")
    if(NOT sessions)
      continue()
    endif()
    sdvlite_script_test(readme ${readme} ${house}/readme_commands.py ${readme} ${command})
  endforeach()
  sdvlite_glob_recurse(cases ${PROJECT_SOURCE_DIR}/tests/golden/cmd)
  foreach(case IN LISTS cases)
    cmake_path(GET case PARENT_PATH folder)
    sdvlite_script_test(golden ${folder} ${e2e}/golden.py ${folder} ${command})
  endforeach()
  sdvlite_glob(runs ${e2e}/*_run.py)
  foreach(script IN LISTS runs)
    sdvlite_script_test(e2e ${script} ${script} ${command})
  endforeach()
  sdvlite_glob(examples ${PROJECT_SOURCE_DIR}/examples/*/expected.json)
  foreach(example IN LISTS examples)
    cmake_path(GET example PARENT_PATH folder)
    sdvlite_script_test(example ${folder} ${e2e}/examples.py example ${folder} ${command})
  endforeach()
  sdvlite_glob(steps ${PROJECT_SOURCE_DIR}/tests/ladder/*/fail.c)
  foreach(step IN LISTS steps)
    cmake_path(GET step PARENT_PATH folder)
    sdvlite_script_test(ladder ${folder} ${e2e}/examples.py ladder ${folder} ${command})
  endforeach()
  sdvlite_glob(rules ${PROJECT_SOURCE_DIR}/rules/library/*/*/*.slic)
  foreach(rule IN LISTS rules)
    cmake_path(GET rule PARENT_PATH folder)
    sdvlite_script_test(rule ${folder} ${e2e}/examples.py rule ${folder} ${command})
    cmake_path(GET folder PARENT_PATH model)
    list(APPEND models ${model})
  endforeach()
  list(REMOVE_DUPLICATES models)
  foreach(model IN LISTS models)
    sdvlite_script_test(matrix ${model} ${e2e}/matrix.py ${model} ${command})
    # Every rule on every driver takes minutes: a long campaign.
    cmake_path(RELATIVE_PATH model BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE name)
    set_tests_properties(matrix:${name} PROPERTIES LABELS "matrix;long" TIMEOUT 3600)
  endforeach()
  sdvlite_glob(restated ${PROJECT_SOURCE_DIR}/tests/restated/*/*.slic)
  foreach(rule IN LISTS restated)
    sdvlite_script_test(restated ${rule} ${e2e}/examples.py restated ${rule} ${command})
  endforeach()
endfunction()

# A ctest entry <label>/<path of subject from the root> that runs a Python script with arguments.
function(sdvlite_script_test label subject script)
  cmake_path(RELATIVE_PATH subject BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE name)
  add_test(NAME ${label}:${name} COMMAND ${SDVLITE_PYTHON} -B ${script} ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${label}:${name} PROPERTIES LABELS ${label} TIMEOUT 900
                       ENVIRONMENT "SDVLITE_CACHE_DIR=") # each test reads its files itself
endfunction()

# file(GLOB) that notices files that come and go.
function(sdvlite_glob variable)
  file(GLOB found CONFIGURE_DEPENDS ${ARGN})
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

function(sdvlite_glob_recurse variable)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${ARGN})
  set(${variable} ${found} PARENT_SCOPE)
endfunction()
