//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/IndexComputation.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/Operation.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;

static bool isInteger(Type type) {
  return getElementTypeOrSelf(type).isIntOrIndex();
}

namespace {
/// Computes an element for given values of the indices in it.
class IndexComputation {
public:
  explicit IndexComputation(TensorReader &reader) : reader(reader) {}

  /// Looks for what `element` is computed from.
  LogicalResult collect(const Element *element) {
    constexpr size_t kMostElements = 256;
    if (!collected.insert(element).second)
      return success();
    if (collected.size() > kMostElements)
      return failure();
    switch (element->kind) {
    case Kind::Constant:
      return success();
    case Kind::Index:
      addInputs(element);
      return success();
    case Kind::Read:
      return collectRead(element);
    case Kind::Select:
    case Kind::Not:
    case Kind::And:
    case Kind::Or:
    case Kind::Equal:
    case Kind::NotEqual:
    case Kind::Greater:
    case Kind::IntegerCast:
    case Kind::BooleanCast:
      return collectOperands(element);
    case Kind::Other:
      return success(succeeded(collectOperands(element)) &&
                     succeeded(collectOperation(element->operation)));
    default:
      return failure();
    }
  }

  ArrayRef<IndexExpression> getInputs() const { return inputs; }

  std::optional<int64_t> run(const Element *element, ArrayRef<int64_t> inputs) {
    values.clear();
    return compute(element, inputs);
  }

private:
  void addInputs(const Element *element) {
    firstInputs[element] = inputs.size();
    llvm::append_range(inputs, element->indices);
  }

  LogicalResult collectOperands(const Element *element) {
    return success(llvm::all_of(element->operands, [&](const Element *operand) {
      return succeeded(collect(operand));
    }));
  }

  LogicalResult collectRead(const Element *read) {
    if (auto integers = reader.getConstants().getIntegers(read->value)) {
      tables[read] = *integers;
      addInputs(read);
      return success();
    }
    const Element *next =
        isInteger(read->value.getType()) ? reader.expand(read) : nullptr;
    if (!next)
      return failure();
    expansions[read] = next;
    return collect(next);
  }

  /// The folder of an operation may change it, so a copy is asked.
  LogicalResult collectOperation(Operation *op) {
    if (!op || op->getNumResults() != 1 || op->getNumRegions() != 0 ||
        !llvm::all_of(op->getOperandTypes(), isInteger) ||
        !isInteger(op->getResult(0).getType()))
      return failure();
    copies.try_emplace(op, op->clone());
    return success();
  }

  std::optional<int64_t> compute(const Element *element,
                                 ArrayRef<int64_t> given) {
    if (auto it = values.find(element); it != values.end())
      return it->second;
    std::optional<int64_t> value = computeNew(element, given);
    values[element] = value;
    return value;
  }

  std::optional<int64_t> computeNew(const Element *element,
                                    ArrayRef<int64_t> given) {
    if (element->isConstant())
      return static_cast<int64_t>(element->constant);
    if (element->is(Kind::Index))
      return given[firstInputs.lookup(element)];
    if (element->is(Kind::Read)) {
      if (const Element *next = expansions.lookup(element))
        return compute(next, given);
      return look(element, given.drop_front(firstInputs.lookup(element)));
    }
    SmallVector<double, 3> numbers;
    SmallVector<int64_t, 3> operands;
    for (const Element *operand : element->operands) {
      std::optional<int64_t> value = compute(operand, given);
      if (!value)
        return std::nullopt;
      operands.push_back(*value);
      numbers.push_back(static_cast<double>(*value));
    }
    if (element->is(Kind::Select))
      return operands[operands[0] == 0 ? 2 : 1];
    if (element->is(Kind::BooleanCast))
      return operands[0] == 0 ? 0 : static_cast<int64_t>(element->constant);
    if (element->is(Kind::Other))
      return fold(element->operation, operands);
    std::optional<double> number = a3::fold(element->kind, numbers);
    return number ? std::optional(static_cast<int64_t>(*number)) : std::nullopt;
  }

  std::optional<int64_t> look(const Element *read, ArrayRef<int64_t> indices) {
    int64_t row = 0;
    ArrayRef<int64_t> shape =
        cast<ShapedType>(read->value.getType()).getShape();
    for (auto [size, index] : llvm::zip(shape, indices)) {
      if (index < 0 || index >= size)
        return std::nullopt;
      row = row * size + index;
    }
    return tables.lookup(read)[row];
  }

  std::optional<int64_t> fold(Operation *original, ArrayRef<int64_t> operands) {
    Operation *op = copies.find(original)->second.get();
    SmallVector<Attribute> attributes;
    for (auto [type, number] : llvm::zip(op->getOperandTypes(), operands)) {
      TypedAttr attribute =
          IntegerAttr::get(getElementTypeOrSelf(type), number);
      if (auto shaped = dyn_cast<ShapedType>(type)) {
        if (!shaped.hasStaticShape())
          return std::nullopt;
        attribute = DenseElementsAttr::get(shaped, attribute);
      }
      attributes.push_back(attribute);
    }
    SmallVector<OpFoldResult> results;
    if (failed(op->fold(attributes, results)) || results.size() != 1)
      return std::nullopt;
    if (auto same = dyn_cast<Value>(results.front())) {
      auto operand = llvm::find(op->getOperands(), same);
      return operand == op->operand_end()
                 ? std::nullopt
                 : std::optional(operands[operand.getIndex()]);
    }
    auto attribute = cast<Attribute>(results.front());
    if (auto splat = dyn_cast_if_present<SplatElementsAttr>(attribute))
      attribute = splat.getSplatValue<Attribute>();
    if (auto integer = dyn_cast_if_present<IntegerAttr>(attribute))
      return integer.getValue().getSExtValue();
    return std::nullopt;
  }

  TensorReader &reader;
  DenseSet<const Element *> collected;
  SmallVector<IndexExpression> inputs;
  DenseMap<const Element *, size_t> firstInputs;
  DenseMap<const Element *, ArrayRef<int64_t>> tables;
  DenseMap<const Element *, const Element *> expansions;
  DenseMap<Operation *, OwningOpRef<Operation *>> copies;
  DenseMap<const Element *, std::optional<int64_t>> values;
};
} // namespace

std::optional<IndexExpression> a3::computeIndex(const Element *element,
                                                TensorReader &reader) {
  if (element->is(Kind::Index))
    return element->indices.front();
  IndexComputation computation(reader);
  if (failed(computation.collect(element)))
    return std::nullopt;
  return reader.getAxes().tabulate(computation.getInputs(),
                                   [&](ArrayRef<int64_t> values) {
                                     return computation.run(element, values);
                                   });
}
