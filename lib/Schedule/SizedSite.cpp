//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Schedule/SizedSite.h"

#include "a3/Program/Check.h"
#include "a3/Schedule/Schedule.h"
#include "a3/Simulator/Simulator.h"

#include <algorithm>
#include <fmt/format.h>

using namespace a3;

namespace {

constexpr std::string_view names[] = {"query",  "key",         "value", "mask",
                                      "output", "sorted rows", "bias"};

/// The attention of a site of known sizes, or of one launch.
class Resolver {
public:
  /// Without a layout, the site must know its sizes.
  explicit Resolver(const Site &site, std::span<const int64_t> layout = {})
      : site(site), layout(layout) {}

  Expected<AttentionDescription> run() {
    attention.query = take(site.query);
    attention.key = take(site.key);
    attention.value = take(site.value);
    if (hasMask())
      attention.maskRows = take(site.maskRows);
    attention.output = take(site.output);
    if (site.hasSortedRows())
      attention.sortedRows = take(site.sortedRows);
    if (site.hasBias())
      attention.bias = take(site.bias);
    broadcast();
    if (Expected<void> checked = check(); !checked)
      return tl::unexpected(checked.error());
    attention.causal = site.mask.ends_with("causal");
    attention.causalOffset = site.causalOffset;
    attention.scale = site.scale;
    for (const Approximation &approximation : site.approximations)
      attention.approximations.push_back(
          approximation.resolve(attention.rows()));
    return attention;
  }

  /// "query 2x5x8, key 2x7x8, value 2x7x8, output 2x5x8".
  std::string describe() const {
    std::string text;
    for (auto [name, operand] : list())
      text += (text.empty() ? "" : ", ") + std::string(name) + " " +
              describeSizes(operand->sizes);
    return text;
  }

private:
  bool hasMask() const { return site.mask.starts_with("bitmap"); }

  std::vector<std::pair<std::string_view, const OperandInfo *>> list() const {
    std::vector<std::pair<std::string_view, const OperandInfo *>> operands = {
        {names[0], &attention.query},
        {names[1], &attention.key},
        {names[2], &attention.value}};
    if (hasMask())
      operands.emplace_back(names[3], &*attention.maskRows);
    operands.emplace_back(names[4], &attention.output);
    if (attention.sortedRows)
      operands.emplace_back(names[5], &*attention.sortedRows);
    if (attention.bias)
      operands.emplace_back(names[6], &*attention.bias);
    return operands;
  }

  /// The operand, what it leaves open filled with the launch's numbers.
  OperandInfo take(const OperandInfo &operand) {
    OperandInfo result = operand;
    if (layout.empty())
      return result;
    for (std::vector<int64_t> *numbers : {&result.sizes, &result.strides}) {
      for (size_t dim = 0; dim < numbers->size(); ++dim)
        if ((*numbers)[dim] == unknownSize)
          (*numbers)[dim] = layout[dim];
      layout = layout.subspan(numbers->size());
    }
    return result;
  }

  /// A dimension of known stride 0 has the size that the query gives it.
  void broadcast() {
    size_t batchRank = attention.query.sizes.size() - 2;
    auto fill = [&](const OperandInfo &from, OperandInfo &to, size_t count) {
      for (size_t dim = 0; dim < count; ++dim)
        if (from.strides[dim] == 0)
          to.sizes[dim] = attention.query.sizes[dim];
    };
    fill(site.key, attention.key, batchRank);
    fill(site.value, attention.value, batchRank);
    if (hasMask())
      fill(site.maskRows, *attention.maskRows, batchRank + 1);
    if (attention.sortedRows)
      fill(site.sortedRows, *attention.sortedRows, batchRank);
    if (attention.bias)
      fill(site.bias, *attention.bias, batchRank + 1);
  }

  Expected<void> check() const {
    for (auto [name, operand] : list()) {
      std::vector<int64_t> expected = attention.query.sizes;
      bool ofKeys = name == "key" || name == "value";
      expected.end()[-2] = ofKeys ? attention.rows() : attention.queries();
      expected.back() = name == "mask" || name == "bias" ? attention.rows()
                        : name == "value" || name == "output"
                            ? attention.valueDepth()
                            : attention.depth();
      if (name == "sorted rows") {
        expected.end()[-2] = attention.depth();
        expected.back() = attention.rows();
      }
      if (operand->sizes != expected)
        return failure(fmt::format(
            "the sizes of its operands do not fit together ({}): {} should be "
            "{}",
            describe(), name, describeSizes(expected)));
    }
    return {};
  }

  const Site &site;
  std::span<const int64_t> layout;
  AttentionDescription attention;
};

} // namespace

size_t a3::countLayout(const Site &site) {
  return site.operands().size() * 2 * site.query.sizes.size();
}

/// The site with a stream for the attention that is resolved.
static Expected<Site> schedule(const Site &site, Resolver resolver,
                               const Machine &machine) {
  Expected<AttentionDescription> attention = resolver.run();
  if (!attention)
    return tl::unexpected(attention.error());
  auto described = describeSite(*attention, machine);
  if (!described)
    return failure(fmt::format("cannot run with {}: {}", resolver.describe(),
                               describe(described.error())));
  Site result = std::move(*described);
  result.name = site.name;
  result.location = site.location;
  result.places = site.places;
  result.formats = site.formats;
  if (auto checked = checkStream(result.stream, slotSizes(result), machine);
      !checked)
    return failure(fmt::format("cannot run with {}: {}", resolver.describe(),
                               checked.error().message));
  return result;
}

Expected<Site> a3::resolveSite(const Site &site,
                               std::span<const int64_t> layout,
                               const Machine &machine) {
  return schedule(site, Resolver(site, layout), machine);
}

Expected<Site> a3::approximateSite(Site site, Approximations approximations,
                                   const Machine &machine) {
  site.approximations = simplify(std::move(approximations));
  if (!site.isSized())
    return site;
  return schedule(site, Resolver(site), machine);
}
