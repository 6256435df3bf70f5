//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SUPPORT_THREADPOOL_H
#define A3_SUPPORT_THREADPOOL_H

#include <atomic>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace a3 {

/// Threads that live as long as the pool and share loops with the thread that
/// starts them. One loop runs at a time; a loop started inside another runs on
/// its own thread alone.
class ThreadPool {
public:
  /// Works on one range [begin, end) of a loop.
  using Body = void (*)(void *state, int64_t begin, int64_t end);

  /// `threads` counts the calling thread too; at least 1.
  explicit ThreadPool(unsigned threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool &) = delete;
  ThreadPool &operator=(const ThreadPool &) = delete;

  unsigned threads() const { return unsigned(workers.size()) + 1; }

  /// Whether this thread is inside a loop that several threads share.
  static bool insideLoop();

  /// Hands out [0, count) in ascending ranges of `grain` indices or more, and
  /// returns when all are done. Where there is nothing to share, calls the
  /// body once, directly.
  void forEach(int64_t count, int64_t grain, Body body, void *state);

  /// Calls `body(index)` for each index, handed out one by one: for bodies that
  /// take much longer than that.
  template <typename Function> void forEach(int64_t count, Function body) {
    auto range = [](void *state, int64_t begin, int64_t end) {
      for (int64_t index = begin; index < end; ++index)
        (*static_cast<Function *>(state))(index);
    };
    share(count, /*grain=*/1, range, &body);
  }

  /// Lets the other threads begin with a loop of single indices. The calling
  /// thread goes on, starts no other loop, and comes to `finish` in the end,
  /// which does what is left and returns when all is done.
  void start(int64_t count, Body body, void *state);
  void finish();

private:
  struct Loop {
    Body body;
    void *state;
    int64_t count, grain;
  };

  void share(int64_t count, int64_t grain, Body body, void *state);
  void publish(const Loop &newLoop);
  void work();
  void runRanges();

  std::vector<std::thread> workers;
  std::mutex mutex;
  Loop loop = {};
  bool open = false; ///< Workers may still join the loop.
  bool stopping = false;
  std::atomic<int64_t> next = 0;        ///< First index not handed out.
  std::atomic<uint32_t> helpers = 0;    ///< Workers that joined the loop.
  std::atomic<uint32_t> generation = 0; ///< Of loops, to wake the workers.
};

/// Calls `body(index)` for each index, on the threads of a pool if there is
/// one.
template <typename Function>
void forEach(ThreadPool *pool, int64_t count, Function body) {
  if (pool)
    return pool->forEach(count, body);
  for (int64_t index = 0; index < count; ++index)
    body(index);
}

} // namespace a3

#endif // A3_SUPPORT_THREADPOOL_H
