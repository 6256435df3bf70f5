//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Trace.h"

#include "BankCounters.h"
#include "ModelTracks.h"
#include "TraceBudget.h"
#include "TraceFile.h"
#include "a3/ISA/Assembly.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unordered_map>

using namespace a3;
using namespace a3::isa;

namespace {

/// The threads of a site's process, in the order of the picture. The stages of
/// all units follow.
enum class Thread { Launches, Fetch, Load, Compute, Store, Port, Sorter };
constexpr size_t numThreads = 7;
constexpr std::array<std::string_view, numThreads> threadNames = {
    "launches",    "fetch unit", "load queue", "compute queue",
    "store queue", "port",       "sorter"};

Thread threadOf(Queue queue) {
  return Thread(size_t(Thread::Load) + size_t(queue));
}

/// A slice's name from one of the simulator's tables.
std::string named(std::string_view name) { return fmt::format("\"{}\"", name); }

/// The banks that an operation has, as arguments after others.
std::string banksOf(const Operation &operation) {
  std::string banks;
  for (const FieldInfo &field : lookup(operation.instruction->opcode)->fields)
    if (field.name == "bank")
      banks += fmt::format(R"(,"bank":{})", operation.bank);
    else if (field.name == "query_bank")
      banks += fmt::format(R"(,"query_bank":{})", operation.queryBank);
  return banks;
}

} // namespace

Expected<CycleRange> CycleRange::parse(std::string_view text) {
  auto malformed = failure(
      fmt::format("'{}' is no range of cycles; give A:B with A below B, or "
                  "leave A or B out",
                  text));
  CycleRange range;
  size_t colon = text.find(':');
  if (colon == text.npos)
    return malformed;
  auto read = [](std::string_view digits, int64_t &value) {
    if (digits.empty())
      return true;
    auto [end, code] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return code == std::errc() && end == digits.data() + digits.size() &&
           value >= 0;
  };
  if (!read(text.substr(0, colon), range.begin) ||
      !read(text.substr(colon + 1), range.end) || range.begin >= range.end)
    return malformed;
  return range;
}

class Trace::Writer final : public Observer {
public:
  Writer(TraceFile file, const Machine &machine, TraceOptions options)
      : file(std::move(file)), machine(machine), options(std::move(options)),
        budget(this->options.limit, this->options.cycles) {}

  Observer *beginLaunch(size_t number, const std::string &name,
                        const Site *launched);
  void endLaunch(const Statistics &statistics);
  Expected<void> finish();
  Expected<void> publish() { return file.publish(); }

  void fetched(const Operation &operation, int64_t ready,
               int64_t begin) override;
  void started(const Operation &operation, const Course &course) override;
  void passed(const Operation &attend, int64_t query, const QueryWork &work,
              const Passage &passage) override;

  int64_t cycles() const { return offset; }
  const TraceBudget &events() const { return budget; }

private:
  /// What a site keeps over its launches.
  struct SiteTracks {
    int64_t process;
    int64_t launches = 0;
    /// Of the instructions by their number, as JSON.
    std::unordered_map<size_t, std::string> texts;
    std::optional<ModelTracks> model;
  };
  struct Rows {
    int64_t candidates = -1, kept = -1;
    bool operator==(const Rows &) const = default;
  };

  bool wants(const std::string &site) const;
  void open(size_t number, const std::string &name);
  bool slice(size_t thread, std::string_view category, std::string_view name,
             int64_t begin, int64_t end, std::string_view arguments);
  void countRows(const QueryWork &work, const Passage &passage);
  const std::string &text(const Operation &operation);
  std::string metadata() const;

  TraceTrack track(size_t thread) const {
    return {tracks->process, tracks->process + int64_t(thread)};
  }

  TraceFile file;
  const Machine &machine;
  TraceOptions options;
  TraceBudget budget;
  std::unordered_map<size_t, SiteTracks> sites;
  int64_t nextThread = 1;
  int64_t nextFlow = 1;
  int64_t offset = 0; ///< Cycles of the launches before this one.

  SiteTracks *tracks = nullptr; ///< Of this launch, or null: it is not in.
  const Site *site = nullptr;   ///< Of this launch, where it is of a model,
  ModelTracks *model = nullptr; ///< and its tracks.
  bool isLaunchAdmitted = false;
  std::optional<BankCounters> banks;
  std::vector<Rows> rows; ///< Of each unit's counters.
};

bool Trace::Writer::wants(const std::string &site) const {
  bool isChosen = options.sites.empty() ||
                  std::ranges::find(options.sites, site) != options.sites.end();
  // What comes after the cut only comes later than it.
  return isChosen && !budget.cutAt() && offset < options.cycles.end;
}

/// The process of a site, with its tracks named when it is first in.
void Trace::Writer::open(size_t number, const std::string &name) {
  auto [entry, isNew] =
      sites.try_emplace(number, SiteTracks{nextThread, 0, {}, {}});
  tracks = &entry->second;
  if (!isNew)
    return;
  file.nameProcess(tracks->process, jsonString(name.empty() ? "stream" : name));
  for (size_t thread = 0; thread < numThreads; ++thread)
    file.nameThread(track(thread), named(threadNames[thread]),
                    track(thread).thread);
  size_t next = numThreads;
  for (size_t unit = 0; unit < size_t(machine.units); ++unit)
    for (size_t stage = 0; stage < numStages; ++stage, ++next)
      file.nameThread(track(next),
                      fmt::format("\"unit {} {}\"", unit, stageNames[stage]),
                      track(next).thread);
  if (site)
    next += tracks->model.emplace(*site, track(next), file).size();
  nextThread += int64_t(next);
}

Observer *Trace::Writer::beginLaunch(size_t number, const std::string &name,
                                     const Site *launched) {
  tracks = nullptr;
  if (!wants(name))
    return nullptr;
  site = launched;
  open(number, name);
  model = site && tracks->model ? &*tracks->model : nullptr;
  if (model)
    model->beginLaunch();
  // Its stream is written at each launch.
  if (site && !site->isSized())
    tracks->texts.clear();
  banks.emplace(tracks->process, offset, budget, file);
  rows.assign(size_t(machine.units), {});
  // The slice of the launch is written at its end, when its cycles are known.
  isLaunchAdmitted = budget.reserve(1, offset);
  return this;
}

void Trace::Writer::endLaunch(const Statistics &statistics) {
  int64_t begin = offset;
  offset += statistics.full.cycles;
  if (!tracks)
    return;
  int64_t launch = tracks->launches++;
  if (model)
    model->endLaunch(launch, file);
  if (!isLaunchAdmitted)
    return;
  if (offset <= options.cycles.begin) {
    budget.release();
    return;
  }
  file.slice(track(size_t(Thread::Launches)), "launch",
             fmt::format("\"launch {}\"", launch), begin, offset,
             fmt::format(R"({{"cycles":{},"paper_cycles":{},"queries":{},)"
                         R"("candidates":{},"kept":{},"saturations":{}}})",
                         statistics.full.cycles, statistics.paper.cycles,
                         statistics.queries, statistics.candidates,
                         statistics.kept, statistics.saturations));
}

/// Cycles are those of the stream. Whether it is in the trace.
bool Trace::Writer::slice(size_t thread, std::string_view category,
                          std::string_view name, int64_t begin, int64_t end,
                          std::string_view arguments) {
  begin += offset;
  end += offset;
  if (begin >= end || !budget.admit(begin, end))
    return false;
  file.slice(track(thread), category, name, begin, end, arguments);
  return true;
}

const std::string &Trace::Writer::text(const Operation &operation) {
  auto [entry, isNew] = tracks->texts.try_emplace(operation.index);
  if (isNew)
    entry->second = jsonString(disassemble(*operation.instruction));
  return entry->second;
}

void Trace::Writer::fetched(const Operation &operation, int64_t ready,
                            int64_t begin) {
  std::string arguments =
      fmt::format(R"({{"instruction":{}}})", operation.index);
  auto full = fullActivity(operation.queue);
  slice(size_t(Thread::Fetch), "wait", named(fetchActivityNames[size_t(full)]),
        ready, begin, arguments);
  slice(size_t(Thread::Fetch), "busy", text(operation), begin, begin + 1,
        arguments);
  if (model)
    model->fetched(*site, operation, offset + begin);
}

void Trace::Writer::started(const Operation &operation, const Course &course) {
  auto thread = size_t(threadOf(operation.queue));
  std::string instruction =
      fmt::format(R"({{"instruction":{}}})", operation.index);
  auto wait = [&](QueueActivity activity, int64_t begin, int64_t end) {
    slice(thread, "wait", named(queueActivityNames[size_t(activity)]), begin,
          end, instruction);
  };
  wait(course.waits, course.ready, course.start);
  wait(course.stalls(), course.start, course.begin);
  std::string arguments = fmt::format(
      R"({{"instruction":{},"cycles":{},"done":{}{}}})", operation.index,
      course.free - course.begin, offset + course.done, banksOf(operation));
  bool isIn = slice(thread, "busy", text(operation), course.begin, course.free,
                    arguments);
  if (course.resource == Resource::Port || course.resource == Resource::Sorter)
    slice(size_t(course.resource == Resource::Port ? Thread::Port
                                                   : Thread::Sorter),
          "busy", text(operation), course.workBegin, course.workEnd, arguments);
  banks->started(operation, course);
  if (!model)
    return;
  TraceTrack queue = track(thread);
  model->ran(operation, isIn ? &queue : nullptr, offset + course.begin,
             offset + std::max({course.free, course.done, course.workEnd}),
             budget, file, nextFlow);
}

void Trace::Writer::passed(const Operation &attend, int64_t query,
                           const QueryWork &work, const Passage &passage) {
  std::string name = fmt::format("\"query {}\"", query);
  std::string arguments =
      fmt::format(R"({{"instruction":{},"candidates":{},"kept":{}}})",
                  attend.index, work.candidates, work.kept);
  for (size_t stage = 0; stage < numStages; ++stage)
    slice(numThreads + passage.unit * numStages + stage, "busy", name,
          passage.start[stage], passage.end[stage], arguments);
  countRows(work, passage);
  banks->entered(passage.start[size_t(firstStage(work))]);
}

/// The rows of the query that the unit now works on, from its exact scores on.
void Trace::Writer::countRows(const QueryWork &work, const Passage &passage) {
  Rows now{work.candidates, work.kept};
  if (now == rows[passage.unit])
    return;
  int64_t time = offset + passage.start[size_t(Stage::DotProduct)];
  if (!budget.admit(time, time + 1))
    return;
  rows[passage.unit] = now;
  file.counter(tracks->process, fmt::format("\"unit {} rows\"", passage.unit),
               time,
               fmt::format(R"({{"candidates":{},"kept":{}}})", now.candidates,
                           now.kept));
}

std::string Trace::Writer::metadata() const {
  nlohmann::ordered_json json = {
      {"time", "1 us of trace time is 1 cycle of the full account"},
      {"machine", machine.name},
      {"clock_mhz", machine.clock},
      {"cycles", offset},
      {"events", budget.count()},
      {"event_limit", options.limit},
      {"cut_at_cycle", nullptr},
      {"first_cycle", options.cycles.begin},
      {"end_cycle", nullptr},
      {"chosen_sites", options.sites}};
  if (auto cut = budget.cutAt())
    json["cut_at_cycle"] = *cut;
  if (options.cycles.end != CycleRange().end)
    json["end_cycle"] = options.cycles.end;
  return json.dump(-1, ' ', false,
                   nlohmann::ordered_json::error_handler_t::replace);
}

Expected<void> Trace::Writer::finish() {
  if (auto cut = budget.cutAt())
    file.mark({1, 1},
              jsonString(fmt::format("cut after {} events: some are missing "
                                     "from here on",
                                     options.limit)),
              *cut);
  return file.finish(metadata());
}

Expected<Trace> Trace::create(const std::string &path, const Machine &machine,
                              TraceOptions options) {
  Expected<TraceFile> file = TraceFile::create(path);
  if (!file)
    return tl::unexpected(file.error());
  return Trace(
      std::make_unique<Writer>(std::move(*file), machine, std::move(options)));
}

Trace::Trace(std::unique_ptr<Writer> writer) : writer(std::move(writer)) {}
Trace::Trace(Trace &&) noexcept = default;
Trace::~Trace() = default;

Observer *Trace::beginLaunch(size_t number, const std::string &name,
                             const Site *site) {
  return writer->beginLaunch(number, name, site);
}

void Trace::endLaunch(const Statistics &statistics) {
  writer->endLaunch(statistics);
}

Expected<void> Trace::finish() { return writer->finish(); }
Expected<void> Trace::publish() { return writer->publish(); }

Expected<void> Trace::commit() {
  Expected<void> finished = finish();
  return finished ? publish() : finished;
}

int64_t Trace::cycles() const { return writer->cycles(); }
int64_t Trace::events() const { return writer->events().count(); }
std::optional<int64_t> Trace::cutAt() const { return writer->events().cutAt(); }
