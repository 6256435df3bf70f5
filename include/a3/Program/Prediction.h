//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_PROGRAM_PREDICTION_H
#define A3_PROGRAM_PREDICTION_H

#include "a3/Program/Program.h"
#include "a3/Simulator/Simulator.h"

namespace a3 {

/// What the machine reads for the ranges of each head (see `simulate`): its K
/// and V, and q of all heads that share them, or what of that no head before
/// has. Nothing where the site has its format records.
std::vector<RangeBytes> rangeBytes(const Site &site);

/// What one run of a site will take (see `predict`).
Expected<Statistics> predictSite(const Site &site, const Machine &machine);

} // namespace a3

#endif // A3_PROGRAM_PREDICTION_H
