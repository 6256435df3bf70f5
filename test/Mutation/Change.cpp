//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Change.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

Value mutation::createNumbers(Mutant &m, Value like, ArrayRef<int64_t> axes) {
  SmallVector<int64_t> shape(getShape(like).size(), 1);
  int64_t size = 1;
  for (int64_t axis : axes)
    size *= shape[axis] = getShape(like)[axis];
  SmallVector<double> numbers;
  for (int64_t i = 0; i < size; ++i)
    numbers.push_back(static_cast<double>(m.getRandom().below(2049)) / 1024 -
                      1);
  return m.emit().numbers(numbers, shape, getElementType(like));
}

Value mutation::createSoftmax(Emitter &emit, Value scores, int64_t axis) {
  Value maximum = emit.reduce(Reduction::Maximum, scores, axis);
  Value shifted = emit.binary(Binary::Subtract, scores, maximum);
  Value exponentials = emit.unary(Unary::Exponential, shifted);
  return emit.binary(Binary::Divide, exponentials,
                     emit.reduce(Reduction::Sum, exponentials, axis));
}
