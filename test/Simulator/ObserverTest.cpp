//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Simulator/Observer.h"
#include "Streams.h"

using namespace a3;
using namespace a3::test;

namespace {

/// Writes down what it is told.
class Notes final : public Observer {
public:
  explicit Notes(bool rows) : rows(rows) {}

  void executed(const isa::Operation &operation,
                std::span<const QueryWork> works) override {
    if (operation.instruction->opcode == isa::Opcode::Attend)
      attends.emplace_back(works.begin(), works.end());
    if (operation.instruction->opcode == isa::Opcode::StoreOutput)
      stores.push_back(operation.address.offset);
  }
  void fetched(const isa::Operation &, int64_t ready, int64_t begin) override {
    fetches.emplace_back(ready, begin);
  }
  void started(const isa::Operation &operation, const Course &course) override {
    courses[size_t(operation.queue)].push_back(course);
  }
  void passed(const isa::Operation &, int64_t query, const QueryWork &work,
              const Passage &passage) override {
    passages.emplace_back(query, passage);
    candidates += work.candidates;
  }
  void selected(std::span<const int32_t> admitted,
                std::span<const int32_t> candidates,
                std::span<const int32_t> kept) override {
    admittedRows.emplace_back(admitted.begin(), admitted.end());
    candidateRows.emplace_back(candidates.begin(), candidates.end());
    keptRows.emplace_back(kept.begin(), kept.end());
  }
  bool wantsRows() const override { return rows; }
  bool cancelled() const override { return attends.size() == most; }

  std::vector<std::vector<QueryWork>> attends;
  std::vector<int64_t> stores;
  std::vector<std::vector<int32_t>> admittedRows, candidateRows, keptRows;
  std::vector<std::pair<int64_t, int64_t>> fetches;
  std::array<std::vector<Course>, isa::numQueues> courses;
  std::vector<std::pair<int64_t, Passage>> passages;
  int64_t candidates = 0;
  size_t most = 100; ///< Attends before it cancels.

private:
  bool rows;
};

/// Keys of the doubly buffered stream whose first column is the row's number.
struct Operands {
  std::vector<float> query = std::vector<float>(36);
  std::vector<float> key = std::vector<float>(96);
  std::vector<float> value = std::vector<float>(96);
  std::vector<float> output = std::vector<float>(36);

  Operands() {
    for (size_t row = 0; row < 24; ++row)
      key[row * 4] = float(row % 8);
    for (size_t i = 0; i < 36; i += 4)
      query[i] = 1;
  }

  Expected<Statistics> run(std::string_view text, Arithmetic arithmetic,
                           Observer &observer) {
    auto bytes = [](std::vector<float> &elements) {
      return Memory(reinterpret_cast<uint8_t *>(elements.data()),
                    elements.size() * sizeof(float));
    };
    std::vector<Memory> slots = {bytes(query), bytes(key), bytes(value),
                                 bytes(output)};
    return simulate(parse(text), slots, hpca20(), arithmetic, /*pool=*/nullptr,
                    &observer);
  }
};

/// Rows within ln 10 = 2.3 of the best stay: 5, 6 and 7.
std::string approximate() {
  return "set_approximation threshold=10000\n" + std::string(doubleBuffered);
}

TEST(ObserverTest, IsToldEveryOperationInTheOrderOfItsQueue) {
  for (bool rows : {false, true}) {
    Notes notes(rows);
    auto statistics = Operands().run(approximate(), Arithmetic::Fixed, notes);
    ASSERT_TRUE(statistics) << statistics.error().message;
    ASSERT_EQ(notes.attends.size(), 3u);
    EXPECT_EQ(notes.stores, (std::vector<int64_t>{0, 48, 96}));
    for (const auto &works : notes.attends) {
      ASSERT_EQ(works.size(), 3u);
      EXPECT_EQ(works[0].candidates, 8);
      EXPECT_EQ(works[0].kept, 3);
    }
  }
}

TEST(ObserverTest, IsToldTheRowsIfItWantsThem) {
  for (Arithmetic arithmetic : {Arithmetic::Fixed, Arithmetic::Float}) {
    Notes notes(/*rows=*/true);
    ASSERT_TRUE(Operands().run(approximate(), arithmetic, notes));
    ASSERT_EQ(notes.keptRows.size(), 9u);
    for (size_t query = 0; query < 9; ++query) {
      EXPECT_EQ(notes.admittedRows[query].size(), 8u);
      EXPECT_EQ(notes.candidateRows[query].size(), 8u);
      EXPECT_EQ(notes.keptRows[query], (std::vector<int32_t>{5, 6, 7}));
    }
    Notes indifferent(/*rows=*/false);
    ASSERT_TRUE(Operands().run(approximate(), arithmetic, indifferent));
    EXPECT_TRUE(indifferent.keptRows.empty());
  }
}

TEST(ObserverTest, IsToldTheCyclesOfEveryOperation) {
  Notes notes(/*rows=*/false);
  auto statistics = Operands().run(approximate(), Arithmetic::Fixed, notes);
  ASSERT_TRUE(statistics);
  size_t operations = 0;
  int64_t last = 0;
  for (const std::vector<Course> &courses : notes.courses) {
    int64_t free = 0;
    for (const Course &course : courses) {
      EXPECT_GE(course.ready, free);
      EXPECT_GE(course.start, course.ready);
      EXPECT_GE(course.begin, course.start);
      EXPECT_GT(course.free, course.begin);
      free = course.free;
      last = std::max(last, course.done);
    }
    operations += courses.size();
  }
  EXPECT_EQ(last, statistics->full.cycles);
  EXPECT_EQ(notes.fetches.size(), operations);
  int64_t fetched = 0;
  for (auto [ready, begin] : notes.fetches) {
    EXPECT_EQ(ready, fetched);
    fetched = begin + 1;
  }
  // The first key is there when its bytes are through the port.
  const Course &load = notes.courses[size_t(isa::Queue::Load)].front();
  EXPECT_EQ(load.resource, Resource::Port);
  EXPECT_EQ((load.free - load.begin) * hpca20().portBytes,
            doubleBufferedSlots[1] / 3);
  EXPECT_EQ(load.done - load.free, hpca20().portLatency);
  const Course &store = notes.courses[size_t(isa::Queue::Store)].back();
  EXPECT_LT(store.ready, store.start);
  EXPECT_EQ(store.waits, QueueActivity::Compute);
}

TEST(ObserverTest, IsToldHowQueriesPass) {
  Notes notes(/*rows=*/false);
  auto statistics = Operands().run(approximate(), Arithmetic::Fixed, notes);
  ASSERT_TRUE(statistics);
  ASSERT_EQ(int64_t(notes.passages.size()), statistics->queries);
  EXPECT_EQ(notes.candidates, statistics->candidates);
  StageTimes busy = {};
  for (size_t i = 0; i < notes.passages.size(); ++i) {
    const auto &[query, passage] = notes.passages[i];
    EXPECT_EQ(query, int64_t(i % 3));
    for (size_t stage = 0; stage < numStages; ++stage)
      busy[stage].busy += passage.end[stage] - passage.start[stage];
  }
  for (size_t stage = 0; stage < numStages; ++stage)
    EXPECT_EQ(busy[stage].busy, statistics->full.stages[stage].busy);
}

TEST(ObserverTest, MayEndARun) {
  Notes notes(/*rows=*/false);
  notes.most = 2;
  auto statistics = Operands().run(approximate(), Arithmetic::Fixed, notes);
  ASSERT_FALSE(statistics);
  EXPECT_EQ(statistics.error().message, "the run was cancelled");
  EXPECT_EQ(notes.attends.size(), 2u);
}

} // namespace
