//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/IR/Masking.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

AffineMap a3::getBroadcastMap(MLIRContext *context, ArrayRef<int64_t> shape,
                              ArrayRef<unsigned> inner, unsigned numLoops,
                              bool broadcasts) {
  SmallVector<AffineExpr> results;
  unsigned batchRank = shape.size() - inner.size();
  for (auto [dim, size] : llvm::enumerate(shape)) {
    unsigned loop = dim < batchRank ? dim : inner[dim - batchRank];
    results.push_back(broadcasts && size == 1
                          ? getAffineConstantExpr(0, context)
                          : getAffineDimExpr(loop, context));
  }
  return AffineMap::get(numLoops, /*symbolCount=*/0, results, context);
}

static SmallVector<OpFoldResult> getMaskSizes(OpBuilder &b, Location loc,
                                              Value mask, int64_t batchRank,
                                              const a3::CausalRange &range) {
  SmallVector<OpFoldResult> sizes(batchRank, b.getIndexAttr(1));
  if (mask)
    sizes = tensor::getMixedSizes(b, loc, mask);
  sizes.resize(batchRank);
  sizes.append({range.queries, range.rows});
  return sizes;
}

Value a3::buildCausalMask(OpBuilder &b, Location loc, Value mask,
                          int64_t batchRank, const CausalRange &range) {
  SmallVector<OpFoldResult> sizes =
      getMaskSizes(b, loc, mask, batchRank, range);
  Value empty = tensor::EmptyOp::create(b, loc, sizes, b.getI1Type());
  Value offset = getValueOrCreateConstantIndexOp(b, loc, range.offset);

  unsigned query = batchRank, row = batchRank + 1, numLoops = batchRank + 2;
  SmallVector<AffineMap> maps;
  if (mask) {
    auto shape = cast<ShapedType>(mask.getType()).getShape();
    maps.push_back(
        getBroadcastMap(b.getContext(), shape, {query, row}, numLoops));
  }
  maps.push_back(b.getMultiDimIdentityMap(numLoops));
  SmallVector<utils::IteratorType> loops(numLoops,
                                         utils::IteratorType::parallel);
  auto body = [&](OpBuilder &b, Location loc, ValueRange args) {
    Value i = linalg::IndexOp::create(b, loc, query);
    Value r = linalg::IndexOp::create(b, loc, row);
    Value last = arith::AddIOp::create(b, loc, i, offset);
    Value admitted =
        arith::CmpIOp::create(b, loc, arith::CmpIPredicate::sle, r, last);
    if (mask)
      admitted = arith::AndIOp::create(b, loc, admitted, args.front());
    linalg::YieldOp::create(b, loc, admitted);
  };
  return linalg::GenericOp::create(b, loc, empty.getType(),
                                   mask ? ValueRange(mask) : ValueRange(),
                                   empty, maps, loops, body)
      .getResult(0);
}
