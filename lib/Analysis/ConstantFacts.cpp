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

/// The table as an offset and steps, if each element is their sum.
static std::optional<std::pair<int64_t, SmallVector<int64_t>>>
computeSteps(DenseIntElementsAttr table) {
  ArrayRef<int64_t> shape = table.getType().getShape();
  if (table.empty())
    return std::nullopt;
  SmallVector<int64_t> numbers;
  for (const APInt &number : table.getValues<APInt>())
    numbers.push_back(number.getSExtValue());
  SmallVector<int64_t> steps(shape.size());
  int64_t distance = 1;
  for (int64_t dim = shape.size() - 1; dim >= 0; --dim) {
    steps[dim] = shape[dim] > 1 ? numbers[distance] - numbers[0] : 0;
    distance *= shape[dim];
  }
  for (auto [i, number] : llvm::enumerate(numbers)) {
    int64_t expected = numbers.front(), rest = i;
    for (int64_t dim = shape.size() - 1; dim >= 0; --dim) {
      expected += rest % shape[dim] * steps[dim];
      rest /= shape[dim];
    }
    if (number != expected)
      return std::nullopt;
  }
  return std::make_pair(numbers.front(), steps);
}

std::optional<IndexExpression>
ConstantFacts::lookUp(Value table, ArrayRef<IndexExpression> indices) {
  DenseIntElementsAttr attribute;
  if (!matchPattern(table, m_Constant(&attribute)))
    return std::nullopt;
  auto [it, isNew] = steps.try_emplace(attribute);
  if (isNew)
    it->second = computeSteps(attribute);
  if (!it->second || it->second->second.size() != indices.size())
    return std::nullopt;
  IndexExpression sum = IndexExpression::constant(it->second->first);
  for (auto [index, step] : llvm::zip_equal(indices, it->second->second))
    sum = sum.plus(index.scaled(step));
  return sum;
}
