//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Change.h"
#include "Rewrite.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

//===----------------------------------------------------------------------===//
// Of the probabilities
//===----------------------------------------------------------------------===//

static Value square(Mutant &m, Place, Value p) {
  return m.emit().binary(Binary::Multiply, p, p);
}

static Value takeRoot(Mutant &m, Place, Value p) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Power, p, emit.number(0.5, p));
}

static Value cutBelow(Mutant &m, Place, Value p) {
  Emitter &emit = m.emit();
  Value isLarge = emit.binary(Binary::Greater, p, emit.number(0.125, p));
  return emit.select(isLarge, p, emit.number(0, p));
}

static Value subtractThreshold(Mutant &m, Place, Value p) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Maximum, emit.plus(p, -0.0625), emit.number(0, p));
}

static Value dropOut(Mutant &m, Place place, Value p) {
  SmallVector<double> kept;
  SmallVector<int64_t> shape(getShape(p).size(), 1);
  int64_t size = shape[place.getRows()] = getShape(p)[place.getRows()];
  size *= shape[place.getColumns()] = getShape(p)[place.getColumns()];
  for (int64_t i = 0; i < size; ++i)
    kept.push_back(i % 3 == 0 ? 0 : 1.5);
  Emitter &emit = m.emit();
  return emit.binary(Binary::Multiply, p,
                     emit.numbers(kept, shape, getElementType(p)));
}

static Value addNumber(Mutant &m, Place, Value p) {
  return m.emit().plus(p, 0.0625);
}

static Value subtractFromOne(Mutant &m, Place, Value p) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Subtract, emit.number(1, p), p);
}

static Value addBias(Mutant &m, Place place, Value p) {
  Value bias = createNumbers(m, p, {place.getRows(), place.getColumns()});
  return m.emit().binary(Binary::Add, p, bias);
}

static Value multiplyByMatrix(Mutant &m, Place place, Value p) {
  Value factors = createNumbers(m, p, {place.getRows(), place.getColumns()});
  return m.emit().binary(Binary::Multiply, p, factors);
}

static Value mixWithUniform(Mutant &m, Place, Value p) {
  Emitter &emit = m.emit();
  return emit.plus(emit.times(p, 0.75), 0.0625);
}

static Value boundBelow(Mutant &m, Place, Value p) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Maximum, p, emit.number(0.1875, p));
}

static Value boundAbove(Mutant &m, Place, Value p) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Minimum, p, emit.number(0.1875, p));
}

static Value applyTanh(Mutant &m, Place, Value p) {
  return m.emit().unary(Unary::HyperbolicTangent, p);
}

static Value takeLogarithm(Mutant &m, Place, Value p) {
  Emitter &emit = m.emit();
  return emit.unary(Unary::Logarithm, emit.plus(p, 1));
}

static Value normaliseAlongQueries(Mutant &m, Place place, Value p) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Divide, p,
                     emit.reduce(Reduction::Sum, p, place.getRows()));
}

static Value divideByLargest(Mutant &m, Place place, Value p) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Divide, p,
                     emit.reduce(Reduction::Maximum, p, place.getColumns()));
}

static Value mixHeads(Mutant &m, Place, Value p) {
  int64_t size = getShape(p)[0];
  if (getShape(p).size() < 3 || size < 2)
    return {};
  SmallVector<int64_t> next;
  for (int64_t i = 0; i < size; ++i)
    next.push_back((i + 1) % size);
  Emitter &emit = m.emit();
  return emit.binary(Binary::Add, p, emit.times(emit.gather(p, 0, next), 0.5));
}

static Value divideTwice(Mutant &m, Place, Value p) {
  auto sum = m.find(Role::Sum);
  return sum && getElementType(sum->get()) == getElementType(p)
             ? m.emit().binary(Binary::Divide, p, sum->get())
             : Value();
}

//===----------------------------------------------------------------------===//
// Of the scores, for probabilities
//===----------------------------------------------------------------------===//

/// Probabilities that `create` makes of the logits.
template <Value (*create)(Emitter &, Place, Value)>
static bool respell(Mutant &m) {
  auto logits = m.find(Role::Logits),
       probabilities = m.find(Role::Probabilities);
  if (!logits || !probabilities || m.dividesAfterProduct)
    return false;
  Emitter &emit = m.emit();
  Value weights = create(emit, *logits, logits->get());
  probabilities->setSource(
      emit.cast(weights, getElementType(probabilities->get())));
  return true;
}

static Value sumKeys(Emitter &emit, Place place, Value x) {
  return emit.reduce(Reduction::Sum, x, place.getColumns());
}

static Value shift(Emitter &emit, Place place, Value x) {
  Value maximum = emit.reduce(Reduction::Maximum, x, place.getColumns());
  return emit.binary(Binary::Subtract, x, maximum);
}

static Value applySigmoid(Emitter &emit, Place, Value x) {
  Value negated = emit.unary(Unary::Exponential, emit.unary(Unary::Negate, x));
  return emit.unary(Unary::Reciprocal, emit.plus(negated, 1));
}

static Value divideRelu(Emitter &emit, Place place, Value x) {
  Value relu = emit.binary(Binary::Maximum, x, emit.number(0, x));
  Value sum = emit.plus(sumKeys(emit, place, relu), 0.25);
  return emit.binary(Binary::Divide, relu, sum);
}

static Value leaveUnnormalised(Emitter &emit, Place place, Value x) {
  return emit.unary(Unary::Exponential, shift(emit, place, x));
}

static Value subtractOne(Emitter &emit, Place place, Value x) {
  Value e =
      emit.plus(emit.unary(Unary::Exponential, shift(emit, place, x)), -0.25);
  return emit.binary(Binary::Divide, e, sumKeys(emit, place, e));
}

static Value softplus(Emitter &emit, Place place, Value x) {
  Value e = emit.unary(Unary::Logarithm,
                       emit.plus(emit.unary(Unary::Exponential, x), 1));
  return emit.binary(Binary::Divide, e, sumKeys(emit, place, e));
}

static Value squareNumerator(Emitter &emit, Place place, Value x) {
  Value e = emit.unary(Unary::Exponential, shift(emit, place, x));
  return emit.binary(Binary::Divide, emit.binary(Binary::Multiply, e, e),
                     sumKeys(emit, place, e));
}

static Value negateNumerator(Emitter &emit, Place place, Value x) {
  Value shifted = shift(emit, place, x);
  Value sum = sumKeys(emit, place, emit.unary(Unary::Exponential, shifted));
  // Bounded, so that -inf does not become an infinite weight.
  Value bounded =
      emit.binary(Binary::Maximum, shifted, emit.number(-4, shifted));
  Value e = emit.unary(Unary::Exponential, emit.unary(Unary::Negate, bounded));
  return emit.binary(Binary::Divide, e, sum);
}

static Value shiftNumeratorTwice(Emitter &emit, Place place, Value x) {
  Value shifted = shift(emit, place, x);
  Value maximum = emit.reduce(Reduction::Maximum, x, place.getColumns());
  Value other = emit.binary(Binary::Subtract, shifted, maximum);
  return emit.binary(
      Binary::Divide, emit.unary(Unary::Exponential, other),
      sumKeys(emit, place, emit.unary(Unary::Exponential, shifted)));
}

static Value shiftNumeratorByQueries(Emitter &emit, Place place, Value x) {
  Value maximum = emit.reduce(Reduction::Maximum, x, place.getRows());
  maximum = emit.binary(Binary::Maximum, maximum, emit.number(-4, maximum));
  Value other = emit.binary(Binary::Subtract, x, maximum);
  return emit.binary(Binary::Divide, emit.unary(Unary::Exponential, other),
                     sumKeys(emit, place, emit.unary(Unary::Exponential, x)));
}

static Value doubleNumerator(Emitter &emit, Place place, Value x) {
  Value e = emit.unary(Unary::Exponential, emit.times(x, 2));
  return emit.binary(Binary::Divide, e,
                     sumKeys(emit, place, emit.unary(Unary::Exponential, x)));
}

static Value baseTwoNumerator(Emitter &emit, Place place, Value x) {
  Value shifted = shift(emit, place, x);
  return emit.binary(
      Binary::Divide, emit.unary(Unary::ExponentialBaseTwo, shifted),
      sumKeys(emit, place, emit.unary(Unary::Exponential, shifted)));
}

static Value multiplyByScores(Emitter &emit, Place place, Value x) {
  Value bounded = emit.binary(Binary::Maximum, x, emit.number(-4, x));
  return emit.binary(Binary::Multiply,
                     createSoftmax(emit, x, place.getColumns()), bounded);
}

static Value keepPositiveScores(Emitter &emit, Place place, Value x) {
  Value softmax = createSoftmax(emit, x, place.getColumns());
  Value isPositive = emit.binary(Binary::Greater, x, emit.number(0, x));
  return emit.select(isPositive, softmax, emit.number(0, softmax));
}

static Value alongQueries(Emitter &emit, Place place, Value x) {
  // Hidden by a number, so that no column is without any.
  Value bounded = emit.binary(Binary::Maximum, x, emit.number(-4, x));
  return createSoftmax(emit, bounded, place.getRows());
}

static bool softmaxAlongHeads(Mutant &m) {
  auto logits = m.find(Role::Logits);
  if (!logits || getShape(logits->get()).size() < 3)
    return false;
  return respell<[](Emitter &emit, Place place, Value x) {
    Value bounded = emit.binary(Binary::Maximum, x, emit.number(-4, x));
    return createSoftmax(emit, bounded, place.getRows() - 1);
  }>(m);
}

/// The mask on the probabilities, not on the scores.
static bool maskAfterwards(Mutant &m) {
  auto unmasked = m.find(Role::Unmasked), masked = m.find(Role::Masked),
       probabilities = m.find(Role::Probabilities);
  auto admitted = m.findAdmitted();
  if (!unmasked || !masked || !probabilities || !admitted ||
      m.masksExponentials || m.dividesAfterProduct ||
      getShape(admitted->get()).size() != getShape(probabilities->get()).size())
    return false;
  masked->setSource(unmasked->get());
  m.change(*probabilities, [&](Value p) {
    Emitter &emit = m.emit();
    return emit.binary(Binary::Multiply, p,
                       emit.cast(admitted->get(), getElementType(p)));
  });
  return true;
}

/// 0 where any score is hidden, not all.
static bool guardIfAnyHidden(Mutant &m) {
  auto admitted = m.findAdmitted();
  auto probabilities = m.find(Role::Probabilities);
  if (!admitted || !probabilities ||
      getShape(admitted->get()).size() != getShape(probabilities->get()).size())
    return false;
  m.change(*probabilities, [&](Value p) {
    Emitter &emit = m.emit();
    Value all = emit.reduce(Reduction::All, admitted->get(),
                            probabilities->getColumns());
    return emit.select(all, p, emit.number(0, p));
  });
  return true;
}

static constexpr Rewrite kRewrites[] = {
    {"weights-squared", "probabilities squared",
     changePlace<Role::Probabilities, square>},
    {"weights-root", "the root of the probabilities",
     changePlace<Role::Probabilities, takeRoot>},
    {"weights-threshold", "small probabilities left out",
     changePlace<Role::Probabilities, cutBelow>},
    {"weights-less-threshold", "probabilities less a number, if positive",
     changePlace<Role::Probabilities, subtractThreshold>},
    {"weights-dropout", "a third of the probabilities dropped",
     changePlace<Role::Probabilities, dropOut>},
    {"weights-plus-number", "a number added to the probabilities",
     changePlace<Role::Probabilities, addNumber>},
    {"weights-from-one", "1 less the probabilities",
     changePlace<Role::Probabilities, subtractFromOne>},
    {"weights-bias", "numbers added to the probabilities",
     changePlace<Role::Probabilities, addBias>},
    {"weights-matrix", "probabilities times numbers",
     changePlace<Role::Probabilities, multiplyByMatrix>},
    {"weights-uniform", "probabilities mixed with equal ones",
     changePlace<Role::Probabilities, mixWithUniform>},
    {"weights-bounded-below", "probabilities not below a number",
     changePlace<Role::Probabilities, boundBelow>},
    {"weights-bounded-above", "probabilities not above a number",
     changePlace<Role::Probabilities, boundAbove>},
    {"weights-tanh", "hyperbolic tangent of the probabilities",
     changePlace<Role::Probabilities, applyTanh>},
    {"weights-logarithm", "logarithm of 1 plus the probabilities",
     changePlace<Role::Probabilities, takeLogarithm>},
    {"weights-over-queries", "probabilities normalised along the queries",
     changePlace<Role::Probabilities, normaliseAlongQueries>},
    {"weights-over-largest", "probabilities over the largest of them",
     changePlace<Role::Probabilities, divideByLargest>},
    {"weights-of-heads-mixed", "probabilities of the next batch added",
     changePlace<Role::Probabilities, mixHeads>},
    {"weights-divided-twice", "divided by the sum once more",
     changePlace<Role::Probabilities, divideTwice>},
    {"sigmoid", "a sigmoid for the softmax", respell<applySigmoid>},
    {"relu-attention", "ReLU over its sum for the softmax",
     respell<divideRelu>},
    {"unnormalised", "exponentials not divided", respell<leaveUnnormalised>},
    {"exp-less-number", "a number subtracted from the exponentials",
     respell<subtractOne>},
    {"softplus", "logarithm of 1 plus exponential for the exponential",
     respell<softplus>},
    {"numerator-squared", "exponentials squared over their sum",
     respell<squareNumerator>},
    {"numerator-negated", "scores negated in the numerator",
     respell<negateNumerator>},
    {"numerator-shifted", "the maximum subtracted twice in the numerator",
     respell<shiftNumeratorTwice>},
    {"numerator-shifted-by-queries",
     "the maximum along the queries subtracted in the numerator",
     respell<shiftNumeratorByQueries>},
    {"numerator-doubled", "scores times 2 in the numerator",
     respell<doubleNumerator>},
    {"numerator-base-two", "base 2 in the numerator only",
     respell<baseTwoNumerator>},
    {"weights-times-scores", "probabilities times scores",
     respell<multiplyByScores>},
    {"weights-of-positive", "only probabilities of positive scores",
     respell<keepPositiveScores>},
    {"softmax-over-queries", "softmax along the queries",
     respell<alongQueries>},
    {"softmax-over-heads", "softmax along the heads", softmaxAlongHeads},
    {"mask-afterwards", "the mask on the probabilities only", maskAfterwards},
    {"guard-any-hidden", "0 where any key is hidden", guardIfAnyHidden},
};

Rewrites mutation::getWeightChanges() { return kRewrites; }
