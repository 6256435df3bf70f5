//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Multiply.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

using namespace a3;

namespace {

std::vector<float> randomValues(size_t count) {
  std::mt19937 random(1);
  std::vector<float> values(count);
  for (float &value : values)
    value = float(int32_t(random() % 2001) - 1000) / 1000;
  return values;
}

float at(const float *matrix, int64_t leading, bool transposed, int64_t row,
         int64_t column) {
  return transposed ? matrix[column * leading + row]
                    : matrix[row * leading + column];
}

std::vector<float> reference(const MatrixProduct &p, std::vector<float> c) {
  for (int64_t batch = 0; batch < p.batch; ++batch)
    for (int64_t row = 0; row < p.m; ++row)
      for (int64_t column = 0; column < p.n; ++column) {
        float &result =
            c[size_t(batch * p.strideC + row * p.leadingC + column)];
        double sum = p.accumulate ? result : 0;
        for (int64_t i = 0; i < p.k; ++i)
          sum +=
              double(at(p.a + batch * p.strideA, p.leadingA, p.transposeA, row,
                        i)) *
              at(p.b + batch * p.strideB, p.leadingB, p.transposeB, i, column);
        result = float(sum);
      }
  return c;
}

/// A product of contiguous matrices but for a gap after each row of C.
struct Case {
  std::vector<float> a, b, c;
  MatrixProduct product;

  Case(int64_t batch, int64_t m, int64_t n, int64_t k, bool transposeA,
       bool transposeB, bool accumulate)
      : a(randomValues(size_t(batch * m * k))),
        b(randomValues(size_t(batch * n * k))),
        c(randomValues(size_t(batch * m * (n + 3)))),
        product{batch,       m,          n,
                k,           a.data(),   transposeA ? m : k,
                m * k,       b.data(),   transposeB ? k : n,
                n * k,       c.data(),   n + 3,
                m * (n + 3), transposeA, transposeB,
                accumulate} {}
};

TEST(MultiplyTest, AgreesWithTheDefinition) {
  ThreadPool pool(2);
  for (auto [batch, m, n, k] : {std::array<int64_t, 4>{1, 3, 5, 7},
                                {3, 8, 4, 1},
                                {1, 200, 96, 64},
                                {5, 130, 33, 40},
                                {40, 16, 16, 16},
                                {1, 1, 64, 300}})
    for (unsigned flags = 0; flags < 8; ++flags) {
      Case test(batch, m, n, k, flags & 1, flags & 2, flags & 4);
      std::vector<float> expected = reference(test.product, test.c);
      multiply(test.product, pool);
      for (size_t i = 0; i < expected.size(); ++i)
        ASSERT_NEAR(test.c[i], expected[i], 1e-3f)
            << m << " x " << n << " x " << k << " flags " << flags;
    }
}

TEST(MultiplyTest, OneMatrixServesAWholeBatch) {
  ThreadPool pool(1);
  Case test(4, 6, 5, 8, false, false, false);
  test.product.strideB = 0;
  std::vector<float> expected = reference(test.product, test.c);
  multiply(test.product, pool);
  for (size_t i = 0; i < expected.size(); ++i)
    ASSERT_NEAR(test.c[i], expected[i], 1e-4f);
}

TEST(MultiplyTest, AnEmptySumIsZero) {
  ThreadPool pool(1);
  Case test(1, 4, 4, 0, false, false, false);
  test.product.leadingA = 1;
  multiply(test.product, pool);
  EXPECT_EQ(test.c[0], 0);
  EXPECT_EQ(test.c[3], 0);
}

TEST(MultiplyTest, ThreadsDoNotChangeABit) {
  for (auto [batch, m, n, k] : {std::array<int64_t, 4>{1, 256, 384, 384},
                                {1, 250, 100, 96},
                                {24, 128, 128, 32}}) {
    std::vector<float> first;
    for (unsigned threads : {1u, 2u, 3u, 8u}) {
      ThreadPool pool(threads);
      Case test(batch, m, n, k, false, true, false);
      multiply(test.product, pool);
      if (first.empty())
        first = test.c;
      EXPECT_EQ(test.c, first) << threads << " threads";
    }
  }
}

} // namespace
