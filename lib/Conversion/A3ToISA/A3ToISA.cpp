//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/A3ToISA/Passes.h"

#include "a3/Conversion/A3ToISA/Offload.h"
#include "a3/Dialect/A3ISA/IR/A3ISA.h"

#include "mlir/IR/SymbolTable.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_CONVERTA3TOISA
#include "a3/Conversion/A3ToISA/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

/// Puts the site at the end of the module, under a name that is free.
static a3isa::SiteOp createSite(SymbolTable &symbols, AttentionOp op,
                                ArrayRef<::a3::isa::Instruction> stream) {
  OpBuilder builder(op.getContext());
  auto site = a3isa::SiteOp::create(
      builder, op.getLoc(), op.getSite().value_or("attention"), op.getScale());
  symbols.insert(site);
  if (ApproximationAttr approximation = op.getApproximationAttr()) {
    site.setM(approximation.getM());
    site.setT(approximation.getT());
  }
  builder.setInsertionPointToStart(&site.getBody().front());
  // The fetch unit's instructions of a schedule have no tokens.
  (void)a3isa::buildInstructions(builder, op.getLoc(), stream);
  return site;
}

static void launch(AttentionOp op, a3isa::SiteOp site) {
  OpBuilder builder(op);
  a3isa::LaunchOp::create(builder, op.getLoc(), site.getSymName(),
                          op.getQuery(), op.getKey(), op.getValue(),
                          op.getMask(), op.getBias(), op.getSortedRows(),
                          op.getOutput());
  op.erase();
}

namespace {
struct ConvertA3ToISA : mlir::a3::impl::ConvertA3ToISABase<ConvertA3ToISA> {
  using ConvertA3ToISABase::ConvertA3ToISABase;

  void runOnOperation() override {
    ::a3::Expected<::a3::Machine> description = ::a3::loadMachine(machine);
    if (!description) {
      report(description.error());
      return signalPassFailure();
    }
    SymbolTable symbols(getOperation());
    SmallVector<AttentionOp> attentions;
    getOperation().walk([&](AttentionOp op) { attentions.push_back(op); });
    for (AttentionOp op : attentions)
      if (failed(convert(op, *description, symbols)))
        signalPassFailure();
  }

private:
  /// At its place in the machine description, where it has one.
  void report(const ::a3::Error &error) {
    Location place = UnknownLoc::get(&getContext());
    if (error.line)
      place =
          FileLineColLoc::get(&getContext(), machine, error.line, error.column);
    emitError(place) << error.message;
  }

  static LogicalResult convert(AttentionOp op, const ::a3::Machine &machine,
                               SymbolTable &symbols) {
    if (op.getNumResults() != 0)
      return op.emitOpError("is on tensors; bufferize it before it can be "
                            "lowered to instructions");
    auto stream = scheduleOffload(op, machine);
    if (!stream) {
      emitRemark(op.getLoc(), getRemark(stream.error().reason),
                 stream.error().detail);
      return success();
    }
    if (isSizedAtLaunch(op))
      return success();
    launch(op, createSite(symbols, op, *stream));
    return success();
  }
};
} // namespace
