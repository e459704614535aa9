# Puts the page's files into one C++ file: cmake -DFOLDER=tools/report/html -DOUTPUT=x.cpp -P embed.cmake
# Modules become one script: in one block and strict, imports left out, what is exported left in place. So a name may stand
# at the top level of one module only (two of one name are a syntax error), imports are one line each and rename nothing, and code at the top
# level uses nothing of other modules.
cmake_minimum_required(VERSION 3.25)

# What follows in `out` is a raw string literal; a compiler may limit the length of one, so it is several.
function(append_literal name text)
  string(LENGTH "${text}" length)
  set(literal "const std::string_view ${name} =\n")
  set(from 0)
  while(from LESS length)
    string(SUBSTRING "${text}" ${from} 8000 part)
    string(LENGTH "${part}" taken)
    string(APPEND literal "R\"sdvlite(${part})sdvlite\"\n")
    math(EXPR from "${from} + ${taken}")
  endwhile()
  file(APPEND ${OUTPUT}.new "${literal};\n\n")
endfunction()

file(GLOB modules ${FOLDER}/*.js)
list(SORT modules)
# main.js runs on its own when everything else is defined.
list(REMOVE_ITEM modules ${FOLDER}/main.js)
list(APPEND modules ${FOLDER}/main.js)
set(script "\"use strict\";\n{\n")
foreach(module IN LISTS modules)
  file(READ ${module} text)
  if(text MATCHES "\nimport [^\n]* as ")
    message(FATAL_ERROR "${module}: an import renames; the modules become one script")
  endif()
  string(REGEX REPLACE "\nimport [^\n]*" "" text "${text}")
  string(REGEX REPLACE "\nexport " "\n" text "${text}")
  string(APPEND script "${text}")
endforeach()
string(APPEND script "}\n")

set(style "")
foreach(sheet IN ITEMS base overview defect print) # print.css overrides the others
  file(READ ${FOLDER}/${sheet}.css text)
  string(APPEND style "${text}")
endforeach()
file(READ ${FOLDER}/page.html page)

foreach(text IN ITEMS "${script}" "${style}")
  if(text MATCHES "</[sS]|<!--")
    message(FATAL_ERROR "the page's script or style would end early: it holds </s or <!--")
  endif()
endforeach()

file(WRITE ${OUTPUT}.new "// Made by tools/report/html/embed.cmake.\n#include \"tools/report/html_assets.hpp\"\n\nnamespace sdvlite::report {\n\n")
append_literal(kHtmlPage "${page}")
append_literal(kHtmlStyle "${style}")
append_literal(kHtmlScript "${script}")
file(APPEND ${OUTPUT}.new "}  // namespace sdvlite::report\n")
file(RENAME ${OUTPUT}.new ${OUTPUT})
