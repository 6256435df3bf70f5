//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Simulator/Pipeline.h"

#include <algorithm>

using namespace a3;

Pipeline::Times Pipeline::push(int64_t earliest, const QueryWork &work,
                               int64_t depth, int64_t valueDepth) {
  bool selects = work.iterations > 0;
  const std::array<int64_t, numStages> durations = {
      selects ? work.iterations + machine.selectionFill : 0,
      selects ? (work.scanned + machine.scanRows - 1) / machine.scanRows : 0,
      work.candidates * machine.lines(depth) + machine.fill,
      work.kept + machine.fill,
      work.kept * machine.lines(valueDepth) + machine.fill};
  size_t first = size_t(selects ? Stage::Selection : Stage::DotProduct);
  int64_t time = earliest;
  for (size_t stage = first; stage < numStages; ++stage) {
    time = std::max(time, freeAt[stage]) + durations[stage];
    freeAt[stage] = time;
    busyCycles[stage] += durations[stage];
  }
  return {freeAt[first], time};
}
