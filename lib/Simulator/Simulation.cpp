//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Simulator/Simulation.h"

#include "BatchDatapath.h"
#include "Datapath.h"
#include "Hazards.h"
#include "OrderCheck.h"
#include "a3/ISA/Assembly.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <numeric>
#include <utility>

using namespace a3;
using namespace a3::isa;

namespace {

constexpr int64_t never = std::numeric_limits<int64_t>::max();

/// An operation in a queue, and the cycle in which it got there.
struct Queued {
  Operation operation;
  int64_t sequence; ///< In the order of the program.
  int64_t arrival;
};

struct Token {
  int64_t time; ///< Cycle in which it was signalled.
  Hazards::Clock clock;
};

struct QueueState {
  std::deque<Queued> waiting;
  /// Cycles in which places of the full queue became free.
  std::deque<int64_t> vacated;
  int64_t freeAt = 0; ///< The next operation may start.
  int64_t doneAt = 0; ///< The last one is done; they finish in order.
};

/// Events in the order of their cycles: of the operations that can start, the
/// earliest does, so that the shared port serves requests in order. Without a
/// datapath, banks have shapes but no contents, and an `attend` takes no time.
class Scheduler {
public:
  Scheduler(std::span<const Instruction> stream, const Machine &machine,
            Buffers &buffers, std::span<const Memory> memory,
            Datapath *datapath, Observer *observer,
            std::span<const RangeBytes> rangeBytes)
      : fetch(stream), machine(machine), buffers(buffers), datapath(datapath),
        observer(observer), rangeBytes(rangeBytes.begin(), rangeBytes.end()),
        orderCheck(memory), units(machine), paperUnits(machine) {
    dispatch();
  }

  /// The operation that `step` executes, as `Simulation::next`.
  Expected<std::optional<Simulation::Start>> next() const;
  Expected<bool> step();
  Statistics statistics() const;

  QueueContents contents(Queue queue) const;
  std::vector<int64_t> tokenTimes(Queue from, Queue to) const;
  std::vector<Stall> stalls() const;

private:
  using Tokens =
      std::array<std::array<std::deque<Token>, numQueues>, numQueues>;

  void dispatch();
  int64_t startOf(size_t queue) const;
  size_t earliest() const;
  Expected<int64_t> check(const Queued &queued);
  Expected<void> execute(size_t queue, int64_t start);
  void work(const Operation &operation, int64_t bytes, Course &course);
  void transfer(const Operation &operation, int64_t bytes, Course &course);
  int64_t takeRangeBytes(const Operation &operation);
  void stream(const Operation &operation, std::span<const QueryWork> works,
              Course &course);
  void count(isa::Partial partial, unsigned bank,
             std::span<const QueryWork> works);
  void sort(const Operation &operation, Course &course);
  Course takeHead(size_t queue, int64_t start) const;
  void account(size_t queue, const Course &course);
  tl::unexpected<Error> noProgress() const;

  Fetch fetch;
  const Machine &machine;
  Buffers &buffers;
  Datapath *datapath;
  Observer *observer;
  std::vector<RangeBytes> rangeBytes; ///< 0 once they were read.
  Hazards hazards;
  OrderCheck orderCheck;
  Units units, paperUnits;
  std::optional<Operation> pending;
  int64_t dispatched = 0, fetchedAt = 0, portFreeAt = 0, sorterFreeAt = 0;
  std::array<int64_t, 2> sortedAt = {}; ///< By bank: the last sort is over.
  int64_t sortedLoads = 0;              ///< Cycles in which orders were loaded.
  std::array<QueueState, numQueues> queues;
  Tokens tokens; ///< By sender and receiver.
  struct Rows {
    int64_t candidates = 0, kept = 0;
  };
  /// Of the queries of each bank, over the key tiles so far.
  std::array<std::vector<Rows>, 2> carriedRows;
  Statistics totals;
};

/// Moves fetched operations into their queues, one a cycle, until one of them
/// finds its queue full.
void Scheduler::dispatch() {
  while (pending || (pending = fetch.next())) {
    QueueState &state = queues[size_t(pending->queue)];
    if (int64_t(state.waiting.size()) == machine.queueDepth)
      return;
    int64_t ready = fetchedAt;
    if (int64_t(state.waiting.size() + state.vacated.size()) ==
        machine.queueDepth) {
      int64_t vacated = std::max(fetchedAt, state.vacated.front());
      totals.times(fullActivity(pending->queue)) += vacated - fetchedAt;
      fetchedAt = vacated;
      state.vacated.pop_front();
    }
    if (observer)
      observer->fetched(*pending, ready, fetchedAt);
    state.waiting.push_back({*pending, ++dispatched, ++fetchedAt});
    ++totals.times(FetchActivity::Busy);
    pending.reset();
  }
}

/// The cycle in which the head of a queue can start, or `never` where a token
/// that it waits for was not signalled yet.
int64_t Scheduler::startOf(size_t queue) const {
  const QueueState &state = queues[queue];
  if (state.waiting.empty())
    return never;
  const Queued &head = state.waiting.front();
  int64_t start = std::max(head.arrival, state.freeAt);
  for (size_t from = 0; from < numQueues; ++from) {
    if (!(head.operation.instruction->wait >> from & 1))
      continue;
    const auto &arrived = tokens[from][queue];
    if (arrived.empty())
      return never;
    start = std::max(start, arrived.front().time);
  }
  return start;
}

/// Loads and stores share the port; the queue goes on when the request's bytes
/// are through, the operation is done when they have arrived.
void Scheduler::transfer(const Operation &operation, int64_t bytes,
                         Course &course) {
  (operation.queue == Queue::Store ? totals.bytesStored : totals.bytesLoaded) +=
      bytes;
  int64_t cycles = (bytes + machine.portBytes - 1) / machine.portBytes;
  course.resource = Resource::Port;
  course.begin = std::max(course.start, portFreeAt);
  // The sorter reads the keys that this would replace.
  if (operation.instruction->opcode == Opcode::LoadKey)
    course.begin = std::max(course.begin, sortedAt[operation.bank]);
  totals.times.port += cycles;
  if (operation.instruction->opcode == Opcode::LoadSorted)
    sortedLoads += cycles;
  course.free = portFreeAt = course.begin + cycles;
  course.workBegin = course.begin;
  course.workEnd = course.free;
  course.done = portFreeAt + machine.portLatency;
}

/// What is read for the ranges of a format record: of one operand, or of all
/// that are left before the record is loaded.
int64_t Scheduler::takeRangeBytes(const Operation &operation) {
  const Instruction &instruction = *operation.instruction;
  auto record = size_t(operation.address.offset) / sizeof(Format);
  if (record >= rangeBytes.size())
    return 0;
  RangeBytes &bytes = rangeBytes[record];
  if (instruction.opcode == Opcode::ReadRange)
    return std::exchange(bytes[size_t(instruction.fields[read_range::operand])],
                         0);
  if (instruction.opcode != Opcode::LoadFormat)
    return 0;
  RangeBytes left = std::exchange(bytes, {});
  return std::accumulate(left.begin(), left.end(), int64_t(0));
}

/// Counts rows; a query that goes over several key tiles counts once.
void Scheduler::count(isa::Partial partial, unsigned bank,
                      std::span<const QueryWork> works) {
  std::vector<Rows> &rows = carriedRows[bank];
  bool starts =
      partial == isa::Partial::Whole || partial == isa::Partial::First;
  bool ends = partial == isa::Partial::Whole || partial == isa::Partial::Last;
  if (starts)
    rows.assign(works.size(), {});
  for (size_t i = 0; i < works.size(); ++i) {
    const QueryWork &work = works[i];
    rows[i].candidates += work.candidates;
    rows[i].kept += work.kept;
    totals.postScored += buffers.threshold() > 0 ? work.candidates : 0;
    totals.refillStalls += work.refillStalls;
    if (!ends)
      continue;
    ++totals.queries;
    totals.candidates += rows[i].candidates;
    totals.kept += rows[i].kept;
    totals.candidateCounts.add(rows[i].candidates);
    totals.keptCounts.add(rows[i].kept);
  }
}

void Scheduler::stream(const Operation &operation,
                       std::span<const QueryWork> works, Course &course) {
  int64_t depth = buffers.depth(), valueDepth = buffers.valueDepth();
  auto partial = isa::Partial(operation.instruction->fields[attend::partial]);
  count(partial, operation.queryBank, works);
  for (Units *account : {&units, &paperUnits})
    account->begin(partial, operation.queryBank, int64_t(works.size()));
  course.resource = Resource::Units;
  if (buffers.iterations())
    course.begin = std::max(course.start, sortedAt[operation.bank]);
  course.done = course.begin;
  for (size_t i = 0; i < works.size(); ++i) {
    auto query = int64_t(i);
    StageCycles cycles = stageCycles(machine, works[i], depth, valueDepth);
    Passage passage = units.push(course.begin, cycles);
    paperUnits.push(0, cycles);
    course.done = std::max(course.done, passage.finished());
    if (observer)
      observer->passed(operation, query, works[i], passage);
  }
  course.free = std::max(course.begin + 1, units.accepts());
}

/// The queue goes on at once. The sorter works on one key bank at a time, once
/// its keys have arrived; selection in that bank waits for it.
void Scheduler::sort(const Operation &operation, Course &course) {
  const Extent &key = buffers.sortedKey(operation.bank);
  int64_t elements = key.rows * key.columns;
  int64_t cycles = (elements + machine.sortElements - 1) / machine.sortElements;
  course.resource = Resource::Sorter;
  int64_t arrived = queues[size_t(operation.queue)].doneAt;
  course.workBegin = std::max({course.start, arrived, sorterFreeAt});
  course.workEnd = sorterFreeAt = course.workBegin + cycles;
  sortedAt[operation.bank] = sorterFreeAt;
  totals.times.sorter += cycles;
}

/// Executes an operation that the buffers accepted, and says how it goes on
/// from `course.start`.
void Scheduler::work(const Operation &operation, int64_t bytes,
                     Course &course) {
  bytes += takeRangeBytes(operation);
  std::vector<QueryWork> works;
  if (datapath)
    works = datapath->execute(operation);
  if (observer)
    observer->executed(operation, works);
  course.begin = course.start;
  course.free = course.done = course.start + 1;
  if (bytes)
    transfer(operation, bytes, course);
  else if (!works.empty())
    stream(operation, works, course);
  else if (operation.instruction->opcode == Opcode::SortKey)
    sort(operation, course);
}

/// Why a queue's head did not start before `start`: of several tokens, the last
/// one to come counts.
Course Scheduler::takeHead(size_t queue, int64_t start) const {
  const QueueState &state = queues[queue];
  const Queued &head = state.waiting.front();
  Course course;
  course.ready = std::max(state.freeAt, head.arrival);
  course.start = start;
  if (start == course.ready)
    return course;
  size_t last = numQueues;
  for (size_t from = 0; from < numQueues; ++from)
    if ((head.operation.instruction->wait >> from & 1) &&
        (last == numQueues ||
         tokens[from][queue].front().time > tokens[last][queue].front().time))
      last = from;
  course.waits = QueueActivity(size_t(QueueActivity::Load) + last);
  return course;
}

/// Adds up what a queue did since its last operation.
void Scheduler::account(size_t queue, const Course &course) {
  auto times = [&](QueueActivity activity) -> int64_t & {
    return totals.times(Queue(queue), activity);
  };
  times(QueueActivity::Empty) += course.ready - queues[queue].freeAt;
  times(course.waits) += course.start - course.ready;
  times(course.stalls()) += course.begin - course.start;
  times(QueueActivity::Busy) += course.free - course.begin;
}

/// Checks an operation against hazards and buffers; returns its bytes.
Expected<int64_t> Scheduler::check(const Queued &queued) {
  Expected<void> ordered = hazards.start(
      queued.operation, queued.sequence,
      {buffers.usesBitmap(), buffers.usesBias(), buffers.iterations() > 0});
  if (!ordered)
    return tl::unexpected(ordered.error());
  Expected<int64_t> bytes = buffers.execute(queued.operation);
  if (!bytes)
    return failureAt(queued.operation, bytes.error().message);
  if (Expected<void> checked = orderCheck.execute(queued.operation); !checked)
    return failureAt(queued.operation, checked.error().message);
  return bytes;
}

Expected<void> Scheduler::execute(size_t queue, int64_t start) {
  QueueState &state = queues[queue];
  Queued queued = state.waiting.front();
  const Operation &operation = queued.operation;
  Course course = takeHead(queue, start);
  state.waiting.pop_front();
  state.vacated.push_back(start);
  const Instruction &instruction = *operation.instruction;
  for (size_t from = 0; from < numQueues; ++from)
    if (instruction.wait >> from & 1) {
      hazards.receive(operation.queue, tokens[from][queue].front().clock);
      tokens[from][queue].pop_front();
    }
  Expected<int64_t> bytes = check(queued);
  if (!bytes)
    return tl::unexpected(bytes.error());
  work(operation, *bytes, course);
  account(queue, course);
  if (observer)
    observer->started(operation, course);
  state.freeAt = course.free;
  state.doneAt = std::max(state.doneAt, course.done);
  for (size_t to = 0; to < numQueues; ++to)
    if (instruction.signal >> to & 1)
      tokens[queue][to].push_back(
          {state.doneAt, hazards.signal(operation.queue)});
  return {};
}

QueueContents Scheduler::contents(Queue queue) const {
  const QueueState &state = queues[size_t(queue)];
  QueueContents contents{{}, state.freeAt, state.doneAt};
  for (const Queued &queued : state.waiting)
    contents.waiting.push_back({queued.operation, queued.arrival});
  return contents;
}

std::vector<int64_t> Scheduler::tokenTimes(Queue from, Queue to) const {
  std::vector<int64_t> times;
  for (const Token &token : tokens[size_t(from)][size_t(to)])
    times.push_back(token.time);
  return times;
}

std::vector<Stall> Scheduler::stalls() const {
  std::vector<Stall> stalls;
  for (size_t queue = 0; queue < numQueues; ++queue) {
    if (queues[queue].waiting.empty())
      continue;
    const Operation &head = queues[queue].waiting.front().operation;
    uint8_t missing = 0;
    for (size_t from = 0; from < numQueues; ++from)
      if ((head.instruction->wait >> from & 1) && tokens[from][queue].empty())
        missing |= uint8_t(1u << from);
    if (missing)
      stalls.push_back({head.queue, head, missing});
  }
  if (pending)
    stalls.push_back({Queue::Fetch, *pending, 0});
  return stalls;
}

tl::unexpected<Error> Scheduler::noProgress() const {
  Error error{"the machine can make no progress"};
  for (const Stall &stall : stalls()) {
    if (!error.instruction)
      error.instruction = stall.operation.index;
    if (stall.queue == Queue::Fetch) {
      error.message += "; the fetch unit, at instruction " +
                       std::to_string(stall.operation.index) +
                       ", waits for a place in the " +
                       std::string(queueNames[size_t(stall.operation.queue)]) +
                       " queue";
      continue;
    }
    error.message += "; the " + std::string(queueNames[size_t(stall.queue)]) +
                     " queue, at instruction " +
                     std::to_string(stall.operation.index) + " (" +
                     disassemble(*stall.operation.instruction) +
                     "), waits for a token of";
    for (size_t from = 0; from < numQueues; ++from)
      if (stall.missing >> from & 1)
        error.message += " " + std::string(queueNames[from]);
  }
  return tl::unexpected(std::move(error));
}

/// The queue whose head starts first, or one with `never`.
size_t Scheduler::earliest() const {
  size_t next = 0;
  for (size_t queue = 1; queue < numQueues; ++queue)
    if (startOf(queue) < startOf(next))
      next = queue;
  return next;
}

Expected<std::optional<Simulation::Start>> Scheduler::next() const {
  size_t queue = earliest();
  int64_t start = startOf(queue);
  if (start != never)
    return Simulation::Start{queues[queue].waiting.front().operation, start};
  bool idle = std::all_of(queues.begin(), queues.end(),
                          [](auto &state) { return state.waiting.empty(); });
  if (!idle)
    return noProgress();
  return std::nullopt;
}

Expected<bool> Scheduler::step() {
  if (observer && observer->cancelled())
    return failure("the run was cancelled");
  auto start = next();
  if (!start)
    return tl::unexpected(start.error());
  if (!*start)
    return false;
  size_t queue = size_t((*start)->operation.queue);
  if (Expected<void> executed = execute(queue, (*start)->cycle); !executed)
    return tl::unexpected(executed.error());
  dispatch();
  return true;
}

Statistics Scheduler::statistics() const {
  Statistics result = totals;
  result.saturations = datapath ? datapath->saturations() : 0;
  int64_t cycles = sorterFreeAt;
  for (const QueueState &state : queues)
    cycles = std::max(cycles, state.doneAt);
  // Before the end of the stream, the fetch unit may be ahead of the queues.
  cycles = std::max(cycles, fetchedAt);
  for (size_t queue = 0; queue < numQueues; ++queue)
    result.times(Queue(queue), QueueActivity::Empty) +=
        cycles - queues[queue].freeAt;
  result.times(FetchActivity::Done) += cycles - fetchedAt;
  result.paper.cycles = paperUnits.finished();
  result.paper.stages = paperUnits.times(result.paper.cycles);
  // The paper's account knows no sort: its sorted keys are there.
  accountModules(result.paper, machine, result.postScored, 0);
  result.full.cycles = cycles;
  result.full.stages = units.times(cycles);
  accountModules(result.full, machine, result.postScored,
                 result.times.sorter + sortedLoads);
  result.full.portEnergy = machine.portEnergy *
                           double(result.bytesLoaded + result.bytesStored) /
                           1000;
  return result;
}

} // namespace

Expected<void> a3::checkLoops(std::span<const Instruction> stream) {
  size_t culprit = 0;
  if (Expected<void> checked = checkStructure(stream, &culprit); !checked) {
    Error error = checked.error();
    error.instruction = culprit;
    return tl::unexpected(std::move(error));
  }
  if (expandedLength(stream) > maxExpandedInstructions)
    return failure("the loops expand to more than " +
                   std::to_string(maxExpandedInstructions) + " instructions");
  return {};
}

struct Simulation::State {
  State(std::span<const Instruction> stream, std::span<const Memory> memory,
        std::vector<int64_t> sizes, const Machine &machine,
        std::optional<Arithmetic> arithmetic, Observer *observer,
        std::span<const RangeBytes> rangeBytes)
      : slotSizes(std::move(sizes)), memory(memory.begin(), memory.end()),
        buffers(machine, slotSizes),
        datapath(arithmetic ? createDatapath(
                                  machine, buffers, this->memory, *arithmetic,
                                  observer && observer->wantsRows() ? observer
                                                                    : nullptr)
                            : nullptr),
        scheduler(stream, machine, buffers, this->memory, datapath.get(),
                  observer, rangeBytes) {}
  State(std::span<const Instruction> stream, std::span<const Memory> memory,
        std::vector<int64_t> sizes, const Machine &machine, ThreadPool *pool,
        Observer *observer, std::span<const RangeBytes> rangeBytes)
      : slotSizes(std::move(sizes)), memory(memory.begin(), memory.end()),
        buffers(machine, slotSizes),
        datapath(createBatchDatapath(stream, machine, this->memory, pool)),
        scheduler(stream, machine, buffers, this->memory, datapath.get(),
                  observer, rangeBytes) {}

  State(std::span<const Instruction> stream, std::vector<int64_t> sizes,
        const Machine &machine, std::span<const RangeBytes> rangeBytes)
      : slotSizes(std::move(sizes)), buffers(machine, slotSizes),
        datapath(createExpectedWork(buffers)),
        scheduler(stream, machine, buffers, this->memory, datapath.get(),
                  /*observer=*/nullptr, rangeBytes) {}

  std::vector<int64_t> slotSizes;
  std::vector<Memory> memory;
  Buffers buffers;
  std::unique_ptr<Datapath> datapath;
  Scheduler scheduler;
};

Simulation::Simulation(std::unique_ptr<State> state)
    : state(std::move(state)) {}
Simulation::Simulation(Simulation &&) noexcept = default;
Simulation &Simulation::operator=(Simulation &&) noexcept = default;
Simulation::~Simulation() = default;

std::vector<int64_t> a3::sizesOf(std::span<const Memory> memory) {
  std::vector<int64_t> sizes;
  for (const Memory &slot : memory)
    sizes.push_back(int64_t(slot.size()));
  return sizes;
}

Expected<Simulation>
Simulation::create(std::span<const Instruction> stream,
                   std::span<const Memory> memory, const Machine &machine,
                   Arithmetic arithmetic, Observer *observer,
                   std::span<const RangeBytes> rangeBytes) {
  if (Expected<void> checked = checkLoops(stream); !checked)
    return tl::unexpected(checked.error());
  return Simulation(std::make_unique<State>(stream, memory, sizesOf(memory),
                                            machine, arithmetic, observer,
                                            rangeBytes));
}

Expected<Simulation> Simulation::createAhead(
    std::span<const Instruction> stream, std::span<const Memory> memory,
    const Machine &machine, Arithmetic arithmetic, ThreadPool *pool,
    Observer *observer, std::span<const RangeBytes> rangeBytes) {
  if (arithmetic != Arithmetic::Fixed || !suitsBatches(machine, stream) ||
      (observer && observer->wantsRows()))
    return create(stream, memory, machine, arithmetic, observer, rangeBytes);
  return Simulation(std::make_unique<State>(
      stream, memory, sizesOf(memory), machine, pool, observer, rangeBytes));
}

Expected<Simulation>
Simulation::createWithoutData(std::span<const Instruction> stream,
                              std::span<const int64_t> slotSizes,
                              const Machine &machine) {
  if (Expected<void> checked = checkLoops(stream); !checked)
    return tl::unexpected(checked.error());
  return Simulation(std::make_unique<State>(
      stream, std::span<const Memory>(),
      std::vector<int64_t>(slotSizes.begin(), slotSizes.end()), machine,
      std::nullopt, /*observer=*/nullptr, std::span<const RangeBytes>()));
}

Expected<Simulation> Simulation::createPrediction(
    std::span<const Instruction> stream, std::span<const int64_t> slotSizes,
    const Machine &machine, std::span<const RangeBytes> rangeBytes) {
  if (Expected<void> checked = checkLoops(stream); !checked)
    return tl::unexpected(checked.error());
  return Simulation(std::make_unique<State>(
      stream, std::vector<int64_t>(slotSizes.begin(), slotSizes.end()), machine,
      rangeBytes));
}

Expected<std::optional<Simulation::Start>> Simulation::next() const {
  return state->scheduler.next();
}

Expected<bool> Simulation::step() { return state->scheduler.step(); }

Statistics Simulation::statistics() const {
  return state->scheduler.statistics();
}

QueueContents Simulation::queue(Queue queue) const {
  return state->scheduler.contents(queue);
}

std::vector<int64_t> Simulation::tokens(Queue from, Queue to) const {
  return state->scheduler.tokenTimes(from, to);
}

std::vector<Stall> Simulation::stalls() const {
  return state->scheduler.stalls();
}

Registers Simulation::registers() const {
  Registers registers = state->buffers.registers();
  if (state->datapath)
    registers.format = state->datapath->format();
  return registers;
}

BankContents Simulation::bank(BankKind kind, unsigned bank) const {
  BankContents contents = state->buffers.shape(kind, bank);
  if (state->datapath && contents.rows && !contents.partial)
    state->datapath->inspect(kind, bank, contents);
  return contents;
}

std::vector<int32_t> Simulation::admittedRows(const Operation &attend,
                                              int64_t query) const {
  std::vector<int32_t> rows;
  bool bitmap = state->buffers.usesBitmap();
  BankContents mask;
  if (bitmap)
    mask = bank(BankKind::Mask, attend.queryBank);
  for (int64_t row = 0; row < state->buffers.visibleRows(attend, query); ++row)
    if (!bitmap || mask.elements[size_t(query * mask.columns + row)] != 0)
      rows.push_back(int32_t(row));
  return rows;
}

/// Steps to the end.
static Expected<Statistics> run(Expected<Simulation> simulation) {
  if (!simulation)
    return tl::unexpected(simulation.error());
  while (true) {
    Expected<bool> stepped = simulation->step();
    if (!stepped)
      return tl::unexpected(stepped.error());
    if (!*stepped)
      return simulation->statistics();
  }
}

Expected<void> a3::checkStream(std::span<const Instruction> stream,
                               std::span<const int64_t> slotSizes,
                               const Machine &machine) {
  Expected<Statistics> checked =
      run(Simulation::createWithoutData(stream, slotSizes, machine));
  if (!checked)
    return tl::unexpected(checked.error());
  return {};
}

Expected<Statistics> a3::predict(std::span<const Instruction> stream,
                                 std::span<const int64_t> slotSizes,
                                 const Machine &machine,
                                 std::span<const RangeBytes> rangeBytes) {
  return run(
      Simulation::createPrediction(stream, slotSizes, machine, rangeBytes));
}

Expected<Statistics> a3::simulate(std::span<const Instruction> stream,
                                  std::span<const Memory> memory,
                                  const Machine &machine, Arithmetic arithmetic,
                                  ThreadPool *pool, Observer *observer,
                                  std::span<const RangeBytes> rangeBytes) {
  if (auto checked = checkStream(stream, sizesOf(memory), machine); !checked)
    return tl::unexpected(checked.error());
  return run(Simulation::createAhead(stream, memory, machine, arithmetic, pool,
                                     observer, rangeBytes));
}
