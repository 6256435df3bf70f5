//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Simulator/Pipeline.h"

#include <algorithm>

using namespace a3;

Pipeline::Times Pipeline::push(int64_t earliest, int64_t rows, int64_t depth,
                               int64_t valueDepth) {
  const std::array<int64_t, 3> linesOfARow = {machine.lines(depth), 1,
                                              machine.lines(valueDepth)};
  int64_t time = earliest;
  for (size_t module = 0; module < freeAt.size(); ++module) {
    int64_t duration = rows * linesOfARow[module] + machine.fill;
    time = std::max(time, freeAt[module]) + duration;
    freeAt[module] = time;
    busyCycles[module] += duration;
  }
  return {freeAt.front(), time};
}
