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

/// M and T of a preset that approximates.
static Approximation approximationOf(Preset preset) {
  if (preset == Preset::Conservative)
    return {.threshold = 5, .thousandthsOfRows = 500};
  return {.threshold = 10, .thousandthsOfRows = 125};
}

static Expected<void> check(const ApproximationChoice &choice) {
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
  Expected<std::optional<Approximation>> result = resolveLater();
  if (result && *result)
    *result = (*result)->resolve(rows);
  return result;
}

Expected<std::optional<Approximation>>
ApproximationChoice::resolveLater() const {
  if (Expected<void> checked = check(*this); !checked)
    return tl::unexpected(checked.error());
  if (preset == Preset::Exact && !m && !t)
    return std::optional<Approximation>();
  Approximation result;
  if (preset != Preset::Exact)
    result = approximationOf(preset);
  if (presetRows)
    result = result.resolve(*presetRows);
  result.threshold = t.value_or(result.threshold);
  if (m)
    if (Expected<void> parsed = parseIterations(*m, result); !parsed)
      return tl::unexpected(parsed.error());
  return result;
}
