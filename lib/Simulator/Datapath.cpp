//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Datapath.h"

#include "a3/Numerics/Attention.h"

#include <cmath>
#include <cstring>
#include <optional>

using namespace a3;
using namespace a3::isa;

namespace {

/// Factors of a format record, in the order of its four f32 (load_format).
struct Format {
  float query = 1, key = 1, value = 1, output = 1;
};

template <typename Element> struct Bank {
  std::vector<Element> elements;
  int64_t rows = 0, columns = 0;
  float outputFactor = 1; ///< Of value and output banks.
};

/// Converts operands at the load port: one binary32 product either way, then
/// rounded to the format in fixed arithmetic.
class FixedPort {
public:
  explicit FixedPort(const Machine &machine) : machine(machine) {}

  int64_t load(const float *source, int64_t count, float factor,
               int16_t *target) const {
    Quantiser quantise(machine, factor);
    for (int64_t i = 0; i < count; ++i)
      target[i] = quantise(source[i]);
    return quantise.saturations();
  }
  float store(int64_t value, float factor) const {
    return float(std::ldexp(double(value), -3 * int(machine.fractionBits)) *
                 double(factor));
  }
  FixedAttention attention(int64_t depth) const { return {machine, depth}; }

private:
  const Machine &machine;
};

class FloatPort {
public:
  explicit FloatPort(const Machine &machine) : machine(machine) {}

  int64_t load(const float *source, int64_t count, float factor,
               float *target) const {
    for (int64_t i = 0; i < count; ++i)
      target[i] = source[i] * factor;
    return 0;
  }
  float store(float value, float factor) const { return value * factor; }
  FloatAttention attention(int64_t) const { return FloatAttention(machine); }

private:
  const Machine &machine;
};

template <typename Port, typename Attention>
class DatapathOf final : public Datapath {
  using Element = typename Attention::Element;
  using Accumulator = typename Attention::Accumulator;

public:
  DatapathOf(const Machine &machine, std::span<const Memory> memory)
      : machine(machine), memory(memory), port(machine) {}

  Expected<Work> execute(const Operation &operation) override;
  int64_t saturations() const override { return saturationCount; }

private:
  Expected<Work> loadFormat(const Operation &operation);
  Expected<Work> loadMask(const Operation &operation);
  Expected<Work> load(const Operation &operation, Bank<Element> &bank,
                      int64_t capacity, float factor);
  Expected<Work> attend(const Operation &operation);
  Expected<Work> store(const Operation &operation);
  Expected<void> checkAttend(const Operation &operation) const;
  void admit(const Operation &operation, int64_t query);

  /// The first byte of a transfer of `rows` rows of `bytes`, all within their
  /// slot.
  Expected<uint8_t *> place(const Operation &operation, int64_t rows,
                            int64_t bytes, int64_t pitch) const;

  const Machine &machine;
  std::span<const Memory> memory;
  Port port;
  Format format;
  std::array<Bank<Element>, 2> keys, values, queries;
  std::array<Bank<uint8_t>, 2> masks;
  std::array<Bank<Accumulator>, 2> outputs;
  std::array<std::vector<a3::Partial<Accumulator>>, 2> partials;
  std::optional<Attention> attention;
  int64_t rows = 0, depth = 0, valueDepth = 0;
  bool bitmap = false, causal = false;
  int64_t causalOffset = 0;
  std::vector<int32_t> admitted;
  int64_t saturationCount = 0;
};

template <typename Port, typename Attention>
Expected<uint8_t *>
DatapathOf<Port, Attention>::place(const Operation &operation, int64_t rows,
                                   int64_t bytes, int64_t pitch) const {
  auto [slot, offset] = operation.address;
  if (slot >= memory.size())
    return failure("memory slot " + std::to_string(slot) + " of " +
                   std::to_string(memory.size()) + " does not exist");
  if (rows == 0)
    return failure("a transfer needs at least one row");
  int64_t last = offset + (rows - 1) * pitch;
  auto size = int64_t(memory[slot].size());
  if (std::min(offset, last) < 0 || std::max(offset, last) + bytes > size)
    return failure("bytes " + std::to_string(std::min(offset, last)) + " to " +
                   std::to_string(std::max(offset, last) + bytes) +
                   " are outside the " + std::to_string(size) +
                   " bytes of memory slot " + std::to_string(slot));
  if (offset % 4 || pitch % 4)
    if (operation.instruction->opcode != Opcode::LoadMask)
      return failure("an address of f32 elements must be a multiple of 4");
  return memory[slot].data() + offset;
}

template <typename Port, typename Attention>
Expected<Work>
DatapathOf<Port, Attention>::loadFormat(const Operation &operation) {
  Expected<uint8_t *> source = place(operation, 1, sizeof(Format), 0);
  if (!source)
    return tl::unexpected(source.error());
  std::memcpy(&format, *source, sizeof(Format));
  return Work{sizeof(Format), {}};
}

template <typename Port, typename Attention>
Expected<Work> DatapathOf<Port, Attention>::load(const Operation &operation,
                                                 Bank<Element> &bank,
                                                 int64_t capacity,
                                                 float factor) {
  const auto &fields = operation.instruction->fields;
  bank.rows = fields[load_key::rows];
  bank.columns = fields[load_key::columns];
  bank.outputFactor = format.output;
  int64_t lines = bank.rows * machine.lines(bank.columns);
  if (bank.columns == 0 || lines > capacity)
    return failure(std::to_string(bank.rows) + " rows of " +
                   std::to_string(bank.columns) + " columns take " +
                   std::to_string(lines) + " lines of a bank with " +
                   std::to_string(capacity));
  int64_t bytes = bank.columns * 4, pitch = fields[load_key::pitch];
  Expected<uint8_t *> source = place(operation, bank.rows, bytes, pitch);
  if (!source)
    return tl::unexpected(source.error());
  bank.elements.resize(size_t(bank.rows * bank.columns));
  for (int64_t row = 0; row < bank.rows; ++row)
    saturationCount += port.load(
        reinterpret_cast<const float *>(*source + row * pitch), bank.columns,
        factor, bank.elements.data() + row * bank.columns);
  return Work{bank.rows * bytes, {}};
}

template <typename Port, typename Attention>
Expected<Work>
DatapathOf<Port, Attention>::loadMask(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  Bank<uint8_t> &bank = masks[operation.bank];
  bank.rows = fields[load_mask::rows];
  bank.columns = fields[load_mask::columns];
  if (bank.rows > machine.queryRows || bank.columns > machine.rows)
    return failure("a mask bank holds " + std::to_string(machine.queryRows) +
                   " rows of " + std::to_string(machine.rows) + " columns");
  int64_t pitch = fields[load_mask::pitch];
  Expected<uint8_t *> source = place(operation, bank.rows, bank.columns, pitch);
  if (!source)
    return tl::unexpected(source.error());
  bank.elements.resize(size_t(bank.rows * bank.columns));
  for (int64_t row = 0; row < bank.rows; ++row)
    std::memcpy(bank.elements.data() + row * bank.columns,
                *source + row * pitch, size_t(bank.columns));
  return Work{bank.rows * bank.columns, {}};
}

template <typename Port, typename Attention>
Expected<void>
DatapathOf<Port, Attention>::checkAttend(const Operation &operation) const {
  const Bank<Element> &query = queries[operation.queryBank];
  const Bank<Element> &key = keys[operation.bank];
  const Bank<Element> &value = values[operation.bank];
  int64_t count = operation.instruction->fields[attend::queries];
  if (!attention)
    return failure("no set_shape came before");
  if (count == 0 || count > query.rows || query.columns != depth)
    return failure("query bank " + std::to_string(operation.queryBank) +
                   " does not hold that many queries of the set depth");
  if (rows > key.rows || key.columns != depth || rows > value.rows ||
      value.columns != valueDepth)
    return failure("bank " + std::to_string(operation.bank) +
                   " does not hold keys and values of the set shape");
  if (count * machine.lines(valueDepth) > machine.queryRows)
    return failure("the results do not fit into an output bank");
  const Bank<uint8_t> &mask = masks[operation.queryBank];
  if (bitmap && (mask.rows < count || mask.columns < rows))
    return failure("query bank " + std::to_string(operation.queryBank) +
                   " does not hold masks for these queries and rows");
  return {};
}

template <typename Port, typename Attention>
void DatapathOf<Port, Attention>::admit(const Operation &operation,
                                        int64_t query) {
  admitted.clear();
  int64_t end = rows;
  if (causal)
    end = std::min(end, operation.position + query + causalOffset + 1);
  const Bank<uint8_t> &mask = masks[operation.queryBank];
  for (int64_t row = 0; row < end; ++row)
    if (!bitmap || mask.elements[size_t(query * mask.columns + row)])
      admitted.push_back(int32_t(row));
}

template <typename Port, typename Attention>
Expected<Work> DatapathOf<Port, Attention>::attend(const Operation &operation) {
  if (Expected<void> checked = checkAttend(operation); !checked)
    return tl::unexpected(checked.error());
  const auto &fields = operation.instruction->fields;
  int64_t count = fields[attend::queries];
  auto partial = isa::Partial(fields[attend::partial]);
  const Bank<Element> &query = queries[operation.queryBank];
  const Bank<Element> &value = values[operation.bank];
  Bank<Accumulator> &output = outputs[operation.queryBank];
  output.rows = count;
  output.columns = valueDepth;
  output.outputFactor = value.outputFactor;
  output.elements.resize(size_t(count * valueDepth));
  auto &carried = partials[operation.queryBank];
  if (partial == isa::Partial::First)
    carried.assign(size_t(count), {});
  carried.resize(size_t(count));
  Tile<Element> tile{keys[operation.bank].elements.data(),
                     value.elements.data(), depth, valueDepth};
  Work work{0, {}, depth, valueDepth};
  for (int64_t i = 0; i < count; ++i) {
    admit(operation, i);
    work.rows.push_back(int64_t(admitted.size()));
    const Element *row = query.elements.data() + i * depth;
    Accumulator *result = output.elements.data() + i * valueDepth;
    if (partial == isa::Partial::Whole) {
      attention->attend(row, tile, admitted, result);
      continue;
    }
    attention->accumulate(row, tile, admitted, carried[size_t(i)]);
    if (partial == isa::Partial::Last)
      attention->finish(carried[size_t(i)], result);
  }
  return work;
}

template <typename Port, typename Attention>
Expected<Work> DatapathOf<Port, Attention>::store(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  const Bank<Accumulator> &bank = outputs[operation.bank];
  int64_t rows = fields[store_output::rows];
  int64_t columns = fields[store_output::columns];
  int64_t pitch = fields[store_output::pitch];
  if (rows > bank.rows || columns != bank.columns)
    return failure("output bank " + std::to_string(operation.bank) +
                   " does not hold results of this shape");
  Expected<uint8_t *> target = place(operation, rows, columns * 4, pitch);
  if (!target)
    return tl::unexpected(target.error());
  for (int64_t row = 0; row < rows; ++row) {
    auto *out = reinterpret_cast<float *>(*target + row * pitch);
    for (int64_t i = 0; i < columns; ++i)
      out[i] = port.store(bank.elements[size_t(row * columns + i)],
                          bank.outputFactor);
  }
  return Work{rows * columns * 4, {}};
}

template <typename Port, typename Attention>
Expected<Work>
DatapathOf<Port, Attention>::execute(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  switch (operation.instruction->opcode) {
  case Opcode::LoadFormat:
    return loadFormat(operation);
  case Opcode::LoadKey:
    return load(operation, keys[operation.bank], machine.rows, format.key);
  case Opcode::LoadValue:
    return load(operation, values[operation.bank], machine.rows, format.value);
  case Opcode::LoadQuery:
    return load(operation, queries[operation.bank], machine.queryRows,
                format.query);
  case Opcode::LoadMask:
    return loadMask(operation);
  case Opcode::SetShape:
    rows = fields[set_shape::rows];
    depth = fields[set_shape::depth];
    valueDepth = fields[set_shape::value_depth];
    if (!rows || !depth || !valueDepth)
      return failure("a shape needs at least one row and column");
    attention.emplace(port.attention(depth));
    return Work{};
  case Opcode::SetMask:
    bitmap = fields[set_mask::bitmap];
    causal = fields[set_mask::causal];
    causalOffset = fields[set_mask::offset];
    return Work{};
  case Opcode::Attend:
    return attend(operation);
  case Opcode::StoreOutput:
    return store(operation);
  default:
    return Work{};
  }
}

} // namespace

std::unique_ptr<Datapath> a3::createDatapath(const Machine &machine,
                                             std::span<const Memory> memory,
                                             Arithmetic arithmetic) {
  if (arithmetic == Arithmetic::Fixed)
    return std::make_unique<DatapathOf<FixedPort, FixedAttention>>(machine,
                                                                   memory);
  return std::make_unique<DatapathOf<FloatPort, FloatAttention>>(machine,
                                                                 memory);
}
