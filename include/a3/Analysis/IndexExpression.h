//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_INDEXEXPRESSION_H
#define A3_ANALYSIS_INDEXEXPRESSION_H

#include "mlir/IR/AffineExpr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>
#include <optional>

namespace mlir::a3 {

/// A named loop of a computation, with a size, known to one `AxisSpace`.
using Axis = unsigned;

/// offset + sum of stride * axis. Where a tensor is read along one dimension.
struct IndexExpression {
  struct Term {
    Axis axis;
    int64_t stride;
    bool operator==(const Term &) const = default;
  };

  int64_t offset = 0;
  SmallVector<Term, 2> terms;

  static IndexExpression constant(int64_t value) { return {value, {}}; }
  static IndexExpression of(Axis axis) { return {0, {{axis, 1}}}; }

  IndexExpression scaled(int64_t factor) const;
  IndexExpression plus(const IndexExpression &other) const;
  bool operator==(const IndexExpression &) const = default;
};

/// The axes of one analysis. Reshapes split an axis into an outer and an inner
/// one, and recognising that two loops are the same identifies theirs. Both
/// are definitions of an axis by others, which `resolve` substitutes, so that
/// [batch * heads], [batch, heads] and [batch, queries, heads * d] meet in the
/// same atoms.
///
/// What is no sum of axes, like a permutation, is an axis as well: one that
/// depends on others by a table. Only `tabulate` makes such axes.
class AxisSpace {
public:
  /// `size` may be ShapedType::kDynamic; such an axis is never split.
  Axis create(int64_t size);

  /// A number that stands for a size which is not known: a large prime, which
  /// no division splits, and of which products can be taken apart again. None
  /// where there are too many.
  std::optional<int64_t> nameUnknownSize();

  /// Whether such a number divides `size`, so that nothing may be concluded
  /// from how large it is.
  bool isUnknown(int64_t size) const;
  int64_t getSize(Axis axis) const { return axes[axis].size; }

  /// Substitutes all definitions. Terms are in order of falling stride, no
  /// axis is there twice, and axes of size 1 are left out.
  IndexExpression resolve(const IndexExpression &index) const;

  /// The undefined axes that `axis` consists of, the outermost first.
  SmallVector<Axis> getAtoms(Axis axis) const;
  SmallVector<Axis> getAtoms(ArrayRef<Axis> group) const;

  /// Whether the atoms of `axis` all count up as it does.
  bool isInOrder(Axis axis) const;

  /// The least and the largest value that `index` takes; none if a size is
  /// not known, or 0.
  std::optional<std::pair<int64_t, int64_t>>
  getRange(const IndexExpression &index) const;

  /// Whether a value read at `indices` varies along an atom of `group`.
  bool dependsOn(ArrayRef<IndexExpression> indices, ArrayRef<Axis> group) const;

  /// The atoms that `indices` depend on, tables looked through.
  SmallVector<Axis> getBase(ArrayRef<IndexExpression> indices) const;

  /// Whether `indices` are sums of axes that do not come from a table.
  bool isAffine(ArrayRef<IndexExpression> indices) const;

  /// `function` of the values of `inputs`: as a sum of axes if it is one, else
  /// by a table. None where the function has no value, if there are too many
  /// values, or an axis has no known size.
  std::optional<IndexExpression>
  tabulate(ArrayRef<IndexExpression> inputs,
           function_ref<std::optional<int64_t>(ArrayRef<int64_t>)> function);

  /// Axes and what they are to be replaced by.
  using Replacements = SmallVector<std::pair<Axis, IndexExpression>, 2>;

  /// `index` after the replacements. None if a table does not say what it is
  /// there.
  std::optional<IndexExpression> substitute(const IndexExpression &index,
                                            const Replacements &replacements);

  /// What an axis that comes from a table is where `domain`, the number of the
  /// entry, is what it depends on.
  struct Table {
    IndexExpression domain;
    SmallVector<int64_t> entries;
  };
  const Table *getTable(Axis axis) const { return axes[axis].table.get(); }

  /// quotient and remainder of `index` by `divisor`, after splitting axes that
  /// straddle it, and turning round those that count down.
  std::optional<std::pair<IndexExpression, IndexExpression>>
  divide(const IndexExpression &index, int64_t divisor);

  /// Where a row-major tensor of `source` shape is read if one of the same
  /// elements in `result` shape is read at `indices`.
  std::optional<SmallVector<IndexExpression>>
  reshape(ArrayRef<IndexExpression> indices, ArrayRef<int64_t> result,
          ArrayRef<int64_t> source);

  /// The number of the element at `indices` of a row-major tensor of `shape`.
  static IndexExpression linearize(ArrayRef<IndexExpression> indices,
                                   ArrayRef<int64_t> shape);

  /// The value of `expression` when its dimensions are `dims`.
  std::optional<IndexExpression> evaluate(AffineExpr expression,
                                          ArrayRef<IndexExpression> dims);

  /// Defines axes among `bound` so that `pattern` becomes `target`. Axes that
  /// are not bound must agree already. On failure nothing has been defined.
  bool unify(const IndexExpression &target, const IndexExpression &pattern,
             ArrayRef<Axis> bound);

  /// Whether the axes of `bound` have been defined as exactly those of `group`,
  /// each value of the one for one of the other.
  bool covers(ArrayRef<Axis> bound, ArrayRef<Axis> group) const;

  /// Definitions made since a checkpoint can be taken back; splits cannot, but
  /// they do no harm.
  using Checkpoint = size_t;
  Checkpoint checkpoint() const { return bindings.size(); }
  void rollback(Checkpoint checkpoint);

private:
  struct Definition {
    int64_t size;
    std::optional<IndexExpression> value;
    std::shared_ptr<const Table> table = nullptr;
  };

  std::optional<std::pair<IndexExpression, IndexExpression>>
  divideSum(const IndexExpression &index, int64_t divisor);
  IndexExpression getEntry(Table table);
  std::optional<IndexExpression> replaceAtom(Axis atom,
                                             const Replacements &replacements);
  bool unifySums(const IndexExpression &target, const IndexExpression &pattern,
                 ArrayRef<Axis> bound);
  void appendBase(const IndexExpression &index,
                  SmallVectorImpl<Axis> &base) const;
  int64_t getValue(const IndexExpression &resolved,
                   const DenseMap<Axis, int64_t> &values) const;
  void split(Axis axis, int64_t innerSize);
  /// Counts `axis` down along a new one.
  void flip(Axis axis);
  void bind(Axis axis, IndexExpression value);
  /// The parts of `axis` that have not been identified with others yet.
  void appendFree(Axis axis, SmallVectorImpl<Axis> &free) const;

  SmallVector<Definition> axes;
  size_t numUnknownSizes = 0;
  SmallVector<Axis> bindings;
};

} // namespace mlir::a3

#endif // A3_ANALYSIS_INDEXEXPRESSION_H
