//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/AttentionAnalysis.h"

#include "AttentionMatcher.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/PointerIntPair.h"
#include "llvm/ADT/SetVector.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;
using Reason = RefusalReason;

static bool canReduce(Operation *op) {
  if (auto structured = dyn_cast<linalg::LinalgOp>(op))
    return structured.getNumReductionLoops() > 0;
  return isa<linalg::SoftmaxOp, tosa::ReduceSumOp, tosa::MatMulOp,
             tosa::Conv2DOp>(op);
}

static bool isExponential(Operation *op) {
  return isa<linalg::SoftmaxOp, math::ExpOp, math::Exp2Op, math::PowFOp,
             tosa::ExpOp, tosa::PowOp>(op);
}

/// The sum that `value` is, perhaps added to something, or null.
static const Element *getSum(Value value, TensorReader &reader) {
  SmallVector<Axis> axes;
  const Element *sum = reader.expand(reader.readWhole(value, axes));
  if (sum && sum->is(Kind::Add))
    sum = sum->operands[1];
  return sum && sum->isSum() ? sum : nullptr;
}

/// What has been normalised already is averaged, not normalised again.
static bool isNormalised(const WeightProduct &weights, Algebra &algebra) {
  return llvm::any_of(weights.factors, [&](const Factor &factor) {
    return factor.isInverse && algebra.leadsToExponential(factor.element, true);
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

/// Looks for the uses of a softmax's exponentials and of their sum, up to the
/// products with values.
class SiteSearch {
public:
  SiteSearch(OpResult sum, TensorReader &reader)
      : sum(sum), reader(reader), algebra(reader) {}

  AttentionResult run() {
    if (Operation *dynamic = findDynamicShape())
      return AttentionRefusal{Reason::DynamicShape, dynamic};
    if (Operation *change = findChange())
      return AttentionRefusal{Reason::WeightsChanged, change};
    // The products first: the quotient by the sum is then known when the uses
    // of the sum lead there.
    collectExponentials(reader.expand(readWhole(sum)), /*depth=*/16);
    visitAll();
    isAtExponentials = false;
    sums.insert(sum);
    for (size_t i = 0; i < sums.size(); ++i) {
      follow(sums[i]);
      visitAll();
    }
    if (refusal)
      return *refusal;
    if (escape)
      return AttentionRefusal{matches.empty() ? Reason::NoSecondProduct
                                              : Reason::ProbabilitiesUsed,
                              escape};
    return std::move(matches);
  }

private:
  static constexpr size_t kLargestSearch = 256;

  const Element *readWhole(Value value) {
    SmallVector<Axis> axes;
    return reader.readWhole(value, axes);
  }

  static bool isDynamic(Value value) {
    auto type = dyn_cast<ShapedType>(value.getType());
    return type && !type.hasStaticShape();
  }

  Operation *findDynamicShape() {
    Operation *op = sum.getOwner();
    return llvm::any_of(op->getOperands(), isDynamic) || isDynamic(sum)
               ? op
               : nullptr;
  }

  Operation *findChange() {
    const Element *whole = getSum(sum, reader);
    if (!whole || algebra.leadsToExponential(whole->operands[0]))
      return nullptr;
    return ChangeSearch(reader).find(whole->operands[0]);
  }

  void follow(Value value) {
    if (followed.insert(value).second)
      worklist.push_back(value);
  }

  static bool hasExponential(const Element *element) {
    return anyOperand(element, [](const Element *part) {
      return part->is(Kind::Exponential) || part->is(Kind::Power);
    });
  }

  /// The tensors between the sum and its exponentials, these included.
  void collectExponentials(const Element *element, unsigned depth) {
    // Scores may lead to exponentials, too, but to another softmax's.
    if (!element || depth == 0 || element->is(Kind::Exponential))
      return;
    if (!element->is(Kind::Read)) {
      for (const Element *operand : element->operands)
        collectExponentials(operand, depth - 1);
      return;
    }
    if (!algebra.leadsToExponential(element))
      return;
    follow(element->value);
    const Element *next = reader.expand(element);
    if (next && !hasExponential(next))
      collectExponentials(next, depth - 1);
  }

  static bool mentions(const Element *element, Value value) {
    return anyOperand(
        element, [&](const Element *part) { return part->value == value; });
  }

  static bool hasExponentialOf(const Element *element, Value value) {
    return anyOperand(element, [&](const Element *part) {
      return part->is(Kind::Exponential) && mentions(part, value);
    });
  }

  void visitAll() {
    while (!worklist.empty())
      visitUsers(worklist.pop_back_val());
  }

  void visitUsers(Value value) {
    for (Operation *inner : value.getUsers()) {
      // What a loop gathers from a tensor is its operand, too.
      Operation *user = value.getParentRegion()->findAncestorOpInRegion(*inner);
      if (isUnused(user))
        continue;
      if (followed.size() > kLargestSearch || !visitUser(user, value))
        escape = escape ? escape : user;
    }
  }

  /// False if `value` is used for something that is not understood.
  bool visitUser(Operation *user, Value value) {
    if (user->getNumResults() == 0)
      return false;
    for (OpResult result : user->getResults()) {
      // A factor of the weights is no value.
      if (result == sum)
        continue;
      auto type = dyn_cast<RankedTensorType>(result.getType());
      const Element *element =
          type ? reader.expand(readWhole(result)) : nullptr;
      if (!element)
        return false;
      // The tensor may only lend its shape.
      bool isMentioned = isConcatenation(user) || mentions(element, value);
      if (!isMentioned || isMatched(result))
        continue;
      if (isAtExponentials && hasExponentialOf(element, value))
        return false;
      if (isSecondProduct(element) || isQuotient(element))
        match(result);
      else if (element->isSum())
        sums.insert(result);
      else
        follow(result);
    }
    return true;
  }

  bool isSecondProduct(const Element *element) {
    if (!element->isSum())
      return llvm::any_of(element->operands, [&](const Element *operand) {
        return operand->is(Kind::Reduce) && isSecondProduct(operand);
      });
    return llvm::any_of(algebra.getWeights(element->operands[0]).factors,
                        [](const Factor &factor) { return !factor.isInverse; });
  }

  /// Whether `element` divides a second product, which may have exponentials
  /// of its own where operations were fused.
  bool isQuotient(const Element *element) {
    WeightProduct weights = algebra.getWeights(element);
    return weights.exponents.empty() &&
           llvm::any_of(weights.factors, [&](const Factor &factor) {
             if (factor.isInverse)
               return false;
             const Element *sum = algebra.getComputed(factor.element);
             return sum->isSum() && isSecondProduct(sum) &&
                    algebra.leadsToExponential(sum->operands[0]);
           });
  }

  bool isMatched(Value value) {
    return llvm::any_of(matches, [&](const AttentionMatch &match) {
      return match.result == value;
    });
  }

  /// Keeps what the candidate is: a match, or the first refusal.
  void match(Value candidate) {
    if (!tried.insert(candidate).second)
      return;
    if (Refusal refused = tryToMatch(candidate); refused && !refusal)
      refusal = refused;
  }

  /// Whether more of the attention may follow: the division, or other rows.
  static bool mayBePartial(RefusalReason reason) {
    return reason == RefusalReason::NotNormalised ||
           reason == RefusalReason::DenominatorDiffers ||
           reason == RefusalReason::ConcatenatedScores;
  }

  /// The operation that all uses of `value` lead to in one step or two.
  static Operation *getConsumer(Value value) {
    llvm::SmallSetVector<Operation *, 4> users(value.user_begin(),
                                               value.user_end());
    Operation *consumer = nullptr;
    for (Operation *user : users) {
      bool isOnTheWay = !user->use_empty() &&
                        llvm::all_of(user->getUsers(), [&](Operation *next) {
                          return users.contains(next);
                        });
      if (isOnTheWay)
        continue;
      if (consumer)
        return nullptr;
      consumer = user;
    }
    return consumer;
  }

  /// The division may come some views, casts or guards after the product, and
  /// the products of several parts of the rows may be added up.
  Refusal tryToMatch(Value value) {
    constexpr unsigned kFarthest = 8;
    Refusal first;
    for (unsigned step = 0; step < kFarthest; ++step) {
      AttentionMatch match;
      Refusal current = matchAttention(value, reader, match);
      if (!current) {
        matches.push_back(std::move(match));
        return std::nullopt;
      }
      if (!first)
        first = current;
      if (!mayBePartial(current->reason))
        return current->reason == Reason::NoSecondProduct ? first : current;
      value = getNextComputed(value);
      if (!value)
        return first;
      if (isMatched(value))
        return std::nullopt;
    }
    return first;
  }

  /// What the only consumer of `value`, or of what has its elements, computes
  /// element by element, or null.
  Value getNextComputed(Value value) {
    constexpr unsigned kMostViews = 64;
    for (unsigned view = 0; view < kMostViews; ++view) {
      Operation *user = getConsumer(value);
      if (!user || user->getNumResults() != 1 || canReduce(user) ||
          !isa<RankedTensorType>(user->getResult(0).getType()))
        return nullptr;
      value = user->getResult(0);
      const Element *element = reader.expand(readWhole(value));
      if (!element)
        return nullptr;
      if (!element->is(Kind::Read) && !element->is(Kind::Piecewise))
        return value;
    }
    return nullptr;
  }

  OpResult sum;
  TensorReader &reader;
  Algebra algebra;
  SmallVector<Value> worklist;
  DenseSet<Value> followed, tried;
  llvm::SetVector<Value> sums;
  SmallVector<AttentionMatch, 1> matches;
  Refusal refusal;
  Operation *escape = nullptr;
  /// Exponentials of a sum's logarithm may be weights; those of exponentials
  /// are another softmax's, and following them from each would take long.
  bool isAtExponentials = true;
};
} // namespace

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
  if (isProduct || (!isVarying && !ChangeSearch(reader).find(sum->operands[0])))
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

AttentionResult a3::analyzeAttention(OpResult sum, TensorReader &reader) {
  return SiteSearch(sum, reader).run();
}
