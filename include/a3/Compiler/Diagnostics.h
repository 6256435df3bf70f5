//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_COMPILER_DIAGNOSTICS_H
#define A3_COMPILER_DIAGNOSTICS_H

#include "mlir/IR/Diagnostics.h"

namespace mlir::a3 {

/// The place in a model's text that a location comes from, as
/// "file:line:col"; the location's name, or empty, where there is none.
std::string describeLocation(Location location);

/// While it lives, diagnostics of the context go to standard error as
/// "file:line:col: error: message", without the text of the source, which is
/// not kept.
class DiagnosticPrinter : public ScopedDiagnosticHandler {
public:
  /// `file` stands before diagnostics that have no place.
  DiagnosticPrinter(MLIRContext *context, std::string file);
};

} // namespace mlir::a3

#endif // A3_COMPILER_DIAGNOSTICS_H
