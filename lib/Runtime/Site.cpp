//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Site.h"

#include "a3/Program/Prediction.h"
#include "a3/Runtime/Balance.h"

using namespace a3;

namespace {

/// A slot that instructions only read, or the output.
Memory slotOf(const void *data, int64_t bytes) {
  if (!data)
    return {};
  return {static_cast<uint8_t *>(const_cast<void *>(data)), size_t(bytes)};
}

} // namespace

Expected<SiteRun> a3::runSite(const Site &site, const SiteOperands &operands,
                              const Machine &machine, Arithmetic arithmetic,
                              ThreadPool *pool, Observer *observer,
                              const std::vector<Ranges> *ranges) {
  std::vector<float> formats = site.formats;
  if (formats.empty())
    formats = balance(ranges ? *ranges : measureRanges(site, operands, pool),
                      site.scale, machine);
  std::array<Memory, numSlots> memory;
  memory[size_t(Slot::Query)] = slotOf(operands.query, site.query.bytes);
  memory[size_t(Slot::Key)] = slotOf(operands.key, site.key.bytes);
  memory[size_t(Slot::Value)] = slotOf(operands.value, site.value.bytes);
  memory[size_t(Slot::Mask)] = slotOf(operands.mask, site.maskRows.bytes);
  memory[size_t(Slot::Output)] = slotOf(operands.output, site.output.bytes);
  memory[size_t(Slot::SortedRows)] =
      slotOf(operands.sortedRows, site.sortedRows.bytes);
  memory[size_t(Slot::Bias)] = slotOf(operands.bias, site.bias.bytes);
  memory[size_t(Slot::Format)] =
      slotOf(formats.data(), int64_t(formats.size() * sizeof(float)));
  Expected<Statistics> statistics =
      simulate(site.stream, memory, machine, arithmetic, pool, observer,
               rangeBytes(site));
  if (!statistics)
    return tl::unexpected(statistics.error());
  return SiteRun{*statistics, std::move(formats)};
}
