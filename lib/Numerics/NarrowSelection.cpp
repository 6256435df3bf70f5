//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/NarrowSelection.h"

#include "Kernels.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>

using namespace a3;

namespace {

/// Values -257 to 0 of a column, and 0 to 256 once more for the high end, have
/// a count each, 16 columns side by side.
constexpr int32_t numValues = 2 * kernels::mostMagnitude + 3;
constexpr int32_t lowZero = kernels::mostMagnitude + 1;
constexpr int32_t highZero = lowZero + 1;
constexpr int32_t blockColumns = int32_t(kernels::countPitch);
constexpr int32_t blockSize = numValues * blockColumns;

/// Entries behind a walk that loads may touch.
constexpr int32_t walkSlack = 8;

/// Least magnitude m is counted at value m - 1 of the high end, and at value
/// -m = (m ^ -1) + 1 of the low end.
constexpr int32_t highBase = (highZero - 1) * blockColumns;
constexpr int32_t lowBase = (lowZero + 1) * blockColumns;

} // namespace

void NarrowSortedKeys::assign(const Rows<int16_t> &keys, int64_t rows) {
  assert(rows <= 65535 && "counts have 16 bits");
  numRows = rows;
  numColumns = keys.columns();
  int64_t blocks = (numColumns + blockColumns - 1) / blockColumns;
  auto padded = size_t(numColumns) + kernels::slack;
  int64_t pitch = rows + 2 * walkSlack;
  entries.resize(size_t(blocks * blockColumns * pitch));
  counts.resize(size_t(blocks * blockSize));
  highStart.assign(padded, 0);
  lowStart.assign(padded, 0);
  countBase.assign(padded, 0);
  meanSquare.assign(padded, 0);
  for (int64_t first = 0; first < numColumns; first += blockColumns)
    sortBlock(keys, first);
}

/// Sorts 16 columns by counting: the counts become the places at which the
/// entries of a value start, and, as entries are placed, those of the next
/// value, which is how many entries have a larger magnitude.
void NarrowSortedKeys::sortBlock(const Rows<int16_t> &keys,
                                 int64_t firstColumn) {
  uint16_t *block = &counts[size_t(firstColumn / blockColumns * blockSize)];
  auto countOf = [&](int32_t value) {
    return block + (value > 0 ? value + highZero : value + lowZero) *
                       blockColumns;
  };
  std::fill_n(block, blockSize, uint16_t(0));
  std::array<int64_t, blockColumns> squares = {};
  for (int64_t row = 0; row < numRows; ++row) {
    const int16_t *key = keys.row(row) + firstColumn;
    for (int32_t column = 0; column < blockColumns; ++column) {
      ++countOf(key[column])[column];
      squares[size_t(column)] += int32_t(key[column]) * key[column];
    }
  }
  std::array<uint16_t, blockColumns> below = {}, above = {};
  for (int32_t value = -lowZero; value <= 0; ++value)
    for (int32_t column = 0; column < blockColumns; ++column) {
      uint16_t count = countOf(value)[column];
      countOf(value)[column] = below[size_t(column)];
      below[size_t(column)] += count;
    }
  for (int32_t value = kernels::mostMagnitude; value > 0; --value)
    for (int32_t column = 0; column < blockColumns; ++column)
      countOf(value)[column] = above[size_t(column)] +=
          countOf(value)[column];
  std::ranges::copy(above, block + highZero * blockColumns);

  int64_t pitch = numRows + 2 * walkSlack;
  std::array<int32_t, blockColumns> high, low;
  for (int32_t column = 0; column < blockColumns; ++column) {
    high[size_t(column)] = int32_t((firstColumn + column) * pitch);
    low[size_t(column)] =
        high[size_t(column)] + above[size_t(column)] + walkSlack;
  }
  for (int64_t row = 0; row < numRows; ++row) {
    const int16_t *key = keys.row(row) + firstColumn;
    for (int32_t column = 0; column < blockColumns; ++column) {
      // Ascending rows: at the high end, equal values are placed backwards.
      int32_t value = key[column], isHigh = value > 0;
      uint16_t &count = countOf(value)[column];
      int32_t place = count - isHigh;
      count = uint16_t(count + 1 - 2 * isHigh);
      int32_t start = isHigh ? high[size_t(column)] : low[size_t(column)];
      entries[size_t(start + place)] =
          uint32_t(row) << 16 | uint32_t(std::abs(value));
    }
  }
  int64_t last = std::min<int64_t>(blockColumns, numColumns - firstColumn);
  for (int64_t column = 0; column < last; ++column) {
    auto index = size_t(firstColumn + column);
    highStart[index] = high[size_t(column)];
    lowStart[index] = low[size_t(column)];
    countBase[index] =
        int32_t(firstColumn / blockColumns * blockSize + column);
    meanSquare[index] =
        float(double(squares[size_t(column)]) / double(numRows));
  }
}

bool NarrowSelection::suits(const Machine &machine) {
  return machine.integerBits + machine.fractionBits <= 8 &&
         machine.rows <= 65535;
}

void NarrowSelection::prepare(const int16_t *query,
                              const NarrowSortedKeys &keys) {
  auto depth = size_t(keys.depth());
  size_t padded = depth + kernels::slack;
  auto &[maxSide, minSide] = sides;
  inverse.resize(padded, std::numeric_limits<float>::infinity());
  magnitude.resize(padded);
  for (Side &side : sides) {
    side.flip.resize(padded);
    side.base.resize(padded, highBase);
    side.start.resize(padded);
    side.counts.resize(padded);
  }
  float squares = 0;
  for (size_t column = 0; column < depth; ++column) {
    int32_t element = query[column], size = std::abs(element);
    int32_t flip = element < 0 ? -1 : 0;
    inverse[column] = 1.0f / float(size);
    magnitude[column] = 1u << 16 | uint32_t(size);
    squares += float(size * size) * keys.meanSquare[column];
    maxSide.flip[column] = flip;
    minSide.flip[column] = ~flip;
    int32_t base = keys.countBase[column];
    maxSide.base[column] = base + (flip ? lowBase : highBase);
    minSide.base[column] = base + (flip ? highBase : lowBase);
    int32_t high = keys.highStart[column], low = keys.lowStart[column];
    maxSide.start[column] = flip ? low : high;
    minSide.start[column] = flip ? high : low;
  }
  scale = std::sqrt(squares / float(depth));
}

/// Lists at least the `most` largest products of a side, or all that have its
/// sign, and not many more.
void NarrowSelection::find(Side &side, const NarrowSortedKeys &keys,
                           int64_t most) {
  kernels::ColumnWalks walks{keys.entries.data(), keys.counts.data(),
                             inverse.data(),      side.flip.data(),
                             side.base.data(),    side.start.data(),
                             magnitude.data(),    size_t(keys.depth())};
  // Counts fall about by exp(-1.2 limit / scale) where products are spread as
  // those of normal variables. Only speed depends on it.
  constexpr float slope = 1.2f;
  const int64_t enough = most + most / 4 + 16;
  const float target = 1.125f * float(most) + 6;
  const int32_t largest = kernels::mostMagnitude * kernels::mostMagnitude;
  int32_t low = 0, high = largest + 1;
  int64_t lowCount = 0, highCount = 0;
  float guess = side.ratio * scale;
  while (true) {
    int32_t limit = int32_t(std::clamp(guess, float(low + 1), float(high - 1)));
    int64_t count =
        kernels::countProducts(walks, limit, side.counts.data());
    float excess = std::log(float(std::max<int64_t>(count, 1)) / target);
    bool all = count < most && limit == 1;
    if (all || (count >= most && count <= enough)) {
      if (scale > 0)
        side.ratio += 0.25f * (float(limit) / scale + excess / slope -
                               side.ratio);
      break;
    }
    if (count >= most) {
      low = limit;
      lowCount = count;
    } else {
      high = limit;
      highCount = count;
    }
    if (high - low == 1)
      break;
    if (low == 0 || high > largest) {
      guess = float(limit) + scale * excess / slope;
      continue;
    }
    float part = std::log(float(lowCount) / target) /
                 std::log(float(lowCount) / float(std::max<int64_t>(highCount, 1)));
    // Halving now and then bounds the number of steps.
    guess = float(low) + float(high - low) * std::clamp(part, 0.1f, 0.9f);
  }
  bool hasTies = high - low == 1 && low > 0;
  if (hasTies)
    kernels::countProducts(walks, high, side.counts.data());
  int64_t total = 0;
  for (size_t column = 0; column < walks.depth; ++column)
    total += side.counts[column];
  side.list.resize(size_t(std::max(total, most)) + kernels::slack);
  side.size = kernels::listProducts(walks, side.counts.data(), side.list.data());
  if (hasTies) {
    side.tieCounts.resize(side.counts.size());
    kernels::countProducts(walks, low, side.tieCounts.data());
    addTies(side, keys, most, low);
  }
  side.products.resize(kernels::sortedSize(side.size));
  kernels::sortProducts(side.list.data(), side.size, side.products.data());
}

/// Of products that are all equal to `limit`, takes those of the lowest
/// columns until there are `most`.
void NarrowSelection::addTies(Side &side, const NarrowSortedKeys &keys,
                              int64_t most, int32_t limit) {
  for (size_t column = 0; column < size_t(keys.depth()); ++column)
    for (int32_t i = side.counts[column]; i < side.tieCounts[column]; ++i) {
      if (int64_t(side.size) == most)
        return;
      uint32_t entry = keys.entries[size_t(side.start[column] + i)];
      side.list[side.size++] =
          kernels::entryRow(entry) << 16 | uint32_t(limit - 1);
    }
}

/// How many products with its sign the min side takes in so many iterations.
int64_t NarrowSelection::minSideSteps(int64_t iterations) const {
  const auto &[maxSide, minSide] = sides;
  auto most = int64_t(minSide.size);
  if (!skipMinSide)
    return std::min(iterations, most);
  int64_t added = 0, removed = 0, steps = 0;
  auto positive = int64_t(maxSide.size);
  for (int64_t i = 0; i < iterations && steps < most; ++i) {
    if (i < positive)
      added += maxSide.products[size_t(i)] + 1;
    bool taken = added >= removed;
    removed += taken ? minSide.products[size_t(steps)] + 1 : 0;
    steps += taken;
  }
  return steps;
}

/// Adds the products of the first steps to the rows' greedy scores.
template <bool negative> void NarrowSelection::add(Side &side, int64_t steps) {
  if (steps == 0)
    return;
  uint32_t least = side.products[size_t(steps - 1)];
  auto addEntry = [&](uint32_t entry) {
    auto product = int32_t(entry & 0xffff) + 1;
    greedy[kernels::entryRow(entry)] += negative ? -product : product;
  };
  if (size_t(steps) == side.size || side.products[size_t(steps)] < least) {
    size_t kept = kernels::keepProducts(side.list.data(), side.size, least);
    for (size_t i = 0; i < kept; ++i)
      addEntry(side.list[i]);
    return;
  }
  // Of equal products, those of the lowest columns come first.
  auto larger = std::ranges::lower_bound(
      side.products.begin(), side.products.begin() + steps, uint16_t(least),
      std::greater<>());
  int64_t ties = steps - (larger - side.products.begin());
  for (size_t i = 0; i < side.size; ++i) {
    uint32_t product = side.list[i] & 0xffff;
    if (product > least || (product == least && ties-- > 0))
      addEntry(side.list[i]);
  }
}

/// The row of the first product of the max side, whatever its sign.
int32_t NarrowSelection::firstRow(const int16_t *query,
                                  const NarrowSortedKeys &keys) const {
  int32_t best = std::numeric_limits<int32_t>::min();
  uint32_t row = 0;
  for (int64_t column = 0; column < keys.depth(); ++column) {
    auto high = size_t(keys.highStart[size_t(column)]);
    auto low = size_t(keys.lowStart[size_t(column)]);
    size_t numHigh = low - high - walkSlack;
    size_t numLow = size_t(keys.rows()) - numHigh;
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

void NarrowSelection::select(const int16_t *query, const NarrowSortedKeys &keys,
                             int64_t iterations,
                             std::vector<int32_t> &candidates) {
  prepare(query, keys);
  int64_t most = std::min(iterations, keys.rows() * keys.depth());
  for (Side &side : sides)
    find(side, keys, most);
  greedy.assign(size_t(keys.rows()) + kernels::slack, 0);
  auto &[maxSide, minSide] = sides;
  int64_t minSteps = minSideSteps(iterations);
  add<false>(maxSide, std::min(iterations, int64_t(maxSide.size)));
  add<true>(minSide, minSteps);
  found.resize(size_t(keys.rows()) + kernels::slack);
  size_t count = kernels::findAtLeast(greedy.data(), size_t(keys.rows()), 1,
                                      found.data());
  if (count == 0)
    found[count++] = firstRow(query, keys);
  candidates.insert(candidates.end(), found.begin(),
                    found.begin() + std::ptrdiff_t(count));
}
