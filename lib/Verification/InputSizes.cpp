//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InputSizes.h"

#include "a3/Analysis/SizeTable.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/ValueBoundsOpInterface.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::a3;

using Dim = std::pair<Value, int64_t>;
using Variable = ValueBoundsConstraintSet::Variable;

/// One and zero would hide mistakes.
static constexpr int64_t kSmallestSize = 3;

static int64_t getStaticSize(Dim dim) {
  return cast<ShapedType>(dim.first.getType()).getDimSize(dim.second);
}

/// The dimensions that `op` takes to have the same size, set by set.
static SmallVector<SmallVector<Dim>> getDimsOfSameSize(Operation *op) {
  SmallVector<SmallVector<Dim>> sets;
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op)) {
    sets.resize(linalgOp.getNumLoops());
    for (OpOperand &operand : op->getOpOperands())
      for (auto [dim, expression] : llvm::enumerate(
               linalgOp.getMatchingIndexingMap(&operand).getResults()))
        if (auto loop = dyn_cast<AffineDimExpr>(expression))
          sets[loop.getPosition()].emplace_back(operand.get(), dim);
    return sets;
  }
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op)) {
    for (auto [dim, group] : llvm::enumerate(expand.getReassociationIndices()))
      if (group.size() == 1)
        sets.push_back({{expand.getSrc(), int64_t(dim)},
                        {expand.getResult(), group.front()}});
    return sets;
  }
  if (!op->hasTrait<OpTrait::Elementwise>())
    return sets;
  for (Value operand : op->getOperands())
    if (auto type = dyn_cast<RankedTensorType>(operand.getType())) {
      sets.resize(type.getRank());
      for (int64_t dim = 0; dim < type.getRank(); ++dim)
        sets[dim].emplace_back(operand, dim);
    }
  return sets;
}

//===----------------------------------------------------------------------===//
// Choice
//===----------------------------------------------------------------------===//

InputSizes::InputSizes(ArrayRef<Value> inputs,
                       ArrayRef<Operation *> computations) {
  for (Value input : inputs)
    if (auto type = dyn_cast<RankedTensorType>(input.getType()))
      for (int64_t dim = 0; dim < type.getRank(); ++dim)
        if (type.isDynamicDim(dim))
          open.emplace_back(input, dim);
  if (open.empty())
    return;
  for (unsigned i = 0; i < open.size(); ++i)
    equal.insert(i);
  known.resize(open.size());
  for (Operation *op : computations)
    for (ArrayRef<Dim> dims : getDimsOfSameSize(op))
      unify(dims);

  numbers.resize(open.size());
  int64_t next = kSmallestSize;
  for (unsigned i = 0; i < open.size(); ++i) {
    unsigned leader = equal.getLeaderValue(i);
    if (numbers[leader] == 0)
      numbers[leader] = known[leader] ? *known[leader] : next++;
    numbers[i] = numbers[leader];
  }
}

/// The open size that `dim` has on every path.
std::optional<unsigned> InputSizes::findOpen(Dim dim) const {
  dim.first = getSizedAlike(dim.first);
  for (auto [i, other] : llvm::enumerate(open)) {
    if (dim == other)
      return i;
    FailureOr<bool> areEqual = ValueBoundsConstraintSet::areEqual(
        Variable(dim.first, dim.second), Variable(other.first, other.second));
    if (succeeded(areEqual) && *areEqual)
      return i;
  }
  return std::nullopt;
}

void InputSizes::unify(ArrayRef<Dim> dims) {
  std::optional<unsigned> first;
  std::optional<int64_t> number;
  for (Dim dim : dims) {
    if (int64_t size = getStaticSize(dim); !ShapedType::isDynamic(size)) {
      number = size;
      continue;
    }
    std::optional<unsigned> found = findOpen(dim);
    if (!found)
      continue;
    if (!first)
      first = found;
    std::optional<int64_t> other = known[equal.getLeaderValue(*found)];
    equal.unionSets(*first, *found);
    if (other)
      number = other;
  }
  if (first && number)
    known[equal.getLeaderValue(*first)] = number;
}

RankedTensorType InputSizes::getType(Value input, RankedTensorType type) const {
  SmallVector<int64_t> shape(type.getShape());
  for (auto [dim, number] : llvm::zip(open, numbers))
    if (dim.first == input)
      shape[dim.second] = number;
  return type.clone(shape);
}

int64_t InputSizes::getLargest() const {
  return numbers.empty() ? 1 : *llvm::max_element(numbers);
}

//===----------------------------------------------------------------------===//
// Check
//===----------------------------------------------------------------------===//

static std::optional<int64_t> getSize(Dim dim) {
  int64_t size = getStaticSize(dim);
  if (!ShapedType::isDynamic(size))
    return size;
  FailureOr<int64_t> bound = ValueBoundsConstraintSet::computeConstantBound(
      presburger::BoundType::EQ, Variable(dim.first, dim.second));
  return bound;
}

std::optional<SmallVector<int64_t>> a3::getResolvedShape(Value tensor) {
  SmallVector<int64_t> shape;
  int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  for (int64_t dim = 0; dim < rank; ++dim) {
    std::optional<int64_t> size = getSize({tensor, dim});
    if (!size)
      return std::nullopt;
    shape.push_back(*size);
  }
  return shape;
}

static bool areResolvedAndEqual(ArrayRef<Dim> dims) {
  std::optional<int64_t> first;
  for (Dim dim : dims) {
    std::optional<int64_t> size = getSize(dim);
    if (!size || (first && size != first))
      return false;
    first = size;
  }
  return true;
}

/// Whether `whole`, of static or resolved shape, has the slice.
static bool isWithin(OffsetSizeAndStrideOpInterface slice, Value whole) {
  std::optional<SmallVector<int64_t>> shape = getResolvedShape(whole);
  if (!shape)
    return false;
  for (auto [i, bound] : llvm::enumerate(*shape)) {
    if (slice.isDynamicSize(i) || slice.isDynamicStride(i))
      return false;
    // Computed offsets are clamped later, which takes static shapes.
    if (slice.isDynamicOffset(i))
      continue;
    int64_t last = slice.getStaticOffset(i) +
                   (slice.getStaticSize(i) - 1) * slice.getStaticStride(i);
    if (slice.getStaticSize(i) > 0 && last >= bound)
      return false;
  }
  return true;
}

static bool isSplit(tensor::ExpandShapeOp op) {
  auto source = getResolvedShape(op.getSrc());
  auto result = getResolvedShape(op.getResult());
  if (!source || !result)
    return false;
  for (auto [size, group] : llvm::zip(*source, op.getReassociationIndices())) {
    int64_t product = 1;
    for (int64_t dim : group)
      product *= (*result)[dim];
    if (product != size)
      return false;
  }
  return true;
}

static bool isToItsShape(tensor::CastOp op) {
  auto target = dyn_cast<RankedTensorType>(op.getType());
  if (!target || !isa<RankedTensorType>(op.getSource().getType()))
    return false;
  std::optional<SmallVector<int64_t>> shape = getResolvedShape(op.getSource());
  return shape && succeeded(verifyCompatibleShape(*shape, target.getShape()));
}

static bool fits(Operation *op) {
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
    return isSplit(expand);
  if (auto cast = dyn_cast<tensor::CastOp>(op))
    return isToItsShape(cast);
  if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
    return isWithin(slice, slice.getSource());
  if (auto slice = dyn_cast<tensor::InsertSliceOp>(op))
    return isWithin(slice, slice.getDest());
  if (isa<tensor::ReshapeOp>(op))
    return false;
  return llvm::all_of(getDimsOfSameSize(op), areResolvedAndEqual);
}

LogicalResult a3::resolveSizes(ModuleOp module) {
  PassManager manager(module.getContext());
  // Upstream knows the sizes of linalg, and not those of element-wise
  // operations.
  manager.addNestedPass<func::FuncOp>(createConvertElementwiseToLinalgPass());
  manager.addPass(memref::createResolveShapedTypeResultDimsPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.enableVerifier(false);
  if (failed(manager.run(module)))
    return failure();
  WalkResult result = module.walk([](Operation *op) {
    if (fits(op))
      return WalkResult::advance();
    op->emitOpError("has sizes that are not known to fit the inputs' sizes");
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}
