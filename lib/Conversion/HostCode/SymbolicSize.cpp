//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/SymbolicSize.h"

#include "a3/Conversion/HostCode/EntryFunction.h"

#include <algorithm>

using namespace mlir;
using namespace mlir::a3;

bool SymbolicSize::isAtLeast(const SymbolicSize &other) const {
  return factor >= other.factor &&
         std::includes(symbols.begin(), symbols.end(), other.symbols.begin(),
                       other.symbols.end());
}

int64_t SymbolicSize::estimate() const {
  int64_t estimate = factor;
  for (size_t i = 0; i < symbols.size(); ++i)
    estimate *= estimateSize(ShapedType::kDynamic);
  return estimate;
}

SymbolicSize SymbolicSize::operator*(const SymbolicSize &other) const {
  SymbolicSize product(factor * other.factor);
  if (product.isZero())
    return product;
  product.symbols = symbols;
  llvm::append_range(product.symbols, other.symbols);
  llvm::sort(product.symbols);
  return product;
}
