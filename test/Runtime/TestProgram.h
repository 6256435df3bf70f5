//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_RUNTIME_TESTPROGRAM_H
#define A3_TEST_RUNTIME_TESTPROGRAM_H

#include "a3/Program/ProgramFile.h"

namespace a3::test {

/// Self-attention over matrices (batch, rows, heads * depth), each head a slice
/// of the columns, as models leave them. A head's queries are at most 64 or a
/// multiple of it.
Site attentionSite(int64_t batch, int64_t heads, int64_t rows, int64_t depth);

/// A program for TestModule.cpp: inputs `mode` (i32 [1]) and `x`
/// (f32 [2, 4, 16]), output `y` like `x`, weights like `x`, and a site for `x`
/// with two heads.
Program testProgram();

inline constexpr int64_t testElements = 2 * 4 * 16;

/// 1/4, 2/4, 3/4, ...
std::vector<float> testWeights();

/// Writes `program` with the code of TestModule.cpp and `testWeights`.
Expected<void> writeTestProgram(const Program &program,
                                const std::string &module,
                                const std::string &path);

} // namespace a3::test

#endif // A3_TEST_RUNTIME_TESTPROGRAM_H
