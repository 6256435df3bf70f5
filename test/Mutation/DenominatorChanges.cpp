//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Change.h"
#include "Rewrite.h"

#include <numbers>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

//===----------------------------------------------------------------------===//
// Of the sum
//===----------------------------------------------------------------------===//

static Value addOne(Mutant &m, Place, Value sum) {
  return m.emit().plus(sum, 1);
}

static Value addSmall(Mutant &m, Place, Value sum) {
  return m.emit().plus(sum, 0.0625);
}

static Value doubleSum(Mutant &m, Place, Value sum) {
  return m.emit().times(sum, 2);
}

static Value takeMean(Mutant &m, Place, Value sum) {
  auto exponentials = m.find(Role::Exponentials);
  if (!exponentials)
    return {};
  int64_t keys = getShape(exponentials->get())[exponentials->getColumns()];
  return m.emit().times(sum, 1 / static_cast<double>(keys));
}

static Value takeRoot(Mutant &m, Place, Value sum) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Power, sum, emit.number(0.5, sum));
}

static Value boundBelow(Mutant &m, Place, Value sum) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Maximum, sum, emit.number(3, sum));
}

static Value boundAbove(Mutant &m, Place, Value sum) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Minimum, sum, emit.number(1.5, sum));
}

static Value takeOtherQuery(Mutant &m, Place place, Value sum) {
  int64_t size = getShape(sum)[place.getRows()];
  if (size < 2)
    return {};
  SmallVector<int64_t> next;
  for (int64_t i = 0; i < size; ++i)
    next.push_back((i + 1) % size);
  return m.emit().gather(sum, place.getRows(), next);
}

static Value takeOtherBatch(Mutant &m, Place, Value sum) {
  int64_t size = getShape(sum)[0];
  if (getShape(sum).size() < 3 || size < 2)
    return {};
  SmallVector<int64_t> next;
  for (int64_t i = 0; i < size; ++i)
    next.push_back((i + 1) % size);
  return m.emit().gather(sum, 0, next);
}

static Value sumAlongQueries(Mutant &m, Place place, Value sum) {
  Emitter &emit = m.emit();
  Value all = emit.reduce(Reduction::Sum, sum, place.getRows());
  SmallVector<int64_t> multiples(getShape(sum).size(), 1);
  multiples[place.getRows()] = getShape(sum)[place.getRows()];
  return emit.tile(all, multiples);
}

static Value sumAlongHeads(Mutant &m, Place, Value sum) {
  if (getShape(sum).size() < 3 || getShape(sum)[0] < 2)
    return {};
  Emitter &emit = m.emit();
  SmallVector<int64_t> multiples(getShape(sum).size(), 1);
  multiples[0] = getShape(sum)[0];
  return emit.tile(emit.reduce(Reduction::Sum, sum, 0), multiples);
}

/// As a key with a score of 0 would do: "softmax one".
static Value addExponentialOfMaximum(Mutant &m, Place, Value sum) {
  auto logits = m.find(Role::Logits);
  if (!logits)
    return {};
  Emitter &emit = m.emit();
  Value maximum =
      emit.reduce(Reduction::Maximum, logits->get(), logits->getColumns());
  Value one =
      emit.unary(Unary::Exponential, emit.unary(Unary::Negate, maximum));
  return emit.binary(Binary::Add, sum, one);
}

//===----------------------------------------------------------------------===//
// Of what is summed
//===----------------------------------------------------------------------===//

/// Sums what `create` makes of the exponentials.
template <Value (*create)(Emitter &, Value),
          Reduction reduction = Reduction::Sum>
static bool sumOther(Mutant &m) {
  auto exponentials = m.find(Role::Exponentials), sum = m.find(Role::Sum);
  if (!exponentials || !sum)
    return false;
  Emitter &emit = m.emit();
  sum->setSource(emit.reduce(reduction, create(emit, exponentials->get()),
                             exponentials->getColumns()));
  return true;
}

static Value keep(Emitter &, Value x) { return x; }

static Value square(Emitter &emit, Value x) {
  return emit.binary(Binary::Multiply, x, x);
}

static Value addToEach(Emitter &emit, Value x) { return emit.plus(x, 0.125); }

static Value subtractOne(Emitter &emit, Value x) { return emit.plus(x, -1.5); }

static Value boundEach(Emitter &emit, Value x) {
  return emit.binary(Binary::Minimum, x, emit.number(0.5, x));
}

/// Sums the exponentials of what `create` makes of the shifted scores.
template <Value (*create)(Mutant &, Place, Value)>
static bool sumOtherScores(Mutant &m) {
  auto shifted = m.find(Role::Shifted), sum = m.find(Role::Sum);
  if (!shifted || !sum)
    return false;
  Value scores = create(m, *shifted, shifted->get());
  if (!scores)
    return false;
  Emitter &emit = m.emit();
  sum->setSource(emit.reduce(Reduction::Sum,
                             emit.unary(Unary::Exponential, scores),
                             shifted->getColumns()));
  return true;
}

static Value doubleScores(Mutant &m, Place, Value scores) {
  return m.emit().times(scores, 2);
}

static Value scaleToBaseTwo(Mutant &m, Place, Value scores) {
  return m.emit().times(scores, std::numbers::ln2);
}

static Value negateScores(Mutant &m, Place, Value scores) {
  return m.emit().unary(Unary::Negate, scores);
}

static Value takeUnshifted(Mutant &m, Place, Value) {
  auto logits = m.find(Role::Logits);
  return logits ? logits->get() : Value();
}

static Value addTerms(Mutant &m, Place place, Value scores) {
  return m.emit().binary(Binary::Add, scores,
                         createNumbers(m, scores, place.getColumns()));
}

static Value addHeadTerms(Mutant &m, Place place, Value scores) {
  if (getShape(scores).size() < 3)
    return {};
  return m.emit().binary(Binary::Add, scores,
                         createNumbers(m, scores, place.getRows() - 1));
}

static Value takeSomeKeys(Mutant &m, Place place, Value scores) {
  int64_t size = getShape(scores)[place.getColumns()];
  return m.emit().slice(scores, place.getColumns(), 0, size - 2);
}

static Value takeOtherHead(Mutant &m, Place, Value scores) {
  int64_t size = getShape(scores)[0];
  if (getShape(scores).size() < 3 || size < 2)
    return {};
  SmallVector<int64_t> next;
  for (int64_t i = 0; i < size; ++i)
    next.push_back((i + 1) % size);
  return m.emit().gather(scores, 0, next);
}

static Value takeUnmasked(Mutant &m, Place place, Value scores) {
  auto unmasked = m.find(Role::Unmasked);
  if (!unmasked || unmasked->get().getType() != scores.getType())
    return {};
  Emitter &emit = m.emit();
  Value maximum = emit.reduce(Reduction::Maximum, m.find(Role::Logits)->get(),
                              place.getColumns());
  return emit.binary(Binary::Subtract, unmasked->get(), maximum);
}

static Value takeOtherKeys(Mutant &m, Place place, Value scores) {
  // Scores of the same queries with the values for keys.
  auto query = m.find(Role::Query), value = m.find(Role::Value);
  if (!query || !value || getShape(query->get()).size() != 3 ||
      getShape(value->get()).size() != 3 ||
      getShape(value->get())[2] != getShape(query->get())[2] ||
      value->getRows() != 1)
    return {};
  Emitter &emit = m.emit();
  Value product = emit.multiplyMatrices(query->get(),
                                        emit.transpose(value->get(), {0, 2, 1}),
                                        getElementType(scores));
  return emit.reshape(product, getShape(scores));
}

static constexpr Rewrite kRewrites[] = {
    {"sum-plus-one", "1 added to the sum", changePlace<Role::Sum, addOne>},
    {"sum-plus-small", "a small number added to the sum",
     changePlace<Role::Sum, addSmall>},
    {"sum-doubled", "twice the sum", changePlace<Role::Sum, doubleSum>},
    {"sum-mean", "the mean for the sum", changePlace<Role::Sum, takeMean>},
    {"sum-root", "the root of the sum", changePlace<Role::Sum, takeRoot>},
    {"sum-bounded-below", "the sum, but not below a number",
     changePlace<Role::Sum, boundBelow>},
    {"sum-bounded-above", "the sum, but not above a number",
     changePlace<Role::Sum, boundAbove>},
    {"sum-other-query", "the sum of the next query",
     changePlace<Role::Sum, takeOtherQuery>},
    {"sum-other-batch", "the sum of the next batch or head",
     changePlace<Role::Sum, takeOtherBatch>},
    {"sum-all-queries", "the sum over queries and keys",
     changePlace<Role::Sum, sumAlongQueries>},
    {"sum-all-heads", "the sum over heads and keys",
     changePlace<Role::Sum, sumAlongHeads>},
    {"sum-softmax-one", "a key with a score of 0 in the sum",
     changePlace<Role::Sum, addExponentialOfMaximum>},
    {"sum-largest", "the largest exponential for the sum",
     sumOther<keep, Reduction::Maximum>},
    {"sum-smallest", "the smallest exponential for the sum",
     sumOther<keep, Reduction::Minimum>},
    {"sum-of-squares", "the sum of squares", sumOther<square>},
    {"sum-of-more", "a number added to each in the sum", sumOther<addToEach>},
    {"sum-of-less", "a number subtracted from each in the sum",
     sumOther<subtractOne>},
    {"sum-of-bounded", "each in the sum not above a number",
     sumOther<boundEach>},
    {"sum-scores-doubled", "scores times 2 in the sum",
     sumOtherScores<doubleScores>},
    {"sum-base-two", "base 2 in the sum only", sumOtherScores<scaleToBaseTwo>},
    {"sum-scores-negated", "scores negated in the sum",
     sumOtherScores<negateScores>},
    {"sum-unshifted", "no maximum subtracted in the sum only",
     sumOtherScores<takeUnshifted>},
    {"sum-key-terms", "a term a key in the sum only", sumOtherScores<addTerms>},
    {"sum-head-terms", "a term a head in the sum only",
     sumOtherScores<addHeadTerms>},
    {"sum-some-keys", "not all keys in the sum", sumOtherScores<takeSomeKeys>},
    {"sum-other-head", "scores of the next batch in the sum",
     sumOtherScores<takeOtherHead>},
    {"sum-unmasked", "no mask in the sum", sumOtherScores<takeUnmasked>},
    {"sum-other-keys", "scores with other keys in the sum",
     sumOtherScores<takeOtherKeys>},
};

Rewrites mutation::getDenominatorChanges() { return kRewrites; }
