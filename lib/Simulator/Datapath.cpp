//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Datapath.h"

#include "a3/Numerics/Attention.h"
#include "a3/Numerics/Selection.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

using namespace a3;
using namespace a3::isa;

namespace {

template <typename Element> struct Bank {
  std::vector<Element> elements;
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
  /// To scores, with 2f fraction bits. Returns the saturations.
  int64_t loadBias(const float *source, int64_t count, int64_t *target) const {
    int64_t saturations = 0;
    for (int64_t i = 0; i < count; ++i) {
      double scaled =
          std::ldexp(double(source[i]), 2 * int(machine.fractionBits));
      double rounded = std::nearbyint(std::isnan(scaled) ? 0 : scaled);
      double held = std::clamp(rounded, double(INT32_MIN), double(INT32_MAX));
      saturations += std::isnan(scaled) || held != rounded;
      target[i] = int64_t(held);
    }
    return saturations;
  }
  float store(int64_t value, float factor) const {
    return float(std::ldexp(double(value), -3 * int(machine.fractionBits)) *
                 double(factor));
  }
  FixedAttention attention(int64_t depth) const { return {machine, depth}; }
  /// The last of `formats` times f fraction bits: 1 for elements, 3 for
  /// results.
  double step(int formats) const {
    return std::ldexp(1.0, -formats * int(machine.fractionBits));
  }

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
  int64_t loadBias(const float *source, int64_t count, float *target) const {
    std::copy_n(source, count, target);
    return 0;
  }
  float store(float value, float factor) const { return value * factor; }
  FloatAttention attention(int64_t) const { return FloatAttention(machine); }
  double step(int) const { return 1; }

private:
  const Machine &machine;
};

template <typename Port, typename Attention>
class DatapathOf final : public Datapath {
  using Element = Attention::Element;
  using Accumulator = Attention::Accumulator;

public:
  DatapathOf(const Machine &machine, const Buffers &buffers,
             std::span<const Memory> memory, Observer *observer)
      : machine(machine), buffers(buffers), memory(memory), observer(observer),
        port(machine),
        selection(machine.skipMinSide, PrefetchBuffers::canStall(machine)) {}

  std::vector<QueryWork> execute(const Operation &operation) override;
  int64_t saturations() const override { return saturationCount; }
  void inspect(BankKind kind, unsigned bank,
               BankContents &contents) const override;
  std::array<float, 4> format() const override {
    return {factors.query, factors.key, factors.value, factors.output};
  }

private:
  void load(const Operation &operation, Bank<Element> &bank, float factor);
  void loadBias(const Operation &operation);
  const Accumulator *biasOf(const Operation &attend, int64_t query) const;
  void sortKey(unsigned bank);
  std::vector<QueryWork> attend(const Operation &operation);
  void store(const Operation &operation);
  void admit(const Operation &operation, int64_t query);
  std::span<const int32_t> select(unsigned bank, const Element *query);
  int64_t refillStalls() const;
  uint8_t *place(const Operation &operation) const {
    return memory[operation.address.slot].data() + operation.address.offset;
  }

  const Machine &machine;
  const Buffers &buffers;
  std::span<const Memory> memory;
  Observer *observer; ///< Of the rows; may be null.
  Port port;
  Format factors;
  std::array<Bank<Element>, 2> keys, values, queries;
  std::array<SortedKeys<Element>, 2> sortedKeys;
  std::array<std::vector<uint8_t>, 2> masks;
  std::array<std::vector<Accumulator>, 2> biases;
  std::array<Bank<Accumulator>, 2> outputs;
  std::array<std::vector<a3::Partial<Accumulator>>, 2> partials;
  std::optional<Attention> attention;
  CandidateSelection<Element, Accumulator> selection;
  std::vector<int32_t> admitted, keptRows;
  int64_t saturationCount = 0;
};

template <typename Port, typename Attention>
void DatapathOf<Port, Attention>::load(const Operation &operation,
                                       Bank<Element> &bank, float factor) {
  const auto &fields = operation.instruction->fields;
  int64_t rows = fields[load_key::rows], columns = fields[load_key::columns];
  bank.outputFactor = factors.output;
  bank.elements.resize(size_t(rows * columns));
  const uint8_t *source = place(operation);
  for (int64_t row = 0; row < rows; ++row)
    saturationCount += port.load(
        reinterpret_cast<const float *>(source + row * fields[load_key::pitch]),
        columns, factor, bank.elements.data() + row * columns);
}

template <typename Port, typename Attention>
void DatapathOf<Port, Attention>::admit(const Operation &operation,
                                        int64_t query) {
  admitted.clear();
  int64_t end = buffers.visibleRows(operation, query);
  const uint8_t *mask = nullptr;
  if (buffers.usesBitmap())
    mask = masks[operation.queryBank].data() +
           query * buffers.mask(operation.queryBank).columns;
  for (int64_t row = 0; row < end; ++row)
    if (!mask || mask[row])
      admitted.push_back(int32_t(row));
}

template <typename Port, typename Attention>
void DatapathOf<Port, Attention>::loadBias(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  int64_t rows = fields[load_bias::rows], columns = fields[load_bias::columns];
  std::vector<Accumulator> &bank = biases[operation.bank];
  bank.resize(size_t(rows * columns));
  const uint8_t *source = place(operation);
  for (int64_t row = 0; row < rows; ++row)
    saturationCount +=
        port.loadBias(reinterpret_cast<const float *>(
                          source + row * fields[load_bias::pitch]),
                      columns, bank.data() + row * columns);
}

/// A score for each row of the key bank, or null without biases.
template <typename Port, typename Attention>
auto DatapathOf<Port, Attention>::biasOf(const Operation &attend,
                                         int64_t query) const
    -> const Accumulator * {
  if (!buffers.usesBias())
    return nullptr;
  unsigned bank = attend.queryBank;
  return biases[bank].data() + query * buffers.biasRows(bank).columns;
}

template <typename Port, typename Attention>
void DatapathOf<Port, Attention>::sortKey(unsigned bank) {
  const Extent &extent = buffers.sortedKey(bank);
  sortedKeys[bank] = {keys[bank].elements.data(), extent.rows, extent.columns};
}

/// The rows of the last `admit` that get an exact score.
template <typename Port, typename Attention>
std::span<const int32_t>
DatapathOf<Port, Attention>::select(unsigned bank, const Element *query) {
  if (!buffers.iterations())
    return admitted;
  return selection.select(query, sortedKeys[bank], admitted,
                          buffers.iterations());
}

/// Cycles that the last selection waited for products.
template <typename Port, typename Attention>
int64_t DatapathOf<Port, Attention>::refillStalls() const {
  if (!buffers.iterations() || !PrefetchBuffers::canStall(machine))
    return 0;
  PrefetchBuffers prefetch(machine, buffers.depth());
  for (auto [largest, smallest] : selection.pops())
    prefetch.iterate(largest, smallest);
  return prefetch.stalls();
}

template <typename Port, typename Attention>
std::vector<QueryWork>
DatapathOf<Port, Attention>::attend(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  int64_t count = fields[attend::queries];
  int64_t depth = buffers.depth(), valueDepth = buffers.valueDepth();
  auto partial = isa::Partial(fields[attend::partial]);
  const Bank<Element> &query = queries[operation.queryBank];
  const Bank<Element> &value = values[operation.bank];
  Bank<Accumulator> &output = outputs[operation.queryBank];
  output.outputFactor = value.outputFactor;
  output.elements.resize(size_t(count * valueDepth));
  auto &carried = partials[operation.queryBank];
  if (partial == isa::Partial::First)
    carried.assign(size_t(count), {});
  Tile<Element> tile{keys[operation.bank].elements.data(),
                     value.elements.data(), depth, valueDepth};
  attention->setThreshold(buffers.threshold());
  std::vector<QueryWork> works;
  for (int64_t i = 0; i < count; ++i) {
    admit(operation, i);
    const Element *row = query.elements.data() + i * depth;
    std::span<const int32_t> candidates = select(operation.bank, row);
    Accumulator *result = output.elements.data() + i * valueDepth;
    if (partial == isa::Partial::Whole)
      attention->attend(row, tile, candidates, result, biasOf(operation, i));
    else
      attention->accumulate(row, tile, candidates, carried[size_t(i)],
                            biasOf(operation, i));
    if (partial == isa::Partial::Last)
      attention->finish(carried[size_t(i)], result);
    if (observer) {
      attention->getKept(keptRows);
      observer->selected(admitted, candidates, keptRows);
    }
    works.push_back({buffers.iterations(), buffers.rows(),
                     int64_t(candidates.size()), attention->kept(),
                     refillStalls()});
  }
  return works;
}

template <typename Port, typename Attention>
void DatapathOf<Port, Attention>::store(const Operation &operation) {
  const auto &fields = operation.instruction->fields;
  const Bank<Accumulator> &bank = outputs[operation.bank];
  int64_t columns = fields[store_output::columns];
  uint8_t *target = place(operation);
  for (int64_t row = 0; row < fields[store_output::rows]; ++row) {
    auto *out =
        reinterpret_cast<float *>(target + row * fields[store_output::pitch]);
    for (int64_t i = 0; i < columns; ++i)
      out[i] = port.store(bank.elements[size_t(row * columns + i)],
                          bank.outputFactor);
  }
}

template <typename Port, typename Attention>
void DatapathOf<Port, Attention>::inspect(BankKind kind, unsigned bank,
                                          BankContents &contents) const {
  auto copy = [&](const auto &elements, int formats) {
    contents.step = port.step(formats);
    contents.elements.assign(elements.begin(), elements.end());
  };
  contents.step = port.step(1);
  switch (kind) {
  case BankKind::Key:
    return copy(keys[bank].elements, 1);
  case BankKind::Value:
    contents.factor = values[bank].outputFactor;
    return copy(values[bank].elements, 1);
  case BankKind::Query:
    return copy(queries[bank].elements, 1);
  case BankKind::Output:
    contents.factor = outputs[bank].outputFactor;
    return copy(outputs[bank].elements, 3);
  case BankKind::Mask:
    return copy(masks[bank], 0);
  case BankKind::Bias:
    return copy(biases[bank], 2);
  case BankKind::SortedKey:
    for (int64_t row = 0; row < contents.rows; ++row)
      for (int64_t column = 0; column < contents.columns; ++column) {
        const auto &entry = sortedKeys[bank].column(column)[size_t(row)];
        contents.elements.push_back(entry.value);
        contents.sortedRows.push_back(entry.row);
      }
  }
}

template <typename Port, typename Attention>
std::vector<QueryWork>
DatapathOf<Port, Attention>::execute(const Operation &operation) {
  switch (operation.instruction->opcode) {
  case Opcode::LoadFormat:
    std::memcpy(&factors, place(operation), sizeof(Format));
    break;
  case Opcode::LoadKey:
    load(operation, keys[operation.bank], factors.key);
    break;
  case Opcode::LoadValue:
    load(operation, values[operation.bank], factors.value);
    break;
  case Opcode::LoadQuery:
    load(operation, queries[operation.bank], factors.query);
    break;
  case Opcode::LoadBias:
    loadBias(operation);
    break;
  case Opcode::LoadMask:
    masks[operation.bank] = readMask(operation, place(operation));
    break;
  case Opcode::LoadSorted: // In the order of a sort, as was checked.
  case Opcode::SortKey:
    sortKey(operation.bank);
    break;
  case Opcode::SetShape:
    attention.emplace(port.attention(buffers.depth()));
    break;
  case Opcode::Attend:
    return attend(operation);
  case Opcode::StoreOutput:
    store(operation);
    break;
  default:
    break;
  }
  return {};
}

} // namespace

std::vector<uint8_t> a3::readMask(const Operation &operation,
                                  const uint8_t *source) {
  const auto &fields = operation.instruction->fields;
  int64_t rows = fields[load_mask::rows], columns = fields[load_mask::columns];
  std::vector<uint8_t> mask(size_t(rows * columns));
  for (int64_t row = 0; row < rows; ++row)
    std::memcpy(mask.data() + row * columns,
                source + row * fields[load_mask::pitch], size_t(columns));
  return mask;
}

std::unique_ptr<Datapath> a3::createDatapath(const Machine &machine,
                                             const Buffers &buffers,
                                             std::span<const Memory> memory,
                                             Arithmetic arithmetic,
                                             Observer *observer) {
  if (arithmetic == Arithmetic::Fixed)
    return std::make_unique<DatapathOf<FixedPort, FixedAttention>>(
        machine, buffers, memory, observer);
  return std::make_unique<DatapathOf<FloatPort, FloatAttention>>(
      machine, buffers, memory, observer);
}
