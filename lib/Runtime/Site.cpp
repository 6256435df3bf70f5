//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Site.h"

#include "a3/Runtime/Balance.h"

#include <cstring>

using namespace a3;

namespace {

std::vector<FormatRecord> fixedRecords(const Site &site) {
  std::vector<FormatRecord> records(site.formats.size() * sizeof(float) /
                                    sizeof(FormatRecord));
  std::memcpy(records.data(), site.formats.data(),
              records.size() * sizeof(FormatRecord));
  return records;
}

/// A slot that instructions only read, or the output.
Memory slotOf(const void *data, int64_t bytes) {
  if (!data)
    return {};
  return {static_cast<uint8_t *>(const_cast<void *>(data)), size_t(bytes)};
}

} // namespace

int64_t a3::headOffset(const OperandInfo &operand, int64_t head) {
  int64_t offset = 0;
  for (size_t i = operand.sizes.size() - 2; i-- > 0;) {
    offset += head % operand.sizes[i] * operand.strides[i];
    head /= operand.sizes[i];
  }
  return offset;
}

Expected<Statistics> a3::runSite(const Site &site, const SiteOperands &operands,
                                 const Machine &machine,
                                 Arithmetic arithmetic) {
  bool calibrated = !site.formats.empty();
  std::vector<FormatRecord> records =
      calibrated ? fixedRecords(site) : balance(site, operands, machine);
  std::array<Memory, numSlots> memory;
  memory[size_t(Slot::Query)] = slotOf(operands.query, site.query.bytes);
  memory[size_t(Slot::Key)] = slotOf(operands.key, site.key.bytes);
  memory[size_t(Slot::Value)] = slotOf(operands.value, site.value.bytes);
  memory[size_t(Slot::Mask)] = slotOf(operands.mask, site.maskRows.bytes);
  memory[size_t(Slot::Output)] = slotOf(operands.output, site.output.bytes);
  memory[size_t(Slot::Format)] =
      slotOf(records.data(), int64_t(records.size() * sizeof(FormatRecord)));
  Expected<Statistics> statistics =
      simulate(site.stream, memory, machine, arithmetic);
  if (statistics && !calibrated)
    *statistics += balanceCost(site, machine);
  return statistics;
}
