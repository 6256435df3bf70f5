//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Debugger/SelectionWalk.h"

#include <algorithm>

using namespace a3;

namespace {

using Pointer = SelectionWalk::Pointer;

/// One side's pointers. `Score` is double, which holds every sum of integers
/// exactly, or float.
template <typename Score> class Side {
public:
  Side(std::span<const double> query, const BankContents &keys,
       const std::vector<bool> &admitted, bool largest)
      : query(query), keys(keys), admitted(admitted), takesLargest(largest),
        pointers(query.size()), next(query.size()) {
    for (size_t column = 0; column < pointers.size(); ++column)
      seek(column);
  }

  /// The column whose product comes first, the lowest of equals; null where
  /// all are used up.
  const Pointer *first() const {
    const Pointer *best = nullptr;
    for (const Pointer &pointer : pointers)
      if (pointer.row >= 0 && (!best || isBefore(pointer, *best)))
        best = &pointer;
    return best;
  }

  void advance(const Pointer *pointer) {
    auto column = size_t(pointer - pointers.data());
    ++pointers[column].taken;
    seek(column);
  }

  std::vector<Pointer> takePointers() { return std::move(pointers); }

private:
  bool isBefore(const Pointer &left, const Pointer &right) const {
    return takesLargest ? left.product > right.product
                        : left.product < right.product;
  }

  /// Moves to the column's next admitted entry.
  void seek(size_t column) {
    Pointer &pointer = pointers[column];
    bool fromHighEnd = (query[column] >= 0) == takesLargest;
    pointer.row = -1;
    pointer.product = 0;
    while (pointer.row < 0 && next[column] < keys.rows) {
      int64_t place = next[column]++;
      if (fromHighEnd)
        place = keys.rows - 1 - place;
      auto entry = size_t(place * keys.columns + int64_t(column));
      if (!admitted[size_t(keys.sortedRows[entry])])
        continue;
      pointer.row = keys.sortedRows[entry];
      pointer.product = Score(query[column]) * Score(keys.elements[entry]);
    }
  }

  std::span<const double> query;
  const BankContents &keys;
  const std::vector<bool> &admitted;
  bool takesLargest;
  std::vector<Pointer> pointers;
  std::vector<int64_t> next;
};

template <typename Score>
SelectionWalk walk(std::span<const double> query, const BankContents &keys,
                   std::span<const int32_t> admitted, int64_t iterations,
                   bool skipMinSide) {
  std::vector<bool> isAdmitted(size_t(keys.rows), false);
  for (int32_t row : admitted)
    isAdmitted[size_t(row)] = true;
  SelectionWalk walk;
  walk.greedy.assign(size_t(keys.rows), 0);
  Side<Score> largest(query, keys, isAdmitted, true);
  Side<Score> smallest(query, keys, isAdmitted, false);
  const Pointer *first = largest.first();
  int32_t firstRow = first ? first->row : -1;
  auto take = [&](Side<Score> &side, double sign) {
    const Pointer *pointer = side.first();
    if (!pointer)
      return;
    if (sign * pointer->product > 0) {
      double &score = walk.greedy[size_t(pointer->row)];
      score = Score(Score(score) + Score(pointer->product));
      walk.sum = Score(Score(walk.sum) + Score(pointer->product));
    }
    side.advance(pointer);
  };
  while (walk.iterations < iterations &&
         (largest.first() || smallest.first())) {
    ++walk.iterations;
    take(largest, 1);
    if (!skipMinSide || walk.sum >= 0)
      take(smallest, -1);
    else if (++walk.skipped; !largest.first())
      break; // The sum stays negative.
  }
  for (int32_t row : admitted)
    if (walk.greedy[size_t(row)] > 0)
      walk.candidates.push_back(row);
  if (walk.candidates.empty() && firstRow >= 0)
    walk.candidates.push_back(firstRow);
  walk.largest = largest.takePointers();
  walk.smallest = smallest.takePointers();
  return walk;
}

} // namespace

SelectionWalk SelectionWalk::run(std::span<const double> query,
                                 const BankContents &sortedKeys,
                                 std::span<const int32_t> admitted,
                                 int64_t iterations, bool skipMinSide,
                                 Arithmetic arithmetic) {
  if (arithmetic == Arithmetic::Float)
    return walk<float>(query, sortedKeys, admitted, iterations, skipMinSide);
  return walk<double>(query, sortedKeys, admitted, iterations, skipMinSide);
}
