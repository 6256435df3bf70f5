//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_MULTIPLY_H
#define A3_RUNTIME_MULTIPLY_H

#include "a3/Runtime/HostInterface.h"
#include "a3/Support/ThreadPool.h"

namespace a3 {

/// Computes `product` on OpenBLAS. The work is cut into panels of rows by the
/// product's sizes alone, so the result does not depend on the number of
/// threads; small products stay on the calling thread. Sizes must fit 32 bits.
void multiply(const MatrixProduct &product, ThreadPool &pool);

} // namespace a3

#endif // A3_RUNTIME_MULTIPLY_H
