//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Plan.h"

#include "a3/Program/Prediction.h"

#include <algorithm>
#include <tuple>

using namespace a3;

/// So much of `count` that it repeats `parts` at most `most` times, is even or
/// odd as it was, and ends alike.
static int64_t shorten(int64_t count, int64_t size, int64_t most) {
  int64_t parts = (count + size - 1) / size;
  int64_t pairs = std::max<int64_t>(parts - most + 1, 0) / 2;
  return count - 2 * pairs * size;
}

/// So much of an attention that all that repeats does so, which costs little to
/// predict however large the whole is.
static AttentionDescription cut(AttentionDescription attention,
                                const Plan &plan) {
  constexpr int64_t heads = 3, blocks = 6, tiles = 8;
  constexpr int headDims = 2;
  int64_t queries = shorten(attention.queries(), plan.blocks.size, blocks);
  int64_t rows = shorten(attention.rows(), plan.tiles.size, tiles);
  for (Approximation &approximation : attention.approximations) {
    int64_t &m = approximation.iterations;
    m = (m * rows + attention.rows() - 1) / attention.rows();
  }
  auto resize = [&](OperandInfo &operand, int64_t size) {
    int repeating = 0;
    for (size_t dim = operand.sizes.size() - 2; dim-- > 0;) {
      int64_t &count = operand.sizes[dim];
      if (count > 1)
        count = repeating++ < headDims ? shorten(count, 1, heads) : 1;
    }
    operand.sizes.end()[-2] = size;
  };
  resize(attention.key, rows);
  resize(attention.value, rows);
  resize(attention.output, queries);
  if (attention.maskRows) {
    resize(*attention.maskRows, queries);
    attention.maskRows->sizes.back() = rows;
  }
  if (attention.bias) {
    resize(*attention.bias, queries);
    attention.bias->sizes.back() = rows;
  }
  if (attention.sortedRows) {
    resize(*attention.sortedRows, attention.depth());
    attention.sortedRows->sizes.back() = rows;
  }
  resize(attention.query, queries);
  int64_t innermost = 1; // Of the loops over heads that `checkHeads` sees.
  for (size_t dim = 0; dim + 2 < attention.query.sizes.size(); ++dim)
    if (attention.query.sizes[dim] > 1)
      innermost = attention.query.sizes[dim];
  if (std::ssize(attention.approximations) > innermost)
    attention.approximations.resize(size_t(innermost));
  return attention;
}

/// Cycles, and bytes where they are the same; none if it cannot run.
static std::optional<std::tuple<int64_t, int64_t>>
predictCost(const AttentionDescription &attention, const Machine &machine,
            const Choice &choice) {
  auto plan = makePlan(attention, machine, choice);
  if (!plan)
    return std::nullopt;
  Expected<Statistics> cost =
      predictSite(describeSite(attention, *plan), machine);
  if (!cost)
    return std::nullopt;
  return std::tuple(cost->full.cycles, cost->bytesLoaded);
}

tl::expected<Plan, Refusal>
a3::choosePlan(const AttentionDescription &attention, const Machine &machine) {
  tl::expected<Plan, Refusal> best = makePlan(attention, machine);
  // Without tiles there is nothing to choose.
  if (!best || !best->isTiled())
    return best;
  AttentionDescription sample = cut(attention, *best);
  std::optional<std::tuple<int64_t, int64_t>> least;
  for (Reuse reuse : {Reuse::Pairs, Reuse::Head})
    for (bool evenTiles : {true, false}) {
      Choice choice{reuse, evenTiles};
      auto plan = makePlan(attention, machine, choice);
      if (!plan)
        continue;
      auto cost = predictCost(sample, machine, choice);
      if (!cost || (least && *cost >= *least))
        continue;
      best = std::move(plan);
      least = cost;
    }
  return best;
}
