//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/A3ToISA/Offload.h"

#include "Schedule.h"

using namespace mlir;
using namespace mlir::a3;

std::optional<OffloadRefusal>
mlir::a3::checkOffload(AttentionOp op, const ::a3::Machine &machine) {
  Schedule schedule;
  return planSchedule(op, machine, schedule);
}
