//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SUPPORT_ALIGNEDVECTOR_H
#define A3_SUPPORT_ALIGNEDVECTOR_H

#include <cstddef>
#include <new>
#include <vector>

namespace a3 {

/// Memory that begins with a cache line, so that vector loads at multiples of
/// their size touch one line each.
template <typename T> struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  LineAllocator() = default;
  template <typename Other> LineAllocator(const LineAllocator<Other> &) {}

  T *allocate(size_t count) {
    return static_cast<T *>(::operator new(count * sizeof(T), alignment));
  }
  void deallocate(T *memory, size_t) { ::operator delete(memory, alignment); }

  bool operator==(const LineAllocator &) const { return true; }
};

template <typename T> using AlignedVector = std::vector<T, LineAllocator<T>>;

} // namespace a3

#endif // A3_SUPPORT_ALIGNEDVECTOR_H
