//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_SITE_H
#define A3_RUNTIME_SITE_H

#include "a3/Program/Program.h"
#include "a3/Simulator/Simulator.h"

namespace a3 {

/// First elements of a site's operands in the host's memory, laid out as its
/// OperandInfos say. The mask is null where there is none.
struct SiteOperands {
  const float *query, *key, *value;
  const uint8_t *mask;
  float *output;
  const uint16_t *sortedRows = nullptr;
  const float *bias = nullptr;
};

/// What one run of a site did, and its format records: four factors a head, as
/// in `Site::formats`.
struct SiteRun {
  Statistics statistics;
  std::vector<float> formats;
};

struct Ranges;

/// Runs a site's stream on the simulator, straight on the host's memory. The
/// format records are the site's, or chosen from the data (`balance`), which
/// the full account pays for; `ranges` are those of the data, or null where
/// they are yet to be measured. Heads and queries are spread over the threads
/// of `pool`, which may be null; results do not depend on it.
Expected<SiteRun> runSite(const Site &site, const SiteOperands &operands,
                          const Machine &machine, Arithmetic arithmetic,
                          ThreadPool *pool = nullptr,
                          Observer *observer = nullptr,
                          const std::vector<Ranges> *ranges = nullptr);

} // namespace a3

#endif // A3_RUNTIME_SITE_H
