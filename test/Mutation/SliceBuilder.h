//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_SLICEBUILDER_H
#define A3_TEST_MUTATION_SLICEBUILDER_H

#include "Mutant.h"

#include <map>

namespace mlir::a3::mutation {

/// A part of a tensor.
struct Box {
  SmallVector<int64_t> offsets, sizes;
};

/// Computes parts of tensors from parts of what they are computed from.
class SliceBuilder {
public:
  /// `stops` is the chance, one in so many, that a slice is left where it is
  /// on the way up; 0 for never.
  SliceBuilder(Mutant &mutant, unsigned stops) : mutant(mutant), stops(stops) {}

  Value build(Value value, const Box &box);

private:
  using Key = std::tuple<void *, std::vector<int64_t>, std::vector<int64_t>>;

  /// Null if the operation that computes `value` cannot be cut.
  Value rebuild(Value value, const Box &box);
  Value rebuildStructured(Operation *op, const Box &box);
  Value rebuildReshape(Value source, Value result, const Box &box);
  Value rebuildTosa(Operation *op, const Box &box);
  Value clone(Operation *op, const Box &box, ArrayRef<Value> operands);

  Mutant &mutant;
  unsigned stops;
  std::map<Key, Value> built;
};

Box getWhole(Value value);

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_SLICEBUILDER_H
