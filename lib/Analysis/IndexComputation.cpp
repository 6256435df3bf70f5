//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/IndexComputation.h"

#include "a3/Analysis/Concatenation.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Operation.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/SaveAndRestore.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;

static bool isInteger(Type type) {
  return getElementTypeOrSelf(type).isIntOrIndex();
}

namespace {
/// An operation on single elements, for its folder, which may change it and
/// knows nothing of broadcasts.
class ScalarOperation {
public:
  ScalarOperation(Operation *op, size_t numOperands)
      : numOperands(numOperands) {
    IRMapping scalars;
    for (Value operand : op->getOperands().take_front(numOperands))
      scalars.map(operand, arguments.addArgument(getScalar(operand.getType()),
                                                 op->getLoc()));
    copy = op->clone(scalars);
    copy->getResult(0).setType(getScalar(op->getResult(0).getType()));
  }

  std::optional<int64_t> fold(ArrayRef<int64_t> numbers) {
    SmallVector<Attribute> attributes(copy->getNumOperands());
    for (auto [i, number] : llvm::enumerate(numbers)) {
      Type type = copy->getOperand(i).getType();
      attributes[i] = IntegerAttr::get(getElementTypeOrSelf(type), number);
      if (auto shaped = dyn_cast<ShapedType>(type))
        attributes[i] = DenseElementsAttr::get(shaped, attributes[i]);
    }
    SmallVector<OpFoldResult> results;
    if (failed(copy->fold(attributes, results)) || results.size() != 1)
      return std::nullopt;
    if (auto same = dyn_cast<Value>(results.front())) {
      auto operands = copy->getOperands().take_front(numOperands);
      auto operand = llvm::find(operands, same);
      return operand == operands.end()
                 ? std::nullopt
                 : std::optional(numbers[operand.getIndex()]);
    }
    auto attribute = cast<Attribute>(results.front());
    if (auto splat = dyn_cast_if_present<SplatElementsAttr>(attribute))
      attribute = splat.getSplatValue<Attribute>();
    if (auto integer = dyn_cast_if_present<IntegerAttr>(attribute))
      return integer.getValue().getSExtValue();
    return std::nullopt;
  }

private:
  static Type getScalar(Type type) {
    return isa<ShapedType>(type)
               ? RankedTensorType::get({}, getElementTypeOrSelf(type))
               : type;
  }

  size_t numOperands;
  Block arguments;
  OwningOpRef<Operation *> copy;
};

/// Computes elements from the bottom up. Sums stay sums, and what else is done
/// with indices is known by a table, so that no table is larger than what one
/// operation depends on.
class IndexComputation {
public:
  explicit IndexComputation(TensorReader &reader)
      : reader(reader), axes(reader.getAxes()) {}

  std::optional<IndexExpression> compute(const Element *element) {
    constexpr size_t kMostElements = 256;
    constexpr unsigned kDeepest = 256;
    auto [it, isNew] = computed.try_emplace(element, std::nullopt);
    if (!isNew)
      return it->second;
    unsigned &depth = reader.getIndexDepth();
    if (computed.size() > kMostElements || depth == kDeepest)
      return std::nullopt;
    llvm::SaveAndRestore nested(depth, depth + 1);
    std::optional<IndexExpression> index = computeNew(element);
    return computed[element] = index;
  }

private:
  using Function = function_ref<std::optional<int64_t>(ArrayRef<int64_t>)>;

  /// What is far beyond all sizes might overflow as it is used.
  static bool isSmall(int64_t number) { return llvm::isInt<32>(number); }

  std::optional<IndexExpression> tabulate(ArrayRef<IndexExpression> inputs,
                                          Function function) {
    return axes.tabulate(
        inputs, [&](ArrayRef<int64_t> values) -> std::optional<int64_t> {
          if (budget == 0)
            return std::nullopt;
          --budget;
          std::optional<int64_t> number = function(values);
          return number && isSmall(*number) ? number : std::nullopt;
        });
  }

  /// `function` of the operands of `element`.
  std::optional<IndexExpression> apply(const Element *element,
                                       Function function) {
    SmallVector<IndexExpression> operands;
    for (const Element *operand : element->operands) {
      std::optional<IndexExpression> index = compute(operand);
      if (!index)
        return std::nullopt;
      operands.push_back(*index);
    }
    return tabulate(operands, function);
  }

  std::optional<IndexExpression> computeNew(const Element *element) {
    switch (element->kind) {
    case Kind::Constant:
      return getConstant(element->constant);
    case Kind::Index:
      return element->indices.front();
    case Kind::Read:
      return computeRead(element);
    case Kind::Reduce:
      return computeSum(element);
    case Kind::IntegerCast:
      return computeCast(element);
    case Kind::Select:
      return apply(element, [](ArrayRef<int64_t> operands) {
        return std::optional(operands[operands[0] == 0 ? 2 : 1]);
      });
    case Kind::BooleanCast:
      return apply(element, [&](ArrayRef<int64_t> operands) {
        return std::optional(
            operands[0] == 0 ? 0 : static_cast<int64_t>(element->constant));
      });
    case Kind::Not:
    case Kind::And:
    case Kind::Or:
    case Kind::Equal:
    case Kind::NotEqual:
    case Kind::Greater:
      return apply(element, [&](ArrayRef<int64_t> operands) {
        SmallVector<double, 3> numbers(operands);
        std::optional<double> number = fold(element->kind, numbers);
        return number ? std::optional(static_cast<int64_t>(*number))
                      : std::nullopt;
      });
    case Kind::Other:
      return computeOperation(element);
    default:
      return std::nullopt;
    }
  }

  /// A cast that changes no number that there is.
  std::optional<IndexExpression> computeCast(const Element *cast) {
    std::optional<IndexExpression> index = compute(cast->operands.front());
    auto range = index ? axes.getRange(*index) : std::nullopt;
    if (!range)
      return std::nullopt;
    Type type = getElementTypeOrSelf(cast->operation->getResult(0).getType());
    unsigned width = type.isInteger() ? type.getIntOrFloatBitWidth() : 64;
    bool isUnsigned = isa<arith::ExtUIOp>(cast->operation);
    bool isSame = llvm::isIntN(width, range->first) &&
                  llvm::isIntN(width, range->second) &&
                  !(isUnsigned && range->first < 0);
    return isSame ? index : std::nullopt;
  }

  static std::optional<IndexExpression> getConstant(double number) {
    constexpr double kLargest = 1LL << 53;
    if (!(std::abs(number) <= kLargest))
      return std::nullopt;
    return IndexExpression::constant(static_cast<int64_t>(number));
  }

  std::optional<IndexExpression> computeRead(const Element *read) {
    std::optional<ArrayRef<int64_t>> entries =
        reader.getConstants().getIntegers(read->value);
    if (!entries) {
      const Element *next =
          isInteger(read->value.getType()) ? reader.expand(read) : nullptr;
      return next ? compute(next) : std::nullopt;
    }
    ArrayRef<int64_t> shape =
        cast<ShapedType>(read->value.getType()).getShape();
    return tabulate(read->indices,
                    [&](ArrayRef<int64_t> indices) -> std::optional<int64_t> {
                      int64_t row = 0;
                      for (auto [size, index] : llvm::zip(shape, indices)) {
                        if (index < 0 || index >= size)
                          return std::nullopt;
                        row = row * size + index;
                      }
                      return (*entries)[row];
                    });
  }

  /// A sum along a short axis, term by term: of the coordinates of an element,
  /// times their strides.
  std::optional<IndexExpression> computeSum(const Element *sum) {
    constexpr int64_t kMostTerms = 16;
    if (!sum->isSum() || sum->axes.size() != 1)
      return std::nullopt;
    Axis axis = sum->axes.front();
    int64_t size = axes.getSize(axis);
    if (size < 0 || size > kMostTerms)
      return std::nullopt;
    IndexExpression result = IndexExpression::constant(0);
    for (int64_t i : llvm::seq(size)) {
      const Element *term = substitute(sum->operands.front(), axis,
                                       IndexExpression::constant(i), reader);
      std::optional<IndexExpression> index =
          term ? compute(term) : std::nullopt;
      auto range = index ? axes.getRange(*index) : std::nullopt;
      if (!range || !isSmall(range->first) || !isSmall(range->second))
        return std::nullopt;
      result = result.plus(*index);
    }
    return axes.resolve(result);
  }

  std::optional<IndexExpression> computeOperation(const Element *element) {
    Operation *op = element->operation;
    if (!op || op->getNumResults() != 1 || op->getNumRegions() != 0 ||
        op->getNumOperands() < element->operands.size() ||
        !llvm::all_of(op->getOperandTypes(), isInteger) ||
        !isInteger(op->getResult(0).getType()))
      return std::nullopt;
    ScalarOperation scalar(op, element->operands.size());
    return apply(element, [&](ArrayRef<int64_t> operands) {
      // A folder takes many times longer than a look into a table.
      constexpr int64_t kCost = 32;
      budget = std::max<int64_t>(budget - kCost, 0);
      return scalar.fold(operands);
    });
  }

  TensorReader &reader;
  AxisSpace &axes;
  DenseMap<const Element *, std::optional<IndexExpression>> computed;
  int64_t budget = 1 << 22;
};
} // namespace

std::optional<IndexExpression> a3::computeIndex(const Element *element,
                                                TensorReader &reader) {
  return IndexComputation(reader).compute(element);
}
