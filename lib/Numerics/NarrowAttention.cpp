//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/NarrowAttention.h"

#include "Kernels.h"

#include <algorithm>
#include <cstring>

using namespace a3;

static_assert(NarrowAttention::slack >= kernels::slack);
static_assert(Rows<int16_t>::padding % kernels::slack == 0);

void a3::pairColumns(const Rows<int16_t> &keys, Rows<int32_t> &pairs) {
  int64_t count = (keys.columns() + 1) / 2;
  pairs.resize(count, keys.rows());
  static_assert(sizeof(int32_t) == 2 * sizeof(int16_t));
  kernels::transpose(reinterpret_cast<const uint32_t *>(keys.row(0)),
                     size_t(keys.stride()) / 2, size_t(keys.rows()),
                     size_t(count), reinterpret_cast<uint32_t *>(pairs.row(0)),
                     size_t(pairs.stride()));
}

bool NarrowAttention::suits(const Machine &machine, int64_t depth) {
  // Weights have up to 9 bits, sums of 2^14 weighted values 31. Lists have
  // rows of 16 bits.
  return machine.integerBits + machine.fractionBits <= 8 &&
         machine.fractionBits <= 4 && machine.rows <= (1 << 14) &&
         ExponentTable::bits(machine, depth) <= 29;
}

NarrowAttention::NarrowAttention(const Machine &machine, int64_t depth)
    : normalisation(machine.normalisation),
      one(int32_t(1) << (2 * machine.fractionBits)), exact(machine, depth) {
  const ExponentTable &table = exact.exponents();
  for (int64_t offset = 0; offset <= table.end(); ++offset)
    direct.push_back(uint16_t(table(offset)));
}

void NarrowAttention::scoreAll(const Block &block, const NarrowTile &tile) {
  auto rows = size_t(tile.keyPairs->stride());
  blockScores.resize(block.candidates.size() * rows);
  kernels::multiply(tile.keyPairs->row(0), size_t(tile.keyPairs->rows()), rows,
                    block.queries->row(block.first),
                    size_t(block.queries->stride()), block.candidates.size(),
                    blockScores.data());
}

/// Ascending rows are the first ones where the last one says so.
static bool areFirstRows(std::span<const int32_t> rows) {
  return size_t(rows.back()) + 1 == rows.size();
}

/// Copies the scores of some rows. Single loads are faster than gathers.
static void copyScores(const int32_t *source, std::span<const int32_t> rows,
                       int32_t *target) {
#pragma clang loop vectorize(disable)
  for (int32_t row : rows)
    *target++ = source[row];
}

NarrowAttention::Scored NarrowAttention::score(const Block &block,
                                               const NarrowTile &tile,
                                               size_t query, bool all) {
  std::span<const int32_t> rows = block.candidates[query];
  Scored scored{rows.data(), scores.data(), rows.size(), 0};
  if (all) {
    const int32_t *blockRow =
        blockScores.data() + query * size_t(tile.keyPairs->stride());
    if (areFirstRows(rows))
      scored = {nullptr, blockRow, rows.size(), 0};
    else
      copyScores(blockRow, rows, scores.data());
  } else {
    kernels::multiplyRows(tile.keys->row(0), size_t(tile.keys->stride()),
                          rows.data(), rows.size(),
                          block.queries->row(block.first + int64_t(query)),
                          scores.data());
  }
  scored.best = kernels::maximum(scored.scores, scored.count);
  return drop(scored);
}

/// Post-scoring: drops the rows that are far below the best.
NarrowAttention::Scored NarrowAttention::drop(Scored scored) {
  int64_t limit = exact.limit();
  if (limit >= int64_t(1) << 30)
    return scored; // Scores have up to 29 bits and do not differ by more.
  int64_t least = scored.best - limit;
  size_t count =
      kernels::keepAtLeast(scored.scores, scored.rows, scored.count,
                           int32_t(least), keptScores.data(), keptRows.data());
  return {keptRows.data(), keptScores.data(), count, scored.best};
}

/// Fills `exponentValues` and returns their sum.
int64_t NarrowAttention::exponents(const Scored &scored, int32_t best) {
  return kernels::lookUp(direct.data(), int32_t(direct.size()) - 1,
                         scored.scores, scored.count, best,
                         exponentValues.data());
}

/// Lists the rows with their weights; `sum` 1.0 leaves the exponents.
size_t NarrowAttention::weigh(const Scored &scored, int64_t sum) {
  return kernels::weigh(exponentValues.data(), scored.rows, scored.count, one,
                        int32_t(sum), list.data());
}

void NarrowAttention::weightOnce(const Scored &scored, const NarrowTile &tile,
                                 int64_t valueDepth, int64_t *output) {
  size_t count = weigh(scored, exponents(scored, scored.best));
  kernels::addRows(tile.values->row(0), size_t(tile.values->stride()),
                   list.data(), count, sums.data());
  std::copy_n(sums.begin(), valueDepth, output);
}

void NarrowAttention::merge(const Scored &scored, const NarrowTile &tile,
                            Partial<int64_t> &partial) {
  exact.raise(partial, scored.best);
  partial.sum += exponents(scored, int32_t(partial.maximum));
  kernels::addRows(tile.values->row(0), size_t(tile.values->stride()),
                   list.data(), weigh(scored, one), sums.data());
  for (size_t i = 0; i < partial.output.size(); ++i)
    partial.output[i] += sums[i];
}

template <typename Consume>
void NarrowAttention::forEachQuery(const Block &block, const NarrowTile &tile,
                                   Consume consume) {
  size_t padded = size_t(tile.keys->rows()) + kernels::slack;
  for (auto *buffer : {&scores, &keptScores, &keptRows})
    buffer->resize(padded);
  exponentValues.resize(padded);
  list.resize(padded);
  sums.resize(size_t(tile.values->stride()));
  size_t total = 0;
  for (auto rows : block.candidates)
    total += rows.size();
  // Scores of all rows cost less than those of a quarter of them one by one.
  bool all = 4 * total > block.candidates.size() * size_t(tile.keys->rows());
  if (all)
    scoreAll(block, tile);
  for (size_t query = 0; query < block.candidates.size(); ++query) {
    Scored scored = {};
    if (!block.candidates[query].empty())
      scored = score(block, tile, query, all);
    consume(query, scored);
  }
}

void NarrowAttention::attend(const Block &block, const NarrowTile &tile,
                             int64_t valueDepth, int64_t *output,
                             int64_t *kept) {
  forEachQuery(block, tile, [&](size_t query, const Scored &scored) {
    int64_t *result = output + int64_t(query) * valueDepth;
    kept[query] = int64_t(scored.count);
    if (normalisation == Normalisation::Weights && scored.count)
      return weightOnce(scored, tile, valueDepth, result);
    Partial<int64_t> partial;
    partial.output.resize(size_t(valueDepth));
    if (scored.count)
      merge(scored, tile, partial);
    finish(partial, result);
  });
}

void NarrowAttention::accumulate(const Block &block, const NarrowTile &tile,
                                 std::span<Partial<int64_t>> partials,
                                 int64_t *kept) {
  forEachQuery(block, tile, [&](size_t query, const Scored &scored) {
    partials[query].output.resize(size_t(tile.values->columns()));
    kept[query] = int64_t(scored.count);
    if (scored.count)
      merge(scored, tile, partials[query]);
  });
}
