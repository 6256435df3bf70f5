//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/NarrowSelection.h"

#include "SelectionKernels.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>

using namespace a3;
using kernels::SelectionQuery;
using kernels::SelectionSide;
using kernels::SortedColumns;
using kernels::walkSlack;

namespace {

constexpr int32_t blockColumns = kernels::countColumns;
constexpr int32_t blockSize = kernels::numCounts * blockColumns;

/// Queries whose walks run side by side, so that none waits for memory.
constexpr int64_t groupSize = 4;

int64_t walkPitch(int64_t rows) { return rows + int64_t(2) * walkSlack; }

} // namespace

//===----------------------------------------------------------------------===//
// Sorting of the keys
//===----------------------------------------------------------------------===//

void NarrowSortedKeys::assign(const Rows<int16_t> &keys, int64_t rows) {
  assert(rows <= 65535 && "counts have 16 bits");
  numRows = rows;
  numColumns = keys.columns();
  int64_t blocks = (numColumns + blockColumns - 1) / blockColumns;
  entries.resize(size_t(blocks * blockColumns * walkPitch(rows)));
  counts.resize(size_t(blocks * blockSize) + 1); // Read in pairs.
  size_t padded = size_t(blocks * blockColumns) + kernels::slack;
  for (auto *array : {&highStart, &lowStart, &countBase})
    array->resize(padded);
  meanSquare.resize(padded);
  for (int64_t first = 0; first < numColumns; first += blockColumns)
    sortBlock(keys, first);
}

/// Sorts 16 columns by counting: the counts become the places at which the
/// entries of a value start, and, as entries are placed, those of the next
/// value, which is how many entries have a larger magnitude.
void NarrowSortedKeys::sortBlock(const Rows<int16_t> &keys,
                                 int64_t firstColumn) {
  // What one row needs, for loops over vectors.
  using Columns = std::array<int32_t, blockColumns>;
  Columns high, low;
  std::array<uint32_t, blockColumns> squares = {};
  uint16_t *block = &counts[size_t(firstColumn / blockColumns * blockSize)];
  auto countAt = [](int32_t value, int32_t column) {
    int32_t zero = value > 0 ? kernels::highZero : kernels::lowZero;
    return (value + zero) * blockColumns + column;
  };
  std::fill_n(block, blockSize, uint16_t(0));
  for (int64_t row = 0; row < numRows; ++row) {
    const int16_t *key = keys.row(row) + firstColumn;
    Columns places;
    for (int32_t column = 0; column < blockColumns; ++column) {
      int32_t value = key[column];
      places[size_t(column)] = countAt(value, column);
      squares[size_t(column)] += uint32_t(value * value);
    }
    for (int32_t place : places)
      ++block[place];
  }
  std::array<uint16_t, blockColumns> below = {}, above = {};
  for (int32_t value = -kernels::lowZero; value <= 0; ++value)
    for (int32_t column = 0; column < blockColumns; ++column) {
      uint16_t &count = block[countAt(value, column)];
      below[size_t(column)] += count;
      count = uint16_t(below[size_t(column)] - count);
    }
  for (int32_t value = kernels::mostMagnitude; value > 0; --value)
    for (int32_t column = 0; column < blockColumns; ++column) {
      uint16_t &count = block[countAt(value, column)];
      count = above[size_t(column)] += count;
    }
  std::ranges::copy(above, block + size_t(kernels::highZero) * blockColumns);

  for (int32_t column = 0; column < blockColumns; ++column) {
    auto index = size_t(firstColumn + column);
    high[size_t(column)] = int32_t(int64_t(index) * walkPitch(numRows));
    low[size_t(column)] =
        high[size_t(column)] + above[size_t(column)] + walkSlack;
    highStart[index] = high[size_t(column)];
    lowStart[index] = low[size_t(column)];
    countBase[index] = int32_t(firstColumn / blockColumns * blockSize + column);
    meanSquare[index] = float(squares[size_t(column)]) / float(numRows);
  }
  for (int64_t row = 0; row < numRows; ++row) {
    const int16_t *key = keys.row(row) + firstColumn;
    Columns places, starts, steps, magnitudes;
    for (int32_t column = 0; column < blockColumns; ++column) {
      // Rows ascend: at the high end, equal values are placed backwards.
      auto index = size_t(column);
      int32_t value = key[column];
      places[index] = countAt(value, column);
      starts[index] = value > 0 ? high[index] - 1 : low[index];
      steps[index] = value > 0 ? -1 : 1;
      magnitudes[index] = std::abs(value);
    }
    for (size_t column = 0; column < size_t(blockColumns); ++column) {
      uint16_t &count = block[places[column]];
      entries[size_t(starts[column] + count)] =
          uint32_t(row) << 16 | uint32_t(magnitudes[column]);
      count = uint16_t(count + steps[column]);
    }
  }
}

//===----------------------------------------------------------------------===//
// Selection
//===----------------------------------------------------------------------===//

/// What selection keeps from query to query, mostly room for lists.
struct NarrowSelection::State {
  SortedColumns keys = {};
  std::array<SelectionQuery, groupSize> queries;
  std::vector<int32_t> greedy;
  /// Limit over scale of late, by side. Only speed depends on it.
  std::array<float, 2> ratios = {2, 2};

  void findProducts(SelectionQuery &query, size_t side, size_t most);
  void addTies(SelectionQuery &query, SelectionSide &side, size_t most,
               int32_t limit);
  void countSteps(size_t count, int64_t iterations, bool skipMinSide);
  int32_t firstRow(const int16_t *query) const;
};

namespace {

/// Searches the limit above which there are just enough products. Counts fall
/// about by exp(-1.2 limit / scale) where products are spread as those of
/// normal variables.
struct LimitSearch {
  static constexpr float slope = 1.2f;
  static constexpr int32_t largest =
      kernels::mostMagnitude * kernels::mostMagnitude;

  float scale, target;
  int32_t low = 0, high = largest + 1; ///< Enough, and not enough, products.
  float lowCount = 0, highCount = 0;

  bool isOver() const { return high - low == 1; }
  int32_t clamp(float guess) const {
    return int32_t(std::clamp(guess, float(low + 1), float(high - 1)));
  }

  /// Takes in that `limit` has `count` products, and guesses the next limit.
  float next(int32_t limit, size_t count, bool enough) {
    float number = float(std::max<size_t>(count, 1));
    (enough ? low : high) = limit;
    (enough ? lowCount : highCount) = number;
    if (low == 0 || high > largest)
      return float(limit) + scale * std::log(number / target) / slope;
    float part = std::log(lowCount / target) / std::log(lowCount / highCount);
    // Steps of a tenth at least bound their number.
    return float(low) + float(high - low) * std::clamp(part, 0.1f, 0.9f);
  }
};

} // namespace

/// Lists at least the `most` largest products of a side, or all that have its
/// sign, and not many more.
void NarrowSelection::State::findProducts(SelectionQuery &query, size_t index,
                                          size_t most) {
  SelectionSide &side = query.sides[index];
  LimitSearch search{query.scale, 1.3f * float(most) + 8};
  float guess = ratios[index] * query.scale;
  int32_t limit = 0;
  size_t count = 0;
  while (!search.isOver()) {
    limit = search.clamp(guess);
    count = kernels::countProducts(keys, query, side, limit);
    bool enough = count >= most;
    if ((enough && count <= 3 * most + 32) || (!enough && limit == 1))
      break;
    guess = search.next(limit, count, enough);
  }
  if (search.isOver() && search.low > 0)
    return addTies(query, side, most, search.low);
  kernels::listProducts(keys, query, side);
  float excess = float(count) / search.target;
  // Close to the logarithm where the count is close to the target.
  float distance = 2 * (excess - 1) / (excess + 1) / LimitSearch::slope;
  if (query.scale > 0)
    ratios[index] +=
        0.25f * (float(limit) / query.scale + distance - ratios[index]);
  // A shorter list may fit into half the sorting network.
  if (count > std::bit_ceil(most) && count <= kernels::mostSorted)
    kernels::keepProducts(
        side, limit + std::max(0, int32_t(distance * query.scale)), most);
}

/// Where less than `most` products are above `limit`, and too many equal to
/// it, lists the former, and of the latter those of the lowest columns.
void NarrowSelection::State::addTies(SelectionQuery &query, SelectionSide &side,
                                     size_t most, int32_t limit) {
  kernels::countProducts(keys, query, side, limit);
  std::vector<int32_t> ends = side.found;
  kernels::countProducts(keys, query, side, limit + 1);
  kernels::listProducts(keys, query, side);
  for (size_t column = 0; column < keys.depth; ++column)
    for (int32_t i = side.found[column]; i < ends[column]; ++i) {
      if (side.size == most)
        return;
      uint32_t entry = keys.entries[size_t(side.start[column] + i)];
      side.list[side.size++] =
          kernels::entryRow(entry) << 16 | uint32_t(limit - 1);
    }
}

/// How many products with its sign each side takes in so many iterations. With
/// the skip rule the min side takes a further one wherever the max side has
/// added at least as much as the min side removed.
void NarrowSelection::State::countSteps(size_t count, int64_t iterations,
                                        bool skipMinSide) {
  std::array<const int64_t *, groupSize> added, removed;
  std::array<int64_t, groupSize> last = {}, steps = {};
  int64_t longest = 0;
  for (size_t i = 0; i < size_t(groupSize); ++i) {
    auto &[maxSide, minSide] = queries[std::min(i, count - 1)].sides;
    // There is nothing after the last one.
    minSide.sums[minSide.size + 1] = std::numeric_limits<int64_t>::max();
    added[i] = maxSide.sums.data();
    removed[i] = minSide.sums.data();
    last[i] = int64_t(maxSide.size);
    longest = std::max(longest, last[i] + int64_t(minSide.size));
  }
  if (skipMinSide)
    for (int64_t step = 1; step <= std::min(iterations, longest); ++step)
      for (size_t i = 0; i < size_t(groupSize); ++i)
        steps[i] += added[i][std::min(step, last[i])] >= removed[i][steps[i]];
  for (size_t i = 0; i < count; ++i) {
    auto &[maxSide, minSide] = queries[i].sides;
    maxSide.steps = std::min(maxSide.size, size_t(iterations));
    minSide.steps =
        std::min(minSide.size, size_t(skipMinSide ? steps[i] : iterations));
  }
}

/// The row of the first product of the max side, whatever its sign.
int32_t NarrowSelection::State::firstRow(const int16_t *query) const {
  int32_t best = std::numeric_limits<int32_t>::min();
  uint32_t row = 0;
  for (size_t column = 0; column < keys.depth; ++column) {
    auto high = size_t(keys.highStart[column]);
    auto low = size_t(keys.lowStart[column]);
    size_t numHigh = low - high - size_t(walkSlack);
    size_t numLow = keys.rows - numHigh;
    bool fromHigh = query[column] >= 0;
    // Where an end has no entries, its walk starts with the other end's last.
    bool isHigh = fromHigh ? numHigh > 0 : numLow == 0;
    size_t place = isHigh ? (fromHigh ? high : high + numHigh - 1)
                          : (fromHigh ? low + numLow - 1 : low);
    uint32_t entry = keys.entries[place];
    auto value = int32_t(entry & 0xffff);
    int32_t product = query[column] * (isHigh ? value : -value);
    if (product > best) {
      best = product;
      row = kernels::entryRow(entry);
    }
  }
  return int32_t(row);
}

bool NarrowSelection::suits(const Machine &machine) {
  return machine.integerBits + machine.fractionBits <= 8 &&
         machine.rows <= 65535;
}

NarrowSelection::NarrowSelection(bool skipMinSide)
    : skipMinSide(skipMinSide), state(std::make_unique<State>()) {}

NarrowSelection::~NarrowSelection() = default;

void NarrowSelection::select(const Rows<int16_t> &queries, int64_t first,
                             int64_t count, const NarrowSortedKeys &keys,
                             int64_t iterations, Rows<int32_t> &candidates,
                             int64_t *counts) {
  candidates.resize(count, keys.rows() + int64_t(kernels::slack));
  State &s = *state;
  s.keys = {keys.entries.data(),  keys.counts.data(),    keys.highStart.data(),
            keys.lowStart.data(), keys.countBase.data(), keys.meanSquare.data(),
            size_t(keys.rows()),  size_t(keys.depth())};
  s.greedy.resize(size_t(keys.rows()) + kernels::slack);
  auto most = size_t(std::min(iterations, keys.rows() * keys.depth()));
  for (SelectionQuery &query : s.queries)
    query.resize(size_t(keys.depth()), 3 * most + 32);
  for (int64_t start = 0; start < count; start += groupSize) {
    auto group =
        std::span(s.queries).first(size_t(std::min(groupSize, count - start)));
    for (size_t i = 0; i < group.size(); ++i) {
      group[i].elements = queries.row(first + start + int64_t(i));
      kernels::prepareQuery(s.keys, group[i]);
      for (size_t side = 0; side < 2; ++side)
        s.findProducts(group[i], side, most);
    }
    kernels::sumProducts(group);
    s.countSteps(group.size(), iterations, skipMinSide);
    for (size_t i = 0; i < group.size(); ++i) {
      int64_t index = start + int64_t(i);
      int32_t *target = candidates.row(index);
      size_t found = kernels::takeCandidates(group[i], s.keys.rows,
                                             s.greedy.data(), target);
      if (found == 0)
        target[found++] = s.firstRow(group[i].elements);
      counts[index] = int64_t(found);
    }
  }
}
