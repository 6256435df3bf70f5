//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace mlir;
using namespace mlir::a3;

FailureOr<func::FuncOp> a3::getEntryFunction(ModuleOp module) {
  func::FuncOp entry;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isPrivate() || function.isExternal())
      continue;
    if (entry) {
      InFlightDiagnostic diagnostic =
          function.emitError("a second public function; make all but the "
                             "entry function private");
      diagnostic.attachNote(entry.getLoc()) << "the first is here";
      return diagnostic;
    }
    entry = function;
  }
  if (!entry)
    return module.emitError("no public function with a body");
  if (!entry.getBody().hasOneBlock())
    return entry.emitError("control flow between blocks is not supported; use "
                           "scf instead of cf.br");
  return entry;
}

Value a3::getHost(func::FuncOp entry) {
  if (entry.getNumArguments() > 0 &&
      isa<LLVM::LLVMPointerType>(entry.getArgumentTypes().front()))
    return entry.getArgument(0);
  entry.emitError("the first argument must be the runtime's table of "
                  "functions; run --a3-host-signature first");
  return {};
}

BlockArgument a3::appendArgument(func::FuncOp function, Type type) {
  unsigned position = function.getNumArguments();
  // The entry has no symbol uses, so no call needs an update.
  (void)function.insertArgument(position, type, /*argAttrs=*/{},
                                function.getLoc());
  return function.getArgument(position);
}

func::FuncOp a3::getOrDeclare(ModuleOp module, StringRef name,
                              FunctionType type) {
  if (auto function = module.lookupSymbol<func::FuncOp>(name))
    return function;
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  auto function = func::FuncOp::create(builder, module.getLoc(), name, type);
  function.setPrivate();
  return function;
}

Value a3::getBaseBuffer(Value buffer) {
  while (auto view = buffer.getDefiningOp<ViewLikeOpInterface>())
    buffer = view.getViewSource();
  return buffer;
}

Value a3::getFirstElement(OpBuilder &builder, Location loc, Value buffer) {
  Type element = cast<MemRefType>(buffer.getType()).getElementType();
  return memref::ReinterpretCastOp::create(
      builder, loc, MemRefType::get({1}, element), buffer, /*offset=*/0,
      ArrayRef<int64_t>{1}, ArrayRef<int64_t>{1});
}

MemRefType a3::getBytesType(MLIRContext *context) {
  return MemRefType::get({1}, IntegerType::get(context, 8));
}

Value a3::callForMemory(OpBuilder &builder, Location loc, ModuleOp module,
                        StringRef name, ArrayRef<Value> leading,
                        ArrayRef<Value> sizes, MemRefType type,
                        ValueRange dynamicSizes) {
  SmallVector<Value> arguments(leading);
  llvm::append_range(arguments, sizes);
  func::FuncOp callee = getOrDeclare(
      module, (name + "_" + Twine(sizes.size())).str(),
      builder.getFunctionType(ValueRange(arguments).getTypes(),
                              {getBytesType(builder.getContext())}));
  Value memory =
      func::CallOp::create(builder, loc, callee, arguments).getResult(0);
  Value start = arith::ConstantIndexOp::create(builder, loc, 0);
  return memref::ViewOp::create(builder, loc, type, memory, start,
                                dynamicSizes);
}

bool a3::isSizedAtRunTime(MemRefType type) {
  SmallVector<int64_t> strides;
  int64_t offset;
  return !type.hasStaticShape() ||
         failed(type.getStridesAndOffset(strides, offset)) ||
         ShapedType::isDynamic(offset) ||
         llvm::any_of(strides, ShapedType::isDynamic);
}

int64_t a3::estimateSize(int64_t size) {
  // Above the other sizes that decide how loops are cut.
  constexpr int64_t estimate = 128;
  return ShapedType::isDynamic(size) ? estimate : size;
}

int64_t a3::estimateElements(ShapedType type) {
  int64_t elements = 1;
  for (int64_t size : type.getShape())
    elements *= estimateSize(size);
  return elements;
}
