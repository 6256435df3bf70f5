//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_NUMERICS_NARROWATTENTION_H
#define A3_NUMERICS_NARROWATTENTION_H

#include "a3/Numerics/Attention.h"
#include "a3/Numerics/Rows.h"

namespace a3 {

/// Keys and values of one tile for `NarrowAttention`.
struct NarrowTile {
  const Rows<int16_t> *keys;
  const Rows<int16_t> *values;
  const Rows<int32_t> *keyPairs; ///< Made by `pairColumns`.
};

/// Row p of the result holds columns 2p and 2p + 1 of all keys.
void pairColumns(const Rows<int16_t> &keys, Rows<int32_t> &pairs);

/// What `FixedAttention` computes, to the bit, for blocks of queries on
/// vectors, where elements have up to 9 bits.
class NarrowAttention {
public:
  /// Queries of one block.
  static constexpr int64_t blockSize = 16;

  /// Entries behind a list of rows that may be read.
  static constexpr size_t slack = 32;

  /// Whether all values between fit into 32 bits.
  static bool suits(const Machine &machine, int64_t depth);

  NarrowAttention(const Machine &machine, int64_t depth);

  /// As `FixedAttention::setThreshold`.
  void setThreshold(double percent) { exact.setThreshold(percent); }

  /// Queries from row `first` on, each with the rows that it gets scores of
  /// (ascending).
  struct Block {
    const Rows<int16_t> *queries;
    int64_t first;
    std::span<const std::span<const int32_t>> candidates;
  };

  /// softmax(query·Kᵀ)·V for each query of the block; `output` has a row of
  /// `valueDepth` sums for each of them, `kept` the number of rows that stayed.
  void attend(const Block &block, const NarrowTile &tile, int64_t valueDepth,
              int64_t *output, int64_t *kept);

  /// Merges one key tile into what each query carries.
  void accumulate(const Block &block, const NarrowTile &tile,
                  std::span<Partial<int64_t>> partials, int64_t *kept);

  /// Divides once, truncated toward zero.
  void finish(const Partial<int64_t> &partial, int64_t *output) const {
    exact.finish(partial, output);
  }

private:
  /// Scores of one query for `rows`, or for the first rows where that is null.
  struct Scored {
    const int32_t *rows;
    const int32_t *scores;
    size_t count;
    int32_t best;
  };

  template <typename Consume>
  void forEachQuery(const Block &block, const NarrowTile &tile,
                    Consume consume);
  void scoreAll(const Block &block, const NarrowTile &tile);
  Scored score(const Block &block, const NarrowTile &tile, size_t query,
               bool all);
  Scored drop(Scored scored);
  int64_t exponents(const Scored &scored, int32_t best);
  size_t weigh(const Scored &scored, int64_t sum);
  void weightOnce(const Scored &scored, const NarrowTile &tile,
                  int64_t valueDepth, int64_t *output);
  void merge(const Scored &scored, const NarrowTile &tile,
             Partial<int64_t> &partial);

  Normalisation normalisation;
  int32_t one; ///< 1.0 of exponents and weights.
  FixedAttention exact;
  AlignedVector<uint16_t> direct; ///< Exponents by offset, up to the last.
  AlignedVector<int32_t> blockScores, scores, keptScores, keptRows, sums;
  AlignedVector<uint16_t> exponentValues;
  AlignedVector<uint32_t> list;
};

} // namespace a3

#endif // A3_NUMERICS_NARROWATTENTION_H
