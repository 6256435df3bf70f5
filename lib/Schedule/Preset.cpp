//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Schedule/Preset.h"

#include <algorithm>
#include <fmt/format.h>

using namespace a3;

/// M is n divided by this.
static int64_t partOf(Preset preset) {
  return preset == Preset::Conservative ? 2 : 8;
}

/// M and T of a preset that approximates.
static Approximation approximationOf(Preset preset, int64_t rows) {
  bool conservative = preset == Preset::Conservative;
  int64_t part = partOf(preset);
  return {std::max<int64_t>(1, (rows + part - 1) / part),
          conservative ? 5.0 : 10.0};
}

static Expected<void> check(const ApproximationChoice &choice) {
  if (choice.m && *choice.m < 1)
    return failure(fmt::format("m counts iterations of the candidate selection "
                               "and must be at least 1, not {}",
                               *choice.m));
  if (choice.t && !(*choice.t > 0 && *choice.t <= 100))
    return failure(fmt::format("t is a percentage of the largest weight and "
                               "must be above 0 and at most 100, not {}",
                               *choice.t));
  if (choice.presetRows && *choice.presetRows < 1)
    return failure(fmt::format("the preset's rows must be at least 1, not {}",
                               *choice.presetRows));
  return {};
}

Expected<std::optional<Approximation>>
ApproximationChoice::resolve(int64_t rows) const {
  if (Expected<void> checked = check(*this); !checked)
    return tl::unexpected(checked.error());
  if (preset == Preset::Exact && !m && !t)
    return std::optional<Approximation>();
  Approximation result;
  if (preset != Preset::Exact)
    result = approximationOf(preset, presetRows.value_or(rows));
  result.iterations = m.value_or(result.iterations);
  result.threshold = t.value_or(result.threshold);
  return result;
}

Expected<std::optional<Approximation>>
ApproximationChoice::resolveLater() const {
  Expected<std::optional<Approximation>> result = resolve(/*rows=*/1);
  if (result && *result && preset != Preset::Exact && !m && !presetRows)
    (*result)->rowsPerIteration = partOf(preset);
  return result;
}
