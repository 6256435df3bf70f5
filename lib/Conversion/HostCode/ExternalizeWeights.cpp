//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/xxhash.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3EXTERNALIZEWEIGHTS
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

int64_t WeightTable::add(ArrayRef<char> bytes) {
  uint64_t hash = llvm::xxh3_64bits(
      ArrayRef(reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()));
  SmallVector<size_t, 1> &candidates = blocksByHash[hash];
  for (size_t index : candidates)
    if (blocks[index].bytes == bytes)
      return blocks[index].offset;
  candidates.push_back(blocks.size());
  blocks.push_back(
      {static_cast<int64_t>(llvm::alignTo(size, alignment)), bytes});
  size = blocks.back().offset + bytes.size();
  return blocks.back().offset;
}

int64_t WeightTable::addCopy(std::vector<char> bytes) {
  copies.push_back(std::make_unique<std::vector<char>>(std::move(bytes)));
  return add(*copies.back());
}

namespace {
struct Weight {
  Operation *op;
  int64_t offset;
};

/// Bytes that one element takes in memory; 0 for types that stay constants.
int64_t getElementBytes(Type type) {
  if (!type.isIntOrFloat())
    return 0;
  unsigned bits = type.getIntOrFloatBitWidth();
  return bits == 1 ? 1 : bits % 8 == 0 ? bits / 8 : 0;
}

class ExternalizeWeights
    : public a3::impl::A3ExternalizeWeightsBase<ExternalizeWeights> {
public:
  using A3ExternalizeWeightsBase::A3ExternalizeWeightsBase;
  ExternalizeWeights() = default;
  explicit ExternalizeWeights(WeightTable *table) : table(table) {}
  ExternalizeWeights(const ExternalizeWeights &other)
      : A3ExternalizeWeightsBase(other), table(other.table) {}

  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    WeightTable ownTable;
    WeightTable &target = table ? *table : ownTable;
    SmallVector<Weight> weights;
    WalkResult result = entry->walk([&](Operation *op) {
      FailureOr<std::optional<int64_t>> offset = place(op, target);
      if (failed(offset))
        return WalkResult::interrupt();
      if (*offset)
        weights.push_back({op, **offset});
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return signalPassFailure();
    replace(*entry, weights, target.getSize());
  }

private:
  FailureOr<std::optional<int64_t>> place(Operation *op, WeightTable &table) {
    ElementsAttr attribute;
    if (!matchPattern(op, m_Constant(&attribute)))
      return std::optional<int64_t>();
    auto type = dyn_cast<RankedTensorType>(attribute.getType());
    int64_t elementBytes = type ? getElementBytes(type.getElementType()) : 0;
    int64_t bytes = elementBytes ? elementBytes * type.getNumElements() : 0;
    if (bytes == 0)
      return std::optional<int64_t>();

    if (auto resource = dyn_cast<DenseResourceElementsAttr>(attribute)) {
      AsmResourceBlob *blob = resource.getRawHandle().getBlob();
      if (!blob || static_cast<int64_t>(blob->getData().size()) != bytes)
        return op->emitError("the resource '")
               << resource.getRawHandle().getKey() << "' should hold " << bytes
               << " bytes, but holds " << (blob ? blob->getData().size() : 0);
      return std::optional<int64_t>(table.add(blob->getData()));
    }
    auto dense = dyn_cast<DenseElementsAttr>(attribute);
    if (!dense || dense.isSplat() || bytes < minBytes)
      return std::optional<int64_t>();
    if (type.getElementType().isInteger(1)) {
      auto values = dense.getValues<bool>();
      return std::optional<int64_t>(
          table.addCopy(std::vector<char>(values.begin(), values.end())));
    }
    return std::optional<int64_t>(table.add(dense.getRawData()));
  }

  static void replace(func::FuncOp entry, ArrayRef<Weight> weights,
                      int64_t size) {
    IRRewriter rewriter(entry.getContext());
    auto bufferType = MemRefType::get({size}, rewriter.getI8Type());
    BlockArgument buffer = appendArgument(entry, bufferType);
    for (const Weight &weight : weights) {
      rewriter.setInsertionPoint(weight.op);
      Location loc = weight.op->getLoc();
      auto type = cast<RankedTensorType>(weight.op->getResult(0).getType());
      Value offset =
          arith::ConstantIndexOp::create(rewriter, loc, weight.offset);
      Value view = memref::ViewOp::create(
          rewriter, loc,
          MemRefType::get(type.getShape(), type.getElementType()), buffer,
          offset, ValueRange());
      rewriter.replaceOpWithNewOp<bufferization::ToTensorOp>(
          weight.op, type, view, /*restrict=*/true);
    }
  }

  WeightTable *table = nullptr;
};
} // namespace

std::unique_ptr<Pass> a3::createExternalizeWeightsPass(WeightTable *table) {
  return std::make_unique<ExternalizeWeights>(table);
}
