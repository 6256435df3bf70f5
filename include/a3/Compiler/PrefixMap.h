//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Other names for the folders of a model's sources, so that a program file does
// not depend on where it was compiled.
//
//===----------------------------------------------------------------------===//

#ifndef A3_COMPILER_PREFIXMAP_H
#define A3_COMPILER_PREFIXMAP_H

#include "mlir/IR/BuiltinOps.h"

#include <string>
#include <vector>

namespace mlir::a3 {

/// Replaces what the names of files begin with, in all locations of a module.
/// Each map is "OLD=NEW", split at the first sign; of several that fit, the
/// last one counts. Fails without a diagnostic at a map that has no sign or
/// nothing before it.
LogicalResult mapSourcePrefixes(ModuleOp module,
                                const std::vector<std::string> &maps);

} // namespace mlir::a3

#endif // A3_COMPILER_PREFIXMAP_H
