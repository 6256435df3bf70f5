//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Target/Assembly/TranslateAssembly.h"

#include "mlir/InitAllTranslations.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

int main(int argc, char **argv) {
  llvm::cl::SetVersionPrinter([](llvm::raw_ostream &os) {
    os << "A3 " A3_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
  });
  mlir::registerAllTranslations();
  mlir::a3isa::registerAssemblyTranslations();
  return failed(mlir::mlirTranslateMain(argc, argv, "A3 translation tool"));
}
