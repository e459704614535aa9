# SPDX-License-Identifier: Apache-2.0
# The text of ddi_levels.h, which rules may include: for each range of interrupt levels in the table of documented DDIs
# the list of those that have it, DDIS_FROM_<LEAST>_TO_<MOST>, to be written inside the brackets of an event.

function(sdvlite_ddi_levels tables out)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${tables})
  # Lines of functions that drivers call and whose range is known: ddi NAME ARITY LEAST MOST HEADERS
  set(lines)
  foreach(table IN LISTS tables)
    file(STRINGS ${table} more REGEX "^ddi [A-Za-z_0-9]+ [^ ]+ [A-Z_]+ [A-Z_]+ ")
    list(APPEND lines ${more})
  endforeach()
  set(ranges)
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^ddi ([^ ]+) [^ ]+ ([^ ]+) ([^ ]+) " matched "${line}")
    set(range FROM_${CMAKE_MATCH_2}_TO_${CMAKE_MATCH_3})
    list(APPEND ranges ${range})
    list(APPEND names_${range} ${CMAKE_MATCH_1})
  endforeach()
  list(REMOVE_DUPLICATES ranges)
  list(SORT ranges)
  set(text "/* Made from the table of documented DDIs, frontend/os/ddis*.txt: which DDIs may be called at which levels. */\n")
  foreach(range IN LISTS ranges)
    list(JOIN names_${range} ", \\\n    " names)
    string(APPEND text "#define DDIS_${range} \\\n    ${names}\n")
  endforeach()
  set(${out} "${text}" PARENT_SCOPE)
endfunction()
