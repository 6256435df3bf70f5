//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Schedule/Schedule.h"

#include "Plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace a3;

static std::string_view textOf(RefusalReason reason) {
  switch (reason) {
  case RefusalReason::Empty:
    return "there is nothing to compute";
  case RefusalReason::Layout:
    return "strides must not be negative";
  case RefusalReason::ColumnsApart:
    return "the columns of a row must lie side by side";
  case RefusalReason::RowTooWide:
    return "one row does not fit into a bank";
  case RefusalReason::TooManyLoops:
    return "the fetch unit has too few loop levels for the batch dimensions";
  case RefusalReason::CausalOffset:
    return "the offset of the causal mask is out of range";
  case RefusalReason::OutOfReach:
    return "rows or heads lie too far apart for an instruction's fields";
  case RefusalReason::TooLong:
    return "the loops expand to more instructions than a stream may have";
  case RefusalReason::Approximation:
    return "M needs more than 32 bits, or T is not a multiple of 0.001 percent "
           "from 0 to 100";
  case RefusalReason::HeadsDiffer:
    return "the number of heads must be a multiple of the number of entries "
           "with M and T, and at most 1024";
  case RefusalReason::NoSorter:
    return "the machine has no column sorter, which M needs where the order of "
           "the "
           "keys is not given";
  case RefusalReason::NoBiasPort:
    return "the machine has no port for a bias of the scores";
  }
  return "";
}

std::string a3::describe(const Refusal &refusal) {
  std::string detail = refusal.operand;
  if (!detail.empty() && !refusal.detail.empty())
    detail += ": ";
  detail += refusal.detail;
  if (detail.empty())
    return std::string(textOf(refusal.reason));
  return fmt::format("{} ({})", textOf(refusal.reason), detail);
}

int64_t AttentionDescription::heads() const {
  int64_t heads = 1;
  for (size_t dim = 0; dim + 2 < query.sizes.size(); ++dim)
    heads *= query.sizes[dim];
  return heads;
}

tl::expected<std::vector<isa::Instruction>, Refusal>
a3::scheduleAttention(const AttentionDescription &attention,
                      const Machine &machine) {
  return choosePlan(attention, machine).map(writeStream);
}

/// The operand with the size of its slot: from its first element to its last.
static OperandInfo withBytes(OperandInfo operand, int64_t elementBytes) {
  int64_t last = 0;
  for (size_t dim = 0; dim < operand.sizes.size(); ++dim)
    last += (operand.sizes[dim] - 1) * operand.strides[dim];
  operand.bytes = (last + 1) * elementBytes;
  return operand;
}

static std::string maskKind(const AttentionDescription &attention) {
  if (attention.maskRows)
    return attention.causal ? "bitmap+causal" : "bitmap";
  return attention.causal ? "causal" : "none";
}

Site a3::describeSite(const AttentionDescription &attention, const Plan &plan) {
  Site site;
  site.rows = attention.rows();
  site.depth = attention.depth();
  site.valueDepth = attention.valueDepth();
  site.heads = attention.heads();
  site.queries = attention.queries();
  site.mask = maskKind(attention);
  site.scale = attention.scale;
  site.approximations = attention.approximations;
  site.causalOffset = attention.causal ? attention.causalOffset : 0;
  site.query = withBytes(attention.query, sizeof(float));
  site.key = withBytes(attention.key, sizeof(float));
  site.value = withBytes(attention.value, sizeof(float));
  if (attention.maskRows)
    site.maskRows = withBytes(*attention.maskRows, 1);
  site.output = withBytes(attention.output, sizeof(float));
  if (attention.bias)
    site.bias = withBytes(*attention.bias, sizeof(float));
  if (attention.sortedRows)
    site.sortedRows = withBytes(*attention.sortedRows, sizeof(uint16_t));
  site.stream = writeStream(plan);
  return site;
}

tl::expected<Site, Refusal>
a3::describeSite(const AttentionDescription &attention,
                 const Machine &machine) {
  return choosePlan(attention, machine).map([&](const Plan &plan) {
    return describeSite(attention, plan);
  });
}
