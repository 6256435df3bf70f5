//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttentionRun.h"

#include "PooledThreads.h"
#include "a3/Runtime/Balance.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace a3;
using namespace a3::isa;

void RowCounter::executed(const Operation &operation,
                          std::span<const QueryWork> works) {
  switch (operation.instruction->opcode) {
  case Opcode::SetShape:
    shapeRows = operation.instruction->fields[set_shape::rows];
    return;
  case Opcode::Attend:
    return attended(operation, works);
  case Opcode::StoreOutput:
    return stored(operation);
  default:
    return;
  }
}

/// Comes before the `attend` of its query, and so may be the first of it.
void RowCounter::selected(std::span<const int32_t> candidateRows,
                          std::span<const int32_t> keptRows) {
  if (nextSelected == current.rows.size())
    current.rows.emplace_back();
  Rows &query = current.rows[nextSelected++];
  for (int32_t row : candidateRows)
    query.candidates.push_back(int32_t(firstRow + row));
  for (int32_t row : keptRows)
    query.kept.push_back(int32_t(firstRow + row));
}

void RowCounter::attended(const Operation &operation,
                          std::span<const QueryWork> works) {
  current.counts.resize(works.size());
  for (size_t i = 0; i < works.size(); ++i) {
    current.counts[i].candidates += works[i].candidates;
    current.counts[i].kept += works[i].kept;
  }
  nextSelected = 0;
  firstRow += shapeRows;
  auto partial = Partial(operation.instruction->fields[attend::partial]);
  if (partial == Partial::First || partial == Partial::Middle)
    return;
  complete.push_back(std::move(current));
  current = {};
  firstRow = 0;
}

/// Results are stored in the order in which they were completed.
void RowCounter::stored(const Operation &operation) {
  Queries queries = std::move(complete.front());
  complete.pop_front();
  auto rowBytes = site.valueDepth * int64_t(sizeof(float));
  int64_t first = operation.address.offset / rowBytes;
  for (size_t i = 0; i < queries.counts.size(); ++i) {
    counts.candidates[first + int64_t(i)] = queries.counts[i].candidates;
    counts.kept[first + int64_t(i)] = queries.counts[i].kept;
  }
  for (size_t i = 0; i < queries.rows.size(); ++i) {
    candidates[size_t(first) + i] = std::move(queries.rows[i].candidates);
    kept[size_t(first) + i] = std::move(queries.rows[i].kept);
  }
  done += int64_t(queries.counts.size());
}

AttentionRun::AttentionRun(Site ownSite, RowCounts counts, bool rows,
                           Progress ownProgress)
    : site(std::move(ownSite)), counts(counts), rows(rows),
      progress(std::move(ownProgress)),
      lastReport(std::chrono::steady_clock::now()),
      selectedCounts(rows ? size_t(2 * site.heads * site.queries) : 0),
      tick([this] { return mustStop(); }),
      counter(site, counts, /*rows=*/false, tick),
      selector(site,
               {selectedCounts.data(),
                selectedCounts.data() + selectedCounts.size() / 2},
               rows, tick) {}

bool AttentionRun::mustStop() {
  constexpr std::chrono::milliseconds interval(50);
  auto now = std::chrono::steady_clock::now();
  if (now - lastReport < interval)
    return stopped;
  lastReport = now;
  stopped = !progress(counter.queriesDone() + selector.queriesDone());
  return stopped;
}

/// All numbers are checked together with their ranges, so that they are read
/// once.
static Expected<void> checkFinite(std::span<const Ranges> heads) {
  for (const Ranges &head : heads)
    for (auto [name, largest] :
         {std::pair("q", head.query), {"k", head.key}, {"v", head.value}})
      if (!std::isfinite(largest))
        return failure(std::string(name) + " has NaN or infinity, or what "
                                           "float32 cannot hold");
  return {};
}

Expected<Statistics> AttentionRun::run(SiteOperands operands,
                                       const Machine &machine,
                                       Arithmetic arithmetic,
                                       unsigned threads) {
  PooledThreads pool(threads);
  auto ranges = measureRanges(site, operands, &pool.get());
  if (auto finite = checkFinite(ranges); !finite)
    return tl::unexpected(finite.error());
  auto first = runSite(site, operands, machine, arithmetic, &pool.get(),
                       &counter, &ranges);
  if (!first)
    return tl::unexpected(first.error());
  if (!rows)
    return first->statistics;
  // The way that many queries take together does not say which rows; the way
  // of one after the other does, and checks the other.
  std::vector<float> output(size_t(site.output.bytes) / sizeof(float));
  const float *expected = std::exchange(operands.output, output.data());
  auto second =
      runSite(site, operands, machine, arithmetic, nullptr, &selector, &ranges);
  if (!second)
    return tl::unexpected(second.error());
  size_t queries = selectedCounts.size() / 2;
  if (std::memcmp(output.data(), expected, size_t(site.output.bytes)) != 0 ||
      !std::equal(counts.candidates, counts.candidates + queries,
                  selectedCounts.begin()) ||
      !std::equal(counts.kept, counts.kept + queries,
                  selectedCounts.begin() + int64_t(queries)))
    return failure("two ways to run the same queries disagree; please report "
                   "this");
  return first->statistics;
}

Expected<std::vector<float>> a3::formatsOf(int power, double scale,
                                           int64_t heads) {
  auto query = float(std::ldexp(scale, power));
  auto key = float(std::ldexp(1.0, -power));
  bool zero = scale == 0 && std::isnormal(key);
  if (!zero && !(std::isnormal(query) && std::isnormal(key)))
    return failure("balance moves q or K out of the range of binary32: " +
                   std::to_string(power));
  std::vector<float> formats;
  for (int64_t head = 0; head < heads; ++head)
    formats.insert(formats.end(), {query, key, 1.0f, 1.0f});
  return formats;
}
