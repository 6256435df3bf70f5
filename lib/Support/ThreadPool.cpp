//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Support/ThreadPool.h"

#include <algorithm>

using namespace a3;

namespace {

thread_local bool inLoop = false;

/// Loops of one model follow each other closely: waking a sleeping thread
/// costs more than many of them take, so threads look around first.
constexpr int spins = 4000;

void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/// Waits until `value` is no longer `old`.
void waitForChange(const std::atomic<uint32_t> &value, uint32_t old) {
  for (int spin = 0; spin < spins; ++spin) {
    if (value.load(std::memory_order_acquire) != old)
      return;
    relax();
  }
  value.wait(old);
}

} // namespace

ThreadPool::ThreadPool(unsigned threads) {
  for (unsigned i = 1; i < threads; ++i)
    workers.emplace_back([this] { work(); });
}

ThreadPool::~ThreadPool() {
  {
    std::lock_guard lock(mutex);
    stopping = true;
  }
  ++generation;
  generation.notify_all();
  for (std::thread &worker : workers)
    worker.join();
}

bool ThreadPool::insideLoop() { return inLoop; }

void ThreadPool::forEach(int64_t count, int64_t grain, Body body, void *state) {
  // A few ranges a thread even out what they cost.
  share(count, std::max(grain, count / (int64_t(threads()) * 4)), body, state);
}

/// Hands out ranges of `grain` indices.
void ThreadPool::share(int64_t count, int64_t grain, Body body, void *state) {
  if (count <= 0)
    return;
  if (workers.empty() || count <= grain || inLoop)
    return body(state, 0, count);
  publish({body, state, count, grain});
  finish();
}

void ThreadPool::start(int64_t count, Body body, void *state) {
  publish({body, state, count, /*grain=*/1});
}

void ThreadPool::publish(const Loop &newLoop) {
  {
    std::lock_guard lock(mutex);
    loop = newLoop;
    next = 0;
    open = true;
  }
  ++generation;
  generation.notify_all();
}

void ThreadPool::finish() {
  runRanges();
  {
    std::lock_guard lock(mutex);
    open = false;
  }
  while (uint32_t running = helpers.load(std::memory_order_acquire))
    waitForChange(helpers, running);
}

void ThreadPool::runRanges() {
  inLoop = true;
  while (true) {
    int64_t begin = next.fetch_add(loop.grain);
    if (begin >= loop.count)
      break;
    loop.body(loop.state, begin, std::min(begin + loop.grain, loop.count));
  }
  inLoop = false;
}

void ThreadPool::work() {
  for (uint32_t seen = 0;;) {
    waitForChange(generation, seen);
    seen = generation;
    {
      std::lock_guard lock(mutex);
      if (stopping)
        return;
      if (!open)
        continue;
      ++helpers;
    }
    runRanges();
    --helpers;
    helpers.notify_one();
  }
}
