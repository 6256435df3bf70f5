//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Highway's way to include a header once for each instruction set.
#if defined(A3_LIB_NUMERICS_TRANSPOSE_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef A3_LIB_NUMERICS_TRANSPOSE_INL_H
#undef A3_LIB_NUMERICS_TRANSPOSE_INL_H
#else
#define A3_LIB_NUMERICS_TRANSPOSE_INL_H
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace a3::kernels::HWY_NAMESPACE {

/// Four elements of 32 bits.
using Four = hwy::HWY_NAMESPACE::CappedTag<uint32_t, 4>;

/// Calls `store(i, column)` with column i of these four rows.
template <typename Vector, typename Store>
HWY_INLINE void transposeFour(Vector row0, Vector row1, Vector row2,
                              Vector row3, Store store) {
  namespace hn = hwy::HWY_NAMESPACE;
  constexpr Four d;
  constexpr hn::Repartition<uint64_t, Four> d64;
  auto lower01 = hn::BitCast(d64, hn::InterleaveLower(d, row0, row1));
  auto lower23 = hn::BitCast(d64, hn::InterleaveLower(d, row2, row3));
  auto upper01 = hn::BitCast(d64, hn::InterleaveUpper(d, row0, row1));
  auto upper23 = hn::BitCast(d64, hn::InterleaveUpper(d, row2, row3));
  store(0, hn::BitCast(d, hn::InterleaveLower(d64, lower01, lower23)));
  store(1, hn::BitCast(d, hn::InterleaveUpper(d64, lower01, lower23)));
  store(2, hn::BitCast(d, hn::InterleaveLower(d64, upper01, upper23)));
  store(3, hn::BitCast(d, hn::InterleaveUpper(d64, upper01, upper23)));
}

} // namespace a3::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif // A3_LIB_NUMERICS_TRANSPOSE_INL_H
