//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/InitAll.h"
#include "a3/ToolVersion.h"

#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::a3::setToolVersion();
  mlir::DialectRegistry registry;
  mlir::a3::registerAllA3(registry);
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "A3 optimizer\n", registry));
}
