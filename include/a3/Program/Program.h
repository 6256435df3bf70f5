//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_PROGRAM_PROGRAM_H
#define A3_PROGRAM_PROGRAM_H

#include "a3/ISA/Instruction.h"
#include "a3/Program/Approximation.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace a3 {

/// A type that elements of arguments and results may have, as MLIR writes it.
/// An i1 takes a byte, 0 or 1.
struct ElementType {
  std::string_view name;
  int64_t bytes;
};
inline constexpr ElementType elementTypes[] = {
    {"f32", 4}, {"f64", 8}, {"f16", 2}, {"bf16", 2}, {"i1", 1},
    {"i8", 1},  {"i16", 2}, {"i32", 4}, {"i64", 8}};

/// Bytes of an element by the name of its type, or none for any other.
std::optional<int64_t> elementBytes(std::string_view element);

/// Only the run knows this size, which is from 1 to `largestSize`, or stride.
inline constexpr int64_t unknownSize = -1;
inline constexpr int64_t largestSize = (int64_t(1) << 31) - 1;

/// "2x?": sizes with an x between them.
std::string describeSizes(std::span<const int64_t> sizes);

/// An argument or result of the entry function: row-major.
struct TensorInfo {
  std::string name;
  std::string element; ///< One of `elementTypes`.
  std::vector<int64_t> shape;

  bool isSized() const; ///< Whether all sizes are known before the run.

  bool operator==(const TensorInfo &) const = default;
};

/// One memory slot of a site: how the host hands over a strided operand.
/// Sizes are batch..., rows, columns; a broadcast dimension has stride 0.
struct OperandInfo {
  std::vector<int64_t> sizes;
  std::vector<int64_t> strides; ///< In elements.
  int64_t bytes = 0;            ///< Of the slot, from its first element.

  bool operator==(const OperandInfo &) const = default;
};

/// Elements from an operand's first one to the first one of `head`, heads
/// counted in row-major order of the batch dimensions.
int64_t headOffset(const OperandInfo &operand, int64_t head);

/// Memory slots in the streams that the compiler writes.
enum class Slot { Query, Key, Value, Mask, Format, Output, SortedRows, Bias };
inline constexpr size_t numSlots = 8;

/// Where the model computes an operand of a site.
struct OperandPlace {
  std::string operand;  ///< query, key, value, mask or bias.
  std::string location; ///< In the source model.

  bool operator==(const OperandPlace &) const = default;
};

/// One attention of the model and its instruction stream. A site of which a
/// size or stride is `unknownSize` has no stream: it is written at each launch.
struct Site {
  std::string name;
  std::string location; ///< In the source model.
  int64_t rows = 0;     ///< n.
  int64_t depth = 0;    ///< d.
  int64_t valueDepth = 0;
  int64_t heads = 0;   ///< Product of the batch sizes: runs of one K and V.
  int64_t queries = 0; ///< A head.
  std::string mask;    ///< none, bitmap, causal or bitmap+causal.
  double scale = 1;
  Approximations approximations;
  int64_t causalOffset = 0; ///< Row r is hidden where r > query + it.
  OperandInfo query, key, value, maskRows, output;
  /// Of d x n row numbers, 16 bits each, where keys are not sorted by the
  /// machine: by column, and within it by tile of keys, the tile's rows by
  /// ascending value.
  OperandInfo sortedRows;
  OperandInfo bias; ///< Of queries x n, where one is added to the scores.
  /// Format records, one a head, four factors each, where calibration fixed
  /// them; empty where the host derives them from its data.
  std::vector<float> formats;
  std::vector<OperandPlace> places; ///< Of operands, as far as they are known.
  std::vector<isa::Instruction> stream;

  /// Whether all sizes and strides are known before the run.
  bool isSized() const;
  bool hasSortedRows() const { return !sortedRows.sizes.empty(); }
  bool hasBias() const { return !bias.sizes.empty(); }
  /// Query, key, value, the mask where there is one, output, and sorted rows
  /// and bias where there are any.
  std::vector<const OperandInfo *> operands() const;

  bool operator==(const Site &) const = default;
};

/// Where the model computes what an instruction of the site loads, or else the
/// attention itself; empty where that is not known, or an instruction stands
/// for nothing in the model, such as a loop.
std::string placeOf(const Site &site, const isa::Instruction &instruction);

/// Of each head of a site, the first one with the same keys and values: heads
/// that share them share a format record.
std::vector<int64_t> headsOfKeys(const Site &site);

/// What one program file holds.
struct Program {
  std::string machine; ///< The description in YAML.
  std::string entry;   ///< Name of the entry function.
  std::vector<TensorInfo> inputs, outputs;
  /// What the host code was compiled for, as the runtime checks it: the
  /// architecture, and where there is one, the level ("x86-64-v3").
  std::string target;
  std::vector<Site> sites;
  /// Of the buffer that native code uses for its intermediate tensors.
  int64_t scratchBytes = 0;

  bool operator==(const Program &) const = default;
};

/// The number of the site with that name.
Expected<size_t> findSite(const Program &program, std::string_view name);

} // namespace a3

#endif // A3_PROGRAM_PROGRAM_H
