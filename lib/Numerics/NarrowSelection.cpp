//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/NarrowSelection.h"

#include "SelectionKernels.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>

using namespace a3;
using kernels::ProductList;
using kernels::SelectionQuery;
using kernels::SortedColumns;
using kernels::walkSlack;

namespace {

constexpr int32_t blockColumns = kernels::countColumns;
constexpr int32_t blockSize = kernels::numCounts * blockColumns;

/// Queries whose lists are sorted side by side: two of each.
constexpr int64_t groupSize = kernels::numLists / 2;

/// Walks begin with a cache line, which holds as many entries as `walkSlack`.
int32_t roundUp(int64_t entries) {
  return int32_t((entries + walkSlack - 1) / walkSlack * walkSlack);
}

/// Entries of one column: both walks, each with slack behind it.
int32_t walkPitch(int64_t rows) { return roundUp(rows) + 3 * walkSlack; }

} // namespace

//===----------------------------------------------------------------------===//
// Sorting of the keys
//===----------------------------------------------------------------------===//

void NarrowSortedKeys::assign(const Rows<int16_t> &keys, int64_t rows) {
  assert(rows <= 65535 && "counts have 16 bits");
  numRows = rows;
  numColumns = keys.columns();
  int64_t blocks = (numColumns + blockColumns - 1) / blockColumns;
  entries.resize(size_t(blocks * blockColumns) * size_t(walkPitch(rows)));
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
  std::array<int32_t, blockColumns> high, low;
  std::array<uint32_t, blockColumns> squares;
  uint16_t *block = &counts[size_t(firstColumn / blockColumns * blockSize)];
  const int16_t *first = keys.row(0) + firstColumn;
  auto pitch = size_t(keys.stride()), rows = size_t(numRows);
  kernels::countValues(first, pitch, rows, block, squares.data());
  auto countsOf = [&](int32_t value) {
    int32_t zero = value > 0 ? kernels::highZero : kernels::lowZero;
    return block + size_t(value + zero) * blockColumns;
  };
  std::array<uint16_t, blockColumns> below = {}, above = {};
  for (int32_t value = -kernels::lowZero; value <= 0; ++value)
    for (int32_t column = 0; column < blockColumns; ++column) {
      uint16_t &count = countsOf(value)[column];
      below[size_t(column)] += count;
      count = uint16_t(below[size_t(column)] - count);
    }
  for (int32_t value = kernels::mostMagnitude; value > 0; --value)
    for (int32_t column = 0; column < blockColumns; ++column) {
      uint16_t &count = countsOf(value)[column];
      count = above[size_t(column)] += count;
    }
  std::ranges::copy(above, block + size_t(kernels::highZero) * blockColumns);

  for (int32_t column = 0; column < blockColumns; ++column) {
    auto index = size_t(firstColumn + column);
    high[size_t(column)] = int32_t(index) * walkPitch(numRows);
    low[size_t(column)] =
        high[size_t(column)] + roundUp(above[size_t(column)]) + walkSlack;
    highStart[index] = high[size_t(column)];
    lowStart[index] = low[size_t(column)];
    countBase[index] = int32_t(firstColumn / blockColumns * blockSize + column);
    meanSquare[index] = float(squares[size_t(column)]) / float(numRows);
  }
  kernels::placeEntries(first, pitch, rows, high.data(), low.data(), block,
                        entries.data());
}

//===----------------------------------------------------------------------===//
// Selection
//===----------------------------------------------------------------------===//

/// What selection keeps from query to query, mostly room for lists.
struct NarrowSelection::State {
  SortedColumns keys = {};
  SelectionQuery query;
  /// The max and min side's lists of each query.
  std::array<ProductList, kernels::numLists> lists;
  kernels::ProductSums sums;
  AlignedVector<uint32_t> rest; ///< Room for one list.
  AlignedVector<int32_t> greedy;
  /// Limit over scale of late, by side. Only speed depends on it.
  std::array<float, 2> ratios = {2, 2};

  void findProducts(size_t side, size_t most, ProductList &list);
  void addTies(size_t side, size_t most, int32_t limit, ProductList &list);
  void countSteps(int64_t iterations, bool skipMinSide);
  int32_t leastTaken(size_t list) const;
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
void NarrowSelection::State::findProducts(size_t side, size_t most,
                                          ProductList &list) {
  LimitSearch search{query.scale, 1.2f * float(most) + 8};
  float guess = ratios[side] * query.scale;
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
    return addTies(side, most, search.low, list);
  kernels::listProducts(keys, query, side, list);
  float excess = float(count) / search.target;
  // Close to the logarithm where the count is close to the target.
  float distance = 2 * (excess - 1) / (excess + 1) / LimitSearch::slope;
  if (query.scale > 0)
    ratios[side] +=
        0.25f * (float(limit) / query.scale + distance - ratios[side]);
  // A list costs as much as the longest of its group.
  if (excess > 1.1f)
    kernels::keepProducts(list, limit + int32_t(distance * query.scale), most,
                          rest);
}

/// Where less than `most` products are above `limit`, and too many equal to
/// it, lists the former, and of the latter those of the lowest columns.
void NarrowSelection::State::addTies(size_t sideIndex, size_t most,
                                     int32_t limit, ProductList &list) {
  SelectionQuery::Side &side = query.sides[sideIndex];
  kernels::countProducts(keys, query, sideIndex, limit);
  AlignedVector<int32_t> ends = side.found;
  kernels::countProducts(keys, query, sideIndex, limit + 1);
  kernels::listProducts(keys, query, sideIndex, list);
  for (size_t column = 0; column < keys.depth; ++column)
    for (int32_t i = side.found[column]; i < ends[column]; ++i) {
      if (list.size == most)
        return;
      uint32_t entry = keys.entries[size_t(side.start[column] + i)];
      list.entries[list.size++] =
          kernels::entryRow(entry) << 16 | uint32_t(limit - 1);
    }
}

/// How many products with its sign each side takes in so many iterations. With
/// the skip rule the min side takes a further one wherever the max side has
/// added at least as much as the min side removed.
void NarrowSelection::State::countSteps(int64_t iterations, bool skipMinSide) {
  // Walks that run side by side do not wait for each other's loads.
  constexpr size_t together = 4;
  constexpr int32_t never = std::numeric_limits<int32_t>::max();
  constexpr size_t pitch = kernels::numLists;
  for (size_t first = 0; first < lists.size(); first += 2 * together) {
    std::array<const int32_t *, together> added, removed;
    std::array<size_t, together> last = {}, steps = {};
    size_t longest = 0;
    for (size_t i = 0; i < together; ++i) {
      size_t maxSide = first + 2 * i, minSide = maxSide + 1;
      added[i] = sums.sums.data() + maxSide;
      removed[i] = sums.sums.data() + minSide;
      last[i] = lists[maxSide].size;
      longest = std::max(longest, last[i] + lists[minSide].size);
      // There is nothing after the last one.
      sums.sums[(lists[minSide].size + 1) * pitch + minSide] = never;
    }
    longest = std::min(longest, size_t(iterations));
    for (size_t step = 1; step <= longest && skipMinSide; ++step)
      for (size_t i = 0; i < together; ++i)
        steps[i] += added[i][std::min(step, last[i]) * pitch] >=
                    removed[i][steps[i] * pitch];
    for (size_t i = 0; i < together; ++i) {
      ProductList &maxSide = lists[first + 2 * i], &minSide = (&maxSide)[1];
      maxSide.steps = std::min(maxSide.size, size_t(iterations));
      minSide.steps =
          std::min(minSide.size, skipMinSide ? steps[i] : size_t(iterations));
    }
  }
}

/// The smallest product that a list takes, if any.
int32_t NarrowSelection::State::leastTaken(size_t list) const {
  size_t steps = lists[list].steps;
  auto sum = [&](size_t i) { return sums.sums[i * lists.size() + list]; };
  return steps ? sum(steps) - sum(steps - 1) : 0;
}

/// The row of the first product of the max side, whatever its sign.
int32_t NarrowSelection::State::firstRow(const int16_t *query) const {
  int32_t best = std::numeric_limits<int32_t>::min();
  uint32_t row = 0;
  for (size_t column = 0; column < keys.depth; ++column) {
    auto high = size_t(keys.highStart[column]);
    auto low = size_t(keys.lowStart[column]);
    size_t numHigh = keys.counts[size_t(keys.countBase[column] +
                                        kernels::highZero * blockColumns)];
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
  s.query.resize(size_t(keys.depth()));
  auto most = size_t(std::min(iterations, keys.rows() * keys.depth()));
  size_t room = 3 * most + 3 * kernels::slack;
  s.rest.resize(room);
  for (ProductList &list : s.lists)
    list.entries.resize(room);
  for (int64_t start = 0; start < count; start += groupSize) {
    auto group = size_t(std::min(groupSize, count - start));
    for (ProductList &list : s.lists)
      list.size = 0;
    for (size_t i = 0; i < group; ++i) {
      kernels::prepareQuery(s.keys, queries.row(first + start + int64_t(i)),
                            s.query);
      for (size_t side = 0; side < 2; ++side)
        s.findProducts(side, most, s.lists[2 * i + side]);
    }
    kernels::sumProducts(s.lists, s.sums);
    s.countSteps(iterations, skipMinSide);
    for (size_t i = 0; i < group; ++i) {
      int64_t index = start + int64_t(i);
      int32_t *target = candidates.row(index);
      size_t found = kernels::takeCandidates(
          {s.lists[2 * i], s.lists[2 * i + 1], s.leastTaken(2 * i),
           s.leastTaken(2 * i + 1)},
          s.keys.rows, s.rest, s.greedy.data(), target);
      if (found == 0)
        target[found++] = s.firstRow(queries.row(first + index));
      counts[index] = int64_t(found);
    }
  }
}
