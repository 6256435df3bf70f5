//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_SIMULATOR_BUFFERS_H
#define A3_LIB_SIMULATOR_BUFFERS_H

#include "a3/ISA/Fetch.h"
#include "a3/Machine/Machine.h"
#include "a3/Simulator/Inspection.h"

namespace a3 {

/// Rows and columns that a bank holds.
struct Extent {
  int64_t rows = 0, columns = 0;

  bool operator==(const Extent &) const = default;
};

/// The rules of the machine's buffers and memory slots: what fits where, and
/// what an operation must find. Knows shapes, but neither data nor time, so
/// that a stream can be checked without its data.
class Buffers {
public:
  Buffers(const Machine &machine, std::span<const int64_t> slotSizes)
      : machine(machine), slotSizes(slotSizes) {}

  /// Checks one operation and applies it. Returns the bytes that it moves
  /// through the off-chip port.
  Expected<int64_t> execute(const isa::Operation &operation);

  const Extent &mask(unsigned bank) const { return masks[bank]; }
  const Extent &biasRows(unsigned bank) const { return biases[bank]; }
  int64_t rows() const { return shapeRows; }
  int64_t depth() const { return shapeDepth; }
  int64_t valueDepth() const { return shapeValueDepth; }
  int64_t iterations() const { return selectionIterations; }
  /// T in percent; 0 where every candidate stays.
  double threshold() const { return double(thousandths) / 1000; }
  const Extent &sortedKey(unsigned bank) const { return sortedKeys[bank]; }
  bool usesBitmap() const { return bitmap; }
  bool usesBias() const { return bias; }

  /// Rows and columns of a bank, and whether its results are partial.
  BankContents shape(BankKind kind, unsigned bank) const;
  /// All but the format, which is data.
  Registers registers() const;

  /// How many of the first rows the causal mask lets a query of an `attend`
  /// see.
  int64_t visibleRows(const isa::Operation &attend, int64_t query) const;

private:
  enum class Results { None, Partial, Complete };

  Expected<int64_t> load(const isa::Operation &operation, std::string_view kind,
                         Extent &bank, int64_t capacity);
  Expected<int64_t> loadBias(const isa::Operation &operation);
  Expected<int64_t> loadForScores(const isa::Operation &operation,
                                  std::string_view kind, Extent &bank);
  Expected<int64_t> loadSorted(const isa::Operation &operation);
  Expected<int64_t> sortKey(const isa::Operation &operation);
  Expected<int64_t> setShape(const isa::Operation &operation);
  Expected<int64_t> setApproximation(const isa::Operation &operation);
  Expected<int64_t> attend(const isa::Operation &operation);
  Expected<void> checkOperands(const isa::Operation &attend) const;
  Expected<int64_t> store(const isa::Operation &operation);

  /// Checks a transfer of `rows` rows of `bytes` against its slot.
  Expected<int64_t> transfer(const isa::Operation &operation, int64_t rows,
                             int64_t bytes, int64_t pitch) const;

  const Machine &machine;
  std::span<const int64_t> slotSizes;
  std::array<Extent, 2> keys, values, queries, masks, biases, outputs,
      sortedKeys;
  std::array<Results, 2> results = {};
  int64_t shapeRows = 0, shapeDepth = 0, shapeValueDepth = 0;
  bool bitmap = false, causal = false, bias = false;
  int64_t causalOffset = 0;
  int64_t selectionIterations = 0, thousandths = 0;
};

} // namespace a3

#endif // A3_LIB_SIMULATOR_BUFFERS_H
