//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_COMPILER_COMPILER_H
#define A3_COMPILER_COMPILER_H

#include "a3/Schedule/Preset.h"

#include "mlir/IR/MLIRContext.h"

#include <string>
#include <vector>

namespace mlir::a3 {

struct CompilerOptions {
  std::string
      input; ///< A model as MLIR text or bytecode; "-" is standard input.
  std::string output;                ///< The program file.
  std::string machine = "a3-hpca20"; ///< A built-in name or a file.
  std::string entry;                 ///< Empty takes the only public function.
  std::string report;                ///< A JSON file; empty writes none.
  /// What `a3-run --stats` wrote of a run on typical data: fixes the formats of
  /// the heads. Empty leaves their choice to the runtime.
  std::string calibration;
  std::string target; ///< One of getNativeTargets; empty takes this machine's.
  /// "OLD=NEW" each: what the names of source files begin with, and what the
  /// program and the report say in its place.
  std::vector<std::string> sourcePrefixMaps;
  /// For all attention that goes to the machine.
  ::a3::ApproximationChoice approximation;
  /// For single sites, by name, in place of it (`parseApproximations`).
  std::string approximationFile;
  /// The order of key-value caches is an input and output (--a3-order-keys).
  bool carryKeyOrder = false;
  bool offload = true;         ///< Else attention is compiled for the host.
  bool requireOffload = false; ///< Attention left on the host is an error.
};

/// Compiles a model to a program file. Everything wrong is said on standard
/// error, and then no file is written.
LogicalResult compile(const CompilerOptions &options);

} // namespace mlir::a3

#endif // A3_COMPILER_COMPILER_H
