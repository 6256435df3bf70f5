//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/MatrixProduct.h"
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
constexpr unsigned numOperands = MatrixProduct::numOperands;

/// Whether two views of one buffer are the same elements, all of them.
bool areWhole(Value base, Value left, Value right) {
  auto isSized = [](Value value) {
    return cast<MemRefType>(value.getType()).hasStaticShape();
  };
  auto count = [](Value value) {
    return cast<MemRefType>(value.getType()).getNumElements();
  };
  return left == right ||
         (isSized(base) && isSized(left) && isSized(right) &&
          count(base) == count(left) && count(base) == count(right));
}

/// The fill with zero that alone prepares `buffer` for `op`.
linalg::FillOp findZeroFill(Operation *op, Value buffer) {
  Value base = getBaseBuffer(buffer);
  for (Operation *before = op->getPrevNode(); before;
       before = before->getPrevNode()) {
    if (auto fill = dyn_cast<linalg::FillOp>(before))
      if (getBaseBuffer(fill.getOutputs().front()) == base &&
          areWhole(base, fill.getOutputs().front(), buffer))
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
              const MatrixProduct &product, bool accumulate)
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

  void buildLoops(ArrayRef<ProductLoop> loops,
                  std::array<Value, numOperands> offsets) {
    if (loops.empty())
      return buildCall(offsets);
    const ProductLoop &loop = loops.front();
    auto loopOp =
        scf::ForOp::create(builder, loc, index(0), size(loop.size), index(1));
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loopOp.getBody());
    for (unsigned i = 0; i < numOperands; ++i) {
      if (loop.strides[i].isZero())
        continue;
      Value advance = arith::MulIOp::create(
          builder, loc, loopOp.getInductionVar(), size(loop.strides[i]));
      offsets[i] = arith::AddIOp::create(builder, loc, offsets[i], advance);
    }
    buildLoops(loops.drop_front(), offsets);
  }

  void buildCall(const std::array<Value, numOperands> &offsets) {
    SmallVector<Value> arguments = {host, size(product.batch.size)};
    bool swapped = product.swapped;
    arguments.push_back(size((swapped ? product.n : product.m).size));
    arguments.push_back(size((swapped ? product.m : product.n).size));
    arguments.push_back(size(product.k.size));
    unsigned first = swapped ? MatrixProduct::B : MatrixProduct::A;
    unsigned second = swapped ? MatrixProduct::A : MatrixProduct::B;
    for (unsigned i : {first, second, unsigned(MatrixProduct::C)}) {
      arguments.push_back(getFirstElement(builder, loc, op->getOperand(i)));
      arguments.push_back(offsets[i]);
      arguments.push_back(size(product.layouts[i].leading));
      arguments.push_back(size(product.batch.strides[i]));
    }
    arguments.push_back(flag(product.layouts[first].transpose != swapped));
    arguments.push_back(flag(product.layouts[second].transpose != swapped));
    arguments.push_back(flag(accumulate));
    func::FuncOp callee = getOrDeclare(
        op->getParentOfType<ModuleOp>(), multiplyName,
        builder.getFunctionType(ValueRange(arguments).getTypes(), {}));
    func::CallOp::create(builder, loc, callee, arguments);
  }

  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }
  Value size(const SymbolicSize &size) {
    Value value;
    for (unsigned symbol : size.symbols) {
      Value factor = getSymbol(symbol);
      value = value ? Value(arith::MulIOp::create(builder, loc, value, factor))
                    : factor;
    }
    if (!value)
      return index(size.factor);
    if (size.factor == 1)
      return value;
    return arith::MulIOp::create(builder, loc, value, index(size.factor));
  }

  /// What only the run knows: the length of a loop, or a stride.
  Value getSymbol(unsigned symbol) {
    if (std::optional<StrideSymbol> stride = getStrideSymbol(symbol))
      return memref::ExtractStridedMetadataOp::create(
                 builder, loc, op->getOperand(stride->operand))
          .getStrides()[stride->dim];
    for (OpOperand &operand : op->getOpOperands()) {
      AffineMap map = op.getMatchingIndexingMap(&operand);
      for (auto [dim, result] : llvm::enumerate(map.getResults()))
        if (result == builder.getAffineDimExpr(symbol))
          return builder.createOrFold<memref::DimOp>(loc, operand.get(), dim);
    }
    llvm_unreachable("every loop of a product indexes an operand");
  }

  Value flag(bool value) {
    return arith::ConstantIntOp::create(builder, loc, value, /*width=*/8);
  }

  OpBuilder &builder;
  Location loc;
  linalg::LinalgOp op;
  Value host;
  const MatrixProduct &product;
  bool accumulate;
};

struct ProductsToHost : a3::impl::A3ProductsToHostBase<ProductsToHost> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    std::vector<std::pair<linalg::LinalgOp, MatrixProduct>> products;
    entry->walk([&](linalg::LinalgOp op) {
      if (!op.hasPureBufferSemantics())
        return;
      if (std::optional<MatrixProduct> product = matchProduct(op))
        products.push_back({op, *product});
    });
    if (products.empty())
      return;
    Value host = getHost(*entry);
    if (!host)
      return signalPassFailure();
    for (auto &[op, product] : products) {
      linalg::FillOp fill = findZeroFill(op, op->getOperand(MatrixProduct::C));
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
