//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutant.h"

#include "mlir/Analysis/TopologicalSortUtils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include <numeric>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

Mutant::Mutant(func::FuncOp function, Spelling spelling)
    : function(function), spelling(spelling), random(0),
      b(function.getContext()),
      linalg(createLinalgEmitter(b, function.getLoc())),
      tosa(createTosaEmitter(b, function.getLoc())) {}

void Mutant::startRewrite(uint64_t seed) {
  random = Random(seed);
  b.setInsertionPoint(getBlock().getTerminator());
}

void Mutant::finishRewrite() {
  sortTopologically(&getBlock());
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(getBlock())))
    if (op.use_empty() && !isMarker(&op) && isOpTriviallyDead(&op))
      op.erase();
}

void Mutant::removeMarkers() {
  eraseMarkers(function);
  finishRewrite();
}

Emitter &Mutant::emit() {
  bool useTosa =
      spelling == Spelling::Mixed ? random.coin() : spelling == Spelling::Tosa;
  return useTosa ? *tosa : *linalg;
}

DenseSet<Operation *> Mutant::findLive() {
  DenseSet<Operation *> live;
  SmallVector<Operation *> worklist{getBlock().getTerminator()};
  while (!worklist.empty()) {
    Operation *op = worklist.pop_back_val();
    op->walk([&](Operation *inner) {
      for (Value operand : inner->getOperands())
        if (Operation *source = operand.getDefiningOp();
            source && source->getBlock() == &getBlock() &&
            live.insert(source).second)
          worklist.push_back(source);
    });
  }
  return live;
}

std::optional<Place> Mutant::find(Role role) {
  std::optional<Place> place = findPlace(function, role);
  if (!place || place->isBypassed() || !findLive().contains(place->getMarker()))
    return std::nullopt;
  return place;
}

std::optional<Place> Mutant::findAdmitted() {
  return findPlace(function, Role::Admitted);
}

void Mutant::change(Place place, function_ref<Value(Value)> create) {
  place.setSource(create(place.getSource()));
}

void Mutant::replace(Value value, function_ref<Value(Value)> create) {
  Operation *terminator = getBlock().getTerminator();
  Operation *last = terminator->getPrevNode();
  Value replacement = create(value);
  DenseSet<Operation *> created;
  for (Operation *op = last ? last->getNextNode() : &getBlock().front();
       op != terminator; op = op->getNextNode())
    op->walk([&](Operation *inner) { created.insert(inner); });
  value.replaceUsesWithIf(replacement, [&](OpOperand &use) {
    return !created.contains(use.getOwner());
  });
}

bool Mutant::insertDetour(function_ref<bool(Value)> accepts,
                          function_ref<Value(Emitter &, Value)> create) {
  SmallVector<Value> candidates = getLiveTensors();
  llvm::erase_if(candidates, [&](Value value) { return !accepts(value); });
  if (candidates.empty())
    return false;
  replace(random.pick<Value>(candidates),
          [&](Value value) { return create(emit(), value); });
  return true;
}

SmallVector<Operation *> Mutant::getLiveOperations() {
  DenseSet<Operation *> live = findLive();
  SmallVector<Operation *> operations;
  for (Operation &op : getBlock())
    if (live.contains(&op) && !isMarker(&op))
      operations.push_back(&op);
  return operations;
}

SmallVector<Value> Mutant::getLiveTensors() {
  SmallVector<Value> tensors(getBlock().getArguments());
  for (Operation *op : getLiveOperations()) {
    bool isInitial = isa<tensor::EmptyOp, linalg::FillOp>(op);
    if (!isInitial && !matchPattern(op, m_Constant()))
      llvm::append_range(tensors, op->getResults());
  }
  llvm::erase_if(tensors, [](Value value) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    return !type || !type.hasStaticShape() || type.getRank() == 0 ||
           value.use_empty();
  });
  return tensors;
}

std::optional<int64_t> mutation::pickAxis(Random &random, Value value) {
  SmallVector<int64_t> axes;
  for (auto [axis, size] : llvm::enumerate(getShape(value)))
    if (size >= 2)
      axes.push_back(axis);
  if (axes.empty())
    return std::nullopt;
  return random.pick<int64_t>(axes);
}

Value mutation::alignRows(Emitter &emit, Value value, Place from, Place to) {
  auto getOrder = [](Place place) {
    SmallVector<int64_t> order;
    auto rank = static_cast<int64_t>(getShape(place.get()).size());
    for (int64_t dim = 0; dim < rank; ++dim)
      if (dim != place.getRows() && dim != place.getColumns())
        order.push_back(dim);
    order.append({place.getRows(), place.getColumns()});
    return order;
  };
  auto isIdentity = [](ArrayRef<int64_t> order) {
    return llvm::is_sorted(order);
  };
  SmallVector<int64_t> order = getOrder(from);
  if (!isIdentity(order))
    value = emit.transpose(value, order);
  SmallVector<int64_t> toOrder = getOrder(to), shape;
  for (int64_t dim : toOrder)
    shape.push_back(dim == to.getColumns() ? 1 : getShape(to.get())[dim]);
  if (getShape(value) != ArrayRef(shape))
    value = emit.reshape(value, shape);
  if (isIdentity(toOrder))
    return value;
  SmallVector<int64_t> inverse(toOrder.size());
  for (auto [position, dim] : llvm::enumerate(toOrder))
    inverse[dim] = position;
  return emit.transpose(value, inverse);
}
