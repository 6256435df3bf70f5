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

constexpr int32_t blockColumns = kernels::sortedColumns;

constexpr auto groupSize = int64_t(kernels::groupSize);

/// Walks begin with a cache line: `walkSlack` entries are two of them.
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
  assert(rows < 65535 && "larger ones have a meaning of their own");
  numRows = rows;
  numColumns = keys.columns();
  int64_t columns =
      (numColumns + blockColumns - 1) / blockColumns * blockColumns;
  entries.resize(size_t(columns) * size_t(walkPitch(rows)));
  counts.resize(size_t(kernels::numCounts) * blockColumns);
  size_t padded = size_t(columns) + kernels::slack;
  for (auto *array :
       {&highStart, &lowStart, &highLength, &lowLength, &highest, &lowest})
    array->resize(padded);
  meanSquare.resize(padded);
  for (int64_t first = 0; first < numColumns; first += blockColumns)
    sortBlock(keys, first);
}

/// Sorts 16 columns by counting: the counts become the places at which the
/// entries of a value start.
void NarrowSortedKeys::sortBlock(const Rows<int16_t> &keys,
                                 int64_t firstColumn) {
  std::array<uint32_t, blockColumns> squares;
  const int16_t *first = keys.row(0) + firstColumn;
  auto pitch = size_t(keys.stride()), rows = size_t(numRows);
  kernels::countValues(first, pitch, rows, counts.data(), squares.data());
  std::array<uint16_t, blockColumns> below = {}, above = {};
  auto countsOf = [&](int32_t value) {
    return &counts[size_t(value + kernels::mostMagnitude) * blockColumns];
  };
  for (int32_t value = -kernels::mostMagnitude; value <= 0; ++value)
    for (size_t column = 0; column < blockColumns; ++column) {
      uint16_t &count = countsOf(value)[column];
      below[column] += count;
      count = uint16_t(below[column] - count);
    }
  for (int32_t value = kernels::mostMagnitude; value > 0; --value)
    for (size_t column = 0; column < blockColumns; ++column) {
      uint16_t &count = countsOf(value)[column];
      count = above[column] += count;
    }
  std::array<uint16_t, blockColumns> negative;
  std::copy_n(countsOf(0), blockColumns, negative.begin());

  for (size_t column = 0; column < blockColumns; ++column) {
    size_t index = size_t(firstColumn) + column;
    highStart[index] = int32_t(index) * walkPitch(numRows);
    lowStart[index] = highStart[index] + roundUp(above[column]) + walkSlack;
    highLength[index] = above[column];
    lowLength[index] = negative[column];
    meanSquare[index] = float(squares[column]) / float(numRows);
    // What is behind the last one counts as the smallest.
    std::fill_n(&entries[size_t(highStart[index]) + above[column]], walkSlack,
                0);
    std::fill_n(&entries[size_t(lowStart[index]) + below[column]], walkSlack,
                0);
  }
  kernels::placeEntries(first, pitch, rows, &highStart[size_t(firstColumn)],
                        &lowStart[size_t(firstColumn)], counts.data(),
                        entries.data());
  for (auto index = size_t(firstColumn);
       index < size_t(firstColumn) + blockColumns; ++index) {
    auto magnitude = [&](int32_t start, int32_t length) {
      return length ? int32_t(entries[size_t(start)] & 0xffff) + 1 : 0;
    };
    highest[index] = magnitude(highStart[index], highLength[index]);
    lowest[index] = magnitude(lowStart[index], lowLength[index]);
  }
}

//===----------------------------------------------------------------------===//
// Selection
//===----------------------------------------------------------------------===//

/// What selection keeps from query to query, mostly room for lists.
struct NarrowSelection::State {
  SortedColumns keys = {};
  SelectionQuery query;
  /// The max side's lists of a group of queries, then the min side's.
  std::array<ProductList, kernels::numLists> lists;
  kernels::ProductSums sums;
  AlignedVector<uint32_t> rest; ///< Room for one list.
  AlignedVector<int32_t> greedy;
  /// Limit over scale of late, by side. Only speed depends on it.
  std::array<float, 2> ratios = {2, 2};
  /// Walks that run side by side do not wait for each other's loads.
  static constexpr size_t walksTogether = 4;

  void findProducts(size_t side, size_t most, ProductList &list);
  void addTies(size_t side, size_t most, int32_t limit, ProductList &list);
  void countSteps(size_t group, size_t iterations, bool skipMinSide);
  void walkSteps(std::span<const size_t> queries, size_t iterations);
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

/// More products than this are too many of a list that needs `most`.
static size_t roomFor(size_t most) { return 3 * most + 32; }

/// Lists at least the `most` largest products of a side, or all that have its
/// sign, and not many more.
void NarrowSelection::State::findProducts(size_t side, size_t most,
                                          ProductList &list) {
  LimitSearch search{query.scale, 1.2f * float(most) + 8};
  float guess = ratios[side] * query.scale;
  int32_t limit = 0;
  while (true) {
    if (search.isOver())
      return addTies(side, most, search.low, list);
    limit = search.clamp(guess);
    kernels::listProducts(keys, query, side, limit, roomFor(most), list);
    bool enough = list.size >= most;
    if ((enough && list.size <= roomFor(most)) || (!enough && limit == 1))
      break;
    guess = search.next(limit, list.size, enough);
  }
  float excess = float(list.size) / search.target;
  // Close to the logarithm where the count is close to the target.
  float distance = 2 * (excess - 1) / (excess + 1) / LimitSearch::slope;
  if (query.scale > 0)
    ratios[side] +=
        0.25f * (float(limit) / query.scale + distance - ratios[side]);
}

/// Where less than `most` products are above `limit`, and too many equal to
/// it, lists the former, and of the latter those of the lowest columns.
void NarrowSelection::State::addTies(size_t sideIndex, size_t most,
                                     int32_t limit, ProductList &list) {
  const SelectionQuery::Side &side = query.sides[sideIndex];
  kernels::listProducts(keys, query, sideIndex, limit + 1, most, list);
  for (size_t column = 0; column < keys.depth; ++column) {
    auto factor = int32_t(query.magnitude[column] & 0xffff);
    auto product = [&](uint32_t entry) {
      return (int32_t(entry & 0xffff) + 1) * factor;
    };
    const uint32_t *first = keys.entries + side.start[column];
    const uint32_t *end = first + side.length[column];
    const uint32_t *tie = std::partition_point(
        first, end, [&](uint32_t entry) { return product(entry) > limit; });
    for (; tie != end && product(*tie) == limit; ++tie) {
      if (list.size == most)
        return;
      list.entries[list.size++] =
          kernels::entryRow(*tie) << 16 | uint32_t(limit - 1);
    }
  }
}

/// How many products with its sign each side takes in so many iterations. With
/// the skip rule the min side takes a further one wherever the max side has
/// added at least as much as the min side removed.
void NarrowSelection::State::countSteps(size_t group, size_t iterations,
                                        bool skipMinSide) {
  for (ProductList &list : lists)
    list.steps = std::min(list.size, iterations);
  if (!skipMinSide)
    return;
  std::array<int32_t, kernels::groupSize> isBehind;
  bool isShort = false;
  for (size_t i = 0; i < group; ++i)
    isShort |= std::min(lists[i].size, lists[i + kernels::groupSize].size) <
               iterations;
  if (isShort)
    isBehind.fill(1);
  else
    kernels::findBehind(sums, iterations, isBehind);
  std::array<size_t, kernels::groupSize> behind;
  size_t count = 0;
  for (size_t i = 0; i < group; ++i) {
    behind[count] = i;
    count += isBehind[i] != 0;
  }
  for (size_t first = 0; first < count; first += walksTogether)
    walkSteps(std::span(behind).first(count).subspan(first), iterations);
}

/// Counts the steps of the first few of these queries one by one.
void NarrowSelection::State::walkSteps(std::span<const size_t> queries,
                                       size_t iterations) {
  constexpr int32_t never = std::numeric_limits<int32_t>::max();
  constexpr size_t pitch = kernels::numLists;
  std::array<const int32_t *, walksTogether> added, removed;
  std::array<size_t, walksTogether> last, steps = {};
  size_t longest = 0;
  for (size_t i = 0; i < walksTogether; ++i) {
    size_t query = queries[std::min(i, queries.size() - 1)];
    size_t smallest = lists[query + kernels::groupSize].steps;
    added[i] = sums.sums.data() + query;
    removed[i] = added[i] + kernels::groupSize;
    last[i] = lists[query].steps;
    longest = std::max(longest, last[i] + smallest);
    // There is nothing after the last one.
    sums.sums[(smallest + 1) * pitch + query + kernels::groupSize] = never;
  }
  longest = std::min(longest, iterations);
  for (size_t step = 1; step <= longest; ++step)
    for (size_t i = 0; i < walksTogether; ++i)
      steps[i] += added[i][std::min(step, last[i]) * pitch] >=
                  removed[i][steps[i] * pitch];
  for (size_t i = 0; i < std::min(walksTogether, queries.size()); ++i) {
    ProductList &minSide = lists[queries[i] + kernels::groupSize];
    minSide.steps = std::min(minSide.steps, steps[i]);
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
    auto numHigh = size_t(keys.highLength[column]);
    size_t numLow = keys.rows - numHigh;
    bool fromHigh = query[column] >= 0;
    // Where an end has no entries, its walk starts with the other end's last.
    bool isHigh = fromHigh ? numHigh > 0 : numLow == 0;
    size_t last = (isHigh ? numHigh : numLow) - 1;
    size_t place = isHigh == fromHigh ? 0 : last;
    auto start = size_t((isHigh ? keys.highStart : keys.lowStart)[column]);
    uint32_t entry = keys.entries[start + place];
    auto value = int32_t(entry & 0xffff) + 1;
    if (!isHigh)
      value = place < size_t(keys.lowLength[column]) ? -value : 0;
    int32_t product = query[column] * value;
    if (product > best) {
      best = product;
      row = kernels::entryRow(entry);
    }
  }
  return int32_t(row);
}

bool NarrowSelection::suits(const Machine &machine) {
  return machine.integerBits + machine.fractionBits <= 8 &&
         machine.rows < 65535;
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
  s.keys = {keys.entries.data(),   keys.highStart.data(),
            keys.lowStart.data(),  keys.highLength.data(),
            keys.lowLength.data(), keys.highest.data(),
            keys.lowest.data(),    keys.meanSquare.data(),
            size_t(keys.rows()),   size_t(keys.depth())};
  s.greedy.resize(size_t(keys.rows()) + kernels::slack);
  s.query.resize(size_t(keys.depth()));
  auto most = size_t(std::min(iterations, keys.rows() * keys.depth()));
  size_t room = roomFor(most) + 2 * kernels::slack;
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
        s.findProducts(side, most, s.lists[side * kernels::groupSize + i]);
    }
    kernels::sumProducts(s.lists, most, s.sums);
    s.countSteps(group, size_t(iterations), skipMinSide);
    for (size_t i = 0; i < group; ++i) {
      int64_t index = start + int64_t(i);
      int32_t *target = candidates.row(index);
      size_t minSide = i + kernels::groupSize;
      size_t found =
          kernels::takeCandidates({s.lists[i], s.lists[minSide],
                                   s.leastTaken(i), s.leastTaken(minSide)},
                                  s.keys.rows, s.rest, s.greedy.data(), target);
      if (found == 0)
        target[found++] = s.firstRow(queries.row(first + index));
      counts[index] = int64_t(found);
    }
  }
}
