//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

namespace {
/// A product: lhs (batch, rows, inner), rhs (batch, inner, columns).
struct Product {
  Value lhs, rhs;
  Place result;
};
} // namespace

/// `value` as (batch, `row`, `column`).
static Value asMatrices(Emitter &emit, Value value, int64_t row,
                        int64_t column) {
  SmallVector<int64_t> order;
  int64_t batch = 1;
  ArrayRef<int64_t> shape = getShape(value);
  for (auto [dim, size] : llvm::enumerate(shape)) {
    auto signedDim = static_cast<int64_t>(dim);
    if (signedDim == row || signedDim == column)
      continue;
    order.push_back(dim);
    batch *= size;
  }
  order.append({row, column});
  SmallVector<int64_t> matrices{batch, shape[row], shape[column]};
  if (!llvm::is_sorted(order))
    value = emit.transpose(value, order);
  return getShape(value) == ArrayRef(matrices) ? value
                                               : emit.reshape(value, matrices);
}

static std::optional<Product> findFirst(Mutant &m, Emitter &emit) {
  auto query = m.find(Role::Query), key = m.find(Role::Key),
       scores = m.find(Role::Scores);
  if (!query || !key || !scores)
    return std::nullopt;
  return Product{
      asMatrices(emit, query->get(), query->getRows(), query->getColumns()),
      asMatrices(emit, key->get(), key->getColumns(), key->getRows()), *scores};
}

static std::optional<Product> findSecond(Mutant &m, Emitter &emit) {
  auto weights = m.find(Role::Weights), value = m.find(Role::Value),
       result = m.find(Role::Result);
  if (!weights || !value || !result)
    return std::nullopt;
  return Product{
      asMatrices(emit, weights->get(), weights->getRows(),
                 weights->getColumns()),
      asMatrices(emit, value->get(), value->getRows(), value->getColumns()),
      *result};
}

/// What the factors of another rewrite have made of the result would be lost.
static bool isPristine(const Place &result) {
  StringRef name = result.getSource().getDefiningOp()->getName().getStringRef();
  return name == "linalg.batch_matmul" || name == "linalg.matmul" ||
         name == "tosa.matmul";
}

static Value transposeMatrices(Emitter &emit, Value value) {
  return emit.transpose(value, {0, 2, 1});
}

static Value multiplyAndSum(Emitter &emit, const Product &product) {
  Type type = getElementType(product.result.get());
  Value lhs = emit.cast(product.lhs, type), rhs = emit.cast(product.rhs, type);
  ArrayRef<int64_t> l = getShape(lhs), r = getShape(rhs);
  // (batch, rows, 1, inner) times (batch, 1, columns, inner)
  Value wideLhs = emit.reshape(lhs, {l[0], l[1], 1, l[2]});
  Value wideRhs =
      emit.reshape(transposeMatrices(emit, rhs), {r[0], 1, r[2], r[1]});
  Value products = emit.binary(Binary::Multiply, wideLhs, wideRhs);
  return emit.reduce(Reduction::Sum, products, 3);
}

/// As (batch, rows, inner, 1) times (batch, 1, inner, columns).
static Value multiplyAndSumInside(Emitter &emit, const Product &product) {
  Type type = getElementType(product.result.get());
  Value lhs = emit.cast(product.lhs, type), rhs = emit.cast(product.rhs, type);
  ArrayRef<int64_t> l = getShape(lhs), r = getShape(rhs);
  Value wideLhs = emit.reshape(lhs, {l[0], l[1], l[2], 1});
  Value wideRhs = emit.reshape(rhs, {r[0], 1, r[1], r[2]});
  Value products = emit.binary(Binary::Multiply, wideRhs, wideLhs);
  return emit.reduce(Reduction::Sum, products, 2);
}

static Value multiplySwapped(Emitter &emit, const Product &product) {
  Type type = getElementType(product.result.get());
  Value swapped =
      emit.multiplyMatrices(transposeMatrices(emit, product.rhs),
                            transposeMatrices(emit, product.lhs), type);
  return transposeMatrices(emit, swapped);
}

static Value multiplyMatrices(Emitter &emit, const Product &product) {
  return emit.multiplyMatrices(product.lhs, product.rhs,
                               getElementType(product.result.get()));
}

/// One product after the other, concatenated.
static Value multiplyOneByOne(Emitter &emit, const Product &product) {
  SmallVector<Value> parts;
  Type type = getElementType(product.result.get());
  for (int64_t i = 0; i < getShape(product.lhs)[0]; ++i)
    parts.push_back(emit.multiplyMatrices(emit.slice(product.lhs, 0, i, 1),
                                          emit.slice(product.rhs, 0, i, 1),
                                          type));
  return emit.concatenate(parts, 0);
}

using Find = std::optional<Product> (*)(Mutant &, Emitter &);
using Multiply = Value (*)(Emitter &, const Product &);

template <Find find, Multiply multiply> static bool respell(Mutant &m) {
  Emitter &emit = m.emit();
  auto product = find(m, emit);
  if (!product || !isPristine(product->result))
    return false;
  Value result = multiply(emit, *product);
  product->result.setSource(
      emit.reshape(result, getShape(product->result.get())));
  return true;
}

static bool convolve(Mutant &m) {
  Emitter &emit = m.emitTosa();
  auto product = findFirst(m, emit);
  if (!product || !isPristine(product->result) ||
      getShape(product->lhs)[0] != 1 || !getElementType(product->lhs).isF32())
    return false;
  ArrayRef<int64_t> l = getShape(product->lhs), r = getShape(product->rhs);
  Value input = emit.reshape(product->lhs, {1, l[1], 1, l[2]});
  Value weight =
      emit.reshape(transposeMatrices(emit, product->rhs), {r[2], 1, 1, r[1]});
  Type type = getElementType(input);
  Value zero = emit.numbers(0, 1, type);
  OpBuilder &b = m.getBuilder();
  Value result = tosa::Conv2DOp::create(
      b, input.getLoc(), RankedTensorType::get({1, l[1], 1, r[2]}, type), input,
      weight, emit.numbers(0, r[2], type), zero, zero,
      ArrayRef<int64_t>{0, 0, 0, 0}, ArrayRef<int64_t>{1, 1},
      ArrayRef<int64_t>{1, 1}, type);
  product->result.setSource(
      emit.reshape(result, getShape(product->result.get())));
  return true;
}

//===----------------------------------------------------------------------===//
// Keys and values in another order
//===----------------------------------------------------------------------===//

/// The order of the keys does not matter, where no mask names them.
static bool permuteKeys(Mutant &m) {
  auto key = m.find(Role::Key), value = m.find(Role::Value),
       scores = m.find(Role::Scores);
  if (!key || !value || !scores || !isPristine(*scores) ||
      findPlace(m.getFunction(), Role::Masked))
    return false;
  int64_t size = getShape(key->get())[key->getRows()];
  SmallVector<int64_t> rotated;
  int64_t shift = 1 + m.getRandom().below(size - 1);
  for (int64_t i = 0; i < size; ++i)
    rotated.push_back((i + shift) % size);
  m.change(*key, [&](Value keys) {
    return m.emit().gather(keys, key->getRows(), rotated);
  });
  m.change(*value, [&](Value values) {
    return m.emit().gather(values, value->getRows(), rotated);
  });
  return true;
}

static constexpr Rewrite kRewrites[] = {
    {"first-product-sum", "queries times keys, multiplied and summed",
     respell<findFirst, multiplyAndSum>},
    {"second-product-sum", "weights times values, multiplied and summed",
     respell<findSecond, multiplyAndSum>},
    {"first-product-sum-inside", "the same with the sum over an inner axis",
     respell<findFirst, multiplyAndSumInside>},
    {"second-product-sum-inside", "the same with the sum over an inner axis",
     respell<findSecond, multiplyAndSumInside>},
    {"first-product-swapped", "keys times queries, transposed",
     respell<findFirst, multiplySwapped>},
    {"second-product-swapped", "values times weights, transposed",
     respell<findSecond, multiplySwapped>},
    {"first-product-batch", "a batched product, maybe of batch 1",
     respell<findFirst, multiplyMatrices>},
    {"second-product-batch", "a batched product, maybe of batch 1",
     respell<findSecond, multiplyMatrices>},
    {"first-product-one-by-one", "a product a head, concatenated",
     respell<findFirst, multiplyOneByOne>},
    {"second-product-one-by-one", "a product a head, concatenated",
     respell<findSecond, multiplyOneByOne>},
    {"first-product-convolution", "a convolution with the keys as weights",
     convolve, false, Spelling::Tosa},
    {"keys-rotated", "keys and values gathered in another order", permuteKeys},
};

Rewrites mutation::getProductRewrites() { return kRewrites; }
