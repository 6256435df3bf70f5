//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Trace.h"

#include "a3/ISA/Assembly.h"
#include "a3/Simulator/Simulator.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace a3;
using nlohmann::json;

namespace {

/// Three heads of n = 8, d = dv = 4, with keys sorted and all banks double:
/// every kind of waiting but that for a full fetch queue.
constexpr std::string_view stream = R"(
  set_address stream=query, slot=0
  set_stride stream=query, level=0, bytes=48
  set_address stream=key, slot=1
  set_stride stream=key, level=0, bytes=128
  set_address stream=value, slot=2
  set_stride stream=value, level=0, bytes=128
  set_address stream=output, slot=3
  set_stride stream=output, level=0, bytes=48
  set_shape rows=8, depth=4, value_depth=4
  set_approximation iterations=6, threshold=10000
  sync_compute signal(load)
  sync_compute signal(load)
  sync_store signal(compute)
  sync_store signal(compute)
  loop level=0, count=3, length=6
    load_key rows=8, columns=4, pitch=16, rotate=1 wait(compute)
    sort_key rotate=1
    load_value rows=8, columns=4, pitch=16, rotate=1
    load_query rows=3, columns=4, pitch=16, rotate=1 signal(compute)
    attend queries=3, rotate=1, query_rotate=1 wait(load, store) signal(load, store)
    store_output rows=3, columns=4, pitch=16, rotate=1 wait(compute) signal(compute)
)";

/// The places of the events that cover cycles, of one process: their sum by
/// track and name, and the tracks in the order of their cycles.
struct Tracks {
  std::map<std::string, std::map<std::string, int64_t>> sums;
  std::map<std::string, std::vector<std::pair<int64_t, int64_t>>> slices;

  Tracks(const json &trace, int64_t process) {
    std::map<int64_t, std::string> names;
    for (const json &event : trace["traceEvents"]) {
      if (event.value("pid", 0) != process)
        continue;
      if (event["name"] == "thread_name")
        names[event["tid"]] = event["args"]["name"];
      if (event["ph"] != "X")
        continue;
      const std::string &track = names.at(event["tid"]);
      int64_t begin = event["ts"], cycles = event["dur"];
      std::string what = event["cat"] == "wait" ? event["name"] : event["cat"];
      sums[track][what] += cycles;
      slices[track].emplace_back(begin, begin + cycles);
    }
    for (auto &[track, places] : slices)
      std::ranges::sort(places);
  }

  bool overlap() const {
    for (const auto &[track, places] : slices)
      for (size_t i = 1; i < places.size(); ++i)
        if (places[i].first < places[i - 1].second)
          return true;
    return false;
  }
};

class TraceTest : public testing::Test {
protected:
  const std::string path =
      testing::TempDir() + "a3-trace-" + std::to_string(getpid()) + ".json";
  Machine machine = *loadMachine("a3-hpca20");
  std::vector<float> query = std::vector<float>(36, 0.5f);
  std::vector<float> key = std::vector<float>(96);
  std::vector<float> value = std::vector<float>(96, 1.0f);
  std::vector<float> output = std::vector<float>(36);

  ~TraceTest() override { std::filesystem::remove(path); }

  void SetUp() override {
    machine.units = 2;
    for (size_t i = 0; i < key.size(); ++i)
      key[i] = float(i * 7 % 16) / 8 - 1;
  }

  Statistics launch(Trace &trace, size_t site, const std::string &name,
                    const Site *model = nullptr) {
    auto bytes = [](std::vector<float> &elements) {
      return Memory(reinterpret_cast<uint8_t *>(elements.data()),
                    elements.size() * sizeof(float));
    };
    std::vector<Memory> slots = {bytes(query), bytes(key), bytes(value),
                                 bytes(output)};
    auto instructions = isa::assemble(stream);
    EXPECT_TRUE(instructions) << instructions.error().render("stream");
    auto statistics =
        simulate(*instructions, slots, machine, Arithmetic::Fixed,
                 /*pool=*/nullptr, trace.beginLaunch(site, name, model));
    EXPECT_TRUE(statistics) << statistics.error().message;
    trace.endLaunch(*statistics);
    return *statistics;
  }

  Trace create(TraceOptions options = {}) {
    auto trace = Trace::create(path, machine, std::move(options));
    EXPECT_TRUE(trace) << trace.error().message;
    return std::move(*trace);
  }

  std::string text() const {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  json parsed() const { return json::parse(text()); }

  /// Events that count.
  static std::vector<json> events(const json &trace) {
    std::vector<json> result;
    for (const json &event : trace["traceEvents"])
      if (event["ph"] != "M" && event["ph"] != "i")
        result.push_back(event);
    return result;
  }
};

TEST_F(TraceTest, TracksAddUpToTheAccount) {
  Trace trace = create();
  Statistics statistics = launch(trace, 0, "site");
  ASSERT_TRUE(trace.commit());
  json file = parsed();
  EXPECT_EQ(file["metadata"]["cycles"], statistics.full.cycles);
  EXPECT_EQ(file["metadata"]["cut_at_cycle"], nullptr);
  Tracks tracks(file, 1);
  EXPECT_FALSE(tracks.overlap());
  EXPECT_EQ(
      tracks.slices["launches"],
      (std::vector<std::pair<int64_t, int64_t>>{{0, statistics.full.cycles}}));
  QueueTimes &times = statistics.times;
  EXPECT_EQ(tracks.sums["port"]["busy"], times.port);
  EXPECT_EQ(tracks.sums["sorter"]["busy"], times.sorter);
  EXPECT_GT(times.sorter, 0);
  EXPECT_EQ(tracks.sums["fetch unit"]["busy"], times(FetchActivity::Busy));
  for (size_t i = 2; i < numFetchActivities; ++i)
    EXPECT_EQ(tracks.sums["fetch unit"][std::string(fetchActivityNames[i])],
              times(FetchActivity(i)));
  for (size_t queue = 0; queue < isa::numQueues; ++queue)
    for (size_t i = 0; i < numQueueActivities; ++i)
      if (QueueActivity(i) != QueueActivity::Empty)
        EXPECT_EQ(tracks.sums[std::string(isa::queueNames[queue]) + " queue"]
                             [std::string(queueActivityNames[i])],
                  times(isa::Queue(queue), QueueActivity(i)))
            << queue << queueActivityNames[i];
  for (size_t stage = 0; stage < numStages; ++stage) {
    std::string name(stageNames[stage]);
    EXPECT_EQ(tracks.sums["unit 0 " + name]["busy"] +
                  tracks.sums["unit 1 " + name]["busy"],
              statistics.full.stages[stage].busy);
    EXPECT_GT(tracks.sums["unit 1 " + name]["busy"], 0) << name;
  }
}

TEST_F(TraceTest, SlicesSayWhatRan) {
  Trace trace = create();
  Statistics statistics = launch(trace, 0, "si\"te \xe9");
  ASSERT_TRUE(trace.commit());
  json file = parsed();
  EXPECT_EQ(file["traceEvents"][0]["args"]["name"], "si\"te \xef\xbf\xbd");
  json attend, last, rows;
  int64_t candidates = 0;
  for (const json &event : events(file)) {
    std::string name = event["name"];
    if (name.starts_with("attend") && event["args"].contains("done"))
      attend = event;
    if (event["ph"] == "C" && name.starts_with("unit"))
      rows = event;
    if (event["ph"] != "X" || !name.starts_with("query"))
      continue;
    last = event;
    candidates += int64_t(event["args"]["candidates"]);
  }
  EXPECT_EQ(attend["args"]["instruction"], 19);
  EXPECT_EQ(attend["args"]["cycles"], attend["dur"]);
  EXPECT_EQ(attend["args"]["bank"], 0);
  EXPECT_EQ(attend["args"]["query_bank"], 0);
  EXPECT_EQ(last["name"], "query 2");
  // A slice for each of the five stages.
  EXPECT_EQ(candidates, 5 * statistics.candidates);
  EXPECT_EQ(rows["name"], "unit 1 rows");
  EXPECT_GE(rows["args"]["candidates"], rows["args"]["kept"]);
}

TEST_F(TraceTest, LaunchesFollowEachOther) {
  Trace trace = create();
  int64_t cycles = launch(trace, 0, "a").full.cycles;
  launch(trace, 1, "b");
  launch(trace, 0, "a");
  EXPECT_EQ(trace.cycles(), 3 * cycles);
  ASSERT_TRUE(trace.commit());
  json file = parsed();
  std::map<std::string, int64_t> processes;
  for (const json &event : file["traceEvents"])
    if (event["name"] == "process_name")
      processes[event["args"]["name"]] = event["pid"];
  ASSERT_EQ(processes.size(), 2u);
  Tracks a(file, processes["a"]), b(file, processes["b"]);
  EXPECT_FALSE(a.overlap());
  using Places = std::vector<std::pair<int64_t, int64_t>>;
  EXPECT_EQ(a.slices["launches"],
            (Places{{0, cycles}, {2 * cycles, 3 * cycles}}));
  EXPECT_EQ(b.slices["launches"], (Places{{cycles, 2 * cycles}}));
  for (auto &[track, places] : b.slices) {
    EXPECT_GE(places.front().first, cycles) << track;
    EXPECT_LE(places.back().second, 2 * cycles) << track;
    EXPECT_EQ(places.size() * 2, a.slices[track].size()) << track;
  }
}

TEST_F(TraceTest, HoldsNoMoreEventsThanAskedFor) {
  for (int64_t limit : {1, 2, 50, 160}) {
    Trace trace = create({limit, {}, {}});
    launch(trace, 0, "a");
    int64_t cycles = trace.cycles();
    launch(trace, 0, "a");
    ASSERT_TRUE(trace.cutAt());
    EXPECT_EQ(trace.events(), limit);
    ASSERT_TRUE(trace.commit());
    json file = parsed();
    EXPECT_EQ(int64_t(events(file).size()), limit);
    EXPECT_EQ(file["metadata"]["cut_at_cycle"], *trace.cutAt());
    EXPECT_EQ(file["metadata"]["cycles"], 2 * cycles);
    EXPECT_EQ(file["traceEvents"].back()["ph"], "i");
    EXPECT_EQ(file["traceEvents"].back()["ts"], *trace.cutAt());
  }
}

TEST_F(TraceTest, NothingIsMissingBeforeTheCut) {
  Trace whole = create();
  launch(whole, 0, "a");
  ASSERT_TRUE(whole.commit());
  std::vector<json> all = events(parsed());
  Trace trace = create({int64_t(all.size()) / 2, {}, {}});
  launch(trace, 0, "a");
  ASSERT_TRUE(trace.commit());
  std::vector<json> some = events(parsed());
  EXPECT_GT(*trace.cutAt(), 0);
  for (const json &event : all)
    if (event["ts"] < *trace.cutAt())
      EXPECT_NE(std::ranges::find(some, event), some.end()) << event;
  Trace exact = create({int64_t(all.size()), {}, {}});
  launch(exact, 0, "a");
  EXPECT_FALSE(exact.cutAt());
}

TEST_F(TraceTest, KeepsToTheChosenSitesAndCycles) {
  Trace sites = create({1000, {"b"}, {}});
  EXPECT_EQ(sites.beginLaunch(0, "a"), nullptr);
  Statistics left;
  left.full.cycles = 100;
  sites.endLaunch(left);
  launch(sites, 1, "b");
  ASSERT_TRUE(sites.commit());
  json file = parsed();
  for (const json &event : events(file))
    EXPECT_GE(event["ts"], 100);
  EXPECT_EQ(file["traceEvents"][0]["args"]["name"], "b");

  Trace cycles = create({1000, {}, {250, 300}});
  launch(cycles, 0, "a");
  EXPECT_EQ(cycles.beginLaunch(0, "a"), nullptr); // It comes later.
  ASSERT_TRUE(cycles.commit());
  std::vector<json> chosen = events(parsed());
  EXPECT_GT(chosen.size(), 2u);
  for (const json &event : chosen) {
    EXPECT_LT(event["ts"], 300);
    EXPECT_GT(int64_t(event["ts"]) + event.value("dur", 1), 250);
  }
}

TEST_F(TraceTest, CountersFollowTheBanks) {
  Trace trace = create();
  launch(trace, 0, "a");
  ASSERT_TRUE(trace.commit());
  std::map<std::string, std::vector<int64_t>> counters;
  for (const json &event : events(parsed()))
    if (event["ph"] == "C")
      counters[event["name"]].push_back(*event["args"].begin());
  using Values = std::vector<int64_t>;
  // Three heads, of which the second has the other banks.
  EXPECT_EQ(counters["key bank 0"], (Values{0, 8, 0, 8}));
  EXPECT_EQ(counters["key bank 1"], (Values{0, 8}));
  EXPECT_EQ(counters["sorted key bank 0"], (Values{8, 0, 8}));
  EXPECT_EQ(counters["value bank 1"], (Values{0, 8}));
  EXPECT_EQ(counters["query bank 0"], (Values{0, 3, 0, 3}));
  EXPECT_EQ(counters["output bank 0"], (Values{3, 0, 3, 0}));
  // Two units take two queries at once.
  EXPECT_EQ(counters["queries waiting"], (Values{1, 0, 1, 0, 1, 0}));
}

/// The steps of each flow, by its number.
static std::map<int64_t, std::string> flowsOf(const std::vector<json> &events) {
  std::map<int64_t, std::string> flows;
  for (std::string phase : {"s", "t", "f"})
    for (const json &event : events)
      if (event["ph"] == phase)
        flows[event["id"]] += phase;
  return flows;
}

TEST_F(TraceTest, FlowsLeadFromTheModelToItsInstructions) {
  Site site;
  site.location = "model.mlir:9:1";
  site.places = {{"key", "model.mlir:3:1"}, {"value", "model.mlir:3:1"}};
  Trace trace = create();
  launch(trace, 0, "a", &site);
  launch(trace, 0, "a", &site);
  ASSERT_TRUE(trace.commit());
  json file = parsed();
  Tracks tracks(file, 1);
  EXPECT_FALSE(tracks.overlap());
  EXPECT_EQ(tracks.slices["model: attention"].size(), 2u);
  EXPECT_EQ(tracks.slices["model: key, value"].size(), 2u);
  // Two settings, three heads with load_query, attend and store_output; three
  // heads with load_key, sort_key and load_value.
  std::string attention = "s" + std::string(2 + 3 * 3 - 1, 't') + "f";
  std::string operands = "s" + std::string(3 * 3 - 1, 't') + "f";
  EXPECT_EQ(flowsOf(events(file)),
            (std::map<int64_t, std::string>{
                {1, attention}, {2, operands}, {3, attention}, {4, operands}}));
}

TEST_F(TraceTest, FlowsAreWholeWhereverTheTraceIsCut) {
  Site site;
  site.location = "model.mlir:9:1";
  site.places = {{"key", "model.mlir:3:1"}};
  Trace whole = create();
  launch(whole, 0, "a", &site);
  for (int64_t limit = 1; limit <= whole.events(); limit += 3) {
    Trace trace = create({limit, {}, {}});
    launch(trace, 0, "a", &site);
    EXPECT_LE(trace.events(), limit);
    ASSERT_TRUE(trace.commit());
    std::vector<json> all = events(parsed());
    EXPECT_EQ(int64_t(all.size()), trace.events());
    for (const auto &[number, steps] : flowsOf(all)) {
      EXPECT_EQ(steps.front(), 's') << number;
      EXPECT_EQ(steps.find('f'), steps.size() - 1) << number;
    }
    EXPECT_EQ(trace.cutAt().has_value(), limit < whole.events()) << limit;
  }
}

TEST_F(TraceTest, IsTheSameEachTime) {
  std::array<std::string, 2> texts;
  for (std::string &once : texts) {
    Trace trace = create();
    launch(trace, 0, "a");
    ASSERT_TRUE(trace.commit());
    once = text();
  }
  EXPECT_EQ(texts[0], texts[1]);
}

TEST_F(TraceTest, LeavesNoFileWithoutAnEnd) {
  {
    Trace trace = create();
    launch(trace, 0, "a");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(Trace::create(path + "/no/trace.json", machine, {}));
}

TEST(CycleRangeTest, EitherEndMayBeLeftOut) {
  EXPECT_EQ(CycleRange::parse("5:9")->begin, 5);
  EXPECT_EQ(CycleRange::parse("5:9")->end, 9);
  EXPECT_EQ(CycleRange::parse(":9")->begin, 0);
  EXPECT_EQ(CycleRange::parse("5:")->end, CycleRange().end);
  for (const char *text : {"", "5", "9:9", "9:5", "-1:5", "a:5", "5:6:7",
                           "5:99999999999999999999", " 5:6"})
    EXPECT_FALSE(CycleRange::parse(text)) << text;
}

} // namespace
