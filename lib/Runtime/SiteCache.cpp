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

/// What a launch runs; none where it is what the program has.
static Expected<std::optional<Site>>
resolve(const Site &site, std::span<const int64_t> layout,
        const Approximations *approximations, const Machine &machine) {
  if (!approximations && layout.empty())
    return std::nullopt;
  Expected<Site> result = site;
  if (approximations)
    result = approximateSite(std::move(*result), *approximations, machine);
  if (result && !layout.empty())
    result = resolveSite(*result, layout, machine);
  return result;
}

Expected<LaunchedSite> SiteCache::find(const Program &program, size_t index,
                                       const int64_t *layout,
                                       const Machine &machine) {
  const Site &site = program.sites[index];
  std::pair<size_t, std::vector<int64_t>> key{index, {}};
  if (layout)
    key.second.assign(layout, layout + countLayout(site));
  auto found = entries.find(key);
  if (found == entries.end()) {
    auto other = changed.find(index);
    auto resolved =
        resolve(site, key.second,
                other == changed.end() ? nullptr : &other->second, machine);
    if (!resolved)
      return tl::unexpected(resolved.error());
    Entry entry{std::move(*resolved), 0};
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

void SiteCache::approximate(std::map<size_t, Approximations> approximations) {
  if (approximations == changed)
    return;
  entries.clear();
  changed = std::move(approximations);
}
