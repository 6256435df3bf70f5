//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_TRANSFORMS_TRANSFORMS_H
#define A3_DIALECT_A3_TRANSFORMS_TRANSFORMS_H

#include "a3/Dialect/A3/IR/A3.h"

namespace mlir {
class DialectRegistry;
class RewriterBase;
} // namespace mlir

namespace mlir::a3 {

/// Replaces exact attention on tensors by linalg; see --a3-decompose-attention.
/// Reports an error for any other attention. A query without any admitted row
/// gets `emptyResult`, a scalar of the element type, or zeros if that is null.
LogicalResult decomposeAttention(RewriterBase &rewriter, AttentionOp op,
                                 Value emptyResult = nullptr);

/// Lets one-shot-bufferize turn the operations into themselves on memrefs.
void registerBufferizableOpInterfaceExternalModels(DialectRegistry &registry);

} // namespace mlir::a3

#endif // A3_DIALECT_A3_TRANSFORMS_TRANSFORMS_H
