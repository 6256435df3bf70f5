//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"

#include <numeric>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

static int64_t getRank(Value value) { return getShape(value).size(); }

static bool hasMatrix(Value value) { return getRank(value) >= 2; }

static bool hasAxis(Value value) {
  return llvm::any_of(getShape(value), [](int64_t size) { return size >= 2; });
}

static SmallVector<int64_t> getShuffled(Random &random, int64_t size) {
  SmallVector<int64_t> order(size);
  std::iota(order.begin(), order.end(), 0);
  for (int64_t i = size - 1; i > 0; --i)
    std::swap(order[i], order[random.below(i + 1)]);
  return order;
}

static SmallVector<int64_t> getInverse(ArrayRef<int64_t> order) {
  SmallVector<int64_t> inverse(order.size());
  for (auto [position, index] : llvm::enumerate(order))
    inverse[index] = position;
  return inverse;
}

static bool transposeTwice(Mutant &m) {
  return m.insertDetour(hasMatrix, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> order = getShuffled(m.getRandom(), getRank(value));
    if (llvm::is_sorted(order))
      std::swap(order[0], order[1]);
    return emit.transpose(emit.transpose(value, order), getInverse(order));
  });
}

static bool insertUnitDimension(Mutant &m) {
  auto accepts = [](Value value) { return getRank(value) <= 4; };
  return m.insertDetour(accepts, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> shape(getShape(value));
    shape.insert(shape.begin() + m.getRandom().below(shape.size() + 1), 1);
    return emit.reshape(emit.reshape(value, shape), getShape(value));
  });
}

static bool mergeDimensions(Mutant &m) {
  return m.insertDetour(hasMatrix, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> shape(getShape(value));
    uint64_t axis = m.getRandom().below(shape.size() - 1);
    shape[axis] *= shape[axis + 1];
    shape.erase(shape.begin() + axis + 1);
    return emit.reshape(emit.reshape(value, shape), getShape(value));
  });
}

static bool flatten(Mutant &m) {
  return m.insertDetour(hasMatrix, [](Emitter &emit, Value value) {
    auto type = cast<RankedTensorType>(value.getType());
    return emit.reshape(emit.reshape(value, type.getNumElements()),
                        getShape(value));
  });
}

static bool splitDimension(Mutant &m) {
  auto accepts = [](Value value) {
    return getRank(value) <= 4 &&
           llvm::any_of(getShape(value), [](int64_t size) {
             return size >= 4 && size % 2 == 0;
           });
  };
  return m.insertDetour(accepts, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> shape(getShape(value));
    auto axis = llvm::find_if(
        shape, [](int64_t size) { return size >= 4 && size % 2 == 0; });
    *axis /= 2;
    shape.insert(m.getRandom().coin() ? axis : axis + 1, 2);
    return emit.reshape(emit.reshape(value, shape), getShape(value));
  });
}

static bool reshapeAndTranspose(Mutant &m) {
  return m.insertDetour(hasMatrix, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> shape(getShape(value));
    uint64_t axis = m.getRandom().below(shape.size() - 1);
    SmallVector<int64_t> order = getShuffled(m.getRandom(), shape.size());
    Value transposed = emit.transpose(value, order);
    SmallVector<int64_t> middle(getShape(transposed)), merged(middle);
    merged[axis] *= merged[axis + 1];
    merged.erase(merged.begin() + axis + 1);
    Value back = emit.reshape(emit.reshape(transposed, merged), middle);
    return emit.transpose(back, getInverse(order));
  });
}

static bool sliceWhole(Mutant &m) {
  return m.insertDetour([](Value) { return true; },
                        [](Emitter &emit, Value value) {
                          return emit.slice(value, 0, 0, getShape(value)[0]);
                        });
}

static bool padAndSlice(Mutant &m) {
  return m.insertDetour(hasAxis, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> low(getRank(value), 0), high(low);
    uint64_t axis = m.getRandom().below(low.size());
    low[axis] = m.getRandom().below(3);
    high[axis] = 1 + m.getRandom().below(2);
    return emit.slice(emit.pad(value, low, high), low, getShape(value));
  });
}

static bool tileAndSlice(Mutant &m) {
  return m.insertDetour(hasAxis, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> multiples(getRank(value), 1);
    uint64_t axis = m.getRandom().below(multiples.size());
    multiples[axis] = 2 + m.getRandom().below(2);
    Value tiled = emit.tile(value, multiples);
    int64_t size = getShape(value)[axis];
    int64_t copy = m.getRandom().below(multiples[axis]);
    return emit.slice(tiled, axis, copy * size, size);
  });
}

static bool broadcastAndSlice(Mutant &m) {
  auto accepts = [](Value value) { return getRank(value) <= 4; };
  return m.insertDetour(accepts, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> shape(getShape(value));
    uint64_t axis = m.getRandom().below(shape.size() + 1);
    shape.insert(shape.begin() + axis, 1);
    SmallVector<int64_t> multiples(shape.size(), 1);
    multiples[axis] = 3;
    Value tiled = emit.tile(emit.reshape(value, shape), multiples);
    Value slice = emit.slice(tiled, axis, m.getRandom().below(3), 1);
    return emit.reshape(slice, getShape(value));
  });
}

static bool isGatherable(Value value) {
  return isFloat(value) && !getElementType(value).isF64() && hasAxis(value);
}

static bool gatherAll(Mutant &m) {
  return m.insertDetour(isGatherable, [&](Emitter &emit, Value value) {
    int64_t axis = *pickAxis(m.getRandom(), value);
    SmallVector<int64_t> indices(getShape(value)[axis]);
    std::iota(indices.begin(), indices.end(), 0);
    return emit.gather(value, axis, indices);
  });
}

static bool permuteTwice(Mutant &m) {
  return m.insertDetour(isGatherable, [&](Emitter &emit, Value value) {
    int64_t axis = *pickAxis(m.getRandom(), value);
    SmallVector<int64_t> order =
        getShuffled(m.getRandom(), getShape(value)[axis]);
    return emit.gather(emit.gather(value, axis, order), axis,
                       getInverse(order));
  });
}

static bool reverseTwice(Mutant &m) {
  return m.insertDetour(isGatherable, [&](Emitter &emit, Value value) {
    int64_t axis = *pickAxis(m.getRandom(), value);
    SmallVector<int64_t> order;
    for (int64_t i = getShape(value)[axis]; i > 0; --i)
      order.push_back(i - 1);
    return emit.gather(emit.gather(value, axis, order), axis, order);
  });
}

static constexpr Rewrite kRewrites[] = {
    {"transpose-twice", "transposed and transposed back", transposeTwice},
    {"unit-dimension", "a dimension of 1 inserted and removed",
     insertUnitDimension},
    {"merge-dimensions", "two dimensions merged and split", mergeDimensions},
    {"flatten", "all dimensions merged and split", flatten},
    {"split-dimension", "a dimension split and merged", splitDimension},
    {"transpose-and-merge", "two dimensions merged within a transposition",
     reshapeAndTranspose},
    {"slice-whole", "a slice of everything", sliceWhole},
    {"pad-and-slice", "padded and cut back", padAndSlice},
    {"tile-and-slice", "repeated, and one of the copies taken", tileAndSlice},
    {"broadcast-and-slice", "broadcast in a new dimension, and one taken",
     broadcastAndSlice},
    {"gather-all", "all elements gathered in their order", gatherAll},
    {"permute-twice", "permuted by a gather and permuted back", permuteTwice},
    {"reverse-twice", "reversed by a gather twice", reverseTwice},
};

Rewrites mutation::getViewRewrites() { return kRewrites; }
