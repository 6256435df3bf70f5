//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"
#include "SliceBuilder.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

static bool hasAxis(Value value) {
  return llvm::any_of(getShape(value), [](int64_t size) { return size >= 2; });
}

/// Sizes of two parts that make `size`.
static SmallVector<int64_t> cutInTwo(Random &random, int64_t size) {
  int64_t first = 1 + random.below(size - 1);
  return {first, size - first};
}

static SmallVector<Value> cut(Emitter &emit, Value value, int64_t axis,
                              ArrayRef<int64_t> sizes) {
  SmallVector<Value> parts;
  int64_t offset = 0;
  for (int64_t size : sizes) {
    parts.push_back(emit.slice(value, axis, offset, size));
    offset += size;
  }
  return parts;
}

//===----------------------------------------------------------------------===//
// Cut and put together again
//===----------------------------------------------------------------------===//

static bool cutAndConcatenate(Mutant &m) {
  return m.insertDetour(hasAxis, [&](Emitter &emit, Value value) {
    int64_t axis = *pickAxis(m.getRandom(), value);
    SmallVector<int64_t> sizes = cutInTwo(m.getRandom(), getShape(value)[axis]);
    return emit.concatenate(cut(emit, value, axis, sizes), axis);
  });
}

static bool cutToPieces(Mutant &m) {
  return m.insertDetour(hasAxis, [&](Emitter &emit, Value value) {
    int64_t axis = *pickAxis(m.getRandom(), value);
    SmallVector<int64_t> sizes(getShape(value)[axis], 1);
    return emit.concatenate(cut(emit, value, axis, sizes), axis);
  });
}

static bool cutAndInsert(Mutant &m) {
  return m.insertDetour(hasAxis, [&](Emitter &, Value value) -> Value {
    Emitter &emit = m.emitLinalg();
    OpBuilder &b = m.getBuilder();
    int64_t axis = *pickAxis(m.getRandom(), value);
    SmallVector<int64_t> sizes = cutInTwo(m.getRandom(), getShape(value)[axis]);
    Value whole = tensor::EmptyOp::create(b, value.getLoc(), getShape(value),
                                          getElementType(value));
    SmallVector<int64_t> offsets(getShape(value).size(), 0);
    SmallVector<int64_t> strides(offsets.size(), 1);
    for (Value part : cut(emit, value, axis, sizes)) {
      auto attributes = [&](ArrayRef<int64_t> values) {
        return getAsIndexOpFoldResult(b.getContext(), values);
      };
      whole = tensor::InsertSliceOp::create(
          b, value.getLoc(), part, whole, attributes(offsets),
          attributes(getShape(part)), attributes(strides));
      offsets[axis] += getShape(part)[axis];
    }
    return whole;
  });
}

static bool concatenateAndSlice(Mutant &m) {
  return m.insertDetour(hasAxis, [&](Emitter &emit, Value value) {
    int64_t axis = *pickAxis(m.getRandom(), value);
    int64_t size = getShape(value)[axis];
    Value other = isFloat(value) && m.getRandom().coin()
                      ? emit.fullSplat(0, value)
                      : value;
    bool isFirst = m.getRandom().coin();
    Value both = isFirst ? emit.concatenate({value, other}, axis)
                         : emit.concatenate({other, value}, axis);
    return emit.slice(both, axis, isFirst ? 0 : size, size);
  });
}

//===----------------------------------------------------------------------===//
// Computed in parts
//===----------------------------------------------------------------------===//

static Value computeInParts(Mutant &m, Value value, int64_t axis,
                            ArrayRef<int64_t> sizes, unsigned stops) {
  SliceBuilder builder(m, stops);
  SmallVector<Value> parts;
  Box box = getWhole(value);
  box.offsets[axis] = 0;
  for (int64_t size : sizes) {
    box.sizes[axis] = size;
    parts.push_back(builder.build(value, box));
    box.offsets[axis] += size;
  }
  return m.emit().concatenate(parts, axis);
}

static bool computePlaceInParts(Mutant &m, Role role,
                                function_ref<int64_t(Place)> getAxis,
                                bool oneByOne, unsigned stops) {
  auto place = m.find(role);
  if (!place)
    return false;
  int64_t axis = getAxis(*place);
  int64_t size = getShape(place->get())[axis];
  if (size < 2)
    return false;
  m.change(*place, [&](Value value) {
    SmallVector<int64_t> sizes = cutInTwo(m.getRandom(), size);
    if (oneByOne)
      sizes.assign(size, 1);
    return computeInParts(m, value, axis, sizes, stops);
  });
  return true;
}

static bool computeHeads(Mutant &m) {
  auto place = m.find(Role::Result);
  if (!place || getShape(place->get()).size() < 3)
    return false;
  return computePlaceInParts(
      m, Role::Result, [](Place) { return 0; }, /*oneByOne=*/true, 0);
}

static bool computeQueriesInHalves(Mutant &m) {
  return computePlaceInParts(
      m, Role::Result, [](Place place) { return place.getRows(); }, false, 0);
}

static bool computeColumnsInHalves(Mutant &m) {
  return computePlaceInParts(
      m, Role::Result, [](Place place) { return place.getColumns(); }, false,
      0);
}

static bool computeScoresInHalves(Mutant &m) {
  return computePlaceInParts(
      m, Role::Scores, [](Place place) { return place.getColumns(); }, false,
      0);
}

static bool computeLogitsInHalves(Mutant &m) {
  return computePlaceInParts(
      m, Role::Logits, [](Place place) { return place.getColumns(); }, false,
      0);
}

static bool computeScoresOfQueries(Mutant &m) {
  return computePlaceInParts(
      m, Role::Scores, [](Place place) { return place.getRows(); }, true, 0);
}

/// Anything, cut anywhere, up to anywhere.
static bool computeInHalves(Mutant &m) {
  auto accepts = [](Value value) { return isFloat(value) && hasAxis(value); };
  return m.insertDetour(accepts, [&](Emitter &, Value value) {
    int64_t axis = *pickAxis(m.getRandom(), value);
    SmallVector<int64_t> sizes = cutInTwo(m.getRandom(), getShape(value)[axis]);
    return computeInParts(m, value, axis, sizes, /*stops=*/6);
  });
}

static constexpr Rewrite kRewrites[] = {
    {"cut-and-concatenate", "cut in two and concatenated", cutAndConcatenate},
    {"cut-to-pieces", "cut in slices of 1 and concatenated", cutToPieces},
    {"cut-and-insert", "cut in two, both inserted in an empty tensor",
     cutAndInsert},
    {"concatenate-and-slice", "concatenated with another and cut off",
     concatenateAndSlice},
    {"heads-one-by-one", "heads sliced, computed one by one, concatenated",
     computeHeads},
    {"queries-in-halves", "queries sliced, computed, concatenated",
     computeQueriesInHalves},
    {"columns-in-halves",
     "columns of the values sliced, computed, put together",
     computeColumnsInHalves},
    {"scores-in-halves", "products with two halves of the keys, concatenated",
     computeScoresInHalves},
    {"logits-in-halves", "scores with mask of two halves of the keys",
     computeLogitsInHalves},
    {"scores-query-by-query", "a first product a query, concatenated",
     computeScoresOfQueries},
    {"compute-in-halves", "any tensor computed in two parts, concatenated",
     computeInHalves},
};

Rewrites mutation::getSliceRewrites() { return kRewrites; }
