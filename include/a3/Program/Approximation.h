//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_PROGRAM_APPROXIMATION_H
#define A3_PROGRAM_APPROXIMATION_H

#include "a3/Support/Expected.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace a3 {

/// What approximate A3 leaves out (reference section 1). Nothing by default.
struct Approximation {
  /// M, iterations of the candidate selection; 0 takes every row.
  int64_t iterations = 0;
  /// T, percent of the largest weight that a candidate must reach; 0 keeps all.
  double threshold = 0;
  /// Where this is not 0, M is so many thousandths of n, rounded up: in a site
  /// whose n only the launch knows.
  int64_t thousandthsOfRows = 0;

  bool selects() const { return iterations > 0 || thousandthsOfRows > 0; }
  bool isExact() const { return !selects() && threshold == 0; }
  /// For n rows: M as a number.
  Approximation resolve(int64_t rows) const;

  bool operator==(const Approximation &) const = default;
  auto operator<=>(const Approximation &) const = default;
};

/// What the heads of a site leave out: those of one list take its entries in
/// turn, over and over. An empty list is exact.
using Approximations = std::vector<Approximation>;

/// Whether a program may hold these: M is not negative and T from 0 to 100.
bool isInRange(const Approximation &approximation);

/// Whether all heads have the same.
bool isUniform(const Approximations &approximations);

/// All equal entries as one, and none where all is exact.
Approximations simplify(Approximations approximations);

/// M as text: "40", or as a part of n, "0.125n".
std::string describeIterations(const Approximation &approximation);

/// The reverse: sets M of `approximation`. An error says what is allowed.
Expected<void> parseIterations(std::string_view text,
                               Approximation &approximation);

/// By the name of a site.
using ApproximationTable = std::map<std::string, Approximations, std::less<>>;

/// Reads JSON, which `docs/tuning.md` describes:
///
///     {"sites": {"attention.0": {"m": "0.125n", "t": 5},
///                "attention.1": [{"t": 5}, {"m": 40, "t": 10}]}}
///
/// A list has an entry a head. Without `m` all rows are candidates, without `t`
/// all candidates stay. What else an object has beside `sites` is for people.
Expected<ApproximationTable> parseApproximations(std::string_view json);

} // namespace a3

#endif // A3_PROGRAM_APPROXIMATION_H
