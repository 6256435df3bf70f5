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

/// The sites of unknown sizes, as they were in the launches so far: a size that
/// comes again finds its stream.
class SiteCache {
public:
  /// Site `index` of the program, resolved for these numbers (`resolveSite`).
  /// It stays where it is.
  Expected<const Site *> find(const Program &program, size_t index,
                              const int64_t *layout, const Machine &machine);

  /// Streams written so far.
  size_t size() const { return sites.size(); }

private:
  std::map<std::pair<size_t, std::vector<int64_t>>, Site> sites;
};

} // namespace a3

#endif // A3_RUNTIME_SITECACHE_H
