//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_A3TOISA_OFFLOAD_H
#define A3_CONVERSION_A3TOISA_OFFLOAD_H

#include "a3/Dialect/A3/IR/A3.h"
#include "a3/Machine/Machine.h"
#include "a3/Remarks/Remarks.h"
#include "a3/Schedule/Schedule.h"

#include <string>

namespace mlir::a3 {

/// Why the machine cannot compute an attention.
struct OffloadRefusal {
  OffloadRefusalReason reason;
  std::string detail; ///< What exactly, for a person.

  /// "dynamic-shape: a size is not known at compile time (key)".
  std::string describe() const { return getRemark(reason).describe(detail); }
};

/// Whether `machine` can compute `op`, on tensors or memrefs. What is accepted
/// on tensors is accepted on the memrefs that bufferization makes of them, if
/// their strides are static and columns lie side by side.
std::optional<OffloadRefusal> checkOffload(AttentionOp op,
                                           const ::a3::Machine &machine);

/// The same, with the stream that computes it.
tl::expected<std::vector<::a3::isa::Instruction>, OffloadRefusal>
scheduleOffload(AttentionOp op, const ::a3::Machine &machine);

} // namespace mlir::a3

#endif // A3_CONVERSION_A3TOISA_OFFLOAD_H
