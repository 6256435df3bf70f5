//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_INITALL_H
#define A3_INITALL_H

#include "a3/Conversion/A3ToISA/Passes.h"
#include "a3/Conversion/DynamicSizes/Passes.h"
#include "a3/Conversion/HostCode/Passes.h"
#include "a3/Conversion/RaiseAttention/Passes.h"
#include "a3/Dialect/A3/IR/A3.h"
#include "a3/Dialect/A3/Transforms/Passes.h"
#include "a3/Dialect/A3/Transforms/Transforms.h"
#include "a3/Dialect/A3ISA/IR/A3ISA.h"
#include "a3/Verification/Passes.h"

#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"

namespace mlir::a3 {

/// Registers A3's dialects, for a tool that has those of MLIR already.
inline void registerOwnDialects(DialectRegistry &registry) {
  registry.insert<A3Dialect, a3isa::A3ISADialect>();
  registerBufferizableOpInterfaceExternalModels(registry);
}

/// Registers A3's passes and pipelines.
inline void registerOwnPasses() {
  registerA3Passes();
  registerDynamicSizesPasses();
  registerRaiseAttentionPasses();
  registerVerificationPasses();
  registerA3ToISAPasses();
  registerHostCodePasses();
  registerHostCodePipelines();
}

/// Registers A3's and all upstream dialects, extensions and passes, so that
/// every compiler tool knows the same.
inline void registerAllA3(DialectRegistry &registry) {
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerAllPasses();
  registerOwnDialects(registry);
  registerOwnPasses();
}

} // namespace mlir::a3

#endif // A3_INITALL_H
