//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_TENSORCOMPUTATION_H
#define A3_ANALYSIS_TENSORCOMPUTATION_H

#include "a3/Analysis/ConstantFacts.h"
#include "a3/Analysis/ElementExpression.h"
#include "a3/Analysis/SizeTable.h"

#include "mlir/Dialect/Utils/StructuredOpsUtils.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/DenseMap.h"

namespace mlir::tosa {
class ScatterOp;
} // namespace mlir::tosa

namespace mlir::a3 {

/// Says what tensors hold, in terms of what their operations read. This is the
/// only part of the analysis that knows operations: structured operations of
/// linalg by their regions and maps, reshapes and slices of tensor, TOSA, and
/// elementwise arith and math on tensors.
class TensorReader {
public:
  explicit TensorReader(ConstantFacts &constants) : constants(constants) {}

  /// An element of `value`, at one new axis a dimension.
  const Element *readWhole(Value value, SmallVectorImpl<Axis> &axes);

  /// `value` at `indices`, or the number that it is everywhere. Slices of such
  /// are looked through where a number decides, in booleans.
  const Element *readLeaf(Value value, ArrayRef<IndexExpression> indices);

  /// `read` in terms of the operands of the operation that defines its value,
  /// a constant if the value is a splat, or null if that cannot be said, or so
  /// much has been read that it would take too long. Remembers what it found.
  const Element *expand(const Element *read);

  /// Follows views and splats: the last read of the chain whose indices are
  /// affine, or a constant. What was read on the way, from `read` on, and
  /// behind it, is appended to `chain`.
  const Element *followViews(const Element *read,
                             SmallVectorImpl<const Element *> *chain = nullptr);

  /// What `read` is behind all views, or null if that is a read.
  const Element *expandViews(const Element *read);

  /// The loops of a structured operation.
  struct LoopNest {
    bool isPure;
    SmallVector<int64_t> sizes;
    SmallVector<utils::IteratorType> iterators;
    /// One an operand.
    SmallVector<AffineMap> maps;
  };
  const LoopNest &getLoopNest(Operation *op);

  /// Where `scatter` writes its rows: the axis of these, and an index for each
  /// if that is known.
  struct WrittenRows {
    Axis row;
    std::optional<IndexExpression> target;
  };
  const WrittenRows &getWrittenRows(tosa::ScatterOp scatter);

  /// How many elements of indices are being computed, one from the other, which
  /// may be by way of gathers from gathers.
  unsigned &getIndexDepth() { return indexDepth; }

  AxisSpace &getAxes() { return axes; }
  SizeTable &getSizes() { return sizes; }
  ElementBuilder &getBuilder() { return builder; }
  ConstantFacts &getConstants() { return constants; }

private:
  ConstantFacts &constants;
  AxisSpace axes;
  SizeTable sizes{axes};
  ElementBuilder builder;
  DenseMap<const Element *, const Element *> expansions;
  DenseMap<Operation *, std::unique_ptr<LoopNest>> nests;
  DenseMap<Operation *, std::unique_ptr<WrittenRows>> writtenRows;
  unsigned indexDepth = 0;
};

/// Whether nothing uses what `op` computes. Exporters check divisors and
/// indices by cf.assert within linalg.generic, which counts for nothing here,
/// though it keeps the operation alive.
bool isUnused(Operation *op);

/// Whether `op` could be erased if nothing used it.
bool isErasable(Operation *op);

/// Whether `a` and `b` compute an element in the same way from operands.
bool isSameFunction(Operation *a, Operation *b);

/// Whether two values are computed by the same operations from the same
/// values; as good as equal where common subexpressions were not removed.
bool areSameComputation(Value a, Value b);

} // namespace mlir::a3

#endif // A3_ANALYSIS_TENSORCOMPUTATION_H
