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
  constexpr size_t step = std::min<size_t>(numLanes, countColumns);
  for (size_t column = 0; column < countColumns; column += step)
    body(column);
}

constexpr hn::CappedTag<int32_t, countColumns> dBlock;
using BlockVector = hn::Vec<decltype(dBlock)>;

HWY_INLINE BlockVector loadKeys(const int16_t *keys) {
  const hn::Rebind<int16_t, decltype(dBlock)> half;
  return hn::PromoteTo(dBlock, hn::LoadU(half, keys));
}

/// Where the values of neighbouring columns are counted.
HWY_INLINE BlockVector countPlaces(BlockVector values, size_t column) {
  auto isHigh = hn::Gt(values, hn::Zero(dBlock));
  auto zero = hn::IfThenElse(isHigh, hn::Set(dBlock, highZero),
                             hn::Set(dBlock, lowZero));
  static_assert(countColumns == 16);
  return hn::Add(hn::ShiftLeft<4>(hn::Add(values, zero)),
                 hn::Iota(dBlock, int32_t(column)));
}

void countValues(const int16_t *keys, size_t pitch, size_t rows,
                 uint16_t *counts, uint32_t *squares) {
  std::fill_n(counts, numCounts * countColumns, uint16_t(0));
  HWY_ALIGN int32_t sums[countColumns] = {};
  HWY_ALIGN int32_t places[countColumns];
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
  std::copy_n(sums, countColumns, squares);
}

void placeEntries(const int16_t *keys, size_t pitch, size_t rows,
                  const int32_t *high, const int32_t *low, uint16_t *counts,
                  uint32_t *entries) {
  HWY_ALIGN int32_t places[countColumns], starts[countColumns],
      steps[countColumns], placed[countColumns];
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
      hn::Store(hn::Or(rowBits, hn::Abs(values)), dBlock, placed + column);
    });
    for (size_t column = 0; column < countColumns; ++column) {
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
  // Where `flip` is -1: (m ^ flip) = -m - 1.
  auto highBase = hn::Set(d32, (highZero - 1) * countColumns);
  auto lowBase = hn::Set(d32, (lowZero + 1) * countColumns);
  auto rowFactor = hn::Set(d32, 1 << 16);
  auto squares = hn::Zero(df);
  for (size_t column = 0; column < keys.depth; column += numLanes) {
    auto element = hn::PromoteTo(d32, hn::LoadU(half, elements + column));
    auto size = hn::Abs(element);
    auto real = hn::ConvertTo(df, size);
    hn::StoreU(hn::Div(hn::Set(df, 1.0f), real), df,
               query.inverse.data() + column);
    hn::StoreU(hn::BitCast(du32, hn::Or(size, rowFactor)), du32,
               query.magnitude.data() + column);
    squares = hn::MulAdd(hn::Mul(real, real),
                         hn::LoadU(df, keys.meanSquare + column), squares);
    auto flip = hn::ShiftRight<31>(element);
    auto negative = hn::Lt(element, hn::Zero(d32));
    auto countBase = hn::LoadU(d32, keys.countBase + column);
    auto high = hn::Add(countBase, highBase), low = hn::Add(countBase, lowBase);
    auto highStart = hn::LoadU(d32, keys.highStart + column);
    auto lowStart = hn::LoadU(d32, keys.lowStart + column);
    auto store = [&](SelectionQuery::Side &side, auto isLow, auto sideFlip) {
      hn::StoreU(sideFlip, d32, side.flip.data() + column);
      hn::StoreU(hn::IfThenElse(isLow, low, high), d32,
                 side.base.data() + column);
      hn::StoreU(hn::IfThenElse(isLow, lowStart, highStart), d32,
                 side.start.data() + column);
    };
    store(maxSide, negative, flip);
    store(minSide, hn::Not(negative), hn::Not(flip));
  }
  float sum = hn::GetLane(hn::SumOfLanes(df, squares));
  query.scale = std::sqrt(sum / float(keys.depth));
}

size_t countProducts(const SortedColumns &keys, SelectionQuery &query,
                     size_t sideIndex, int32_t limit) {
  SelectionQuery::Side &side = query.sides[sideIndex];
  // Quotients up to 256 are at least 1 / 256 away from whole numbers or equal
  // to them, so that a little less rounds up to the same.
  auto scale = hn::Set(df, float(limit));
  auto little = hn::Set(df, -1.0f / 1024);
  auto most = hn::Set(df, float(mostMagnitude + 1));
  auto total = hn::Zero(d32);
  for (size_t column = 0; column < keys.depth; column += numLanes) {
    auto inverse = hn::LoadU(df, query.inverse.data() + column);
    auto least = hn::Ceil(hn::Min(hn::MulAdd(scale, inverse, little), most));
    auto magnitude = hn::ConvertTo(d32, least);
    auto flip = hn::LoadU(d32, side.flip.data() + column);
    static_assert(countColumns == 16);
    auto index = hn::Add(hn::ShiftLeft<4>(hn::Xor(magnitude, flip)),
                         hn::LoadU(d32, side.base.data() + column));
    // Two counts at a time, of which the lower one is wanted.
    auto both =
        hn::GatherOffset(d32, reinterpret_cast<const int32_t *>(keys.counts),
                         hn::ShiftLeft<1>(index));
    auto found = hn::And(both, hn::Set(d32, 0xffff));
    hn::StoreU(found, d32, side.found.data() + column);
    total = hn::Add(total, found);
  }
  return size_t(hn::GetLane(hn::SumOfLanes(d32, total)));
}

void listProducts(const SortedColumns &keys, SelectionQuery &query,
                  size_t sideIndex, ProductList &list) {
  SelectionQuery::Side &side = query.sides[sideIndex];
  const hn::CappedTag<uint32_t, 8> d;
  const hn::Repartition<uint16_t, decltype(d)> halves;
  constexpr size_t step = 8, lanes = hn::MaxLanes(d);
  static_assert(step <= size_t(walkSlack));
  size_t numColumns = 0;
  int32_t *columns = side.columns.data();
  for (size_t column = 0; column < keys.depth; column += numLanes) {
    auto mask =
        hn::Gt(hn::LoadU(d32, side.found.data() + column), hn::Zero(d32));
    auto index = hn::Iota(d32, int32_t(column));
    hn::StoreU(hn::Compress(index, mask), d32, columns + numColumns);
    numColumns += hn::CountTrue(d32, mask);
  }
  auto one = hn::BitCast(halves, hn::Set(d, 1));
  uint32_t *target = list.entries.data();
  for (size_t place = 0; place < numColumns; ++place) {
    auto column = size_t(columns[place]);
    auto count = size_t(side.found[column]);
    const uint32_t *entries = keys.entries + side.start[column];
    auto factor = hn::BitCast(halves, hn::Set(d, query.magnitude[column]));
    size_t i = 0;
    do {
      for (size_t lane = 0; lane < step; lane += lanes) {
        auto entry = hn::BitCast(halves, hn::LoadU(d, entries + i + lane));
        auto lessOne = hn::Sub(hn::Mul(entry, factor), one);
        hn::StoreU(hn::BitCast(d, lessOne), d, target + i + lane);
      }
      i += step;
    } while (i < count);
    target += count;
  }
  list.size = size_t(target - list.entries.data());
}

void keepProducts(ProductList &list, int32_t limit, size_t most,
                  AlignedVector<uint32_t> &rest) {
  auto least = hn::Set(d32, limit - 2), lower = hn::Set(d32, 0xffff);
  const auto *source = reinterpret_cast<const int32_t *>(list.entries.data());
  auto *target = reinterpret_cast<int32_t *>(rest.data());
  size_t kept = 0;
  for (size_t i = 0; i < list.size; i += numLanes) {
    auto entry = hn::LoadU(d32, source + i);
    auto mask = hn::And(hn::Gt(hn::And(entry, lower), least),
                        hn::FirstN(d32, list.size - i));
    hn::StoreU(hn::Compress(entry, mask), d32, target + kept);
    kept += hn::CountTrue(d32, mask);
  }
  if (kept < most)
    return;
  list.entries.swap(rest);
  list.size = kept;
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

/// Writes the products of all lists into the lanes of rows.
void gatherProducts(std::span<const ProductList, numLists> lists, size_t rows,
                    uint16_t *products) {
  for (size_t lane = 0; lane < numLists; ++lane) {
    uint16_t *target = products + lane;
    size_t i = 0;
    for (; i < lists[lane].size; ++i)
      target[i * numLists] = uint16_t(lists[lane].entries[i]);
    for (; i < rows; ++i)
      target[i * numLists] = 0;
  }
}

void sumProducts(std::span<const ProductList, numLists> lists,
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
    for (size_t i = 0; i < longest; ++i) {
      hn::StoreU(sum, d32, target + i * numLists);
      auto lessOne = hn::LoadU(half, products + i * numLists + lane);
      sum = hn::Add(sum, hn::Add(hn::PromoteTo(d32, lessOne), one));
    }
    hn::StoreU(sum, d32, target + longest * numLists);
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
HWY_EXPORT(countProducts);
HWY_EXPORT(listProducts);
HWY_EXPORT(keepProducts);
HWY_EXPORT(sumProducts);
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
  inverse.resize(padded);
  magnitude.resize(padded);
  for (Side &side : sides)
    for (auto *array :
         {&side.flip, &side.base, &side.start, &side.found, &side.columns})
      array->resize(padded);
}

void prepareQuery(const SortedColumns &keys, const int16_t *elements,
                  SelectionQuery &query) {
  HWY_DYNAMIC_DISPATCH(prepareQuery)(keys, elements, query);
}

size_t countProducts(const SortedColumns &keys, SelectionQuery &query,
                     size_t side, int32_t limit) {
  return HWY_DYNAMIC_DISPATCH(countProducts)(keys, query, side, limit);
}

void listProducts(const SortedColumns &keys, SelectionQuery &query, size_t side,
                  ProductList &list) {
  HWY_DYNAMIC_DISPATCH(listProducts)(keys, query, side, list);
}

void keepProducts(ProductList &list, int32_t limit, size_t most,
                  AlignedVector<uint32_t> &rest) {
  HWY_DYNAMIC_DISPATCH(keepProducts)(list, limit, most, rest);
}

void sumProducts(std::span<const ProductList, numLists> lists,
                 ProductSums &sums) {
  HWY_DYNAMIC_DISPATCH(sumProducts)(lists, sums);
}

size_t takeCandidates(const TakenProducts &taken, size_t rows,
                      AlignedVector<uint32_t> &rest, int32_t *greedy,
                      int32_t *candidates) {
  return HWY_DYNAMIC_DISPATCH(takeCandidates)(taken, rows, rest, greedy,
                                              candidates);
}

} // namespace a3::kernels
#endif // HWY_ONCE
