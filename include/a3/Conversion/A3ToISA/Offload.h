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

/// The `sorted_tile` that `machine` reads: the rows of a full tile of keys.
int64_t getSortedTile(AttentionOp op, const ::a3::Machine &machine);

/// Whether a size or stride of `op` is not known at compile time: the stream is
/// written at launch then.
bool isSizedAtLaunch(AttentionOp op);

/// What the launch writes the stream of such an operation on memrefs from, with
/// neither name nor location.
::a3::Site describeUnsized(AttentionOp op);

/// The operations on memrefs of which only the launch knows the sizes, in
/// order. In a program, their sites follow those that have a stream.
SmallVector<AttentionOp> listSizedAtLaunch(ModuleOp module);

/// Whether `machine` can compute `op`, on tensors or memrefs. What is accepted
/// on tensors is accepted on the memrefs that bufferization makes of them, if
/// their columns lie side by side. Sizes that are not known may be any; what
/// they ask too much of, the launch refuses.
std::optional<OffloadRefusal> checkOffload(AttentionOp op,
                                           const ::a3::Machine &machine);

/// The same, with the stream that computes it. With `isSizedAtLaunch`, it is
/// one for sizes of 1.
tl::expected<std::vector<::a3::isa::Instruction>, OffloadRefusal>
scheduleOffload(AttentionOp op, const ::a3::Machine &machine);

} // namespace mlir::a3

#endif // A3_CONVERSION_A3TOISA_OFFLOAD_H
