//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

#include <numeric>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

using linalg::GenericOp;
using linalg::LinalgOp;

//===----------------------------------------------------------------------===//
// Helpers
//===----------------------------------------------------------------------===//

/// Calls `rewrite` on one of the operations of type Op that `accepts`.
template <typename Op>
static bool rewriteOne(Mutant &m, function_ref<bool(Op)> accepts,
                       function_ref<void(Op)> rewrite) {
  SmallVector<Op> candidates;
  for (Operation *op : m.getLiveOperations())
    if (auto candidate = dyn_cast<Op>(op); candidate && accepts(candidate))
      candidates.push_back(candidate);
  if (candidates.empty())
    return false;
  rewrite(m.getRandom().pick<Op>(candidates));
  return true;
}

static bool isElementwise(GenericOp op) {
  return op.getNumParallelLoops() == op.getNumLoops() &&
         op->getNumResults() == 1 &&
         op.getIndexingMapsArray().back().isIdentity();
}

/// The only operation of a region but for its terminator.
static Operation *getOnlyOperation(GenericOp op) {
  Block *body = op.getBody();
  if (body->getOperations().size() != 2)
    return nullptr;
  Operation *only = &body->front();
  return body->getTerminator()->getOperand(0) == only->getResult(0) ? only
                                                                    : nullptr;
}

static SmallVector<int64_t> getOrder(Random &random, int64_t size) {
  SmallVector<int64_t> order(size);
  std::iota(order.begin(), order.end(), 0);
  for (int64_t i = size - 1; i > 0; --i)
    std::swap(order[i], order[random.below(i + 1)]);
  if (llvm::is_sorted(order) && size > 1)
    std::swap(order[0], order[1]);
  return order;
}

static SmallVector<int64_t> getInverse(ArrayRef<int64_t> order) {
  SmallVector<int64_t> inverse(order.size());
  for (auto [position, index] : llvm::enumerate(order))
    inverse[index] = position;
  return inverse;
}

/// `op` with other operands, maps and result types, and the same region.
static GenericOp rebuild(OpBuilder &b, GenericOp op, TypeRange types,
                         ArrayRef<Value> inputs, ArrayRef<Value> inits,
                         ArrayRef<AffineMap> maps) {
  auto result = GenericOp::create(b, op.getLoc(), types, inputs, inits, maps,
                                  op.getIteratorTypesArray());
  IRMapping mapping;
  op.getRegion().cloneInto(&result.getRegion(), mapping);
  return result;
}

static AffineMap permuteResults(AffineMap map, ArrayRef<int64_t> order) {
  SmallVector<AffineExpr> results;
  for (int64_t dim : order)
    results.push_back(map.getResult(dim));
  return AffineMap::get(map.getNumDims(), 0, results, map.getContext());
}

//===----------------------------------------------------------------------===//
// Maps and loops of linalg
//===----------------------------------------------------------------------===//

static bool generalize(Mutant &m) {
  return rewriteOne<LinalgOp>(
      m, [](LinalgOp op) { return !isa<GenericOp, linalg::FillOp>(op); },
      [&](LinalgOp op) {
        IRRewriter rewriter(m.getBuilder());
        (void)linalg::generalizeNamedOp(rewriter, op);
      });
}

static bool specialize(Mutant &m) {
  return rewriteOne<GenericOp>(
      m,
      [](GenericOp op) {
        Operation *only = getOnlyOperation(op);
        return only && isElementwise(op) &&
               isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::DivFOp,
                   math::ExpOp>(only) &&
               llvm::all_of(op.getIndexingMapsArray(),
                            [](AffineMap map) { return map.isIdentity(); }) &&
               op.getNumDpsInputs() == only->getNumOperands() &&
               llvm::equal(only->getOperands(),
                           op.getBody()->getArguments().take_front(
                               only->getNumOperands()));
      },
      [&](GenericOp op) {
        IRRewriter rewriter(m.getBuilder());
        (void)linalg::specializeGenericOp(rewriter, op);
      });
}

static bool interchange(Mutant &m) {
  return rewriteOne<GenericOp>(
      m, [](GenericOp op) { return op.getNumLoops() > 1; },
      [&](GenericOp op) {
        IRRewriter rewriter(m.getBuilder());
        rewriter.setInsertionPoint(op);
        SmallVector<unsigned> order;
        for (int64_t loop : getOrder(m.getRandom(), op.getNumLoops()))
          order.push_back(loop);
        (void)linalg::interchangeGenericOp(rewriter, op, order);
      });
}

static bool transposeOperand(Mutant &m) {
  auto isMatrix = [](Value value) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    return type && type.getRank() > 1;
  };
  return rewriteOne<GenericOp>(
      m,
      [&](GenericOp op) { return llvm::any_of(op.getDpsInputs(), isMatrix); },
      [&](GenericOp op) {
        SmallVector<unsigned> candidates;
        for (auto [i, input] : llvm::enumerate(op.getDpsInputs()))
          if (isMatrix(input))
            candidates.push_back(i);
        unsigned i = m.getRandom().pick<unsigned>(candidates);
        SmallVector<Value> inputs(op.getDpsInputs());
        SmallVector<AffineMap> maps = op.getIndexingMapsArray();
        SmallVector<int64_t> order =
            getOrder(m.getRandom(), getShape(inputs[i]).size());
        inputs[i] = m.emitLinalg().transpose(inputs[i], order);
        maps[i] = permuteResults(maps[i], order);
        SmallVector<Value> inits(op.getDpsInits());
        GenericOp result = rebuild(m.getBuilder(), op, op->getResultTypes(),
                                   inputs, inits, maps);
        op->replaceAllUsesWith(result);
      });
}

static bool transposeResult(Mutant &m) {
  return rewriteOne<GenericOp>(
      m,
      [](GenericOp op) {
        return op->getNumResults() == 1 && getShape(op.getResult(0)).size() > 1;
      },
      [&](GenericOp op) {
        Emitter &emit = m.emitLinalg();
        SmallVector<AffineMap> maps = op.getIndexingMapsArray();
        Value init = op.getDpsInits()[0];
        SmallVector<int64_t> order =
            getOrder(m.getRandom(), getShape(init).size());
        maps.back() = permuteResults(maps.back(), order);
        Value transposed = emit.transpose(init, order);
        SmallVector<Value> inputs(op.getDpsInputs());
        GenericOp result = rebuild(m.getBuilder(), op, transposed.getType(),
                                   inputs, transposed, maps);
        Value back = emit.transpose(result.getResult(0), getInverse(order));
        op.getResult(0).replaceAllUsesWith(back);
      });
}

static bool reorderInputs(Mutant &m) {
  return rewriteOne<GenericOp>(
      m, [](GenericOp op) { return op.getNumDpsInputs() > 1; },
      [&](GenericOp op) {
        SmallVector<int64_t> order =
            getOrder(m.getRandom(), op.getNumDpsInputs());
        SmallVector<AffineMap> oldMaps = op.getIndexingMapsArray(),
                               maps(oldMaps);
        SmallVector<Value> inputs;
        for (auto [i, from] : llvm::enumerate(order)) {
          inputs.push_back(op.getDpsInputs()[from]);
          maps[i] = oldMaps[from];
        }
        SmallVector<Value> inits(op.getDpsInits());
        GenericOp result = rebuild(m.getBuilder(), op, op->getResultTypes(),
                                   inputs, inits, maps);
        // Old argument i is where it went to; exchange uses by way of copies.
        Block *body = result.getBody();
        SmallVector<int64_t> inverse = getInverse(order);
        SmallVector<SmallVector<OpOperand *>> uses(order.size());
        for (size_t i = 0; i < order.size(); ++i)
          for (OpOperand &use : body->getArgument(i).getUses())
            uses[i].push_back(&use);
        for (size_t i = 0; i < order.size(); ++i) {
          BlockArgument argument = body->getArgument(inverse[i]);
          argument.setType(getElementType(op.getDpsInputs()[i]));
          for (OpOperand *use : uses[i])
            use->set(argument);
        }
        op->replaceAllUsesWith(result);
      });
}

/// The sum of a reduction without the dimension, put back by a reshape.
static bool dropReducedDimension(Mutant &m) {
  return rewriteOne<GenericOp>(
      m,
      [](GenericOp op) {
        return op.getNumReductionLoops() == 1 && op->getNumResults() == 1 &&
               op.getDpsInits()[0].getDefiningOp<linalg::FillOp>() &&
               llvm::count_if(op.getIndexingMapsArray().back().getResults(),
                              [](AffineExpr expression) {
                                return isa<AffineConstantExpr>(expression);
                              }) == 1 &&
               getShape(op.getResult(0)).size() > 1;
      },
      [&](GenericOp op) {
        OpBuilder &b = m.getBuilder();
        Emitter &emit = m.emitLinalg();
        SmallVector<AffineMap> maps = op.getIndexingMapsArray();
        SmallVector<int64_t> shape;
        SmallVector<AffineExpr> written;
        for (auto [i, expression] : llvm::enumerate(maps.back().getResults()))
          if (isa<AffineDimExpr>(expression)) {
            written.push_back(expression);
            shape.push_back(getShape(op.getResult(0))[i]);
          }
        maps.back() =
            AffineMap::get(op.getNumLoops(), 0, written, b.getContext());
        Value init = emit.reshape(op.getDpsInits()[0], shape);
        SmallVector<Value> inputs(op.getDpsInputs());
        GenericOp result = rebuild(b, op, init.getType(), inputs, init, maps);
        op.getResult(0).replaceAllUsesWith(
            emit.reshape(result.getResult(0), getShape(op.getResult(0))));
      });
}

/// An elementwise operation that overwrites its operand.
static bool computeInPlace(Mutant &m) {
  return rewriteOne<GenericOp>(
      m,
      [](GenericOp op) {
        return isElementwise(op) && op.getNumDpsInputs() > 0 &&
               op.getIndexingMapsArray().front().isIdentity() &&
               op.getDpsInputs()[0].getType() == op.getResult(0).getType() &&
               op.getBody()->getArguments().back().use_empty();
      },
      [&](GenericOp op) {
        SmallVector<Value> inputs(op.getDpsInputs());
        SmallVector<AffineMap> maps = op.getIndexingMapsArray();
        Value first = inputs.front();
        inputs.erase(inputs.begin());
        maps.erase(maps.begin());
        GenericOp result = rebuild(m.getBuilder(), op, op->getResultTypes(),
                                   inputs, first, maps);
        Block *body = result.getBody();
        body->getArgument(0).replaceAllUsesWith(body->getArguments().back());
        body->eraseArgument(0);
        op->replaceAllUsesWith(result);
      });
}

/// A second result that nothing uses.
static bool addUnusedResult(Mutant &m) {
  return rewriteOne<GenericOp>(
      m, [](GenericOp op) { return isElementwise(op); },
      [&](GenericOp op) {
        OpBuilder &b = m.getBuilder();
        SmallVector<Value> inputs(op.getDpsInputs());
        SmallVector<Value> inits(op.getDpsInits());
        SmallVector<AffineMap> maps = op.getIndexingMapsArray();
        inits.push_back(inits.front());
        maps.push_back(maps.back());
        Type type = inits.front().getType();
        GenericOp result = rebuild(b, op, {type, type}, inputs, inits, maps);
        Block *body = result.getBody();
        BlockArgument out =
            body->addArgument(getElementType(inits.front()), op.getLoc());
        Operation *yield = body->getTerminator();
        yield->insertOperands(1, ValueRange(out));
        op.getResult(0).replaceAllUsesWith(result.getResult(0));
      });
}

//===----------------------------------------------------------------------===//
// Other operations for the same
//===----------------------------------------------------------------------===//

static Value emitTosa(Emitter &emit, Operation *op, ArrayRef<Value> inputs) {
  if (isa<arith::AddFOp>(op))
    return emit.binary(Binary::Add, inputs[0], inputs[1]);
  if (isa<arith::SubFOp>(op))
    return emit.binary(Binary::Subtract, inputs[0], inputs[1]);
  if (isa<arith::MulFOp>(op))
    return emit.binary(Binary::Multiply, inputs[0], inputs[1]);
  if (isa<arith::DivFOp>(op))
    return emit.binary(Binary::Divide, inputs[0], inputs[1]);
  if (isa<math::ExpOp>(op))
    return emit.unary(Unary::Exponential, inputs[0]);
  if (isa<arith::SelectOp>(op))
    return emit.select(inputs[0], inputs[1], inputs[2]);
  return emit.cast(inputs[0], op->getResult(0).getType());
}

/// What `value` of the region of `op` reads, with a dimension a loop.
static Value readAsTosa(Mutant &m, GenericOp op, Value value) {
  Emitter &emit = m.emitTosa();
  SmallVector<int64_t> shape(op.getNumLoops(), 1);
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument) {
    Attribute number;
    if (!matchPattern(value, m_Constant(&number)) || !isa<FloatAttr>(number))
      return {};
    return emit.numbers(cast<FloatAttr>(number).getValueAsDouble(), shape,
                        value.getType());
  }
  OpOperand &operand = op->getOpOperand(argument.getArgNumber());
  int64_t next = 0;
  for (auto [i, expression] :
       llvm::enumerate(op.getMatchingIndexingMap(&operand).getResults())) {
    auto dim = dyn_cast<AffineDimExpr>(expression);
    if (!dim)
      continue;
    if (dim.getPosition() < next)
      return {};
    next = dim.getPosition() + 1;
    shape[dim.getPosition()] = getShape(operand.get())[i];
  }
  return emit.reshape(operand.get(), shape);
}

static bool spellInTosa(Mutant &m) {
  auto isSpelled = [](Operation *only) {
    return only &&
           isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::DivFOp,
               math::ExpOp, arith::SelectOp, arith::ExtFOp, arith::TruncFOp>(
               only);
  };
  SmallVector<GenericOp> candidates;
  for (Operation *op : m.getLiveOperations())
    if (auto generic = dyn_cast<GenericOp>(op);
        generic && isElementwise(generic) &&
        isSpelled(getOnlyOperation(generic)))
      candidates.push_back(generic);
  while (!candidates.empty()) {
    uint64_t i = m.getRandom().below(candidates.size());
    GenericOp generic = candidates[i];
    Operation *only = getOnlyOperation(generic);
    SmallVector<Value> inputs;
    for (Value operand : only->getOperands())
      inputs.push_back(readAsTosa(m, generic, operand));
    if (llvm::all_of(inputs, [](Value input) { return bool(input); })) {
      Value result = emitTosa(m.emitTosa(), only, inputs);
      generic.getResult(0).replaceAllUsesWith(result);
      return true;
    }
    candidates.erase(candidates.begin() + i);
  }
  return false;
}

/// `op` of TOSA by way of `emit`, or null.
static Value emitLinalg(Emitter &emit, Operation *op) {
  auto input = [&](unsigned i) { return op->getOperand(i); };
  auto binary = [&](Binary kind) {
    return emit.binary(kind, input(0), input(1));
  };
  if (!isFloat(op->getResult(0)))
    return {};
  if (isa<tosa::AddOp>(op))
    return binary(Binary::Add);
  if (isa<tosa::SubOp>(op))
    return binary(Binary::Subtract);
  if (isa<tosa::MulOp>(op))
    return binary(Binary::Multiply);
  if (isa<tosa::ExpOp>(op))
    return emit.unary(Unary::Exponential, input(0));
  if (isa<tosa::ReciprocalOp>(op))
    return emit.unary(Unary::Reciprocal, input(0));
  if (isa<tosa::SelectOp>(op))
    return emit.select(input(0), input(1), input(2));
  if (auto reduce = dyn_cast<tosa::ReduceSumOp>(op))
    return emit.reduce(Reduction::Sum, input(0), reduce.getAxis());
  if (auto reduce = dyn_cast<tosa::ReduceMaxOp>(op))
    return emit.reduce(Reduction::Maximum, input(0), reduce.getAxis());
  if (isa<tosa::MatMulOp>(op))
    return emit.multiplyMatrices(input(0), input(1),
                                 getElementType(op->getResult(0)));
  if (isa<tosa::ReshapeOp>(op))
    return emit.reshape(input(0), getShape(op->getResult(0)));
  if (auto transpose = dyn_cast<tosa::TransposeOp>(op)) {
    SmallVector<int64_t> order(transpose.getPerms());
    return emit.transpose(input(0), order);
  }
  return {};
}

static bool spellInLinalg(Mutant &m) {
  SmallVector<Operation *> candidates;
  for (Operation *op : m.getLiveOperations())
    if (isa<tosa::AddOp, tosa::SubOp, tosa::MulOp, tosa::ExpOp,
            tosa::ReciprocalOp, tosa::SelectOp, tosa::ReduceSumOp,
            tosa::ReduceMaxOp, tosa::MatMulOp, tosa::ReshapeOp,
            tosa::TransposeOp>(op) &&
        isFloat(op->getResult(0)))
      candidates.push_back(op);
  if (candidates.empty())
    return false;
  Operation *op = m.getRandom().pick<Operation *>(candidates);
  op->getResult(0).replaceAllUsesWith(emitLinalg(m.emitLinalg(), op));
  return true;
}

/// arith and math on tensors.
static bool spellOnTensors(Mutant &m) {
  return rewriteOne<GenericOp>(
      m,
      [](GenericOp op) {
        Operation *only = getOnlyOperation(op);
        return only && isElementwise(op) &&
               only->hasTrait<OpTrait::Elementwise>() &&
               !isa<arith::SelectOp>(only) &&
               llvm::all_of(op.getIndexingMapsArray(),
                            [](AffineMap map) { return map.isIdentity(); }) &&
               llvm::all_of(only->getOperands(), [](Value operand) {
                 return isa<BlockArgument>(operand);
               });
      },
      [&](GenericOp op) {
        Operation *only = getOnlyOperation(op);
        SmallVector<Value> operands;
        for (Value operand : only->getOperands())
          operands.push_back(
              op->getOperand(cast<BlockArgument>(operand).getArgNumber()));
        Operation *onTensors = mlir::clone(m.getBuilder(), only,
                                           op.getResult(0).getType(), operands);
        op.getResult(0).replaceAllUsesWith(onTensors->getResult(0));
      });
}

/// linalg.broadcast for an operand that a map broadcasts.
static bool broadcastByOperation(Mutant &m) {
  auto findOperand = [](GenericOp op) -> OpOperand * {
    for (OpOperand *operand : op.getDpsInputOperands()) {
      AffineMap map = op.getMatchingIndexingMap(operand);
      bool isOrdered =
          llvm::all_of(map.getResults(),
                       [](AffineExpr e) { return isa<AffineDimExpr>(e); }) &&
          llvm::is_sorted(map.getResults(), [](AffineExpr a, AffineExpr b) {
            return cast<AffineDimExpr>(a).getPosition() <
                   cast<AffineDimExpr>(b).getPosition();
          });
      if (isOrdered && map.getNumResults() < map.getNumDims() &&
          isa<RankedTensorType>(operand->get().getType()))
        return operand;
    }
    return nullptr;
  };
  return rewriteOne<GenericOp>(
      m, [&](GenericOp op) { return isElementwise(op) && findOperand(op); },
      [&](GenericOp op) {
        OpBuilder &b = m.getBuilder();
        OpOperand *operand = findOperand(op);
        SmallVector<int64_t> added, shape(getShape(op.getResult(0)));
        AffineMap map = op.getMatchingIndexingMap(operand);
        for (unsigned dim = 0; dim < map.getNumDims(); ++dim)
          if (!map.isFunctionOfDim(dim))
            added.push_back(dim);
        Value init = tensor::EmptyOp::create(b, op.getLoc(), shape,
                                             getElementType(operand->get()));
        Value full = linalg::BroadcastOp::create(b, op.getLoc(), operand->get(),
                                                 init, added)
                         ->getResult(0);
        SmallVector<Value> inputs(op.getDpsInputs()), inits(op.getDpsInits());
        SmallVector<AffineMap> maps = op.getIndexingMapsArray();
        inputs[operand->getOperandNumber()] = full;
        maps[operand->getOperandNumber()] =
            b.getMultiDimIdentityMap(op.getNumLoops());
        op->replaceAllUsesWith(
            rebuild(b, op, op->getResultTypes(), inputs, inits, maps));
      });
}

/// A number of the region as an operand without dimensions.
static bool passNumber(Mutant &m) {
  auto findNumber = [](GenericOp op) -> OpOperand * {
    OpOperand *found = nullptr;
    op.getBody()->walk([&](Operation *inner) {
      for (OpOperand &operand : inner->getOpOperands())
        if (auto constant = operand.get().getDefiningOp<arith::ConstantOp>();
            constant && isa<FloatType>(constant.getType()))
          found = &operand;
    });
    return found;
  };
  return rewriteOne<GenericOp>(
      m, [&](GenericOp op) { return findNumber(op) != nullptr; },
      [&](GenericOp op) {
        OpBuilder &b = m.getBuilder();
        auto constant =
            findNumber(op)->get().getDefiningOp<arith::ConstantOp>();
        auto number = cast<FloatAttr>(constant.getValue());
        Value operand = m.emitLinalg().numbers(number.getValueAsDouble(), {},
                                               number.getType());
        SmallVector<Value> inputs(op.getDpsInputs()), inits(op.getDpsInits());
        SmallVector<AffineMap> maps = op.getIndexingMapsArray();
        maps.insert(maps.begin() + inputs.size(),
                    AffineMap::get(op.getNumLoops(), 0, b.getContext()));
        unsigned position = inputs.size();
        inputs.push_back(operand);
        GenericOp result =
            rebuild(b, op, op->getResultTypes(), inputs, inits, maps);
        Block *body = result.getBody();
        BlockArgument argument =
            body->insertArgument(position, number.getType(), op.getLoc());
        findNumber(result)->set(argument);
        op->replaceAllUsesWith(result);
      });
}

//===----------------------------------------------------------------------===//
// Fused and split
//===----------------------------------------------------------------------===//

static bool fuse(Mutant &m) {
  SmallVector<OpOperand *> candidates;
  for (Operation *op : m.getLiveOperations())
    if (isa<GenericOp>(op))
      for (OpOperand &operand : op->getOpOperands())
        if (linalg::areElementwiseOpsFusable(&operand))
          candidates.push_back(&operand);
  if (candidates.empty())
    return false;
  OpOperand *operand = m.getRandom().pick<OpOperand *>(candidates);
  Operation *consumer = operand->getOwner();
  Operation *producer = operand->get().getDefiningOp();
  IRRewriter rewriter(m.getBuilder());
  rewriter.setInsertionPoint(consumer);
  auto fused = linalg::fuseElementwiseOps(rewriter, operand);
  if (failed(fused))
    return false;
  for (auto [from, to] : fused->replacements)
    if (from.getDefiningOp() != producer)
      from.replaceAllUsesWith(to);
  rewriter.eraseOp(consumer);
  return true;
}

static bool split(Mutant &m) {
  return rewriteOne<GenericOp>(
      m,
      [](GenericOp op) {
        return op.getNumParallelLoops() == op.getNumLoops() &&
               op.getBody()->getOperations().size() > 2 &&
               op->getNumResults() == 1 && !op.hasIndexSemantics();
      },
      [&](GenericOp op) {
        RewritePatternSet patterns(op.getContext());
        linalg::populateDecomposeLinalgOpsPattern(patterns);
        (void)applyOpPatternsGreedily({op.getOperation()}, std::move(patterns));
      });
}

static constexpr Rewrite kRewrites[] = {
    {"generalize", "a named operation of linalg as linalg.generic", generalize,
     false, Spelling::Linalg},
    {"specialize", "a linalg.generic as a named operation", specialize, false,
     Spelling::Linalg},
    {"loops-interchanged", "the loops of a linalg.generic in another order",
     interchange, false, Spelling::Linalg},
    {"operand-transposed", "an operand transposed, and its map",
     transposeOperand, false, Spelling::Linalg},
    {"result-transposed", "a result transposed, and its map", transposeResult,
     false, Spelling::Linalg},
    {"inputs-reordered", "the inputs of a linalg.generic in another order",
     reorderInputs, false, Spelling::Linalg},
    {"reduction-without-dimension", "a reduced dimension dropped and put back",
     dropReducedDimension, false, Spelling::Linalg},
    {"in-place", "an operand as the initial value of the result",
     computeInPlace, false, Spelling::Linalg},
    {"unused-result", "a second result that nothing uses", addUnusedResult,
     false, Spelling::Linalg},
    {"linalg-to-tosa", "an elementwise linalg.generic in TOSA", spellInTosa,
     false, Spelling::Linalg},
    {"tosa-to-linalg", "an operation of TOSA in linalg", spellInLinalg, false,
     Spelling::Tosa},
    {"on-tensors", "arith and math on tensors for a linalg.generic",
     spellOnTensors, false, Spelling::Linalg},
    {"broadcast-operation", "linalg.broadcast for a map that broadcasts",
     broadcastByOperation, false, Spelling::Linalg},
    {"number-as-operand", "a number of a region as an operand", passNumber,
     false, Spelling::Linalg},
    {"fused", "two elementwise linalg.generic as one", fuse, /*isLast=*/true,
     Spelling::Linalg},
    {"split", "the operations of a region as a linalg.generic each", split,
     /*isLast=*/true, Spelling::Linalg},
};

Rewrites mutation::getStructureRewrites() { return kRewrites; }
