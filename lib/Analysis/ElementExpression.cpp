//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/ElementExpression.h"

#include "llvm/ADT/STLExtras.h"

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
  Element element{Kind::Read};
  element.value = value;
  element.indices.assign(indices.begin(), indices.end());
  element.operation = value.getDefiningOp();
  return own(std::move(element));
}

const Element *ElementBuilder::index(IndexExpression index,
                                     Operation *operation) {
  Element element{Kind::Index};
  element.indices.push_back(std::move(index));
  element.operation = operation;
  return own(std::move(element));
}

/// What a computation on numbers alone gives, as far as the laws need it.
static std::optional<double> fold(Kind kind,
                                  ArrayRef<const Element *> operands) {
  if (!llvm::all_of(operands, [](const Element *e) { return e->isConstant(); }))
    return std::nullopt;
  double a = operands[0]->constant;
  double b = operands.size() > 1 ? operands[1]->constant : 0;
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
  default:
    return std::nullopt;
  }
}

const Element *ElementBuilder::apply(Kind kind,
                                     ArrayRef<const Element *> operands,
                                     Operation *operation) {
  if (std::optional<double> number = fold(kind, operands))
    return constant(*number, operation);
  // JAX takes the maximum of each row's maximum and minus infinity.
  if (kind == Kind::Maximum)
    for (auto [a, b] : {std::pair(0, 1), std::pair(1, 0)})
      if (operands[a]->isConstant(-INFINITY))
        return operands[b];
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
