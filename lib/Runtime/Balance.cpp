//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Balance.h"

#include "a3/Support/ThreadPool.h"

#include <algorithm>
#include <bit>
#include <cmath>

using namespace a3;

namespace {

bool isUsable(double range) { return std::isfinite(range) && range > 0; }

/// Bits of the largest magnitude in a row. As integers without the sign, NaN
/// is above infinity and infinity above all numbers.
int32_t largestBits(const float *row, int64_t columns) {
  int32_t largest = 0;
  for (int64_t i = 0; i < columns; ++i)
    largest = std::max(largest, std::bit_cast<int32_t>(row[i]) & 0x7fffffff);
  return largest;
}

float largestMagnitude(const OperandInfo &operand, int64_t head,
                       const float *data) {
  size_t rank = operand.sizes.size();
  const float *first = data + headOffset(operand, head);
  int32_t largest = 0;
  for (int64_t row = 0; row < operand.sizes[rank - 2]; ++row)
    largest =
        std::max(largest, largestBits(first + row * operand.strides[rank - 2],
                                      operand.sizes[rank - 1]));
  return std::bit_cast<float>(largest);
}

int64_t distinctBytes(const OperandInfo &operand) {
  int64_t bytes = sizeof(float);
  for (size_t i = 0; i < operand.sizes.size(); ++i)
    if (operand.strides[i])
      bytes *= operand.sizes[i];
  return bytes;
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

std::vector<FormatRecord> a3::balance(const Site &site,
                                      const SiteOperands &operands,
                                      const Machine &machine,
                                      ThreadPool *pool) {
  std::vector<FormatRecord> records(size_t(site.heads));
  forEach(pool, site.heads, [&](int64_t head) {
    Ranges ranges{largestMagnitude(site.query, head, operands.query),
                  largestMagnitude(site.key, head, operands.key),
                  largestMagnitude(site.value, head, operands.value)};
    records[size_t(head)] = balance(ranges, site.scale, machine);
  });
  return records;
}

Statistics a3::balanceCost(const Site &site, const Machine &machine) {
  int64_t bytes = distinctBytes(site.query) + distinctBytes(site.key) +
                  distinctBytes(site.value);
  int64_t transfer = (bytes + machine.portBytes - 1) / machine.portBytes;
  Statistics cost = idleStatistics(machine, transfer + machine.portLatency);
  cost.bytesLoaded = bytes;
  cost.times.port = transfer;
  cost.full.portEnergy =
      machine.portEnergy * double(bytes) / 1000; // From pJ to nJ.
  return cost;
}
