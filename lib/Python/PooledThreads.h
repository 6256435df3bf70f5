//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_PYTHON_POOLEDTHREADS_H
#define A3_LIB_PYTHON_POOLEDTHREADS_H

#include "a3/Support/ThreadPool.h"

#include <memory>

namespace a3 {

/// Threads for one call, which are kept for the next one: to start them takes
/// longer than many a call.
class PooledThreads {
public:
  explicit PooledThreads(unsigned threads);
  ~PooledThreads();
  PooledThreads(const PooledThreads &) = delete;
  PooledThreads &operator=(const PooledThreads &) = delete;

  ThreadPool &get() { return *pool; }

private:
  std::unique_ptr<ThreadPool> pool;
};

} // namespace a3

#endif // A3_LIB_PYTHON_POOLEDTHREADS_H
