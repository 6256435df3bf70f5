//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PooledThreads.h"

#include <algorithm>
#include <mutex>
#include <pthread.h>
#include <vector>

using namespace a3;

namespace {

/// Pools that no call uses. Never destroyed: at the end of a process its
/// threads end with it.
struct Idle {
  std::mutex mutex;
  std::vector<std::unique_ptr<ThreadPool>> pools;
};

Idle *idle = nullptr;

/// A child process has none of its parent's threads, and perhaps a lock that
/// nobody will open.
void forget() { idle = new Idle; }

Idle &idlePools() {
  static bool registered = [] {
    idle = new Idle;
    return pthread_atfork(nullptr, nullptr, forget) == 0;
  }();
  (void)registered;
  return *idle;
}

} // namespace

PooledThreads::PooledThreads(unsigned threads) {
  Idle &known = idlePools();
  {
    std::lock_guard lock(known.mutex);
    auto found = std::ranges::find_if(known.pools, [&](const auto &candidate) {
      return candidate->threads() == threads;
    });
    if (found != known.pools.end()) {
      pool = std::move(*found);
      known.pools.erase(found);
    }
  }
  if (!pool)
    pool = std::make_unique<ThreadPool>(threads);
}

PooledThreads::~PooledThreads() {
  Idle &known = idlePools();
  std::lock_guard lock(known.mutex);
  known.pools.push_back(std::move(pool));
}
