//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From the LLVM dialect to a shared object for this machine's architecture.
//
//===----------------------------------------------------------------------===//

#ifndef A3_TARGET_NATIVECODE_H
#define A3_TARGET_NATIVECODE_H

#include "mlir/IR/BuiltinOps.h"

#include <string>
#include <vector>

namespace mlir::a3 {

/// The names of processor levels that code can be made for, lowest first:
/// "x86-64" to "x86-64-v4", or the architecture alone. A program file carries
/// the name, and the runtime checks it.
ArrayRef<StringRef> getNativeTargets();

/// The highest level that this machine supports.
StringRef getHostTarget();

/// Optimises the module's code for `target`, one of `getNativeTargets`, and
/// links it. Only `a3_entry` is visible. The same module gives the same bytes.
FailureOr<std::vector<uint8_t>> translateToSharedObject(ModuleOp module,
                                                        StringRef target);

} // namespace mlir::a3

#endif // A3_TARGET_NATIVECODE_H
