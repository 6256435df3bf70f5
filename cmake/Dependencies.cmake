# Finds what Debian has, or says what to type.

macro(a3_require found what package)
  if(NOT ${found})
    message(FATAL_ERROR
      "${what} is missing; install it: sudo apt install ${package}, or all that the "
      "build needs: tools/dev/install")
  endif()
endmacro()

# Takes the Debian package, and then what find_package does.
macro(a3_find_package package name)
  find_package(${name} ${ARGN} QUIET)
  a3_require(${name}_FOUND ${name} ${package})
endmacro()

# Takes the Debian package, and then what find_program does.
macro(a3_find_program package variable)
  find_program(${variable} ${ARGN})
  a3_require(${variable} ${ARGV2} ${package})
endmacro()
