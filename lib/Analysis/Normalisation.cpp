//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Normalisation.h"

#include "a3/Analysis/AttentionAnalysis.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/PointerIntPair.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;

bool a3::canReduce(Operation *op) {
  if (auto structured = dyn_cast<linalg::LinalgOp>(op))
    return structured.getNumReductionLoops() > 0;
  return isa<linalg::SoftmaxOp, tosa::ReduceSumOp, tosa::MatMulOp,
             tosa::Conv2DOp>(op);
}

static bool isExponential(Operation *op) {
  return isa<linalg::SoftmaxOp, math::ExpOp, math::Exp2Op, math::PowFOp,
             tosa::ExpOp, tosa::PowOp>(op);
}

const Element *a3::getSum(Value value, TensorReader &reader) {
  SmallVector<Axis> axes;
  const Element *sum = reader.expand(reader.readWhole(value, axes));
  if (sum && sum->is(Kind::Add))
    sum = sum->operands[1];
  return sum && sum->isSum() ? sum : nullptr;
}

/// What has been normalised already is averaged, not normalised again.
static bool isNormalised(const WeightProduct &weights, Algebra &algebra) {
  return llvm::any_of(weights.factors, [&](const Factor &factor) {
    return algebra.isDivisor(factor);
  });
}

namespace {
/// Looks for an operation that changes exponentials before they are summed, in
/// a way that is not understood.
class ChangeSearch {
public:
  explicit ChangeSearch(TensorReader &reader)
      : reader(reader), algebra(reader) {}

  /// What stands between `element` and the exponentials that it comes from, or
  /// null.
  Operation *find(const Element *element) {
    const void *key = element->is(Kind::Read)
                          ? element->value.getAsOpaquePointer()
                          : static_cast<const void *>(element);
    if (visited.size() > kLargestSearch || !visited.insert(key).second)
      return nullptr;
    switch (element->kind) {
    case Kind::Read:
      if (const Element *next = reader.expand(element))
        return find(next);
      return findBefore(element->value.getDefiningOp());
    case Kind::Multiply:
    case Kind::Negate:
    case Kind::Select:
    case Kind::FloatCast:
    case Kind::Piecewise:
      return findIn(element->operands);
    case Kind::Divide:
      return find(element->operands[0]);
    case Kind::Add:
    case Kind::Subtract:
    case Kind::Power:
    case Kind::Maximum:
    case Kind::Minimum:
    case Kind::Other:
      if (llvm::any_of(element->operands,
                       [&](const Element *part) { return isWeight(part); }))
        return element->operation;
      return findIn(element->operands);
    default:
      return nullptr;
    }
  }

private:
  static constexpr size_t kLargestSearch = 64;

  Operation *findIn(ArrayRef<const Element *> elements) {
    for (const Element *element : elements)
      if (Operation *change = find(element))
        return change;
    return nullptr;
  }

  /// `op`, of which nothing is known, or what stands before it.
  Operation *findBefore(Operation *op) {
    if (!op || canReduce(op))
      return nullptr;
    SmallVector<const Element *> operands;
    WalkResult result = op->walk([&](Operation *inner) {
      if (isExponential(inner))
        return WalkResult::interrupt();
      for (Value operand : inner->getOperands()) {
        if (!isa<RankedTensorType>(operand.getType()))
          continue;
        SmallVector<Axis> axes;
        operands.push_back(reader.readWhole(operand, axes));
        if (isWeight(operands.back()))
          return WalkResult::interrupt();
      }
      return WalkResult::advance();
    });
    return result.wasInterrupted() ? op : findIn(operands);
  }

  bool isWeight(const Element *element) {
    if (!algebra.leadsToExponential(element))
      return false;
    WeightProduct weights = algebra.getWeights(element);
    return !weights.exponents.empty() && !isNormalised(weights, algebra);
  }

  TensorReader &reader;
  Algebra algebra;
  DenseSet<const void *> visited;
};
} // namespace

Operation *a3::findChange(const Element *element, TensorReader &reader) {
  return ChangeSearch(reader).find(element);
}

namespace {
/// Looks for a division by one value.
class DivisionSearch {
public:
  explicit DivisionSearch(Value divisor) : divisor(divisor) {}

  /// Whether something in `element` is divided by the value, or, with
  /// `isInverse`, whether dividing by `element` does so.
  bool find(const Element *element, bool isInverse = false) {
    if (visited.size() > kLargestSearch ||
        !visited.insert({element, isInverse}).second)
      return false;
    auto findInPart = [&](const Element *part) {
      return find(part, isInverse);
    };
    ArrayRef<const Element *> operands = element->operands;
    switch (element->kind) {
    case Kind::Read:
      return isInverse && element->value == divisor;
    case Kind::Divide:
      return findInPart(operands[0]) || find(operands[1], !isInverse);
    case Kind::Logarithm:
      return find(operands[0], /*isInverse=*/true);
    case Kind::Select:
      return llvm::any_of(operands.drop_front(), findInPart);
    case Kind::Multiply:
    case Kind::Negate:
    case Kind::FloatCast:
    case Kind::Add:
    case Kind::Subtract:
    case Kind::Maximum:
      return llvm::any_of(operands, findInPart);
    default:
      return false;
    }
  }

private:
  static constexpr size_t kLargestSearch = 256;

  Value divisor;
  DenseSet<llvm::PointerIntPair<const Element *, 1, bool>> visited;
};
} // namespace

/// Whether `sum` divides something, by way of views and bounds perhaps.
static bool isDivisor(Value sum, TensorReader &reader) {
  constexpr size_t kLargestSearch = 16;
  llvm::SetVector<Value> same;
  same.insert(sum);
  for (size_t i = 0; i < same.size() && same.size() < kLargestSearch; ++i)
    for (Operation *user : same[i].getUsers())
      for (Value result : user->getResults()) {
        SmallVector<Axis> axes;
        const Element *element =
            isa<RankedTensorType>(result.getType()) && !canReduce(user)
                ? reader.expand(reader.readWhole(result, axes))
                : nullptr;
        if (!element)
          continue;
        if (DivisionSearch(same[i]).find(element))
          return true;
        same.insert(result);
      }
  return false;
}

/// Whether `value` sums exponentials, and nothing that varies otherwise, unless
/// something is divided by the sum: then it sums weights, whatever they are.
static bool isNormalisation(OpResult value, ConstantFacts &constants) {
  if (!isa<RankedTensorType>(value.getType()) ||
      !isa<FloatType>(getElementTypeOrSelf(value)))
    return false;
  if (isa<linalg::SoftmaxOp>(value.getOwner()))
    return true;
  TensorReader reader(constants);
  Algebra algebra(reader);
  const Element *sum = getSum(value, reader);
  if (!sum)
    return false;
  WeightProduct weights = algebra.getWeights(sum->operands[0]);
  if (isNormalised(weights, algebra))
    return false;
  bool isVarying = llvm::any_of(weights.exponents, [&](const Exponent &e) {
    return algebra.dependsOn(e.element, sum->axes);
  });
  SmallVector<const Element *> others;
  for (const Factor &factor : weights.factors)
    if (!factor.isInverse && algebra.dependsOn(factor.element, sum->axes))
      others.push_back(algebra.getComputed(factor.element));
  if (isVarying && others.empty())
    return true;
  // What was summed before is no weight: the sum is a product.
  bool isProduct = llvm::any_of(
      others, [](const Element *factor) { return factor->is(Kind::Reduce); });
  if (isProduct || (!isVarying && !findChange(sum->operands[0], reader)))
    return false;
  return isDivisor(value, reader);
}

namespace {
/// Tells quickly that a tensor does not come from exponentials but by way of
/// sums. Operations must be shown in the order of their uses.
class ExponentialTracker {
public:
  /// Whether `op` may read or compute exponentials.
  bool visit(Operation *op) {
    // A loop may gather from tensors that are not its operands.
    bool mayBe = false;
    op->walk([&](Operation *inner) {
      mayBe |= isExponential(inner) ||
               llvm::any_of(inner->getOperands(), [&](Value operand) {
                 return marked.contains(operand);
               });
    });
    if (mayBe && !canReduce(op))
      marked.insert_range(op->getResults());
    return mayBe;
  }

private:
  DenseSet<Value> marked;
};
} // namespace

SmallVector<OpResult> a3::findNormalisations(Operation *scope,
                                             ConstantFacts &constants) {
  SmallVector<OpResult> sums;
  ExponentialTracker tracker;
  scope->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (!tracker.visit(op) || !canReduce(op))
      return;
    for (OpResult result : op->getResults())
      if (isNormalisation(result, constants))
        sums.push_back(result);
  });
  return sums;
}
