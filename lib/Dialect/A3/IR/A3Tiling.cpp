//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/IR/A3.h"
#include "a3/Dialect/A3/IR/Masking.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::a3;

// The loops are batch... and queries. The rows of K stay whole, since a
// softmax over part of them is another softmax.

SmallVector<utils::IteratorType> AttentionOp::getLoopIteratorTypes() {
  return SmallVector<utils::IteratorType>(getBatchRank() + 1,
                                          utils::IteratorType::parallel);
}

SmallVector<Range> AttentionOp::getIterationDomain(OpBuilder &b) {
  SmallVector<Range> domain;
  for (int64_t dim = 0; dim <= getBatchRank(); ++dim)
    domain.push_back({b.getIndexAttr(0),
                      linalg::createFoldedDimOp(b, getLoc(), getQuery(), dim),
                      b.getIndexAttr(1)});
  return domain;
}

namespace {
/// Cuts the operands of one attention to one tile of its loops.
class OperandSlicer {
public:
  OperandSlicer(OpBuilder &b, AttentionOp op, ArrayRef<OpFoldResult> offsets,
                ArrayRef<OpFoldResult> sizes)
      : b(b), op(op), loopOffsets(offsets), loopSizes(sizes) {}

  /// Follows the first `numLoops` loops and keeps other dimensions whole.
  Value slice(Value operand, unsigned numLoops, bool broadcasts) {
    ArrayRef<int64_t> shape = cast<ShapedType>(operand.getType()).getShape();
    SmallVector<OpFoldResult> offsets(shape.size(), b.getIndexAttr(0));
    SmallVector<OpFoldResult> sizes;
    for (unsigned dim = 0; dim < shape.size(); ++dim) {
      if (dim >= numLoops || (broadcasts && shape[dim] == 1)) {
        sizes.push_back(
            linalg::createFoldedDimOp(b, op.getLoc(), operand, dim));
        continue;
      }
      offsets[dim] = loopOffsets[dim];
      sizes.push_back(loopSizes[dim]);
    }
    return create(operand, offsets, sizes);
  }

  ArrayRef<Operation *> getSlices() const { return slices; }

private:
  Value create(Value operand, ArrayRef<OpFoldResult> offsets,
               ArrayRef<OpFoldResult> sizes) {
    SmallVector<OpFoldResult> strides(sizes.size(), b.getIndexAttr(1));
    Operation *slice;
    if (isa<TensorType>(operand.getType()))
      slice = tensor::ExtractSliceOp::create(b, op.getLoc(), operand, offsets,
                                             sizes, strides);
    else
      slice = memref::SubViewOp::create(b, op.getLoc(), operand, offsets, sizes,
                                        strides);
    slices.push_back(slice);
    return slice->getResult(0);
  }

  OpBuilder &b;
  AttentionOp op;
  ArrayRef<OpFoldResult> loopOffsets;
  ArrayRef<OpFoldResult> loopSizes;
  SmallVector<Operation *> slices;
};
} // namespace

static SmallVector<Value> sliceOperands(AttentionOp op, OperandSlicer &slicer) {
  unsigned batch = op.getBatchRank();
  SmallVector<Value> operands = {
      slicer.slice(op.getQuery(), batch + 1, /*broadcasts=*/false),
      slicer.slice(op.getKey(), batch, /*broadcasts=*/true),
      slicer.slice(op.getValue(), batch, /*broadcasts=*/true)};
  if (op.getMask())
    operands.push_back(
        slicer.slice(op.getMask(), batch + 1, /*broadcasts=*/true));
  if (op.getBias())
    operands.push_back(
        slicer.slice(op.getBias(), batch + 1, /*broadcasts=*/true));
  if (op.getSortedRows())
    operands.push_back(
        slicer.slice(op.getSortedRows(), batch, /*broadcasts=*/true));
  operands.push_back(
      slicer.slice(op.getOutput(), batch + 1, /*broadcasts=*/false));
  return operands;
}

/// Moves the diagonal of `tile`, whose queries start at `firstQuery`.
static void shiftCausal(OpBuilder &b, AttentionOp tile,
                        OpFoldResult firstQuery) {
  int64_t offset = tile.getCausalOffset();
  if (std::optional<int64_t> first = getConstantIntValue(firstQuery)) {
    tile.setCausalOffset(offset + *first);
    return;
  }
  // An attribute cannot follow a loop, so the tile gets its diagonal as a mask.
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPoint(tile);
  Location loc = tile.getLoc();
  Value shifted = arith::AddIOp::create(
      b, loc, getValueOrCreateConstantIndexOp(b, loc, firstQuery),
      arith::ConstantIndexOp::create(b, loc, offset));
  int64_t batch = tile.getBatchRank();
  CausalRange range = {
      linalg::createFoldedDimOp(b, loc, tile.getQuery(), batch),
      linalg::createFoldedDimOp(b, loc, tile.getKey(), batch), shifted};
  Value mask = buildCausalMask(b, loc, tile.getMask(), batch, range);
  tile.getMaskMutable().assign(mask);
  tile.setCausal(false);
  tile.setCausalOffset(0);
}

FailureOr<TilingResult>
AttentionOp::getTiledImplementation(OpBuilder &b,
                                    ArrayRef<OpFoldResult> offsets,
                                    ArrayRef<OpFoldResult> sizes) {
  OpFoldResult firstQuery = offsets[getBatchRank()];
  if (getCausal() && getNumResults() == 0 && !getConstantIntValue(firstQuery)) {
    emitOpError("causal attention on memrefs cannot be tiled along queries; "
                "tile it before bufferization");
    return failure();
  }
  OperandSlicer slicer(b, *this, offsets, sizes);
  SmallVector<Value> operands = sliceOperands(*this, slicer);
  SmallVector<Type> resultTypes;
  if (getNumResults() != 0)
    resultTypes.push_back(operands.back().getType());
  auto tile = cast<AttentionOp>(mlir::clone(b, *this, resultTypes, operands));
  if (getCausal())
    shiftCausal(b, tile, firstQuery);
  return TilingResult{{tile},
                      SmallVector<Value>(tile->getResults()),
                      SmallVector<Operation *>(slicer.getSlices())};
}

LogicalResult AttentionOp::getResultTilePosition(
    OpBuilder &b, unsigned, ArrayRef<OpFoldResult> offsets,
    ArrayRef<OpFoldResult> sizes, SmallVector<OpFoldResult> &resultOffsets,
    SmallVector<OpFoldResult> &resultSizes) {
  resultOffsets.assign(offsets.begin(), offsets.end());
  resultSizes.assign(sizes.begin(), sizes.end());
  resultOffsets.push_back(b.getIndexAttr(0));
  resultSizes.push_back(
      linalg::createFoldedDimOp(b, getLoc(), getOutput(), getBatchRank() + 1));
  return success();
}

LogicalResult AttentionOp::getIterationDomainTileFromResultTile(
    OpBuilder &, unsigned, ArrayRef<OpFoldResult> offsets,
    ArrayRef<OpFoldResult> sizes, SmallVectorImpl<OpFoldResult> &domainOffsets,
    SmallVectorImpl<OpFoldResult> &domainSizes) {
  // Columns of V are not a loop: a tile must hold all of them.
  int64_t columns = getOutputType().getShape().back();
  if (!isConstantIntValue(offsets.back(), 0) ||
      ShapedType::isDynamic(columns) ||
      !isConstantIntValue(sizes.back(), columns))
    return failure();
  domainOffsets.assign(offsets.begin(), offsets.end() - 1);
  domainSizes.assign(sizes.begin(), sizes.end() - 1);
  return success();
}

FailureOr<TilingResult>
AttentionOp::generateResultTileValue(OpBuilder &b, unsigned resultNumber,
                                     ArrayRef<OpFoldResult> offsets,
                                     ArrayRef<OpFoldResult> sizes) {
  SmallVector<OpFoldResult> domainOffsets, domainSizes;
  if (failed(getIterationDomainTileFromResultTile(
          b, resultNumber, offsets, sizes, domainOffsets, domainSizes)))
    return failure();
  return getTiledImplementation(b, domainOffsets, domainSizes);
}
