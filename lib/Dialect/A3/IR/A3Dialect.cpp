//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/IR/A3.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::a3;

static FailureOr<APFloat> parsePercent(AsmParser &parser) {
  double value;
  if (parser.parseFloat(value))
    return failure();
  return APFloat(value);
}

#include "a3/Dialect/A3/IR/A3Dialect.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "a3/Dialect/A3/IR/A3Attributes.cpp.inc"

void A3Dialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "a3/Dialect/A3/IR/A3Attributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "a3/Dialect/A3/IR/A3Ops.cpp.inc"
      >();
}

LogicalResult
ApproximationAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                          int64_t m, APFloat t) {
  if (m < 0)
    return emitError() << "m counts iterations and must be at least 1, got "
                       << m;
  // Built by hand, t may have any semantics; what is stored is a double.
  if (&t.getSemantics() != &APFloat::IEEEdouble())
    return emitError() << "t must be a double";
  double percent = t.convertToDouble();
  if (!(percent >= 0.0 && percent <= 100.0))
    return emitError() << "t is a percentage of the largest weight and must "
                          "be above 0 and at most 100, got "
                       << percent;
  if (m == 0 && percent == 0)
    return emitError() << "needs m or t; exact attention has no approximation";
  return success();
}
