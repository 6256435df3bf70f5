//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/RunDetail.h"

#include <algorithm>

using namespace a3;

namespace {

/// Row-major, a broadcast dimension written out.
std::vector<float> copyOperand(const float *data, const OperandInfo &operand) {
  std::vector<float> copy;
  if (!data)
    return copy;
  int64_t heads = 1;
  for (size_t i = 0; i + 2 < operand.sizes.size(); ++i)
    heads *= operand.sizes[i];
  int64_t rows = operand.sizes.end()[-2], columns = operand.sizes.end()[-1];
  copy.reserve(size_t(heads * rows * columns));
  for (int64_t head = 0; head < heads; ++head)
    for (int64_t row = 0; row < rows; ++row) {
      const float *first =
          data + headOffset(operand, head) + row * operand.strides.end()[-2];
      for (int64_t column = 0; column < columns; ++column)
        copy.push_back(first[column * operand.strides.end()[-1]]);
    }
  return copy;
}

/// Notes what became of each row.
class RowRecorder final : public QueryObserver {
public:
  RowRecorder(const Site &site, const SiteOperands &operands, LaunchRows &rows)
      : QueryObserver(site, /*rows=*/true), site(site), operands(operands),
        rows(rows) {
    auto queries = size_t(site.heads * site.queries);
    rows.states.resize(queries * size_t(site.rows), RowState::Hidden);
    rows.lostMass.resize(queries);
  }

private:
  void taken(int64_t query, QueryRows &&taken) override {
    auto mark = [&](const std::vector<int32_t> &chosen, RowState state) {
      for (int32_t row : chosen)
        rows.states[size_t(query * site.rows + row)] = state;
    };
    mark(taken.admitted, RowState::Admitted);
    mark(taken.candidates, RowState::Candidate);
    mark(taken.kept, RowState::Kept);
    rows.lostMass[size_t(query)] = lostMass(site, operands, query, taken);
  }

  const Site &site;
  const SiteOperands &operands;
  LaunchRows &rows;
};

Expected<LaunchRows> recordRows(const Site &site, const SiteOperands &operands,
                                const Machine &machine, Arithmetic arithmetic) {
  LaunchRows rows;
  rows.query = copyOperand(operands.query, site.query);
  rows.key = copyOperand(operands.key, site.key);
  rows.value = copyOperand(operands.value, site.value);
  if (site.hasBias())
    rows.bias = copyOperand(operands.bias, site.bias);
  RowRecorder recorder(site, operands, rows);
  auto run = runByQuery(site, operands, machine, arithmetic, recorder);
  if (!run)
    return tl::unexpected(run.error());
  return rows;
}

} // namespace

void Activity::add(size_t part, int64_t begin, int64_t end) {
  while (end > width * int64_t(maxSlots))
    widen();
  std::vector<int64_t> &slots = busy[part];
  auto needed = size_t((end + width - 1) / width);
  if (slots.size() < needed)
    slots.resize(needed);
  for (int64_t slot = begin / width; slot * width < end; ++slot)
    slots[size_t(slot)] +=
        std::min(end, (slot + 1) * width) - std::max(begin, slot * width);
}

/// Two slots become one.
void Activity::widen() {
  width *= 2;
  for (std::vector<int64_t> &slots : busy) {
    size_t pairs = (slots.size() + 1) / 2;
    slots.resize(2 * pairs);
    for (size_t i = 0; i < pairs; ++i)
      slots[i] = slots[2 * i] + slots[2 * i + 1];
    slots.resize(pairs);
  }
}

/// Follows one launch.
class RunDetail::Recorder final : public QueryObserver {
public:
  Recorder(const Site &site, LaunchDetail &launch)
      : QueryObserver(site, /*rows=*/false), launch(launch) {}

  void started(const isa::Operation &, const Course &course) override {
    if (course.resource == Resource::Port)
      launch.activity.add(0, course.workBegin, course.workEnd);
    else if (course.resource == Resource::Sorter)
      launch.activity.add(1, course.workBegin, course.workEnd);
  }

  void passed(const isa::Operation &, int64_t, const QueryWork &,
              const Passage &passage) override {
    for (size_t stage = 0; stage < numStages; ++stage)
      launch.activity.add(2 + stage, passage.start[stage], passage.end[stage]);
  }

private:
  void counted(int64_t query, const QueryCounts &counts) override {
    launch.candidates[size_t(query)] = counts.candidates;
    launch.kept[size_t(query)] = counts.kept;
  }

  LaunchDetail &launch;
};

RunDetail::RunDetail(std::set<size_t> rowsOf) : rowsOf(std::move(rowsOf)) {}
RunDetail::~RunDetail() = default;

Expected<Observer *> RunDetail::beginLaunch(size_t index, const Site &site,
                                            const SiteOperands &operands,
                                            const Machine &machine,
                                            Arithmetic arithmetic) {
  LaunchDetail &launch = launches.emplace_back();
  launch.index = index;
  launch.site = site;
  launch.site->stream.clear();
  launch.begin = cycles;
  launch.candidates.resize(size_t(site.heads * site.queries));
  launch.kept.resize(launch.candidates.size());
  if (rowsOf.contains(index)) {
    auto rows = recordRows(site, operands, machine, arithmetic);
    if (!rows)
      return tl::unexpected(rows.error());
    launch.rows = std::move(*rows);
  }
  recorder = std::make_unique<Recorder>(site, launch);
  return recorder.get();
}

void RunDetail::endLaunch(const Statistics &statistics) {
  launches.back().cycles = statistics.full.cycles;
  cycles += statistics.full.cycles;
}
