//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DEBUGGER_SELECTIONWALK_H
#define A3_DEBUGGER_SELECTIONWALK_H

#include "a3/Simulator/Inspection.h"
#include "a3/Simulator/Simulator.h"

namespace a3 {

/// Candidate selection for people to look at: pointers walk one step after
/// another, as reference section 1 says. The simulator takes a shorter way to
/// the same candidates.
struct SelectionWalk {
  /// One side of one column.
  struct Pointer {
    int64_t taken = 0; ///< Products, those of masked rows not counted.
    int32_t row = -1;  ///< Under the pointer; -1 where the column is used up.
    double product = 0;
  };

  std::vector<Pointer> largest, smallest; ///< One a column.
  std::vector<double> greedy;             ///< One a row of the sorted keys.
  double sum = 0;                         ///< Of what was added.
  int64_t iterations = 0; ///< Those after which all is used up, left out.
  int64_t skipped = 0;    ///< Min sides that were left out.
  std::vector<int32_t> candidates;

  /// `query` has the bank's columns. Sums are taken in binary32 where the
  /// arithmetic is float.
  static SelectionWalk run(std::span<const double> query,
                           const BankContents &sortedKeys,
                           std::span<const int32_t> admitted,
                           int64_t iterations, bool skipMinSide,
                           Arithmetic arithmetic);
};

} // namespace a3

#endif // A3_DEBUGGER_SELECTIONWALK_H
