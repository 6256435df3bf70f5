//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/SizeTable.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/ValueBoundsOpInterface.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::a3;

static std::optional<int64_t> multiply(std::optional<int64_t> a,
                                       std::optional<int64_t> b) {
  int64_t product;
  if (!a || !b || ShapedType::isDynamic(*a) || ShapedType::isDynamic(*b) ||
      llvm::MulOverflow(*a, *b, product))
    return std::nullopt;
  return product;
}

std::optional<int64_t> SizeTable::getProduct(AffineExpr expression,
                                             AffineMap map,
                                             ValueRange operands) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expression))
    return constant.getValue();
  if (auto dim = dyn_cast<AffineDimExpr>(expression))
    return getProduct(operands[dim.getPosition()]);
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expression))
    return getProduct(operands[map.getNumDims() + symbol.getPosition()]);
  auto binary = dyn_cast<AffineBinaryOpExpr>(expression);
  if (!binary || binary.getKind() != AffineExprKind::Mul)
    return std::nullopt;
  return multiply(getProduct(binary.getLHS(), map, operands),
                  getProduct(binary.getRHS(), map, operands));
}

std::optional<int64_t> SizeTable::getProduct(Value size) {
  if (auto dim = size.getDefiningOp<tensor::DimOp>()) {
    std::optional<int64_t> index = dim.getConstantIndex();
    if (!index || !isa<RankedTensorType>(dim.getSource().getType()))
      return std::nullopt;
    return getShape(dim.getSource())[*index];
  }
  if (auto product = size.getDefiningOp<arith::MulIOp>())
    return multiply(getProduct(product.getLhs()), getProduct(product.getRhs()));
  if (auto apply = size.getDefiningOp<affine::AffineApplyOp>()) {
    AffineMap map = apply.getAffineMap();
    return getProduct(map.getResult(0), map, apply.getMapOperands());
  }
  return std::nullopt;
}

/// Upstream compares sums of sizes, and no products.
std::optional<int64_t> SizeTable::getProduct(Value value, int64_t dim) {
  while (auto op = value.getDefiningOp<DestinationStyleOpInterface>())
    value = op.getTiedOpOperand(cast<OpResult>(value))->get();
  if (auto empty = value.getDefiningOp<tensor::EmptyOp>())
    return getProduct(empty.getDynamicSize(unsigned(dim)));
  auto collapse = value.getDefiningOp<tensor::CollapseShapeOp>();
  if (!collapse)
    return std::nullopt;
  SmallVector<int64_t> source = getShape(collapse.getSrc());
  SmallVector<ReassociationIndices> groups = collapse.getReassociationIndices();
  std::optional<int64_t> product = 1;
  for (int64_t part : groups[dim])
    product = multiply(product, source[part]);
  return product;
}

int64_t SizeTable::getNumber(Value value, int64_t dim) {
  if (std::optional<int64_t> product = getProduct(value, dim))
    return *product;
  using Variable = ValueBoundsConstraintSet::Variable;
  for (const Unknown &unknown : unknowns) {
    FailureOr<bool> equal = ValueBoundsConstraintSet::areEqual(
        Variable(value, dim), Variable(unknown.value, unknown.dim));
    if (succeeded(equal) && *equal)
      return unknown.number;
  }
  std::optional<int64_t> number = axes.nameUnknownSize();
  if (!number)
    return ShapedType::kDynamic;
  unknowns.push_back({value, dim, *number, *number});
  return *number;
}

Value a3::getSizedAlike(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!op->hasTrait<OpTrait::Elementwise>())
      break;
    auto operand = llvm::find_if(op->getOperands(), [](Value operand) {
      return isa<RankedTensorType>(operand.getType());
    });
    if (operand == op->operand_end())
      break;
    value = *operand;
  }
  return value;
}

SmallVector<int64_t> SizeTable::getShape(Value value) {
  value = getSizedAlike(value);
  auto type = cast<ShapedType>(value.getType());
  if (type.hasStaticShape())
    return SmallVector<int64_t>(type.getShape());
  auto [it, isNew] = shapes.try_emplace(value, type.getShape());
  if (!isNew)
    return it->second;
  SmallVector<int64_t> shape(type.getShape());
  for (auto [dim, size] : llvm::enumerate(shape))
    if (ShapedType::isDynamic(size))
      size = getNumber(value, int64_t(dim));
  return shapes[value] = shape;
}

void SizeTable::noteEqual(int64_t a, int64_t b) {
  a = unite(a);
  b = unite(b);
  auto [first, second] = std::minmax(a, b);
  for (Unknown &unknown : unknowns)
    if (unknown.united == second && axes.isUnknown(first))
      unknown.united = first;
}

int64_t SizeTable::unite(int64_t size) const {
  int64_t rest = size, united = 1;
  for (const Unknown &unknown : unknowns)
    for (; rest > 0 && rest % unknown.number == 0; rest /= unknown.number)
      united *= unknown.united;
  return rest * united;
}

SmallVector<int64_t> SizeTable::getLoopSizes(linalg::LinalgOp op) {
  SmallVector<int64_t> sizes = op.getStaticLoopRanges();
  for (auto [loop, size] : llvm::enumerate(sizes)) {
    AffineExpr expression = getAffineDimExpr(unsigned(loop), op.getContext());
    for (OpOperand &operand : op->getOpOperands()) {
      auto map = op.getMatchingIndexingMap(&operand);
      auto dim = map.getResultPosition(expression);
      if (!dim)
        continue;
      int64_t own = getShape(operand.get())[*dim];
      if (ShapedType::isDynamic(size))
        size = own;
      noteEqual(size, own);
    }
  }
  return sizes;
}

void SizeTable::setShape(Value value, ArrayRef<int64_t> shape) {
  shapes[value] = SmallVector<int64_t>(shape);
}

SmallVector<int64_t> SizeTable::getTypeShape(ArrayRef<int64_t> shape) const {
  return llvm::map_to_vector(shape, [&](int64_t size) {
    return axes.isUnknown(size) ? ShapedType::kDynamic : size;
  });
}

std::optional<SmallVector<OpFoldResult>>
SizeTable::buildSizes(OpBuilder &b, Location loc,
                      ArrayRef<int64_t> sizes) const {
  SmallVector<OpFoldResult> built;
  for (int64_t size : sizes) {
    Value product;
    for (const Unknown &unknown : unknowns)
      for (; size > 0 && size % unknown.number == 0; size /= unknown.number) {
        Value factor =
            tensor::DimOp::create(b, loc, unknown.value, unknown.dim);
        product = product
                      ? Value(arith::MulIOp::create(b, loc, product, factor))
                      : factor;
      }
    // A sum of sizes is none of their products.
    if (!unknowns.empty() && size + 1 >= unknowns.front().number)
      return std::nullopt;
    if (!product) {
      built.push_back(b.getIndexAttr(size));
      continue;
    }
    if (size != 1)
      product = arith::MulIOp::create(
          b, loc, product, arith::ConstantIndexOp::create(b, loc, size));
    built.push_back(product);
  }
  return built;
}
