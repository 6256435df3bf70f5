//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_HOSTCODE_ENTRYFUNCTION_H
#define A3_CONVERSION_HOSTCODE_ENTRYFUNCTION_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::a3 {

/// The functions of the host code that stand for those of the runtime's table.
/// With the suffixes below, in their order.
inline constexpr StringLiteral launchName = "a3_launch";
/// Of a site of unknown sizes; "_" and the number of sizes and strides are
/// last.
inline constexpr StringLiteral sizedSuffix = "_sized";
/// Of a site with a mask, a bias, and sorted rows.
inline constexpr StringLiteral maskedSuffix = "_masked";
inline constexpr StringLiteral biasedSuffix = "_biased";
inline constexpr StringLiteral sortedSuffix = "_sorted";
inline constexpr StringLiteral multiplyName = "a3_multiply";
inline constexpr StringLiteral forEachName = "a3_for_each";
inline constexpr StringLiteral failName = "a3_fail";
/// With "_" and the number of sizes behind it.
inline constexpr StringLiteral allocateName = "a3_allocate";
inline constexpr StringLiteral makeOutputName = "a3_make_output";

/// The symbol that the runtime looks up (HostInterface.h).
inline constexpr StringLiteral entryPointName = "a3_entry";

/// The only public function with a body, which must have one block; an error
/// where there is none or several.
FailureOr<func::FuncOp> getEntryFunction(ModuleOp module);

/// The runtime's table of functions, the entry's first argument; null, after an
/// error, where it has none.
Value getHost(func::FuncOp entry);

/// Appends an argument to the entry function and its block.
BlockArgument appendArgument(func::FuncOp function, Type type);

/// The private declaration of `name`, added where it is missing.
func::FuncOp getOrDeclare(ModuleOp module, StringRef name, FunctionType type);

/// Follows views to the value that allocates or passes in the memory.
Value getBaseBuffer(Value buffer);

/// A view of the memory that `buffer` is in, of one type for all buffers of an
/// element type, so that functions can take any. An offset is left out.
Value getFirstElement(OpBuilder &builder, Location loc, Value buffer);

/// Bytes of the runtime, as far as native code can say how many there are.
MemRefType getBytesType(MLIRContext *context);

/// Calls the function of the table that `name`, completed by the number of
/// sizes, stands for, with the host, a number and the sizes; a buffer of `type`
/// in the memory that it returns. `leading` comes before the sizes.
Value callForMemory(OpBuilder &builder, Location loc, ModuleOp module,
                    StringRef name, ArrayRef<Value> leading,
                    ArrayRef<Value> sizes, MemRefType type,
                    ValueRange dynamicSizes);

/// Whether a type has a size, stride or offset that only the run knows.
bool isSizedAtRunTime(MemRefType type);

/// Takes one number as known and another as unknown where sizes are compared.
/// What is chosen by it costs time at most.
int64_t estimateSize(int64_t size);
int64_t estimateElements(ShapedType type);

} // namespace mlir::a3

#endif // A3_CONVERSION_HOSTCODE_ENTRYFUNCTION_H
