//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_HOSTCODE_SYMBOLICSIZE_H
#define A3_CONVERSION_HOSTCODE_SYMBOLICSIZE_H

#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace mlir::a3 {

/// A size or stride: a number times sizes that only the run knows, each of them
/// at least 1.
struct SymbolicSize {
  int64_t factor = 1;
  llvm::SmallVector<unsigned, 2> symbols; ///< Ascending, perhaps repeated.

  SymbolicSize(int64_t factor = 1) : factor(factor) {}
  static SymbolicSize symbol(unsigned number) {
    SymbolicSize size;
    size.symbols.push_back(number);
    return size;
  }

  bool isZero() const { return factor == 0; }
  bool isOne() const { return factor == 1 && symbols.empty(); }

  /// Whether it is known not to be less than `other`.
  bool isAtLeast(const SymbolicSize &other) const;

  /// A number to compare sizes by that may not be those of the run.
  int64_t estimate() const;

  SymbolicSize operator*(const SymbolicSize &other) const;
  bool operator==(const SymbolicSize &) const = default;
};

} // namespace mlir::a3

#endif // A3_CONVERSION_HOSTCODE_SYMBOLICSIZE_H
