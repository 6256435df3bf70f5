//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/IR/Masking.h"
#include "a3/Dialect/A3/Transforms/Passes.h"
#include "a3/Dialect/A3/Transforms/Transforms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3DECOMPOSEATTENTION
#include "a3/Dialect/A3/Transforms/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// Builds the linalg of one attention. The loops of every step are the batch,
/// the queries, the rows of K, and the columns of K or V, as far as it has
/// them.
class Decomposition {
public:
  Decomposition(OpBuilder &b, AttentionOp op, Value emptyResult)
      : b(b), loc(op.getLoc()), op(op), emptyResult(emptyResult),
        query(op.getBatchRank()), row(query + 1), column(query + 2) {
    Type element = op.getQueryType().getElementType();
    computeType = element.getIntOrFloatBitWidth() < 32
                      ? cast<FloatType>(b.getF32Type())
                      : cast<FloatType>(element);
  }

  Value run() {
    admitted = buildAdmitted();
    Value scores = buildScores();
    Value weights = buildWeights(
        scores, reduceRows<arith::MaximumFOp>(scores, minusInfinity()));
    Value sums = reduceRows<arith::AddFOp>(weights, zero());
    return normalise(buildWeightedSum(weights), sums);
  }

private:
  using Body = function_ref<Value(OpBuilder &, Location, ValueRange)>;
  struct Input {
    Value value;
    SmallVector<unsigned> inner;
    bool broadcasts = false;
  };

  Value buildAdmitted() {
    if (!op.getCausal())
      return op.getMask();
    CausalRange range = {size(op.getQuery(), query), size(op.getKey(), query),
                         b.getIndexAttr(op.getCausalOffset())};
    return buildCausalMask(b, loc, op.getMask(), query, range);
  }

  Value buildScores() {
    Value init = filled(scoreSizes(), zero());
    Value dots = generic(
        {{op.getQuery(), {query, column}}, {op.getKey(), {row, column}, true}},
        init, {query, row}, /*numLoops=*/query + 3,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          Value product = arith::MulFOp::create(b, loc, widen(b, args[0]),
                                                widen(b, args[1]));
          return arith::AddFOp::create(b, loc, args.back(), product);
        });
    SmallVector<Input> inputs = {{dots, {query, row}}};
    if (op.getBias())
      inputs.push_back({op.getBias(), {query, row}, true});
    return generic(
        withAdmitted(inputs), empty(scoreSizes()), {query, row},
        /*numLoops=*/query + 2,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          Value score = arith::MulFOp::create(b, loc, args[0], scale());
          if (op.getBias())
            score = arith::AddFOp::create(b, loc, score, widen(b, args[1]));
          return select(b, args, score, minusInfinity());
        });
  }

  Value buildWeights(Value scores, Value maxima) {
    return generic(
        withAdmitted({{scores, {query, row}}, {maxima, {query}}}),
        empty(scoreSizes()), {query, row}, /*numLoops=*/query + 2,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          Value shifted = arith::SubFOp::create(b, loc, args[0], args[1]);
          return select(b, args, math::ExpOp::create(b, loc, shifted), zero());
        });
  }

  Value buildWeightedSum(Value weights) {
    // The product is selected, not the weight: 0 times NaN would be NaN.
    return generic(
        withAdmitted(
            {{weights, {query, row}}, {op.getValue(), {row, column}, true}}),
        filled(outputSizes(), zero()), {query, column}, /*numLoops=*/query + 3,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          Value product =
              arith::MulFOp::create(b, loc, args[0], widen(b, args[1]));
          return arith::AddFOp::create(b, loc, args.back(),
                                       select(b, args, product, zero()));
        });
  }

  /// A sum of 0 is that of no row at all, whose weighted sum is 0 too.
  Value normalise(Value weightedSum, Value sums) {
    unsigned last = query + 1;
    return generic(
        {{weightedSum, {query, last}}, {sums, {query}}}, op.getOutput(),
        {query, last}, /*numLoops=*/query + 2,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          Value isEmpty = arith::CmpFOp::create(
              b, loc, arith::CmpFPredicate::OEQ, args[1], zero());
          Value divisor =
              arith::SelectOp::create(b, loc, isEmpty, one(), args[1]);
          Value mean =
              narrow(b, arith::DivFOp::create(b, loc, args[0], divisor));
          if (!emptyResult)
            return mean;
          return arith::SelectOp::create(b, loc, isEmpty, emptyResult, mean);
        });
  }

  template <typename Combiner> Value reduceRows(Value input, Value neutral) {
    SmallVector<OpFoldResult> sizes = scoreSizes();
    sizes.pop_back();
    return generic({{input, {query, row}}}, filled(sizes, neutral), {query},
                   /*numLoops=*/query + 2,
                   [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                     return Combiner::create(b, loc, args[0], args.back());
                   });
  }

  SmallVector<Input> withAdmitted(SmallVector<Input> inputs) {
    if (admitted)
      inputs.push_back({admitted, {query, row}, true});
    return inputs;
  }

  /// `args` end with the admission, if there is one, and the output.
  Value select(OpBuilder &b, ValueRange args, Value value, Value otherwise) {
    if (!admitted)
      return value;
    return arith::SelectOp::create(b, loc, args[args.size() - 2], value,
                                   otherwise);
  }

  Value generic(ArrayRef<Input> inputs, Value init, ArrayRef<unsigned> inner,
                unsigned numLoops, Body body) {
    SmallVector<Value> values;
    SmallVector<AffineMap> maps;
    for (const Input &input : inputs) {
      values.push_back(input.value);
      maps.push_back(
          getMap(input.value, input.inner, numLoops, input.broadcasts));
    }
    maps.push_back(getMap(init, inner, numLoops, /*broadcasts=*/false));
    SmallVector<utils::IteratorType> loops(numLoops,
                                           utils::IteratorType::reduction);
    for (AffineExpr result : maps.back().getResults())
      loops[cast<AffineDimExpr>(result).getPosition()] =
          utils::IteratorType::parallel;
    return linalg::GenericOp::create(
               b, loc, init.getType(), values, init, maps, loops,
               [&](OpBuilder &b, Location loc, ValueRange args) {
                 linalg::YieldOp::create(b, loc, body(b, loc, args));
               })
        .getResult(0);
  }

  AffineMap getMap(Value value, ArrayRef<unsigned> inner, unsigned numLoops,
                   bool broadcasts) {
    return getBroadcastMap(b.getContext(),
                           cast<ShapedType>(value.getType()).getShape(), inner,
                           numLoops, broadcasts);
  }

  OpFoldResult size(Value value, unsigned dim) {
    return tensor::getMixedSize(b, loc, value, dim);
  }

  SmallVector<OpFoldResult> scoreSizes() {
    SmallVector<OpFoldResult> sizes =
        tensor::getMixedSizes(b, loc, op.getQuery());
    sizes.back() = size(op.getKey(), query);
    return sizes;
  }

  SmallVector<OpFoldResult> outputSizes() {
    return tensor::getMixedSizes(b, loc, op.getOutput());
  }

  Value empty(ArrayRef<OpFoldResult> sizes) {
    return tensor::EmptyOp::create(b, loc, sizes, computeType);
  }

  Value filled(ArrayRef<OpFoldResult> sizes, Value value) {
    return linalg::FillOp::create(b, loc, value, empty(sizes)).getResult(0);
  }

  Value constant(const APFloat &value) {
    return arith::ConstantFloatOp::create(b, loc, computeType, value);
  }
  Value constant(double value) {
    return arith::ConstantOp::create(b, loc,
                                     b.getFloatAttr(computeType, value));
  }
  Value zero() { return constant(0.0); }
  Value one() { return constant(1.0); }
  Value scale() { return constant(op.getScale().convertToDouble()); }
  Value minusInfinity() {
    return constant(
        APFloat::getInf(computeType.getFloatSemantics(), /*Negative=*/true));
  }

  Value widen(OpBuilder &b, Value value) {
    if (value.getType() == computeType)
      return value;
    return arith::ExtFOp::create(b, loc, computeType, value);
  }

  Value narrow(OpBuilder &b, Value value) {
    Type element = op.getQueryType().getElementType();
    if (element == computeType)
      return value;
    return arith::TruncFOp::create(b, loc, element, value);
  }

  OpBuilder &b;
  Location loc;
  AttentionOp op;
  Value emptyResult;
  unsigned query, row, column;
  FloatType computeType;
  Value admitted;
};

struct DecomposeAttention
    : a3::impl::A3DecomposeAttentionBase<DecomposeAttention> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    WalkResult result = getOperation()->walk([&](AttentionOp op) {
      return WalkResult(decomposeAttention(rewriter, op));
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};
} // namespace

LogicalResult a3::decomposeAttention(RewriterBase &rewriter, AttentionOp op,
                                     Value emptyResult) {
  if (op.getApproximation())
    return op.emitOpError("has an approximation, but linalg defines exact "
                          "attention only; drop the attribute to get that");
  if (op.getNumResults() == 0)
    return op.emitOpError("is on memrefs; decompose it before bufferization");
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPoint(op);
  rewriter.replaceOp(op, Decomposition(rewriter, op, emptyResult).run());
  return success();
}
