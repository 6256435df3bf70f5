//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Schedule.h"

#include "a3/ISA/Instruction.h"
#include "a3/Simulator/Simulator.h"

#include "mlir/Support/DebugStringHelper.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::a3;
using namespace ::a3::isa;
using llvm::divideCeil;
using Reason = OffloadRefusalReason;
using Refused = std::optional<OffloadRefusal>;

static constexpr int64_t f32Bytes = 4;
static constexpr int64_t formatRecordBytes = 4 * f32Bytes;

/// The largest value of an unsigned field.
static int64_t largest(const FieldInfo &field) {
  return (int64_t(1) << field.bits) - 1;
}

namespace {
/// One operand while its layout is planned; strides count bytes.
struct OperandLayout {
  StringRef name;
  ShapedType type;
  Layout *layout;
  SmallVector<int64_t> strides;
};

/// Plans one attention; each step may refuse.
class Planner {
public:
  Planner(AttentionOp op, const ::a3::Machine &machine, Schedule &schedule)
      : op(op), machine(machine), schedule(schedule) {
    add("query", op.getQuery(), schedule.query);
    add("key", op.getKey(), schedule.key);
    add("value", op.getValue(), schedule.value);
    add("output", op.getOutput(), schedule.output);
    if (op.getMask())
      add("mask", op.getMask(), schedule.mask);
  }

  Refused plan();

private:
  void add(StringRef name, Value value, Layout &layout) {
    operands.push_back({name, cast<ShapedType>(value.getType()), &layout, {}});
  }
  bool onTensors() { return isa<TensorType>(op.getQueryType()); }

  Refused checkTypes();
  Refused planStrides(OperandLayout &operand);
  void planHeads();
  bool mayJoin(int64_t outer, int64_t inner);
  Refused planSplits();
  Refused planMask();
  Refused checkLoops();

  AttentionOp op;
  const ::a3::Machine &machine;
  Schedule &schedule;
  SmallVector<OperandLayout> operands;
};
} // namespace

Refused Planner::checkTypes() {
  for (const OperandLayout &operand : operands) {
    if (!operand.type.hasStaticShape())
      return OffloadRefusal{Reason::DynamicShape, operand.name.str()};
    if (operand.type.getNumElements() == 0)
      return OffloadRefusal{Reason::Empty, operand.name.str()};
  }
  Type element = op.getQueryType().getElementType();
  if (!element.isF32())
    return OffloadRefusal{Reason::ElementType, debugString(element)};
  if (op.getApproximation())
    return OffloadRefusal{Reason::Approximation, "m and t are set"};
  return std::nullopt;
}

/// Strides of tensors are those of the row-major memref that bufferization
/// makes of them by default. A broadcast dimension has stride 0.
Refused Planner::planStrides(OperandLayout &operand) {
  ArrayRef<int64_t> shape = operand.type.getShape();
  Type element = operand.type.getElementType();
  auto memref = dyn_cast<MemRefType>(operand.type);
  if (!memref)
    memref = MemRefType::get(shape, element);
  auto refuse = [&](Reason reason) {
    return OffloadRefusal{
        reason, (operand.name + " is " + debugString(operand.type)).str()};
  };
  int64_t offset;
  if (failed(memref.getStridesAndOffset(operand.strides, offset)) ||
      llvm::any_of(operand.strides, [](int64_t stride) { return stride < 0; }))
    return refuse(Reason::Layout);
  if (shape.back() > 1 && operand.strides.back() != 1)
    return refuse(Reason::ColumnsApart);
  int64_t elementBytes = element.isInteger(1) ? 1 : f32Bytes;
  int64_t reach = elementBytes;
  for (auto [size, stride] : llvm::zip(shape, operand.strides)) {
    int64_t bytes;
    if (size == 1)
      stride = 0;
    if (llvm::MulOverflow(stride, elementBytes, stride) ||
        llvm::MulOverflow(size - 1, stride, bytes) ||
        llvm::AddOverflow(reach, bytes, reach))
      return refuse(Reason::OutOfReach);
  }
  operand.layout->pitch = operand.strides.end()[-2];
  if (!fits(SetStrideFields[set_stride::bytes], reach) ||
      !fits(LoadKeyFields[load_key::pitch], operand.layout->pitch))
    return refuse(Reason::OutOfReach);
  return std::nullopt;
}

/// Whether one loop can walk over two neighbouring batch dimensions.
bool Planner::mayJoin(int64_t outer, int64_t inner) {
  int64_t count = op.getBatchShape()[inner];
  return llvm::all_of(operands, [&](const OperandLayout &operand) {
    return operand.strides[outer] == count * operand.strides[inner];
  });
}

/// Makes loops of the batch dimensions. On tensors none are joined: their
/// layout is not known yet, and what fits apart will fit together.
void Planner::planHeads() {
  struct Level {
    int64_t count;
    int64_t formatStride;
    int64_t dim; ///< The innermost one that it walks over.
  };
  SmallVector<Level> levels;
  ArrayRef<int64_t> sizes = op.getBatchShape();
  for (int64_t dim = 0; dim < op.getBatchRank(); ++dim) {
    if (sizes[dim] == 1)
      continue;
    int64_t formatStride =
        formatRecordBytes * llvm::product_of(sizes.drop_front(dim + 1));
    if (!onTensors() && !levels.empty() && mayJoin(levels.back().dim, dim))
      levels.back() = {levels.back().count * sizes[dim], formatStride, dim};
    else
      levels.push_back({sizes[dim], formatStride, dim});
  }
  // Banks alternate without a gap where the innermost count is even.
  auto isEven = [](const Level &level) { return level.count % 2 == 0; };
  auto even = llvm::find_if(llvm::reverse(levels), isEven);
  if (even != levels.rend())
    std::rotate(even.base() - 1, even.base(), levels.end());
  for (const Level &level : levels) {
    schedule.headCounts.push_back(level.count);
    schedule.format.headStrides.push_back(level.formatStride);
    for (OperandLayout &operand : operands)
      operand.layout->headStrides.push_back(operand.strides[level.dim]);
  }
}

/// Cuts `total` into even parts of at most `most`. Where sequences of parts
/// follow each other, an even number of parts is preferred to padding.
static Split split(int64_t total, int64_t most, bool repeats) {
  int64_t parts = divideCeil(total, most);
  if (repeats && parts > 1 && parts % 2 == 1)
    ++parts;
  Split result;
  result.size = divideCeil(total, parts);
  result.full = total / result.size;
  result.rest = total % result.size;
  result.padded = repeats && result.count() > 1 && result.count() % 2 == 1;
  return result;
}

Refused Planner::planSplits() {
  schedule.depth = op.getKeySize();
  schedule.valueDepth = op.getValueSize();
  int64_t columns = std::max(schedule.depth, schedule.valueDepth);
  int64_t lines = machine.lines(columns);
  int64_t mostRows =
      std::min(machine.rows / lines, largest(LoadKeyFields[load_key::rows]));
  int64_t mostQueries = std::min(machine.queryRows / lines,
                                 largest(LoadKeyFields[load_key::rows]));
  if (mostRows == 0 || mostQueries == 0 ||
      columns > largest(LoadKeyFields[load_key::columns]))
    return OffloadRefusal{Reason::RowTooWide,
                          std::to_string(columns) + " columns"};
  bool manyHeads = !schedule.headCounts.empty();
  schedule.blocks = split(op.getNumQueries(), mostQueries, manyHeads);
  schedule.tiles = split(op.getNumRows(), mostRows,
                         manyHeads || schedule.blocks.count() > 1);
  return std::nullopt;
}

Refused Planner::planMask() {
  schedule.bitmap = static_cast<bool>(op.getMask());
  schedule.causal = op.getCausal();
  schedule.causalOffset = op.getCausalOffset();
  const FieldInfo &field = SetMaskFields[set_mask::offset];
  if (!fits(field, schedule.causalOffset) ||
      !fits(field, schedule.causalOffset - op.getNumRows()))
    return OffloadRefusal{Reason::CausalOffset,
                          std::to_string(schedule.causalOffset)};
  return std::nullopt;
}

Refused Planner::checkLoops() {
  size_t levels = schedule.headCounts.size() + (schedule.blocks.full > 1) +
                  (schedule.tiles.count() > 3);
  if (levels > numLoopLevels)
    return OffloadRefusal{Reason::TooManyLoops,
                          std::to_string(levels) + " levels"};
  // More than any block, tile or head has, so that a stream that passes here
  // passes the check of programs.
  constexpr int64_t instructions = 16;
  int64_t most = ::a3::maxExpandedInstructions / instructions;
  int64_t heads = llvm::product_of(op.getBatchShape());
  int64_t blocks = schedule.blocks.count() + 1;
  int64_t tiles = schedule.tiles.count() + 1;
  if (heads > most / blocks / tiles)
    return OffloadRefusal{Reason::TooLong, std::to_string(heads) + " heads, " +
                                               std::to_string(blocks - 1) +
                                               " blocks of queries, " +
                                               std::to_string(tiles - 1) +
                                               " tiles of rows"};
  return std::nullopt;
}

Refused Planner::plan() {
  if (Refused refused = checkTypes())
    return refused;
  for (OperandLayout &operand : operands)
    if (Refused refused = planStrides(operand))
      return refused;
  planHeads();
  if (Refused refused = planSplits())
    return refused;
  if (Refused refused = planMask())
    return refused;
  return checkLoops();
}

std::optional<OffloadRefusal>
mlir::a3::planSchedule(AttentionOp op, const ::a3::Machine &machine,
                       Schedule &schedule) {
  return Planner(op, machine, schedule).plan();
}
