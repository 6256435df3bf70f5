//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_COMPILER_REPORT_H
#define A3_COMPILER_REPORT_H

#include "a3/Dialect/A3/IR/A3.h"
#include "a3/Machine/Machine.h"
#include "a3/Program/Program.h"

#include <map>
#include <string>
#include <vector>

namespace mlir::a3 {

/// What became of one attention, or of a softmax that was not found to be one.
struct SiteOutcome {
  std::string location;
  std::string reason; ///< Why it is on the host; empty where it is offloaded.
  /// Only of attention.
  std::optional<::a3::Site> site;
  std::string keys; ///< How they get sorted; empty where they need not be.
};

/// What the compilation raised, and how often it gave each remark, by name.
struct RemarkCounts {
  unsigned raised = 0;
  std::map<std::string, unsigned> notRaised;
  std::map<std::string, unsigned> host;
};

/// Sizes and mask of an attention that stays on the host.
::a3::Site describeAttention(AttentionOp op);

/// The report of `a3-compile` as JSON, with what the sites will take on the
/// machine by the cost model.
std::string writeReport(const ::a3::Program &program,
                        ArrayRef<SiteOutcome> outcomes,
                        const RemarkCounts &remarks, int64_t weightBytes,
                        const ::a3::Machine &machine);

} // namespace mlir::a3

#endif // A3_COMPILER_REPORT_H
