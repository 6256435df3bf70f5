//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_CHANGE_H
#define A3_TEST_MUTATION_CHANGE_H

#include "Mutant.h"

namespace mlir::a3::mutation {

/// Replaces what is at the place with `role` by what `create` makes of it.
template <Role role, Value (*create)(Mutant &, Place, Value)>
bool changePlace(Mutant &m) {
  std::optional<Place> place = m.find(role);
  if (!place)
    return false;
  Value changed = create(m, *place, place->getSource());
  if (!changed)
    return false;
  place->setSource(changed);
  return true;
}

/// Numbers without a pattern, from -1 to 1, of the size of `like` along `axes`
/// and of 1 elsewhere.
Value createNumbers(Mutant &m, Value like, ArrayRef<int64_t> axes);

/// Exponentials of `scores`, their maximum subtracted, over their sum.
Value createSoftmax(Emitter &emit, Value scores, int64_t axis);

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_CHANGE_H
