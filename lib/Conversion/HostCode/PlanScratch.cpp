//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3PLANSCRATCH
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
constexpr int64_t alignment = 64;

/// A buffer and the operations of the entry's block between which it is live.
struct Buffer {
  memref::AllocOp alloc;
  int64_t bytes; ///< Without the sizes that only the run knows.
  unsigned first, last;
  int64_t offset = 0;
  /// Of a buffer of unknown size: it shares its memory with those of its
  /// number.
  int64_t number = 0;

  bool isLiveWith(const Buffer &other) const {
    return first <= other.last && other.first <= last;
  }
};

class Planner {
public:
  explicit Planner(func::FuncOp entry) : entry(entry), aliases(entry) {
    for (auto [index, op] : llvm::enumerate(entry.front()))
      positions[&op] = index;
  }

  LogicalResult collect() {
    WalkResult result = entry.walk(
        [&](memref::AllocOp alloc) { return WalkResult(collect(alloc)); });
    return failure(result.wasInterrupted());
  }

  /// Larger buffers first, each at the lowest offset free during its life.
  void place() {
    SmallVector<Buffer *> order;
    for (Buffer &buffer : buffers)
      order.push_back(&buffer);
    llvm::sort(order, [](const Buffer *left, const Buffer *right) {
      return std::tie(right->bytes, left->first, left) <
             std::tie(left->bytes, right->first, right);
    });
    SmallVector<const Buffer *> placed;
    for (Buffer *buffer : order) {
      for (const Buffer *other : placed) {
        if (!buffer->isLiveWith(*other))
          continue;
        if (buffer->offset + buffer->bytes <= other->offset)
          break;
        buffer->offset = std::max(buffer->offset, other->offset + other->bytes);
      }
      placed.insert(
          llvm::upper_bound(placed, buffer,
                            [](const Buffer *left, const Buffer *right) {
                              return left->offset < right->offset;
                            }),
          buffer);
      size = std::max(size, buffer->offset + buffer->bytes);
    }
  }

  /// Buffers of unknown size in the order of their lives, each with a number
  /// that no other has meanwhile; best that of one of the same size.
  void chooseNumbers() {
    SmallVector<Buffer *> order;
    for (Buffer &buffer : sizedBuffers)
      order.push_back(&buffer);
    llvm::sort(order, [](const Buffer *left, const Buffer *right) {
      return std::tie(left->first, left) < std::tie(right->first, right);
    });
    SmallVector<const Buffer *> latest;
    for (Buffer *buffer : order) {
      int64_t chosen = latest.size();
      for (auto [number, other] : llvm::enumerate(latest)) {
        if (buffer->isLiveWith(*other))
          continue;
        if (chosen == int64_t(latest.size()))
          chosen = number;
        if (haveSameSize(buffer->alloc, other->alloc)) {
          chosen = number;
          break;
        }
      }
      if (chosen == int64_t(latest.size()))
        latest.push_back(nullptr);
      latest[chosen] = buffer;
      buffer->number = chosen;
    }
  }

  LogicalResult replaceSized() {
    if (sizedBuffers.empty())
      return success();
    Value host = getHost(entry);
    if (!host)
      return failure();
    auto module = entry->getParentOfType<ModuleOp>();
    for (Buffer &buffer : sizedBuffers) {
      memref::AllocOp alloc = buffer.alloc;
      IRRewriter rewriter(alloc);
      Location loc = alloc.getLoc();
      auto index = [&](int64_t value) -> Value {
        return arith::ConstantIndexOp::create(rewriter, loc, value);
      };
      SmallVector<Value> factors = {index(buffer.bytes)};
      llvm::append_range(factors, alloc.getDynamicSizes());
      Value memory = callForMemory(rewriter, loc, module, allocateName,
                                   {host, index(buffer.number)}, factors,
                                   alloc.getType(), alloc.getDynamicSizes());
      rewriter.replaceOp(alloc, memory);
    }
    return success();
  }

  void replace() {
    IRRewriter rewriter(entry.getContext());
    BlockArgument scratch =
        appendArgument(entry, MemRefType::get({size}, rewriter.getI8Type()));
    for (Buffer &buffer : buffers) {
      rewriter.setInsertionPoint(buffer.alloc);
      Value offset = arith::ConstantIndexOp::create(
          rewriter, buffer.alloc.getLoc(), buffer.offset);
      rewriter.replaceOpWithNewOp<memref::ViewOp>(
          buffer.alloc, buffer.alloc.getType(), scratch, offset, ValueRange());
    }
  }

  int64_t getTotalBytes() const {
    int64_t total = 0;
    for (const Buffer &buffer : buffers)
      total += buffer.bytes;
    return total;
  }
  int64_t getSize() const { return size; }

private:
  LogicalResult collect(memref::AllocOp alloc) {
    MemRefType type = alloc.getType();
    if (!type.getLayout().isIdentity() ||
        !type.getElementType().isIntOrIndexOrFloat())
      return alloc.emitError("an intermediate tensor is ")
             << type << ", for which there is no memory";
    unsigned bits =
        type.getElementType().isIndex() ? 64 : type.getElementTypeBitWidth();
    int64_t bytes = llvm::divideCeil(bits, 8u);
    for (int64_t size : type.getShape())
      bytes *= ShapedType::isDynamic(size) ? 1 : size;
    Buffer buffer = {alloc, bytes, ~0u, 0};
    if (type.hasStaticShape())
      buffer.bytes = static_cast<int64_t>(
          llvm::alignTo(std::max<int64_t>(bytes, 1), alignment));
    for (Value alias : aliases.resolve(alloc)) {
      // What leaves the loop that allocates it would need a buffer an
      // iteration.
      if (alloc->getBlock() != &entry.front() &&
          !alloc->getParentRegion()->isAncestor(alias.getParentRegion()))
        return alloc.emitError("a tensor made inside of a region leaves it, "
                               "which is not supported");
      for (Operation *user : alias.getUsers())
        extend(buffer, user);
    }
    if (type.hasStaticShape()) {
      buffers.push_back(buffer);
      return success();
    }
    // Its memory may move what its number had before.
    extend(buffer, alloc);
    sizedBuffers.push_back(buffer);
    return success();
  }

  static bool haveSameSize(memref::AllocOp left, memref::AllocOp right) {
    return left.getType() == right.getType() &&
           left.getDynamicSizes() == right.getDynamicSizes();
  }

  void extend(Buffer &buffer, Operation *op) {
    unsigned position =
        positions.lookup(entry.front().findAncestorOpInBlock(*op));
    buffer.first = std::min(buffer.first, position);
    buffer.last = std::max(buffer.last, position);
  }

  func::FuncOp entry;
  BufferViewFlowAnalysis aliases;
  DenseMap<Operation *, unsigned> positions;
  SmallVector<Buffer> buffers;      ///< In the scratch memory.
  SmallVector<Buffer> sizedBuffers; ///< In memory of the runtime.
  int64_t size = 0;
};

struct PlanScratch : a3::impl::A3PlanScratchBase<PlanScratch> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    Planner planner(*entry);
    if (failed(planner.collect()))
      return signalPassFailure();
    planner.place();
    planner.chooseNumbers();
    if (failed(planner.replaceSized()))
      return signalPassFailure();
    planner.replace();
    totalBytes = planner.getTotalBytes();
    scratchBytes = planner.getSize();
  }
};
} // namespace
