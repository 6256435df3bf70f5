//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Buffers.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;

/// Index of the first query beyond which causal masks are not computed.
static constexpr int64_t maxPosition = int64_t(1) << 52;

static std::string describe(std::string_view kind, unsigned bank,
                            const Extent &extent) {
  if (!extent.rows)
    return fmt::format("{} bank {} holds nothing", kind, bank);
  return fmt::format("{} bank {} holds {} x {}", kind, bank, extent.rows,
                     extent.columns);
}

static int64_t elementBytes(Opcode opcode) {
  switch (opcode) {
  case Opcode::LoadMask:
    return 1;
  case Opcode::LoadSorted:
    return 2;
  default:
    return 4;
  }
}

Expected<int64_t> Buffers::transfer(const Operation &operation, int64_t rows,
                                    int64_t bytes, int64_t pitch) const {
  auto [slot, offset] = operation.address;
  if (slot >= slotSizes.size())
    return failure(fmt::format("memory slot {} of {} does not exist", slot,
                               slotSizes.size()));
  if (rows == 0 || bytes == 0)
    return failure("a transfer needs at least one row and column");
  int64_t size = slotSizes[slot], reach = (rows - 1) * pitch;
  // Addresses may be anything that 64 bits hold; sums come after this check.
  bool inside = offset >= 0 && offset <= size &&
                offset + std::min<int64_t>(reach, 0) >= 0 &&
                offset + std::max<int64_t>(reach, 0) + bytes <= size;
  if (!inside)
    return failure(fmt::format("{} rows of {} bytes, {} apart, from byte {} "
                               "reach outside the {} bytes of memory slot {}",
                               rows, bytes, pitch, offset, size, slot));
  int64_t element = elementBytes(operation.instruction->opcode);
  if (offset % element || pitch % element)
    return failure(fmt::format("an address of {} must be a multiple of {}",
                               element == 2 ? "row numbers" : "f32 elements",
                               element));
  return rows * bytes;
}

Expected<int64_t> Buffers::load(const Operation &operation,
                                std::string_view kind, Extent &bank,
                                int64_t capacity) {
  const auto &fields = operation.instruction->fields;
  Extent loaded{fields[load_key::rows], fields[load_key::columns]};
  int64_t lines = loaded.rows * machine.lines(loaded.columns);
  if (lines > capacity)
    return failure(fmt::format("{} rows of {} columns take {} lines of a {} "
                               "bank, which has {}",
                               loaded.rows, loaded.columns, lines, kind,
                               capacity));
  auto bytes = transfer(operation, loaded.rows, loaded.columns * 4,
                        fields[load_key::pitch]);
  if (bytes)
    bank = loaded;
  return bytes;
}

Expected<int64_t> Buffers::loadBias(const Operation &operation) {
  if (!machine.biasPort)
    return failure(fmt::format("the machine {} has no port for biases "
                               "(bias_port is false)",
                               machine.name));
  return loadForScores(operation, "bias", biases[operation.bank]);
}

/// Something for each query and row of keys; the fields are those of a mask.
Expected<int64_t> Buffers::loadForScores(const Operation &operation,
                                         std::string_view kind, Extent &bank) {
  const auto &fields = operation.instruction->fields;
  Extent loaded{fields[load_mask::rows], fields[load_mask::columns]};
  if (loaded.rows > machine.queryRows || loaded.columns > machine.rows)
    return failure(fmt::format("a {} bank holds {} rows of {} columns", kind,
                               machine.queryRows, machine.rows));
  auto bytes =
      transfer(operation, loaded.rows,
               loaded.columns * elementBytes(operation.instruction->opcode),
               fields[load_mask::pitch]);
  if (bytes)
    bank = loaded;
  return bytes;
}

Expected<int64_t> Buffers::sortKey(const Operation &operation) {
  if (!machine.sortElements)
    return failure(fmt::format("the machine {} has no column sorter "
                               "(selection.sort_elements is 0)",
                               machine.name));
  const Extent &key = keys[operation.bank];
  if (!key.rows)
    return failure(describe("key", operation.bank, key) + " to sort");
  sortedKeys[operation.bank] = key;
  return 0;
}

Expected<int64_t> Buffers::loadSorted(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  Extent loaded{fields[load_sorted::rows], fields[load_sorted::columns]};
  const Extent &key = keys[operation.bank];
  if (key != loaded)
    return failure(fmt::format("{}, but the order of {} x {} is loaded",
                               describe("key", operation.bank, key),
                               loaded.rows, loaded.columns));
  if (loaded.rows > mostSortedRows)
    return failure(fmt::format("{} rows have no 16-bit row numbers; the most "
                               "are {}",
                               loaded.rows, mostSortedRows));
  auto bytes = transfer(operation, loaded.columns, loaded.rows * 2,
                        fields[load_sorted::pitch]);
  if (bytes)
    sortedKeys[operation.bank] = loaded;
  return bytes;
}

Expected<int64_t> Buffers::setApproximation(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  selectionIterations = fields[set_approximation::iterations];
  thousandths = fields[set_approximation::threshold];
  if (thousandths > 100000)
    return failure("the threshold must be at most 100000 thousandths of a "
                   "percent");
  return 0;
}

Expected<int64_t> Buffers::setShape(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  shapeRows = fields[set_shape::rows];
  shapeDepth = fields[set_shape::depth];
  shapeValueDepth = fields[set_shape::value_depth];
  if (!shapeRows || !shapeDepth || !shapeValueDepth)
    return failure("a shape needs at least one row and column");
  return 0;
}

Expected<void> Buffers::checkOperands(const Operation &operation) const {
  int64_t count = operation.instruction->fields[attend::queries];
  if (!shapeRows)
    return failure("no set_shape came before");
  if (count == 0)
    return failure("attends with no query");
  auto require = [](std::string_view kind, unsigned number, const Extent &bank,
                    int64_t rows, int64_t columns,
                    bool exact) -> Expected<void> {
    if (bank.rows >= rows &&
        (exact ? bank.columns == columns : bank.columns >= columns))
      return {};
    return failure(fmt::format("{}, but {} x {} are read; is a wait "
                               "for its load missing?",
                               describe(kind, number, bank), rows, columns));
  };
  unsigned bank = operation.bank, queryBank = operation.queryBank;
  Expected<void> result =
      require("query", queryBank, queries[queryBank], count, shapeDepth, true);
  if (result)
    result = require("key", bank, keys[bank], shapeRows, shapeDepth, true);
  if (result)
    result =
        require("value", bank, values[bank], shapeRows, shapeValueDepth, true);
  if (result && selectionIterations)
    result = require("sorted-key", bank, sortedKeys[bank], shapeRows,
                     shapeDepth, true);
  if (result && bitmap)
    result =
        require("mask", queryBank, masks[queryBank], count, shapeRows, false);
  if (result && bias)
    result =
        require("bias", queryBank, biases[queryBank], count, shapeRows, false);
  return result;
}

Expected<int64_t> Buffers::attend(const Operation &operation) {
  if (Expected<void> checked = checkOperands(operation); !checked)
    return tl::unexpected(checked.error());
  int64_t count = operation.instruction->fields[attend::queries];
  auto partial = Partial(operation.instruction->fields[attend::partial]);
  Extent produced{count, shapeValueDepth};
  int64_t lines = count * machine.lines(shapeValueDepth);
  if (lines > machine.queryRows)
    return failure(fmt::format("the results take {} lines of an output bank, "
                               "which has {}",
                               lines, machine.queryRows));
  // The causal limit of a query must not overflow.
  if (causal && std::abs(operation.position) > maxPosition)
    return failure(fmt::format("the position {} of the first query is out of "
                               "range",
                               operation.position));
  Extent &bank = outputs[operation.queryBank];
  Results &state = results[operation.queryBank];
  bool continues = partial == Partial::Middle || partial == Partial::Last;
  if (continues && (state != Results::Partial || bank != produced))
    return failure(fmt::format("output bank {} carries no partial results of "
                               "{} queries with {} columns",
                               operation.queryBank, count, shapeValueDepth));
  bank = produced;
  state = partial == Partial::Whole || partial == Partial::Last
              ? Results::Complete
              : Results::Partial;
  return 0;
}

Expected<int64_t> Buffers::store(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  int64_t rows = fields[store_output::rows];
  int64_t columns = fields[store_output::columns];
  const Extent &bank = outputs[operation.bank];
  if (results[operation.bank] == Results::Partial)
    return failure(fmt::format("output bank {} is not complete: the attend "
                               "with partial=last is missing",
                               operation.bank));
  if (rows > bank.rows || columns != bank.columns)
    return failure(fmt::format("{}, but {} x {} are stored; is a wait "
                               "for its attend missing?",
                               describe("output", operation.bank, bank), rows,
                               columns));
  return transfer(operation, rows, columns * 4, fields[store_output::pitch]);
}

int64_t Buffers::visibleRows(const Operation &attend, int64_t query) const {
  if (!causal)
    return shapeRows;
  return std::clamp<int64_t>(attend.position + query + causalOffset + 1, 0,
                             shapeRows);
}

BankContents Buffers::shape(BankKind kind, unsigned bank) const {
  const std::array<Extent, 2> *const banks[numBankKinds] = {
      &keys, &sortedKeys, &values, &queries, &masks, &biases, &outputs};
  BankContents shape;
  shape.rows = (*banks[size_t(kind)])[bank].rows;
  shape.columns = (*banks[size_t(kind)])[bank].columns;
  shape.partial = kind == BankKind::Output && results[bank] == Results::Partial;
  return shape;
}

Registers Buffers::registers() const {
  return {shapeRows,   shapeDepth,  shapeValueDepth, bitmap,
          causal,      bias,        causalOffset,    selectionIterations,
          thousandths, {1, 1, 1, 1}};
}

Expected<int64_t> Buffers::execute(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  unsigned bank = operation.bank;
  switch (operation.instruction->opcode) {
  case Opcode::LoadFormat:
    return transfer(operation, 1, 4 * sizeof(float), 0);
  case Opcode::LoadKey:
    sortedKeys[bank] = {};
    return load(operation, "key", keys[bank], machine.rows);
  case Opcode::LoadValue:
    return load(operation, "value", values[bank], machine.rows);
  case Opcode::LoadQuery:
    return load(operation, "query", queries[bank], machine.queryRows);
  case Opcode::LoadMask:
    return loadForScores(operation, "mask", masks[bank]);
  case Opcode::LoadBias:
    return loadBias(operation);
  case Opcode::LoadSorted:
    return loadSorted(operation);
  case Opcode::SortKey:
    return sortKey(operation);
  case Opcode::SetShape:
    return setShape(operation);
  case Opcode::SetMask:
    bitmap = fields[set_mask::bitmap];
    causal = fields[set_mask::causal];
    causalOffset = fields[set_mask::offset];
    bias = fields[set_mask::bias];
    return 0;
  case Opcode::SetApproximation:
    return setApproximation(operation);
  case Opcode::Attend:
    return attend(operation);
  case Opcode::StoreOutput:
    return store(operation);
  default:
    return 0;
  }
}
