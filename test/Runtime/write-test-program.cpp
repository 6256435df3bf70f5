//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestProgram.h"

#include <cstdio>

/// Writes the test program for the tests of tools: MODULE and where to.
int main(int argc, char **argv) {
  if (argc != 3)
    return 1;
  auto written =
      a3::test::writeTestProgram(a3::test::testProgram(), argv[1], argv[2]);
  if (!written)
    std::fprintf(stderr, "%s\n", written.error().render(argv[2]).c_str());
  return written ? 0 : 1;
}
