//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/Selection.h"

#include <algorithm>

using namespace a3;

template <typename Element>
SortedKeys<Element>::SortedKeys(const Element *keys, int64_t rows,
                                int64_t depth)
    : numRows(rows), numColumns(depth) {
  entries.reserve(size_t(rows * depth));
  for (int64_t column = 0; column < depth; ++column) {
    for (int64_t row = 0; row < rows; ++row)
      entries.push_back({keys[row * depth + column], int32_t(row)});
    std::sort(entries.end() - rows, entries.end());
  }
}

/// Moves `walk` to its next admitted entry; false where the column is used up.
template <typename Element, typename Score>
bool CandidateSelection<Element, Score>::step(const Element *query,
                                              const SortedKeys<Element> &keys,
                                              Side &side, Walk &walk) const {
  auto column = keys.column(walk.column);
  Element factor = query[walk.column];
  bool fromHighEnd = (factor >= 0) == side.largest;
  while (walk.next < int32_t(column.size())) {
    size_t taken = size_t(walk.next++);
    const auto &entry = column[fromHighEnd ? column.size() - 1 - taken : taken];
    if (!isAdmitted[size_t(entry.row)])
      continue;
    walk.product = Score(factor) * Score(entry.value);
    walk.row = entry.row;
    return true;
  }
  return false;
}

namespace {

/// Heap order: the top is the walk that comes first.
template <typename Walk> auto comesLater(bool largest) {
  return [largest](const Walk &left, const Walk &right) {
    if (left.product != right.product)
      return (left.product < right.product) == largest;
    return left.column > right.column;
  };
}

} // namespace

template <typename Element, typename Score>
void CandidateSelection<Element, Score>::start(const Element *query,
                                               const SortedKeys<Element> &keys,
                                               Side &side) {
  side.heap.clear();
  for (int32_t column = 0; column < int32_t(keys.depth()); ++column) {
    Walk walk{0, column, 0, 0};
    if (step(query, keys, side, walk))
      side.heap.push_back(walk);
  }
  std::ranges::make_heap(side.heap, comesLater<Walk>(side.largest));
}

/// Replaces the top of the heap by what its column offers next.
template <typename Element, typename Score>
void CandidateSelection<Element, Score>::advance(
    const Element *query, const SortedKeys<Element> &keys, Side &side) {
  auto order = comesLater<Walk>(side.largest);
  std::ranges::pop_heap(side.heap, order);
  if (step(query, keys, side, side.heap.back()))
    std::ranges::push_heap(side.heap, order);
  else
    side.heap.pop_back();
}

template <typename Element, typename Score>
std::span<const int32_t> CandidateSelection<Element, Score>::select(
    const Element *query, const SortedKeys<Element> &keys,
    std::span<const int32_t> admitted, int64_t iterations) {
  candidates.clear();
  popsTaken.clear();
  if (admitted.empty())
    return candidates;
  isAdmitted.assign(size_t(keys.rows()), 0);
  for (int32_t row : admitted)
    isAdmitted[size_t(row)] = 1;
  greedy.assign(size_t(keys.rows()), 0);
  start(query, keys, maxSide);
  start(query, keys, minSide);
  int32_t firstRow = maxSide.heap.front().row;

  Score total = 0;
  // Adds what a side offers if it has the side's sign, and goes on. Returns
  // the column, or -1.
  auto take = [&](Side &side) -> int32_t {
    if (side.heap.empty())
      return -1;
    const Walk top = side.heap.front();
    if (side.largest ? top.product > 0 : top.product < 0) {
      greedy[size_t(top.row)] += top.product;
      total += top.product;
    }
    advance(query, keys, side);
    return top.column;
  };
  for (int64_t i = 0; i < iterations; ++i) {
    // A negative sum stays negative without a max side: nothing more changes,
    // though M may ask for billions of iterations.
    if (maxSide.heap.empty() &&
        (minSide.heap.empty() || (skipMinSide && total < 0)))
      break;
    Pops pops{take(maxSide), -1};
    if (!(skipMinSide && total < 0))
      pops.smallest = take(minSide);
    if (recordPops)
      popsTaken.push_back(pops);
  }
  for (int32_t row : admitted)
    if (greedy[size_t(row)] > 0)
      candidates.push_back(row);
  if (candidates.empty())
    candidates.push_back(firstRow);
  return candidates;
}

template class a3::SortedKeys<int16_t>;
template class a3::SortedKeys<float>;
template class a3::CandidateSelection<int16_t, int64_t>;
template class a3::CandidateSelection<float, float>;
