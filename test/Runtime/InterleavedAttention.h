//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One attention with random operands and a random mask, for tests of launches.
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_RUNTIME_INTERLEAVEDATTENTION_H
#define A3_TEST_RUNTIME_INTERLEAVEDATTENTION_H

#include "a3/Runtime/Site.h"
#include "a3/Schedule/Schedule.h"

#include <random>
#include <vector>

namespace a3 {

/// Its heads are side by side in the columns, as models leave them.
struct InterleavedAttention {
  static constexpr int64_t depth = 4, heads = 3, queries = 7;

  int64_t rows;
  AttentionDescription attention;
  std::vector<float> query, key, value, output;
  std::vector<uint8_t> mask;

  explicit InterleavedAttention(int64_t rows) : rows(rows) {
    attention.query = attention.output = interleaved(queries);
    attention.key = attention.value = interleaved(rows);
    attention.scale = 0.5;
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    query.resize(size_t(heads * queries * depth));
    output.resize(query.size());
    key.resize(size_t(heads * rows * depth));
    value.resize(key.size());
    for (auto *operand : {&query, &key, &value})
      for (float &element : *operand)
        element = 2 * normal(random);
    mask.resize(size_t(queries * rows));
    for (uint8_t &admits : mask)
      admits = random() % 3 != 0;
  }

  static OperandInfo interleaved(int64_t count) {
    return {{heads, count, depth},
            {depth, heads * depth, 1},
            heads * count * depth * int64_t(sizeof(float))};
  }

  void useMask() {
    attention.maskRows = {{heads, queries, rows}, {0, rows, 1}, queries * rows};
  }

  SiteOperands operands() {
    return {query.data(), key.data(), value.data(),
            attention.maskRows ? mask.data() : nullptr, output.data()};
  }
};

} // namespace a3

#endif // A3_TEST_RUNTIME_INTERLEAVEDATTENTION_H
