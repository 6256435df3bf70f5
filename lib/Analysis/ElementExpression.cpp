//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/ElementExpression.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <cmath>
#include <optional>

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;

const Element *ElementBuilder::own(Element element) {
  elements.push_back(std::move(element));
  return &elements.back();
}

const Element *ElementBuilder::constant(double number, Operation *operation) {
  Element element{Kind::Constant};
  element.constant = number;
  element.operation = operation;
  return own(std::move(element));
}

const Element *ElementBuilder::read(Value value,
                                    ArrayRef<IndexExpression> indices) {
  llvm::hash_code hash = llvm::hash_value(value.getAsOpaquePointer());
  for (const IndexExpression &index : indices) {
    hash = llvm::hash_combine(hash, index.offset, index.terms.size());
    for (const auto &term : index.terms)
      hash = llvm::hash_combine(hash, term.axis, term.stride);
  }
  SmallVector<const Element *, 1> &known = reads[hash];
  for (const Element *read : known)
    if (read->value == value && ArrayRef(read->indices) == indices)
      return read;
  Element element{Kind::Read};
  element.value = value;
  element.indices.assign(indices.begin(), indices.end());
  element.operation = value.getDefiningOp();
  known.push_back(own(std::move(element)));
  return known.back();
}

const Element *ElementBuilder::index(IndexExpression index,
                                     Operation *operation) {
  Element element{Kind::Index};
  element.indices.push_back(std::move(index));
  element.operation = operation;
  return own(std::move(element));
}

bool a3::anyOperand(const Element *root,
                    llvm::function_ref<bool(const Element *)> predicate) {
  SmallVector<const Element *> worklist{root};
  llvm::SmallPtrSet<const Element *, 16> visited;
  while (!worklist.empty()) {
    const Element *element = worklist.pop_back_val();
    if (!visited.insert(element).second)
      continue;
    if (predicate(element))
      return true;
    llvm::append_range(worklist, llvm::reverse(element->operands));
  }
  return false;
}

std::optional<double> a3::fold(Kind kind, ArrayRef<double> operands) {
  double a = operands[0];
  double b = operands.size() > 1 ? operands[1] : 0;
  switch (kind) {
  case Kind::Add:
    return a + b;
  case Kind::Subtract:
    return a - b;
  case Kind::Multiply:
    return a * b;
  case Kind::Divide:
    return b == 0 ? std::nullopt : std::optional(a / b);
  case Kind::Negate:
    return -a;
  case Kind::FloatCast:
  case Kind::IntegerCast:
    return a;
  case Kind::Maximum:
    return std::fmax(a, b);
  case Kind::Minimum:
    return std::fmin(a, b);
  case Kind::Not:
    return a == 0 ? 1 : 0;
  case Kind::And:
    return a != 0 && b != 0;
  case Kind::Or:
    return a != 0 || b != 0;
  case Kind::Equal:
    return a == b;
  case Kind::NotEqual:
    return a != b;
  case Kind::Greater:
    return a > b;
  default:
    return std::nullopt;
  }
}

bool a3::isCommutative(Kind kind) {
  switch (kind) {
  case Kind::Add:
  case Kind::Multiply:
  case Kind::Maximum:
  case Kind::Minimum:
  case Kind::And:
  case Kind::Or:
  case Kind::Equal:
  case Kind::NotEqual:
    return true;
  default:
    return false;
  }
}

bool a3::isSameRead(const Element *a, const Element *b) {
  return a == b || (a->is(Kind::Read) && b->is(Kind::Read) &&
                    a->value == b->value && a->indices == b->indices);
}

/// The operand that is the result already, or null.
static const Element *simplify(Kind kind, ArrayRef<const Element *> operands) {
  auto isRight = [&](double number) { return operands[1]->isConstant(number); };
  auto isLeft = [&](double number) { return operands[0]->isConstant(number); };
  switch (kind) {
  case Kind::Add:
    return isRight(0) ? operands[0] : isLeft(0) ? operands[1] : nullptr;
  case Kind::Subtract:
    return isRight(0) ? operands[0] : nullptr;
  case Kind::Multiply:
    return isRight(1) ? operands[0] : isLeft(1) ? operands[1] : nullptr;
  case Kind::Divide:
    return isRight(1) ? operands[0] : nullptr;
  // JAX takes the maximum of each row's maximum and minus infinity.
  case Kind::Maximum:
    return isRight(-INFINITY)  ? operands[0]
           : isLeft(-INFINITY) ? operands[1]
                               : nullptr;
  case Kind::And:
    return isRight(1) ? operands[0] : isLeft(1) ? operands[1] : nullptr;
  case Kind::Or:
    return isRight(0) ? operands[0] : isLeft(0) ? operands[1] : nullptr;
  case Kind::Minimum:
    return isRight(INFINITY)  ? operands[0]
           : isLeft(INFINITY) ? operands[1]
                              : nullptr;
  case Kind::Select:
    if (operands[0]->isConstant())
      return operands[isLeft(0) ? 2 : 1];
    return isSameRead(operands[1], operands[2]) ? operands[1] : nullptr;
  default:
    return nullptr;
  }
}

const Element *ElementBuilder::apply(Kind kind,
                                     ArrayRef<const Element *> operands,
                                     Operation *operation) {
  SmallVector<double, 3> numbers;
  for (const Element *operand : operands)
    if (operand->isConstant())
      numbers.push_back(operand->constant);
  if (numbers.size() == operands.size())
    if (std::optional<double> number = fold(kind, numbers))
      return constant(*number, operation);
  if (const Element *same = simplify(kind, operands))
    return same;
  if (isCommutative(kind) && operands[0]->isConstant() &&
      !operands[1]->isConstant())
    return apply(kind, {operands[1], operands[0]}, operation);
  // PyTorch spells the maximum of two tensors as a comparison and a choice.
  if (kind == Kind::Select && operands[0]->is(Kind::Greater)) {
    ArrayRef<const Element *> compared = operands[0]->operands;
    if (compared[0] == operands[1] && compared[1] == operands[2])
      return apply(Kind::Maximum, compared, operation);
    if (compared[0] == operands[2] && compared[1] == operands[1])
      return apply(Kind::Minimum, compared, operation);
  }
  Element element{kind};
  element.operands.assign(operands.begin(), operands.end());
  element.operation = operation;
  return own(std::move(element));
}

const Element *ElementBuilder::booleanCast(const Element *condition,
                                           double number,
                                           Operation *operation) {
  Element element{Kind::BooleanCast};
  element.constant = number;
  element.operands.push_back(condition);
  element.operation = operation;
  return own(std::move(element));
}

const Element *ElementBuilder::reduce(Kind combiner, ArrayRef<Axis> axes,
                                      const Element *body,
                                      Operation *operation) {
  Element element{Kind::Reduce};
  element.combiner = combiner;
  element.axes.assign(axes.begin(), axes.end());
  element.operands.push_back(body);
  element.operation = operation;
  return own(std::move(element));
}

const Element *ElementBuilder::piecewise(IndexExpression selector,
                                         ArrayRef<int64_t> starts,
                                         ArrayRef<Axis> axes,
                                         ArrayRef<const Element *> pieces,
                                         Operation *operation) {
  Element element{Kind::Piecewise};
  element.indices.push_back(std::move(selector));
  element.starts.assign(starts.begin(), starts.end());
  element.axes.assign(axes.begin(), axes.end());
  element.operands.assign(pieces.begin(), pieces.end());
  element.operation = operation;
  return own(std::move(element));
}

const Element *ElementBuilder::copy(const Element &element,
                                    ArrayRef<const Element *> operands,
                                    ArrayRef<IndexExpression> indices) {
  Element result = element;
  result.operands.assign(operands.begin(), operands.end());
  result.indices.assign(indices.begin(), indices.end());
  return own(std::move(result));
}
