//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Site.h"

#include "TestProgram.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace a3;

namespace {

/// softmax(scale q Kᵀ) V of one head in double.
double reference(const Site &site, const SiteOperands &operands, int64_t head,
                 int64_t query, int64_t column) {
  auto at = [&](const OperandInfo &operand, const float *data, int64_t row,
                int64_t column) {
    return double(
        data[headOffset(operand, head) + row * operand.strides[2] + column]);
  };
  double sum = 0, result = 0;
  for (int64_t row = 0; row < site.rows; ++row) {
    double score = 0;
    for (int64_t i = 0; i < site.depth; ++i)
      score += at(site.query, operands.query, query, i) *
               at(site.key, operands.key, row, i);
    double weight = std::exp(score * site.scale);
    sum += weight;
    result += weight * at(site.value, operands.value, row, column);
  }
  return result / sum;
}

struct Data {
  Site site;
  std::vector<float> query, key, value, output;

  Data(int64_t batch, int64_t heads, int64_t rows, int64_t depth)
      : site(test::attentionSite(batch, heads, rows, depth)) {
    auto size = size_t(batch * heads * rows * depth);
    for (size_t i = 0; i < size; ++i) {
      query.push_back(std::sin(float(i)));
      key.push_back(std::sin(float(i) * 1.7f));
      value.push_back(std::cos(float(i) * 0.3f));
    }
    output.assign(size, -1);
  }
  SiteOperands operands() {
    return {query.data(), key.data(), value.data(), nullptr, output.data()};
  }
  double largestError() {
    double largest = 0;
    for (int64_t head = 0; head < site.heads; ++head)
      for (int64_t query = 0; query < site.queries; ++query)
        for (int64_t column = 0; column < site.valueDepth; ++column) {
          float result =
              output[size_t(headOffset(site.output, head) +
                            query * site.output.strides[2] + column)];
          double expected = reference(site, operands(), head, query, column);
          largest = std::max(largest, std::abs(result - expected));
        }
    return largest;
  }
};

const Machine &machine() {
  static const Machine machine = *loadMachine("a3-hpca20");
  return machine;
}

TEST(SiteTest, HeadsAreCountedRowMajor) {
  Site site = test::attentionSite(2, 3, 5, 8);
  EXPECT_EQ(headOffset(site.query, 0), 0);
  EXPECT_EQ(headOffset(site.query, 2), 2 * 8);
  EXPECT_EQ(headOffset(site.query, 4), 5 * 24 + 8);
  site.query.strides[0] = 0;
  EXPECT_EQ(headOffset(site.query, 4), 8);
}

TEST(SiteTest, FloatArithmeticComputesAttentionOnStridedHeads) {
  for (auto [batch, heads, rows, depth] :
       {std::array<int64_t, 4>{1, 1, 1, 1}, {2, 3, 5, 8}, {1, 2, 128, 8}}) {
    Data data(batch, heads, rows, depth);
    auto run =
        runSite(data.site, data.operands(), machine(), Arithmetic::Float);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_LT(data.largestError(), 1e-5);
    EXPECT_EQ(run->statistics.queries, batch * heads * rows);
    EXPECT_EQ(run->statistics.kept, batch * heads * rows * rows);
  }
}

TEST(SiteTest, FixedArithmeticIsCloseAndDoesNotSaturate) {
  Data data(2, 3, 5, 8);
  auto run = runSite(data.site, data.operands(), machine(), Arithmetic::Fixed);
  ASSERT_TRUE(run);
  EXPECT_EQ(run->statistics.saturations, 0);
  EXPECT_LT(data.largestError(), 0.1);
  EXPECT_GT(data.largestError(), 1e-5);
}

TEST(SiteTest, FixedFormatsAreUsedAsTheyAre) {
  Data data(1, 1, 4, 8);
  data.site.formats = {0.25f, 1, 1, -2};
  ASSERT_TRUE(
      runSite(data.site, data.operands(), machine(), Arithmetic::Float));
  std::vector<float> doubled = data.output;
  data.site.formats.back() = 1;
  ASSERT_TRUE(
      runSite(data.site, data.operands(), machine(), Arithmetic::Float));
  for (size_t i = 0; i < doubled.size(); ++i)
    EXPECT_EQ(doubled[i], -2 * data.output[i]);
}

TEST(SiteTest, OperandsThatAreTooSmallAreAnError) {
  Data data(1, 1, 4, 8);
  data.site.value.bytes -= 4;
  EXPECT_FALSE(
      runSite(data.site, data.operands(), machine(), Arithmetic::Float));
}

} // namespace
