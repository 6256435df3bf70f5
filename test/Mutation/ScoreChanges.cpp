//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Change.h"
#include "Rewrite.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

//===----------------------------------------------------------------------===//
// Nonlinear scores
//===----------------------------------------------------------------------===//

static Value applyTanh(Mutant &m, Place, Value x) {
  return m.emit().unary(Unary::HyperbolicTangent, x);
}

static Value capSoftly(Mutant &m, Place, Value x) {
  Emitter &emit = m.emit();
  return emit.times(emit.unary(Unary::HyperbolicTangent, emit.times(x, 0.5)),
                    2);
}

static Value applyRelu(Mutant &m, Place, Value x) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Maximum, x, emit.number(0, x));
}

static Value square(Mutant &m, Place, Value x) {
  return m.emit().binary(Binary::Multiply, x, x);
}

static Value cube(Mutant &m, Place, Value x) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Multiply, emit.binary(Binary::Multiply, x, x), x);
}

static Value takeAbsolute(Mutant &m, Place, Value x) {
  return m.emit().unary(Unary::Absolute, x);
}

static Value takeSine(Mutant &m, Place, Value x) {
  return m.emit().unary(Unary::Sine, x);
}

static Value clamp(Mutant &m, Place, Value x) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Minimum, x, emit.number(0.25, x));
}

/// Leaky ReLU.
static Value leak(Mutant &m, Place, Value x) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Maximum, x, emit.times(x, 0.25));
}

static Value exponentiate(Mutant &m, Place, Value x) {
  return m.emit().unary(Unary::Exponential, x);
}

static Value softmaxBefore(Mutant &m, Place place, Value x) {
  return createSoftmax(m.emit(), x, place.getColumns());
}

//===----------------------------------------------------------------------===//
// Terms and factors that do not cancel
//===----------------------------------------------------------------------===//

static Value addDenseBias(Mutant &m, Place place, Value x) {
  Value bias = createNumbers(m, x, {place.getRows(), place.getColumns()});
  return m.emit().binary(Binary::Add, x, bias);
}

static Value addKeyBias(Mutant &m, Place place, Value x) {
  Value bias = createNumbers(m, x, place.getColumns());
  return m.emit().binary(Binary::Add, x, bias);
}

static Value addDistanceBias(Mutant &m, Place place, Value x) {
  ArrayRef<int64_t> shape = getShape(x);
  SmallVector<int64_t> sizes(shape.size(), 1);
  int64_t rows = sizes[place.getRows()] = shape[place.getRows()];
  int64_t columns = sizes[place.getColumns()] = shape[place.getColumns()];
  SmallVector<double> distances;
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t j = 0; j < columns; ++j)
      distances.push_back(-0.25 * std::abs(static_cast<double>(i - j)));
  Emitter &emit = m.emit();
  return emit.binary(Binary::Add, x,
                     emit.numbers(distances, sizes, getElementType(x)));
}

static Value subtractMaximumOfQueries(Mutant &m, Place place, Value x) {
  Emitter &emit = m.emit();
  return emit.binary(Binary::Subtract, x,
                     emit.reduce(Reduction::Maximum, x, place.getRows()));
}

static Value scaleByMatrix(Mutant &m, Place place, Value x) {
  Value factors = createNumbers(m, x, {place.getRows(), place.getColumns()});
  return m.emit().binary(Binary::Multiply, x, factors);
}

static Value normaliseScores(Mutant &m, Place place, Value x) {
  // Over their norm along the keys.
  Emitter &emit = m.emit();
  Value squares = emit.binary(Binary::Multiply, x, x);
  Value sum = emit.reduce(Reduction::Sum, squares, place.getColumns());
  Value norm = emit.binary(Binary::Power, sum, emit.number(0.5, sum));
  return emit.binary(Binary::Divide, x, norm);
}

static Value mixHeads(Mutant &m, Place place, Value x) {
  // Talking heads: each head gets some of the next.
  ArrayRef<int64_t> shape = getShape(x);
  int64_t head = place.getRows() - 1;
  if (head < 0 || shape[head] < 2)
    return {};
  SmallVector<int64_t> next;
  for (int64_t i = 0; i < shape[head]; ++i)
    next.push_back((i + 1) % shape[head]);
  Emitter &emit = m.emit();
  Value other = emit.times(emit.gather(x, head, next), 0.5);
  return emit.binary(Binary::Add, x, other);
}

static Value addSecondProduct(Mutant &m, Place, Value x) {
  auto query = m.find(Role::Query), key = m.find(Role::Key);
  if (!query || !key || getShape(x).size() != 3)
    return {};
  Emitter &emit = m.emit();
  Value q = emit.unary(Unary::HyperbolicTangent, query->get());
  Value k = emit.unary(Unary::Sine, key->get());
  return emit.binary(Binary::Add, x,
                     emit.multiplyMatrices(q, k, getElementType(x)));
}

//===----------------------------------------------------------------------===//
// Masks that hide nothing
//===----------------------------------------------------------------------===//

static bool maskWith(Mutant &m, double number) {
  auto unmasked = m.find(Role::Unmasked), masked = m.find(Role::Masked);
  auto admitted = m.findAdmitted();
  if (!unmasked || !masked || !admitted)
    return false;
  Emitter &emit = m.emit();
  Value scores = unmasked->get();
  masked->setSource(
      emit.select(admitted->get(), scores, emit.number(number, scores)));
  return true;
}

static bool maskWithZero(Mutant &m) { return maskWith(m, 0); }

static bool maskWithSmall(Mutant &m) { return maskWith(m, -2); }

static bool maskByFactor(Mutant &m) {
  auto unmasked = m.find(Role::Unmasked), masked = m.find(Role::Masked);
  auto admitted = m.findAdmitted();
  if (!unmasked || !masked || !admitted)
    return false;
  Emitter &emit = m.emit();
  Value scores = unmasked->get();
  Value factor = emit.cast(admitted->get(), getElementType(scores));
  masked->setSource(emit.binary(Binary::Multiply, scores, factor));
  return true;
}

static bool maskBySmallTerm(Mutant &m) {
  auto unmasked = m.find(Role::Unmasked), masked = m.find(Role::Masked);
  auto admitted = m.findAdmitted();
  if (!unmasked || !masked || !admitted)
    return false;
  Emitter &emit = m.emit();
  Value scores = unmasked->get();
  Value ones = emit.cast(admitted->get(), getElementType(scores));
  masked->setSource(emit.binary(Binary::Add, scores, emit.times(ones, 3)));
  return true;
}

//===----------------------------------------------------------------------===//
// The first product
//===----------------------------------------------------------------------===//

/// Combines queries (batch, rows, 1, inner) and keys (batch, 1, keys, inner)
/// and reduces over the last axis.
static bool combine(Mutant &m, Value (*create)(Emitter &, Value, Value),
                    Reduction reduction = Reduction::Sum) {
  auto query = m.find(Role::Query), key = m.find(Role::Key),
       scores = m.find(Role::Scores);
  if (!query || !key || !scores || getShape(query->get()).size() != 3 ||
      key->getRows() != 2)
    return false;
  Emitter &emit = m.emit();
  Type type = getElementType(scores->get());
  Value q = emit.cast(query->get(), type), k = emit.cast(key->get(), type);
  ArrayRef<int64_t> l = getShape(q), r = getShape(k);
  q = emit.reshape(q, {l[0], l[1], 1, l[2]});
  k = emit.reshape(emit.transpose(k, {0, 2, 1}), {r[0], 1, r[2], r[1]});
  Value reduced = emit.reduce(reduction, create(emit, q, k), 3);
  scores->setSource(emit.reshape(reduced, getShape(scores->get())));
  return true;
}

static bool multiplyThroughRelu(Mutant &m) {
  return combine(m, [](Emitter &emit, Value q, Value k) {
    Value product = emit.binary(Binary::Multiply, q, k);
    return emit.binary(Binary::Maximum, product, emit.number(0, product));
  });
}

static bool takeDistances(Mutant &m) {
  return combine(m, [](Emitter &emit, Value q, Value k) {
    return emit.unary(Unary::Absolute, emit.binary(Binary::Subtract, q, k));
  });
}

static bool takeSquaredDistances(Mutant &m) {
  return combine(m, [](Emitter &emit, Value q, Value k) {
    Value difference = emit.binary(Binary::Subtract, q, k);
    return emit.unary(Unary::Negate,
                      emit.binary(Binary::Multiply, difference, difference));
  });
}

static bool addThroughTanh(Mutant &m) {
  return combine(m, [](Emitter &emit, Value q, Value k) {
    return emit.unary(Unary::HyperbolicTangent, emit.binary(Binary::Add, q, k));
  });
}

static bool takeLargestProduct(Mutant &m) {
  return combine(
      m,
      [](Emitter &emit, Value q, Value k) {
        return emit.binary(Binary::Multiply, q, k);
      },
      Reduction::Maximum);
}

static constexpr Rewrite kRewrites[] = {
    {"scores-tanh", "hyperbolic tangent of the scores",
     changePlace<Role::Logits, applyTanh>},
    {"scores-softcap", "scores capped by a hyperbolic tangent",
     changePlace<Role::Scores, capSoftly>},
    {"scores-relu", "scores not below 0", changePlace<Role::Scores, applyRelu>},
    {"scores-leaky-relu", "negative scores made smaller",
     changePlace<Role::Scores, leak>},
    {"scores-squared", "scores squared", changePlace<Role::Scores, square>},
    {"scores-cubed", "scores cubed", changePlace<Role::Scores, cube>},
    {"scores-absolute", "absolute scores",
     changePlace<Role::Scores, takeAbsolute>},
    {"scores-sine", "sine of the scores", changePlace<Role::Scores, takeSine>},
    {"scores-clamped", "scores not above a number",
     changePlace<Role::Logits, clamp>},
    {"scores-exponential", "exponential of the scores",
     changePlace<Role::Logits, exponentiate>},
    {"softmax-twice", "softmax of the softmax",
     changePlace<Role::Logits, softmaxBefore>},
    {"bias-dense", "numbers a query and key added",
     changePlace<Role::Logits, addDenseBias>},
    {"bias-key", "numbers a key added", changePlace<Role::Logits, addKeyBias>},
    {"bias-distance", "the distance of query and key subtracted",
     changePlace<Role::Logits, addDistanceBias>},
    {"maximum-of-queries", "the maximum along the queries subtracted",
     changePlace<Role::Logits, subtractMaximumOfQueries>},
    {"scale-matrix", "a factor a query and key",
     changePlace<Role::Scores, scaleByMatrix>},
    {"scores-normalised", "scores over their norm along the keys",
     changePlace<Role::Scores, normaliseScores>},
    {"scores-of-heads-mixed", "scores of the next head added",
     changePlace<Role::Logits, mixHeads>},
    {"two-products", "a product of other queries and keys added",
     changePlace<Role::Scores, addSecondProduct>},
    {"mask-zero", "a score of 0 where not admitted", maskWithZero},
    {"mask-small", "a score of -2 where not admitted", maskWithSmall},
    {"mask-times-scores", "scores times 0 or 1", maskByFactor},
    {"mask-small-term", "3 added where admitted", maskBySmallTerm},
    {"product-relu", "negative products left out of the scores",
     multiplyThroughRelu},
    {"product-distance", "the distance of query and key for their product",
     takeDistances},
    {"product-squared-distance", "the squared distance for the product",
     takeSquaredDistances},
    {"product-additive", "sums through a hyperbolic tangent for the products",
     addThroughTanh},
    {"product-largest", "the largest product for their sum",
     takeLargestProduct},
};

Rewrites mutation::getScoreChanges() { return kRewrites; }
