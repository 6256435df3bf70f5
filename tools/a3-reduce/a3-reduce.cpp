//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/InitAll.h"
#include "a3/Reduction/ReduceFunctions.h"
#include "a3/ToolVersion.h"

#include "mlir/Tools/mlir-reduce/MlirReduceMain.h"

int main(int argc, char **argv) {
  mlir::a3::setToolVersion();
  mlir::DialectRegistry registry;
  mlir::a3::registerAllA3(registry);
  mlir::a3::registerReduceFunctionsPass();
  mlir::MLIRContext context(registry);
  return failed(mlir::mlirReduceMain(argc, argv, context));
}
