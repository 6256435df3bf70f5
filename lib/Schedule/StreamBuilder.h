//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_SCHEDULE_STREAMBUILDER_H
#define A3_LIB_SCHEDULE_STREAMBUILDER_H

#include "Turns.h"

#include <functional>

namespace a3 {

inline bool isStart(isa::Partial partial) {
  return partial == isa::Partial::Whole || partial == isa::Partial::First;
}

inline bool isEnd(isa::Partial partial) {
  return partial == isa::Partial::Whole || partial == isa::Partial::Last;
}

/// Queues that an instruction waits for or signals, a bit each.
using Tokens = uint8_t;
namespace tokens {
inline constexpr Tokens none = 0;
inline constexpr Tokens load = 1 << unsigned(isa::Queue::Load);
inline constexpr Tokens compute = 1 << unsigned(isa::Queue::Compute);
inline constexpr Tokens store = 1 << unsigned(isa::Queue::Store);
} // namespace tokens

/// One load of rows into a bank, or a store from it.
struct Transfer {
  isa::Stream stream;
  int64_t rows;
  int64_t columns;
  Bank bank;
};

/// Appends the instructions of a plan one by one, or by the group: a *group* is
/// what the load queue does for one `attend`. It waits for a token that says
/// that the attend before the previous one is done, so its banks are free, and
/// its last load signals that the data are there.
class StreamBuilder {
public:
  explicit StreamBuilder(const Plan &plan);

protected:
  /// Appends an instruction; `fields` are in the order of the table.
  void add(isa::Opcode opcode, std::initializer_list<int64_t> fields,
           Tokens wait = tokens::none, Tokens signal = tokens::none);
  void loop(unsigned level, int64_t count, const std::function<void()> &body);

  void setShape(int64_t rows);
  void setMask(int64_t firstRow);

  void point(isa::Stream stream, Slot slot, const Layout &layout,
             int64_t offset = 0, int64_t blockStride = 0,
             int64_t tileStride = 0);
  void pointAtKeys(int64_t row = 0, int64_t step = 0);
  void pointAtValues(int64_t row = 0, int64_t step = 0);
  void pointAtBlock(const Block &block);
  void pointAtOutput(const Block &block);
  void pointAtMask(const Block &block, int64_t row, int64_t tileStride);
  void pointAtMember(const Block &block, isa::Partial partial, int64_t row,
                     int64_t tileStride);

  void writeTransfer(const Transfer &transfer, Tokens wait, Tokens signal);
  /// Of the loads for one attend, `waiting` is the first that needs a free
  /// bank; where none does, the queue waits for the tokens' sake.
  void writeGroup(const std::vector<Transfer> &group, size_t waiting);
  void writeEmptyGroup(Tokens alsoWait, Tokens alsoSignal);
  void writeAttend(const Block &block, isa::Partial partial, Bank bank);
  void writeStore(const Block &block);

  const Plan &plan;
  std::vector<isa::Instruction> instructions;
  const unsigned numHeadLevels;
  std::optional<unsigned> blockLevel, tileLevel;
  /// Where code stands outside the innermost loop over heads: which head of it.
  int64_t head = 0;

private:
  void setStride(isa::Stream stream, std::optional<unsigned> level,
                 int64_t bytes);
  void pointAtQuery(const Block &block);
  void pointAtPosition(const Block &block);
  /// Of the present head.
  const Selection &selection() const;
  int64_t iterationsOf(int64_t rows) const;
  void writeSort(const Transfer &keys);
  std::pair<isa::Opcode, const Layout *> transferOf(isa::Stream stream) const;
};

} // namespace a3

#endif // A3_LIB_SCHEDULE_STREAMBUILDER_H
