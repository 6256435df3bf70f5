//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SliceBuilder.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

Box mutation::getWhole(Value value) {
  ArrayRef<int64_t> shape = getShape(value);
  return {SmallVector<int64_t>(shape.size(), 0), SmallVector<int64_t>(shape)};
}

Value SliceBuilder::build(Value value, const Box &box) {
  if (ArrayRef(box.sizes) == getShape(value))
    return value;
  auto result = dyn_cast<OpResult>(value);
  if (result && isMarker(result.getOwner())) {
    Place place(cast<UnrealizedConversionCastOp>(result.getOwner()));
    place.setBypassed();
    return build(place.getSource(), box);
  }
  Value &known = built[{value.getAsOpaquePointer(),
                        {box.offsets.begin(), box.offsets.end()},
                        {box.sizes.begin(), box.sizes.end()}}];
  if (known)
    return known;
  bool isLeft = stops != 0 && mutant.getRandom().below(stops) == 0;
  Value slice = isLeft ? Value() : rebuild(value, box);
  // The map may have grown, but its elements stay where they are.
  return known =
             slice ? slice : mutant.emit().slice(value, box.offsets, box.sizes);
}

Value SliceBuilder::rebuild(Value value, const Box &box) {
  Operation *op = value.getDefiningOp();
  if (!op || op->getNumResults() != 1)
    return {};
  if (isa<tensor::EmptyOp>(op))
    return tensor::EmptyOp::create(mutant.getBuilder(), op->getLoc(), box.sizes,
                                   getElementType(value));
  if (isa<linalg::LinalgOp>(op))
    return rebuildStructured(op, box);
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tosa::ReshapeOp>(op))
    return rebuildReshape(op->getOperand(0), value, box);
  return rebuildTosa(op, box);
}

Value SliceBuilder::clone(Operation *op, const Box &box,
                          ArrayRef<Value> operands) {
  Type type = getTypeLike(op->getResult(0), box.sizes);
  return mlir::clone(mutant.getBuilder(), op, type, operands)->getResult(0);
}

Value SliceBuilder::rebuildStructured(Operation *op, const Box &box) {
  auto structured = cast<linalg::LinalgOp>(op);
  if (isa<linalg::FillOp>(op)) {
    Value init = build(op->getOperand(1), box);
    return clone(op, box, {op->getOperand(0), init});
  }
  if (structured.hasIndexSemantics())
    return {};
  SmallVector<int64_t> sizes = structured.getStaticLoopRanges();
  SmallVector<int64_t> offsets(sizes.size(), 0);
  AffineMap written = structured.getIndexingMapsArray().back();
  for (auto [i, expression] : llvm::enumerate(written.getResults())) {
    auto dim = dyn_cast<AffineDimExpr>(expression);
    if (!dim && !isa<AffineConstantExpr>(expression))
      return {};
    if (!dim)
      continue;
    offsets[dim.getPosition()] = box.offsets[i];
    sizes[dim.getPosition()] = box.sizes[i];
  }
  SmallVector<Value> operands;
  for (OpOperand &operand : op->getOpOperands()) {
    if (!isa<RankedTensorType>(operand.get().getType())) {
      operands.push_back(operand.get());
      continue;
    }
    Box part;
    for (AffineExpr expression :
         structured.getMatchingIndexingMap(&operand).getResults()) {
      auto dim = dyn_cast<AffineDimExpr>(expression);
      auto constant = dyn_cast<AffineConstantExpr>(expression);
      if (!dim && !constant)
        return {};
      part.offsets.push_back(dim ? offsets[dim.getPosition()] : 0);
      part.sizes.push_back(dim ? sizes[dim.getPosition()] : 1);
    }
    operands.push_back(part.sizes.empty() ? operand.get()
                                          : build(operand.get(), part));
  }
  return clone(op, box, operands);
}

/// The first and the number of elements of `box` in a tensor of `shape`, row
/// by row, if they are one after the other.
static std::optional<std::pair<int64_t, int64_t>>
getRange(ArrayRef<int64_t> shape, ArrayRef<int64_t> offsets,
         ArrayRef<int64_t> sizes) {
  int64_t first = 0, count = 1, stride = 1;
  bool isWhole = true;
  for (int64_t i = shape.size(); i-- > 0;) {
    if (!isWhole && sizes[i] != 1)
      return std::nullopt;
    first += offsets[i] * stride;
    count *= sizes[i];
    stride *= shape[i];
    isWhole = isWhole && sizes[i] == shape[i];
  }
  return std::pair(first, count);
}

/// The box in a tensor of `shape` that holds such a range, if any.
static LogicalResult appendBox(Box &box, ArrayRef<int64_t> shape, int64_t first,
                               int64_t count) {
  int64_t stride = 1;
  for (int64_t size : shape)
    stride *= size;
  int64_t begin = first, end = first + count - 1;
  for (int64_t size : shape) {
    stride /= size;
    int64_t low = begin / stride, high = end / stride;
    box.offsets.push_back(low);
    box.sizes.push_back(high - low + 1);
    begin %= stride;
    end %= stride;
  }
  auto range = getRange(shape, ArrayRef(box.offsets).take_back(shape.size()),
                        ArrayRef(box.sizes).take_back(shape.size()));
  return success(range == std::pair(first, count));
}

Value SliceBuilder::rebuildReshape(Value source, Value result, const Box &box) {
  // Dimensions of both that hold the same elements are looked at together.
  ArrayRef<int64_t> from = getShape(source), to = getShape(result);
  Box part;
  size_t i = 0, j = 0;
  while (i < from.size() || j < to.size()) {
    size_t firstI = i, firstJ = j;
    int64_t productI = 1, productJ = 1;
    do {
      if (j == to.size() || (i < from.size() && productI < productJ))
        productI *= from[i++];
      else
        productJ *= to[j++];
    } while (productI != productJ);
    auto range = getRange(to.slice(firstJ, j - firstJ),
                          ArrayRef(box.offsets).slice(firstJ, j - firstJ),
                          ArrayRef(box.sizes).slice(firstJ, j - firstJ));
    if (!range || failed(appendBox(part, from.slice(firstI, i - firstI),
                                   range->first, range->second)))
      return {};
  }
  return mutant.emit().reshape(build(source, part), box.sizes);
}

Value SliceBuilder::rebuildTosa(Operation *op, const Box &box) {
  if (auto transpose = dyn_cast<tosa::TransposeOp>(op)) {
    Box part = box;
    for (auto [i, dim] : llvm::enumerate(transpose.getPerms())) {
      part.offsets[dim] = box.offsets[i];
      part.sizes[dim] = box.sizes[i];
    }
    return clone(op, box, build(op->getOperand(0), part));
  }
  if (auto matmul = dyn_cast<tosa::MatMulOp>(op)) {
    Box a = getWhole(matmul.getA()), c = getWhole(matmul.getB());
    a.offsets[0] = c.offsets[0] = box.offsets[0];
    a.sizes[0] = c.sizes[0] = box.sizes[0];
    a.offsets[1] = box.offsets[1];
    a.sizes[1] = box.sizes[1];
    c.offsets[2] = box.offsets[2];
    c.sizes[2] = box.sizes[2];
    return clone(op, box,
                 {build(matmul.getA(), a), build(matmul.getB(), c),
                  matmul.getAZp(), matmul.getBZp()});
  }
  bool isReduction = isa<tosa::ReduceSumOp, tosa::ReduceMaxOp,
                         tosa::ReduceMinOp, tosa::ReduceAllOp>(op);
  if (isReduction) {
    auto axis = op->getAttrOfType<IntegerAttr>("axis").getInt();
    Box part = box;
    part.sizes[axis] = getShape(op->getOperand(0))[axis];
    return clone(op, box, build(op->getOperand(0), part));
  }
  bool isElementwise = op->hasTrait<OpTrait::tosa::TosaElementwiseOperator>() ||
                       isa<tosa::MulOp, tosa::NegateOp, tosa::CastOp>(op);
  if (!isElementwise)
    return {};
  SmallVector<Value> operands;
  for (auto [i, operand] : llvm::enumerate(op->getOperands())) {
    bool isParameter =
        (isa<tosa::MulOp>(op) && i == 2) || (isa<tosa::NegateOp>(op) && i > 0);
    if (isParameter || getShape(operand).size() != box.sizes.size()) {
      operands.push_back(operand);
      continue;
    }
    Box part = box;
    for (auto [dim, size] : llvm::enumerate(getShape(operand)))
      if (size == 1 && getShape(op->getResult(0))[dim] != 1) {
        part.offsets[dim] = 0;
        part.sizes[dim] = 1;
      }
    operands.push_back(build(operand, part));
  }
  return clone(op, box, operands);
}
