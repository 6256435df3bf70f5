//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/NormalForm.h"

#include "a3/Analysis/Concatenation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;

Product Product::times(const Product &other) const {
  Product result = *this;
  result.coefficient *= other.coefficient;
  llvm::append_range(result.factors, other.factors);
  return result;
}

Product Product::inverted() const {
  Product result = *this;
  result.coefficient = 1 / coefficient;
  for (Factor &factor : result.factors)
    factor.isInverse = !factor.isInverse;
  return result;
}

//===----------------------------------------------------------------------===//
// Following reads
//===----------------------------------------------------------------------===//

const Element *Algebra::expand(const Element *read) {
  if (!read->is(Kind::Read) || !spend())
    return nullptr;
  return reader.expand(read);
}

const Element *Algebra::expandViews(const Element *read) {
  if (!read->is(Kind::Read) || !spend())
    return nullptr;
  return reader.expandViews(read);
}

const Element *Algebra::getComputed(const Element *element) {
  while (true) {
    if (element->is(Kind::FloatCast)) {
      element = element->operands[0];
      continue;
    }
    if (!element->is(Kind::Read))
      return element;
    const Element *next = expand(element);
    if (!next)
      return element;
    element = next;
  }
}

std::optional<double> Algebra::getConstant(const Element *element) {
  while (element->is(Kind::FloatCast))
    element = element->operands[0];
  if (element->is(Kind::Read))
    element = reader.followViews(element);
  if (!element->isConstant())
    return std::nullopt;
  return element->constant;
}

std::optional<double> Algebra::evaluate(const Element *element) {
  constexpr unsigned kDepth = 16;
  return evaluate(element, kDepth);
}

std::optional<double> Algebra::evaluate(const Element *element,
                                        unsigned depth) {
  element = getComputed(element);
  if (element->isConstant())
    return element->constant;
  if (depth == 0 || !spend())
    return std::nullopt;
  // The largest of equals is one of them; a sum is not.
  if (element->is(Kind::Reduce) && element->combiner != Kind::Add)
    return evaluate(element->operands[0], depth - 1);
  if (element->operands.empty() || element->is(Kind::Reduce) ||
      element->is(Kind::Piecewise))
    return std::nullopt;
  SmallVector<double, 3> numbers;
  for (const Element *operand : element->operands) {
    std::optional<double> number = evaluate(operand, depth - 1);
    if (!number)
      return std::nullopt;
    numbers.push_back(*number);
  }
  return fold(element->kind, numbers);
}

const Element *Algebra::getBooleanCast(const Element *element) {
  while (element->is(Kind::IntegerCast)) {
    element = element->operands[0];
    while (element->is(Kind::Read)) {
      const Element *next = expand(element);
      if (!next)
        return getConstantMask(element);
      element = next;
    }
  }
  return element->is(Kind::BooleanCast) && element->constant != 0 ? element
                                                                  : nullptr;
}

bool Algebra::dependsOn(const Element *element, ArrayRef<Axis> axes) {
  constexpr unsigned kDepth = 8;
  return dependsOn(element, axes, kDepth);
}

/// A tensor has dimensions for what it is only broadcast along: that shows
/// where it is computed.
bool Algebra::dependsOn(const Element *element, ArrayRef<Axis> axes,
                        unsigned depth) {
  return anyOperand(element, [&](const Element *part) {
    if (!part->is(Kind::Read))
      return reader.getAxes().dependsOn(part->indices, axes);
    SmallVector<const Element *> chain;
    const Element *last = reader.followViews(part, &chain);
    if (last->isConstant() ||
        !reader.getAxes().dependsOn(chain.back()->indices, axes))
      return false;
    const Element *next = depth > 0 ? reader.expandViews(last) : nullptr;
    return !next || next->is(Kind::Reduce) || dependsOn(next, axes, depth - 1);
  });
}

const Element *Algebra::getCondition(const Element *condition, bool &polarity) {
  while (true) {
    if (condition->is(Kind::Not)) {
      polarity = !polarity;
      condition = condition->operands[0];
      continue;
    }
    if (!condition->is(Kind::Read)) {
      const Element *compared = getComparedBoolean(condition, polarity);
      if (!compared)
        return condition;
      condition = compared;
      continue;
    }
    const Element *next = expand(condition);
    if (!next)
      return condition;
    condition = next;
  }
}

/// The boolean whose number `comparison` compares with another, and so only
/// repeats or negates.
const Element *Algebra::getComparedBoolean(const Element *comparison,
                                           bool &polarity) {
  if (!comparison->is(Kind::Equal) && !comparison->is(Kind::NotEqual) &&
      !comparison->is(Kind::Greater))
    return nullptr;
  for (unsigned side : {0, 1}) {
    const Element *cast =
        getBooleanCast(getComputed(comparison->operands[side]));
    std::optional<double> number =
        cast ? getConstant(comparison->operands[1 - side]) : std::nullopt;
    if (!number)
      continue;
    auto holds = [&](double value) {
      SmallVector<double, 2> operands{value, *number};
      if (side == 1)
        std::swap(operands[0], operands[1]);
      return fold(comparison->kind, operands) == 1.0;
    };
    if (holds(cast->constant) == holds(0))
      continue;
    polarity = polarity == holds(cast->constant);
    return cast->operands[0];
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------===//

bool Algebra::leadsToExponential(const Element *element, bool isInverse) {
  auto &known = isInverse ? leadsInverse : leads;
  const void *key = element->is(Kind::Read)
                        ? element->value.getAsOpaquePointer()
                        : static_cast<const void *>(element);
  auto [it, isNew] = known.try_emplace(key, false);
  if (!isNew)
    return it->second;
  bool result = computeLeadsToExponential(element, isInverse);
  return known[key] = result;
}

bool Algebra::computeLeadsToExponential(const Element *element,
                                        bool isInverse) {
  auto operandLeads = [&](unsigned i, bool inverse) {
    return leadsToExponential(element->operands[i], inverse);
  };
  switch (element->kind) {
  case Kind::Exponential:
    return true;
  case Kind::Power:
    return getConstant(element->operands[0]).value_or(0) > 0;
  case Kind::FloatCast:
  case Kind::Negate:
    return operandLeads(0, isInverse);
  case Kind::Multiply:
    return operandLeads(0, isInverse) || operandLeads(1, isInverse);
  case Kind::Divide:
    return operandLeads(0, isInverse) || operandLeads(1, !isInverse);
  case Kind::Select:
    return operandLeads(1, isInverse) || operandLeads(2, isInverse);
  case Kind::Reduce:
    return isInverse && element->isSum() && operandLeads(0, false);
  case Kind::Piecewise:
    return llvm::any_of(element->operands, [&](const Element *piece) {
      return leadsToExponential(piece, isInverse);
    });
  case Kind::Add:
  case Kind::Subtract:
  case Kind::Maximum:
    return isInverse && (operandLeads(0, true) || operandLeads(1, true));
  case Kind::Read: {
    const Element *next = expand(element);
    return next && leadsToExponential(next, isInverse);
  }
  default:
    return false;
  }
}

WeightProduct Algebra::getWeights(const Element *element) {
  WeightProduct product;
  addWeights(element, /*isInverse=*/false, product);
  return product;
}

void Algebra::cancelDivisors(WeightProduct &weights) {
  auto divides = [&](const Factor &factor) { return isDivisor(factor); };
  if (llvm::count_if(weights.factors, divides) < 2)
    return;
  for (Factor &divisor : weights.factors) {
    const Element *sum =
        isDivisor(divisor) ? getComputed(divisor.element) : nullptr;
    if (!sum || !sum->isSum())
      continue;
    WeightProduct summed = getWeights(sum->operands[0]);
    for (const Factor &inner : summed.factors) {
      if (!isDivisor(inner) || dependsOn(inner.element, sum->axes))
        continue;
      auto *same = llvm::find_if(weights.factors, [&](const Factor &other) {
        return other.isInverse && &other != &divisor &&
               unify(other.element, inner.element, {});
      });
      if (same == weights.factors.end())
        continue;
      summed.factors.erase(&inner);
      divisor.element = reader.getBuilder().reduce(
          Kind::Add, sum->axes, buildProduct(summed, sum->operation),
          sum->operation);
      weights.factors.erase(same);
      return cancelDivisors(weights);
    }
  }
}

const Element *Algebra::buildProduct(const WeightProduct &weights,
                                     Operation *operation) {
  ElementBuilder &builder = reader.getBuilder();
  const Element *product = builder.constant(weights.coefficient);
  auto add = [&](Kind kind, const Element *factor) {
    product = builder.apply(kind, {product, factor}, operation);
  };
  for (const Exponent &exponent : weights.exponents) {
    const Element *power = builder.apply(
        Kind::Multiply,
        {builder.constant(exponent.coefficient), exponent.element}, operation);
    add(Kind::Multiply, builder.apply(Kind::Exponential, {power}, operation));
  }
  for (const Factor &factor : weights.factors)
    add(factor.isInverse ? Kind::Divide : Kind::Multiply, factor.element);
  for (const auto &[condition, admits] : weights.masks) {
    const Element *admitted =
        admits ? condition : builder.apply(Kind::Not, {condition}, operation);
    add(Kind::Multiply, builder.booleanCast(admitted, 1, operation));
  }
  return product;
}

void Algebra::addWeights(const Element *element, bool isInverse,
                         WeightProduct &out) {
  if (!spend())
    return out.factors.push_back({element, isInverse});
  auto recurse = [&](unsigned operand, bool inverse) {
    addWeights(element->operands[operand], inverse, out);
  };
  switch (element->kind) {
  case Kind::Constant:
    out.coefficient *= isInverse ? 1 / element->constant : element->constant;
    return;
  case Kind::Multiply:
    recurse(0, isInverse);
    return recurse(1, isInverse);
  case Kind::Divide:
    recurse(0, isInverse);
    return recurse(1, !isInverse);
  case Kind::Negate:
    out.coefficient = -out.coefficient;
    return recurse(0, isInverse);
  case Kind::FloatCast:
    return recurse(0, isInverse);
  case Kind::Exponential:
    return addExponent(element->operands[0], isInverse ? -1 : 1, out);
  case Kind::Power:
    if (std::optional<double> base = getConstant(element->operands[0]);
        base && *base > 0) {
      double logarithm = std::log(*base);
      return addExponent(element->operands[1],
                         isInverse ? -logarithm : logarithm, out);
    }
    break;
  case Kind::IntegerCast:
  case Kind::BooleanCast:
    if (const Element *cast = getBooleanCast(element); cast && !isInverse) {
      out.coefficient *= cast->constant;
      out.masks.push_back({cast->operands[0], /*admits=*/true});
      return;
    }
    break;
  case Kind::Select:
    for (unsigned zero : {1, 2})
      if (!isInverse && getConstant(element->operands[zero]) == 0.0) {
        out.masks.push_back({element->operands[0], /*admits=*/zero == 2});
        return recurse(3 - zero, isInverse);
      }
    if (unify(element->operands[1], element->operands[2], {}))
      return recurse(1, isInverse);
    break;
  case Kind::Read:
    return addReadWeights(element, isInverse, out);
  default:
    break;
  }
  out.factors.push_back({element, isInverse});
}

void Algebra::addReadWeights(const Element *read, bool isInverse,
                             WeightProduct &out) {
  const Element *last = reader.followViews(read);
  if (last->isConstant())
    return addWeights(last, isInverse, out);
  const Element *next = expandViews(last);
  // A sum in the numerator is somebody's second product: a value.
  bool isProduct = next && next->is(Kind::Reduce) && !isInverse;
  if (!next || isProduct)
    return out.factors.push_back({last, isInverse});
  // A mask of zeros and ones is known as such only where it was cast.
  if (getBooleanCast(next) || leadsToExponential(next, isInverse))
    return addWeights(next, isInverse, out);
  Product product;
  flatten(last, isInverse, product);
  out.coefficient *= product.coefficient;
  out.factors.append(product.factors);
}

/// Whether a logarithm is a term of `element`.
bool Algebra::mentionsLogarithm(const Element *element) {
  constexpr size_t kMostTerms = 64;
  llvm::SmallSetVector<const Element *, 16> terms;
  DenseSet<Value> read;
  terms.insert(element);
  for (size_t i = 0; i < terms.size() && terms.size() < kMostTerms; ++i) {
    switch (terms[i]->kind) {
    case Kind::Logarithm:
      return true;
    case Kind::Add:
    case Kind::Subtract:
    case Kind::Negate:
    case Kind::FloatCast:
      terms.insert_range(terms[i]->operands);
      break;
    case Kind::Read:
      if (const Element *next = read.insert(terms[i]->value).second
                                    ? expandViews(terms[i])
                                    : nullptr)
        terms.insert(next);
      break;
    default:
      break;
    }
  }
  return false;
}

void Algebra::addExponent(const Element *element, double coefficient,
                          WeightProduct &out) {
  if (mentionsLogarithm(element)) {
    switch (element->kind) {
    case Kind::Add:
    case Kind::Subtract: {
      double sign = element->is(Kind::Add) ? 1 : -1;
      addExponent(element->operands[0], coefficient, out);
      return addExponent(element->operands[1], sign * coefficient, out);
    }
    case Kind::Negate:
      return addExponent(element->operands[0], -coefficient, out);
    case Kind::FloatCast:
      return addExponent(element->operands[0], coefficient, out);
    case Kind::Read:
      return addExponent(expandViews(element), coefficient, out);
    case Kind::Logarithm:
      if (std::abs(coefficient) == 1)
        return addWeights(element->operands[0], coefficient < 0, out);
      break;
    default:
      break;
    }
  }
  out.exponents.push_back({element, coefficient});
}

//===----------------------------------------------------------------------===//
// Scores
//===----------------------------------------------------------------------===//

ScoreSum Algebra::getScores(ArrayRef<Exponent> exponents) {
  ScoreSum sum;
  for (const Exponent &exponent : exponents) {
    Product scale;
    scale.coefficient = exponent.coefficient;
    addTerms(exponent.element, scale, sum);
  }
  mergeLikeTerms(sum);
  return sum;
}

void Algebra::mergeLikeTerms(ScoreSum &sum) {
  SmallVector<Product> merged;
  for (const Product &term : sum.terms) {
    if (isExhausted())
      return;
    auto *like = llvm::find_if(merged, [&](const Product &other) {
      Product scaled = term;
      scaled.coefficient = other.coefficient;
      return unify(other, scaled, {});
    });
    if (like == merged.end())
      merged.push_back(term);
    else
      like->coefficient += term.coefficient;
  }
  sum.terms = std::move(merged);
}

static void addAtom(const Element *element, Product scale, ScoreSum &out) {
  scale.factors.push_back({element});
  out.terms.push_back(std::move(scale));
}

static Product withCoefficient(Product scale, double factor) {
  scale.coefficient *= factor;
  return scale;
}

bool Algebra::isHiding(const Element *element, const Product &scale) {
  std::optional<double> number = getConstant(element);
  return number && scale.factors.empty() &&
         *number * scale.coefficient <= kHidingScore;
}

void Algebra::addTerms(const Element *element, const Product &scale,
                       ScoreSum &out) {
  if (!spend())
    return addAtom(element, scale, out);
  switch (element->kind) {
  case Kind::Constant:
    out.terms.push_back(withCoefficient(scale, element->constant));
    return;
  case Kind::Add:
    if (isSameRead(element->operands[0], element->operands[1]))
      return addTerms(element->operands[0], withCoefficient(scale, 2), out);
    addTerms(element->operands[0], scale, out);
    return addTerms(element->operands[1], scale, out);
  case Kind::Subtract:
    addTerms(element->operands[0], scale, out);
    return addTerms(element->operands[1], withCoefficient(scale, -1), out);
  case Kind::Negate:
    return addTerms(element->operands[0], withCoefficient(scale, -1), out);
  case Kind::FloatCast:
    return addTerms(element->operands[0], scale, out);
  case Kind::Multiply:
  case Kind::Divide:
    return addProductTerms(element, scale, out);
  case Kind::Select:
    return addSelectTerms(element, scale, out);
  case Kind::Maximum:
    for (unsigned least : {0, 1})
      if (getConstant(element->operands[least]).value_or(0) <= kLowestScore)
        return addTerms(element->operands[1 - least], scale, out);
    return addAtom(element, scale, out);
  case Kind::IntegerCast:
  case Kind::BooleanCast: {
    const Element *cast = getBooleanCast(element);
    double added = cast ? cast->constant * scale.coefficient : 0;
    if (!scale.factors.empty() || std::abs(added) < -kHidingScore)
      return addAtom(element, scale, out);
    // What is far above the other rows hides them.
    out.masks.push_back({cast->operands[0], /*admits=*/added > 0});
    return;
  }
  case Kind::Read:
    return addReadTerms(element, scale, out);
  default:
    return addAtom(element, scale, out);
  }
}

/// Distributes a factor over a sum. Two sums are not multiplied out.
void Algebra::addProductTerms(const Element *element, const Product &scale,
                              ScoreSum &out) {
  const Element *lhs = element->operands[0], *rhs = element->operands[1];
  bool isDivision = element->is(Kind::Divide);
  if (std::optional<double> number = getConstant(rhs);
      number && !(isDivision && *number == 0))
    return addTerms(
        lhs, withCoefficient(scale, isDivision ? 1 / *number : *number), out);
  if (std::optional<double> number = getConstant(lhs); number && !isDivision)
    return addTerms(rhs, withCoefficient(scale, *number), out);

  ScoreSum left, right;
  addTerms(lhs, Product(), left);
  addTerms(rhs, Product(), right);
  if (!isDivision && right.terms.size() != 1)
    std::swap(left, right);
  if (right.terms.size() != 1 || !left.masks.empty() || !right.masks.empty())
    return addAtom(element, scale, out);
  Product factor =
      isDivision ? right.terms.front().inverted() : right.terms.front();
  for (const Product &term : left.terms)
    out.terms.push_back(scale.times(factor).times(term));
}

void Algebra::addSelectTerms(const Element *select, const Product &scale,
                             ScoreSum &out) {
  for (unsigned hidden : {1, 2})
    if (isHiding(select->operands[hidden], scale)) {
      out.masks.push_back({select->operands[0], /*admits=*/hidden == 2});
      return addTerms(select->operands[3 - hidden], scale, out);
    }
  if (unify(select->operands[1], select->operands[2], {}))
    return addTerms(select->operands[1], scale, out);
  addAtom(select, scale, out);
}

/// Whether terms and masks are looked for below an operation.
static bool isLinear(Kind kind) {
  switch (kind) {
  case Kind::Add:
  case Kind::Subtract:
  case Kind::Multiply:
  case Kind::Divide:
  case Kind::Negate:
  case Kind::Select:
  case Kind::Maximum:
  case Kind::FloatCast:
  case Kind::IntegerCast:
  case Kind::BooleanCast:
  case Kind::Reduce:
    return true;
  default:
    return false;
  }
}

const Element *Algebra::getConstantMask(const Element *read) {
  std::optional<NumberRange> range =
      reader.getConstants().getNonzero(read->value);
  if (!range || range->least != range->largest)
    return nullptr;
  ElementBuilder &builder = reader.getBuilder();
  const Element *differs = builder.apply(
      Kind::NotEqual, {read, builder.constant(0)}, read->operation);
  return builder.booleanCast(differs, range->least, read->operation);
}

void Algebra::addReadTerms(const Element *read, const Product &scale,
                           ScoreSum &out) {
  const Element *last = reader.followViews(read);
  if (last->isConstant())
    return addTerms(last, scale, out);
  const Element *next = expandViews(last);
  if (!next && dependsOnSoftmax(last))
    return addConstantTerms(last, scale, out);
  if (!next)
    return addAtom(last, scale, out);
  if (next->is(Kind::Piecewise) && scale.factors.empty() &&
      isAdditiveMask(next, scale.coefficient))
    return addZeroMask(last, out);
  // What is constant along the softmax axis cancels, unless it hides all rows.
  bool isConstantAlongSoftmax =
      !dependsOnSoftmax(last) && !next->is(Kind::Select);
  if (isConstantAlongSoftmax) {
    Product product;
    flatten(last, /*isInverse=*/false, product);
    return out.terms.push_back(scale.times(product));
  }
  if (!isLinear(next->kind))
    return addAtom(last, scale, out);
  addTerms(next, scale, out);
}

/// Whether `element` times `scale` is 0 or hides a row, wherever it is read.
bool Algebra::isAdditiveMask(const Element *element, double scale) {
  if (!spend())
    return false;
  auto isMask = [&](const Element *part) {
    return isAdditiveMask(part, scale);
  };
  switch (element->kind) {
  case Kind::Constant:
    return element->constant == 0 || element->constant * scale <= kHidingScore;
  case Kind::BooleanCast:
    return element->constant * scale <= kHidingScore;
  case Kind::Select:
    return llvm::all_of(ArrayRef(element->operands).drop_front(), isMask);
  case Kind::Piecewise:
  case Kind::FloatCast:
    return llvm::all_of(element->operands, isMask);
  case Kind::Read: {
    const Element *next = expand(element);
    return next && isMask(next);
  }
  default:
    return false;
  }
}

/// The elements of a constant may show that it is a mask.
void Algebra::addConstantTerms(const Element *read, const Product &scale,
                               ScoreSum &out) {
  if (const Element *mask = getConstantMask(read))
    return addTerms(mask, scale, out);
  std::optional<NumberRange> range =
      reader.getConstants().getNonzero(read->value);
  if (!range || !scale.factors.empty() ||
      std::max(range->least * scale.coefficient,
               range->largest * scale.coefficient) > kHidingScore)
    return addAtom(read, scale, out);
  addZeroMask(read, out);
}

/// Rows are admitted where `read` is 0.
void Algebra::addZeroMask(const Element *read, ScoreSum &out) {
  ElementBuilder &builder = reader.getBuilder();
  const Element *admitted =
      builder.apply(Kind::Equal, {read, builder.constant(0)}, read->operation);
  out.masks.push_back({admitted, /*admits=*/true});
}

//===----------------------------------------------------------------------===//
// Factors
//===----------------------------------------------------------------------===//

static bool isMultiplicative(const Element *element) {
  return element->is(Kind::Multiply) || element->is(Kind::Divide) ||
         element->is(Kind::Negate);
}

void Algebra::flatten(const Element *element, bool isInverse, Product &out) {
  if (!spend())
    return out.factors.push_back({element, isInverse});
  if (std::optional<double> number = getConstant(element)) {
    out.coefficient *= isInverse ? 1 / *number : *number;
    return;
  }
  if (isMultiplicative(element)) {
    if (element->is(Kind::Negate))
      out.coefficient = -out.coefficient;
    flatten(element->operands[0], isInverse, out);
    if (element->operands.size() == 2)
      flatten(element->operands[1], isInverse != element->is(Kind::Divide),
              out);
    return;
  }
  if (element->is(Kind::FloatCast))
    return flatten(element->operands[0], isInverse, out);
  while (element->is(Kind::Read)) {
    const Element *next = expandViews(element);
    if (next && next->is(Kind::FloatCast) &&
        next->operands[0]->is(Kind::Read)) {
      element = next->operands[0];
      continue;
    }
    if (!next || !isMultiplicative(next))
      break;
    Product inner;
    for (const Element *operand : next->operands)
      if (std::optional<double> number = getConstant(operand))
        inner.coefficient *= *number;
      else
        inner.factors.push_back({operand});
    bool isScaled = inner.factors.size() == 1 &&
                    inner.factors[0].element->is(Kind::Read) &&
                    (!next->is(Kind::Divide) ||
                     inner.factors[0].element == next->operands[0]);
    if (!isScaled)
      break;
    double number = inner.coefficient;
    if (next->is(Kind::Divide))
      number = 1 / number;
    if (next->is(Kind::Negate))
      number = -number;
    out.coefficient *= isInverse ? 1 / number : number;
    element = inner.factors[0].element;
  }
  out.factors.push_back({element, isInverse});
}

/// Replaces a factor that is a product of tensors by those.
bool Algebra::takeApartOne(Product &product) {
  for (const auto &[i, factor] : llvm::enumerate(product.factors)) {
    if (!factor.element->is(Kind::Read))
      continue;
    const Element *next = expandViews(factor.element);
    if (!next || !isMultiplicative(next))
      continue;
    Product inner;
    flatten(next, factor.isInverse, inner);
    product.factors.erase(product.factors.begin() + i);
    product = product.times(inner);
    return true;
  }
  return false;
}

Product Algebra::getFactors(const Element *element) {
  Product product;
  flatten(element, /*isInverse=*/false, product);
  auto isFree = [&](const Factor &factor) {
    return !dependsOnSoftmax(factor.element);
  };
  while (llvm::none_of(product.factors, isFree) && takeApartOne(product))
    ;
  return product;
}

//===----------------------------------------------------------------------===//
// Concatenations
//===----------------------------------------------------------------------===//

bool Algebra::containsProduct(const Element *element) {
  constexpr unsigned kDepth = 16;
  return containsProduct(element, kDepth);
}

bool Algebra::containsProduct(const Element *element, unsigned depth) {
  if (depth == 0 || !spend() || !dependsOnSoftmax(element))
    return false;
  if (element->is(Kind::Read)) {
    const Element *next = getComputed(element);
    return next != element && containsProduct(next, depth - 1);
  }
  return element->isSum() ||
         llvm::any_of(element->operands, [&](const Element *operand) {
           return containsProduct(operand, depth - 1);
         });
}

const Element *Algebra::findConcatenation(const Element *element) {
  auto getPieces = [&](const Element *factor) -> const Element * {
    const Element *pieces = getComputed(factor);
    bool goesAcross = pieces->is(Kind::Piecewise) &&
                      reader.getAxes().dependsOn(pieces->indices, softmaxAxes);
    return goesAcross ? pieces : nullptr;
  };
  WeightProduct weights = getWeights(element);
  for (const Factor &factor : weights.factors)
    if (const Element *pieces = getPieces(factor.element);
        pieces && leadsToExponential(pieces, factor.isInverse))
      return pieces;
  for (const Product &term : getScores(weights.exponents).terms)
    for (const Factor &factor : term.factors)
      if (const Element *pieces = getPieces(factor.element);
          pieces && isProductInPiece(*pieces))
        return pieces;
  return nullptr;
}

bool Algebra::isProductInPiece(const Element &pieces) {
  return llvm::any_of(llvm::enumerate(pieces.operands), [&](auto piece) {
    Algebra inner(reader);
    inner.setSoftmaxAxes(softmaxAxes);
    if (!pieces.axes.empty())
      inner.softmaxAxes.push_back(pieces.axes[piece.index()]);
    return inner.containsProduct(piece.value());
  });
}

SmallVector<const Element *> a3::cutSum(const Element *sum, Axis axis,
                                        ArrayRef<int64_t> starts,
                                        TensorReader &reader) {
  AxisSpace &axes = reader.getAxes();
  SmallVector<Axis> others = axes.getAtoms(sum->axes);
  if (!llvm::is_contained(others, axis))
    return {};
  llvm::erase(others, axis);
  SmallVector<const Element *> sums;
  for (auto [i, start] : llvm::enumerate(starts)) {
    bool isLast = i + 1 == starts.size();
    int64_t first = std::max<int64_t>(start, 0);
    int64_t end = axes.getSize(axis);
    if (!isLast)
      end = std::min(starts[i + 1], end);
    if (first >= end)
      continue;
    Axis row = axes.create(end - first);
    SmallVector<Axis> rows(others);
    rows.push_back(row);
    IndexExpression index =
        IndexExpression::of(row).plus(IndexExpression::constant(first));
    const Element *body =
        substitute(sum->operands.front(), axis, index, reader);
    if (!body)
      return {};
    sums.push_back(
        reader.getBuilder().reduce(Kind::Add, rows, body, sum->operation));
  }
  return sums;
}

/// `sum` cut where `pieces` begin, or nothing if their index is not an axis of
/// the sum.
static SmallVector<const Element *> cutSumAtPieces(const Element *sum,
                                                   const Element *pieces,
                                                   TensorReader &reader) {
  IndexExpression index = reader.getAxes().resolve(pieces->indices.front());
  if (index.terms.size() != 1 || index.terms.front().stride != 1)
    return {};
  SmallVector<int64_t> starts(pieces->starts);
  for (int64_t &start : starts)
    start -= index.offset;
  return cutSum(sum, index.terms.front().axis, starts, reader);
}

SmallVector<const Element *> a3::splitSum(const Element *sum,
                                          TensorReader &reader) {
  constexpr size_t kMostPieces = 64;
  SmallVector<const Element *> open{sum}, done;
  while (!open.empty()) {
    const Element *next = open.pop_back_val();
    Algebra algebra(reader);
    algebra.setSoftmaxAxes(next->axes);
    SmallVector<const Element *> cut;
    if (open.size() + done.size() < kMostPieces)
      if (const Element *pieces =
              algebra.findConcatenation(next->operands.front()))
        cut = cutSumAtPieces(next, pieces, reader);
    if (cut.empty())
      done.push_back(next);
    else
      llvm::append_range(open, llvm::reverse(cut));
  }
  return done;
}

//===----------------------------------------------------------------------===//
// Equality
//===----------------------------------------------------------------------===//

bool Algebra::unify(const Element *target, const Element *pattern,
                    ArrayRef<Axis> bound) {
  if (!spend())
    return false;
  AxisSpace &axes = reader.getAxes();
  AxisSpace::Checkpoint start = axes.checkpoint();
  if (unifyStructure(target, pattern, bound))
    return true;
  axes.rollback(start);
  if (unifyConstants(target, pattern, bound))
    return true;
  // One of them may be spelled as one operation more.
  for (bool isTarget : {true, false}) {
    const Element *opened = isTarget ? target : pattern;
    if (!opened->is(Kind::Read) && !opened->is(Kind::FloatCast))
      continue;
    const Element *next =
        opened->is(Kind::FloatCast) ? opened->operands[0] : expand(opened);
    if (!next)
      continue;
    return isTarget ? unify(next, pattern, bound) : unify(target, next, bound);
  }
  return false;
}

/// Of constants that are written twice, in other shapes perhaps.
bool Algebra::unifyConstants(const Element *target, const Element *pattern,
                             ArrayRef<Axis> bound) {
  if (!target->is(Kind::Read) || !pattern->is(Kind::Read) ||
      target->value == pattern->value ||
      !reader.getConstants().haveSameElements(target->value, pattern->value))
    return false;
  auto getNumber = [](const Element *read) -> std::optional<IndexExpression> {
    ArrayRef<int64_t> shape =
        cast<ShapedType>(read->value.getType()).getShape();
    if (shape.size() != read->indices.size())
      return std::nullopt;
    return AxisSpace::linearize(read->indices, shape);
  };
  auto number = getNumber(target), other = getNumber(pattern);
  return number && other && reader.getAxes().unify(*number, *other, bound);
}

bool Algebra::unifyStructure(const Element *target, const Element *pattern,
                             ArrayRef<Axis> bound) {
  if (target->kind != pattern->kind ||
      target->operands.size() != pattern->operands.size() ||
      target->indices.size() != pattern->indices.size() ||
      target->axes.size() != pattern->axes.size() ||
      target->combiner != pattern->combiner ||
      target->constant != pattern->constant ||
      target->starts != pattern->starts)
    return false;
  if (target->is(Kind::Read) &&
      !areSameComputation(target->value, pattern->value))
    return false;
  if (target->is(Kind::Other) &&
      !isSameFunction(target->operation, pattern->operation))
    return false;
  AxisSpace &axes = reader.getAxes();
  for (auto [a, b] : llvm::zip_equal(target->indices, pattern->indices))
    if (!axes.unify(a, b, bound))
      return false;
  SmallVector<Axis> inner(bound);
  llvm::append_range(inner, pattern->axes);
  for (auto [a, b] : llvm::zip_equal(target->operands, pattern->operands))
    if (!unify(a, b, inner))
      return false;
  return axes.covers(pattern->axes, target->axes);
}

bool Algebra::unify(const Product &target, const Product &pattern,
                    ArrayRef<Axis> bound) {
  constexpr double kTolerance = 1e-6;
  if (std::abs(target.coefficient - pattern.coefficient) >
          kTolerance * std::abs(target.coefficient) ||
      target.factors.size() != pattern.factors.size())
    return false;
  AxisSpace &axes = reader.getAxes();
  AxisSpace::Checkpoint start = axes.checkpoint();
  SmallVector<Factor, 2> open(target.factors);
  for (const Factor &factor : pattern.factors) {
    auto same = llvm::find_if(open, [&](const Factor &candidate) {
      return candidate.isInverse == factor.isInverse &&
             unify(candidate.element, factor.element, bound);
    });
    if (same == open.end()) {
      axes.rollback(start);
      return false;
    }
    open.erase(same);
  }
  return true;
}
