//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/IR/Places.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::a3;

/// What marks the fused location.
static StringAttr getMark(MLIRContext *context) {
  return StringAttr::get(context, "a3.places");
}

Location a3::withPlaces(Location location, ArrayRef<OperandPlace> places) {
  MLIRContext *context = location.getContext();
  SmallVector<Location> parts = {location};
  for (auto [name, place] : places)
    parts.push_back(NameLoc::get(StringAttr::get(context, name), place));
  return FusedLoc::get(parts, getMark(context), context);
}

SmallVector<OperandPlace> a3::getPlaces(Location location) {
  SmallVector<OperandPlace> places;
  location->walk([&](Location nested) {
    auto fused = dyn_cast<FusedLoc>(nested);
    if (!fused || fused.getMetadata() != getMark(location.getContext()))
      return WalkResult::advance();
    for (Location part : fused.getLocations().drop_front())
      if (auto name = dyn_cast<NameLoc>(part))
        places.emplace_back(name.getName().getValue(), name.getChildLoc());
    return WalkResult::interrupt();
  });
  return places;
}
