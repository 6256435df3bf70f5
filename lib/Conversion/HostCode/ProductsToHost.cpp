//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3PRODUCTSTOHOST
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
enum OperandIndex { A, B, C };
constexpr unsigned numOperands = 3;

/// One loop of a product, and how many elements it advances each operand.
struct Loop {
  int64_t size = 1;
  std::array<int64_t, numOperands> strides = {};

  bool isBatch() const { return strides[A] && strides[B] && strides[C]; }
  bool isM() const { return strides[A] && !strides[B] && strides[C]; }
  bool isN() const { return !strides[A] && strides[B] && strides[C]; }
  bool isK() const { return strides[A] && strides[B] && !strides[C]; }

  /// Whether this loop around `inner` is one longer loop.
  bool continues(const Loop &inner) const {
    for (unsigned i = 0; i < numOperands; ++i)
      if (strides[i] != inner.strides[i] * inner.size)
        return false;
    return true;
  }
};

/// How a BLAS is to read a matrix.
struct Layout {
  int64_t leading;
  bool transpose;
};

/// A product as a BLAS takes it, with further loops around.
struct Product {
  Loop batch, m, n, k;
  std::array<Layout, numOperands> layouts;
  SmallVector<Loop> outer;
  bool swapped = false; ///< Computes C^T = B^T A^T, since C is column-major.
};

/// The layout of rows × columns elements at these strides.
std::optional<Layout> getLayout(const Loop &rows, const Loop &columns,
                                unsigned operand) {
  int64_t rowStride = rows.strides[operand];
  int64_t columnStride = columns.strides[operand];
  if ((columns.size == 1 || columnStride == 1) &&
      (rows.size == 1 || rowStride >= columns.size))
    return Layout{rows.size == 1 ? columns.size : rowStride, false};
  if ((rows.size == 1 || rowStride == 1) &&
      (columns.size == 1 || columnStride >= rows.size))
    return Layout{columns.size == 1 ? rows.size : columnStride, true};
  return std::nullopt;
}

/// The loops of a contraction of f32 memrefs with static strides; loops of one
/// iteration are left out.
std::optional<SmallVector<Loop>> getLoops(linalg::LinalgOp op) {
  if (!op.hasPureBufferSemantics() || !linalg::isaContractionOpInterface(op))
    return std::nullopt;
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  SmallVector<Loop> loops(ranges.size());
  for (auto [loop, range] : llvm::zip(loops, ranges)) {
    if (ShapedType::isDynamic(range))
      return std::nullopt;
    loop.size = range;
  }
  for (OpOperand &operand : op->getOpOperands()) {
    auto type = cast<MemRefType>(operand.get().getType());
    SmallVector<int64_t> strides;
    int64_t offset;
    if (!type.getElementType().isF32() ||
        failed(type.getStridesAndOffset(strides, offset)) ||
        ShapedType::isDynamic(offset) ||
        llvm::any_of(strides, ShapedType::isDynamic))
      return std::nullopt;
    AffineMap map = op.getMatchingIndexingMap(&operand);
    for (auto [result, stride] : llvm::zip_equal(map.getResults(), strides))
      if (auto loop = dyn_cast<AffineDimExpr>(result))
        loops[loop.getPosition()].strides[operand.getOperandNumber()] = stride;
  }
  llvm::erase_if(loops, [](const Loop &loop) { return loop.size == 1; });
  return loops;
}

/// Merges loops of `kind` where strides allow and moves the longest to
/// `chosen`, the others to `outer`.
void chooseLoop(ArrayRef<Loop> loops, bool (Loop::*kind)() const, Loop &chosen,
                SmallVectorImpl<Loop> &outer) {
  SmallVector<Loop> merged;
  for (const Loop &loop : loops) {
    if (!(loop.*kind)())
      continue;
    if (!merged.empty() && merged.back().continues(loop)) {
      int64_t size = merged.back().size * loop.size;
      merged.back() = loop;
      merged.back().size = size;
      continue;
    }
    merged.push_back(loop);
  }
  if (merged.empty())
    return;
  auto longest = std::max_element(
      merged.begin(), merged.end(),
      [](const Loop &left, const Loop &right) { return left.size < right.size; });
  chosen = *longest;
  merged.erase(longest);
  outer.append(merged);
}

std::optional<Product> matchProduct(linalg::LinalgOp op) {
  std::optional<SmallVector<Loop>> loops = getLoops(op);
  if (!loops)
    return std::nullopt;
  // Every loop must be of a kind that a BLAS knows.
  for (const Loop &loop : *loops)
    if (!loop.isBatch() && !loop.isM() && !loop.isN() && !loop.isK())
      return std::nullopt;

  Product product;
  chooseLoop(*loops, &Loop::isBatch, product.batch, product.outer);
  chooseLoop(*loops, &Loop::isM, product.m, product.outer);
  chooseLoop(*loops, &Loop::isN, product.n, product.outer);
  SmallVector<Loop> outerReductions;
  chooseLoop(*loops, &Loop::isK, product.k, outerReductions);
  if (!outerReductions.empty())
    return std::nullopt;

  std::optional<Layout> layoutC = getLayout(product.m, product.n, C);
  product.swapped = layoutC && layoutC->transpose;
  std::optional<Layout> layoutA = getLayout(product.m, product.k, A);
  std::optional<Layout> layoutB = getLayout(product.k, product.n, B);
  if (!layoutA || !layoutB || !layoutC)
    return std::nullopt;
  product.layouts = {*layoutA, *layoutB, *layoutC};
  return product;
}

/// The fill with zero that alone prepares `buffer` for `op`.
linalg::FillOp findZeroFill(Operation *op, Value buffer) {
  Value base = getBaseBuffer(buffer);
  for (Operation *before = op->getPrevNode(); before;
       before = before->getPrevNode()) {
    if (auto fill = dyn_cast<linalg::FillOp>(before))
      if (fill.getOutputs().front() == buffer)
        return matchPattern(fill.getInputs().front(), m_AnyZeroFloat())
                   ? fill
                   : linalg::FillOp();
    if (isa<ViewLikeOpInterface>(before))
      continue;
    WalkResult touches = before->walk([&](Operation *nested) {
      return llvm::any_of(nested->getOperands(),
                          [&](Value operand) {
                            return isa<MemRefType>(operand.getType()) &&
                                   getBaseBuffer(operand) == base;
                          })
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    });
    if (touches.wasInterrupted())
      return {};
  }
  return {};
}

/// Builds the call of one product.
class CallBuilder {
public:
  CallBuilder(OpBuilder &builder, linalg::LinalgOp op, Value host,
              const Product &product, bool accumulate)
      : builder(builder), loc(op.getLoc()), op(op), host(host),
        product(product), accumulate(accumulate) {}

  void build() {
    std::array<Value, numOperands> offsets;
    for (unsigned i = 0; i < numOperands; ++i)
      offsets[i] = index(getOffset(i));
    buildLoops(product.outer, offsets);
  }

private:
  int64_t getOffset(unsigned operand) {
    SmallVector<int64_t> strides;
    int64_t offset = 0;
    auto type = cast<MemRefType>(op->getOperand(operand).getType());
    (void)type.getStridesAndOffset(strides, offset);
    return offset;
  }

  void buildLoops(ArrayRef<Loop> loops,
                  std::array<Value, numOperands> offsets) {
    if (loops.empty())
      return buildCall(offsets);
    const Loop &loop = loops.front();
    auto loopOp = scf::ForOp::create(builder, loc, index(0), index(loop.size),
                                     index(1));
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loopOp.getBody());
    for (unsigned i = 0; i < numOperands; ++i) {
      if (loop.strides[i] == 0)
        continue;
      Value advance = arith::MulIOp::create(
          builder, loc, loopOp.getInductionVar(), index(loop.strides[i]));
      offsets[i] = arith::AddIOp::create(builder, loc, offsets[i], advance);
    }
    buildLoops(loops.drop_front(), offsets);
  }

  void buildCall(const std::array<Value, numOperands> &offsets) {
    SmallVector<Value> arguments = {host, index(product.batch.size)};
    bool swapped = product.swapped;
    arguments.push_back(index((swapped ? product.n : product.m).size));
    arguments.push_back(index((swapped ? product.m : product.n).size));
    arguments.push_back(index(product.k.size));
    unsigned first = swapped ? B : A, second = swapped ? A : B;
    for (unsigned i : {first, second, unsigned(C)}) {
      arguments.push_back(getFirstElement(op->getOperand(i)));
      arguments.push_back(offsets[i]);
      arguments.push_back(index(product.layouts[i].leading));
      arguments.push_back(index(product.batch.strides[i]));
    }
    arguments.push_back(flag(product.layouts[first].transpose != swapped));
    arguments.push_back(flag(product.layouts[second].transpose != swapped));
    arguments.push_back(flag(accumulate));
    func::FuncOp callee = getOrDeclare(
        op->getParentOfType<ModuleOp>(), multiplyName,
        builder.getFunctionType(ValueRange(arguments).getTypes(), {}));
    func::CallOp::create(builder, loc, callee, arguments);
  }

  /// All operands get one type; offsets travel on their own.
  Value getFirstElement(Value buffer) {
    return memref::ReinterpretCastOp::create(
        builder, loc, MemRefType::get({1}, builder.getF32Type()), buffer,
        /*offset=*/0, ArrayRef<int64_t>{1}, ArrayRef<int64_t>{1});
  }

  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }
  Value flag(bool value) {
    return arith::ConstantIntOp::create(builder, loc, value, /*width=*/8);
  }

  OpBuilder &builder;
  Location loc;
  linalg::LinalgOp op;
  Value host;
  const Product &product;
  bool accumulate;
};

struct ProductsToHost : a3::impl::A3ProductsToHostBase<ProductsToHost> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    SmallVector<std::pair<linalg::LinalgOp, Product>> products;
    entry->walk([&](linalg::LinalgOp op) {
      if (std::optional<Product> product = matchProduct(op))
        products.push_back({op, *product});
    });
    if (products.empty())
      return;
    Value host = getHost(*entry);
    if (!host)
      return signalPassFailure();
    for (auto &[op, product] : products) {
      linalg::FillOp fill = findZeroFill(op, op->getOperand(C));
      OpBuilder builder(op);
      CallBuilder(builder, op, host, product, /*accumulate=*/!fill).build();
      op.erase();
      if (fill)
        fill.erase();
      ++numProducts;
    }
  }
};
} // namespace
