//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/IR/A3.h"
#include "a3/Dialect/A3/IR/ConstantKeys.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::a3;

#define GET_OP_CLASSES
#include "a3/Dialect/A3/IR/A3Ops.cpp.inc"

//===----------------------------------------------------------------------===//
// What both operations share
//===----------------------------------------------------------------------===//

static bool onTensors(Operation *op) {
  return llvm::all_of(op->getOperandTypes(), llvm::IsaPred<TensorType>);
}

static void getDpsEffects(
    DestinationStyleOpInterface op,
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  for (OpOperand &operand : op->getOpOperands()) {
    if (!isa<MemRefType>(operand.get().getType()))
      continue;
    if (op.isDpsInit(&operand))
      effects.emplace_back(MemoryEffects::Write::get(), &operand);
    else
      effects.emplace_back(MemoryEffects::Read::get(), &operand);
  }
}

static Speculation::Speculatability getDpsSpeculatability(Operation *op) {
  return onTensors(op) ? Speculation::Speculatable
                       : Speculation::NotSpeculatable;
}

static LogicalResult reifyDps(DestinationStyleOpInterface op, OpBuilder &b,
                              ReifiedRankedShapedTypeDims &dims) {
  for (OpResult result : op->getResults())
    dims.push_back(tensor::getMixedSizes(b, op.getLoc(),
                                         op.getTiedOpOperand(result)->get()));
  return success();
}

/// DestinationStyleOpInterface itself lets tensors and memrefs mix.
static LogicalResult verifyOneKind(Operation *op) {
  bool anyTensor =
      llvm::any_of(op->getOperandTypes(), llvm::IsaPred<TensorType>);
  if (anyTensor && !onTensors(op))
    return op->emitOpError("operands must be all tensors or all memrefs");
  return success();
}

static bool disagree(int64_t a, int64_t b) {
  return ShapedType::isStatic(a) && ShapedType::isStatic(b) && a != b;
}

/// Row numbers count from the first row of a tile, in 16 bits.
static LogicalResult verifyTile(Operation *op, StringRef name,
                                std::optional<int64_t> tile, int64_t numRows) {
  constexpr int64_t most = int64_t(1) << 15;
  if (tile && (*tile < 1 || *tile > most))
    return op->emitOpError()
           << name << " is " << *tile << ", but must be from 1 to " << most;
  if (!tile && (ShapedType::isDynamic(numRows) || numRows > most))
    return op->emitOpError()
           << "needs " << name << ", since row numbers of 16 bits reach over "
           << most << " rows";
  return success();
}

//===----------------------------------------------------------------------===//
// AttentionOp
//===----------------------------------------------------------------------===//

namespace {
/// Checks one operand against the sizes the query, key and value define.
class OperandVerifier {
public:
  OperandVerifier(AttentionOp op, StringRef name, Value operand)
      : op(op), name(name), type(cast<ShapedType>(operand.getType())) {}

  LogicalResult rank() {
    if (type.getRank() == op.getQueryType().getRank())
      return success();
    return op.emitOpError()
           << name << " has rank " << type.getRank() << ", but query has rank "
           << op.getQueryType().getRank();
  }

  LogicalResult elementType(Type expected) {
    if (type.getElementType() == expected)
      return success();
    return op.emitOpError()
           << name << " has element type " << type.getElementType()
           << ", but must have " << expected << " as query does";
  }

  LogicalResult batch(bool broadcasts = true) {
    for (auto [dim, expected] : llvm::enumerate(op.getBatchShape())) {
      int64_t size = type.getDimSize(dim);
      if ((broadcasts && size == 1) || !disagree(size, expected))
        continue;
      return op.emitOpError()
             << name << " has batch size " << size << " in dimension " << dim
             << ", but must have " << expected << " as query does"
             << (broadcasts ? ", or 1 to be broadcast" : "");
    }
    return success();
  }

  LogicalResult size(int64_t fromEnd, int64_t expected, StringRef what,
                     bool broadcasts = false) {
    int64_t dim = type.getRank() - fromEnd;
    int64_t size = type.getDimSize(dim);
    if ((broadcasts && size == 1) || !disagree(size, expected))
      return success();
    return op.emitOpError()
           << name << " has size " << size << " in dimension " << dim
           << ", but must have the " << expected << ' ' << what
           << (broadcasts ? ", or 1 to be broadcast" : "");
  }

private:
  AttentionOp op;
  StringRef name;
  ShapedType type;
};
} // namespace

static constexpr llvm::StringLiteral queries = "queries of query";
static constexpr llvm::StringLiteral rowsOfKey = "rows of key";

static LogicalResult verifyKeyValueOutput(AttentionOp op) {
  Type element = op.getQueryType().getElementType();
  OperandVerifier key(op, "key", op.getKey());
  OperandVerifier value(op, "value", op.getValue());
  OperandVerifier output(op, "output", op.getOutput());
  for (OperandVerifier *operand : {&key, &value, &output})
    if (failed(operand->elementType(element)) || failed(operand->rank()) ||
        failed(operand->batch(/*broadcasts=*/operand != &output)))
      return failure();
  if (failed(key.size(1, op.getQueryType().getShape().back(),
                      "columns of query")) ||
      failed(value.size(2, op.getNumRows(), rowsOfKey)) ||
      failed(output.size(2, op.getNumQueries(), queries)) ||
      failed(output.size(1, op.getValueSize(), "columns of value")))
    return failure();
  return success();
}

static LogicalResult verifyMask(AttentionOp op) {
  if (!op.getMask())
    return success();
  OperandVerifier mask(op, "mask", op.getMask());
  if (failed(mask.rank()) || failed(mask.batch()) ||
      failed(mask.size(2, op.getNumQueries(), queries, /*broadcasts=*/true)))
    return failure();
  return mask.size(1, op.getNumRows(), rowsOfKey);
}

static LogicalResult verifyBias(AttentionOp op) {
  if (!op.getBias())
    return success();
  OperandVerifier bias(op, "bias", op.getBias());
  if (failed(bias.elementType(op.getQueryType().getElementType())) ||
      failed(bias.rank()) || failed(bias.batch()) ||
      failed(bias.size(2, op.getNumQueries(), queries, /*broadcasts=*/true)))
    return failure();
  return bias.size(1, op.getNumRows(), rowsOfKey);
}

static LogicalResult verifySortedRows(AttentionOp op) {
  if (!op.getSortedRows()) {
    if (op.getSortedTile())
      return op.emitOpError("sorted_tile has no meaning without sorted rows");
    return success();
  }
  if (!op.getApproximation() || !op.getApproximation()->selects())
    return op.emitOpError("sorted rows are read by the candidate selection "
                          "only, so they need an approximation with m");
  OperandVerifier rows(op, "sorted rows", op.getSortedRows());
  if (failed(rows.rank()) || failed(rows.batch()) ||
      failed(rows.size(2, op.getKeySize(), "columns of key")) ||
      failed(rows.size(1, op.getNumRows(), rowsOfKey)))
    return failure();
  return verifyTile(op, "sorted_tile", op.getSortedTile(), op.getNumRows());
}

LogicalResult AttentionOp::verify() {
  if (getQueryType().getRank() < 2)
    return emitOpError("query has rank ")
           << getQueryType().getRank()
           << ", but needs at least the dimensions (queries, d)";
  if (failed(verifyOneKind(*this)) || failed(verifyKeyValueOutput(*this)) ||
      failed(verifyMask(*this)) || failed(verifyBias(*this)) ||
      failed(verifySortedRows(*this)))
    return failure();
  if (!getScale().isFinite())
    return emitOpError("scale must be finite");
  if (!getCausal() && getCausalOffset() != 0)
    return emitOpError("causal_offset has no meaning without causal");
  return success();
}

void AttentionOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  getDpsEffects(*this, effects);
}

Speculation::Speculatability AttentionOp::getSpeculatability() {
  return getDpsSpeculatability(*this);
}

LogicalResult
AttentionOp::reifyResultShapes(OpBuilder &b,
                               ReifiedRankedShapedTypeDims &dims) {
  return reifyDps(*this, b, dims);
}

// tensor.cast folds into every destination-style operation upstream.
LogicalResult AttentionOp::fold(FoldAdaptor, SmallVectorImpl<OpFoldResult> &) {
  return memref::foldMemRefCast(*this);
}

namespace {
struct DropAllTrueMask : OpRewritePattern<AttentionOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(AttentionOp op,
                                PatternRewriter &rewriter) const override {
    DenseElementsAttr mask;
    if (!op.getMask() || !matchPattern(op.getMask(), m_Constant(&mask)))
      return failure();
    if (!llvm::all_of(mask.getValues<bool>(), [](bool bit) { return bit; }))
      return failure();
    rewriter.modifyOpInPlace(op, [&] { op.getMaskMutable().clear(); });
    return success();
  }
};

struct DropCausalThatAdmitsAll : OpRewritePattern<AttentionOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(AttentionOp op,
                                PatternRewriter &rewriter) const override {
    // Query 0 sees the fewest rows.
    if (!op.getCausal() || ShapedType::isDynamic(op.getNumRows()) ||
        static_cast<int64_t>(op.getCausalOffset()) < op.getNumRows() - 1)
      return failure();
    rewriter.modifyOpInPlace(op, [&] {
      op.setCausal(false);
      op.setCausalOffset(0);
    });
    return success();
  }
};
} // namespace

void AttentionOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                              MLIRContext *context) {
  patterns.add<DropAllTrueMask, DropCausalThatAdmitsAll>(context);
}

//===----------------------------------------------------------------------===//
// SortKeysOp and InsertSortedRowsOp
//===----------------------------------------------------------------------===//

static LogicalResult verifyKey(Operation *op, ShapedType key) {
  if (key.getRank() < 2)
    return op->emitOpError("key has rank ")
           << key.getRank() << ", but needs at least the dimensions (n, d)";
  return success();
}

static LogicalResult verifyRows(Operation *op, ShapedType key, StringRef name,
                                Value rows, bool isPart = false) {
  auto type = cast<ShapedType>(rows.getType());
  SmallVector<int64_t> expected(key.getShape());
  std::swap(expected.end()[-1], expected.end()[-2]);
  if (isPart)
    expected.back() = ShapedType::kDynamic;
  if (failed(verifyCompatibleShape(type.getShape(), expected)))
    return op->emitOpError()
           << name << " has type " << rows.getType()
           << ", but must have the shape of key with the last two dimensions "
              "exchanged"
           << (isPart ? ", of which the last may be less" : "");
  return success();
}

LogicalResult SortKeysOp::verify() {
  ShapedType key = getKeyType();
  if (failed(verifyKey(*this, key)) || failed(verifyOneKind(*this)) ||
      failed(verifyRows(*this, key, "rows", getRows())))
    return failure();
  return verifyTile(*this, "tile", getTile(), key.getShape().end()[-2]);
}

void SortKeysOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  getDpsEffects(*this, effects);
}

Speculation::Speculatability SortKeysOp::getSpeculatability() {
  return getDpsSpeculatability(*this);
}

LogicalResult SortKeysOp::reifyResultShapes(OpBuilder &b,
                                            ReifiedRankedShapedTypeDims &dims) {
  return reifyDps(*this, b, dims);
}

LogicalResult SortKeysOp::fold(FoldAdaptor, SmallVectorImpl<OpFoldResult> &) {
  return memref::foldMemRefCast(*this);
}

namespace {
struct FoldSortOfConstant : OpRewritePattern<SortKeysOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SortKeysOp op,
                                PatternRewriter &rewriter) const override {
    if (op->getNumResults() == 0)
      return failure();
    auto type = cast<RankedTensorType>(op.getResult(0).getType());
    std::optional<ConstantKeys> keys = ConstantKeys::find(op.getKey());
    if (!keys || !type.hasStaticShape())
      return failure();
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(
        op, keys->sort(op.getContext(),
                       op.getTile().value_or(type.getShape().back())));
    return success();
  }
};
} // namespace

void SortKeysOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                             MLIRContext *context) {
  patterns.add<FoldSortOfConstant>(context);
}

LogicalResult InsertSortedRowsOp::verify() {
  ShapedType key = getKeyType();
  if (failed(verifyKey(*this, key)) || failed(verifyOneKind(*this)) ||
      failed(verifyRows(*this, key, "sorted", getSorted(), /*isPart=*/true)) ||
      failed(verifyRows(*this, key, "rows", getRows())))
    return failure();
  int64_t numRows = key.getShape().end()[-2];
  int64_t numSorted = cast<ShapedType>(getSorted().getType()).getShape().back();
  if (ShapedType::isStatic(numRows) && ShapedType::isStatic(numSorted) &&
      numSorted > numRows)
    return emitOpError("sorted is of ")
           << numSorted << " rows, but key has " << numRows;
  return verifyTile(*this, "tile", getTile(), numRows);
}

void InsertSortedRowsOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  getDpsEffects(*this, effects);
}

Speculation::Speculatability InsertSortedRowsOp::getSpeculatability() {
  // That the old rows are there is checked where they are read.
  return Speculation::NotSpeculatable;
}

LogicalResult
InsertSortedRowsOp::reifyResultShapes(OpBuilder &b,
                                      ReifiedRankedShapedTypeDims &dims) {
  return reifyDps(*this, b, dims);
}

LogicalResult InsertSortedRowsOp::fold(FoldAdaptor,
                                       SmallVectorImpl<OpFoldResult> &) {
  return memref::foldMemRefCast(*this);
}
