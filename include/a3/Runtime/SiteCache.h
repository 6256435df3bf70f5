//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_SITECACHE_H
#define A3_RUNTIME_SITECACHE_H

#include "a3/Machine/Machine.h"
#include "a3/Program/Program.h"

#include <map>
#include <span>

namespace a3 {

/// A site as a launch runs it.
struct LaunchedSite {
  const Site *site; ///< Of known sizes.
  int64_t predictedCycles;
};

/// What the launches so far had to find out of their sites: sizes that come
/// again find their stream, and all find what the cost model says of it.
class SiteCache {
public:
  /// Site `index` of the program, resolved for these numbers (`resolveSite`) if
  /// its sizes are not known; `layout` is null if they are. It stays where it
  /// is, as the program does.
  Expected<LaunchedSite> find(const Program &program, size_t index,
                              const int64_t *layout, const Machine &machine);

  /// Sites of these numbers leave out other rows than the program says, from
  /// now on. What was found for others is forgotten.
  void approximate(std::map<size_t, Approximations> approximations);

  /// Sites and sizes so far.
  size_t size() const { return entries.size(); }

private:
  struct Entry {
    std::optional<Site> resolved; ///< None where the program's will do.
    int64_t predictedCycles;
  };

  std::map<std::pair<size_t, std::vector<int64_t>>, Entry> entries;
  std::map<size_t, Approximations> changed;
};

} // namespace a3

#endif // A3_RUNTIME_SITECACHE_H
