//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/SiteCache.h"

#include "a3/Program/Prediction.h"
#include "a3/Schedule/SizedSite.h"

using namespace a3;

Expected<LaunchedSite> SiteCache::find(const Program &program, size_t index,
                                       const int64_t *layout,
                                       const Machine &machine) {
  const Site &site = program.sites[index];
  std::pair<size_t, std::vector<int64_t>> key{index, {}};
  if (layout)
    key.second.assign(layout, layout + countLayout(site));
  auto found = entries.find(key);
  if (found == entries.end()) {
    Entry entry;
    if (layout) {
      Expected<Site> resolved = resolveSite(site, key.second, machine);
      if (!resolved)
        return tl::unexpected(resolved.error());
      entry.resolved = std::move(*resolved);
    }
    auto cost = predictSite(entry.resolved ? *entry.resolved : site, machine);
    if (!cost)
      return tl::unexpected(cost.error());
    entry.predictedCycles = cost->full.cycles;
    found = entries.emplace(std::move(key), std::move(entry)).first;
  }
  const Entry &entry = found->second;
  return LaunchedSite{entry.resolved ? &*entry.resolved : &site,
                      entry.predictedCycles};
}
