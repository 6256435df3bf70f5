//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the compiler says of attention that does not run on the machine. All of
// it stands in Remarks.toml, from which the enumerations here and
// docs/remarks.md are generated.
//
//===----------------------------------------------------------------------===//

#ifndef A3_REMARKS_REMARKS_H
#define A3_REMARKS_REMARKS_H

#include "mlir/IR/Diagnostics.h"

namespace mlir::a3 {

/// "title [name]: text". Names are stable.
struct Remark {
  llvm::StringLiteral title;
  llvm::StringLiteral name;
  llvm::StringLiteral text;

  /// "name: text (detail)", for reports.
  std::string describe(StringRef detail = "") const;
};

#include "a3/Remarks/Remarks.inc"

/// Says it at `location`, with the detail in parentheses where there is one.
InFlightDiagnostic emitRemark(Location location, const Remark &remark,
                              StringRef detail = "");

} // namespace mlir::a3

#endif // A3_REMARKS_REMARKS_H
