//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/A3ToISA/Offload.h"
#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"
#include "a3/Dialect/A3ISA/IR/A3ISA.h"
#include "a3/Target/Program/TranslateSites.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3LAUNCHESTOHOST
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// Builds the calls that hand over the first element of each operand.
class CallBuilder {
public:
  CallBuilder(Operation *op, Value host)
      : op(op), host(host), builder(op), loc(op->getLoc()) {}

  LogicalResult replace(a3isa::LaunchOp launch, int64_t site) {
    SmallVector<Value> arguments = {host, index(site)};
    for (Value operand : {launch.getQuery(), launch.getKey(), launch.getValue(),
                          launch.getMask(), launch.getOutput(),
                          launch.getBias(), launch.getSortedRows()}) {
      if (!operand)
        continue;
      auto [strides, offset] =
          cast<MemRefType>(operand.getType()).getStridesAndOffset();
      if (ShapedType::isDynamic(offset))
        return launch.emitOpError(
            "has an operand whose offset is not known at compile time");
      arguments.push_back(getFirstElement(builder, loc, operand));
      arguments.push_back(index(offset));
    }
    call(launchName + getSuffixes(launch), arguments);
    return success();
  }

  /// The sizes and strides of each operand follow the operands.
  void replace(AttentionOp attention, int64_t site) {
    SmallVector<Value> arguments = {host, index(site)}, layout;
    for (Value operand :
         {attention.getQuery(), attention.getKey(), attention.getValue(),
          attention.getMask(), attention.getOutput(), attention.getBias(),
          attention.getSortedRows()}) {
      if (!operand)
        continue;
      auto metadata =
          memref::ExtractStridedMetadataOp::create(builder, loc, operand);
      auto push = [&](SmallVectorImpl<Value> &list, OpFoldResult number) {
        list.push_back(getValueOrCreateConstantIndexOp(builder, loc, number));
      };
      arguments.push_back(getFirstElement(builder, loc, operand));
      push(arguments, metadata.getConstifiedMixedOffset());
      for (OpFoldResult size : metadata.getConstifiedMixedSizes())
        push(layout, size);
      for (OpFoldResult stride : metadata.getConstifiedMixedStrides())
        push(layout, stride);
    }
    arguments.append(layout);
    call(launchName + sizedSuffix + getSuffixes(attention) + "_" +
             Twine(layout.size()),
         arguments);
  }

private:
  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }

  template <typename Op> static std::string getSuffixes(Op op) {
    return (Twine(op.getMask() ? maskedSuffix : "") +
            (op.getBias() ? biasedSuffix : "") +
            (op.getSortedRows() ? sortedSuffix : ""))
        .str();
  }

  void call(const Twine &name, ArrayRef<Value> arguments) {
    func::FuncOp callee = getOrDeclare(
        op->getParentOfType<ModuleOp>(), name.str(),
        builder.getFunctionType(ValueRange(arguments).getTypes(), {}));
    func::CallOp::create(builder, loc, callee, arguments);
    op->erase();
  }

  Operation *op;
  Value host;
  OpBuilder builder;
  Location loc;
};

struct LaunchesToHost : mlir::a3::impl::A3LaunchesToHostBase<LaunchesToHost> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    SmallVector<a3isa::LaunchOp> launches;
    entry->walk([&](a3isa::LaunchOp launch) { launches.push_back(launch); });
    SmallVector<AttentionOp> sized = listSizedAtLaunch(getOperation());
    if (launches.empty() && sized.empty())
      return;
    Value host = getHost(*entry);
    if (!host)
      return signalPassFailure();
    auto numbers = a3isa::numberSites(getOperation());
    for (a3isa::LaunchOp launch : launches)
      if (failed(
              CallBuilder(launch, host)
                  .replace(launch, numbers.at(launch.getSiteAttr().getAttr()))))
        return signalPassFailure();
    for (auto [index, attention] : llvm::enumerate(sized))
      CallBuilder(attention, host).replace(attention, numbers.size() + index);
    for (auto site :
         llvm::make_early_inc_range(getOperation().getOps<a3isa::SiteOp>()))
      site.erase();
  }
};
} // namespace
