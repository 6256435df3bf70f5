//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/A3ToISA/Offload.h"

#include "Schedule.h"

using namespace mlir;
using namespace mlir::a3;

namespace {
struct ReasonText {
  OffloadRefusalReason reason;
  llvm::StringLiteral name;
  llvm::StringLiteral text;
};
} // namespace

static constexpr ReasonText reasonTexts[] = {
    {OffloadRefusalReason::DynamicShape, "dynamic-shape",
     "a size is not known at compile time"},
    {OffloadRefusalReason::ElementType, "element-type",
     "the machine reads and writes f32 only"},
    {OffloadRefusalReason::Approximation, "approximation",
     "the machine computes exact attention only"},
    {OffloadRefusalReason::Empty, "empty", "there is nothing to compute"},
    {OffloadRefusalReason::Layout, "layout",
     "strides must be known at compile time and not negative"},
    {OffloadRefusalReason::ColumnsApart, "columns-apart",
     "the columns of a row must lie side by side"},
    {OffloadRefusalReason::RowTooWide, "row-too-wide",
     "one row does not fit into a bank"},
    {OffloadRefusalReason::TooManyLoops, "too-many-loops",
     "the fetch unit has too few loop levels for the batch dimensions"},
    {OffloadRefusalReason::CausalOffset, "causal-offset",
     "the offset of the causal mask is out of range"},
    {OffloadRefusalReason::OutOfReach, "out-of-reach",
     "rows or heads lie too far apart for an instruction's fields"},
    {OffloadRefusalReason::TooLong, "too-long",
     "the loops expand to more instructions than a stream may have"},
};

static const ReasonText &getText(OffloadRefusalReason reason) {
  return *llvm::find_if(reasonTexts, [&](const ReasonText &entry) {
    return entry.reason == reason;
  });
}

StringRef OffloadRefusal::getName() const { return getText(reason).name; }

std::string OffloadRefusal::describe() const {
  const ReasonText &entry = getText(reason);
  return (entry.name + ": " + entry.text + " (" + detail + ")").str();
}

std::optional<OffloadRefusal>
mlir::a3::checkOffload(AttentionOp op, const ::a3::Machine &machine) {
  Schedule schedule;
  return planSchedule(op, machine, schedule);
}
