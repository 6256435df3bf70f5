//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_NUMERICS_INSTRUCTIONSETS_H
#define A3_TEST_NUMERICS_INSTRUCTIONSETS_H

#include <gtest/gtest.h>
#include <hwy/targets.h>

namespace a3 {

/// Calls `body` once with the kernels of each instruction set that this
/// processor has; users' processors may have fewer.
template <typename Body> void forEachInstructionSet(Body body) {
  for (int64_t target : hwy::SupportedAndGeneratedTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    hwy::GetChosenTarget().Update(target);
    body();
  }
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

} // namespace a3

#endif // A3_TEST_NUMERICS_INSTRUCTIONSETS_H
