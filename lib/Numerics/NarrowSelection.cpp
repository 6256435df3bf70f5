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
using kernels::SelectionQuery;
using kernels::SelectionSide;
using kernels::SortedColumns;
using kernels::walkSlack;

namespace {

constexpr int32_t blockColumns = kernels::countColumns;
constexpr int32_t blockSize = kernels::numCounts * blockColumns;

/// Queries whose walks run side by side, so that none waits for memory.
constexpr int64_t groupSize = 4;

int64_t walkPitch(int64_t rows) { return rows + 2 * walkSlack; }

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
  std::ranges::copy(above, block + kernels::highZero * blockColumns);

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
  std::array<int64_t, groupSize> minSteps = {};
  /// Limit over scale of late, by side. Only speed depends on it.
  std::array<float, 2> ratios = {2, 2};
  std::vector<int32_t> greedy;

  void findProducts(SelectionQuery &query, size_t side, int64_t most);
  void addTies(SelectionSide &side, int64_t most, int32_t limit);
  void countMinSteps(size_t count, int64_t iterations);
  void add(SelectionSide &side, int64_t steps, bool negative);
  int32_t firstRow(const int16_t *query) const;
};

/// Lists at least the `most` largest products of a side, or all that have its
/// sign, and not many more.
void NarrowSelection::State::findProducts(SelectionQuery &query, size_t index,
                                          int64_t most) {
  // Counts fall about by exp(-1.2 limit / scale) where products are spread as
  // those of normal variables.
  constexpr float slope = 1.2f;
  SelectionSide &side = query.sides[index];
  const auto enough = size_t(most + most / 4 + 16);
  const float target = 1.125f * float(most) + 6;
  const int32_t largest = kernels::mostMagnitude * kernels::mostMagnitude;
  int32_t low = 0, high = largest + 1;
  size_t lowCount = 0, highCount = 0, count;
  float guess = ratios[index] * query.scale;
  while (true) {
    auto limit = int32_t(std::clamp(guess, float(low + 1), float(high - 1)));
    count = kernels::countProducts(keys, query, side, limit);
    bool all = count < size_t(most) && limit == 1;
    if (all || (count >= size_t(most) && count <= enough)) {
      float excess = float(count) / target - 1;
      if (query.scale > 0)
        ratios[index] += 0.25f * (float(limit) / query.scale + excess / slope -
                                  ratios[index]);
      break;
    }
    if (count >= size_t(most)) {
      low = limit;
      lowCount = count;
    } else {
      high = limit;
      highCount = std::max<size_t>(count, 1);
    }
    if (high - low == 1)
      break;
    if (low == 0 || high > largest) {
      float excess = std::log(float(std::max<size_t>(count, 1)) / target);
      guess = float(limit) + query.scale * excess / slope;
      continue;
    }
    float part = std::log(float(lowCount) / target) /
                 std::log(float(lowCount) / float(highCount));
    // Steps of a tenth at least bound their number.
    guess = float(low) + float(high - low) * std::clamp(part, 0.1f, 0.9f);
  }
  bool hasTies = high - low == 1 && low > 0;
  if (hasTies)
    count = kernels::countProducts(keys, query, side, high);
  size_t room = 2 * kernels::slack + std::max(
      {count, size_t(most), kernels::mostSorted});
  if (side.list.size() < room) {
    side.list.resize(room);
    side.sums.resize(room);
  }
  kernels::listProducts(keys, query, side);
  if (hasTies) {
    std::vector<int32_t> above = side.found;
    kernels::countProducts(keys, query, side, low);
    above.swap(side.found);
    for (size_t column = 0; column < keys.depth; ++column)
      above[column] -= side.found[column];
    for (size_t column = 0; column < keys.depth; ++column)
      for (int32_t i = 0; i < above[column] && side.size < size_t(most); ++i) {
        auto place = size_t(side.start[column] + side.found[column] + i);
        side.list[side.size++] =
            (keys.entries[place] & 0xffff0000) | uint32_t(low - 1);
      }
  }
}

/// How many products with its sign the min side of each query takes in so many
/// iterations: a further one wherever the max side has added at least as much
/// as the min side removed.
void NarrowSelection::State::countMinSteps(size_t count, int64_t iterations) {
  constexpr int64_t never = std::numeric_limits<int64_t>::max();
  std::array<const int64_t *, groupSize> added, removed;
  std::array<int64_t, groupSize> last = {}, steps = {};
  int64_t longest = 0;
  for (size_t i = 0; i < size_t(groupSize); ++i) {
    auto &[maxSide, minSide] = queries[std::min(i, count - 1)].sides;
    minSide.sums[minSide.size + 1] = never;
    added[i] = maxSide.sums.data();
    removed[i] = minSide.sums.data();
    last[i] = int64_t(maxSide.size);
    longest = std::max({longest, last[i] + int64_t(minSide.size)});
  }
  // After the last products of both sides nothing changes.
  for (int64_t step = 1; step <= std::min(iterations, longest); ++step)
    for (size_t i = 0; i < size_t(groupSize); ++i)
      steps[i] += added[i][std::min(step, last[i])] >= removed[i][steps[i]];
  for (size_t i = 0; i < count; ++i)
    minSteps[i] = std::min(steps[i], int64_t(queries[i].sides[1].size));
}

/// Adds the products of the first steps to the rows' greedy scores.
void NarrowSelection::State::add(SelectionSide &side, int64_t steps,
                                 bool negative) {
  if (steps == 0)
    return;
  int64_t least = side.sums[size_t(steps)] - side.sums[size_t(steps - 1)];
  kernels::addProducts(side, size_t(steps), least, negative, greedy.data());
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
  state->keys = {keys.entries.data(),   keys.counts.data(),
                 keys.highStart.data(), keys.lowStart.data(),
                 keys.countBase.data(), keys.meanSquare.data(),
                 size_t(keys.rows()),   size_t(keys.depth())};
  state->greedy.resize(size_t(keys.rows()) + kernels::slack);
  int64_t most = std::min(iterations, keys.rows() * keys.depth());
  for (int64_t start = 0; start < count; start += groupSize) {
    auto group = size_t(std::min(groupSize, count - start));
    for (size_t i = 0; i < group; ++i) {
      SelectionQuery &query = state->queries[i];
      query.resize(size_t(keys.depth()));
      kernels::prepareQuery(state->keys,
                            queries.row(first + start + int64_t(i)), query);
      for (size_t side = 0; side < 2; ++side)
        state->findProducts(query, side, most);
    }
    // Later than the lists were written, so that they have reached the cache.
    for (size_t i = 0; i < group; ++i)
      for (SelectionSide &side : state->queries[i].sides)
        kernels::sumProducts(side);
    if (skipMinSide)
      state->countMinSteps(group, iterations);
    for (size_t i = 0; i < group; ++i) {
      int64_t index = start + int64_t(i);
      auto &[maxSide, minSide] = state->queries[i].sides;
      auto limit = [&](const SelectionSide &side) {
        return std::min(iterations, int64_t(side.size));
      };
      state->add(maxSide, limit(maxSide), /*negative=*/false);
      state->add(minSide, skipMinSide ? state->minSteps[i] : limit(minSide),
                 /*negative=*/true);
      int32_t *target = candidates.row(index);
      size_t found = kernels::takeCandidates(state->greedy.data(),
                                             size_t(keys.rows()), target);
      if (found == 0)
        target[found++] = state->firstRow(queries.row(first + index));
      counts[index] = int64_t(found);
    }
  }
}
