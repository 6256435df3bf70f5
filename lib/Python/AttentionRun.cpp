//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttentionRun.h"

#include "PooledThreads.h"
#include "a3/Runtime/Balance.h"

#include <cmath>
#include <cstring>

using namespace a3;
using namespace a3::isa;

void RowCounter::counted(int64_t query, const QueryCounts &rows) {
  counts.candidates[query] = rows.candidates;
  counts.kept[query] = rows.kept;
}

RowLister::RowLister(const Site &site, const SiteOperands &operands,
                     const std::function<bool()> &tick)
    : QueryObserver(site, /*rows=*/true), site(site), operands(operands),
      tick(tick) {
  auto queries = size_t(site.heads * site.queries);
  candidates.resize(queries);
  kept.resize(queries);
  lostMass.resize(queries);
}

void RowLister::taken(int64_t query, QueryRows &&rows) {
  auto index = size_t(query);
  lostMass[index] = a3::lostMass(site, operands, query, rows);
  candidates[index] = std::move(rows.candidates);
  kept[index] = std::move(rows.kept);
}

AttentionRun::AttentionRun(Site ownSite, RowCounts counts, bool rows,
                           Progress ownProgress)
    : site(std::move(ownSite)), counts(counts), rows(rows),
      progress(std::move(ownProgress)),
      lastReport(std::chrono::steady_clock::now()),
      tick([this] { return mustStop(); }), counter(site, counts, tick) {}

bool AttentionRun::mustStop() {
  constexpr std::chrono::milliseconds interval(50);
  auto now = std::chrono::steady_clock::now();
  if (now - lastReport < interval)
    return stopped;
  lastReport = now;
  int64_t again = rowLister ? rowLister->queriesDone() : 0;
  stopped = !progress(counter.queriesDone() + again);
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

Expected<Statistics> AttentionRun::run(const SiteOperands &operands,
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
  rowLister.emplace(site, operands, tick);
  auto second =
      runByQuery(site, operands, machine, arithmetic, *rowLister, &ranges);
  if (!second)
    return tl::unexpected(second.error());
  if (std::memcmp(second->data(), operands.output,
                  second->size() * sizeof(float)) != 0)
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
