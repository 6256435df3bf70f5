//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SelectionKernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

// This file includes itself once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "SelectionKernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "SortingNetwork-inl.h"

HWY_BEFORE_NAMESPACE();
namespace a3::kernels::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
namespace sorting = a3::sorting::HWY_NAMESPACE;

constexpr hn::ScalableTag<int32_t> d32;
constexpr hn::ScalableTag<uint32_t> du32;
constexpr hn::ScalableTag<float> df;
constexpr size_t numLanes = hn::MaxLanes(d32);

void prepareQuery(const SortedColumns &keys, SelectionQuery &query) {
  const hn::Rebind<int16_t, decltype(d32)> half;
  auto &[maxSide, minSide] = query.sides;
  // Where `flip` is -1: (m ^ flip) = -m - 1.
  auto highBase = hn::Set(d32, (highZero - 1) * countColumns);
  auto lowBase = hn::Set(d32, (lowZero + 1) * countColumns);
  auto rowFactor = hn::Set(d32, 1 << 16);
  auto squares = hn::Zero(df);
  for (size_t column = 0; column < keys.depth; column += numLanes) {
    auto element = hn::PromoteTo(d32, hn::LoadU(half, query.elements + column));
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
    auto store = [&](SelectionSide &side, auto isLow, auto sideFlip) {
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

size_t countProducts(const SortedColumns &keys, const SelectionQuery &query,
                     SelectionSide &side, int32_t limit) {
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

void listProducts(const SortedColumns &keys, const SelectionQuery &query,
                  SelectionSide &side) {
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
  uint32_t *target = side.list.data();
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
  side.size = size_t(target - side.list.data());
}

void keepProducts(SelectionSide &side, int32_t limit, size_t most) {
  auto least = hn::Set(d32, limit - 1), lower = hn::Set(d32, 0xffff);
  const auto *list = reinterpret_cast<const int32_t *>(side.list.data());
  auto *rest = reinterpret_cast<int32_t *>(side.rest.data());
  size_t kept = 0;
  for (size_t i = 0; i < side.size; i += numLanes) {
    auto entry = hn::LoadU(d32, list + i);
    auto mask = hn::Not(hn::Lt(hn::And(entry, lower), least));
    mask = hn::And(mask, hn::FirstN(d32, side.size - i));
    hn::StoreU(hn::Compress(entry, mask), d32, rest + kept);
    kept += hn::CountTrue(d32, mask);
  }
  if (kept < most)
    return;
  side.list.swap(side.rest);
  side.size = kept;
}

/// Sorts a list that fits into numVectors vectors.
template <size_t numVectors> HWY_INLINE void sortList(SelectionSide &side) {
  sorting::V vectors[numVectors];
  for (size_t i = 0; i < numVectors; ++i) {
    const uint32_t *entries = side.list.data() + i * sorting::lanes;
    auto low = hn::BitCast(sorting::d, hn::LoadU(du32, entries));
    auto high = hn::BitCast(sorting::d, hn::LoadU(du32, entries + numLanes));
    auto products = hn::ConcatEven(sorting::d, high, low);
    size_t first = std::min(i * sorting::lanes, side.size);
    auto inside = hn::FirstN(sorting::d, side.size - first);
    vectors[i] = hn::IfThenElseZero(inside, products);
  }
  sorting::sortVectors<numVectors>(vectors);
  for (size_t i = 0; i < numVectors; ++i)
    hn::StoreU(vectors[i], sorting::d, side.sorted.data() + i * sorting::lanes);
}

size_t numVectorsOf(size_t count) {
  return std::max<size_t>(std::bit_ceil(count) / sorting::lanes, 1);
}

void sortList(SelectionSide &side) {
  if (side.size > mostSorted) {
    side.sorted.assign(side.list.begin(),
                       side.list.begin() + std::ptrdiff_t(side.size));
    std::ranges::sort(side.sorted, std::greater<>());
    return;
  }
  switch (numVectorsOf(side.size)) {
  case 1:
    return sortList<1>(side);
  case 2:
    return sortList<2>(side);
  case 4:
    return sortList<4>(side);
  case 8:
    return sortList<8>(side);
  case 16:
    return sortList<16>(side);
  case 32:
    return sortList<32>(side);
  default:
    return sortList<64>(side);
  }
}

/// Sums what the network sorted: element e is lane e / numVectors of vector
/// e % numVectors.
void sumSorted(SelectionSide &side) {
  const uint16_t *sorted = side.sorted.data();
  int64_t *sums = side.sums.data();
  int64_t sum = *sums = 0;
  bool isNetwork = side.size <= mostSorted;
  size_t numVectors = isNetwork ? numVectorsOf(side.size) : 1;
  size_t pitch = isNetwork ? sorting::lanes : 0;
  for (size_t lane = 0; lane * numVectors < side.size; ++lane)
    for (size_t i = 0; i < numVectors; ++i) {
      sum += sorted[i * pitch + lane] + 1;
      *++sums = sum;
    }
}

void sumProducts(std::span<SelectionQuery> queries) {
  // Sorting waits for its own results most of the time, so that several lists
  // one after another take little longer than one.
  for (SelectionQuery &query : queries)
    for (SelectionSide &side : query.sides)
      sortList(side);
  for (SelectionQuery &query : queries)
    for (SelectionSide &side : query.sides)
      sumSorted(side);
}

template <bool negative>
HWY_INLINE void addProducts(SelectionSide &side, int32_t *greedy) {
  if (side.steps == 0)
    return;
  auto last = int32_t(side.sums[side.steps] - side.sums[side.steps - 1] - 1);
  auto least = hn::Set(d32, last), lower = hn::Set(d32, 0xffff);
  auto *list = reinterpret_cast<int32_t *>(side.list.data());
  auto *rest = reinterpret_cast<int32_t *>(side.rest.data());
  size_t kept = 0, ties = 0;
  for (size_t i = 0; i < side.size; i += numLanes) {
    auto entry = hn::LoadU(d32, list + i);
    auto product = hn::And(entry, lower);
    auto inside = hn::FirstN(d32, side.size - i);
    auto above = hn::And(hn::Gt(product, least), inside);
    auto equal = hn::And(hn::Eq(product, least), inside);
    // What lies behind the kept ones was read before.
    hn::StoreU(hn::Compress(entry, above), d32, list + kept);
    hn::StoreU(hn::Compress(entry, equal), d32, rest + ties);
    kept += hn::CountTrue(d32, above);
    ties += hn::CountTrue(d32, equal);
  }
  // Of equal products, those of the lowest columns come first.
  for (size_t i = 0; kept + i < side.steps; i += numLanes)
    hn::StoreU(hn::LoadU(d32, rest + i), d32, list + kept + i);
  for (size_t i = 0; i < side.steps; ++i) {
    int32_t product = (list[i] & 0xffff) + 1;
    greedy[entryRow(uint32_t(list[i]))] += negative ? -product : product;
  }
}

size_t takeCandidates(SelectionQuery &query, size_t rows, int32_t *greedy,
                      int32_t *candidates) {
  addProducts<false>(query.sides[0], greedy);
  addProducts<true>(query.sides[1], greedy);
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

HWY_EXPORT(prepareQuery);
HWY_EXPORT(countProducts);
HWY_EXPORT(listProducts);
HWY_EXPORT(keepProducts);
HWY_EXPORT(sumProducts);
HWY_EXPORT(takeCandidates);

void SelectionQuery::resize(size_t depth, size_t most) {
  size_t padded = depth + slack, room = std::max(most, mostSorted) + 2 * slack;
  inverse.resize(padded);
  magnitude.resize(padded);
  for (SelectionSide &side : sides) {
    for (auto *array :
         {&side.flip, &side.base, &side.start, &side.found, &side.columns})
      array->resize(padded);
    side.list.resize(room);
    side.rest.resize(room);
    side.sorted.resize(room);
    side.sums.resize(room);
  }
}

void prepareQuery(const SortedColumns &keys, SelectionQuery &query) {
  HWY_DYNAMIC_DISPATCH(prepareQuery)(keys, query);
}

size_t countProducts(const SortedColumns &keys, const SelectionQuery &query,
                     SelectionSide &side, int32_t limit) {
  return HWY_DYNAMIC_DISPATCH(countProducts)(keys, query, side, limit);
}

void listProducts(const SortedColumns &keys, const SelectionQuery &query,
                  SelectionSide &side) {
  HWY_DYNAMIC_DISPATCH(listProducts)(keys, query, side);
}

void keepProducts(SelectionSide &side, int32_t limit, size_t most) {
  HWY_DYNAMIC_DISPATCH(keepProducts)(side, limit, most);
}

void sumProducts(std::span<SelectionQuery> queries) {
  HWY_DYNAMIC_DISPATCH(sumProducts)(queries);
}

size_t takeCandidates(SelectionQuery &query, size_t rows, int32_t *greedy,
                      int32_t *candidates) {
  return HWY_DYNAMIC_DISPATCH(takeCandidates)(query, rows, greedy, candidates);
}

} // namespace a3::kernels
#endif // HWY_ONCE
