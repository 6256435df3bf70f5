# The compiler, the linker and the cache that the project is built with, where the
# caller chooses no others. A wheel is built in a folder beside `build` with the same
# commands, so that it takes most object files from the cache.

# Finds the compiler of a language, unless -D names one. $CC and $CXX count for nothing:
# builders of wheels set them to those that Python was built with, and GCC 12 does not
# take the vector code.
function(a3_choose_compiler variable program)
  if(DEFINED ${variable})
    return()
  endif()
  find_program(path ${program} NO_CACHE)
  if(NOT path)
    message(FATAL_ERROR
      "'${program}' is missing; install it: sudo apt install clang-22, or all that "
      "the build needs: tools/dev/install")
  endif()
  set(${variable} ${path} CACHE FILEPATH "The compiler")
  set(CMAKE_EXE_LINKER_FLAGS_INIT -fuse-ld=lld PARENT_SCOPE)
  set(CMAKE_SHARED_LINKER_FLAGS_INIT -fuse-ld=lld PARENT_SCOPE)
endfunction()

a3_choose_compiler(CMAKE_C_COMPILER clang-22)
a3_choose_compiler(CMAKE_CXX_COMPILER clang++-22)

find_program(A3_CCACHE ccache)
if(A3_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${A3_CCACHE})
endif()
