//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/MatrixProduct.h"

#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace mlir::a3;

namespace {
enum class Kind { Batch, M, N, K, Other };

Kind getKind(const ProductLoop &loop) {
  auto [a, b, c] = loop.strides;
  if (a && b)
    return c ? Kind::Batch : Kind::K;
  if (c && (a || b))
    return a ? Kind::M : Kind::N;
  return Kind::Other;
}

/// Whether `outer` around `inner` is one longer loop.
bool isContinued(const ProductLoop &outer, const ProductLoop &inner) {
  for (auto [outerStride, stride] : llvm::zip(outer.strides, inner.strides))
    if (outerStride != stride * inner.size)
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
    int64_t size = merged.back().size * loop.size;
    merged.back() = loop;
    merged.back().size = size;
  }
  if (merged.empty())
    return {};
  auto *longest = llvm::max_element(
      merged, [](const ProductLoop &left, const ProductLoop &right) {
        return left.size < right.size;
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
  int64_t rowStride = rows.strides[operand];
  int64_t columnStride = columns.strides[operand];
  if ((columns.size == 1 || columnStride == 1) &&
      (rows.size == 1 || rowStride >= columns.size))
    return MatrixLayout{rows.size == 1 ? columns.size : rowStride, false};
  if ((rows.size == 1 || rowStride == 1) &&
      (columns.size == 1 || columnStride >= rows.size))
    return MatrixLayout{columns.size == 1 ? rows.size : columnStride, true};
  return std::nullopt;
}

/// Whether a contraction's body is a product, a sum and the yield: MLIR's idea
/// of a contraction allows operations of one operand between them, such as an
/// absolute value.
bool multipliesAndAddsOnly(linalg::LinalgOp op) {
  return llvm::hasNItems(*op.getBlock(), 3);
}
} // namespace

std::optional<StridedOperand> a3::getStridedOperand(Type type, AffineMap map) {
  auto shaped = dyn_cast<ShapedType>(type);
  if (!shaped || !shaped.getElementType().isF32() || !shaped.hasStaticShape())
    return std::nullopt;
  auto memref = dyn_cast<MemRefType>(type);
  if (!memref)
    return StridedOperand{map, computeStrides(shaped.getShape())};
  SmallVector<int64_t> strides;
  int64_t offset;
  if (failed(memref.getStridesAndOffset(strides, offset)) ||
      ShapedType::isDynamic(offset) ||
      llvm::any_of(strides, ShapedType::isDynamic))
    return std::nullopt;
  return StridedOperand{map, strides};
}

std::optional<MatrixProduct>
a3::matchProduct(ArrayRef<int64_t> ranges, ArrayRef<StridedOperand> operands) {
  SmallVector<ProductLoop> loops(ranges.size());
  for (auto [loop, range] : llvm::zip_equal(loops, ranges))
    loop.size = range;
  for (auto [index, operand] : llvm::enumerate(operands))
    for (auto [result, stride] :
         llvm::zip_equal(operand.map.getResults(), operand.strides))
      if (auto loop = dyn_cast<AffineDimExpr>(result))
        loops[loop.getPosition()].strides[index] = stride;
  llvm::erase_if(loops, [](const ProductLoop &loop) { return loop.size == 1; });
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
  SmallVector<StridedOperand> operands;
  for (OpOperand &operand : op->getOpOperands()) {
    std::optional<StridedOperand> strided = getStridedOperand(
        operand.get().getType(), op.getMatchingIndexingMap(&operand));
    if (!strided)
      return std::nullopt;
    operands.push_back(*strided);
  }
  return matchProduct(op.getStaticLoopRanges(), operands);
}
