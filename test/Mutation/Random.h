//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_RANDOM_H
#define A3_TEST_MUTATION_RANDOM_H

#include "llvm/ADT/ArrayRef.h"

#include <cstdint>

namespace mlir::a3::mutation {

/// SplitMix64: the same numbers from the same seed everywhere.
class Random {
public:
  explicit Random(uint64_t seed) : state(seed) {}

  uint64_t next() {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  /// One of 0 … `bound` - 1.
  uint64_t below(uint64_t bound) { return next() % bound; }

  bool coin() { return below(2) == 0; }

  /// One of `values`, which are not empty.
  template <typename T> const T &pick(llvm::ArrayRef<T> values) {
    return values[below(values.size())];
  }

private:
  uint64_t state;
};

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_RANDOM_H
