//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_LOSTMASS_H
#define A3_RUNTIME_LOSTMASS_H

#include "a3/Runtime/QueryObserver.h"

namespace a3 {

/// The share of a query's exact softmax that lies on rows which were not kept:
/// what approximation leaves out, apart from the number format. Exact is
/// softmax(scale · q · Kᵀ) over the rows that the masks admit, in binary64 from
/// the operands as they are. 0 where no row is admitted.
double lostMass(const Site &site, const SiteOperands &operands, int64_t query,
                const QueryRows &rows);

/// Over queries.
struct LostMass {
  double sum = 0, largest = 0;
  int64_t queries = 0;

  double mean() const { return queries ? sum / double(queries) : 0; }
  LostMass &operator+=(const LostMass &other);
};

/// Runs a site one query after the other, which `observer` follows. Returns
/// what `runSite` writes as output, and leaves that as it is; `ranges` are as
/// for `runSite`.
Expected<std::vector<float>>
runByQuery(const Site &site, const SiteOperands &operands,
           const Machine &machine, Arithmetic arithmetic,
           QueryObserver &observer,
           const std::vector<Ranges> *ranges = nullptr);

/// Runs a site like that for the mass that its queries lose: before `runSite`,
/// which may write its output in the place of an operand.
Expected<LostMass> measureLostMass(const Site &site,
                                   const SiteOperands &operands,
                                   const Machine &machine,
                                   Arithmetic arithmetic);

} // namespace a3

#endif // A3_RUNTIME_LOSTMASS_H
