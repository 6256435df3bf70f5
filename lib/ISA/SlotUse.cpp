//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/ISA/SlotUse.h"

#include "a3/ISA/Fetch.h"

#include <algorithm>

using namespace a3;
using namespace a3::isa;

/// Sums of hostile addresses stay at the ends of their range.
static int64_t saturatingSum(int64_t a, int64_t b) {
  int64_t sum;
  if (!__builtin_add_overflow(a, b, &sum))
    return sum;
  return b < 0 ? INT64_MIN : INT64_MAX;
}

static void addWrite(SlotUse &use, const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  int64_t rows = fields[store_output::rows];
  int64_t bytes = fields[store_output::columns] * 4;
  int64_t pitch = fields[store_output::pitch];
  int64_t reach = std::max<int64_t>((rows - 1) * pitch, 0) + bytes;
  int64_t end = saturatingSum(operation.address.offset, reach);
  bool dense = pitch == bytes || rows == 1;
  if (!use.writes)
    use.denseColumns = fields[store_output::columns];
  if (!dense || use.denseColumns != fields[store_output::columns])
    use.denseColumns.reset();
  if (!use.writes || end > use.writtenEnd) {
    use.writtenEnd = end;
    use.writesLast = operation.index;
  }
  if (!use.writes)
    use.writes = operation.index;
}

std::map<unsigned, SlotUse> isa::slotUses(std::span<const Instruction> stream) {
  std::map<unsigned, SlotUse> uses;
  Fetch fetch(stream);
  while (auto operation = fetch.next()) {
    auto note = [&](std::optional<size_t> SlotUse::*first) {
      auto &place = uses[operation->address.slot].*first;
      if (!place)
        place = operation->index;
    };
    switch (operation->instruction->opcode) {
    case Opcode::LoadBias:
    case Opcode::LoadFormat:
    case Opcode::LoadKey:
    case Opcode::LoadValue:
    case Opcode::LoadQuery:
      note(&SlotUse::readsElements);
      break;
    case Opcode::LoadMask:
      note(&SlotUse::readsBytes);
      break;
    case Opcode::LoadSorted:
      note(&SlotUse::readsRowNumbers);
      break;
    case Opcode::StoreOutput:
      addWrite(uses[operation->address.slot], *operation);
      break;
    default:
      break;
    }
  }
  return uses;
}
