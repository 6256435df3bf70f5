//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Multiply.h"

#include <algorithm>
#include <cblas.h>

using namespace a3;

namespace {

/// Rows of a panel. OpenBLAS rounds differently for other numbers of rows, so
/// this must not depend on the threads.
constexpr int64_t panelRows = 64;

/// Operations that are worth handing to another thread.
constexpr int64_t sharedOperations = int64_t(1) << 20;

int64_t divideUp(int64_t dividend, int64_t divisor) {
  return (dividend + divisor - 1) / divisor;
}

/// A product as batch × panels pieces of equal height.
struct Pieces {
  const MatrixProduct &product;
  int64_t rows, panels;

  void multiply(int64_t piece) const;
};

void Pieces::multiply(int64_t piece) const {
  const MatrixProduct &p = product;
  int64_t batch = piece / panels, row = piece % panels * rows;
  const float *a = p.a + batch * p.strideA;
  a += p.transposeA ? row : row * p.leadingA;
  cblas_sgemm(CblasRowMajor, p.transposeA ? CblasTrans : CblasNoTrans,
              p.transposeB ? CblasTrans : CblasNoTrans,
              blasint(std::min(rows, p.m - row)), blasint(p.n), blasint(p.k),
              1.0f, a, blasint(p.leadingA), p.b + batch * p.strideB,
              blasint(p.leadingB), p.accumulate ? 1.0f : 0.0f,
              p.c + batch * p.strideC + row * p.leadingC, blasint(p.leadingC));
}

} // namespace

void a3::multiply(const MatrixProduct &product, ThreadPool &pool) {
  if (product.batch <= 0 || product.m <= 0 || product.n <= 0)
    return;
  // OpenBLAS's own threads are slower here than the pool's, and would compete
  // with them for the cores.
  static const bool alone = (openblas_set_num_threads(1), true);
  (void)alone;
  double rowOperations = 2.0 * double(product.n) * double(product.k);
  bool cut = rowOperations * double(product.m) >= double(sharedOperations);
  int64_t rows = cut ? panelRows : product.m;
  Pieces pieces{product, rows, divideUp(product.m, rows)};
  double perPiece = std::max(1.0, rowOperations * double(rows));
  auto grain = int64_t(std::max(1.0, double(sharedOperations) / 2 / perPiece));
  pool.forEach(
      product.batch * pieces.panels, grain,
      [](void *state, int64_t begin, int64_t end) {
        for (int64_t piece = begin; piece < end; ++piece)
          static_cast<const Pieces *>(state)->multiply(piece);
      },
      &pieces);
}
