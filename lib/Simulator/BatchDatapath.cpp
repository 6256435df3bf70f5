//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BatchDatapath.h"

#include "a3/ISA/Fetch.h"
#include "a3/Numerics/FixedPoint.h"
#include "a3/Numerics/NarrowAttention.h"
#include "a3/Numerics/NarrowSelection.h"
#include "a3/Numerics/Selection.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

using namespace a3;
using namespace a3::isa;

namespace {

/// Columns that a load can have.
constexpr int64_t mostColumns = 4095;

/// Rows of f32 in the machine's memory, and the factor of a load.
struct Source {
  unsigned slot = 0;
  const uint8_t *data = nullptr;
  int64_t rows = 0, columns = 0, pitch = 0;
  float factor = 1;

  bool operator==(const Source &) const = default;
};

/// What one load put into a bank. A later load into the same bank makes
/// another one, so that loads need not wait for those who read the bank.
struct Operand {
  Source source;
  Rows<int16_t> rows;
  float outputFactor = 1; ///< Of values.
  bool isLoaded = false;
  int64_t saturations = 0; ///< Of one load.
  int64_t uses = 0;        ///< Loads that it stands for, until it is loaded.
};

struct Key : Operand {
  Rows<int32_t> pairs;
  int64_t sortedRows = 0; ///< 0 where it need not be sorted.
  bool isSorted = false;
  bool walksColumns = false; ///< Some query needs that.
  NarrowSortedKeys sorted;
  SortedKeys<int16_t> columns;
};

/// Makes an operand, new or used, one that is yet to be loaded.
void begin(Operand &operand, const Source &source) {
  operand.source = source;
  operand.rows.resize(source.rows, source.columns);
  operand.isLoaded = false;
  operand.uses = 0;
}

void begin(Key &key, const Source &source) {
  begin(static_cast<Operand &>(key), source);
  key.sortedRows = 0;
  key.isSorted = key.walksColumns = false;
  key.columns = {};
}

/// Operands that were loaded of late. A stream with more rows than a bank has
/// loads the same tiles for each block of queries; they are loaded and sorted
/// once here. Few are kept, unless one is missed.
template <typename T> class TileCache {
public:
  /// The operand with this source, or null.
  std::shared_ptr<T> find(const Source &source) {
    for (Entry &entry : entries)
      if (entry.isValid && entry.operand->source == source) {
        entry.lastUse = ++clock;
        return entry.operand;
      }
    return nullptr;
  }

  /// One for another source, in place of one that nobody has needed for long.
  std::shared_ptr<T> take(const Source &source) {
    if (std::ranges::find(missed, source) != missed.end())
      limit = std::min(2 * limit, mostOperands);
    Entry *oldest = nullptr;
    for (Entry &entry : entries)
      if (entry.operand.use_count() == 1 &&
          (!oldest || entry.lastUse < oldest->lastUse))
        oldest = &entry;
    if (!oldest || entries.size() < limit) {
      entries.push_back({std::make_shared<T>()});
      oldest = &entries.back();
    } else {
      missed.push_back(oldest->operand->source);
      if (missed.size() > mostOperands)
        missed.pop_front();
    }
    oldest->isValid = true;
    oldest->lastUse = ++clock;
    begin(*oldest->operand, source);
    return oldest->operand;
  }

  /// Something is stored into these slots.
  template <typename Overlaps> void forget(Overlaps overlaps) {
    for (Entry &entry : entries)
      entry.isValid = entry.isValid && !overlaps(entry.operand->source.slot);
  }

private:
  static constexpr size_t mostOperands = 64;

  struct Entry {
    std::shared_ptr<T> operand;
    bool isValid = false;
    int64_t lastUse = 0;
  };

  std::vector<Entry> entries;
  std::deque<Source> missed; ///< Of late, those that had to go.
  size_t limit = 4;
  int64_t clock = 0;
};

/// The results of one output bank, over all key tiles.
struct Output {
  int64_t valueDepth = 0;
  float factor = 1;
  std::vector<int64_t> sums;
  std::vector<a3::Partial<int64_t>> partials;
};

/// One `attend` with all that it reads.
struct Attend {
  std::shared_ptr<Key> key, sortedKey;
  std::shared_ptr<Operand> value, query;
  std::shared_ptr<std::vector<uint8_t>> mask; ///< Null without a bitmap.
  std::shared_ptr<Output> output;
  int64_t maskPitch = 0;
  isa::Partial partial = isa::Partial::Whole;
  int64_t rows = 0, iterations = 0;
  double threshold = 0;
  std::vector<int64_t> visible; ///< Rows that a causal mask admits, by query.
  std::vector<QueryWork> works;
};

/// Attends that make one output, and a block of its queries.
struct Job {
  std::span<Attend *const> chain;
  int64_t first;
};

struct Store {
  std::shared_ptr<Output> output;
  uint8_t *target;
  int64_t rows, pitch;
  Memory slot;
};

/// Objects that are used again once nobody else has them.
template <typename T> class Recycler {
public:
  std::shared_ptr<T> take() {
    for (std::shared_ptr<T> &object : objects)
      if (object.use_count() == 1)
        return object;
    return objects.emplace_back(std::make_shared<T>());
  }

private:
  std::vector<std::shared_ptr<T>> objects;
};

/// What one thread needs to execute attends.
class Worker {
public:
  explicit Worker(const Machine &machine)
      : machine(machine), selection(machine.skipMinSide),
        walk(machine.skipMinSide) {}

  void run(const Job &job) {
    for (Attend *attend : job.chain)
      execute(*attend, job.first);
  }

private:
  void execute(Attend &attend, int64_t first);
  std::span<const int32_t> admit(const Attend &attend, int64_t query,
                                 std::vector<int32_t> &rows);
  void chooseRows(const Attend &attend, int64_t first, size_t count);

  const Machine &machine;
  NarrowSelection selection;
  CandidateSelection<int16_t, int64_t> walk;
  std::optional<NarrowAttention> attention;
  int64_t depth = 0;
  std::vector<int32_t> firstRows; ///< 0, 1, 2, …
  Rows<int32_t> found;
  std::array<std::vector<int32_t>, NarrowAttention::blockSize> lists;
  std::array<std::span<const int32_t>, NarrowAttention::blockSize> candidates;
  std::array<int64_t, NarrowAttention::blockSize> counts = {};
};

class BatchDatapath final : public Datapath {
public:
  BatchDatapath(std::span<const Instruction> stream, const Machine &machine,
                std::span<const Memory> memory, ThreadPool *pool)
      : machine(machine), memory(memory),
        pool(ThreadPool::insideLoop() ? nullptr : pool),
        slotSizes(sizesOf(memory)), fetch(stream), buffers(machine, slotSizes) {
  }
  ~BatchDatapath() override { finishJobs(); }

  std::vector<QueryWork> execute(const Operation &operation) override;
  int64_t saturations() const override { return saturationCount; }

private:
  void startBatch();
  void finishBatch();
  void issue(const Operation &operation);
  template <typename T>
  std::shared_ptr<T> issueLoad(const Operation &operation, float factor,
                               TileCache<T> &tiles,
                               std::vector<std::shared_ptr<T>> &toLoad);
  void issueMask(const Operation &operation);
  void issueSort(const Operation &operation);
  void issueAttend(const Operation &operation);
  void issueStore(const Operation &operation);
  void prepare();
  void load(Operand &operand);
  static void sort(Key &key);
  static void prepareColumns(const Attend &attend);
  void startJobs();
  void runJob(const Job &job);
  void finishJobs();
  std::unique_ptr<Worker> takeWorker();
  void store(const Store &store) const;
  static bool overlap(const Memory &left, const Memory &right);
  bool readsStored(const Operation &operation) const;

  uint8_t *place(const Operation &operation) const {
    return memory[operation.address.slot].data() + operation.address.offset;
  }

  const Machine &machine;
  std::span<const Memory> memory;
  ThreadPool *pool;
  std::vector<int64_t> slotSizes;
  Fetch fetch;
  Buffers buffers; ///< In the order of the program.

  Format format;
  std::array<std::shared_ptr<Key>, 2> keys, sortedKeys;
  std::array<std::shared_ptr<Operand>, 2> values, queries;
  std::array<std::shared_ptr<std::vector<uint8_t>>, 2> masks;
  std::array<std::shared_ptr<Output>, 2> outputs;
  TileCache<Key> keyTiles;
  TileCache<Operand> valueTiles, queryTiles;
  Recycler<Output> spareOutputs;

  // The batch.
  std::vector<std::shared_ptr<Operand>> loads;
  std::vector<std::shared_ptr<Key>> loadedKeys, sorts;
  std::vector<std::unique_ptr<Attend>> attends;
  std::vector<std::vector<Attend *>> chains;
  std::vector<Job> jobs; ///< While they run.
  std::vector<Store> stores;
  int64_t batchQueries = 0;

  std::deque<std::vector<QueryWork>> works; ///< Of attends to come.
  /// Operations of each queue that the clock has seen, and that are done.
  std::array<int64_t, numQueues> seen = {}, issued = {}, done = {};
  std::atomic<int64_t> saturationCount = 0;
  std::mutex mutex;
  std::vector<std::unique_ptr<Worker>> workers;
};

} // namespace

//===----------------------------------------------------------------------===//
// Issue: who reads what
//===----------------------------------------------------------------------===//

std::vector<QueryWork> BatchDatapath::execute(const Operation &operation) {
  auto queue = size_t(operation.queue);
  ++seen[queue];
  while (done[queue] < seen[queue]) {
    finishBatch();
    // Other threads have work while this one goes on with the clock.
    startBatch();
  }
  if (operation.instruction->opcode != Opcode::Attend)
    return {};
  std::vector<QueryWork> result = std::move(works.front());
  works.pop_front();
  return result;
}

/// As many queries as keep all threads busy, but whose keys fit into a cache.
void BatchDatapath::startBatch() {
  constexpr int64_t queriesPerThread = 512;
  int64_t most = queriesPerThread * (pool ? pool->threads() : 1);
  while (batchQueries < most) {
    std::optional<Operation> operation = fetch.next();
    if (!operation)
      break;
    [[maybe_unused]] Expected<int64_t> bytes = buffers.execute(*operation);
    assert(bytes && "the stream was checked");
    issue(*operation);
    ++issued[size_t(operation->queue)];
  }
  prepare();
  startJobs();
}

void BatchDatapath::finishBatch() {
  finishJobs();
  forEach(pool, int64_t(stores.size()),
          [&](int64_t index) { store(stores[size_t(index)]); });
  for (std::unique_ptr<Attend> &attend : attends)
    works.push_back(std::move(attend->works));
  attends.clear();
  stores.clear();
  batchQueries = 0;
  done = issued;
}

void BatchDatapath::issue(const Operation &operation) {
  unsigned bank = operation.bank;
  if (operation.queue == Queue::Load && readsStored(operation)) {
    prepare();
    startJobs();
    finishBatch();
  }
  switch (operation.instruction->opcode) {
  case Opcode::LoadFormat:
    std::memcpy(&format, place(operation), sizeof(Format));
    break;
  case Opcode::LoadKey:
    keys[bank] = issueLoad(operation, format.key, keyTiles, loadedKeys);
    break;
  case Opcode::LoadValue:
    values[bank] = issueLoad(operation, format.value, valueTiles, loads);
    break;
  case Opcode::LoadQuery:
    queries[bank] = issueLoad(operation, format.query, queryTiles, loads);
    break;
  case Opcode::LoadMask:
    issueMask(operation);
    break;
  case Opcode::LoadSorted: // In the order of a sort, as is checked.
  case Opcode::SortKey:
    issueSort(operation);
    break;
  case Opcode::Attend:
    issueAttend(operation);
    break;
  case Opcode::StoreOutput:
    issueStore(operation);
    break;
  default:
    break;
  }
}

/// Whether two slots have bytes in common.
bool BatchDatapath::overlap(const Memory &left, const Memory &right) {
  return left.data() < right.data() + right.size() &&
         right.data() < left.data() + left.size();
}

/// Whether a load may read what a store of the batch has yet to write.
bool BatchDatapath::readsStored(const Operation &operation) const {
  if (operation.address.slot >= memory.size())
    return false;
  return std::ranges::any_of(stores, [&](const Store &store) {
    return overlap(store.slot, memory[operation.address.slot]);
  });
}

/// The operand that an earlier load left or that a load of this batch makes.
template <typename T>
std::shared_ptr<T>
BatchDatapath::issueLoad(const Operation &operation, float factor,
                         TileCache<T> &tiles,
                         std::vector<std::shared_ptr<T>> &toLoad) {
  const auto &fields = operation.instruction->fields;
  Source source{operation.address.slot,  place(operation),
                fields[load_key::rows],  fields[load_key::columns],
                fields[load_key::pitch], factor};
  std::shared_ptr<T> operand = tiles.find(source);
  if (!operand)
    toLoad.push_back(operand = tiles.take(source));
  operand->outputFactor = format.output;
  if (operand->isLoaded)
    saturationCount += operand->saturations;
  else
    ++operand->uses;
  return operand;
}

void BatchDatapath::issueMask(const Operation &operation) {
  masks[operation.bank] = std::make_shared<std::vector<uint8_t>>(
      readMask(operation, place(operation)));
}

void BatchDatapath::issueSort(const Operation &operation) {
  std::shared_ptr<Key> &key = keys[operation.bank];
  sortedKeys[operation.bank] = key;
  if (key->sortedRows)
    return;
  key->sortedRows = buffers.sortedKey(operation.bank).rows;
  sorts.push_back(key);
}

void BatchDatapath::issueAttend(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  int64_t count = fields[attend::queries];
  auto attend = std::make_unique<Attend>();
  attend->key = keys[operation.bank];
  attend->value = values[operation.bank];
  attend->query = queries[operation.queryBank];
  attend->partial = isa::Partial(fields[attend::partial]);
  attend->rows = buffers.rows();
  attend->iterations = buffers.iterations();
  attend->threshold = buffers.threshold();
  attend->works.resize(size_t(count));
  if (buffers.usesBitmap()) {
    attend->mask = masks[operation.queryBank];
    attend->maskPitch = buffers.mask(operation.queryBank).columns;
  }
  attend->visible.reserve(size_t(count));
  bool admitsAll = !attend->mask;
  for (int64_t i = 0; i < count; ++i) {
    attend->visible.push_back(buffers.visibleRows(operation, i));
    admitsAll &= attend->visible.back() == attend->rows;
  }
  if (attend->iterations) {
    attend->sortedKey = sortedKeys[operation.bank];
    // Rows of the key that are beyond the shape are not admitted either.
    admitsAll &= attend->sortedKey->sortedRows == attend->rows;
    attend->sortedKey->walksColumns |=
        !admitsAll || attend->iterations > NarrowSelection::mostIterations;
  }
  std::shared_ptr<Output> &output = outputs[operation.queryBank];
  if (attend->partial == isa::Partial::Whole ||
      attend->partial == isa::Partial::First) {
    output = spareOutputs.take();
    output->valueDepth = buffers.valueDepth();
    output->sums.resize(size_t(count * output->valueDepth));
    output->partials.assign(
        attend->partial == isa::Partial::First ? size_t(count) : 0, {});
  }
  output->factor = attend->value->outputFactor;
  attend->output = output;
  attends.push_back(std::move(attend));
  batchQueries += count;
}

void BatchDatapath::issueStore(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  auto isWritten = [&](unsigned slot) {
    return overlap(memory[operation.address.slot], memory[slot]);
  };
  keyTiles.forget(isWritten);
  valueTiles.forget(isWritten);
  queryTiles.forget(isWritten);
  stores.push_back({outputs[operation.bank], place(operation),
                    fields[store_output::rows], fields[store_output::pitch],
                    memory[operation.address.slot]});
}

//===----------------------------------------------------------------------===//
// Execution: all that was issued, kind by kind
//===----------------------------------------------------------------------===//

/// Loads and sorts.
void BatchDatapath::prepare() {
  forEach(pool, int64_t(loads.size() + loadedKeys.size()), [&](int64_t index) {
    auto place = size_t(index);
    if (place < loads.size())
      return load(*loads[place]);
    Key &key = *loadedKeys[place - loads.size()];
    load(key);
    pairColumns(key.rows, key.pairs);
    if (key.sortedRows)
      sort(key);
  });
  // Of those loaded in an earlier batch.
  std::erase_if(sorts, [](const auto &key) { return key->isSorted; });
  forEach(pool, int64_t(sorts.size()),
          [&](int64_t index) { sort(*sorts[size_t(index)]); });
  for (const std::unique_ptr<Attend> &attend : attends)
    prepareColumns(*attend);
  loads.clear();
  loadedKeys.clear();
  sorts.clear();
}

void BatchDatapath::sort(Key &key) {
  key.sorted.assign(key.rows, key.sortedRows);
  key.isSorted = true;
}

void BatchDatapath::load(Operand &operand) {
  Quantiser quantise(machine, operand.source.factor);
  Rows<int16_t> &rows = operand.rows;
  const auto *data = reinterpret_cast<const float *>(operand.source.data);
  auto pitch = operand.source.pitch / int64_t(sizeof(float));
  if (pitch == rows.columns() && pitch == rows.stride())
    quantise(data, rows.rows() * pitch, rows.row(0));
  else
    for (int64_t row = 0; row < rows.rows(); ++row)
      quantise(data + row * pitch, rows.columns(), rows.row(row));
  operand.saturations = quantise.saturations();
  saturationCount += operand.uses * operand.saturations;
  operand.isLoaded = true;
}

/// Sorts the key of an attend that walks over columns, once.
void BatchDatapath::prepareColumns(const Attend &attend) {
  if (!attend.sortedKey || !attend.sortedKey->walksColumns ||
      attend.sortedKey->columns.rows())
    return;
  Key &key = *attend.sortedKey;
  int64_t depth = key.rows.columns();
  std::vector<int16_t> elements;
  for (int64_t row = 0; row < key.sortedRows; ++row)
    elements.insert(elements.end(), key.rows.row(row),
                    key.rows.row(row) + depth);
  key.columns = {elements.data(), key.sortedRows, depth};
}

void BatchDatapath::startJobs() {
  // Tiles of the same queries follow each other; other queries are free.
  std::map<const Output *, size_t> places;
  chains.clear();
  for (const std::unique_ptr<Attend> &attend : attends) {
    auto place = places.try_emplace(attend->output.get(), chains.size());
    if (place.second)
      chains.emplace_back();
    chains[place.first->second].push_back(attend.get());
  }
  for (const std::vector<Attend *> &chain : chains) {
    auto count = int64_t(chain.front()->works.size());
    for (int64_t first = 0; first < count; first += NarrowAttention::blockSize)
      jobs.push_back({chain, first});
  }
  if (!pool || jobs.empty())
    return;
  auto body = [](void *state, int64_t begin, int64_t end) {
    auto &self = *static_cast<BatchDatapath *>(state);
    for (int64_t job = begin; job < end; ++job)
      self.runJob(self.jobs[size_t(job)]);
  };
  pool->start(int64_t(jobs.size()), body, this);
}

void BatchDatapath::runJob(const Job &job) {
  std::unique_ptr<Worker> worker = takeWorker();
  worker->run(job);
  std::lock_guard lock(mutex);
  workers.push_back(std::move(worker));
}

void BatchDatapath::finishJobs() {
  if (pool && !jobs.empty())
    pool->finish();
  else
    for (const Job &job : jobs)
      runJob(job);
  jobs.clear();
}

std::unique_ptr<Worker> BatchDatapath::takeWorker() {
  std::lock_guard lock(mutex);
  if (workers.empty())
    return std::make_unique<Worker>(machine);
  std::unique_ptr<Worker> worker = std::move(workers.back());
  workers.pop_back();
  return worker;
}

void BatchDatapath::store(const Store &store) const {
  const Output &output = *store.output;
  int64_t depth = output.valueDepth;
  const int64_t *sums = output.sums.data();
  auto scale = [&](int64_t row, int64_t rows) {
    scaleSums(machine, sums + row * depth, rows * depth, output.factor,
              reinterpret_cast<float *>(store.target + row * store.pitch));
  };
  if (store.pitch == depth * int64_t(sizeof(float)))
    return scale(0, store.rows);
  for (int64_t row = 0; row < store.rows; ++row)
    scale(row, 1);
}

//===----------------------------------------------------------------------===//
// One block of queries
//===----------------------------------------------------------------------===//

/// The rows that the masks admit for a query, and entries behind them that may
/// be read; `rows` is room for them.
std::span<const int32_t> Worker::admit(const Attend &attend, int64_t query,
                                       std::vector<int32_t> &rows) {
  int64_t end = attend.visible[size_t(query)];
  if (!attend.mask)
    return std::span(firstRows).first(size_t(end));
  const uint8_t *mask = attend.mask->data() + query * attend.maskPitch;
  rows.resize(size_t(end) + NarrowAttention::slack);
  size_t count = 0;
  for (int64_t row = 0; row < end; ++row) {
    rows[count] = int32_t(row);
    count += mask[row] != 0;
  }
  return std::span(rows).first(count);
}

/// Sets the rows of each query of a block that get an exact score.
void Worker::chooseRows(const Attend &attend, int64_t first, size_t count) {
  const Key *sorted = attend.sortedKey.get();
  if (sorted && !sorted->walksColumns) {
    selection.select(attend.query->rows, first, int64_t(count), sorted->sorted,
                     attend.iterations, found, counts.data());
    for (size_t i = 0; i < count; ++i)
      candidates[i] = {found.row(int64_t(i)), size_t(counts[i])};
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    int64_t query = first + int64_t(i);
    candidates[i] = admit(attend, query, lists[i]);
    if (!sorted)
      continue;
    auto selected = walk.select(attend.query->rows.row(query), sorted->columns,
                                candidates[i], attend.iterations);
    lists[i].resize(selected.size() + NarrowAttention::slack);
    std::ranges::copy(selected, lists[i].begin());
    candidates[i] = std::span(lists[i]).first(selected.size());
  }
}

void Worker::execute(Attend &attend, int64_t first) {
  if (int64_t columns = attend.key->rows.columns(); depth != columns) {
    depth = columns;
    attention.emplace(machine, depth);
  }
  while (firstRows.size() < size_t(attend.rows) + NarrowAttention::slack)
    firstRows.push_back(int32_t(firstRows.size()));
  auto count = size_t(std::min(NarrowAttention::blockSize,
                               int64_t(attend.works.size()) - first));
  chooseRows(attend, first, count);
  attention->setThreshold(attend.threshold);
  NarrowTile tile{&attend.key->rows, &attend.value->rows, &attend.key->pairs};
  NarrowAttention::Block block{&attend.query->rows, first,
                               std::span(candidates).first(count)};
  std::array<int64_t, NarrowAttention::blockSize> kept;
  Output &output = *attend.output;
  int64_t *sums = output.sums.data() + first * output.valueDepth;
  if (attend.partial == isa::Partial::Whole) {
    attention->attend(block, tile, output.valueDepth, sums, kept.data());
  } else {
    auto partials = std::span(output.partials).subspan(size_t(first), count);
    attention->accumulate(block, tile, partials, kept.data());
    if (attend.partial == isa::Partial::Last)
      for (size_t i = 0; i < count; ++i)
        attention->finish(partials[i], sums + int64_t(i) * output.valueDepth);
  }
  for (size_t i = 0; i < count; ++i)
    attend.works[size_t(first) + i] = {attend.iterations, attend.rows,
                                       int64_t(candidates[i].size()), kept[i]};
}

bool a3::suitsBatches(const Machine &machine,
                      std::span<const Instruction> stream) {
  // Scores with a bias may have more bits than kernels compute with.
  if (std::ranges::find(stream, Opcode::LoadBias, &Instruction::opcode) !=
      stream.end())
    return false;
  // The widest key decides on the bits of a score.
  return NarrowAttention::suits(machine, mostColumns) &&
         NarrowSelection::suits(machine) && !PrefetchBuffers::canStall(machine);
}

std::unique_ptr<Datapath>
a3::createBatchDatapath(std::span<const Instruction> stream,
                        const Machine &machine, std::span<const Memory> memory,
                        ThreadPool *pool) {
  return std::make_unique<BatchDatapath>(stream, machine, memory, pool);
}
