//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/AttentionAnalysis.h"

#include "AttentionMatcher.h"
#include "Normalisation.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;
using Reason = RefusalReason;

namespace {
/// Looks for the uses of a softmax's exponentials and of their sum, up to the
/// products with values.
class SiteSearch {
public:
  SiteSearch(OpResult sum, TensorReader &reader)
      : sum(sum), reader(reader), algebra(reader) {}

  AttentionResult run() {
    if (Operation *dynamic = findUnknownShape())
      return AttentionRefusal{Reason::DynamicShape, dynamic};
    if (Operation *change = findChangeOfWeights())
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

  /// Sizes of TOSA's operations cannot be compared.
  bool isUnknown(Value value) {
    auto type = dyn_cast<ShapedType>(value.getType());
    if (!type || (type.hasRank() && type.hasStaticShape()))
      return false;
    return !type.hasRank() ||
           isa_and_present<tosa::TosaDialect>(sum.getOwner()->getDialect()) ||
           ShapedType::isDynamicShape(reader.getSizes().getShape(value));
  }

  Operation *findUnknownShape() {
    Operation *op = sum.getOwner();
    auto unknown = [&](Value value) { return isUnknown(value); };
    return llvm::any_of(op->getOperands(), unknown) || isUnknown(sum) ? op
                                                                      : nullptr;
  }

  Operation *findChangeOfWeights() {
    const Element *whole = getSum(sum, reader);
    if (!whole || algebra.leadsToExponential(whole->operands[0]))
      return nullptr;
    return findChange(whole->operands[0], reader);
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

AttentionResult a3::analyzeAttention(OpResult sum, TensorReader &reader) {
  return SiteSearch(sum, reader).run();
}
