# Sanitizers and fuzzers, for our own code: what Debian has of LLVM, MLIR and the other
# libraries is not instrumented. tools/dev/sanitize and tools/dev/fuzz set these.
set(A3_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")
option(A3_FUZZ "Build the fuzzers of test/Fuzz" OFF)

if(A3_SANITIZE)
  add_compile_options(-fsanitize=${A3_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer -O1 -g1)
  add_link_options(-fsanitize=${A3_SANITIZE})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  if(A3_ENABLE_COMPILER)
    # Debian's LLVM has no run-time types.
    add_compile_options(-fno-sanitize=vptr)
  else()
    # Headers of LLVM must see what LLVM was built with; without them asserts may stay.
    add_compile_options(-UNDEBUG)
  endif()
endif()
