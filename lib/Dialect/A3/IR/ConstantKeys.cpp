//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/IR/ConstantKeys.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"

#include <cmath>
#include <numeric>

using namespace mlir;
using namespace mlir::a3;

static std::optional<std::vector<float>> readElements(ElementsAttr attribute) {
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(attribute)) {
    AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    int64_t count = resource.getType().getNumElements();
    if (!blob || blob->getData().size() != count * sizeof(float))
      return std::nullopt;
    ArrayRef<float> data = blob->getDataAs<float>();
    return std::vector<float>(data.begin(), data.end());
  }
  auto dense = dyn_cast<DenseElementsAttr>(attribute);
  if (!dense)
    return std::nullopt;
  auto values = dense.getValues<float>();
  return std::vector<float>(values.begin(), values.end());
}

/// The axis of a result that each dimension of the only input is indexed by,
/// where the operation does nothing but to copy; -1 for an index of 0.
static std::optional<SmallVector<int64_t>> findCopy(linalg::LinalgOp op) {
  if (!op || !op.hasPureTensorSemantics() || op.getNumDpsInputs() != 1 ||
      op->getNumResults() != 1 || op.getNumParallelLoops() != op.getNumLoops())
    return std::nullopt;
  Block &body = op->getRegion(0).front();
  if (!llvm::hasSingleElement(body) ||
      body.getTerminator()->getOperand(0) != body.getArgument(0))
    return std::nullopt;
  AffineMap target = op.getIndexingMapsArray()[1];
  if (!target.isPermutation())
    return std::nullopt;
  AffineMap source =
      op.getIndexingMapsArray()[0].compose(inversePermutation(target));
  SmallVector<int64_t> axes;
  for (AffineExpr index : source.getResults()) {
    if (auto loop = dyn_cast<AffineDimExpr>(index))
      axes.push_back(loop.getPosition());
    else if (isa<AffineConstantExpr>(index) &&
             cast<AffineConstantExpr>(index).getValue() == 0)
      axes.push_back(-1);
    else
      return std::nullopt;
  }
  return axes;
}

SmallVector<int64_t> ConstantKeys::getStrides() const {
  return computeStrides(shape);
}

/// Copies to `newShape` from `offset` and `strides` of the present elements.
void ConstantKeys::gather(ArrayRef<int64_t> newShape, ArrayRef<int64_t> strides,
                          int64_t offset) {
  std::vector<float> result(computeProduct(newShape));
  SmallVector<int64_t> index(newShape.size());
  for (float &element : result) {
    element = elements[offset + linearize(index, strides)];
    for (size_t dim = newShape.size(); dim-- > 0;) {
      if (++index[dim] < newShape[dim])
        break;
      index[dim] = 0;
    }
  }
  elements = std::move(result);
  shape.assign(newShape);
}

std::optional<ConstantKeys> ConstantKeys::evaluate(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  Operation *op = value.getDefiningOp();
  if (!type || !type.getElementType().isF32() || !type.hasStaticShape() || !op)
    return std::nullopt;
  ElementsAttr attribute;
  if (matchPattern(value, m_Constant(&attribute))) {
    std::optional<std::vector<float>> elements = readElements(attribute);
    if (!elements)
      return std::nullopt;
    ConstantKeys keys;
    keys.reshape(type);
    keys.elements = std::move(*elements);
    return keys;
  }
  auto slice = dyn_cast<tensor::ExtractSliceOp>(op);
  auto transpose = dyn_cast<tosa::TransposeOp>(op);
  auto copy = findCopy(dyn_cast<linalg::LinalgOp>(op));
  if (!copy && !transpose && !slice &&
      !isa<tensor::CastOp, tensor::ExpandShapeOp, tensor::CollapseShapeOp,
           tosa::ReshapeOp>(op))
    return std::nullopt;
  std::optional<ConstantKeys> keys = evaluate(op->getOperand(0));
  if (!keys)
    return std::nullopt;
  SmallVector<int64_t> strides = keys->getStrides();
  if (transpose) {
    SmallVector<int64_t> moved;
    for (int32_t dim : transpose.getPerms())
      moved.push_back(strides[dim]);
    keys->gather(type.getShape(), moved);
  } else if (copy) {
    SmallVector<int64_t> moved(type.getRank());
    for (auto [axis, stride] : llvm::zip_equal(*copy, strides))
      if (axis >= 0)
        moved[axis] += stride;
    keys->gather(type.getShape(), moved);
  } else if (slice) {
    auto offsets = getConstantIntValues(slice.getMixedOffsets());
    auto steps = getConstantIntValues(slice.getMixedStrides());
    auto sizes = getConstantIntValues(slice.getMixedSizes());
    if (!offsets || !steps || !sizes)
      return std::nullopt;
    int64_t offset = linearize(*offsets, strides);
    for (auto [stride, step] : llvm::zip_equal(strides, *steps))
      stride *= step;
    keys->gather(*sizes, strides, offset);
    keys->reshape(type);
  } else {
    keys->reshape(type);
  }
  return keys;
}

std::optional<ConstantKeys> ConstantKeys::find(Value key) {
  std::optional<ConstantKeys> keys = evaluate(key);
  if (!keys || keys->shape.size() < 2 ||
      llvm::any_of(keys->elements, [](float x) { return std::isnan(x); }))
    return std::nullopt;
  return keys;
}

DenseElementsAttr ConstantKeys::sort(MLIRContext *context, int64_t tile) const {
  int64_t n = shape.end()[-2], d = shape.end()[-1];
  SmallVector<int64_t> result(shape);
  std::swap(result.end()[-1], result.end()[-2]);
  std::vector<int16_t> rows(elements.size());
  auto next = rows.begin();
  for (size_t head = 0; head < elements.size(); head += n * d)
    for (int64_t column = 0; column < d; ++column)
      for (int64_t first = 0; first < n; first += tile) {
        auto end = next + std::min(tile, n - first);
        std::iota(next, end, 0);
        const float *data = &elements[head + first * d + column];
        std::stable_sort(next, end, [&](int16_t left, int16_t right) {
          return data[left * d] < data[right * d];
        });
        next = end;
      }
  return DenseElementsAttr::get(
      RankedTensorType::get(result, IntegerType::get(context, 16)),
      ArrayRef(rows));
}
