//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Site.h"

#include "Emitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

static constexpr StringLiteral kRole = "role";
static constexpr StringLiteral kBypassed = "bypassed";

void Place::setBypassed() {
  marker->setAttr(kBypassed, UnitAttr::get(marker->getContext()));
}

bool Place::isBypassed() const { return marker->hasAttr(kBypassed); }

//===----------------------------------------------------------------------===//
// Operations, as exporters write them
//===----------------------------------------------------------------------===//

/// Whether `op` is elementwise or a reduction with `InnerOp` in its region.
template <typename InnerOp> static bool contains(Operation *op) {
  auto generic = dyn_cast_or_null<linalg::GenericOp>(op);
  return generic && !generic.getBody()->getOps<InnerOp>().empty();
}

static bool reduces(Operation *op) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  return generic && generic.getNumReductionLoops() != 0;
}

static bool isExponential(Operation *op) {
  return isa<tosa::ExpOp>(op) || contains<math::ExpOp>(op);
}

static bool isSum(Operation *op) {
  return isa<tosa::ReduceSumOp>(op) ||
         (reduces(op) && contains<arith::AddFOp>(op));
}

static bool isProduct(Operation *op) {
  return isa_and_present<tosa::MatMulOp, linalg::MatmulOp,
                         linalg::BatchMatmulOp>(op);
}

static bool isAddition(Operation *op) {
  return isa<tosa::AddOp>(op) || (!reduces(op) && contains<arith::AddFOp>(op));
}

static bool isSelection(Operation *op) {
  return isa<tosa::SelectOp>(op) || contains<arith::SelectOp>(op);
}

static bool isSubtraction(Operation *op) {
  return isa_and_present<tosa::SubOp>(op) || contains<arith::SubFOp>(op);
}

static bool isBoolean(mlir::Value value) {
  return getElementTypeOrSelf(value.getType()).isInteger(1);
}

static bool isConstant(mlir::Value value) {
  return matchPattern(value, m_Constant());
}

/// The operands that an operation computes with.
static SmallVector<mlir::Value> getInputs(Operation *op) {
  if (auto structured = dyn_cast<linalg::LinalgOp>(op))
    return structured.getDpsInputs();
  SmallVector<mlir::Value> inputs;
  for (mlir::Value operand : op->getOperands())
    if (isa<RankedTensorType>(operand.getType()))
      inputs.push_back(operand);
  return inputs;
}

namespace {
/// Finds and marks the places of one attention.
class Marker {
public:
  explicit Marker(func::FuncOp function)
      : function(function), b(function.getContext()) {}

  LogicalResult run() {
    for (Operation &op : function.getBody().front())
      if (isExponential(&op) && succeeded(findSoftmax(&op)) &&
          succeeded(findSecondProduct()) && succeeded(findFirstProduct())) {
        markMask();
        markAll();
        return success();
      }
    return function.emitError("there is no attention to mutate, written as "
                              "torch-mlir exports it");
  }

private:
  LogicalResult findSoftmax(Operation *op) {
    exponentials = op->getResult(0);
    sum = probabilities = {};
    for (Operation *user : exponentials.getUsers())
      (isSum(user) ? sum : probabilities) = user->getResult(0);
    shifted = getInputs(op).front();
    Operation *subtraction = shifted.getDefiningOp();
    if (!sum || !probabilities || !isSubtraction(subtraction))
      return failure();
    logits = getInputs(subtraction).front();
    size_t rank = getShape(logits).size();
    return success(getShape(sum).size() == rank &&
                   getShape(probabilities) == getShape(logits));
  }

  LogicalResult findSecondProduct() {
    mlir::Value value = probabilities;
    while (!value.use_empty()) {
      Operation *user = *value.getUsers().begin();
      if (user->getNumResults() != 1)
        return failure();
      if (isProduct(user)) {
        secondProduct = user;
        return success(user->getOperand(0) == value);
      }
      value = user->getResult(0);
    }
    return failure();
  }

  LogicalResult findFirstProduct() {
    path.clear();
    return success(followToProduct(logits));
  }

  bool followToProduct(mlir::Value value) {
    Operation *op = value.getDefiningOp();
    if (!op)
      return false;
    if (isProduct(op)) {
      firstProduct = op;
      return true;
    }
    for (mlir::Value input : getInputs(op))
      if (followToProduct(input)) {
        path.push_back({op, input});
        return true;
      }
    return false;
  }

  //===--------------------------------------------------------------------===//
  // Masks
  //===--------------------------------------------------------------------===//

  void markMask() {
    for (auto [op, input] : path) {
      bool hides = false;
      mlir::Value condition = findCondition(op, input, hides);
      if (!condition)
        continue;
      b.setInsertionPoint(op);
      markAdmitted(condition, hides, getShape(op->getResult(0)).size());
      unmasked = input;
      masked = op->getResult(0);
      return;
    }
  }

  /// The boolean that says what `op` hides of `input`, or admits.
  mlir::Value findCondition(Operation *op, mlir::Value input, bool &hides) {
    if (isSelection(op)) {
      hides = getYes(op) != input;
      return getInputs(op).front();
    }
    if (!isAddition(op))
      return {};
    SmallVector<mlir::Value> inputs = getInputs(op);
    mlir::Value mask = inputs[inputs.front() == input];
    hides = true;
    while (!isBoolean(mask)) {
      Operation *source = mask.getDefiningOp();
      if (!source || isConstant(mask))
        return {};
      SmallVector<mlir::Value> operands = getInputs(source);
      if (isSelection(source)) {
        if (isZero(getYes(source)))
          hides = !hides;
        return operands.front();
      }
      if (isSubtraction(source))
        hides = !hides;
      auto next = llvm::find_if_not(operands, isConstant);
      if (next == operands.end())
        return {};
      mask = *next;
    }
    return mask;
  }

  static bool isZero(mlir::Value value) {
    if (auto reshape = value.getDefiningOp<tosa::ReshapeOp>())
      value = reshape.getInput1();
    Attribute attribute;
    if (!matchPattern(value, m_Constant(&attribute)))
      return false;
    if (auto splat = dyn_cast<SplatElementsAttr>(attribute))
      attribute = splat.getSplatValue<Attribute>();
    auto number = dyn_cast<FloatAttr>(attribute);
    return number && number.getValue().isZero();
  }

  /// What a selection gives where its condition holds, outside of its region.
  static mlir::Value getYes(Operation *op) {
    if (auto select = dyn_cast<tosa::SelectOp>(op))
      return select.getInput2();
    auto generic = cast<linalg::GenericOp>(op);
    auto select = *generic.getBody()->getOps<arith::SelectOp>().begin();
    mlir::Value yes = select.getTrueValue();
    if (auto argument = dyn_cast<BlockArgument>(yes))
      return generic->getOperand(argument.getArgNumber());
    return yes;
  }

  void markAdmitted(mlir::Value condition, bool hides, size_t rank) {
    bool isTosa = isa<tosa::TosaDialect>(
        condition.getDefiningOp() ? condition.getDefiningOp()->getDialect()
                                  : firstProduct->getDialect());
    Location loc = condition.getLoc();
    auto emitter =
        isTosa ? createTosaEmitter(b, loc) : createLinalgEmitter(b, loc);
    SmallVector<int64_t> shape(rank - getShape(condition).size(), 1);
    llvm::append_range(shape, getShape(condition));
    condition = emitter->reshape(condition, shape);
    admitted = hides ? emitter->unary(Unary::Not, condition) : condition;
  }

  //===--------------------------------------------------------------------===//
  // Markers
  //===--------------------------------------------------------------------===//

  void markAll() {
    markOperand(firstProduct, 0, Role::Query, false);
    markOperand(firstProduct, 1, Role::Key, true);
    markOperand(secondProduct, 0, Role::Weights, false);
    markOperand(secondProduct, 1, Role::Value, false);
    markValue(firstProduct->getResult(0), Role::Scores);
    if (masked) {
      markValue(unmasked, Role::Unmasked);
      markValue(admitted, Role::Admitted);
      markValue(masked, Role::Masked);
    }
    markValue(logits, Role::Logits);
    markValue(shifted, Role::Shifted);
    markValue(exponentials, Role::Exponentials);
    markValue(sum, Role::Sum);
    markValue(probabilities, Role::Probabilities);
    markValue(secondProduct->getResult(0), Role::Result);
  }

  UnrealizedConversionCastOp create(mlir::Value value, Role role,
                                    bool isTransposed) {
    b.setInsertionPointAfterValue(value);
    auto marker = UnrealizedConversionCastOp::create(b, value.getLoc(),
                                                     value.getType(), value);
    auto rank = static_cast<int64_t>(getShape(value).size());
    marker->setAttr(kRole, b.getI64IntegerAttr(static_cast<int64_t>(role)));
    marker->setAttr("rows", b.getI64IntegerAttr(rank - 2 + isTransposed));
    marker->setAttr("columns", b.getI64IntegerAttr(rank - 1 - isTransposed));
    return marker;
  }

  /// All users of `value` go through the marker.
  void markValue(mlir::Value value, Role role) {
    // A value may have several roles: the markers follow each other.
    while (!value.use_empty() && isMarker(*value.getUsers().begin()) &&
           value.hasOneUse())
      value = (*value.getUsers().begin())->getResult(0);
    auto marker = create(value, role, false);
    value.replaceAllUsesExcept(marker->getResult(0), marker);
  }

  void markOperand(Operation *op, unsigned operand, Role role,
                   bool isTransposed) {
    auto marker = create(op->getOperand(operand), role, isTransposed);
    op->setOperand(operand, marker->getResult(0));
  }

  func::FuncOp function;
  OpBuilder b;
  mlir::Value logits, shifted, exponentials, sum, probabilities;
  mlir::Value unmasked, admitted, masked;
  Operation *firstProduct = nullptr, *secondProduct = nullptr;
  /// From the first product to the logits, with the operand that leads there.
  SmallVector<std::pair<Operation *, mlir::Value>> path;
};
} // namespace

LogicalResult mutation::markSite(func::FuncOp function) {
  return Marker(function).run();
}

bool mutation::isMarker(Operation *op) {
  return isa<UnrealizedConversionCastOp>(op) && op->hasAttr(kRole);
}

std::optional<Place> mutation::findPlace(func::FuncOp function, Role role) {
  for (auto marker : function.getOps<UnrealizedConversionCastOp>()) {
    auto number = marker->getAttrOfType<IntegerAttr>(kRole);
    if (number && number.getInt() == static_cast<int64_t>(role))
      return Place(marker);
  }
  return std::nullopt;
}

void mutation::eraseMarkers(func::FuncOp function) {
  for (auto marker : llvm::make_early_inc_range(
           function.getOps<UnrealizedConversionCastOp>())) {
    if (!isMarker(marker))
      continue;
    marker->getResult(0).replaceAllUsesWith(marker->getOperand(0));
    marker->erase();
  }
}
