//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Target/Assembly/TranslateAssembly.h"
#include "a3/ToolVersion.h"

#include "mlir/InitAllTranslations.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"

int main(int argc, char **argv) {
  mlir::a3::setToolVersion();
  mlir::registerAllTranslations();
  mlir::a3isa::registerAssemblyTranslations();
  return failed(mlir::mlirTranslateMain(argc, argv, "A3 translation tool"));
}
