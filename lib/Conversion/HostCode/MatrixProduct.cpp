//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/MatrixProduct.h"

using namespace mlir;
using namespace mlir::a3;

namespace {
enum class Kind { Batch, M, N, K, Other };

Kind getKind(const ProductLoop &loop) {
  auto [a, b, c] = loop.strides;
  if (!a.isZero() && !b.isZero())
    return c.isZero() ? Kind::K : Kind::Batch;
  if (!c.isZero() && !(a.isZero() && b.isZero()))
    return a.isZero() ? Kind::N : Kind::M;
  return Kind::Other;
}

/// Whether `outer` around `inner` is one longer loop.
bool isContinued(const ProductLoop &outer, const ProductLoop &inner) {
  for (auto [outerStride, stride] : llvm::zip(outer.strides, inner.strides))
    if (!(outerStride == stride * inner.size))
      return false;
  return true;
}

/// Merges the loops of `kind` where strides allow and returns the longest; the
/// others go to `rest`.
ProductLoop chooseLoop(ArrayRef<ProductLoop> loops, Kind kind,
                       SmallVectorImpl<ProductLoop> &rest) {
  SmallVector<ProductLoop> merged;
  for (const ProductLoop &loop : loops) {
    if (getKind(loop) != kind)
      continue;
    if (merged.empty() || !isContinued(merged.back(), loop)) {
      merged.push_back(loop);
      continue;
    }
    SymbolicSize size = merged.back().size * loop.size;
    merged.back() = loop;
    merged.back().size = size;
  }
  if (merged.empty())
    return {};
  auto *longest = llvm::max_element(
      merged, [](const ProductLoop &left, const ProductLoop &right) {
        return left.size.estimate() < right.size.estimate();
      });
  ProductLoop chosen = *longest;
  merged.erase(longest);
  rest.append(merged);
  return chosen;
}

/// The layout of rows × columns elements at these strides.
std::optional<MatrixLayout> getLayout(const ProductLoop &rows,
                                      const ProductLoop &columns,
                                      unsigned operand) {
  const SymbolicSize &rowStride = rows.strides[operand];
  const SymbolicSize &columnStride = columns.strides[operand];
  if ((columns.size.isOne() || columnStride.isOne()) &&
      (rows.size.isOne() || rowStride.isAtLeast(columns.size)))
    return MatrixLayout{rows.size.isOne() ? columns.size : rowStride, false};
  if ((rows.size.isOne() || rowStride.isOne()) &&
      (columns.size.isOne() || columnStride.isAtLeast(rows.size)))
    return MatrixLayout{columns.size.isOne() ? rows.size : columnStride, true};
  return std::nullopt;
}

/// Whether a contraction's body is a product, a sum and the yield: MLIR's idea
/// of a contraction allows operations of one operand between them, such as an
/// absolute value.
bool multipliesAndAddsOnly(linalg::LinalgOp op) {
  return llvm::hasNItems(*op.getBlock(), 3);
}
} // namespace

/// Symbols of strides lie behind those of loops, so many an operand.
static constexpr unsigned firstStrideSymbol = 1024, symbolsOfAnOperand = 1024;

std::optional<StrideSymbol> a3::getStrideSymbol(unsigned symbol) {
  if (symbol < firstStrideSymbol)
    return std::nullopt;
  symbol -= firstStrideSymbol;
  return StrideSymbol{symbol / symbolsOfAnOperand, symbol % symbolsOfAnOperand};
}

/// The strides of a row-major operand, its unknown sizes those of the loops
/// that index them.
static std::optional<SmallVector<SymbolicSize>>
getRowMajorStrides(ArrayRef<int64_t> shape, AffineMap map,
                   ArrayRef<SymbolicSize> ranges) {
  SmallVector<SymbolicSize> strides(shape.size());
  SymbolicSize stride = 1;
  for (size_t dim = shape.size(); dim-- > 0;) {
    strides[dim] = stride;
    if (dim == 0)
      break;
    if (ShapedType::isStatic(shape[dim])) {
      stride = stride * SymbolicSize(shape[dim]);
      continue;
    }
    auto loop = dyn_cast<AffineDimExpr>(map.getResult(dim));
    if (!loop)
      return std::nullopt;
    stride = stride * ranges[loop.getPosition()];
  }
  return strides;
}

std::optional<StridedOperand>
a3::getStridedOperand(Type type, AffineMap map, unsigned number,
                      ArrayRef<SymbolicSize> ranges) {
  auto shaped = dyn_cast<ShapedType>(type);
  if (!shaped || !shaped.getElementType().isF32())
    return std::nullopt;
  auto memref = dyn_cast<MemRefType>(type);
  if (!memref || memref.getLayout().isIdentity()) {
    auto strides = getRowMajorStrides(shaped.getShape(), map, ranges);
    if (!strides)
      return std::nullopt;
    return StridedOperand{map, *strides};
  }
  SmallVector<int64_t> strides;
  int64_t offset;
  if (failed(memref.getStridesAndOffset(strides, offset)) ||
      ShapedType::isDynamic(offset))
    return std::nullopt;
  // Where all sizes are known, strides that are not may well be 0.
  if (memref.hasStaticShape() && llvm::any_of(strides, ShapedType::isDynamic))
    return std::nullopt;
  StridedOperand operand{map, {}};
  for (auto [dim, stride] : llvm::enumerate(strides)) {
    unsigned symbol = firstStrideSymbol + number * symbolsOfAnOperand + dim;
    operand.strides.push_back(ShapedType::isDynamic(stride)
                                  ? SymbolicSize::symbol(symbol)
                                  : SymbolicSize(stride));
  }
  return operand;
}

SmallVector<SymbolicSize> a3::getRanges(linalg::LinalgOp op) {
  SmallVector<SymbolicSize> ranges;
  for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
    ranges.push_back(SymbolicSize::symbol(loop));
  for (OpOperand &operand : op->getOpOperands())
    for (auto [size, result] :
         llvm::zip_equal(op.getShape(&operand),
                         op.getMatchingIndexingMap(&operand).getResults()))
      if (auto loop = dyn_cast<AffineDimExpr>(result);
          loop && ShapedType::isStatic(size))
        ranges[loop.getPosition()] = size;
  return ranges;
}

std::optional<MatrixProduct>
a3::matchProduct(ArrayRef<SymbolicSize> ranges,
                 ArrayRef<StridedOperand> operands) {
  SmallVector<ProductLoop> loops(ranges.size());
  for (auto [loop, range] : llvm::zip_equal(loops, ranges))
    loop.size = range;
  for (auto [index, operand] : llvm::enumerate(operands))
    for (auto [result, stride] :
         llvm::zip_equal(operand.map.getResults(), operand.strides))
      if (auto loop = dyn_cast<AffineDimExpr>(result))
        loops[loop.getPosition()].strides[index] = stride;
  llvm::erase_if(loops,
                 [](const ProductLoop &loop) { return loop.size.isOne(); });
  if (llvm::any_of(loops, [](const ProductLoop &loop) {
        return getKind(loop) == Kind::Other;
      }))
    return std::nullopt;

  MatrixProduct product;
  product.batch = chooseLoop(loops, Kind::Batch, product.outer);
  product.m = chooseLoop(loops, Kind::M, product.outer);
  product.n = chooseLoop(loops, Kind::N, product.outer);
  SmallVector<ProductLoop> outerReductions;
  product.k = chooseLoop(loops, Kind::K, outerReductions);
  std::optional<MatrixLayout> a =
      getLayout(product.m, product.k, MatrixProduct::A);
  std::optional<MatrixLayout> b =
      getLayout(product.k, product.n, MatrixProduct::B);
  std::optional<MatrixLayout> c =
      getLayout(product.m, product.n, MatrixProduct::C);
  if (!a || !b || !c || !outerReductions.empty())
    return std::nullopt;
  product.layouts = {*a, *b, *c};
  product.swapped = c->transpose;
  return product;
}

std::optional<MatrixProduct> a3::matchProduct(linalg::LinalgOp op) {
  if (!linalg::isaContractionOpInterface(op) || !multipliesAndAddsOnly(op))
    return std::nullopt;
  SmallVector<SymbolicSize> ranges = getRanges(op);
  SmallVector<StridedOperand> operands;
  for (OpOperand &operand : op->getOpOperands()) {
    std::optional<StridedOperand> strided = getStridedOperand(
        operand.get().getType(), op.getMatchingIndexingMap(&operand),
        operand.getOperandNumber(), ranges);
    if (!strided)
      return std::nullopt;
    operands.push_back(*strided);
  }
  return matchProduct(ranges, operands);
}
