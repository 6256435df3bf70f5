//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Remarks/Remarks.h"

using namespace mlir;
using namespace mlir::a3;

static std::string inParentheses(StringRef detail) {
  return detail.empty() ? "" : (" (" + detail + ")").str();
}

std::string Remark::describe(StringRef detail) const {
  return (name + ": " + text + inParentheses(detail)).str();
}

InFlightDiagnostic a3::emitRemark(Location location, const Remark &remark,
                                  StringRef detail) {
  return mlir::emitRemark(location)
         << remark.title << " [" << remark.name << "]: " << remark.text
         << inParentheses(detail);
}
