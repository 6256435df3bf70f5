//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/AttentionAnalysis.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/SetVector.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;
using Reason = RefusalReason;

namespace {
using Refusal = std::optional<AttentionRefusal>;

Refusal refuse(Reason reason, Operation *operation) {
  return AttentionRefusal{reason, operation};
}

bool isConcatenation(Operation *op) {
  return isa_and_present<tensor::ConcatOp, tosa::ConcatOp>(op);
}

/// Proves that one value is attention, by writing its elements out.
class Matcher {
public:
  Matcher(TensorReader &reader)
      : reader(reader), axes(reader.getAxes()), algebra(reader) {}

  Refusal run(Value result) {
    match.result = result;
    const Element *element = reader.readWhole(result, match.resultAxes);
    for (auto step : {&Matcher::findSecondProduct, &Matcher::checkDenominator,
                      &Matcher::checkGuards, &Matcher::matchScores,
                      &Matcher::checkMasks, &Matcher::classifyAxes})
      if (Refusal refusal = (this->*step)(element))
        return algebra.isExhausted()
                   ? refuse(Reason::TooComplex, refusal->operation)
                   : refusal;
    return std::nullopt;
  }

  AttentionMatch takeMatch() { return std::move(match); }

private:
  //===--------------------------------------------------------------------===//
  // result = sum over rows of weight * value, all over denominator
  //===--------------------------------------------------------------------===//

  /// Splits the result into weights, values and divisors.
  Refusal findSecondProduct(const Element *result) {
    outer = algebra.getWeights(result);
    Operation *root = match.result.getDefiningOp();
    const Element *product = nullptr;
    for (const Factor &factor : outer.factors) {
      if (factor.isInverse) {
        divisors.push_back(factor.element);
        continue;
      }
      const Element *computed = algebra.getComputed(factor.element);
      if (product || !computed->isSum())
        return refuse(Reason::NoSecondProduct, root);
      product = computed;
    }
    if (!product)
      return refuse(Reason::NoSecondProduct, root);
    match.secondProduct = product->operation;
    match.rows = product->axes;
    algebra.setSoftmaxAxes(match.rows);

    weights = algebra.getWeights(product->operands[0]);
    for (const Factor &factor : weights.factors) {
      bool isDivisor = factor.isInverse &&
                       (!algebra.dependsOnSoftmax(factor.element) ||
                        algebra.leadsToExponential(factor.element, true));
      if (isDivisor)
        divisors.push_back(factor.element);
      else
        match.value.push_back(factor);
    }
    bool hasRows = llvm::any_of(match.value, [&](const Factor &factor) {
      return algebra.dependsOnSoftmax(factor.element);
    });
    if (match.value.empty())
      return refuse(Reason::NoSecondProduct, match.secondProduct);
    if (divisors.empty())
      return refuse(weights.exponents.empty() ? Reason::WeightsChanged
                                              : Reason::NotNormalised,
                    match.secondProduct);
    if (!hasRows)
      return refuse(Reason::ValuesNotOverKeys, match.secondProduct);
    return std::nullopt;
  }

  Refusal checkDenominator(const Element *) {
    Operation *where = divisors.front()->operation;
    if (divisors.size() != 1)
      return refuse(Reason::WeightsChanged, match.secondProduct);
    if (!divisors.front()->isSum())
      return refuse(Reason::DenominatorDiffers, where);
    const Element *divisor = divisors.front();
    WeightProduct summed = algebra.getWeights(divisor->operands[0]);
    if (!summed.factors.empty() || summed.exponents.empty())
      return refuse(Reason::DenominatorDiffers, where);
    if (!haveSameExponents(summed, divisor->axes)) {
      if (Operation *concatenation = findConcatenation())
        return refuse(Reason::ConcatenatedScores, concatenation);
      return refuse(Reason::DenominatorDiffers, where);
    }
    if (!axes.covers(divisor->axes, match.rows))
      return refuse(Reason::SoftmaxAxisDiffers, match.secondProduct);

    for (const Condition &mask : summed.masks) {
      auto same = llvm::find_if(weights.masks, [&](const Condition &other) {
        return isSame(other, mask, divisor->axes);
      });
      if (same == weights.masks.end())
        return refuse(Reason::DenominatorDiffers, where);
      match.masks.push_back(*same);
      weights.masks.erase(same);
    }
    double factor =
        weights.coefficient * outer.coefficient / summed.coefficient;
    if (std::abs(factor - 1) > 1e-6)
      return refuse(Reason::WeightsChanged, match.secondProduct);
    return std::nullopt;
  }

  bool haveSameExponents(const WeightProduct &summed, ArrayRef<Axis> bound) {
    if (haveSameExponentsAsWritten(summed.exponents, bound))
      return true;
    ScoreSum ours = algebra.getScores(weights.exponents);
    // Both sides stop at the same reads only if both look as deep.
    Algebra other(reader);
    other.setSoftmaxAxes(bound);
    ScoreSum theirs = other.getScores(summed.exponents);
    return haveSameTerms(ours, theirs, bound, /*onlyVarying=*/false);
  }

  bool haveSameExponentsAsWritten(ArrayRef<Exponent> pattern,
                                  ArrayRef<Axis> bound) {
    AxisSpace::Checkpoint start = axes.checkpoint();
    SmallVector<Exponent> open(weights.exponents);
    for (const Exponent &exponent : pattern) {
      auto same = llvm::find_if(open, [&](const Exponent &candidate) {
        return candidate.coefficient == exponent.coefficient &&
               algebra.unify(candidate.element, exponent.element, bound);
      });
      if (same == open.end()) {
        axes.rollback(start);
        return false;
      }
      open.erase(same);
    }
    if (open.empty())
      return true;
    axes.rollback(start);
    return false;
  }

  bool isSame(const Condition &target, const Condition &pattern,
              ArrayRef<Axis> bound) {
    return target.admits == pattern.admits &&
           algebra.unify(target.element, pattern.element, bound);
  }

  bool dependsOn(const Product &term, ArrayRef<Axis> group) {
    return llvm::any_of(term.factors, [&](const Factor &factor) {
      return algebra.dependsOn(factor.element, group);
    });
  }

  /// Whether `pattern` over `bound` is `target` over the rows; with
  /// `onlyVarying`, up to terms that are constant along them.
  bool haveSameTerms(const ScoreSum &target, const ScoreSum &pattern,
                     ArrayRef<Axis> bound, bool onlyVarying) {
    AxisSpace::Checkpoint start = axes.checkpoint();
    auto take = [&](auto &open, const auto &wanted, auto isSame) {
      auto same = llvm::find_if(open, [&](const auto &candidate) {
        return isSame(candidate, wanted);
      });
      if (same == open.end())
        return false;
      open.erase(same);
      return true;
    };
    SmallVector<Product> open;
    for (const Product &term : target.terms)
      if (!onlyVarying || dependsOn(term, match.rows))
        open.push_back(term);
    SmallVector<Condition> openMasks(target.masks);
    bool isSameSum =
        llvm::all_of(pattern.terms,
                     [&](const Product &term) {
                       return (onlyVarying && !dependsOn(term, bound)) ||
                              take(open, term,
                                   [&](const Product &a, const Product &b) {
                                     return algebra.unify(a, b, bound);
                                   });
                     }) &&
        llvm::all_of(pattern.masks, [&](const Condition &mask) {
          return take(openMasks, mask,
                      [&](const Condition &a, const Condition &b) {
                        return isSame(a, b, bound);
                      });
        });
    if (isSameSum && open.empty() && openMasks.empty())
      return true;
    axes.rollback(start);
    return false;
  }

  Operation *findConcatenation() {
    for (const Product &term : algebra.getScores(weights.exponents).terms)
      for (const Factor &factor : term.factors)
        if (isConcatenation(factor.element->operation))
          return factor.element->operation;
    return nullptr;
  }

  //===--------------------------------------------------------------------===//
  // Conditions on weights that are not masks
  //===--------------------------------------------------------------------===//

  /// `a3.attention` gives zeros for a query without admitted rows, so what
  /// replaces NaN by zero there says nothing new.
  Refusal checkGuards(const Element *) {
    scores = algebra.getScores(weights.exponents);
    weights.masks.append(outer.masks);
    for (const Condition &condition : weights.masks) {
      if (isGuard(condition))
        continue;
      Operation *where = condition.element->operation;
      if (algebra.dependsOnSoftmax(condition.element))
        return refuse(Reason::WeightsChanged, where);
      bool polarity = true;
      const Element *computed =
          algebra.getCondition(condition.element, polarity);
      if (computed->is(Kind::Reduce) || isFloatComparison(computed))
        return refuse(Reason::UnknownGuard, where);
      // A query of which all weights are replaced has no admitted rows.
      match.masks.push_back(condition);
    }
    return std::nullopt;
  }

  static bool isFloatComparison(const Element *element) {
    return element->is(Kind::Equal) || element->is(Kind::NotEqual) ||
           element->is(Kind::Greater) || element->is(Kind::Unordered);
  }

  bool isGuard(const Condition &condition) {
    bool hides = !condition.admits;
    const Element *test = algebra.getCondition(condition.element, hides);
    if (isNanTest(test, hides))
      return true;
    // hides: all scores are -inf, or their maximum is.
    // otherwise: some score is not, or their maximum is not.
    const Element *rows = nullptr;
    Kind combiner = hides ? Kind::And : Kind::Or;
    if (test->is(Kind::Reduce) && test->combiner == combiner) {
      rows = test;
      bool polarity = hides;
      test = algebra.getCondition(test->operands[0], polarity);
      hides = polarity;
    }
    const Element *tested = getComparedToMinusInfinity(test, hides);
    if (!tested)
      return false;
    if (!rows) {
      rows = algebra.getComputed(tested);
      if (!rows->is(Kind::Reduce) || rows->combiner != Kind::Maximum)
        return false;
      tested = rows->operands[0];
    }
    Algebra other(reader);
    other.setSoftmaxAxes(rows->axes);
    ScoreSum guarded = other.getScores(Exponent{tested, 1});
    return haveSameTerms(scores, guarded, rows->axes, /*onlyVarying=*/true) &&
           axes.covers(rows->axes, match.rows);
  }

  bool isNanTest(const Element *test, bool hides) {
    bool isTest = hides ? test->is(Kind::NotEqual) || test->is(Kind::Unordered)
                        : test->is(Kind::Equal);
    return isTest && algebra.unify(test->operands[0], test->operands[1], {}) &&
           algebra.leadsToExponential(test->operands[0]);
  }

  const Element *getComparedToMinusInfinity(const Element *test, bool isEqual) {
    bool isTest = isEqual ? test->is(Kind::Equal)
                          : test->is(Kind::NotEqual) || test->is(Kind::Greater);
    if (!isTest)
      return nullptr;
    for (unsigned side : {1, 0}) {
      bool isSwappedGreater = side == 0 && test->is(Kind::Greater);
      if (!isSwappedGreater &&
          algebra.getComputed(test->operands[side])->isConstant(-INFINITY))
        return test->operands[1 - side];
    }
    return nullptr;
  }

  //===--------------------------------------------------------------------===//
  // scores = scale * sum over inner of query * key, and masks
  //===--------------------------------------------------------------------===//

  /// The one sum over products that `term` has as a factor, if any.
  const Element *getFirstProduct(const Product &term) {
    const Element *product = nullptr;
    for (const Factor &factor : term.factors) {
      if (!factor.element->isSum() || factor.isInverse ||
          !algebra.dependsOnSoftmax(factor.element))
        continue;
      if (product)
        return nullptr;
      product = factor.element;
    }
    return product;
  }

  Refusal matchScores(const Element *) {
    match.masks.append(scores.masks);
    SmallVector<const Product *> products, others;
    for (const Product &term : scores.terms) {
      if (!dependsOn(term, match.rows))
        continue;
      (getFirstProduct(term) ? products : others).push_back(&term);
    }
    if (!others.empty())
      return refuseTerm(*others.front(), !products.empty());
    Operation *where = weights.exponents.front().element->operation;
    if (products.empty())
      return refuse(Reason::ScoresNotAProduct, where);
    if (products.size() > 1)
      return refuse(Reason::SeveralProducts,
                    getFirstProduct(*products[1])->operation);
    return matchProduct(*products.front());
  }

  /// Why a term that is not a product of queries and keys is there.
  Refusal refuseTerm(const Product &term, bool hasProduct) {
    for (const Factor &factor : term.factors) {
      const Element *element = factor.element;
      if (!algebra.dependsOnSoftmax(element))
        continue;
      if (element->is(Kind::Read))
        element = algebra.getComputed(element);
      Operation *where = element->operation;
      if (isConcatenation(where))
        return refuse(Reason::ConcatenatedScores, where);
      bool isNumber = element->is(Kind::IntegerCast);
      if (!element->is(Kind::Read) && !isNumber &&
          containsProduct(element, /*depth=*/16))
        return refuse(Reason::NonlinearScores, where);
      if (!hasProduct)
        return refuse(Reason::ScoresNotAProduct, where);
      bool isMask = isNumber && term.factors.size() == 1 &&
                    std::abs(term.coefficient) >= -kHidingScore;
      return refuse(isMask ? Reason::MaskNotBoolean : Reason::DenseBias, where);
    }
    llvm_unreachable("the term depends on the softmax axis");
  }

  bool containsProduct(const Element *element, unsigned depth) {
    if (depth == 0 || !algebra.dependsOnSoftmax(element))
      return false;
    if (element->is(Kind::Read)) {
      const Element *next = algebra.getComputed(element);
      return next != element && containsProduct(next, depth - 1);
    }
    return element->isSum() ||
           llvm::any_of(element->operands, [&](const Element *operand) {
             return containsProduct(operand, depth - 1);
           });
  }

  Refusal matchProduct(const Product &term) {
    const Element *product = getFirstProduct(term);
    match.inner = product->axes;
    Product factors = algebra.getFactors(product->operands[0]);
    match.scale = term.coefficient * factors.coefficient;
    for (const Factor &factor : term.factors)
      if (factor.element != product)
        factors.factors.push_back(factor);
    for (const Factor &factor : factors.factors)
      (algebra.dependsOnSoftmax(factor.element) ? match.key : match.query)
          .push_back(factor);
    firstProduct = product->operation;
    if (match.query.empty() || match.key.empty())
      return refuse(Reason::ScoresNotAProduct, firstProduct);
    return std::nullopt;
  }

  //===--------------------------------------------------------------------===//
  // Masks and axes
  //===--------------------------------------------------------------------===//

  /// A condition on the scores themselves is not known before they are.
  Refusal checkMasks(const Element *) {
    for (const Condition &mask : match.masks) {
      bool polarity = true;
      const Element *test = algebra.getCondition(mask.element, polarity);
      if (!isFloatComparison(test))
        continue;
      for (const Element *operand : test->operands)
        for (const Product &term :
             algebra.getScores(Exponent{operand, 1}).terms)
          if (const Element *product = getFirstProduct(term);
              product && areSameComputation(product->operation->getResult(0),
                                            firstProduct->getResult(0)))
            return refuse(Reason::NonlinearScores, mask.element->operation);
    }
    return std::nullopt;
  }

  bool dependsOn(ArrayRef<Factor> factors, Axis atom) {
    return llvm::any_of(factors, [&](const Factor &factor) {
      return algebra.dependsOn(factor.element, atom);
    });
  }

  Refusal classifyAxes(const Element *) {
    SmallVector<Axis> resultAtoms = axes.getAtoms(match.resultAxes);
    match.rows = axes.getAtoms(match.rows);
    match.inner = axes.getAtoms(match.inner);
    for (ArrayRef<Axis> group :
         {ArrayRef<Axis>(resultAtoms), ArrayRef<Axis>(match.rows),
          ArrayRef<Axis>(match.inner)})
      for (Axis atom : group)
        if (axes.getSize(atom) <= 0)
          return refuse(Reason::DynamicShape, match.secondProduct);

    for (Axis atom : resultAtoms)
      if (dependsOn(match.key, atom) && !dependsOn(match.query, atom) &&
          !dependsOn(match.value, atom))
        return refuse(Reason::ScoresNotBilinear, firstProduct);

    for (Axis atom : resultAtoms) {
      bool inQuery = dependsOn(match.query, atom);
      bool inKey = dependsOn(match.key, atom);
      bool inValue = dependsOn(match.value, atom);
      bool inMask = llvm::any_of(match.masks, [&](const Condition &mask) {
        return algebra.dependsOn(mask.element, atom);
      });
      // One factor for each weight, beside the values: dropout, or a gate.
      bool hasOthers = llvm::any_of(match.value, [&](const Factor &factor) {
        return !algebra.dependsOn(factor.element, atom);
      });
      if (inQuery && inValue && !inKey)
        return refuse(hasOthers ? Reason::WeightsChanged
                                : Reason::ValuesDependOnQuery,
                      match.secondProduct);
      bool isColumn = inValue && !inQuery && !inKey && !inMask;
      bool isQuery = inQuery && !inKey && !inValue;
      (isColumn  ? match.columns
       : isQuery ? match.queries
                 : match.batch)
          .push_back(atom);
    }
    return std::nullopt;
  }

  TensorReader &reader;
  AxisSpace &axes;
  Algebra algebra;
  AttentionMatch match;
  WeightProduct outer, weights;
  SmallVector<const Element *> divisors;
  ScoreSum scores;
  Operation *firstProduct = nullptr;
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
    // The products first: the quotient by the sum is then known when the uses
    // of the sum lead there.
    collectExponentials(reader.expand(readWhole(sum)), /*depth=*/16);
    visitAll();
    sums.insert(sum);
    for (Value value : sums)
      follow(value);
    visitAll();
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

  void follow(Value value) {
    if (followed.insert(value).second)
      worklist.push_back(value);
  }

  static bool hasExponential(const Element *element) {
    return element->is(Kind::Exponential) || element->is(Kind::Power) ||
           llvm::any_of(element->operands, hasExponential);
  }

  /// The tensors between the sum and its exponentials, these included.
  void collectExponentials(const Element *element, unsigned depth) {
    if (!element || depth == 0)
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
    return element->value == value ||
           llvm::any_of(element->operands, [&](const Element *operand) {
             return mentions(operand, value);
           });
  }

  void visitAll() {
    while (!worklist.empty())
      visitUsers(worklist.pop_back_val());
  }

  void visitUsers(Value value) {
    for (Operation *user : value.getUsers()) {
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
      auto type = dyn_cast<RankedTensorType>(result.getType());
      const Element *element =
          type ? reader.expand(readWhole(result)) : nullptr;
      if (!element)
        return false;
      // The tensor may only lend its shape.
      if (!mentions(element, value) || isMatched(result))
        continue;
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

  /// The division may come some views, casts or guards after the product.
  Refusal tryToMatch(Value value) {
    constexpr unsigned kFarthest = 8;
    Refusal first;
    for (unsigned step = 0; step < kFarthest; ++step) {
      Matcher matcher(reader);
      Refusal current = matcher.run(value);
      if (!current) {
        matches.push_back(matcher.takeMatch());
        return std::nullopt;
      }
      if (!first)
        first = current;
      if (current->reason != Reason::NotNormalised)
        return current;
      if (!value.hasOneUse())
        return first;
      Operation *user = *value.getUsers().begin();
      if (user->getNumResults() != 1 ||
          !isa<RankedTensorType>(user->getResult(0).getType()))
        return first;
      value = user->getResult(0);
      const Element *element = reader.expand(readWhole(value));
      if (!element || element->is(Kind::Reduce))
        return first;
    }
    return first;
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
};
} // namespace

/// Whether `value` sums exponentials, and nothing that varies otherwise.
static bool isNormalisation(OpResult value) {
  if (!isa<RankedTensorType>(value.getType()) ||
      !isa<FloatType>(getElementTypeOrSelf(value)))
    return false;
  TensorReader reader;
  Algebra algebra(reader);
  SmallVector<Axis> axes;
  const Element *sum = reader.expand(reader.readWhole(value, axes));
  if (sum && sum->is(Kind::Add))
    sum = sum->operands[1];
  if (!sum || !sum->isSum() || !algebra.leadsToExponential(sum->operands[0]))
    return false;
  WeightProduct weights = algebra.getWeights(sum->operands[0]);
  bool isVarying = llvm::any_of(weights.exponents, [&](const Exponent &e) {
    return algebra.dependsOn(e.element, sum->axes);
  });
  // What has been normalised already is averaged, not normalised again.
  return isVarying && llvm::none_of(weights.factors, [&](const Factor &factor) {
           return factor.isInverse
                      ? algebra.leadsToExponential(factor.element, true)
                      : algebra.dependsOn(factor.element, sum->axes);
         });
}

static bool canReduce(Operation *op) {
  if (auto structured = dyn_cast<linalg::LinalgOp>(op))
    return structured.getNumReductionLoops() > 0;
  return isa<tosa::ReduceSumOp>(op);
}

SmallVector<OpResult> a3::findNormalisations(Operation *scope) {
  SmallVector<OpResult> sums;
  scope->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (!canReduce(op))
      return;
    for (OpResult result : op->getResults())
      if (isNormalisation(result))
        sums.push_back(result);
  });
  return sums;
}

AttentionResult a3::analyzeAttention(OpResult sum, TensorReader &reader) {
  return SiteSearch(sum, reader).run();
}
