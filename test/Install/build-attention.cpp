//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Loads the dialect that find_package(A3) gives, and names one of its
// operations.
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/IR/A3.h"

#include "mlir/IR/MLIRContext.h"

int main() {
  mlir::MLIRContext context;
  context.loadDialect<mlir::a3::A3Dialect>();
  mlir::RegisteredOperationName name = *mlir::RegisteredOperationName::lookup(
      mlir::a3::AttentionOp::getOperationName(), &context);
  llvm::outs() << name << '\n';
}
