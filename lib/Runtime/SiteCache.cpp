//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/SiteCache.h"

#include "a3/Schedule/SizedSite.h"

using namespace a3;

Expected<const Site *> SiteCache::find(const Program &program, size_t index,
                                       const int64_t *layout,
                                       const Machine &machine) {
  const Site &site = program.sites[index];
  std::pair<size_t, std::vector<int64_t>> key{
      index, {layout, layout + countLayout(site)}};
  if (auto found = sites.find(key); found != sites.end())
    return &found->second;
  Expected<Site> resolved = resolveSite(site, key.second, machine);
  if (!resolved)
    return tl::unexpected(resolved.error());
  return &sites.emplace(std::move(key), std::move(*resolved)).first->second;
}
