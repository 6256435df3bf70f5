//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttentionMatcher.h"

#include "a3/Analysis/Concatenation.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/SetVector.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;
using Reason = RefusalReason;

static Refusal refuse(Reason reason, Operation *operation) {
  return AttentionRefusal{reason, operation};
}

bool a3::isConcatenation(Operation *op) {
  return isa_and_present<tensor::ConcatOp, tensor::InsertSliceOp,
                         tosa::ConcatOp, tosa::ScatterOp>(op);
}

namespace {
/// Proves that one value is attention, by writing its elements out.
class Matcher {
public:
  Matcher(TensorReader &reader, AttentionMatch &match)
      : reader(reader), axes(reader.getAxes()), algebra(reader), match(match) {}

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

private:
  /// The weighted values of some rows, with what divides and hides them.
  struct Part {
    const Element *sum;
    WeightProduct outer, weights;
    SmallVector<const Element *> divisors;
    /// What is constant along the rows, and so may as well come after them.
    Product after;
    ScoreSum scores;
    /// Of the scores: what the rows' parts must agree in.
    Product query;
    SmallVector<Axis> inner;
    Operation *firstProduct = nullptr;
    RowPart rows;
  };

  Refusal forEachPart(Refusal (Matcher::*step)(Part &)) {
    for (Part &part : parts)
      if (Refusal refusal = (this->*step)(part))
        return refusal;
    return std::nullopt;
  }

  //===--------------------------------------------------------------------===//
  // result = sum over rows of weight * value, all over denominator
  //===--------------------------------------------------------------------===//

  Refusal findSecondProduct(const Element *result) {
    if (Refusal refusal = addParts(result, WeightProduct(), /*depth=*/0))
      return refusal;
    match.secondProduct = parts.front().sum->operation;
    if (parts.size() > 1 && !joinParts()) {
      // They may have been added up in another order.
      std::reverse(parts.begin(), parts.end());
      joinParts();
    }
    splitParts();
    SmallVector<Axis> rows;
    for (const Part &part : parts)
      llvm::append_range(rows, part.sum->axes);
    algebra.setSoftmaxAxes(rows);
    return forEachPart(&Matcher::splitWeights);
  }

  /// The sums that `element` times `outer` adds up.
  Refusal addParts(const Element *element, WeightProduct outer,
                   unsigned depth) {
    constexpr unsigned kDeepest = 16;
    Operation *root = match.result.getDefiningOp();
    WeightProduct product = algebra.getWeights(element);
    outer.coefficient *= product.coefficient;
    outer.exponents.append(product.exponents);
    outer.masks.append(product.masks);
    const Element *sum = nullptr;
    for (const Factor &factor : product.factors) {
      const Element *computed = algebra.getComputed(factor.element);
      bool isSum = product.factors.size() == 1 ||
                   algebra.leadsToExponential(computed, /*isInverse=*/true);
      if (factor.isInverse || !isSum) {
        outer.factors.push_back(factor);
        continue;
      }
      if (sum)
        return refuse(Reason::NoSecondProduct, root);
      sum = computed;
    }
    if (sum && sum->is(Kind::Add) && depth < kDeepest) {
      for (const Element *term : sum->operands)
        if (Refusal refusal = addParts(term, outer, depth + 1))
          return refusal;
      return std::nullopt;
    }
    // A product with the sum in it, computed before.
    bool isProduct = sum && (sum->is(Kind::Multiply) || sum->is(Kind::Divide) ||
                             sum->is(Kind::Negate) || sum->is(Kind::Select));
    if (isProduct && depth < kDeepest)
      return addParts(sum, outer, depth + 1);
    if (!sum || !sum->isSum())
      return refuse(Reason::NoSecondProduct, root);
    parts.push_back({sum, outer});
    return std::nullopt;
  }

  /// Sees the pieces of concatenated scores as parts of their own.
  void splitParts() {
    // Each is compared with the others.
    constexpr size_t kMostParts = 256;
    SmallVector<Part, 1> split;
    for (const Part &part : parts)
      for (const Element *piece : splitSum(part.sum, reader))
        split.push_back({piece, part.outer});
    if (split.size() > kMostParts)
      return;
    parts = std::move(split);
  }

  /// Sees all rows at once, if the parts are slices of the same tensors.
  bool joinParts() {
    std::optional<SmallVector<Axis>> rows = getRowAxes();
    if (!rows)
      return false;
    SmallVector<const Element *> bodies;
    for (const Part &part : parts) {
      if (!isSameOuter(part.outer, parts.front().outer))
        return false;
      bodies.push_back(part.sum->operands.front());
    }
    SmallVector<int64_t> starts = getStarts(*rows);
    Axis all = axes.create(starts.back() + axes.getSize(rows->back()));
    const Element *body = generalizeAdjacent(bodies, IndexExpression::of(all),
                                             starts, *rows, reader);
    if (!body)
      return false;
    Part joined{reader.getBuilder().reduce(Kind::Add, all, body,
                                           parts.front().sum->operation),
                parts.front().outer};
    parts.assign({joined});
    return true;
  }

  bool isSameOuter(const WeightProduct &a, const WeightProduct &b) {
    auto isSameFactor = [](const Factor &x, const Factor &y) {
      return x.isInverse == y.isInverse && isSameRead(x.element, y.element);
    };
    return a.coefficient == b.coefficient && a.exponents.empty() &&
           b.exponents.empty() && a.masks.empty() && b.masks.empty() &&
           llvm::equal(a.factors, b.factors, isSameFactor);
  }

  /// Splits what is summed into weights, values and divisors.
  Refusal splitWeights(Part &part) {
    Operation *where = part.sum->operation;
    part.rows.rows = part.sum->axes;
    part.weights = algebra.getWeights(part.sum->operands[0]);
    part.weights.exponents.append(part.outer.exponents);
    part.weights.factors.append(part.outer.factors);
    algebra.cancelDivisors(part.weights);
    for (const Factor &factor : part.weights.factors) {
      if (algebra.isDivisor(factor))
        part.divisors.push_back(factor.element);
      else if (algebra.dependsOnSoftmax(factor.element))
        part.rows.value.push_back(factor);
      else
        addFactor(factor, part.after);
    }
    bool hasValue =
        llvm::any_of(part.weights.factors,
                     [](const Factor &factor) { return !factor.isInverse; });
    if (!hasValue)
      return refuse(Reason::NoSecondProduct, where);
    if (part.divisors.empty())
      return refuse(part.weights.exponents.empty() ? Reason::WeightsChanged
                                                   : Reason::NotNormalised,
                    where);
    if (part.rows.value.empty())
      return refuse(Reason::ValuesNotOverKeys, where);
    if (part.divisors.size() != 1)
      return refuse(Reason::WeightsChanged, where);
    return std::nullopt;
  }

  /// What is multiplied and divided by the same is neither.
  void addFactor(const Factor &factor, Product &product) {
    auto *inverse = llvm::find_if(product.factors, [&](const Factor &other) {
      return other.isInverse != factor.isInverse &&
             algebra.unify(other.element, factor.element, {});
    });
    if (inverse == product.factors.end())
      product.factors.push_back(factor);
    else
      product.factors.erase(inverse);
  }

  //===--------------------------------------------------------------------===//
  // denominator = sum over rows of weight
  //===--------------------------------------------------------------------===//

  Refusal checkDenominator(const Element *) {
    const Element *divisor = parts.front().divisors.front();
    for (const Part &part : llvm::drop_begin(parts))
      if (!algebra.unify(divisor, part.divisors.front(), {}))
        return refuse(Reason::DenominatorDiffers,
                      part.divisors.front()->operation);
    SmallVector<const Element *> sums;
    if (!addSums(divisor, sums))
      return refuse(Reason::DenominatorDiffers, divisor->operation);
    cutLikeParts(sums);
    SmallVector<Part *> open(llvm::make_pointer_range(parts));
    for (const Element *sum : sums) {
      Refusal first;
      auto same = llvm::find_if(open, [&](Part *part) {
        Refusal refusal = matchDenominator(*part, sum);
        if (refusal && !first)
          first = refusal;
        return !refusal;
      });
      if (same == open.end()) {
        if (Operation *concatenation = findConcatenation(divisor))
          return refuse(Reason::ConcatenatedScores, concatenation);
        return first ? first
                     : refuse(Reason::DenominatorDiffers, sum->operation);
      }
      open.erase(same);
    }
    if (!open.empty())
      return refuse(Reason::DenominatorDiffers, divisor->operation);
    match.after = parts.front().after;
    for (const Part &part : llvm::drop_begin(parts))
      if (!algebra.unify(match.after, part.after, {}))
        return refuse(Reason::WeightsChanged, part.sum->operation);
    return std::nullopt;
  }

  bool addSums(const Element *divisor, SmallVectorImpl<const Element *> &sums) {
    constexpr size_t kMostSums = 64;
    const Element *computed = algebra.getComputed(divisor);
    if (computed->is(Kind::Add) && sums.size() < kMostSums)
      return llvm::all_of(computed->operands, [&](const Element *term) {
        return addSums(term, sums);
      });
    if (!computed->isSum())
      return false;
    llvm::append_range(sums, splitSum(computed, reader));
    return true;
  }

  /// The weights may have been summed at once and multiplied part by part.
  void cutLikeParts(SmallVectorImpl<const Element *> &sums) {
    std::optional<SmallVector<Axis>> rows = getRowAxes();
    SmallVector<Axis> summed = axes.getAtoms(sums.front()->axes);
    if (!rows || rows->size() < 2 || sums.size() != 1 || summed.size() != 1)
      return;
    auto cut = cutSum(sums.front(), summed.front(), getStarts(*rows), reader);
    if (cut.size() == rows->size())
      sums.assign(cut.begin(), cut.end());
  }

  /// The axis of the rows of each part, if it is one.
  std::optional<SmallVector<Axis>> getRowAxes() {
    SmallVector<Axis> rows;
    for (const Part &part : parts) {
      // A single row has an axis that is no atom.
      SmallVector<Axis> atoms = axes.getAtoms(part.sum->axes);
      if (atoms.empty())
        atoms.assign(part.sum->axes);
      if (atoms.size() != 1)
        return std::nullopt;
      rows.push_back(atoms.front());
    }
    return rows;
  }

  SmallVector<int64_t> getStarts(ArrayRef<Axis> rows) {
    SmallVector<int64_t> starts;
    int64_t start = 0;
    for (Axis axis : rows) {
      starts.push_back(start);
      start += axes.getSize(axis);
    }
    return starts;
  }

  /// Whether `divisor` is the sum of the weights of `part`. On failure the
  /// part is as it was.
  Refusal matchDenominator(Part &part, const Element *divisor) {
    Operation *where = divisor->operation;
    WeightProduct summed = algebra.getWeights(divisor->operands[0]);
    AxisSpace::Checkpoint start = axes.checkpoint();
    if (summed.exponents.empty() ||
        !haveSameExponents(part, summed, divisor->axes))
      return refuse(Reason::DenominatorDiffers, where);
    if (!summed.factors.empty()) {
      bool isMask = haveFactors(part, summed.factors, divisor->axes);
      axes.rollback(start);
      if (!isMask)
        return refuse(Reason::DenominatorDiffers, where);
      Operation *mask =
          algebra.getComputed(summed.factors.front().element)->operation;
      return refuse(Reason::MaskNotBoolean, mask ? mask : where);
    }
    if (!axes.covers(divisor->axes, part.rows.rows)) {
      axes.rollback(start);
      return refuse(Reason::SoftmaxAxisDiffers, part.sum->operation);
    }
    SmallVector<Condition> shared, others(part.weights.masks);
    for (const Condition &mask : summed.masks) {
      auto same = llvm::find_if(others, [&](const Condition &other) {
        return isSame(other, mask, divisor->axes);
      });
      if (same == others.end()) {
        axes.rollback(start);
        return refuse(Reason::DenominatorDiffers, where);
      }
      shared.push_back(*same);
      others.erase(same);
    }
    part.after.coefficient =
        part.weights.coefficient * part.outer.coefficient / summed.coefficient;
    part.rows.masks = shared;
    part.weights.masks = others;
    return std::nullopt;
  }

  /// Whether the weights of `part` have all of `factors`, over `bound`.
  bool haveFactors(const Part &part, ArrayRef<Factor> factors,
                   ArrayRef<Axis> bound) {
    return llvm::all_of(factors, [&](const Factor &wanted) {
      return llvm::any_of(part.weights.factors, [&](const Factor &factor) {
        return factor.isInverse == wanted.isInverse &&
               algebra.unify(factor.element, wanted.element, bound);
      });
    });
  }

  bool haveSameExponents(const Part &part, const WeightProduct &summed,
                         ArrayRef<Axis> bound) {
    if (haveSameExponentsAsWritten(part, summed.exponents, bound))
      return true;
    ScoreSum ours = algebra.getScores(part.weights.exponents);
    // Both sides stop at the same reads only if both look as deep.
    Algebra other(reader);
    other.setSoftmaxAxes(bound);
    ScoreSum theirs = other.getScores(summed.exponents);
    return haveSameTerms(part, ours, theirs, bound, /*isPartial=*/false);
  }

  bool haveSameExponentsAsWritten(const Part &part, ArrayRef<Exponent> pattern,
                                  ArrayRef<Axis> bound) {
    AxisSpace::Checkpoint start = axes.checkpoint();
    SmallVector<Exponent> open(part.weights.exponents);
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
    if (target.admits == pattern.admits &&
        algebra.unify(target.element, pattern.element, bound))
      return true;
    // One of them may be negated where it is computed.
    bool targetAdmits = target.admits, patternAdmits = pattern.admits;
    const Element *test = algebra.getCondition(target.element, targetAdmits);
    const Element *other = algebra.getCondition(pattern.element, patternAdmits);
    return targetAdmits == patternAdmits && algebra.unify(test, other, bound);
  }

  bool dependsOn(const Product &term, ArrayRef<Axis> group) {
    return llvm::any_of(term.factors, [&](const Factor &factor) {
      return algebra.dependsOn(factor.element, group);
    });
  }

  /// Whether `pattern` over `bound` is `target` over the rows. With `isPartial`
  /// it may lack terms and masks, and have others that are constant along them.
  bool haveSameTerms(const Part &part, const ScoreSum &target,
                     const ScoreSum &pattern, ArrayRef<Axis> bound,
                     bool isPartial) {
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
      if (!isPartial || dependsOn(term, part.rows.rows))
        open.push_back(term);
    SmallVector<Condition> openMasks(target.masks);
    bool isSameSum =
        llvm::all_of(pattern.terms,
                     [&](const Product &term) {
                       return (isPartial && !dependsOn(term, bound)) ||
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
    if (isSameSum && (isPartial || (open.empty() && openMasks.empty())))
      return true;
    axes.rollback(start);
    return false;
  }

  /// Where the scores are concatenated whose weights `divisor` sums.
  Operation *findConcatenation(const Element *divisor) {
    const Element *sum = algebra.getComputed(divisor);
    if (!sum->isSum())
      return nullptr;
    Algebra other(reader);
    other.setSoftmaxAxes(sum->axes);
    const Element *pieces = other.findConcatenation(sum->operands.front());
    return pieces ? pieces->operation : nullptr;
  }

  //===--------------------------------------------------------------------===//
  // Conditions on weights that are not masks
  //===--------------------------------------------------------------------===//

  Refusal checkGuards(const Element *) {
    return forEachPart(&Matcher::checkGuards);
  }

  /// `a3.attention` gives zeros for a query without admitted rows, so what
  /// replaces NaN by zero there says nothing new.
  Refusal checkGuards(Part &part) {
    part.scores = algebra.getScores(part.weights.exponents);
    part.weights.masks.append(part.outer.masks);
    for (const Condition &condition : part.weights.masks) {
      if (isGuard(part, condition))
        continue;
      if (isMaskOf(part, condition, {}))
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
      part.rows.masks.push_back(condition);
    }
    return std::nullopt;
  }

  static bool isFloatComparison(const Element *element) {
    bool isComparison =
        element->is(Kind::Equal) || element->is(Kind::NotEqual) ||
        element->is(Kind::Greater) || element->is(Kind::Unordered);
    return isComparison &&
           llvm::any_of(element->operation->getOperandTypes(), [](Type type) {
             return isa<FloatType>(getElementTypeOrSelf(type));
           });
  }

  /// Whether the condition hides only queries without admitted rows.
  bool isGuard(const Part &part, const Condition &condition) {
    bool hides = !condition.admits;
    const Element *test = algebra.getCondition(condition.element, hides);
    if (algebra.evaluate(test) == (hides ? 0 : 1) || isNanTest(test, hides))
      return true;
    // hides: all scores are -inf, or their maximum is.
    // otherwise: some score is not, or their maximum is not.
    const Element *rows = nullptr;
    Kind combiner = hides ? Kind::And : Kind::Or;
    if (test->is(Kind::Reduce) && test->combiner == combiner) {
      rows = test;
      test = algebra.getCondition(test->operands[0], hides);
    }
    const Element *tested = getComparedToMinusInfinity(test, hides);
    if (!tested)
      return rows && isMaskOf(part, {test, /*admits=*/!hides}, rows->axes);
    if (!rows) {
      // A positive factor does not matter to infinity.
      Product product = algebra.getFactors(tested);
      if (product.factors.size() != 1 || product.coefficient <= 0)
        return false;
      rows = algebra.getComputed(product.factors.front().element);
      if (!rows->is(Kind::Reduce) || rows->combiner != Kind::Maximum)
        return false;
      tested = rows->operands[0];
    }
    Algebra other(reader);
    other.setSoftmaxAxes(rows->axes);
    ScoreSum guarded = other.getScores(Exponent{tested, 1});
    return haveSameTerms(part, part.scores, guarded, rows->axes,
                         /*isPartial=*/true) &&
           axes.covers(rows->axes, part.rows.rows);
  }

  /// Whether `condition` over the axes of `bound`, if any, is a mask of the
  /// rows.
  bool isMaskOf(const Part &part, const Condition &condition,
                ArrayRef<Axis> bound) {
    auto isMask = [&](const Condition &mask) {
      AxisSpace::Checkpoint start = axes.checkpoint();
      if (isSame(mask, condition, bound) &&
          (bound.empty() || axes.covers(bound, part.rows.rows)))
        return true;
      axes.rollback(start);
      return false;
    };
    return llvm::any_of(part.scores.masks, isMask) ||
           llvm::any_of(part.rows.masks, isMask);
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
    if (Refusal refusal = forEachPart(&Matcher::matchScores))
      return refusal;
    const Part &first = parts.front();
    for (const Part &part : parts)
      if (parts.size() > 1 && !part.rows.bias.empty())
        return refuse(Reason::DenseBias, match.biasSource);
    for (const Part &part : llvm::drop_begin(parts))
      if (!algebra.unify(first.query, part.query, part.inner) ||
          !axes.covers(part.inner, first.inner))
        return refuse(Reason::ConcatenatedScores, part.firstProduct);
    match.inner = first.inner;
    match.scale = first.query.coefficient;
    if (!std::isfinite(static_cast<float>(match.scale)))
      return refuse(Reason::ScoresNotAProduct, first.firstProduct);
    match.query = first.query.factors;
    return std::nullopt;
  }

  Refusal matchScores(Part &part) {
    part.rows.masks.append(part.scores.masks);
    for (Product &term : part.scores.terms)
      dropMaskFactors(part, term);
    SmallVector<const Product *> products, others;
    for (const Product &term : part.scores.terms) {
      if (!dependsOn(term, part.rows.rows))
        continue;
      (getFirstProduct(term) ? products : others).push_back(&term);
    }
    for (const Product *term : others)
      if (Refusal refusal = addBias(part, *term, !products.empty()))
        return refusal;
    Operation *where = part.weights.exponents.front().element->operation;
    if (products.empty())
      return refuse(Reason::ScoresNotAProduct, where);
    if (products.size() > 1)
      return refuse(Reason::SeveralProducts,
                    getFirstProduct(*products[1])->operation);
    return matchProduct(part, *products.front());
  }

  /// A factor that is not 0 where a row is admitted says nothing elsewhere.
  void dropMaskFactors(const Part &part, Product &term) {
    llvm::erase_if(term.factors, [&](const Factor &factor) {
      const Element *cast = factor.element;
      if (factor.isInverse || !cast->is(Kind::BooleanCast))
        return false;
      Condition admitted{cast->operands[0], /*admits=*/true};
      bool isMask = llvm::any_of(part.rows.masks, [&](const Condition &mask) {
        return isSame(mask, admitted, {});
      });
      if (isMask)
        term.coefficient *= cast->constant;
      return isMask;
    });
  }

  /// Whether `term` is a number times a tanh, the operation `last`.
  static bool isSoftcap(const Product &term, Operation *last) {
    return term.factors.size() == 1 && !term.factors.front().isInverse &&
           isa_and_present<math::TanhOp, tosa::TanhOp>(last);
  }

  /// Takes a term that is not a product of queries and keys for a bias.
  Refusal addBias(Part &part, const Product &term, bool hasProduct) {
    Operation *source = nullptr;
    for (const Factor &factor : term.factors) {
      const Element *element = factor.element;
      if (!algebra.dependsOnSoftmax(element))
        continue;
      if (element->is(Kind::Read))
        element = algebra.getComputed(element);
      Operation *where = element->operation;
      if (!where)
        where = reader.followViews(factor.element)->operation;
      if (isConcatenation(where))
        return refuse(Reason::ConcatenatedScores, where);
      bool isNumber = element->is(Kind::IntegerCast);
      if (!element->is(Kind::Read) && !isNumber &&
          algebra.containsProduct(element))
        return refuse(isSoftcap(term, where) ? Reason::Softcap
                                             : Reason::NonlinearScores,
                      where);
      if (!hasProduct)
        return refuse(Reason::ScoresNotAProduct, where);
      bool isMask = isNumber && term.factors.size() == 1 &&
                    std::abs(term.coefficient) >= -kHidingScore;
      if (isMask)
        return refuse(Reason::MaskNotBoolean, where);
      source = where;
    }
    if (!match.biasSource)
      match.biasSource = source;
    part.rows.bias.push_back(term);
    return std::nullopt;
  }

  Refusal matchProduct(Part &part, const Product &term) {
    const Element *product = getFirstProduct(term);
    part.inner = product->axes;
    part.firstProduct = product->operation;
    Product factors = algebra.getFactors(product->operands[0]);
    part.query.coefficient = term.coefficient * factors.coefficient;
    for (const Factor &factor : term.factors)
      if (factor.element != product)
        factors.factors.push_back(factor);
    for (const Factor &factor : factors.factors)
      (algebra.dependsOnSoftmax(factor.element) ? part.rows.key
                                                : part.query.factors)
          .push_back(factor);
    if (part.query.factors.empty() || part.rows.key.empty())
      return refuse(Reason::ScoresNotAProduct, part.firstProduct);
    for (const Factor &factor : term.factors)
      if (factor.element != product &&
          isComputedFrom(factor.element, part.firstProduct))
        return refuse(Reason::NonlinearScores, factor.element->operation);
    for (const Product &bias : part.rows.bias)
      for (const Factor &factor : bias.factors)
        if (isComputedFrom(factor.element, part.firstProduct))
          return refuse(Reason::NonlinearScores, part.firstProduct);
    return std::nullopt;
  }

  /// Whether `source` is among the nearest operations before `element`.
  static bool isComputedFrom(const Element *element, Operation *source) {
    constexpr size_t kFarthest = 64;
    llvm::SetVector<Operation *> before;
    bool isRead = element->is(Kind::Read);
    if (Operation *op =
            isRead ? element->value.getDefiningOp() : element->operation)
      before.insert(op);
    for (size_t i = 0; i < before.size() && before.size() < kFarthest; ++i)
      for (Value operand : before[i]->getOperands())
        if (Operation *op = operand.getDefiningOp())
          before.insert(op);
    return before.contains(source);
  }

  //===--------------------------------------------------------------------===//
  // Masks and axes
  //===--------------------------------------------------------------------===//

  Refusal checkMasks(const Element *) {
    if (Refusal refusal = forEachPart(&Matcher::checkMasks))
      return refusal;
    for (const Part &part : parts)
      match.parts.push_back(part.rows);
    return std::nullopt;
  }

  /// A condition on the scores themselves is not known before they are.
  Refusal checkMasks(Part &part) {
    for (const Condition &mask : part.rows.masks) {
      bool polarity = true;
      const Element *test = algebra.getCondition(mask.element, polarity);
      if (isComputedFrom(test, part.firstProduct) || comparesScores(part, test))
        return refuse(Reason::NonlinearScores, mask.element->operation);
    }
    return std::nullopt;
  }

  /// Whether `test` compares the scores, computed a second time perhaps.
  bool comparesScores(const Part &part, const Element *test) {
    if (!isFloatComparison(test))
      return false;
    for (const Element *operand : test->operands)
      for (const Product &term : algebra.getScores(Exponent{operand, 1}).terms)
        if (const Element *product = getFirstProduct(term);
            product && areSameComputation(product->operation->getResult(0),
                                          part.firstProduct->getResult(0)))
          return true;
    return false;
  }

  bool dependsOn(ArrayRef<Factor> factors, Axis atom) {
    return llvm::any_of(factors, [&](const Factor &factor) {
      return algebra.dependsOn(factor.element, atom);
    });
  }

  Refusal classifyAxes(const Element *) {
    auto isInOrder = [&](Axis axis) { return axes.isInOrder(axis); };
    if (!llvm::all_of(match.resultAxes, isInOrder))
      return refuse(Reason::UnsupportedOperand, match.secondProduct);
    SmallVector<Axis> resultAtoms = axes.getAtoms(match.resultAxes);
    match.inner = axes.getAtoms(match.inner);
    SmallVector<Axis> all(resultAtoms);
    llvm::append_range(all, match.inner);
    for (RowPart &part : match.parts) {
      part.rows = axes.getAtoms(part.rows);
      llvm::append_range(all, part.rows);
    }
    for (Axis atom : all)
      if (axes.getSize(atom) <= 0)
        return refuse(Reason::DynamicShape, match.secondProduct);

    auto isInKey = [&](Axis atom) {
      return llvm::any_of(match.parts, [&](const RowPart &part) {
        return dependsOn(part.key, atom);
      });
    };
    auto isInValue = [&](Axis atom) {
      return llvm::any_of(match.parts, [&](const RowPart &part) {
        return dependsOn(part.value, atom);
      });
    };
    for (Axis atom : resultAtoms) {
      bool isOfKeysAlone =
          isInKey(atom) && !dependsOn(match.query, atom) && !isInValue(atom);
      if (isOfKeysAlone || isInScoresOnly(atom))
        return refuse(Reason::ScoresNotBilinear, parts.front().firstProduct);
    }

    for (Axis atom : resultAtoms) {
      bool inQuery = dependsOn(match.query, atom);
      bool inKey = isInKey(atom), inValue = isInValue(atom);
      if (inQuery && inValue && !inKey)
        return refuse(hasValueWithout(atom) ? Reason::WeightsChanged
                                            : Reason::ValuesDependOnQuery,
                      match.secondProduct);
      bool isColumn =
          inValue && !inQuery && !inKey && !isInMask(atom) && !isInBias(atom);
      bool isQuery = inQuery && !inKey && !inValue;
      (isColumn  ? match.columns
       : isQuery ? match.queries
                 : match.batch)
          .push_back(atom);
    }
    return std::nullopt;
  }

  /// Whether a factor of the scores varies along `atom` with the keys, which do
  /// not: each query would have keys of its own.
  bool isInScoresOnly(Axis atom) {
    return llvm::any_of(match.parts, [&](const RowPart &part) {
      bool isInFactor = false;
      for (const Factor &factor : part.key) {
        if (!algebra.dependsOn(factor.element, atom))
          continue;
        if (algebra.dependsOn(factor.element, match.inner))
          return false;
        isInFactor = true;
      }
      return isInFactor;
    });
  }

  bool isInMask(Axis atom) {
    return llvm::any_of(match.parts, [&](const RowPart &part) {
      return llvm::any_of(part.masks, [&](const Condition &mask) {
        return algebra.dependsOn(mask.element, atom);
      });
    });
  }

  bool isInBias(Axis atom) {
    return llvm::any_of(match.parts, [&](const RowPart &part) {
      return llvm::any_of(part.bias, [&](const Product &term) {
        return dependsOn(term.factors, atom);
      });
    });
  }

  /// One factor for each weight, beside the values: dropout, or a gate.
  bool hasValueWithout(Axis atom) {
    return llvm::any_of(match.parts, [&](const RowPart &part) {
      return llvm::any_of(part.value, [&](const Factor &factor) {
        return !algebra.dependsOn(factor.element, atom);
      });
    });
  }

  TensorReader &reader;
  AxisSpace &axes;
  Algebra algebra;
  AttentionMatch &match;
  SmallVector<Part, 1> parts;
};
} // namespace

Refusal a3::matchAttention(Value value, TensorReader &reader,
                           AttentionMatch &match) {
  return Matcher(reader, match).run(value);
}
