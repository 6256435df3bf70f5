//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_A3TOISA_ORDERKEYS_H
#define A3_CONVERSION_A3TOISA_ORDERKEYS_H

#include "a3/Machine/Machine.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::a3 {

/// What --a3-order-keys does, to a function of one block on tensors. Returns
/// how many orders it carries: as many arguments and results of i16, the
/// function's last ones.
unsigned orderKeys(func::FuncOp entry, const ::a3::Machine &machine,
                   bool carry);

} // namespace mlir::a3

#endif // A3_CONVERSION_A3TOISA_ORDERKEYS_H
