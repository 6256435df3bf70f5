//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Simulator/Pipeline.h"

#include <algorithm>
#include <numeric>

using namespace a3;

static int64_t ceilDivide(int64_t dividend, int64_t divisor) {
  return (dividend + divisor - 1) / divisor;
}

StageCycles a3::stageCycles(const Machine &machine, const QueryWork &work,
                            int64_t depth, int64_t valueDepth) {
  Stage first = firstStage(work);
  bool selects = first == Stage::Selection;
  return {first,
          {selects ? work.iterations + work.refillStalls + machine.selectionFill
                   : 0,
           selects ? ceilDivide(work.scanned, machine.scanRows) : 0,
           work.candidates * machine.lines(depth) + machine.fill,
           work.kept + machine.fill,
           work.kept * machine.lines(valueDepth) + machine.fill}};
}

StageTime &StageTime::operator+=(const StageTime &other) {
  busy += other.busy;
  waiting += other.waiting;
  blocked += other.blocked;
  return *this;
}

Pipeline::Pipeline(const Machine &machine) {
  for (std::vector<int64_t> &ring : ends)
    ring.assign(size_t(machine.stageBuffers), 0);
}

Passage Pipeline::push(int64_t earliest, const StageCycles &work) {
  Passage passage;
  int64_t arrival = earliest;
  auto first = size_t(work.first);
  for (size_t stage = first; stage < numStages; ++stage) {
    int64_t ready = std::max(freeAt[stage], arrival), start = ready;
    if (stage + 1 < numStages)
      start = std::max(ready, ends[stage + 1][oldest[stage + 1]]);
    spent[stage].waiting += ready - freeAt[stage];
    spent[stage].blocked += start - ready;
    spent[stage].busy += work.cycles[stage];
    arrival = freeAt[stage] = start + work.cycles[stage];
    ends[stage][oldest[stage]] = arrival;
    if (++oldest[stage] == ends[stage].size())
      oldest[stage] = 0;
    passage.start[stage] = start;
    passage.end[stage] = arrival;
  }
  acceptsAt = freeAt[first];
  return passage;
}

StageTimes Pipeline::times(int64_t cycles) const {
  StageTimes times = spent;
  for (size_t stage = 0; stage < numStages; ++stage)
    times[stage].waiting += cycles - freeAt[stage];
  return times;
}

void Units::begin(isa::Partial partial, unsigned bank, int64_t queries) {
  bool goesOn =
      partial == isa::Partial::Middle || partial == isa::Partial::Last;
  if (goesOn) {
    current = firstOfBank[bank];
    return;
  }
  current = firstOfBank[bank] = next;
  next = (next + size_t(queries)) % pipelines.size();
}

Passage Units::push(int64_t earliest, const StageCycles &work) {
  Passage passage = pipelines[current].push(earliest, work);
  passage.unit = unsigned(current);
  if (++current == pipelines.size())
    current = 0;
  return passage;
}

int64_t Units::finished() const {
  int64_t last = 0;
  for (const Pipeline &pipeline : pipelines)
    last = std::max(last, pipeline.finished());
  return last;
}

StageTimes Units::times(int64_t cycles) const {
  StageTimes sum = {};
  for (const Pipeline &pipeline : pipelines) {
    StageTimes times = pipeline.times(cycles);
    for (size_t stage = 0; stage < numStages; ++stage)
      sum[stage] += times[stage];
  }
  return sum;
}

PrefetchBuffers::PrefetchBuffers(const Machine &machine, int64_t columns)
    : depth(machine.prefetchDepth), latency(machine.refillCycles) {
  for (Side *side : {&maxSide, &minSide}) {
    side->arrivals.assign(size_t(columns * depth), 0);
    side->heads.assign(size_t(columns), 0);
  }
}

int64_t PrefetchBuffers::arrival(const Side &side, int64_t column) const {
  if (column < 0)
    return 0;
  return side.arrivals[size_t(column * depth + side.heads[size_t(column)])];
}

void PrefetchBuffers::take(Side &side, int64_t column) {
  if (column < 0)
    return;
  int64_t &head = side.heads[size_t(column)];
  side.arrivals[size_t(column * depth + head)] = now + latency;
  head = (head + 1) % depth;
}

void PrefetchBuffers::iterate(int64_t largest, int64_t smallest) {
  now = std::max({now, arrival(maxSide, largest), arrival(minSide, smallest)});
  take(maxSide, largest);
  take(minSide, smallest);
  ++now;
  ++iterations;
}
