//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Prediction.h"

#include "a3/Program/Check.h"

#include <set>

using namespace a3;

std::vector<RangeBytes> a3::rangeBytes(const Site &site) {
  if (!site.formats.empty())
    return {};
  std::vector<RangeBytes> bytes(size_t(site.heads));
  std::vector<int64_t> records = headsOfKeys(site);
  const OperandInfo *const operands[] = {&site.query, &site.key, &site.value};
  for (size_t i = 0; i < std::size(operands); ++i) {
    const OperandInfo &operand = *operands[i];
    int64_t elements = operand.sizes.end()[-2] * operand.sizes.back();
    std::set<int64_t> known;
    for (int64_t head = 0; head < site.heads; ++head)
      if (known.insert(headOffset(operand, head)).second)
        bytes[size_t(records[size_t(head)])][i] +=
            elements * int64_t(sizeof(float));
  }
  return bytes;
}

Expected<Statistics> a3::predictSite(const Site &site, const Machine &machine) {
  return predict(site.stream, slotSizes(site), machine, rangeBytes(site));
}
