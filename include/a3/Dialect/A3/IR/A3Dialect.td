//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_IR_A3DIALECT_TD
#define A3_DIALECT_A3_IR_A3DIALECT_TD

include "mlir/IR/OpBase.td"

def A3_Dialect : Dialect {
  let name = "a3";
  let cppNamespace = "::mlir::a3";
  let summary = "Attention as the A3 accelerator sees it, on tensors";
  let description = [{
    The dialect holds attention as one operation, before anything of the
    machine is decided. The accelerator and its approximation are those of
    Ham et al., "A3: Accelerating Attention Mechanisms in Neural Networks with
    Approximation", HPCA 2020.

    All operations are in destination-passing style and accept tensors, or
    memrefs once bufferized.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect",
    "::mlir::memref::MemRefDialect",
    "::mlir::tensor::TensorDialect",
  ];
  let useDefaultAttributePrinterParser = 1;
}

#endif // A3_DIALECT_A3_IR_A3DIALECT_TD
