//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_ELEMENTEXPRESSION_H
#define A3_ANALYSIS_ELEMENTEXPRESSION_H

#include "a3/Analysis/IndexExpression.h"

#include "mlir/IR/Operation.h"

#include <deque>

namespace mlir::a3 {

/// What one element of a tensor is, as an immutable graph. It says nothing of
/// the operations it came from, so that laws of arithmetic apply to it however
/// the model spells them.
struct Element {
  enum class Kind {
    Constant, ///< `constant`; a boolean is 0 or 1
    Read,     ///< `value` at `indices`; a scalar has no indices
    Index,    ///< indices[0] as a number
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Exponential, ///< to the base e
    Logarithm,
    Power,
    Maximum,
    Minimum,
    And,
    Or,
    Not,
    Select, ///< operands: condition, then, else
    Equal,
    NotEqual,
    Unordered, ///< either operand is NaN
    Greater,
    FloatCast,   ///< between floats
    IntegerCast, ///< from an integer; keeps 0 and 1
    BooleanCast, ///< of i1 to a number: `constant` where it is true, else 0
    Reduce,      ///< operands[0] over `axes` by `combiner`
    Piecewise,   ///< the operand in whose range indices[0] is; see `starts`
    Other,       ///< `operation` applied to the operands
  };

  Kind kind;
  double constant = 0;
  Value value;
  SmallVector<IndexExpression> indices;
  SmallVector<const Element *, 3> operands;
  SmallVector<Axis> axes;
  Kind combiner = Kind::Add;
  /// Of a Piecewise: operand i is meant from starts[i] to before starts[i + 1].
  /// If there are `axes`, it is read along axes[i], which begins there.
  SmallVector<int64_t> starts;
  /// Where this was computed, for reports; within a region also what to clone.
  Operation *operation = nullptr;

  bool is(Kind other) const { return kind == other; }
  bool isConstant() const { return kind == Kind::Constant; }
  bool isConstant(double number) const {
    return isConstant() && constant == number;
  }
  bool isSum() const { return is(Kind::Reduce) && combiner == Kind::Add; }
};

/// Whether `predicate` holds for `root` or an operand of it, however deep. An
/// operand that is there many times is looked at once.
bool anyOperand(const Element *root,
                llvm::function_ref<bool(const Element *)> predicate);

bool isCommutative(Element::Kind kind);

/// Whether `a` and `b` are the same number, without any look into them.
bool isSameRead(const Element *a, const Element *b);

/// What `kind` gives of numbers alone, as far as the laws need it.
std::optional<double> fold(Element::Kind kind, ArrayRef<double> operands);

/// Owns elements. Constants are folded as they are made.
class ElementBuilder {
public:
  const Element *constant(double number, Operation *operation = nullptr);
  const Element *read(Value value, ArrayRef<IndexExpression> indices);
  const Element *index(IndexExpression index, Operation *operation);
  const Element *apply(Element::Kind kind, ArrayRef<const Element *> operands,
                       Operation *operation);
  /// `number` where `condition` holds, otherwise 0.
  const Element *booleanCast(const Element *condition, double number,
                             Operation *operation);
  const Element *reduce(Element::Kind combiner, ArrayRef<Axis> axes,
                        const Element *body, Operation *operation);
  const Element *piecewise(IndexExpression selector, ArrayRef<int64_t> starts,
                           ArrayRef<Axis> axes,
                           ArrayRef<const Element *> pieces,
                           Operation *operation);
  /// `element` with other operands and indices.
  const Element *copy(const Element &element,
                      ArrayRef<const Element *> operands,
                      ArrayRef<IndexExpression> indices);

  size_t getNumElements() const { return elements.size(); }

private:
  const Element *own(Element element);
  std::deque<Element> elements;
  /// By their hash: what is read twice is looked into once.
  DenseMap<size_t, SmallVector<const Element *, 1>> reads;
};

} // namespace mlir::a3

#endif // A3_ANALYSIS_ELEMENTEXPRESSION_H
