//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Plan.h"

#include "a3/Simulator/Simulator.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace a3;
using namespace a3::isa;
using Reason = RefusalReason;
using Refused = std::optional<Refusal>;

static constexpr int64_t f32Bytes = 4;
static constexpr int64_t formatRecordBytes = 4 * f32Bytes;
/// The stream has instructions of its own for each.
static constexpr int64_t mostSharers = 128, mostUnrolledPairs = 64,
                         mostUnrolledHeads = 1024;

/// The largest value of an unsigned field.
static int64_t largest(const FieldInfo &field) {
  return (int64_t(1) << field.bits) - 1;
}

static int64_t divideCeil(int64_t value, int64_t by) {
  return (value + by - 1) / by;
}

namespace {
/// One operand while its layout is planned; strides count bytes.
struct Operand {
  std::string_view name;
  const OperandInfo *info;
  int64_t elementBytes;
  Layout *layout;
  std::vector<int64_t> strides;

  /// Whether it belongs to the keys rather than to the queries.
  bool isOfKeys() const {
    return name == "key" || name == "value" || name == "sorted rows";
  }
};

/// Plans one attention; each step may refuse.
class Planner {
public:
  Planner(const AttentionDescription &attention, const Machine &machine,
          const Choice &choice)
      : attention(attention), machine(machine), choice(choice) {
    operands.push_back({"query", &attention.query, f32Bytes, &plan.query, {}});
    operands.push_back({"key", &attention.key, f32Bytes, &plan.key, {}});
    operands.push_back({"value", &attention.value, f32Bytes, &plan.value, {}});
    operands.push_back(
        {"output", &attention.output, f32Bytes, &plan.output, {}});
    if (attention.maskRows)
      operands.push_back({"mask", &*attention.maskRows, 1, &plan.mask, {}});
    if (attention.bias)
      operands.push_back({"bias", &*attention.bias, f32Bytes, &plan.bias, {}});
    if (attention.sortedRows)
      operands.push_back({"sorted rows",
                          &*attention.sortedRows,
                          sizeof(uint16_t),
                          &plan.sortedRows,
                          {}});
  }

  tl::expected<Plan, Refusal> run();

private:
  Refused planOperands();
  Refused planStrides(Operand &operand);
  void planHeads();
  bool mayJoin(size_t outer, size_t inner) const;
  void planSharers();
  bool mayJoinSharers() const;
  Refused planSplits();
  Refused planMask();
  Refused planApproximation();
  Refused checkHeads() const;
  Refused planSelection(const Approximation &approximation);
  Refused checkLoops() const;

  /// Whether all heads along a dimension have the same keys and values.
  bool isShared(size_t dim) const {
    return std::ranges::all_of(operands, [&](const Operand &operand) {
      return !operand.isOfKeys() || operand.strides[dim] == 0;
    });
  }
  size_t batchRank() const { return attention.query.sizes.size() - 2; }

  const AttentionDescription &attention;
  const Machine &machine;
  const Choice &choice;
  Plan plan;
  std::vector<Operand> operands;
};
} // namespace

static Refusal refuse(Reason reason, const Operand &operand) {
  return {reason, std::string(operand.name),
          fmt::format("{} elements, {} apart",
                      fmt::join(operand.info->sizes, " x "),
                      fmt::join(operand.info->strides, " x "))};
}

/// A broadcast dimension has stride 0.
Refused Planner::planStrides(Operand &operand) {
  const std::vector<int64_t> &sizes = operand.info->sizes;
  operand.strides = operand.info->strides;
  if (std::ranges::any_of(operand.strides, [](int64_t s) { return s < 0; }))
    return refuse(Reason::Layout, operand);
  if (sizes.back() > 1 && operand.strides.back() != 1)
    return refuse(Reason::ColumnsApart, operand);
  int64_t reach = operand.elementBytes;
  for (size_t dim = 0; dim < sizes.size(); ++dim) {
    int64_t &stride = operand.strides[dim];
    int64_t bytes;
    if (sizes[dim] == 1)
      stride = 0;
    if (__builtin_mul_overflow(stride, operand.elementBytes, &stride) ||
        __builtin_mul_overflow(sizes[dim] - 1, stride, &bytes) ||
        __builtin_add_overflow(reach, bytes, &reach))
      return refuse(Reason::OutOfReach, operand);
  }
  operand.layout->pitch = operand.strides.end()[-2];
  if (!fits(SetStrideFields[set_stride::bytes], reach) ||
      !fits(LoadKeyFields[load_key::pitch], operand.layout->pitch))
    return refuse(Reason::OutOfReach, operand);
  return std::nullopt;
}

Refused Planner::planOperands() {
  for (const Operand &operand : operands)
    if (std::ranges::any_of(operand.info->sizes,
                            [](int64_t size) { return size < 1; }))
      return Refusal{Reason::Empty, std::string(operand.name), ""};
  for (Operand &operand : operands)
    if (Refused refused = planStrides(operand))
      return refused;
  return std::nullopt;
}

/// Whether one loop can walk over two neighbouring batch dimensions.
bool Planner::mayJoin(size_t outer, size_t inner) const {
  int64_t count = attention.query.sizes[inner];
  return attention.layoutIsFinal && !plan.unrollsHeads() &&
         std::ranges::all_of(operands, [&](const Operand &operand) {
           return operand.strides[outer] == count * operand.strides[inner];
         });
}

/// Makes loops of the batch dimensions.
void Planner::planHeads() {
  struct Level {
    int64_t count;
    int64_t formatStride;
    size_t dim; ///< The innermost one that it walks over.
  };
  std::vector<Level> levels;
  int64_t formatStride = formatRecordBytes * attention.heads();
  for (size_t dim = 0; dim < batchRank(); ++dim) {
    int64_t size = attention.query.sizes[dim];
    formatStride /= size;
    if (size == 1)
      continue;
    if (!levels.empty() && mayJoin(levels.back().dim, dim))
      levels.back() = {levels.back().count * size, formatStride, dim};
    else
      levels.push_back({size, formatStride, dim});
  }
  // The keys that heads share are loaded once where no other loop is within.
  auto shared = std::ranges::find_if(levels, [&](const Level &level) {
    return level.count <= mostSharers && isShared(level.dim) &&
           !plan.unrollsHeads();
  });
  if (shared != levels.end()) {
    plan.sharers = shared->count;
    for (Operand &operand : operands)
      operand.layout->sharerStride = operand.strides[shared->dim];
    levels.erase(shared);
  }
  // Banks alternate without a gap where the innermost count is even.
  auto even = std::find_if(levels.rbegin(), levels.rend(),
                           [](const Level &l) { return l.count % 2 == 0; });
  if (even != levels.rend() && !plan.unrollsHeads())
    std::rotate(even.base() - 1, even.base(), levels.end());
  for (const Level &level : levels) {
    plan.headCounts.push_back(level.count);
    plan.format.headStrides.push_back(level.formatStride);
    for (Operand &operand : operands)
      operand.layout->headStrides.push_back(operand.strides[level.dim]);
  }
}

/// Queries of sharers that follow one another are those of one head.
bool Planner::mayJoinSharers() const {
  int64_t queries = attention.queries();
  return !plan.causal &&
         std::ranges::all_of(operands, [&](const Operand &operand) {
           return operand.isOfKeys() || operand.layout->sharerStride ==
                                            queries * operand.layout->pitch;
         });
}

void Planner::planSharers() {
  plan.queries = attention.queries();
  // What pitch one query has makes no difference to it.
  if (plan.queries == 1)
    for (Operand &operand : operands)
      if (plan.sharers > 1 && !operand.isOfKeys())
        operand.layout->pitch = operand.layout->sharerStride;
  if (plan.sharers == 1 || !mayJoinSharers())
    return;
  plan.queries *= plan.sharers;
  plan.sharers = 1;
}

/// Cuts `total` into parts of `size` and a rest. Where sequences of parts
/// follow each other and their number is odd, they are padded.
static Split cut(int64_t total, int64_t size, bool repeats) {
  Split result;
  result.size = std::min(size, total);
  result.full = total / result.size;
  result.rest = total % result.size;
  result.padded = repeats && result.count() > 1 && result.count() % 2 == 1;
  return result;
}

/// Cuts `total` into even parts of at most `most`. Where sequences of parts
/// follow each other and their number is odd, there may be one more.
static Split split(int64_t total, int64_t most, bool repeats,
                   bool evenParts = true) {
  int64_t parts = divideCeil(total, most);
  if (repeats && evenParts && parts > 1 && parts % 2 == 1)
    ++parts;
  return cut(total, divideCeil(total, parts), repeats);
}

Refused Planner::planSplits() {
  plan.depth = attention.depth();
  plan.valueDepth = attention.valueDepth();
  int64_t columns = std::max(plan.depth, plan.valueDepth);
  int64_t lines = machine.lines(columns);
  int64_t mostRows =
      std::min(machine.rows / lines, largest(LoadKeyFields[load_key::rows]));
  if (plan.hasSortedRows)
    mostRows = rowsPerTile(machine, plan.depth, plan.valueDepth);
  int64_t mostQueries = std::min(machine.queryRows / lines,
                                 largest(LoadKeyFields[load_key::rows]));
  if (mostRows == 0 || mostQueries == 0 ||
      columns > largest(LoadKeyFields[load_key::columns]))
    return Refusal{Reason::RowTooWide, "", fmt::format("{} columns", columns)};
  bool manyHeads = !plan.headCounts.empty();
  plan.blocks =
      split(plan.queries, mostQueries, manyHeads && plan.sharers % 2 == 1);
  plan.blocks.padded =
      manyHeads && plan.blockCount() > 1 && plan.blockCount() % 2 == 1;
  bool tilesFollow = manyHeads || plan.blockCount() > 1;
  plan.tiles = plan.hasSortedRows ? cut(attention.rows(), mostRows, tilesFollow)
                                  : split(attention.rows(), mostRows,
                                          tilesFollow, choice.evenTiles);
  bool tilesRepeat = plan.isTiled() && plan.blockCount() > 1;
  bool tilesFit = plan.tiles.count() == 2;
  if (tilesRepeat && (choice.reuse != Reuse::Head || tilesFit))
    plan.reuse = choice.reuse;
  plan.skipsHiddenTiles = plan.causal && plan.pairsBlocks() &&
                          plan.blockCount() <= 2 * mostUnrolledPairs;
  return std::nullopt;
}

Refused Planner::planMask() {
  plan.bitmap = attention.maskRows.has_value();
  plan.hasBias = attention.bias.has_value();
  if (plan.hasBias && !machine.biasPort)
    return Refusal{Reason::NoBiasPort, "", ""};
  // Not where it hides nothing, as from the last query of a sequence.
  plan.causal =
      attention.causal && attention.causalOffset + 1 < attention.rows();
  plan.causalOffset = attention.causalOffset;
  const FieldInfo &field = SetMaskFields[set_mask::offset];
  int64_t last;
  if (__builtin_sub_overflow(plan.causalOffset, attention.rows(), &last) ||
      !fits(field, plan.causalOffset) || !fits(field, last))
    return Refusal{Reason::CausalOffset, "", std::to_string(plan.causalOffset)};
  return std::nullopt;
}

Refused Planner::planApproximation() {
  plan.rows = attention.rows();
  if (Refused refused = checkHeads())
    return refused;
  if (attention.approximations.empty())
    return std::nullopt;
  plan.selections.clear();
  for (const Approximation &approximation : attention.approximations)
    if (Refused refused = planSelection(approximation))
      return refused;
  return std::nullopt;
}

/// Each head has a selection, the innermost heads the same again and again.
Refused Planner::checkHeads() const {
  auto given = int64_t(attention.approximations.size());
  int64_t innermost = 1;
  for (size_t dim = 0; dim < batchRank(); ++dim)
    if (attention.query.sizes[dim] > 1)
      innermost = attention.query.sizes[dim];
  if (given <= 1 || (innermost % given == 0 && innermost <= mostUnrolledHeads))
    return std::nullopt;
  return Refusal{Reason::HeadsDiffer, "",
                 fmt::format("{} for {}", given, innermost)};
}

Refused Planner::planSelection(const Approximation &approximation) {
  int64_t iterations = approximation.iterations;
  double percent = approximation.threshold;
  double thousandths = percent * 1000;
  // Percentages are decimal, so their products are not quite whole numbers.
  constexpr double tolerance = 1e-6;
  if (!fits(SetApproximationFields[set_approximation::iterations],
            iterations) ||
      !(percent >= 0 && percent <= 100) ||
      std::abs(thousandths - std::round(thousandths)) > tolerance)
    return Refusal{Reason::Approximation, "",
                   fmt::format("m = {}, t = {}", iterations, percent)};
  if (iterations > 0 && machine.sortElements == 0 && !attention.sortedRows)
    return Refusal{Reason::NoSorter, "", fmt::format("m = {}", iterations)};
  plan.selections.push_back({iterations, std::llround(thousandths)});
  plan.hasSortedRows |= iterations > 0 && attention.sortedRows;
  return std::nullopt;
}

Refused Planner::checkLoops() const {
  size_t levels = plan.headCounts.size() + (plan.blocks.full > 1) +
                  (plan.tiles.count() > 3);
  if (levels > numLoopLevels)
    return Refusal{Reason::TooManyLoops, "", fmt::format("{} levels", levels)};
  // More than any block, tile or head has, so that a stream that passes here
  // passes the check of programs.
  constexpr int64_t instructions = 16;
  int64_t most = maxExpandedInstructions / instructions;
  int64_t heads = attention.heads() / plan.sharers;
  int64_t blocks = plan.blockCount() + 1;
  int64_t tiles = plan.tiles.count() + 1;
  if (heads > most / blocks / tiles)
    return Refusal{Reason::TooLong, "",
                   fmt::format("{} heads, {} blocks of queries, {} tiles of "
                               "rows",
                               heads, blocks - 1, tiles - 1)};
  return std::nullopt;
}

tl::expected<Plan, Refusal> Planner::run() {
  if (Refused refused = planOperands())
    return tl::unexpected(*refused);
  if (Refused refused = planApproximation())
    return tl::unexpected(*refused);
  planHeads();
  if (Refused refused = planMask())
    return tl::unexpected(*refused);
  planSharers();
  if (Refused refused = planSplits())
    return tl::unexpected(*refused);
  if (Refused refused = checkLoops())
    return tl::unexpected(*refused);
  return plan;
}

int64_t a3::rowsPerTile(const Machine &machine, int64_t depth,
                        int64_t valueDepth) {
  int64_t lines = machine.lines(std::max(depth, valueDepth));
  return std::min(machine.rows / lines, mostSortedRows);
}

tl::expected<Plan, Refusal> a3::makePlan(const AttentionDescription &attention,
                                         const Machine &machine,
                                         const Choice &choice) {
  return Planner(attention, machine, choice).run();
}
