//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_TARGET_NATIVECODE_LINK_H
#define A3_LIB_TARGET_NATIVECODE_LINK_H

#include "mlir/IR/BuiltinOps.h"

#include <cstdint>
#include <vector>

namespace mlir::a3 {

/// Makes a shared object of an object file; errors are the module's. No disk is
/// used: the linker maps the file that it writes, and dies where a disk is
/// full.
FailureOr<std::vector<uint8_t>> linkSharedObject(ModuleOp module,
                                                 ArrayRef<char> object);

} // namespace mlir::a3

#endif // A3_LIB_TARGET_NATIVECODE_LINK_H
