//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The operations of the model that the instructions of a site stand for, as
// tracks of a trace: a slice a launch, and a flow from it through the
// instructions.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_RUNTIME_MODELTRACKS_H
#define A3_LIB_RUNTIME_MODELTRACKS_H

#include "TraceBudget.h"
#include "TraceFile.h"
#include "a3/Program/Program.h"

#include <unordered_map>

namespace a3 {

class ModelTracks {
public:
  /// Names a track an operation; their threads begin at `first`, and are drawn
  /// above all others of the process.
  ModelTracks(const Site &site, TraceTrack first, TraceFile &file);

  size_t size() const { return operations.size(); }

  void beginLaunch();
  /// An instruction of the site was fetched in this cycle.
  void fetched(const Site &site, const isa::Operation &operation,
               int64_t cycle);
  /// It has a slice on `track` from `begin` on, or none where that is null; all
  /// of it is over at `end`.
  void ran(const isa::Operation &operation, const TraceTrack *track,
           int64_t begin, int64_t end, TraceBudget &budget, TraceFile &file,
           int64_t &nextFlow);
  /// Writes the slices and the ends of the flows.
  void endLaunch(int64_t launch, TraceFile &file);

private:
  /// Where a flow comes to an instruction.
  struct Step {
    TraceTrack track;
    int64_t time = 0;
  };
  /// What the instructions of an operation did in one launch.
  struct Run {
    std::optional<int64_t> begin;
    int64_t end = 0;
    int64_t instructions = 0;
    std::optional<int64_t> flow; ///< Its number, where it is written.
    Step last = {};              ///< The latest in time so far.
  };
  struct ModelOperation {
    std::string place; ///< In the source model.
    std::string role;  ///< The attention, or the operands that it computes.
    Run run;
  };

  Run *find(size_t instruction);

  TraceTrack first;
  std::vector<ModelOperation> operations;
  /// What instructions of this launch stand for, by their numbers; -1 is
  /// nothing.
  std::unordered_map<size_t, int64_t> ofInstruction;
};

} // namespace a3

#endif // A3_LIB_RUNTIME_MODELTRACKS_H
