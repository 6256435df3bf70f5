//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where a model computes the operands of an attention. Bufferization gives
// operands other places, so the attention's own location carries them: fused
// with it, named after the operands.
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_IR_PLACES_H
#define A3_DIALECT_A3_IR_PLACES_H

#include "mlir/IR/Location.h"
#include "llvm/ADT/SmallVector.h"

namespace mlir::a3 {

/// An operand's name, such as "key", and where it comes from.
using OperandPlace = std::pair<StringRef, Location>;

/// The location with these places.
Location withPlaces(Location location, ArrayRef<OperandPlace> places);

/// The places that a location has.
SmallVector<OperandPlace> getPlaces(Location location);

} // namespace mlir::a3

#endif // A3_DIALECT_A3_IR_PLACES_H
