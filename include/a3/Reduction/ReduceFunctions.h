//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pass for a3-reduce, which makes the functions of a model small. Those of
// MLIR only leave out operations whose results nobody uses.
//
//===----------------------------------------------------------------------===//

#ifndef A3_REDUCTION_REDUCEFUNCTIONS_H
#define A3_REDUCTION_REDUCEFUNCTIONS_H

namespace mlir::a3 {

/// Registers `a3-reduce-functions`: leaves out operations, in parts that get
/// smaller and smaller, as long as the tester calls the module interesting.
/// What the rest needs of them becomes an argument.
void registerReduceFunctionsPass();

} // namespace mlir::a3

#endif // A3_REDUCTION_REDUCEFUNCTIONS_H
