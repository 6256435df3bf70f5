//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// From the shapes and layouts of one attention to the instructions that compute
// it. Knows neither MLIR nor data, so the compiler and Python use the same.
//
//===----------------------------------------------------------------------===//

#ifndef A3_SCHEDULE_SCHEDULE_H
#define A3_SCHEDULE_SCHEDULE_H

#include "a3/Machine/Machine.h"
#include "a3/Program/Program.h"

#include <optional>

namespace a3 {

/// What is to be computed: softmax(scale * q * K^T + bias) * V over the
/// admitted rows, for each head. Operands have the same batch sizes, q's; each
/// is f32, the mask bytes. `OperandInfo::bytes` may be left 0 (see `setBytes`).
struct AttentionDescription {
  OperandInfo query;                   ///< batch..., queries, d.
  OperandInfo key;                     ///< batch..., n, d.
  OperandInfo value;                   ///< batch..., n, dv.
  std::optional<OperandInfo> maskRows; ///< batch..., queries, n.
  OperandInfo output;                  ///< batch..., queries, dv.
  /// batch..., d, n: where M is given and the machine shall not sort, of each
  /// column and tile of `rowsPerTile` rows the rows by ascending value, counted
  /// from the tile's first.
  std::optional<OperandInfo> sortedRows;
  /// batch..., queries, n: what is added to the scaled scores.
  std::optional<OperandInfo> bias;
  bool causal = false; ///< Row r takes part for query i where r <= i + offset.
  int64_t causalOffset = 0;
  double scale = 1; ///< Of the scores; the host's business, not the stream's.
  Approximations approximations; ///< M counts all n rows, as a number.
  /// Whether the strides are those of the run. If they may still change, no
  /// batch dimensions are joined: what fits apart will fit together.
  bool layoutIsFinal = true;

  int64_t queries() const { return query.sizes.end()[-2]; }
  int64_t rows() const { return key.sizes.end()[-2]; }
  int64_t depth() const { return key.sizes.back(); }
  int64_t valueDepth() const { return value.sizes.back(); }
  /// Product of the batch sizes.
  int64_t heads() const;
};

/// Why the machine cannot compute an attention.
enum class RefusalReason {
  Empty,
  Layout,
  ColumnsApart,
  RowTooWide,
  TooManyLoops,
  CausalOffset,
  OutOfReach,
  TooLong,
  Approximation,
  HeadsDiffer,
  NoSorter,
  NoBiasPort,
};

struct Refusal {
  RefusalReason reason;
  std::string operand; ///< query, key, value, mask or output, where it is one.
  std::string detail;  ///< Sizes, for a person.
};

/// Rows of a full tile of keys where sorted rows are given. 0 where not even
/// one row fits.
int64_t rowsPerTile(const Machine &machine, int64_t depth, int64_t valueDepth);

/// One sentence, "one row does not fit into a bank (5000 columns)".
std::string describe(const Refusal &refusal);

/// The machine's instructions for the attention: loops over heads, in each of
/// them blocks of queries, in each of them tiles of rows. Memory slots are
/// those of `Slot`. Of M iterations over n rows, a tile of r rows gets
/// ceil(M * r / n).
tl::expected<std::vector<isa::Instruction>, Refusal>
scheduleAttention(const AttentionDescription &attention,
                  const Machine &machine);

/// A site that runs it: sizes, layouts and stream; no name, no formats.
tl::expected<Site, Refusal> describeSite(const AttentionDescription &attention,
                                         const Machine &machine);

} // namespace a3

#endif // A3_SCHEDULE_SCHEDULE_H
