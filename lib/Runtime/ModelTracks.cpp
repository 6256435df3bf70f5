//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModelTracks.h"

#include <fmt/format.h>

using namespace a3;

ModelTracks::ModelTracks(const Site &site, TraceTrack first, TraceFile &file)
    : first(first) {
  auto add = [&](const std::string &place, const std::string &role) {
    auto known = std::ranges::find(operations, place, &ModelOperation::place);
    if (known != operations.end())
      known->role += ", " + role;
    else if (!place.empty())
      operations.push_back({place, role, {}});
  };
  add(site.location, "attention");
  for (const OperandPlace &place : site.places)
    add(place.location, place.operand);
  auto count = int64_t(operations.size());
  for (int64_t i = 0; i < count; ++i)
    file.nameThread({first.process, first.thread + i},
                    jsonString("model: " + operations[size_t(i)].role),
                    first.process - count + i);
}

/// Another launch may have another stream.
void ModelTracks::beginLaunch() {
  ofInstruction.clear();
  for (ModelOperation &operation : operations)
    operation.run = {};
}

ModelTracks::Run *ModelTracks::find(size_t instruction) {
  auto known = ofInstruction.find(instruction);
  return known == ofInstruction.end() || known->second < 0
             ? nullptr
             : &operations[size_t(known->second)].run;
}

void ModelTracks::fetched(const Site &site, const isa::Operation &operation,
                          int64_t cycle) {
  auto [entry, isNew] = ofInstruction.try_emplace(operation.index, -1);
  if (isNew) {
    auto found =
        std::ranges::find(operations, placeOf(site, *operation.instruction),
                          &ModelOperation::place);
    if (found != operations.end())
      entry->second = found - operations.begin();
  }
  Run *run = find(operation.index);
  if (run && !run->begin)
    run->begin = cycle;
}

void ModelTracks::ran(const isa::Operation &operation, const TraceTrack *track,
                      int64_t begin, int64_t end, TraceBudget &budget,
                      TraceFile &file, int64_t &nextFlow) {
  Run *run = find(operation.index);
  if (!run)
    return;
  run->end = std::max(run->end, end);
  ++run->instructions;
  if (!track)
    return;
  if (!run->flow) {
    // Room for the slice and both ends of the flow, so that none lacks another.
    if (!budget.reserve(3, *run->begin))
      return;
    run->flow = nextFlow++;
    run->last = {*track, begin};
    return;
  }
  // Queues do not start in the order of time; the latest step is the end.
  Step step = {*track, begin};
  if (step.time >= run->last.time)
    std::swap(step, run->last);
  if (budget.reserve(1, step.time))
    file.flow('t', step.track, *run->flow, step.time);
}

void ModelTracks::endLaunch(int64_t launch, TraceFile &file) {
  for (size_t i = 0; i < operations.size(); ++i) {
    const auto &[place, role, run] = operations[i];
    if (!run.flow)
      continue;
    TraceTrack track = {first.process, first.thread + int64_t(i)};
    file.slice(track, "model", jsonString(place), *run.begin, run.end,
               fmt::format(R"({{"launch":{},"computes":{},"instructions":{}}})",
                           launch, jsonString(role), run.instructions));
    file.flow('s', track, *run.flow, *run.begin);
    file.flow('f', run.last.track, *run.flow, run.last.time);
  }
}
