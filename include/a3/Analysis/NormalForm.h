//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_NORMALFORM_H
#define A3_ANALYSIS_NORMALFORM_H

#include "a3/Analysis/TensorComputation.h"

namespace mlir::a3 {

/// Added to a score of ordinary size, this leaves a weight of zero in any float
/// format: models use -inf, the lowest finite float, -1e9 or -1e4.
inline constexpr double kHidingScore = -1.0e3;

/// No score is lower unless it is hidden: the lowest float of 16 bits.
inline constexpr double kLowestScore = -65504;

struct Factor {
  const Element *element;
  bool isInverse = false;
};

/// coefficient * product of the factors.
struct Product {
  double coefficient = 1;
  SmallVector<Factor, 2> factors;

  Product times(const Product &other) const;
  Product inverted() const;
};

/// A row takes part where `element` is `admits`.
struct Condition {
  const Element *element;
  bool admits;
};

/// Scores as a sum of products, over the rows that the conditions admit. A
/// select between something and a number that hides a row is such a condition,
/// and so is a boolean that adds such a number.
struct ScoreSum {
  SmallVector<Product> terms;
  SmallVector<Condition> masks;
};

/// e to the sum of coefficient * element.
struct Exponent {
  const Element *element;
  double coefficient;
};

/// Weights as a product of exponentials, other factors and conditions under
/// which the weight is not zero. Division by the logarithm's argument stands
/// for the subtraction of a logarithm in an exponent.
struct WeightProduct {
  double coefficient = 1;
  SmallVector<Exponent> exponents;
  SmallVector<Factor> factors;
  SmallVector<Condition> masks;
};

/// The laws: brings elements into normal form and compares them. Follows reads
/// through tensors as far as a law asks for it.
class Algebra {
public:
  explicit Algebra(TensorReader &reader) : reader(reader) {}

  /// From here on, `axes` are the softmax axis: what does not depend on it is
  /// not looked into.
  void setSoftmaxAxes(ArrayRef<Axis> axes) { softmaxAxes.assign(axes); }

  WeightProduct getWeights(const Element *element);

  /// Applies the law that (w / s) / sum of (w / s) is w / sum of w, where s
  /// does not vary along the sum: what is normalised twice is normalised once.
  void cancelDivisors(WeightProduct &weights);

  ScoreSum getScores(ArrayRef<Exponent> exponents);

  /// The factors of `element`, following reads while they are one tensor times
  /// numbers. If no factor is free of the softmax axis, products of tensors
  /// are taken apart as well.
  Product getFactors(const Element *element);

  /// `condition` in terms of what its tensor was computed from, with negations
  /// taken into `polarity`.
  const Element *getCondition(const Element *condition, bool &polarity);

  /// The number that `element` is whatever the inputs are; a boolean is 0 or 1.
  std::optional<double> evaluate(const Element *element);

  /// Whether weights come from an exponential through factors alone, or, for a
  /// denominator, through sums.
  bool leadsToExponential(const Element *element, bool isInverse = false);

  /// Whether `factor` divides weights by their sum.
  bool isDivisor(const Factor &factor) {
    return factor.isInverse && leadsToExponential(factor.element, true);
  }

  /// Whether `element` varies along the softmax axis because of a sum over
  /// products in it.
  bool containsProduct(const Element *element);

  /// The concatenation along the softmax axis that `element`, a weight times
  /// others, or its scores come from.
  const Element *findConcatenation(const Element *element);

  /// Follows views and casts, and takes the last step to a computation.
  const Element *getComputed(const Element *element);

  /// Whether `element` varies along `axes`, seen through broadcasts and what is
  /// computed of them element by element.
  bool dependsOn(const Element *element, ArrayRef<Axis> axes);
  bool dependsOnSoftmax(const Element *element) {
    return dependsOn(element, softmaxAxes);
  }

  /// Whether `pattern` is `target` after renaming the axes of `bound`, which
  /// become defined. On failure nothing has been defined.
  bool unify(const Element *target, const Element *pattern,
             ArrayRef<Axis> bound);
  bool unify(const Product &target, const Product &pattern,
             ArrayRef<Axis> bound);

  bool isExhausted() const { return budget <= 0; }
  TensorReader &getReader() { return reader; }

private:
  /// False when the expression has become too large to go on.
  bool spend() {
    budget = std::max(budget - 1, 0);
    return budget > 0;
  }
  const Element *expand(const Element *read);
  /// What `read` is behind all views, or null.
  const Element *expandViews(const Element *read);
  bool computeLeadsToExponential(const Element *element, bool isInverse);
  const Element *getComparedBoolean(const Element *comparison, bool &polarity);
  std::optional<double> getConstant(const Element *element);
  bool isHiding(const Element *element, const Product &scale);
  /// The cast of a boolean that `element` is, by way of other integers.
  const Element *getBooleanCast(const Element *element);
  std::optional<double> evaluate(const Element *element, unsigned depth);
  bool dependsOn(const Element *element, ArrayRef<Axis> axes, unsigned depth);
  bool containsProduct(const Element *element, unsigned depth);
  bool isProductInPiece(const Element &pieces);
  /// The constant that `read` is, as a cast of a boolean, if apart from 0 it
  /// has one number only.
  const Element *getConstantMask(const Element *read);
  bool isAdditiveMask(const Element *element, double scale);
  void addZeroMask(const Element *read, ScoreSum &out);
  void addConstantTerms(const Element *read, const Product &scale,
                        ScoreSum &out);
  bool mentionsLogarithm(const Element *element);

  /// The element that `weights` stand for.
  const Element *buildProduct(const WeightProduct &weights,
                              Operation *operation);
  void addWeights(const Element *element, bool isInverse, WeightProduct &out);
  void addReadWeights(const Element *read, bool isInverse, WeightProduct &out);
  void addExponent(const Element *element, double coefficient,
                   WeightProduct &out);
  void mergeLikeTerms(ScoreSum &sum);
  void addTerms(const Element *element, const Product &scale, ScoreSum &out);
  void addProductTerms(const Element *element, const Product &scale,
                       ScoreSum &out);
  void addSelectTerms(const Element *select, const Product &scale,
                      ScoreSum &out);
  void addReadTerms(const Element *read, const Product &scale, ScoreSum &out);
  void flatten(const Element *element, bool isInverse, Product &out);
  bool takeApartOne(Product &product);
  bool unifyStructure(const Element *target, const Element *pattern,
                      ArrayRef<Axis> bound);
  bool unifyConstants(const Element *target, const Element *pattern,
                      ArrayRef<Axis> bound);

  TensorReader &reader;
  SmallVector<Axis> softmaxAxes;
  /// For each element, or each value that is read.
  DenseMap<const void *, bool> leads, leadsInverse;
  int budget = 8192;
};

/// `sum` as sums over the parts of `axis` that begin at `starts`, or nothing if
/// it is not an axis of the sum.
SmallVector<const Element *> cutSum(const Element *sum, Axis axis,
                                    ArrayRef<int64_t> starts,
                                    TensorReader &reader);

/// `sum`, over weights, as sums over the pieces that they or their scores are
/// concatenated from; `sum` alone if they are not.
SmallVector<const Element *> splitSum(const Element *sum, TensorReader &reader);

} // namespace mlir::a3

#endif // A3_ANALYSIS_NORMALFORM_H
