//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_RAISEATTENTION_OPERANDBUILDER_H
#define A3_CONVERSION_RAISEATTENTION_OPERANDBUILDER_H

#include "a3/Analysis/AttentionAnalysis.h"

#include "mlir/IR/Builders.h"

namespace mlir::a3 {

/// The axes of a tensor, a group of atoms a dimension, the outermost first. A
/// group without atoms is a dimension of size 1.
using Layout = SmallVector<SmallVector<Axis>>;

/// Builds tensors of a given layout from reads: by slicing, reshaping and
/// transposing a tensor that exists, or else by a computation on the host.
class OperandBuilder {
public:
  OperandBuilder(OpBuilder &b, Location loc, TensorReader &reader)
      : b(b), loc(loc), reader(reader), axes(reader.getAxes()),
        sizeTable(reader.getSizes()) {}

  /// How much is to be done to bring the product into `layout`; the least of
  /// all ways that `build` has.
  unsigned getCost(ArrayRef<Factor> factors, const Layout &layout);

  /// `coefficient` times the product of `factors` as a tensor of `type`
  /// elements, or null.
  Value build(ArrayRef<Factor> factors, const Layout &layout, Type type,
              double coefficient = 1);

  /// The parts of K or V, rows above rows, or null if one is null.
  Value concatenateRows(ArrayRef<Value> parts) { return concatenate(parts, 2); }
  /// The parts of a mask, side by side, or null if one is null.
  Value concatenateColumns(ArrayRef<Value> parts) {
    return concatenate(parts, 1);
  }

  /// Where all conditions admit, as a tensor of i1, or null.
  Value buildMask(ArrayRef<Condition> conditions, const Layout &layout);

  /// The sum of the terms as a tensor of `type` elements, or null.
  Value buildBias(ArrayRef<Product> terms, const Layout &layout, Type type);

  /// `value`, a tensor in `layout`, with the groups of `target` as dimensions.
  Value rearrange(Value value, const Layout &layout, const Layout &target);

  SmallVector<int64_t> getShape(const Layout &layout) const;

  /// A new tensor of these sizes, or null where one of them cannot be computed.
  Value buildEmpty(ArrayRef<int64_t> shape, Type type);

private:
  /// How to see a tensor in another layout.
  struct View {
    Value value;
    SmallVector<int64_t> offsets, sizes, strides;
    Layout layout;
    bool isSlice = false;
    unsigned cost = 0;
  };

  /// A tensor and how loops read it.
  struct Input {
    Value value;
    AffineMap map;
  };

  SmallVector<Axis> flatten(const Layout &layout) const;
  SmallVector<int64_t> getSizes(ArrayRef<Axis> atoms) const;
  SmallVector<int64_t> getShape(Value value) const;
  const Element *withLoops(const Element *element, ArrayRef<Axis> loops);
  const Element *buildSum(const Element *sum, ArrayRef<Axis> loops);
  std::optional<Input> buildInput(const Element *read, ArrayRef<Axis> loops);
  std::optional<Input> buildGather(const Element *read, ArrayRef<Axis> loops);
  /// `value`, a tensor of floats, with elements of `type`.
  Value convertElements(Value value, Type type);
  /// `value` itself if that is all of it.
  Value slice(Value value, ArrayRef<int64_t> offsets, ArrayRef<int64_t> sizes,
              ArrayRef<int64_t> strides);
  std::optional<View> planView(const Element *read, const Layout &layout);
  std::optional<View> planBestView(const Element *read, const Layout &layout);
  Value buildView(const View &view, const Layout &layout);
  /// What `combine` makes of `elements`, added up over the axes of `summed`.
  Value buildGeneric(ArrayRef<const Element *> elements, const Layout &layout,
                     Type type,
                     function_ref<Value(OpBuilder &, ValueRange)> combine,
                     ArrayRef<Axis> summed = {});
  /// Null where `value` is, or a size cannot be computed.
  Value reshape(Value value, ArrayRef<int64_t> shape);
  Value concatenate(ArrayRef<Value> parts, int64_t dimFromLast);

  OpBuilder &b;
  Location loc;
  TensorReader &reader;
  AxisSpace &axes;
  SizeTable &sizeTable;
};

} // namespace mlir::a3

#endif // A3_CONVERSION_RAISEATTENTION_OPERANDBUILDER_H
