//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// NumPy's array files, versions 1.0 to 3.0 of
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_NPY_H
#define A3_RUNTIME_NPY_H

#include "a3/Runtime/Tensor.h"

namespace a3 {

/// Reads one little-endian, C-ordered array of a type that arguments may have.
Expected<Tensor> parseNpy(std::span<const uint8_t> bytes);

/// The bytes of the file up to the elements, which follow as they are.
std::string npyHeader(const Tensor &tensor);

} // namespace a3

#endif // A3_RUNTIME_NPY_H
