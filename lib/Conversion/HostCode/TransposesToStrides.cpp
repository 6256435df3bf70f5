//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/A3ToISA/Offload.h"
#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3TRANSPOSESTOSTRIDES
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;
using linalg::GenericOp;

namespace {
/// How a copy's target is a transposed view of its source: dimension i of the
/// target is dimension permutation[i] of the source.
std::optional<AffineMap> getTranspose(GenericOp copy) {
  if (!copy.hasPureBufferSemantics() || copy.getNumDpsInputs() != 1 ||
      copy.getNumDpsInits() != 1 || copy.getNumReductionLoops() != 0)
    return std::nullopt;
  Block &body = *copy.getBody();
  if (!llvm::hasSingleElement(body) ||
      body.getTerminator()->getOperand(0) != body.getArgument(0))
    return std::nullopt;
  AffineMap source = copy.getIndexingMapsArray()[0];
  AffineMap target = copy.getIndexingMapsArray()[1];
  if (!source.isPermutation() || !target.isPermutation())
    return std::nullopt;
  // A source index in terms of the target's, turned around.
  return inversePermutation(source.compose(inversePermutation(target)));
}

Value getSource(GenericOp copy) { return copy.getInputs().front(); }
Value getTarget(GenericOp copy) { return copy.getOutputs().front(); }

/// Whether an operation between two of one block may write to the buffer.
bool isWrittenBetween(Value buffer, Operation *first, Operation *last) {
  Value base = getBaseBuffer(buffer);
  for (Operation *op = first->getNextNode(); op != last;
       op = op->getNextNode()) {
    WalkResult writes = op->walk([&](Operation *nested) {
      auto effects = dyn_cast<MemoryEffectOpInterface>(nested);
      for (OpOperand &operand : nested->getOpOperands()) {
        if (!isa<MemRefType>(operand.get().getType()) ||
            getBaseBuffer(operand.get()) != base ||
            isa<ViewLikeOpInterface>(nested))
          continue;
        if (!effects ||
            effects.getEffectOnValue<MemoryEffects::Write>(operand.get()))
          return WalkResult::interrupt();
      }
      return WalkResult::advance();
    });
    if (writes.wasInterrupted())
      return true;
  }
  return false;
}

class Forwarding {
public:
  Forwarding(AttentionOp attention, const ::a3::Machine &machine)
      : attention(attention), machine(machine) {}

  /// Lets the attention read what was transposed where it was. Returns the
  /// number of copies saved.
  unsigned forwardInputs() {
    unsigned saved = 0;
    for (OpOperand *operand : attention.getDpsInputOperands())
      saved += forwardInput(*operand);
    return saved;
  }

  /// Lets the attention write where its result is transposed to.
  unsigned forwardOutput() {
    OpOperand &output = attention.getOutputMutable();
    auto alloc = output.get().getDefiningOp<memref::AllocOp>();
    GenericOp copy = getOnlyOtherUser(alloc);
    if (!copy || getSource(copy) != alloc.getResult())
      return 0;
    std::optional<AffineMap> transpose = getTranspose(copy);
    auto target = getTarget(copy).getDefiningOp<memref::AllocOp>();
    if (!transpose || !target || isUsedBefore(target, copy))
      return 0;
    target->moveBefore(attention);
    // The source is a permutation of the target.
    if (!replace(output, target, inversePermutation(*transpose)))
      return 0;
    copy.erase();
    alloc.erase();
    return 1;
  }

private:
  unsigned forwardInput(OpOperand &operand) {
    auto alloc = operand.get().getDefiningOp<memref::AllocOp>();
    GenericOp copy = getOnlyOtherUser(alloc);
    if (!copy || getTarget(copy) != alloc.getResult())
      return 0;
    std::optional<AffineMap> transpose = getTranspose(copy);
    if (!transpose || isWrittenBetween(getSource(copy), copy, attention) ||
        !replace(operand, getSource(copy), *transpose))
      return 0;
    copy.erase();
    alloc.erase();
    return 1;
  }

  /// The operation beside the attention, and in its block, that uses `alloc`;
  /// null where there is no such one or are others.
  GenericOp getOnlyOtherUser(memref::AllocOp alloc) {
    if (!alloc || llvm::range_size(alloc->getUses()) != 2)
      return nullptr;
    for (Operation *user : alloc->getUsers())
      if (auto generic = dyn_cast<GenericOp>(user))
        return generic->getBlock() == attention->getBlock() ? generic : nullptr;
    return nullptr;
  }

  static bool isUsedBefore(memref::AllocOp alloc, Operation *op) {
    return llvm::any_of(alloc->getUsers(), [&](Operation *user) {
      Operation *ancestor = op->getBlock()->findAncestorOpInBlock(*user);
      return !ancestor || ancestor->isBeforeInBlock(op);
    });
  }

  /// A view of `buffer` with its dimensions permuted. Not memref.transpose,
  /// which the analyses of aliases do not see through.
  Value permuted(Value buffer, AffineMap permutation) {
    auto type = cast<MemRefType>(buffer.getType());
    SmallVector<int64_t> strides;
    int64_t offset = 0;
    if (failed(type.getStridesAndOffset(strides, offset)))
      return nullptr;
    SmallVector<int64_t> shape;
    SmallVector<int64_t> permutedStrides;
    for (AffineExpr result : permutation.getResults()) {
      unsigned dim = cast<AffineDimExpr>(result).getPosition();
      shape.push_back(type.getDimSize(dim));
      permutedStrides.push_back(strides[dim]);
    }
    OpBuilder b(attention);
    auto layout =
        StridedLayoutAttr::get(b.getContext(), offset, permutedStrides);
    auto view = MemRefType::get(shape, type.getElementType(), layout);
    if (isSizedAtRunTime(type))
      return permutedAtRunTime(buffer, permutation, view);
    return memref::ReinterpretCastOp::create(
        b, attention.getLoc(), view, buffer, offset, shape, permutedStrides);
  }

  Value permutedAtRunTime(Value buffer, AffineMap permutation,
                          MemRefType view) {
    OpBuilder b(attention);
    auto metadata =
        memref::ExtractStridedMetadataOp::create(b, attention.getLoc(), buffer);
    SmallVector<OpFoldResult> sizes = metadata.getConstifiedMixedSizes();
    SmallVector<OpFoldResult> strides = metadata.getConstifiedMixedStrides();
    SmallVector<OpFoldResult> permutedSizes, permutedStrides;
    for (AffineExpr result : permutation.getResults()) {
      unsigned dim = cast<AffineDimExpr>(result).getPosition();
      permutedSizes.push_back(sizes[dim]);
      permutedStrides.push_back(strides[dim]);
    }
    return memref::ReinterpretCastOp::create(
        b, attention.getLoc(), view, buffer,
        metadata.getConstifiedMixedOffset(), permutedSizes, permutedStrides);
  }

  /// Makes the operand a view of `buffer`, unless the machine cannot do that.
  bool replace(OpOperand &operand, Value buffer, AffineMap permutation) {
    Value view = permuted(buffer, permutation);
    if (!view)
      return false;
    Value before = operand.get();
    operand.set(view);
    if (!checkOffload(attention, machine))
      return true;
    operand.set(before);
    view.getDefiningOp()->erase();
    return false;
  }

  AttentionOp attention;
  const ::a3::Machine &machine;
};

struct TransposesToStrides
    : mlir::a3::impl::A3TransposesToStridesBase<TransposesToStrides> {
  using A3TransposesToStridesBase::A3TransposesToStridesBase;

  void runOnOperation() override {
    ::a3::Expected<::a3::Machine> description = ::a3::loadMachine(machine);
    if (!description) {
      getOperation().emitError() << description.error().message;
      return signalPassFailure();
    }
    getOperation().walk([&](AttentionOp attention) {
      if (attention.getNumResults() != 0)
        return;
      Forwarding forwarding(attention, *description);
      numSaved += forwarding.forwardInputs() + forwarding.forwardOutput();
    });
  }
};
} // namespace
