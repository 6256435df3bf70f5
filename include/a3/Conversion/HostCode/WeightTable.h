//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_HOSTCODE_WEIGHTTABLE_H
#define A3_CONVERSION_HOSTCODE_WEIGHTTABLE_H

#include "mlir/IR/BuiltinAttributes.h"

#include <memory>

namespace mlir::a3 {

/// The bytes of a model's weights, where they lie in the context, and their
/// offsets in the buffer that host code takes. They are never copied, except
/// for packed booleans.
class WeightTable {
public:
  struct Block {
    int64_t offset;
    ArrayRef<char> bytes;
  };

  static constexpr int64_t alignment = 64;

  /// The offset of these bytes, which must outlive the table. Bytes that are
  /// there already get no second place.
  int64_t add(ArrayRef<char> bytes);

  /// As `add`, but the table keeps a copy.
  int64_t addCopy(std::vector<char> bytes);

  ArrayRef<Block> getBlocks() const { return blocks; }

  /// Of all blocks, with the gaps between them.
  int64_t getSize() const { return size; }

private:
  SmallVector<Block> blocks;
  llvm::DenseMap<uint64_t, SmallVector<size_t, 1>> blocksByHash;
  std::vector<std::unique_ptr<std::vector<char>>> copies;
  int64_t size = 0;
};

} // namespace mlir::a3

#endif // A3_CONVERSION_HOSTCODE_WEIGHTTABLE_H
