//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Check.h"

#include "a3/Simulator/Simulator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

using namespace a3;

namespace {

/// Bounds that keep every product of sizes and strides within 64 bits.
constexpr int64_t mostElements = int64_t(1) << 40;
/// The table of sections of an ELF file numbers them with 16 bits.
constexpr size_t mostSites = 60000;

constexpr std::string_view masks[] = {"none", "bitmap", "causal",
                                      "bitmap+causal"};

bool isLine(const std::string &text) {
  return std::ranges::none_of(
      text, [](char c) { return uint8_t(c) < ' ' || c == '\x7f'; });
}

/// The product of sizes, unknown ones left out, or -1 where one is not positive
/// or it is too large.
int64_t knownElements(std::span<const int64_t> sizes) {
  int64_t product = 1;
  for (int64_t size : sizes) {
    if (size == unknownSize)
      continue;
    if (size < 1 || size > mostElements / product)
      return -1;
    product *= size;
  }
  return product;
}

/// The same where all sizes are known.
int64_t elements(std::span<const int64_t> sizes) {
  if (std::ranges::find(sizes, unknownSize) != sizes.end())
    return -1;
  return knownElements(sizes);
}

Expected<void> checkTensors(std::span<const TensorInfo> tensors,
                            std::string_view kind) {
  for (size_t i = 0; i < tensors.size(); ++i) {
    const TensorInfo &tensor = tensors[i];
    auto error = [&](std::string_view message) {
      return failure(fmt::format("{} {}: {}", kind, i, message));
    };
    if (!isLine(tensor.name))
      return error("the name has control characters");
    if (!elementBytes(tensor.element))
      return error("unknown element type");
    if (knownElements(tensor.shape) < 0)
      return error("the shape is not positive or too large");
  }
  return {};
}

/// Checks one site; messages do not repeat its name.
class SiteChecker {
public:
  explicit SiteChecker(const Site &site) : site(site) {}

  Expected<void> check() const;

private:
  bool isBare() const;
  Expected<void> checkOperands() const;
  Expected<void> checkUnsized() const;
  Expected<void> checkUnsizedOperand(std::string_view name,
                                     const OperandInfo &operand, int64_t rows,
                                     int64_t columns) const;
  Expected<void> checkOperand(std::string_view name, const OperandInfo &operand,
                              int64_t rows, int64_t columns,
                              int64_t elementBytes) const;

  const Site &site;
};

bool SiteChecker::isBare() const {
  auto isEmpty = [](const OperandInfo &operand) {
    return operand.sizes.empty() && operand.strides.empty() && !operand.bytes;
  };
  return isEmpty(site.query) && isEmpty(site.key) && isEmpty(site.value) &&
         isEmpty(site.maskRows) && isEmpty(site.output) &&
         isEmpty(site.sortedRows) && isEmpty(site.bias) &&
         site.formats.empty() && !site.rows && !site.depth &&
         !site.valueDepth && !site.heads && !site.queries;
}

Expected<void> SiteChecker::checkOperand(std::string_view name,
                                         const OperandInfo &operand,
                                         int64_t rows, int64_t columns,
                                         int64_t elementBytes) const {
  auto error = [&](std::string_view message) {
    return failure(fmt::format("operand {}: {}", name, message));
  };
  size_t rank = operand.sizes.size();
  if (rank < 2 || operand.strides.size() != rank)
    return error("needs sizes and strides of at least two dimensions");
  if (elements(operand.sizes) < 0)
    return error("the sizes are not positive or too large");
  if (elements(std::span(operand.sizes).first(rank - 2)) != site.heads)
    return error("the batch sizes do not multiply to the number of heads");
  if (operand.sizes[rank - 2] != rows || operand.sizes[rank - 1] != columns)
    return error(fmt::format("is {} x {} where the site says {} x {}",
                             operand.sizes[rank - 2], operand.sizes[rank - 1],
                             rows, columns));
  __int128 first = 0, last = 0;
  for (size_t i = 0; i < rank; ++i) {
    __int128 reach = __int128(operand.sizes[i] - 1) * operand.strides[i];
    (reach < 0 ? first : last) += reach;
  }
  if (first < 0 || (last + 1) * elementBytes > operand.bytes)
    return error(
        fmt::format("reaches beyond the {} bytes of its slot", operand.bytes));
  return {};
}

/// Sizes that are known may not contradict each other.
Expected<void> SiteChecker::checkUnsizedOperand(std::string_view name,
                                                const OperandInfo &operand,
                                                int64_t rows,
                                                int64_t columns) const {
  auto error = [&](std::string_view message) {
    return failure(fmt::format("operand {}: {}", name, message));
  };
  size_t rank = operand.sizes.size();
  if (rank < 2 || rank != site.query.sizes.size() ||
      operand.strides.size() != rank)
    return error("needs sizes and strides of as many dimensions as the query, "
                 "and at least two");
  if (knownElements(operand.sizes) < 0)
    return error("the sizes are not positive or too large");
  for (int64_t stride : operand.strides)
    if (stride < unknownSize || stride > mostElements)
      return error("a stride is negative or too large");
  if (operand.bytes != 0)
    return error("has a size in bytes, which only the launch knows");
  if (operand.sizes[rank - 2] != rows || operand.sizes[rank - 1] != columns)
    return error(
        fmt::format("is {} where the site says {}",
                    describeSizes(std::span(operand.sizes).last(2)),
                    describeSizes(std::array<int64_t, 2>{rows, columns})));
  return {};
}

Expected<void> SiteChecker::checkUnsized() const {
  if (!site.formats.empty())
    return failure("has fixed formats, but sizes that only the launch knows");
  if (site.depth < 1 || site.valueDepth < 1)
    return failure("the columns must be known");
  Expected<void> result =
      checkUnsizedOperand("query", site.query, site.queries, site.depth);
  if (result)
    result = checkUnsizedOperand("key", site.key, site.rows, site.depth);
  if (result)
    result =
        checkUnsizedOperand("value", site.value, site.rows, site.valueDepth);
  if (result)
    result = checkUnsizedOperand("output", site.output, site.queries,
                                 site.valueDepth);
  if (result && site.mask.starts_with("bitmap"))
    result =
        checkUnsizedOperand("mask", site.maskRows, site.queries, site.rows);
  if (result && site.hasSortedRows())
    result = checkUnsizedOperand("sorted rows", site.sortedRows, site.depth,
                                 site.rows);
  if (result && site.hasBias())
    result = checkUnsizedOperand("bias", site.bias, site.queries, site.rows);
  return result;
}

Expected<void> SiteChecker::check() const {
  bool arePlacesLines =
      std::ranges::all_of(site.places, [](const OperandPlace &place) {
        return isLine(place.operand) && isLine(place.location);
      });
  if (!isLine(site.name) || !isLine(site.location) || !arePlacesLines)
    return failure("name or location have control characters");
  if (std::ranges::find(masks, site.mask) == std::end(masks))
    return failure("unknown kind of mask");
  if (!std::isfinite(site.scale) ||
      !std::ranges::all_of(site.formats,
                           [](float f) { return std::isfinite(f); }))
    return failure("scale and format factors must be finite");
  if (!std::ranges::all_of(site.approximations, isInRange))
    return failure("the approximation is out of range");
  if (isBare())
    return {};
  if (!site.isSized())
    return checkUnsized();
  if (std::ranges::any_of(site.approximations,
                          &Approximation::thousandthsOfRows))
    return failure("has a part of n for M, which only a site of unknown sizes "
                   "needs");
  return checkOperands();
}

Expected<void> SiteChecker::checkOperands() const {
  if (site.heads < 1 || site.heads > mostElements)
    return failure("needs at least one head");
  if (!site.formats.empty() && site.formats.size() != size_t(site.heads) * 4)
    return failure("needs four format factors a head, or none");
  auto f32 = int64_t(sizeof(float));
  Expected<void> result =
      checkOperand("query", site.query, site.queries, site.depth, f32);
  if (result)
    result = checkOperand("key", site.key, site.rows, site.depth, f32);
  if (result)
    result = checkOperand("value", site.value, site.rows, site.valueDepth, f32);
  if (result)
    result =
        checkOperand("output", site.output, site.queries, site.valueDepth, f32);
  if (result && site.mask.starts_with("bitmap"))
    result = checkOperand("mask", site.maskRows, site.queries, site.rows, 1);
  if (result && site.hasSortedRows())
    result =
        checkOperand("sorted rows", site.sortedRows, site.depth, site.rows, 2);
  if (result && site.hasBias())
    result = checkOperand("bias", site.bias, site.queries, site.rows, f32);
  return result;
}

} // namespace

std::array<int64_t, numSlots> a3::slotSizes(const Site &site) {
  constexpr int64_t formatBytes = 4 * sizeof(float);
  return {site.query.bytes,      site.key.bytes,           site.value.bytes,
          site.maskRows.bytes,   site.heads * formatBytes, site.output.bytes,
          site.sortedRows.bytes, site.bias.bytes};
}

Expected<Machine> a3::checkMetadata(const Program &program) {
  if (program.machine.find('\0') != std::string::npos ||
      !isLine(program.entry) || !isLine(program.target))
    return failure("a text has control characters");
  Expected<Machine> machine = parseMachine(program.machine);
  if (!machine)
    return failure(machine.error().render("machine description"));
  if (program.scratchBytes < 0)
    return failure("the scratch memory has a negative size");
  if (program.sites.size() > mostSites)
    return failure(fmt::format("{} sites are more than {}",
                               program.sites.size(), mostSites));
  if (Expected<void> checked = checkTensors(program.inputs, "input"); !checked)
    return tl::unexpected(checked.error());
  if (Expected<void> checked = checkTensors(program.outputs, "output");
      !checked)
    return tl::unexpected(checked.error());
  for (const Site &site : program.sites)
    if (Expected<void> checked = SiteChecker(site).check(); !checked)
      return failure("site '" + site.name + "': " + checked.error().message);
  return machine;
}

Expected<void> a3::checkStreams(const Program &program,
                                const Machine &machine) {
  for (const Site &site : program.sites)
    if (!site.isSized()) {
      if (!site.stream.empty())
        return failure("site '" + site.name +
                       "': has a stream, but sizes that only the launch knows");
    } else if (Expected<void> checked =
                   checkStream(site.stream, slotSizes(site), machine);
               !checked)
      return failure("site '" + site.name + "': " + checked.error().message);
  return {};
}
