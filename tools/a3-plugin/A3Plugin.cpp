//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A3's dialects and passes for MLIR's own mlir-opt: --load-dialect-plugin and
// --load-pass-plugin, of the same LLVM release.
//
//===----------------------------------------------------------------------===//

#include "a3/InitAll.h"

#include "mlir/Tools/Plugins/DialectPlugin.h"
#include "mlir/Tools/Plugins/PassPlugin.h"

extern "C" LLVM_ATTRIBUTE_VISIBILITY_DEFAULT mlir::DialectPluginLibraryInfo
mlirGetDialectPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "A3", A3_VERSION,
          [](mlir::DialectRegistry *registry) {
            mlir::a3::registerOwnDialects(*registry);
          }};
}

extern "C" LLVM_ATTRIBUTE_VISIBILITY_DEFAULT mlir::PassPluginLibraryInfo
mlirGetPassPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "A3", A3_VERSION,
          [] { mlir::a3::registerOwnPasses(); }};
}
