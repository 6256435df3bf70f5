//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Included once for each instruction set, so without the usual guard.
#if defined(A3_LIB_NUMERICS_SORTINGNETWORK_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef A3_LIB_NUMERICS_SORTINGNETWORK_INL_H
#undef A3_LIB_NUMERICS_SORTINGNETWORK_INL_H
#else
#define A3_LIB_NUMERICS_SORTINGNETWORK_INL_H
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();

/// Bitonic sorting of a power of two of vectors, descending. Element e is lane
/// e / numVectors of vector e % numVectors, so that most exchanges are between
/// whole vectors.
namespace a3::sorting::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<uint16_t>;
using V = hn::Vec<D>;
constexpr D d;
constexpr size_t lanes = hn::MaxLanes(d);

/// Lane i gets what lane i ^ distance has.
template <size_t distance> HWY_INLINE V exchange(V v) {
  const hn::Repartition<uint32_t, D> words;
  if constexpr (distance == 1)
    return hn::Reverse2(d, v);
  else if constexpr (distance == 2)
    return hn::BitCast(d, hn::Shuffle2301(hn::BitCast(words, v)));
  else if constexpr (distance == 4)
    return hn::BitCast(d, hn::Shuffle1032(hn::BitCast(words, v)));
  else if constexpr (2 * distance == lanes)
    return hn::ConcatLowerUpper(d, v, v);
  else
    return hn::SwapAdjacentBlocks(v);
}

/// Lane i gets what lane i ^ (group - 1) has.
template <size_t group> HWY_INLINE V mirror(V v) {
  if constexpr (group == lanes)
    return hn::Reverse(d, v);
  else if constexpr (group == 2)
    return hn::Reverse2(d, v);
  else if constexpr (group == 4)
    return hn::Reverse4(d, v);
  else if constexpr (group == 8)
    return hn::Reverse8(d, v);
  else
    return hn::SwapAdjacentBlocks(hn::Reverse8(d, v));
}

/// The larger of each pair goes to the lane whose index has no `bit`.
template <size_t bit> HWY_INLINE V arrange(V own, V partner) {
  auto index = hn::And(hn::Iota(d, 0), hn::Set(d, uint16_t(bit)));
  return hn::IfThenElse(hn::Eq(index, hn::Zero(d)), hn::Max(own, partner),
                        hn::Min(own, partner));
}

HWY_INLINE void order(V &first, V &second) {
  V larger = hn::Max(first, second);
  second = hn::Min(first, second);
  first = larger;
}

/// Exchanges between vectors whose indices differ in one bit, from half of
/// `group` down.
template <size_t numVectors>
HWY_INLINE void mergeVectors(V *vectors, size_t group) {
  for (size_t distance = group / 2; distance > 0; distance /= 2)
    for (size_t i = 0; i < numVectors; ++i)
      if (!(i & distance))
        order(vectors[i], vectors[i + distance]);
}

template <size_t numVectors, size_t distance>
HWY_INLINE void mergeLanes(V *vectors) {
  if constexpr (distance > 0) {
    for (size_t i = 0; i < numVectors; ++i)
      vectors[i] =
          arrange<distance>(vectors[i], exchange<distance>(vectors[i]));
    mergeLanes<numVectors, distance / 2>(vectors);
  }
}

/// Merges sorted halves of groups of `group` lanes, and of larger ones.
template <size_t numVectors, size_t group>
HWY_INLINE void mergeGroups(V *vectors) {
  if constexpr (group <= lanes) {
    for (size_t i = 0; i <= (numVectors - 1) / 2; ++i) {
      V &first = vectors[i], &last = vectors[numVectors - 1 - i];
      V firstPartner = mirror<group>(last), lastPartner = mirror<group>(first);
      first = arrange<group / 2>(first, firstPartner);
      if constexpr (numVectors > 1)
        last = arrange<group / 2>(last, lastPartner);
    }
    mergeLanes<numVectors, group / 4>(vectors);
    mergeVectors<numVectors>(vectors, numVectors);
    mergeGroups<numVectors, group * 2>(vectors);
  }
}

template <size_t numVectors> HWY_INLINE void sortVectors(V *vectors) {
  for (size_t group = 2; group <= numVectors; group *= 2) {
    for (size_t i = 0; i < numVectors; ++i)
      if (size_t partner = i ^ (group - 1); i < partner)
        order(vectors[i], vectors[partner]);
    mergeVectors<numVectors>(vectors, group / 2);
  }
  mergeGroups<numVectors, 2>(vectors);
}

} // namespace a3::sorting::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif // A3_LIB_NUMERICS_SORTINGNETWORK_INL_H
