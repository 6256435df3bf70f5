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

/// Combines weights (batch, rows, keys, 1) and values (batch, 1, keys,
/// columns) and reduces over the keys.
template <Value (*create)(Mutant &, Emitter &, Value, Value),
          Reduction reduction = Reduction::Sum>
static bool combine(Mutant &m) {
  auto weights = m.find(Role::Weights), value = m.find(Role::Value),
       result = m.find(Role::Result);
  if (!weights || !value || !result || m.dividesAfterProduct ||
      getShape(value->get()).size() != 3)
    return false;
  Emitter &emit = m.emit();
  Type type = getElementType(result->get());
  Value w = emit.cast(weights->get(), type), v = emit.cast(value->get(), type);
  ArrayRef<int64_t> l = getShape(w), r = getShape(v);
  w = emit.reshape(w, {l[0], l[1], l[2], 1});
  v = emit.reshape(v, {r[0], 1, r[1], r[2]});
  Value reduced = emit.reduce(reduction, create(m, emit, w, v), 2);
  result->setSource(emit.reshape(reduced, getShape(result->get())));
  return true;
}

static Value multiply(Mutant &, Emitter &emit, Value w, Value v) {
  return emit.binary(Binary::Multiply, w, v);
}

static Value addToValues(Mutant &m, Emitter &emit, Value w, Value v) {
  Value full = emit.binary(Binary::Multiply, w, v);
  Value other = createNumbers(m, full, {1, 2, 3});
  return emit.binary(Binary::Multiply, w, emit.binary(Binary::Add, v, other));
}

static Value scaleValues(Mutant &m, Emitter &emit, Value w, Value v) {
  Value full = emit.binary(Binary::Multiply, w, v);
  return emit.binary(Binary::Multiply, full, createNumbers(m, full, {1, 2, 3}));
}

/// Values of relative positions, as in music transformers.
static Value addPositionValues(Mutant &m, Emitter &emit, Value w, Value v) {
  Value full = emit.binary(Binary::Multiply, w, v);
  Value other = createNumbers(m, full, {1, 2});
  return emit.binary(Binary::Multiply, w, emit.binary(Binary::Add, v, other));
}

static Value takeTanh(Mutant &, Emitter &emit, Value w, Value v) {
  return emit.unary(Unary::HyperbolicTangent,
                    emit.binary(Binary::Multiply, w, v));
}

static Value takeLarger(Mutant &, Emitter &emit, Value w, Value v) {
  return emit.binary(Binary::Maximum, w, v);
}

static Value addBoth(Mutant &, Emitter &emit, Value w, Value v) {
  return emit.binary(Binary::Add, w, v);
}

static Value multiplyTwice(Mutant &, Emitter &emit, Value w, Value v) {
  return emit.binary(Binary::Multiply, w, emit.binary(Binary::Multiply, v, w));
}

/// Values that depend on the query through it.
static bool addQueriesToValues(Mutant &m) {
  auto weights = m.find(Role::Weights), value = m.find(Role::Value),
       query = m.find(Role::Query), result = m.find(Role::Result);
  if (!weights || !value || !query || !result || m.dividesAfterProduct ||
      getShape(value->get()).size() != 3)
    return false;
  Emitter &emit = m.emit();
  Type type = getElementType(result->get());
  Value w = emit.cast(weights->get(), type), v = emit.cast(value->get(), type),
        q = emit.cast(query->get(), type);
  ArrayRef<int64_t> l = getShape(w), r = getShape(v);
  if (getShape(q)[2] != r[2])
    return false;
  // tanh(q + v), a sum of which is no sum of values.
  Value sum = emit.binary(Binary::Add, emit.reshape(v, {r[0], 1, r[1], r[2]}),
                          emit.reshape(q, {l[0], l[1], 1, r[2]}));
  Value products =
      emit.binary(Binary::Multiply, emit.reshape(w, {l[0], l[1], l[2], 1}),
                  emit.unary(Unary::HyperbolicTangent, sum));
  Value reduced = emit.reduce(Reduction::Sum, products, 2);
  result->setSource(emit.reshape(reduced, getShape(result->get())));
  return true;
}

/// Not all keys in the second product.
static bool leaveKeysOut(Mutant &m) {
  auto weights = m.find(Role::Weights), value = m.find(Role::Value),
       result = m.find(Role::Result);
  if (!weights || !value || !result || m.dividesAfterProduct ||
      getShape(value->get()).size() != 3 || value->getRows() != 1 ||
      weights->getColumns() != 2)
    return false;
  Emitter &emit = m.emit();
  int64_t keys = getShape(value->get())[1] - 2;
  Value w = emit.slice(weights->get(), 2, 0, keys);
  Value v = emit.slice(value->get(), 1, 0, keys);
  result->setSource(emit.multiplyMatrices(w, v, getElementType(result->get())));
  return true;
}

/// The second product over the queries, where there are as many as keys.
static bool sumOverQueries(Mutant &m) {
  auto weights = m.find(Role::Weights), value = m.find(Role::Value),
       result = m.find(Role::Result);
  if (!weights || !value || !result || m.dividesAfterProduct ||
      getShape(weights->get()).size() != 3)
    return false;
  ArrayRef<int64_t> shape = getShape(weights->get());
  if (shape[1] != shape[2])
    return false;
  Emitter &emit = m.emit();
  Value transposed = emit.transpose(weights->get(), {0, 2, 1});
  result->setSource(emit.multiplyMatrices(transposed, value->get(),
                                          getElementType(result->get())));
  return true;
}

static constexpr Rewrite kRewrites[] = {
    {"values-plus-numbers", "values that depend on the query, by a term",
     combine<addToValues>},
    {"values-times-numbers", "values that depend on the query, by a factor",
     combine<scaleValues>},
    {"values-of-positions", "a number a query and key added to the values",
     combine<addPositionValues>},
    {"values-and-queries", "values that depend on the query itself",
     addQueriesToValues},
    {"result-tanh", "products through a hyperbolic tangent, summed",
     combine<takeTanh>},
    {"result-largest", "the largest product of weight and value",
     combine<multiply, Reduction::Maximum>},
    {"result-smallest", "the smallest product of weight and value",
     combine<multiply, Reduction::Minimum>},
    {"result-of-larger", "the larger of weight and value, summed",
     combine<takeLarger>},
    {"result-of-sums", "the sum of weight and value, summed", combine<addBoth>},
    {"result-weights-twice", "values times weights twice, summed",
     combine<multiplyTwice>},
    {"result-some-keys", "not all keys in the second product", leaveKeysOut},
    {"result-over-queries", "the second product over the queries",
     sumOverQueries},
};

Rewrites mutation::getProductChanges() { return kRewrites; }
