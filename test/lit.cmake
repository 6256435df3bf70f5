# The lit suite: every *.mlir and *.test below test.
find_program(A3_LIT NAMES lit lit-22 HINTS ${LLVM_TOOLS_BINARY_DIR} REQUIRED)
find_program(A3_FILECHECK NAMES FileCheck FileCheck-22
             HINTS ${LLVM_TOOLS_BINARY_DIR} REQUIRED)

set(A3_TEST_SOURCE_DIR ${CMAKE_CURRENT_LIST_DIR})
set(A3_TEST_BINARY_DIR ${CMAKE_BINARY_DIR}/test)
configure_file(${CMAKE_CURRENT_LIST_DIR}/lit.site.cfg.py.in
               ${A3_TEST_BINARY_DIR}/lit.site.cfg.py @ONLY)

# Extra arguments of lit, such as "-v" or "--filter=Analysis".
set(A3_LIT_ARGS "-sv" CACHE STRING "Arguments of lit in check-lit")
separate_arguments(lit_args UNIX_COMMAND "${A3_LIT_ARGS}")
add_custom_target(check-lit
  COMMAND ${A3_LIT} ${lit_args} ${A3_TEST_BINARY_DIR}
  DEPENDS a3-as a3-compile a3-lsp-server a3-mutate a3-objdump a3-opt a3-reduce
          a3-run a3-sim a3-translate A3Completion A3Plugin
          A3TestProgram
  COMMENT "Running the lit suite"
  USES_TERMINAL)
add_test(NAME lit COMMAND ${A3_LIT} ${lit_args} ${A3_TEST_BINARY_DIR})
