//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

/// A factor that no float rounds, nor its reciprocal.
static double getPowerOfTwo(Random &random) {
  return random.pick<double>({0.25, 0.5, 2, 4});
}

/// Powers of two, of the size of `like` along `axes` and of 1 elsewhere.
static std::pair<Value, Value> getFactors(Mutant &m, Value like,
                                          ArrayRef<int64_t> axes) {
  SmallVector<int64_t> shape(getShape(like).size(), 1);
  int64_t size = 1;
  for (int64_t axis : axes)
    size *= shape[axis] = getShape(like)[axis];
  SmallVector<double> factors, inverses;
  for (int64_t i = 0; i < size; ++i) {
    factors.push_back(getPowerOfTwo(m.getRandom()));
    inverses.push_back(1 / factors.back());
  }
  Emitter &emit = m.emit();
  Type type = getElementType(like);
  return {emit.numbers(factors, shape, type),
          emit.numbers(inverses, shape, type)};
}

static void multiply(Mutant &m, Place place, Value factors) {
  Emitter &emit = m.emit();
  m.change(place, [&](Value value) {
    if (getElementType(factors) != getElementType(value))
      factors = emit.cast(factors, getElementType(value));
    return emit.binary(Binary::Multiply, value, factors);
  });
}

static bool moveBetween(Mutant &m, Role from, Role to) {
  auto first = m.find(from), second = m.find(to);
  if (!first || !second)
    return false;
  double factor = getPowerOfTwo(m.getRandom());
  m.change(*first, [&](Value value) { return m.emit().times(value, factor); });
  m.change(*second,
           [&](Value value) { return m.emit().times(value, 1 / factor); });
  return true;
}

static bool scaleQuery(Mutant &m) {
  return moveBetween(m, Role::Query, Role::Scores);
}

static bool scaleKey(Mutant &m) {
  return moveBetween(m, Role::Key, Role::Scores);
}

static bool scaleQueryAgainstKey(Mutant &m) {
  return moveBetween(m, Role::Query, Role::Key);
}

static bool scaleValue(Mutant &m) {
  return moveBetween(m, Role::Value, Role::Result);
}

static bool scaleUnmasked(Mutant &m) {
  return moveBetween(m, Role::Unmasked, Role::Logits);
}

static bool scaleByRoots(Mutant &m) {
  auto query = m.find(Role::Query), key = m.find(Role::Key),
       scores = m.find(Role::Scores);
  if (!query || !key || !scores)
    return false;
  double root = getPowerOfTwo(m.getRandom());
  for (Place place : {*query, *key})
    m.change(place, [&](Value value) { return m.emit().times(value, root); });
  m.change(*scores, [&](Value value) {
    return m.emit().times(value, 1 / (root * root));
  });
  return true;
}

static bool divideQuery(Mutant &m) {
  auto query = m.find(Role::Query), scores = m.find(Role::Scores);
  if (!query || !scores)
    return false;
  double factor = getPowerOfTwo(m.getRandom());
  m.change(*query, [&](Value value) {
    Emitter &emit = m.emit();
    return emit.binary(Binary::Divide, value, emit.number(factor, value));
  });
  m.change(*scores, [&](Value value) {
    Emitter &emit = m.emit();
    return emit.binary(Binary::Multiply, emit.number(factor, value), value);
  });
  return true;
}

/// Multiplies `first` along `axis` by numbers, and the same axis of `second`,
/// which is its dimension `other`, by their reciprocals.
static bool scaleAlong(Mutant &m, Place first, int64_t axis, Place second,
                       int64_t other) {
  auto [factors, inverses] = getFactors(m, first.getSource(), axis);
  SmallVector<int64_t> shape(getShape(second.getSource()).size(), 1);
  shape[other] = getShape(second.getSource())[other];
  multiply(m, first, factors);
  multiply(m, second, m.emit().reshape(inverses, shape));
  return true;
}

static bool scaleByTensor(Mutant &m) {
  auto query = m.find(Role::Query), scores = m.find(Role::Scores);
  if (!query || !scores)
    return false;
  double factor = getPowerOfTwo(m.getRandom());
  m.change(*query, [&](Value value) {
    Emitter &emit = m.emit();
    return emit.binary(Binary::Multiply, value, emit.fullSplat(factor, value));
  });
  m.change(*scores, [&](Value value) {
    Emitter &emit = m.emit();
    return emit.binary(Binary::Divide, value, emit.fullSplat(factor, value));
  });
  return true;
}

static bool scalePerHead(Mutant &m) {
  auto query = m.find(Role::Query), key = m.find(Role::Key);
  if (!query || !key || getShape(query->get()).size() != 3)
    return false;
  return scaleAlong(m, *query, 0, *key, 0);
}

static bool scalePerQuery(Mutant &m) {
  auto query = m.find(Role::Query), scores = m.find(Role::Scores);
  if (!query || !scores)
    return false;
  return scaleAlong(m, *query, query->getRows(), *scores, scores->getRows());
}

static bool scalePerKey(Mutant &m) {
  auto key = m.find(Role::Key), scores = m.find(Role::Scores);
  if (!key || !scores)
    return false;
  return scaleAlong(m, *key, key->getRows(), *scores, scores->getColumns());
}

static bool scalePerChannel(Mutant &m) {
  auto query = m.find(Role::Query), key = m.find(Role::Key);
  if (!query || !key)
    return false;
  return scaleAlong(m, *query, query->getColumns(), *key, key->getColumns());
}

static bool scaleValuePerColumn(Mutant &m) {
  auto value = m.find(Role::Value), result = m.find(Role::Result);
  if (!value || !result)
    return false;
  return scaleAlong(m, *value, value->getColumns(), *result,
                    result->getColumns());
}

static bool scaleResultPerQuery(Mutant &m) {
  auto weights = m.find(Role::Weights), result = m.find(Role::Result);
  if (!weights || !result)
    return false;
  return scaleAlong(m, *weights, weights->getRows(), *result,
                    result->getRows());
}

static constexpr Rewrite kRewrites[] = {
    {"scale-query", "a factor on the queries, undone on the scores",
     scaleQuery},
    {"scale-key", "a factor on the keys, undone on the scores", scaleKey},
    {"scale-query-against-key", "a factor on the queries, undone on the keys",
     scaleQueryAgainstKey},
    {"scale-unmasked", "a factor on the scores, undone after the mask",
     scaleUnmasked},
    {"scale-by-roots", "a root on queries and keys, its square undone",
     scaleByRoots},
    {"scale-by-division", "queries divided, scores multiplied", divideQuery},
    {"scale-by-tensor", "the factor is a tensor of one number", scaleByTensor},
    {"scale-per-head", "a factor a head on the queries, undone on the keys",
     scalePerHead},
    {"scale-per-query", "a factor a query, undone on the scores",
     scalePerQuery},
    {"scale-per-key", "a factor a key, undone on the scores", scalePerKey},
    {"scale-per-channel", "a factor a channel on the queries, undone on keys",
     scalePerChannel},
    {"scale-value", "a factor on the values, undone on the result", scaleValue},
    {"scale-value-per-column", "a factor a column of the values, undone after",
     scaleValuePerColumn},
    {"scale-weights-per-query", "a factor a row of the weights, undone after",
     scaleResultPerQuery},
};

Rewrites mutation::getScaleRewrites() { return kRewrites; }
