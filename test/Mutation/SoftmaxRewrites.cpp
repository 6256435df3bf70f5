//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"

#include <cmath>
#include <numbers>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

static Value getMaximum(Emitter &emit, Place place, Value scores) {
  return emit.reduce(Reduction::Maximum, scores, place.getColumns());
}

static Value subtractMaximum(Emitter &emit, Place place, Value scores) {
  return emit.binary(Binary::Subtract, scores, getMaximum(emit, place, scores));
}

static Value sumKeys(Emitter &emit, Place place, Value values) {
  return emit.reduce(Reduction::Sum, values, place.getColumns());
}

/// Whether the probabilities are the softmax of the logits, so that they may
/// be computed anew.
static bool isPlainSoftmax(Mutant &m) {
  return !m.dividesAfterProduct && !m.masksExponentials &&
         m.find(Role::Shifted) && m.find(Role::Probabilities);
}

//===----------------------------------------------------------------------===//
// Exponentials
//===----------------------------------------------------------------------===//

static bool useBaseTwo(Mutant &m) {
  auto shifted = m.find(Role::Shifted);
  auto exponentials = m.find(Role::Exponentials);
  if (!shifted || !exponentials || m.masksExponentials)
    return false;
  Emitter &emit = m.emit();
  Value scaled = emit.times(shifted->get(), std::numbers::log2e);
  exponentials->setSource(emit.unary(Unary::ExponentialBaseTwo, scaled));
  return true;
}

static bool usePower(Mutant &m) {
  auto shifted = m.find(Role::Shifted);
  auto exponentials = m.find(Role::Exponentials);
  if (!shifted || !exponentials || m.masksExponentials)
    return false;
  Emitter &emit = m.emit();
  Value base = emit.number(std::numbers::e, shifted->get());
  exponentials->setSource(emit.binary(Binary::Power, base, shifted->get()));
  return true;
}

static bool multiplyExponentials(Mutant &m) {
  auto exponentials = m.find(Role::Exponentials);
  if (!exponentials)
    return false;
  m.change(*exponentials, [&](Value value) {
    return m.emit().times(value, m.getRandom().pick<double>({0.5, 2, 4}));
  });
  return true;
}

static bool invertExponential(Mutant &m) {
  auto shifted = m.find(Role::Shifted);
  auto exponentials = m.find(Role::Exponentials);
  if (!shifted || !exponentials || m.masksExponentials)
    return false;
  // Where a score is -inf, 1 / exp(inf) is 0 as well.
  Emitter &emit = m.emit();
  Value negated = emit.unary(Unary::Negate, shifted->get());
  exponentials->setSource(
      emit.unary(Unary::Reciprocal, emit.unary(Unary::Exponential, negated)));
  return true;
}

static bool computeExponentialsTwice(Mutant &m) {
  auto shifted = m.find(Role::Shifted), sum = m.find(Role::Sum),
       probabilities = m.find(Role::Probabilities);
  if (!sum || !isPlainSoftmax(m))
    return false;
  Emitter &emit = m.emit();
  Value numerator = emit.unary(Unary::Exponential, shifted->get());
  Value summed = emit.unary(Unary::Exponential, shifted->get());
  sum->setSource(sumKeys(emit, *shifted, summed));
  probabilities->setSource(emit.binary(Binary::Divide, numerator, sum->get()));
  return true;
}

//===----------------------------------------------------------------------===//
// Maximum
//===----------------------------------------------------------------------===//

static bool removeMaximum(Mutant &m) {
  auto logits = m.find(Role::Logits), shifted = m.find(Role::Shifted);
  if (!logits || !shifted)
    return false;
  shifted->setSource(logits->get());
  return true;
}

static bool subtractMaximumBefore(Mutant &m) {
  auto logits = m.find(Role::Logits);
  if (!logits)
    return false;
  m.change(*logits, [&](Value scores) {
    return subtractMaximum(m.emit(), *logits, scores);
  });
  return true;
}

static bool subtractMaximumTwice(Mutant &m) {
  auto shifted = m.find(Role::Shifted);
  if (!shifted)
    return false;
  m.change(*shifted, [&](Value scores) {
    return subtractMaximum(m.emit(), *shifted, scores);
  });
  return true;
}

static bool boundMaximum(Mutant &m) {
  auto logits = m.find(Role::Logits), shifted = m.find(Role::Shifted);
  if (!logits || !shifted)
    return false;
  Emitter &emit = m.emit();
  Value maximum = getMaximum(emit, *logits, logits->get());
  maximum =
      emit.binary(Binary::Maximum, emit.number(-INFINITY, maximum), maximum);
  shifted->setSource(emit.binary(Binary::Subtract, logits->get(), maximum));
  return true;
}

/// As JAX does, so that a query without keys gives no NaN.
static bool keepMaximumFinite(Mutant &m) {
  auto logits = m.find(Role::Logits), shifted = m.find(Role::Shifted);
  if (!logits || !shifted)
    return false;
  Emitter &emit = m.emit();
  Value maximum = getMaximum(emit, *logits, logits->get());
  Value isHidden =
      emit.binary(Binary::Equal, maximum, emit.number(-INFINITY, maximum));
  maximum = emit.select(isHidden, emit.number(0, maximum), maximum);
  shifted->setSource(emit.binary(Binary::Subtract, logits->get(), maximum));
  return true;
}

static bool subtractMinimumOfNegated(Mutant &m) {
  auto logits = m.find(Role::Logits), shifted = m.find(Role::Shifted);
  if (!logits || !shifted)
    return false;
  Emitter &emit = m.emit();
  Value negated = emit.unary(Unary::Negate, logits->get());
  Value minimum =
      emit.reduce(Reduction::Minimum, negated, logits->getColumns());
  shifted->setSource(emit.binary(Binary::Add, minimum, logits->get()));
  return true;
}

//===----------------------------------------------------------------------===//
// Terms that are constant along the keys
//===----------------------------------------------------------------------===//

static bool addNumber(Mutant &m) {
  auto logits = m.find(Role::Logits);
  if (!logits)
    return false;
  m.change(*logits, [&](Value scores) { return m.emit().plus(scores, 0.75); });
  return true;
}

static bool addPerQuery(Mutant &m) {
  auto query = m.find(Role::Query), logits = m.find(Role::Logits);
  if (!query || !logits)
    return false;
  m.change(*logits, [&](Value scores) {
    Emitter &emit = m.emit();
    Value term = emit.reduce(Reduction::Sum, query->get(), query->getColumns());
    term = alignRows(emit, term, *query, *logits);
    return emit.binary(Binary::Add, scores,
                       emit.cast(term, getElementType(scores)));
  });
  return true;
}

static bool addPerHead(Mutant &m) {
  auto logits = m.find(Role::Logits);
  if (!logits || getShape(logits->get()).size() < 3)
    return false;
  m.change(*logits, [&](Value scores) {
    SmallVector<int64_t> shape(getShape(scores).size(), 1);
    int64_t head = logits->getRows() - 1;
    shape[head] = getShape(scores)[head];
    SmallVector<double> terms;
    for (int64_t i = 0; i < shape[head]; ++i)
      terms.push_back(0.5 * static_cast<double>(i) - 1);
    Emitter &emit = m.emit();
    Value term = emit.numbers(terms, shape, getElementType(scores));
    return emit.binary(Binary::Subtract, scores, term);
  });
  return true;
}

static bool addPerRow(Mutant &m) {
  auto logits = m.find(Role::Logits);
  if (!logits)
    return false;
  m.change(*logits, [&](Value scores) {
    SmallVector<int64_t> shape(getShape(scores).size(), 1);
    int64_t &rows = shape[logits->getRows()];
    rows = getShape(scores)[logits->getRows()];
    SmallVector<double> terms;
    for (int64_t i = 0; i < rows; ++i)
      terms.push_back(0.25 * static_cast<double>(i));
    Emitter &emit = m.emit();
    Value term = emit.numbers(terms, shape, getElementType(scores));
    return emit.binary(Binary::Add, term, scores);
  });
  return true;
}

//===----------------------------------------------------------------------===//
// Division
//===----------------------------------------------------------------------===//

static bool multiplyByReciprocal(Mutant &m) {
  auto exponentials = m.find(Role::Exponentials), sum = m.find(Role::Sum),
       probabilities = m.find(Role::Probabilities);
  if (!exponentials || !sum || !probabilities || m.dividesAfterProduct)
    return false;
  Emitter &emit = m.emit();
  Value reciprocal = emit.unary(Unary::Reciprocal, sum->get());
  probabilities->setSource(
      m.getRandom().coin()
          ? emit.binary(Binary::Multiply, exponentials->get(), reciprocal)
          : emit.binary(Binary::Multiply, reciprocal, exponentials->get()));
  return true;
}

static bool divide(Mutant &m) {
  auto exponentials = m.find(Role::Exponentials), sum = m.find(Role::Sum),
       probabilities = m.find(Role::Probabilities);
  if (!exponentials || !sum || !probabilities || m.dividesAfterProduct)
    return false;
  probabilities->setSource(
      m.emit().binary(Binary::Divide, exponentials->get(), sum->get()));
  return true;
}

static bool divideAfterProduct(Mutant &m) {
  auto exponentials = m.find(Role::Exponentials), sum = m.find(Role::Sum),
       probabilities = m.find(Role::Probabilities),
       result = m.find(Role::Result);
  if (!exponentials || !sum || !probabilities || !result ||
      m.dividesAfterProduct)
    return false;
  Emitter &emit = m.emit();
  probabilities->setSource(exponentials->get());
  m.change(*result, [&](Value value) {
    Value divisor = alignRows(emit, sum->get(), *sum, *result);
    divisor = emit.cast(divisor, getElementType(value));
    return emit.binary(Binary::Divide, value, divisor);
  });
  m.dividesAfterProduct = true;
  return true;
}

static bool useLogSoftmax(Mutant &m) {
  auto shifted = m.find(Role::Shifted),
       probabilities = m.find(Role::Probabilities);
  if (!isPlainSoftmax(m))
    return false;
  Emitter &emit = m.emit();
  Value fresh =
      sumKeys(emit, *shifted, emit.unary(Unary::Exponential, shifted->get()));
  Value logarithm = emit.unary(Unary::Logarithm, fresh);
  Value logSoftmax = emit.binary(Binary::Subtract, shifted->get(), logarithm);
  probabilities->setSource(emit.unary(Unary::Exponential, logSoftmax));
  return true;
}

static bool subtractLogSumExp(Mutant &m) {
  auto logits = m.find(Role::Logits),
       probabilities = m.find(Role::Probabilities);
  if (!logits || !isPlainSoftmax(m))
    return false;
  Emitter &emit = m.emit();
  Value maximum = getMaximum(emit, *logits, logits->get());
  Value shifted = emit.binary(Binary::Subtract, logits->get(), maximum);
  Value sum = sumKeys(emit, *logits, emit.unary(Unary::Exponential, shifted));
  Value logSumExp =
      emit.binary(Binary::Add, emit.unary(Unary::Logarithm, sum), maximum);
  Value difference = emit.binary(Binary::Subtract, logits->get(), logSumExp);
  probabilities->setSource(emit.unary(Unary::Exponential, difference));
  return true;
}

static bool computeInDouble(Mutant &m) {
  auto logits = m.find(Role::Logits),
       probabilities = m.find(Role::Probabilities);
  if (!logits || !isPlainSoftmax(m))
    return false;
  Emitter &emit = m.emit();
  Value wide = emit.cast(logits->get(), m.getBuilder().getF64Type());
  Value shifted = subtractMaximum(emit, *logits, wide);
  Value exponentials = emit.unary(Unary::Exponential, shifted);
  Value softmax = emit.binary(Binary::Divide, exponentials,
                              sumKeys(emit, *logits, exponentials));
  probabilities->setSource(
      emit.cast(softmax, getElementType(probabilities->get())));
  return true;
}

static bool sumByProduct(Mutant &m) {
  auto exponentials = m.find(Role::Exponentials), sum = m.find(Role::Sum);
  if (!exponentials || !sum)
    return false;
  ArrayRef<int64_t> shape = getShape(exponentials->get());
  if (exponentials->getColumns() != static_cast<int64_t>(shape.size()) - 1)
    return false;
  Emitter &emit = m.emit();
  int64_t keys = shape.back(), rows = 1;
  for (int64_t size : shape.drop_back())
    rows *= size;
  Value flat = emit.reshape(exponentials->get(), {1, rows, keys});
  Type type = getElementType(flat);
  Value ones = emit.numbers(1, {1, keys, 1}, type);
  Value product = emit.multiplyMatrices(flat, ones, type);
  sum->setSource(emit.reshape(product, getShape(sum->get())));
  return true;
}

//===----------------------------------------------------------------------===//
// Guards for queries without keys
//===----------------------------------------------------------------------===//

static bool guardIfAllHidden(Mutant &m) {
  auto logits = m.find(Role::Logits),
       probabilities = m.find(Role::Probabilities);
  if (!logits || !probabilities)
    return false;
  m.change(*probabilities, [&](Value value) {
    Emitter &emit = m.emit();
    Value hidden = emit.areAllHidden(logits->get(), logits->getColumns());
    return emit.select(hidden, emit.number(0, value), value);
  });
  return true;
}

static bool guardByMaximum(Mutant &m) {
  auto logits = m.find(Role::Logits),
       probabilities = m.find(Role::Probabilities);
  if (!logits || !probabilities)
    return false;
  m.change(*probabilities, [&](Value value) {
    Emitter &emit = m.emit();
    Value maximum = getMaximum(emit, *logits, logits->get());
    Value hidden =
        emit.binary(Binary::Equal, maximum, emit.number(-INFINITY, maximum));
    return emit.select(hidden, emit.number(0, value), value);
  });
  return true;
}

static bool guardAgainstNan(Mutant &m) {
  auto probabilities = m.find(Role::Probabilities);
  if (!probabilities)
    return false;
  m.change(*probabilities, [&](Value value) {
    Emitter &emit = m.emit();
    Value isNumber = emit.binary(Binary::Equal, value, value);
    return emit.select(isNumber, value, emit.number(0, value));
  });
  return true;
}

static constexpr Rewrite kRewrites[] = {
    {"exp-base-two", "2 to the power of the scores times log2 of e",
     useBaseTwo},
    {"exp-as-power", "e to the power of the scores", usePower},
    {"exp-scaled", "exponentials times a number that cancels",
     multiplyExponentials},
    {"exp-inverted", "1 over the exponential of the negated scores",
     invertExponential},
    {"exp-twice", "exponentials computed once more for the sum",
     computeExponentialsTwice},
    {"maximum-removed", "no maximum is subtracted", removeMaximum},
    {"maximum-before", "a maximum is subtracted from the scores before",
     subtractMaximumBefore},
    {"maximum-twice", "a maximum is subtracted from the difference",
     subtractMaximumTwice},
    {"maximum-bounded", "the larger of the maximum and -inf is subtracted",
     boundMaximum},
    {"maximum-finite", "0 is subtracted where the maximum is -inf",
     keepMaximumFinite},
    {"maximum-negated", "the minimum of the negated scores is added",
     subtractMinimumOfNegated},
    {"term-number", "a number added to the scores", addNumber},
    {"term-query", "a term computed from the query added to the scores",
     addPerQuery},
    {"term-head", "a constant a head subtracted from the scores", addPerHead},
    {"term-row", "a constant a query added to the scores", addPerRow},
    {"division-reciprocal", "multiplied by the reciprocal of the sum",
     multiplyByReciprocal},
    {"division", "divided by the sum", divide},
    {"division-after", "divided after the second product", divideAfterProduct},
    {"log-softmax", "exponential of the logarithm of the softmax",
     useLogSoftmax},
    {"log-sum-exp", "exponential of the scores less log-sum-exp",
     subtractLogSumExp},
    {"softmax-double", "the softmax in f64", computeInDouble},
    {"sum-by-product", "the sum as a matrix product with ones", sumByProduct},
    {"guard-all-hidden", "0 where all scores of a query are -inf",
     guardIfAllHidden},
    {"guard-maximum", "0 where the maximum of the scores is -inf",
     guardByMaximum},
    {"guard-nan", "0 where a probability is no number", guardAgainstNan},
};

Rewrites mutation::getSoftmaxRewrites() { return kRewrites; }
