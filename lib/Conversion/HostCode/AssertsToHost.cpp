//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/StringMap.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3ASSERTSTOHOST
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
struct AssertsToHost : a3::impl::A3AssertsToHostBase<AssertsToHost> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    SmallVector<cf::AssertOp> asserts;
    entry->walk([&](cf::AssertOp op) { asserts.push_back(op); });
    if (asserts.empty())
      return;
    Value host = getHost(*entry);
    if (!host)
      return signalPassFailure();
    Type pointer = host.getType();
    func::FuncOp fail =
        getOrDeclare(getOperation(), failName,
                     FunctionType::get(&getContext(), {pointer, pointer}, {}));
    llvm::StringMap<LLVM::GlobalOp> messages;
    for (cf::AssertOp op : asserts)
      replace(op, host, fail, messages);
  }

private:
  void replace(cf::AssertOp op, Value host, func::FuncOp fail,
               llvm::StringMap<LLVM::GlobalOp> &messages) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    LLVM::GlobalOp &message = messages[op.getMsg()];
    if (!message)
      message = createMessage(op.getMsg(), messages.size() - 1);
    Value yes = arith::ConstantIntOp::create(builder, loc, 1, /*width=*/1);
    Value broken = arith::XOrIOp::create(builder, loc, op.getArg(), yes);
    scf::IfOp::create(builder, loc, broken, [&](OpBuilder &b, Location loc) {
      Value text = LLVM::AddressOfOp::create(b, loc, message);
      func::CallOp::create(b, loc, fail, ValueRange{host, text});
      scf::YieldOp::create(b, loc);
    });
    op.erase();
  }

  LLVM::GlobalOp createMessage(StringRef message, unsigned number) {
    OpBuilder builder = OpBuilder::atBlockBegin(getOperation().getBody());
    std::string text = message.str();
    text.push_back('\0');
    auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), text.size());
    return LLVM::GlobalOp::create(builder, getOperation().getLoc(), type,
                                  /*isConstant=*/true, LLVM::Linkage::Internal,
                                  ("a3_message_" + Twine(number)).str(),
                                  builder.getStringAttr(text));
  }
};
} // namespace
