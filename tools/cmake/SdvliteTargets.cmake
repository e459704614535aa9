# The helper functions that the CMakeLists.txt of the folders use.
include_guard(GLOBAL)

# sdvlite_add_folders(<folder>...): adds each folder that has a CMakeLists.txt.
function(sdvlite_add_folders)
  foreach(folder IN LISTS ARGN)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt)
      add_subdirectory(${folder})
    endif()
  endforeach()
endfunction()

# sdvlite_library(<name> [LINK <target>...] [LINK_PRIVATE <target>...] [PRECOMPILE <header>...])
#
# A static library of every .cpp file of the current folder and the folders below it; an INTERFACE library when there
# is none. LINK lists what its headers need as well, LINK_PRIVATE what only its sources need. PRECOMPILE names the
# headers that cost most of the compile time, as target_precompile_headers takes them.
function(sdvlite_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK;LINK_PRIVATE;PRECOMPILE")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "sdvlite_library(${name}): unexpected ${arg_UNPARSED_ARGUMENTS}")
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${arg_LINK} ${arg_LINK_PRIVATE})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_LINK_PRIVATE})
  if(arg_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${arg_PRECOMPILE})
  endif()
endfunction()

# sdvlite_external(<name> HEADER <file> LIBRARY <library> [HINTS <prefix>...] [INCLUDE_SUFFIX <folder>])
#
# An imported target for a package that ships no CMake files, or ones that ask for more than is used: its header is
# looked for below <prefix>/include/<folder>, its library below <prefix>/lib.
function(sdvlite_external name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "HEADER;LIBRARY;INCLUDE_SUFFIX" "HINTS")
  if(TARGET ${name})
    return()
  endif()
  string(MAKE_C_IDENTIFIER "SDVLITE_${name}" variable)
  string(TOUPPER ${variable} variable)
  find_path(${variable}_INCLUDE ${arg_HEADER} HINTS ${arg_HINTS} PATH_SUFFIXES include ${arg_INCLUDE_SUFFIX} REQUIRED)
  find_library(${variable}_LIBRARY ${arg_LIBRARY} HINTS ${arg_HINTS} PATH_SUFFIXES lib REQUIRED)
  mark_as_advanced(${variable}_INCLUDE ${variable}_LIBRARY)
  add_library(${name} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${name} SYSTEM INTERFACE ${${variable}_INCLUDE})
  target_link_libraries(${name} INTERFACE ${${variable}_LIBRARY})
endfunction()
