//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OrderCheck.h"

#include "Datapath.h"

#include <cstring>
#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;

float OrderCheck::Keys::at(int64_t row, int64_t column) const {
  float value;
  std::memcpy(&value, data + row * pitch + column * 4, sizeof(value));
  return value * factor;
}

Expected<void> OrderCheck::check(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  int64_t rows = fields[load_sorted::rows];
  const Keys &keys = banks[operation.bank];
  for (int64_t column = 0; column < fields[load_sorted::columns]; ++column) {
    const uint8_t *order =
        place(operation) + column * fields[load_sorted::pitch];
    seen.assign(size_t(rows), false);
    float previous = 0;
    for (int64_t index = 0; index < rows; ++index) {
      uint16_t row;
      std::memcpy(&row, order + index * 2, sizeof(row));
      if (row >= rows || seen[row])
        return failure(fmt::format("the sorted rows of column {} do not name "
                                   "each of {} rows once: entry {} is {}",
                                   column, rows, index, row));
      seen[row] = true;
      float value = keys.at(row, column);
      if (index > 0 && !(previous <= value))
        return failure(fmt::format("the sorted rows of column {} do not "
                                   "ascend: row {} at entry {} holds {} behind "
                                   "{}",
                                   column, row, index, value, previous));
      previous = value;
    }
  }
  return {};
}

Expected<void> OrderCheck::execute(const Operation &operation) {
  if (memory.empty())
    return {};
  switch (operation.instruction->opcode) {
  case Opcode::LoadFormat: {
    Format format;
    std::memcpy(&format, place(operation), sizeof(format));
    keyFactor = format.key;
    return {};
  }
  case Opcode::LoadKey:
    banks[operation.bank] = {place(operation),
                             operation.instruction->fields[load_key::pitch],
                             keyFactor};
    return {};
  case Opcode::LoadSorted:
    return check(operation);
  default:
    return {};
  }
}
