# What holds for every target: the language, warnings, sanitizers, ccache. Packages are not looked for here: each is
# found in the folder that uses it.
include_guard(GLOBAL)

option(SDVLITE_TESTS "Build the tests" ON)
option(SDVLITE_WARNINGS_AS_ERRORS "Stop at compiler warnings" OFF)
option(SDVLITE_SANITIZE "Build with address and undefined-behaviour sanitizers" OFF)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# Packages are found where they are used, yet their targets reach other folders through PUBLIC links.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1")

add_compile_options(-Wall -Wextra -Wpedantic)
if(SDVLITE_WARNINGS_AS_ERRORS)
  add_compile_options(-Werror)
endif()
if(SDVLITE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# Includes are written from the root of the repository: #include "core/ir/program.hpp".
include_directories(${PROJECT_SOURCE_DIR})

# A rebuild after `git checkout` or in a second build folder costs seconds instead of minutes. ccache must be told
# that a precompiled header may be trusted (its manual, "Precompiled headers").
find_program(SDVLITE_CCACHE ccache)
mark_as_advanced(SDVLITE_CCACHE)
if(SDVLITE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${SDVLITE_CCACHE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)
endif()
