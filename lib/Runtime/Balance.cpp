//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Balance.h"

#include "a3/Numerics/FixedPoint.h"
#include "a3/Support/ThreadPool.h"

#include <algorithm>
#include <cmath>

using namespace a3;

namespace {

bool isUsable(double range) { return std::isfinite(range) && range > 0; }

float largestOfHead(const OperandInfo &operand, int64_t head,
                    const float *data) {
  const float *first = data + headOffset(operand, head);
  int64_t rows = operand.sizes.end()[-2], columns = operand.sizes.back();
  int64_t pitch = operand.strides.end()[-2];
  if (pitch == columns)
    return largestMagnitude(first, rows * columns);
  float largest = 0;
  for (int64_t row = 0; row < rows && !std::isnan(largest); ++row) {
    float ofRow = largestMagnitude(first + row * pitch, columns);
    largest = ofRow <= largest ? largest : ofRow;
  }
  return largest;
}

/// Keys that several heads share have one factor, from the largest query of
/// all.
void shareRanges(const std::vector<int64_t> &records,
                 std::vector<Ranges> &ranges) {
  for (size_t head = 0; head < ranges.size(); ++head) {
    float &largest = ranges[size_t(records[head])].query;
    if (!std::isnan(largest) && !(ranges[head].query <= largest))
      largest = ranges[head].query;
  }
  for (size_t head = 0; head < ranges.size(); ++head)
    ranges[head].query = ranges[size_t(records[head])].query;
}

} // namespace

FormatRecord a3::balance(const Ranges &ranges, double scale,
                         const Machine &machine) {
  FormatRecord record;
  record.query = float(scale);
  double scaledQuery = double(ranges.query) * std::abs(scale);
  if (isUsable(scaledQuery) && isUsable(ranges.key)) {
    // floor(log2(sqrt(x))) is floor(log2(x)) halved toward minus infinity.
    int power = std::ilogb(double(ranges.key) / scaledQuery) >> 1;
    auto query = float(std::ldexp(scale, power));
    auto key = float(std::ldexp(1.0, -power));
    if (std::isnormal(query) && std::isnormal(key)) {
      record.query = query;
      record.key = key;
    }
  }
  if (isUsable(ranges.value)) {
    double limit = std::ldexp(1.0, int(machine.integerBits)) -
                   std::ldexp(1.0, -int(machine.fractionBits));
    int power = std::ilogb(limit / double(ranges.value));
    auto value = float(std::ldexp(1.0, power));
    auto output = float(std::ldexp(1.0, -power));
    if (std::isnormal(value) && std::isnormal(output)) {
      record.value = value;
      record.output = output;
    }
  }
  return record;
}

std::vector<Ranges> a3::measureRanges(const Site &site,
                                      const SiteOperands &operands,
                                      ThreadPool *pool) {
  std::vector<Ranges> ranges(size_t(site.heads));
  forEach(pool, site.heads, [&](int64_t head) {
    ranges[size_t(head)] = {largestOfHead(site.query, head, operands.query),
                            largestOfHead(site.key, head, operands.key),
                            largestOfHead(site.value, head, operands.value)};
  });
  shareRanges(headsOfKeys(site), ranges);
  return ranges;
}

std::vector<float> a3::balance(std::span<const Ranges> heads, double scale,
                               const Machine &machine) {
  std::vector<float> formats;
  for (const Ranges &head : heads) {
    FormatRecord record = balance(head, scale, machine);
    formats.insert(formats.end(),
                   {record.query, record.key, record.value, record.output});
  }
  return formats;
}
