//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reading a model's text within four times the size of its weights.
//
//===----------------------------------------------------------------------===//

#ifndef A3_COMPILER_SOURCEFILE_H
#define A3_COMPILER_SOURCEFILE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace mlir::a3 {

/// Parses a model from a file, or from standard input for "-", as text or
/// bytecode.
///
/// MLIR's parser alone keeps the whole text, a decoded string and the blob of
/// each weight in memory at once. Weights mostly stand in a `dialect_resources`
/// section at the end of the text, so that section is decoded here first,
/// straight into its blobs, and its pages are given back; the parser reads
/// what comes before. Text with anything unusual in the section goes to the
/// parser whole.
OwningOpRef<ModuleOp> parseModel(const std::string &path, MLIRContext *context);

} // namespace mlir::a3

#endif // A3_COMPILER_SOURCEFILE_H
