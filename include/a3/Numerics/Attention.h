//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_NUMERICS_ATTENTION_H
#define A3_NUMERICS_ATTENTION_H

#include "a3/Numerics/FixedPoint.h"

#include <limits>
#include <span>

namespace a3 {

/// Keys (rows × depth) and values (rows × valueDepth), row-major.
template <typename Element> struct Tile {
  const Element *keys;
  const Element *values;
  int64_t depth;
  int64_t valueDepth;
};

/// What one query carries from key tile to key tile, as in online softmax.
/// `sum` is 0 until a row was seen; `output` is not yet normalised.
template <typename Accumulator> struct Partial {
  Accumulator maximum = 0;
  Accumulator sum = 0;
  std::vector<Accumulator> output;
};

/// The rows of one query with their scores; afterwards with their weights.
template <typename Score> struct ScoredRows {
  struct Row {
    int32_t index;
    Score score;
  };

  /// Takes the scores that `scoreOf` gives the `admitted` rows, drops those
  /// that are more than `limit` below the best, and returns the best (0 where
  /// there is none).
  template <typename ScoreOf>
  Score assign(std::span<const int32_t> admitted, ScoreOf scoreOf);

  size_t size() const { return rows.size(); }

  void getIndices(std::vector<int32_t> &indices) const {
    indices.clear();
    for (const Row &row : rows)
      indices.push_back(row.index);
  }

  std::vector<Row> rows;
  Score limit = std::numeric_limits<Score>::max();
};

/// One query at a time in the integers of reference section 1. Results have
/// 3f fraction bits. A query without admitted rows gives zeros.
class FixedAttention {
public:
  using Element = int16_t;
  using Accumulator = int64_t;

  FixedAttention(const Machine &machine, int64_t depth);

  /// Rows whose weight would be less than `percent` of the largest weight of
  /// the same call are dropped from then on (post-scoring); 0 keeps all.
  void setThreshold(double percent);

  /// How many rows the last call kept.
  int64_t kept() const { return int64_t(rows.size()); }

  /// Which rows the last call kept, ascending.
  void getKept(std::vector<int32_t> &kept) const { rows.getIndices(kept); }

  /// How far below the best score a row may be to stay.
  Accumulator limit() const { return rows.limit; }

  const ExponentTable &exponents() const { return exponent; }

  /// softmax(query·Kᵀ + bias)·V over the `admitted` rows, in the machine's
  /// normalisation mode. `bias`, if not null, has a score for each row of the
  /// tile.
  void attend(const Element *query, const Tile<Element> &tile,
              std::span<const int32_t> admitted, Accumulator *output,
              const Accumulator *bias = nullptr);

  /// Raises the maximum of `partial` to that of a further tile. A larger one
  /// scales what was there by exp, truncated toward zero.
  void raise(Partial<Accumulator> &partial, Accumulator maximum) const;

  /// Merges one key tile into `partial`.
  void accumulate(const Element *query, const Tile<Element> &tile,
                  std::span<const int32_t> admitted,
                  Partial<Accumulator> &partial,
                  const Accumulator *bias = nullptr);

  /// Divides once, truncated toward zero.
  void finish(const Partial<Accumulator> &partial, Accumulator *output) const;

private:
  Accumulator score(const Element *query, const Tile<Element> &tile,
                    std::span<const int32_t> admitted, const Accumulator *bias);

  Normalisation normalisation;
  unsigned scoreFraction;
  bool narrowScores;
  ExponentTable exponent;
  ScoredRows<Accumulator> rows;
};

/// The same steps in binary32, for `--arithmetic=float`.
class FloatAttention {
public:
  using Element = float;
  using Accumulator = float;

  explicit FloatAttention(const Machine &machine)
      : normalisation(machine.normalisation) {}

  void setThreshold(double percent);
  int64_t kept() const { return int64_t(rows.size()); }
  void getKept(std::vector<int32_t> &kept) const { rows.getIndices(kept); }

  void attend(const Element *query, const Tile<Element> &tile,
              std::span<const int32_t> admitted, Accumulator *output,
              const Accumulator *bias = nullptr);
  void accumulate(const Element *query, const Tile<Element> &tile,
                  std::span<const int32_t> admitted,
                  Partial<Accumulator> &partial,
                  const Accumulator *bias = nullptr);
  void finish(const Partial<Accumulator> &partial, Accumulator *output) const;

private:
  Accumulator score(const Element *query, const Tile<Element> &tile,
                    std::span<const int32_t> admitted, const Accumulator *bias);

  Normalisation normalisation;
  ScoredRows<Accumulator> rows;
};

} // namespace a3

#endif // A3_NUMERICS_ATTENTION_H
