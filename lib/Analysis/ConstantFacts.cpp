//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/ConstantFacts.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;

static double toDouble(APFloat number) {
  bool losesInfo;
  number.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return number.convertToDouble();
}

static std::optional<NumberRange> computeNonzero(Attribute attribute) {
  NumberRange range{INFINITY, -INFINITY};
  auto add = [&](double number) {
    if (number == 0)
      return true;
    range.least = std::min(range.least, number);
    range.largest = std::max(range.largest, number);
    return !std::isnan(number);
  };
  bool isKnown = false;
  auto floats = dyn_cast<DenseFPElementsAttr>(attribute);
  if (floats && floats.getElementType().isF32())
    isKnown = llvm::all_of(floats.getValues<float>(), add);
  else if (floats)
    isKnown =
        llvm::all_of(floats.getValues<APFloat>(), [&](const APFloat &number) {
          return add(toDouble(number));
        });
  else if (auto integers = dyn_cast<DenseIntElementsAttr>(attribute))
    isKnown =
        llvm::all_of(integers.getValues<APInt>(), [&](const APInt &number) {
          return add(static_cast<double>(number.getSExtValue()));
        });
  else if (auto resource = dyn_cast<DenseF32ResourceElementsAttr>(attribute))
    if (std::optional<ArrayRef<float>> numbers = resource.tryGetAsArrayRef())
      isKnown = llvm::all_of(*numbers, add);
  if (!isKnown || range.least > range.largest)
    return std::nullopt;
  return range;
}

std::optional<NumberRange> ConstantFacts::getNonzero(Value value) {
  Attribute attribute;
  if (!matchPattern(value, m_Constant(&attribute)))
    return std::nullopt;
  auto [it, isNew] = ranges.try_emplace(attribute);
  if (isNew)
    it->second = computeNonzero(attribute);
  return it->second;
}

static std::optional<SmallVector<int64_t>> readIntegers(Attribute attribute) {
  if (auto inlined = dyn_cast<DenseIntElementsAttr>(attribute))
    return llvm::map_to_vector(
        inlined.getValues<APInt>(),
        [](const APInt &number) { return number.getSExtValue(); });
  auto getElements = [](auto resource) -> std::optional<SmallVector<int64_t>> {
    auto elements = resource.tryGetAsArrayRef();
    if (!elements)
      return std::nullopt;
    return SmallVector<int64_t>(elements->begin(), elements->end());
  };
  if (auto resource = dyn_cast<DenseI64ResourceElementsAttr>(attribute))
    return getElements(resource);
  if (auto resource = dyn_cast<DenseI32ResourceElementsAttr>(attribute))
    return getElements(resource);
  return std::nullopt;
}

std::optional<ArrayRef<int64_t>> ConstantFacts::getIntegers(Value value) {
  Attribute attribute;
  if (!matchPattern(value, m_Constant(&attribute)))
    return std::nullopt;
  auto [it, isNew] = integers.try_emplace(attribute);
  if (isNew)
    it->second = readIntegers(attribute);
  if (!it->second)
    return std::nullopt;
  return *it->second;
}

static std::optional<ArrayRef<char>> getBytes(Attribute attribute) {
  if (auto inlined = dyn_cast<DenseElementsAttr>(attribute);
      inlined && !inlined.isSplat())
    return inlined.getRawData();
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(attribute))
    if (AsmResourceBlob *blob = resource.getRawHandle().getBlob())
      return blob->getData();
  return std::nullopt;
}

bool ConstantFacts::haveSameElements(Value a, Value b) {
  Attribute ofA, ofB;
  if (getElementTypeOrSelf(a) != getElementTypeOrSelf(b) ||
      !matchPattern(a, m_Constant(&ofA)) || !matchPattern(b, m_Constant(&ofB)))
    return false;
  std::optional<ArrayRef<char>> bytesOfA = getBytes(ofA);
  return bytesOfA && bytesOfA == getBytes(ofB);
}
