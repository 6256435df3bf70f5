//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SCHEDULE_PRESET_H
#define A3_SCHEDULE_PRESET_H

#include "a3/Program/Program.h"

#include <array>

namespace a3 {

/// How much approximate A3 leaves out, by a name (reference section 1).
enum class Preset { Exact, Conservative, Aggressive };
inline constexpr std::array<std::string_view, 3> presetNames = {
    "exact", "conservative", "aggressive"};

/// What is asked for: a preset, with M and T overridden where they are given.
/// With neither, computation is exact.
struct ApproximationChoice {
  Preset preset = Preset::Exact;
  std::optional<std::string>
      m; ///< A number, or a part of n (`parseIterations`).
  std::optional<double> t;
  /// What the preset's M is a part of; the number of valid rows if not given.
  std::optional<int64_t> presetRows;

  /// M and T for queries with `rows` valid rows. Conservative is M = rows / 2
  /// and T = 5, aggressive M = rows / 8 and T = 10; M is rounded up and at
  /// least
  /// 1. Errors name what is out of range: m below 1 or no number, t not in
  /// (0, 100], preset rows below 1.
  Expected<std::optional<Approximation>> resolve(int64_t rows) const;

  /// The same where only the launch will know the rows: a preset's M is a part
  /// of n.
  Expected<std::optional<Approximation>> resolveLater() const;
};

} // namespace a3

#endif // A3_SCHEDULE_PRESET_H
