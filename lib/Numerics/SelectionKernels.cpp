//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SelectionKernels.h"

#include <algorithm>
#include <cmath>

// This file includes itself once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "SelectionKernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "Transpose-inl.h"

HWY_BEFORE_NAMESPACE();
namespace a3::kernels::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr hn::ScalableTag<int32_t> d32;
constexpr hn::ScalableTag<uint32_t> du32;
constexpr hn::ScalableTag<float> df;
constexpr size_t numLanes = hn::MaxLanes(d32);

/// Loops over the columns of a block by vectors.
template <typename Function> HWY_INLINE void forEachVector(Function body) {
  constexpr size_t step = std::min<size_t>(numLanes, sortedColumns);
  for (size_t column = 0; column < sortedColumns; column += step)
    body(column);
}

constexpr hn::CappedTag<int32_t, sortedColumns> dBlock;
using BlockVector = hn::Vec<decltype(dBlock)>;

HWY_INLINE BlockVector loadKeys(const int16_t *keys) {
  const hn::Rebind<int16_t, decltype(dBlock)> half;
  return hn::PromoteTo(dBlock, hn::LoadU(half, keys));
}

/// Where the values of neighbouring columns are counted.
HWY_INLINE BlockVector countPlaces(BlockVector values, size_t column) {
  auto index = hn::Add(values, hn::Set(dBlock, mostMagnitude));
  static_assert(sortedColumns == 16);
  return hn::Add(hn::ShiftLeft<4>(index), hn::Iota(dBlock, int32_t(column)));
}

void countValues(const int16_t *keys, size_t pitch, size_t rows,
                 uint16_t *counts, uint32_t *squares) {
  std::fill_n(counts, numCounts * sortedColumns, uint16_t(0));
  HWY_ALIGN int32_t sums[sortedColumns] = {};
  HWY_ALIGN int32_t places[sortedColumns];
  for (size_t row = 0; row < rows; ++row) {
    forEachVector([&](size_t column) {
      auto values = loadKeys(keys + row * pitch + column);
      hn::Store(countPlaces(values, column), dBlock, places + column);
      auto sum = hn::Load(dBlock, sums + column);
      hn::Store(hn::Add(sum, hn::Mul(values, values)), dBlock, sums + column);
    });
    for (int32_t place : places)
      ++counts[place];
  }
  std::copy_n(sums, sortedColumns, squares);
}

void placeEntries(const int16_t *keys, size_t pitch, size_t rows,
                  const int32_t *high, const int32_t *low, uint16_t *counts,
                  uint32_t *entries) {
  HWY_ALIGN int32_t places[sortedColumns], starts[sortedColumns],
      steps[sortedColumns], placed[sortedColumns];
  auto one = hn::Set(dBlock, 1);
  for (size_t row = 0; row < rows; ++row) {
    auto rowBits = hn::Set(dBlock, int32_t(uint32_t(row) << 16));
    forEachVector([&](size_t column) {
      // Rows ascend: at the high end, equal values are placed backwards.
      auto values = loadKeys(keys + row * pitch + column);
      auto isHigh = hn::Gt(values, hn::Zero(dBlock));
      auto highStart = hn::Sub(hn::LoadU(dBlock, high + column), one);
      auto lowStart = hn::LoadU(dBlock, low + column);
      hn::Store(countPlaces(values, column), dBlock, places + column);
      hn::Store(hn::IfThenElse(isHigh, highStart, lowStart), dBlock,
                starts + column);
      hn::Store(hn::IfThenElse(isHigh, hn::Neg(one), one), dBlock,
                steps + column);
      auto lessOne = hn::Sub(hn::Max(hn::Abs(values), one), one);
      hn::Store(hn::Or(rowBits, lessOne), dBlock, placed + column);
    });
    for (size_t column = 0; column < sortedColumns; ++column) {
      uint16_t &count = counts[places[column]];
      entries[starts[column] + count] = uint32_t(placed[column]);
      count = uint16_t(count + steps[column]);
    }
  }
}

void prepareQuery(const SortedColumns &keys, const int16_t *elements,
                  SelectionQuery &query) {
  const hn::Rebind<int16_t, decltype(d32)> half;
  auto &[maxSide, minSide] = query.sides;
  auto rowFactor = hn::Set(d32, 1 << 16);
  auto squares = hn::Zero(df);
  for (size_t column = 0; column < keys.depth; column += numLanes) {
    auto element = hn::PromoteTo(d32, hn::LoadU(half, elements + column));
    auto size = hn::Abs(element);
    auto real = hn::ConvertTo(df, size);
    hn::StoreU(hn::BitCast(du32, hn::Or(size, rowFactor)), du32,
               query.magnitude.data() + column);
    squares = hn::MulAdd(hn::Mul(real, real),
                         hn::LoadU(df, keys.meanSquare + column), squares);
    auto negative = hn::Lt(element, hn::Zero(d32));
    auto divide = [&](const int32_t *high, const int32_t *low, int32_t *max,
                      int32_t *min) {
      auto ofHigh = hn::LoadU(d32, high + column);
      auto ofLow = hn::LoadU(d32, low + column);
      hn::StoreU(hn::IfThenElse(negative, ofLow, ofHigh), d32, max + column);
      hn::StoreU(hn::IfThenElse(negative, ofHigh, ofLow), d32, min + column);
    };
    divide(keys.highStart, keys.lowStart, maxSide.start.data(),
           minSide.start.data());
    divide(keys.highLength, keys.lowLength, maxSide.length.data(),
           minSide.length.data());
    divide(keys.highest, keys.lowest, maxSide.largest.data(),
           minSide.largest.data());
    for (SelectionQuery::Side &side : query.sides) {
      auto magnitude = hn::LoadU(d32, side.largest.data() + column);
      hn::StoreU(hn::Mul(magnitude, size), d32, side.largest.data() + column);
    }
  }
  float sum = hn::GetLane(hn::SumOfLanes(df, squares));
  query.scale = std::sqrt(sum / float(keys.depth));
}

void listProducts(const SortedColumns &keys, SelectionQuery &query,
                  size_t sideIndex, int32_t limit, size_t most,
                  ProductList &list) {
  const SelectionQuery::Side &side = query.sides[sideIndex];
  const hn::CappedTag<uint32_t, 16> d;
  const hn::Repartition<uint16_t, decltype(d)> halves;
  constexpr size_t lanes = hn::MaxLanes(d);
  // All rows are smaller. 65536 = 256 * 256 only is at least as large as 65535
  // less its factor, too.
  auto limits = hn::BitCast(
      halves, hn::Set(d, 0xffff0000 | uint32_t(std::min(limit, 0xffff))));
  auto ones = hn::BitCast(halves, hn::Set(d, 0x00010001));
  // Most columns have no such product.
  int32_t *columns = query.columns.data();
  size_t numColumns = 0;
  for (size_t column = 0; column < keys.depth; column += numLanes) {
    auto largest = hn::LoadU(d32, side.largest.data() + column);
    auto mask = hn::Gt(largest, hn::Set(d32, limit - 1));
    auto index = hn::Iota(d32, int32_t(column));
    hn::StoreU(hn::Compress(index, mask), d32, columns + numColumns);
    numColumns += hn::CountTrue(d32, mask);
  }
  uint32_t *target = list.entries.data(), *end = target + most;
  const uint32_t *allEntries = keys.entries,
                 *magnitudes = query.magnitude.data();
  const int32_t *starts = side.start.data(), *lengths = side.length.data();
  for (size_t place = 0; place < numColumns && target <= end; ++place) {
    auto column = size_t(columns[place]);
    const uint32_t *entries = allEntries + starts[column];
    ptrdiff_t length = lengths[column];
    // (m - 1) * f + f - 1 is the product less 1 and has 16 bits.
    auto factor = hn::BitCast(halves, hn::Set(d, magnitudes[column]));
    auto least = hn::SaturatedSub(limits, factor);
    auto rest = hn::Sub(factor, ones);
    ptrdiff_t found = 0;
    constexpr size_t chunks = 2;
    do {
      size_t smaller = 0;
      for (size_t i = 0; i < chunks * lanes; i += lanes) {
        auto entry = hn::BitCast(halves, hn::LoadU(d, entries + i));
        auto product = hn::Mul(entry, factor);
        hn::StoreU(hn::BitCast(d, hn::Add(product, rest)), d, target + i);
        // Magnitudes descend, so that those behind the last one count only
        // where it does.
        smaller += hn::CountTrue(halves, hn::Gt(least, product));
      }
      found = std::min(ptrdiff_t(2 * chunks * lanes - smaller), length);
      target += found;
      entries += chunks * lanes;
      length -= ptrdiff_t(chunks * lanes);
    } while (found == ptrdiff_t(chunks * lanes) && target <= end);
  }
  list.size = size_t(target - list.entries.data());
}

/// Products of several lists, side by side.
constexpr hn::CappedTag<uint16_t, numLists> du16;
constexpr size_t listLanes = hn::MaxLanes(du16);
constexpr size_t blockRows = 16;

HWY_INLINE void order(hn::Vec<decltype(du16)> &first,
                      hn::Vec<decltype(du16)> &second) {
  auto larger = hn::Max(first, second);
  second = hn::Min(first, second);
  first = larger;
}

/// Calls `compare(i, j)` for the exchanges that merge sorted runs of `run`
/// rows, of `rows` in all (Batcher's odd-even merge). Rows that are missing at
/// the end count as the smallest.
template <typename Compare>
HWY_INLINE void mergeRuns(size_t run, size_t rows, Compare compare) {
  for (size_t base = 0; base + run < rows; base += 2 * run)
    for (size_t distance = run; distance > 0; distance /= 2)
      for (size_t first = base + distance % run;
           first + 2 * distance <= base + 2 * run; first += 2 * distance)
        for (size_t i = first; i < first + distance && i + distance < rows; ++i)
          compare(i, i + distance);
}

/// Sorts rows, a multiple of `blockRows`, descending in each lane.
HWY_INLINE void sortRows(uint16_t *products, size_t rows) {
  for (size_t block = 0; block < rows; block += blockRows) {
    uint16_t *first = products + block * numLists;
    hn::Vec<decltype(du16)> vectors[blockRows];
    for (size_t i = 0; i < blockRows; ++i)
      vectors[i] = hn::LoadU(du16, first + i * numLists);
    for (size_t run = 1; run < blockRows; run *= 2)
      mergeRuns(run, blockRows,
                [&](size_t i, size_t j) { order(vectors[i], vectors[j]); });
    for (size_t i = 0; i < blockRows; ++i)
      hn::StoreU(vectors[i], du16, first + i * numLists);
  }
  for (size_t run = blockRows; run < rows; run *= 2)
    mergeRuns(run, rows, [&](size_t i, size_t j) {
      auto first = hn::LoadU(du16, products + i * numLists);
      auto second = hn::LoadU(du16, products + j * numLists);
      order(first, second);
      hn::StoreU(first, du16, products + i * numLists);
      hn::StoreU(second, du16, products + j * numLists);
    });
}

/// Writes the products of all lists into the lanes of rows. What lists lack
/// counts as the smallest.
void gatherProducts(std::span<ProductList, numLists> lists, size_t rows,
                    uint16_t *products) {
  for (ProductList &list : lists)
    for (size_t i = list.size; i < rows; i += numLanes)
      hn::StoreU(hn::Zero(du32), du32, list.entries.data() + i);
  constexpr Four d;
  auto lower = hn::Set(d, 0xffff);
  for (size_t lane = 0; lane < numLists; lane += 8)
    for (size_t row = 0; row < rows; row += 4) {
      auto load = [&](size_t list) {
        return hn::LoadU(d, lists[lane + list].entries.data() + row);
      };
      // Four rows of two neighbouring lists.
      auto pair = [&](size_t list) {
        return hn::Or(hn::And(load(list), lower),
                      hn::ShiftLeft<16>(load(list + 1)));
      };
      uint16_t *target = products + row * numLists + lane;
      auto store = [&](size_t index, auto vector) {
        hn::StoreU(vector, d,
                   reinterpret_cast<uint32_t *>(target + index * numLists));
      };
      transposeFour(pair(0), pair(2), pair(4), pair(6), store);
    }
}

void sumProducts(std::span<ProductList, numLists> lists, size_t most,
                 ProductSums &sums) {
  size_t longest = 0;
  for (const ProductList &list : lists)
    longest = std::max(longest, list.size);
  size_t rows = (longest + blockRows - 1) / blockRows * blockRows;
  if (sums.products.size() < rows * numLists || rows == 0)
    sums.products.resize(std::max(rows, blockRows) * numLists);
  if (sums.sums.size() < (rows + 2) * numLists)
    sums.sums.resize((rows + 2) * numLists);
  uint16_t *products = sums.products.data();
  gatherProducts(lists, rows, products);
  const hn::Rebind<uint16_t, decltype(d32)> half;
  auto one = hn::Set(d32, 1);
  for (size_t lane = 0; lane < numLists; lane += listLanes)
    sortRows(products + lane, rows);
  for (size_t lane = 0; lane < numLists; lane += numLanes) {
    auto sum = hn::Zero(d32);
    int32_t *target = sums.sums.data() + lane;
    size_t count = std::min(longest, most);
    for (size_t i = 0; i < count; ++i) {
      hn::StoreU(sum, d32, target + i * numLists);
      auto lessOne = hn::LoadU(half, products + i * numLists + lane);
      sum = hn::Add(sum, hn::Add(hn::PromoteTo(d32, lessOne), one));
    }
    hn::StoreU(sum, d32, target + count * numLists);
  }
}

void findBehind(const ProductSums &sums, size_t steps,
                std::span<int32_t, groupSize> isBehind) {
  const hn::CappedTag<int32_t, groupSize> d;
  for (size_t lane = 0; lane < groupSize; lane += hn::MaxLanes(d)) {
    const int32_t *added = sums.sums.data() + lane + numLists;
    const int32_t *removed = sums.sums.data() + lane + groupSize;
    auto behind = hn::Zero(d);
    for (size_t i = 0; i < steps * numLists; i += numLists) {
      auto gain = hn::Sub(hn::LoadU(d, added + i), hn::LoadU(d, removed + i));
      behind = hn::Or(behind, gain);
    }
    hn::StoreU(hn::ShiftRight<31>(behind), d, isBehind.data() + lane);
  }
}

template <bool negative>
HWY_INLINE void addProducts(ProductList &products, int32_t least,
                            AlignedVector<uint32_t> &rest, int32_t *greedy) {
  if (products.steps == 0)
    return;
  auto last = hn::Set(d32, least - 1), lower = hn::Set(d32, 0xffff);
  auto *list = reinterpret_cast<int32_t *>(products.entries.data());
  auto *tied = reinterpret_cast<int32_t *>(rest.data());
  size_t kept = 0, ties = 0;
  for (size_t i = 0; i < products.size; i += numLanes) {
    auto entry = hn::LoadU(d32, list + i);
    auto product = hn::And(entry, lower);
    auto inside = hn::FirstN(d32, products.size - i);
    auto above = hn::And(hn::Gt(product, last), inside);
    auto equal = hn::And(hn::Eq(product, last), inside);
    // What lies behind the kept ones was read before.
    hn::StoreU(hn::Compress(entry, above), d32, list + kept);
    hn::StoreU(hn::Compress(entry, equal), d32, tied + ties);
    kept += hn::CountTrue(d32, above);
    ties += hn::CountTrue(d32, equal);
  }
  // Of equal products, those of the lowest columns come first.
  for (size_t i = 0; kept + i < products.steps; i += numLanes)
    hn::StoreU(hn::LoadU(d32, tied + i), d32, list + kept + i);
  for (size_t i = 0; i < products.steps; ++i) {
    int32_t product = (list[i] & 0xffff) + 1;
    greedy[entryRow(uint32_t(list[i]))] += negative ? -product : product;
  }
}

size_t takeCandidates(const TakenProducts &taken, size_t rows,
                      AlignedVector<uint32_t> &rest, int32_t *greedy,
                      int32_t *candidates) {
  addProducts<false>(taken.largest, taken.leastLargest, rest, greedy);
  addProducts<true>(taken.smallest, taken.leastSmallest, rest, greedy);
  size_t found = 0;
  auto zero = hn::Zero(d32);
  for (size_t i = 0; i < rows; i += numLanes) {
    auto mask = hn::Gt(hn::LoadU(d32, greedy + i), zero);
    hn::StoreU(zero, d32, greedy + i);
    hn::StoreU(hn::Compress(hn::Iota(d32, int32_t(i)), mask), d32,
               candidates + found);
    found += hn::CountTrue(d32, mask);
  }
  return found;
}

} // namespace
} // namespace a3::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace a3::kernels {

HWY_EXPORT(countValues);
HWY_EXPORT(placeEntries);
HWY_EXPORT(prepareQuery);
HWY_EXPORT(listProducts);
HWY_EXPORT(sumProducts);
HWY_EXPORT(findBehind);
HWY_EXPORT(takeCandidates);

void countValues(const int16_t *keys, size_t pitch, size_t rows,
                 uint16_t *counts, uint32_t *squares) {
  HWY_DYNAMIC_DISPATCH(countValues)(keys, pitch, rows, counts, squares);
}

void placeEntries(const int16_t *keys, size_t pitch, size_t rows,
                  const int32_t *high, const int32_t *low, uint16_t *counts,
                  uint32_t *entries) {
  HWY_DYNAMIC_DISPATCH(placeEntries)
  (keys, pitch, rows, high, low, counts, entries);
}

void SelectionQuery::resize(size_t depth) {
  size_t padded = depth + slack;
  magnitude.resize(padded);
  columns.resize(padded);
  for (Side &side : sides)
    for (auto *array : {&side.start, &side.length, &side.largest})
      array->resize(padded);
}

void prepareQuery(const SortedColumns &keys, const int16_t *elements,
                  SelectionQuery &query) {
  HWY_DYNAMIC_DISPATCH(prepareQuery)(keys, elements, query);
}

void listProducts(const SortedColumns &keys, SelectionQuery &query, size_t side,
                  int32_t limit, size_t most, ProductList &list) {
  HWY_DYNAMIC_DISPATCH(listProducts)(keys, query, side, limit, most, list);
}

void sumProducts(std::span<ProductList, numLists> lists, size_t most,
                 ProductSums &sums) {
  HWY_DYNAMIC_DISPATCH(sumProducts)(lists, most, sums);
}

void findBehind(const ProductSums &sums, size_t steps,
                std::span<int32_t, groupSize> isBehind) {
  HWY_DYNAMIC_DISPATCH(findBehind)(sums, steps, isBehind);
}

size_t takeCandidates(const TakenProducts &taken, size_t rows,
                      AlignedVector<uint32_t> &rest, int32_t *greedy,
                      int32_t *candidates) {
  return HWY_DYNAMIC_DISPATCH(takeCandidates)(taken, rows, rest, greedy,
                                              candidates);
}

} // namespace a3::kernels
#endif // HWY_ONCE
