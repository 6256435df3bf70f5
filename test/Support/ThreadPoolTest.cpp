//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Support/ThreadPool.h"

#include <gtest/gtest.h>

using namespace a3;

namespace {

struct Counts {
  ThreadPool *pool;
  std::vector<std::atomic<int>> visits;

  Counts(ThreadPool &pool, size_t count) : pool(&pool), visits(count) {}

  bool allOne() const {
    for (const auto &visit : visits)
      if (visit != 1)
        return false;
    return true;
  }
};

void visit(void *state, int64_t begin, int64_t end) {
  for (int64_t i = begin; i < end; ++i)
    ++static_cast<Counts *>(state)->visits[size_t(i)];
}

TEST(ThreadPoolTest, EveryIndexIsVisitedOnce) {
  for (unsigned threads : {1u, 2u, 3u, 8u}) {
    ThreadPool pool(threads);
    EXPECT_EQ(pool.threads(), threads);
    for (int64_t count : {0, 1, 2, 7, 64, 1000})
      for (int64_t grain : {1, 5, 100}) {
        Counts counts(pool, size_t(count));
        pool.forEach(count, grain, visit, &counts);
        EXPECT_TRUE(counts.allOne()) << threads << " " << count << " " << grain;
      }
  }
}

TEST(ThreadPoolTest, ManyLoopsFollowEachOther) {
  ThreadPool pool(4);
  for (int i = 0; i < 5000; ++i) {
    Counts counts(pool, 16);
    pool.forEach(16, 1, visit, &counts);
    ASSERT_TRUE(counts.allOne()) << i;
  }
}

TEST(ThreadPoolTest, AStartedLoopIsDoneWhenItIsFinished) {
  for (unsigned threads : {1u, 2u, 5u}) {
    ThreadPool pool(threads);
    for (int i = 0; i < 1000; ++i) {
      Counts started(pool, 33), after(pool, 9);
      pool.start(33, visit, &started);
      EXPECT_FALSE(ThreadPool::insideLoop());
      pool.finish();
      ASSERT_TRUE(started.allOne()) << threads;
      pool.forEach(9, 1, visit, &after);
      ASSERT_TRUE(after.allOne()) << threads;
    }
  }
}

TEST(ThreadPoolTest, OtherThreadsWorkOnAStartedLoop) {
  ThreadPool pool(2);
  Counts counts(pool, 3);
  pool.start(3, visit, &counts);
  while (!counts.allOne())
    std::this_thread::yield();
  pool.finish();
}

TEST(ThreadPoolTest, SleepingWorkersAreWoken) {
  ThreadPool pool(2);
  for (int i = 0; i < 5; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    Counts counts(pool, 1000);
    pool.forEach(1000, 1, visit, &counts);
    ASSERT_TRUE(counts.allOne());
  }
}

TEST(ThreadPoolTest, ALoopInALoopStaysOnItsThread) {
  ThreadPool pool(3);
  Counts counts(pool, 64);
  EXPECT_FALSE(ThreadPool::insideLoop());
  pool.forEach(
      8, 1,
      [](void *state, int64_t begin, int64_t end) {
        EXPECT_TRUE(ThreadPool::insideLoop());
        auto *counts = static_cast<Counts *>(state);
        for (int64_t i = begin; i < end; ++i) {
          struct Inner {
            Counts *counts;
            int64_t offset;
            std::thread::id thread;
          } inner{counts, i * 8, std::this_thread::get_id()};
          counts->pool->forEach(
              8, 1,
              [](void *state, int64_t begin, int64_t end) {
                auto *inner = static_cast<Inner *>(state);
                EXPECT_EQ(std::this_thread::get_id(), inner->thread);
                visit(inner->counts, inner->offset + begin,
                      inner->offset + end);
              },
              &inner);
        }
      },
      &counts);
  EXPECT_FALSE(ThreadPool::insideLoop());
  EXPECT_TRUE(counts.allOne());
}

} // namespace
