//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_IR_MASKING_H
#define A3_DIALECT_A3_IR_MASKING_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"

namespace mlir::a3 {

/// Where row r of n takes part for query i of `queries`: r <= i + offset.
struct CausalRange {
  OpFoldResult queries;
  OpFoldResult rows;
  OpFoldResult offset;
};

/// The tensor of i1 that admits what both `mask` and `range` admit. Its batch
/// sizes are those of `mask`, or all 1 if `mask` is null.
Value buildCausalMask(OpBuilder &b, Location loc, Value mask, int64_t batchRank,
                      const CausalRange &range);

/// The map from loops (batch..., others...) to an operand of `batchRank` batch
/// dimensions followed by `inner` loops. Sizes of 1 are broadcast unless
/// `broadcasts` is false.
AffineMap getBroadcastMap(MLIRContext *context, ArrayRef<int64_t> shape,
                          ArrayRef<unsigned> inner, unsigned numLoops,
                          bool broadcasts = true);

} // namespace mlir::a3

#endif // A3_DIALECT_A3_IR_MASKING_H
