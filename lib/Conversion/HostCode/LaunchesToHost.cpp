//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"
#include "a3/Dialect/A3ISA/IR/A3ISA.h"
#include "a3/Target/Program/TranslateSites.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3LAUNCHESTOHOST
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// Replaces the launch by a call that hands over the first element of each
/// operand.
LogicalResult lower(a3isa::LaunchOp launch, int64_t site, Value host) {
  OpBuilder builder(launch);
  Location loc = launch.getLoc();
  auto index = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  SmallVector<Value> arguments = {host, index(site)};
  for (Value operand : launch->getOperands()) {
    auto [strides, offset] =
        cast<MemRefType>(operand.getType()).getStridesAndOffset();
    if (ShapedType::isDynamic(offset))
      return launch.emitOpError(
          "has an operand whose offset is not known at compile time");
    arguments.push_back(getFirstElement(builder, loc, operand));
    arguments.push_back(index(offset));
  }
  func::FuncOp callee = getOrDeclare(
      launch->getParentOfType<ModuleOp>(),
      launch.getMask() ? launchMaskedName : launchName,
      builder.getFunctionType(ValueRange(arguments).getTypes(), {}));
  func::CallOp::create(builder, loc, callee, arguments);
  launch.erase();
  return success();
}

struct LaunchesToHost : mlir::a3::impl::A3LaunchesToHostBase<LaunchesToHost> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    SmallVector<a3isa::LaunchOp> launches;
    entry->walk([&](a3isa::LaunchOp launch) { launches.push_back(launch); });
    if (launches.empty())
      return;
    Value host = getHost(*entry);
    if (!host)
      return signalPassFailure();
    auto numbers = a3isa::numberSites(getOperation());
    for (a3isa::LaunchOp launch : launches)
      if (failed(
              lower(launch, numbers.at(launch.getSiteAttr().getAttr()), host)))
        return signalPassFailure();
    for (auto site :
         llvm::make_early_inc_range(getOperation().getOps<a3isa::SiteOp>()))
      site.erase();
  }
};
} // namespace
