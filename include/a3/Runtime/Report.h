//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_REPORT_H
#define A3_RUNTIME_REPORT_H

#include "a3/Runtime/Executable.h"

namespace a3 {

/// The share of the multipliers of the dot product and output modules that
/// worked on elements of admitted rows, over the cycles of the paper's account.
/// What is missing to 1: idle lanes (d or dv below the lanes), fills, and the
/// pipeline's start and end.
double utilisation(const Site &site, const Statistics &statistics,
                   const Machine &machine);

/// The contents of `--stats`: a JSON object, cycles and nJ in both accounts.
std::string statisticsJson(const Program &program, const Machine &machine,
                           const RunReport &report);

/// A short table for people: a line a site and the totals.
std::string summary(const Program &program, const Machine &machine,
                    const RunReport &report);

/// Tables for people, for each site and in all: the cycles of stages, queues
/// and fetch unit with what they wait for, the modules' area and energy, and
/// the rows of the queries.
std::string details(const Program &program, const Machine &machine,
                    const RunReport &report);

/// What one stream did that ran without a program around it.
struct StreamReport {
  std::string site; ///< Empty for a bare stream.
  Statistics statistics;
};

/// What `a3-sim` prints: as JSON, or a short text for people.
std::string streamStatisticsJson(const Machine &machine,
                                 std::span<const StreamReport> reports);
std::string streamSummary(const Machine &machine,
                          std::span<const StreamReport> reports);

} // namespace a3

#endif // A3_RUNTIME_REPORT_H
