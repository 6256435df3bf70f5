//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/A3ToISA/Offload.h"

#include "mlir/Support/DebugStringHelper.h"

using namespace mlir;
using namespace mlir::a3;
using ::a3::AttentionDescription;
using ::a3::OperandInfo;
using Reason = OffloadRefusalReason;
using Refused = std::optional<OffloadRefusal>;

static OffloadRefusal refuse(Reason reason, StringRef name, Type type) {
  return {reason, (name + " is " + debugString(type)).str()};
}

/// Sizes of 1 are broadcast to those of `shape`. Strides of tensors are those
/// of the row-major memref that bufferization makes of them by default.
static Refused describe(StringRef name, ShapedType type,
                        ArrayRef<int64_t> shape, OperandInfo &info) {
  auto memref = dyn_cast<MemRefType>(type);
  if (!memref)
    memref = MemRefType::get(type.getShape(), type.getElementType());
  SmallVector<int64_t> strides;
  int64_t offset;
  if (failed(memref.getStridesAndOffset(strides, offset)))
    return refuse(Reason::Layout, name, type);
  if (ShapedType::isDynamic(strides.back()))
    return refuse(Reason::ColumnsApart, name, type);
  info.sizes.assign(shape.begin(), shape.end());
  for (auto [own, stride] : llvm::zip(type.getShape(), strides))
    info.strides.push_back(own == 1 ? 0 : stride);
  return std::nullopt;
}

static bool isKnown(const OperandInfo &operand) {
  return !llvm::is_contained(operand.sizes, ShapedType::kDynamic) &&
         !llvm::is_contained(operand.strides, ShapedType::kDynamic);
}

namespace {
struct Operand {
  StringRef name;
  ShapedType type;
  OperandInfo *info;
};
} // namespace

static constexpr llvm::StringLiteral sortedRows = "sorted rows";

static SmallVector<Operand> listOperands(AttentionOp op,
                                         AttentionDescription &attention) {
  SmallVector<Operand> operands = {
      {"query", op.getQueryType(), &attention.query},
      {"key", op.getKeyType(), &attention.key},
      {"value", op.getValueType(), &attention.value},
      {"output", op.getOutputType(), &attention.output}};
  if (op.getMask())
    operands.push_back({"mask", cast<ShapedType>(op.getMask().getType()),
                        &attention.maskRows.emplace()});
  if (op.getBias())
    operands.push_back({"bias", cast<ShapedType>(op.getBias().getType()),
                        &attention.bias.emplace()});
  if (op.getSortedRows())
    operands.push_back({sortedRows,
                        cast<ShapedType>(op.getSortedRows().getType()),
                        &attention.sortedRows.emplace()});
  return operands;
}

static Refused checkTypes(AttentionOp op, ArrayRef<Operand> operands) {
  for (const Operand &operand : operands) {
    // The columns of masks and biases are rows, as are those of sorted rows.
    if (operand.name != "mask" && operand.name != "bias" &&
        operand.name != sortedRows &&
        ShapedType::isDynamic(operand.type.getShape().back()))
      return refuse(Reason::DynamicShape, operand.name, operand.type);
    if (llvm::is_contained(operand.type.getShape(), 0))
      return OffloadRefusal{Reason::Empty, operand.name.str()};
  }
  Type element = op.getQueryType().getElementType();
  if (!element.isF32())
    return OffloadRefusal{Reason::ElementType, debugString(element)};
  return std::nullopt;
}

/// The last two sizes of an operand, broadcast ones as what they stand for.
static std::pair<int64_t, int64_t> getRowsAndColumns(AttentionOp op,
                                                     const Operand &operand) {
  if (operand.name == sortedRows)
    return {op.getKeySize(), op.getNumRows()};
  if (operand.name == "mask" || operand.name == "bias")
    return {op.getNumQueries(), op.getNumRows()};
  bool ofKeys = operand.name == "key" || operand.name == "value";
  return {ofKeys ? op.getNumRows() : op.getNumQueries(),
          operand.type.getShape().back()};
}

static Refused describe(AttentionOp op, ArrayRef<Operand> operands,
                        AttentionDescription &attention) {
  for (const Operand &operand : operands) {
    SmallVector<int64_t> shape(op.getBatchShape());
    auto [rows, columns] = getRowsAndColumns(op, operand);
    shape.append({rows, columns});
    if (Refused refused =
            describe(operand.name, operand.type, shape, *operand.info))
      return refused;
  }
  attention.causal = op.getCausal();
  attention.causalOffset = op.getCausalOffset();
  if (ApproximationAttr approximation = op.getApproximationAttr())
    attention.approximations = {
        {approximation.getM(), approximation.getT().convertToDouble()}};
  attention.scale = op.getScale().convertToFloat();
  attention.layoutIsFinal = !isa<TensorType>(op.getQueryType());
  return std::nullopt;
}

int64_t mlir::a3::getSortedTile(AttentionOp op, const ::a3::Machine &machine) {
  return ::a3::rowsPerTile(machine, op.getKeySize(), op.getValueSize());
}

/// Tiles of other sizes have other orders, unless there is but one tile.
static Refused checkTiles(AttentionOp op, const ::a3::Machine &machine) {
  if (!op.getSortedRows())
    return std::nullopt;
  int64_t held = getSortedTile(op, machine), rows = op.getNumRows();
  int64_t tile = op.getSortedTile().value_or(rows);
  if (tile == held ||
      (ShapedType::isStatic(rows) && rows <= std::min(tile, held)))
    return std::nullopt;
  return OffloadRefusal{Reason::SortedTile,
                        ("sorted_tile = " + Twine(tile) +
                         ", but a bank holds " + Twine(held) + " rows")
                            .str()};
}

static Reason getReason(::a3::RefusalReason reason) {
  switch (reason) {
  case ::a3::RefusalReason::Empty:
    return Reason::Empty;
  case ::a3::RefusalReason::Layout:
    return Reason::Layout;
  case ::a3::RefusalReason::ColumnsApart:
    return Reason::ColumnsApart;
  case ::a3::RefusalReason::RowTooWide:
    return Reason::RowTooWide;
  case ::a3::RefusalReason::TooManyLoops:
    return Reason::TooManyLoops;
  case ::a3::RefusalReason::CausalOffset:
    return Reason::CausalOffset;
  case ::a3::RefusalReason::OutOfReach:
    return Reason::OutOfReach;
  case ::a3::RefusalReason::TooLong:
    return Reason::TooLong;
  case ::a3::RefusalReason::Approximation:
    return Reason::Approximation;
  case ::a3::RefusalReason::HeadsDiffer:
    break; // One attribute is for all heads.
  case ::a3::RefusalReason::NoSorter:
    return Reason::NoSorter;
  case ::a3::RefusalReason::NoBiasPort:
    return Reason::NoBiasPort;
  }
  llvm_unreachable("no such reason");
}

/// Of an operand, its type says more to who reads MLIR than sizes do.
static OffloadRefusal translate(const ::a3::Refusal &refusal,
                                ArrayRef<Operand> operands) {
  Reason reason = getReason(refusal.reason);
  for (const Operand &operand : operands)
    if (operand.name == refusal.operand)
      return refuse(reason, operand.name, operand.type);
  return {reason, refusal.detail};
}

/// What the machine cannot do with sizes of 1, it cannot do with others.
static void takeLeast(OperandInfo &operand) {
  llvm::replace(operand.sizes, ShapedType::kDynamic, int64_t(1));
  llvm::replace(operand.strides, ShapedType::kDynamic, int64_t(0));
}

bool mlir::a3::isSizedAtLaunch(AttentionOp op) {
  AttentionDescription attention;
  SmallVector<Operand> operands = listOperands(op, attention);
  if (describe(op, operands, attention))
    return false;
  return llvm::any_of(
      operands, [](const Operand &operand) { return !isKnown(*operand.info); });
}

::a3::Site mlir::a3::describeUnsized(AttentionOp op) {
  AttentionDescription attention;
  SmallVector<Operand> operands = listOperands(op, attention);
  (void)describe(op, operands, attention);
  for (const Operand &operand : operands) {
    llvm::replace(operand.info->sizes, ShapedType::kDynamic, ::a3::unknownSize);
    llvm::replace(operand.info->strides, ShapedType::kDynamic,
                  ::a3::unknownSize);
  }
  ::a3::Site site;
  site.rows = attention.rows();
  site.depth = attention.depth();
  site.valueDepth = attention.valueDepth();
  site.heads = ShapedType::isDynamicShape(op.getBatchShape())
                   ? ::a3::unknownSize
                   : llvm::product_of(op.getBatchShape());
  site.queries = attention.queries();
  site.mask = attention.maskRows ? "bitmap" : "none";
  if (attention.causal)
    site.mask = attention.maskRows ? "bitmap+causal" : "causal";
  site.causalOffset = attention.causalOffset;
  site.scale = attention.scale;
  site.approximations = attention.approximations;
  site.query = attention.query;
  site.key = attention.key;
  site.value = attention.value;
  if (attention.maskRows)
    site.maskRows = *attention.maskRows;
  site.output = attention.output;
  if (attention.bias)
    site.bias = *attention.bias;
  if (attention.sortedRows)
    site.sortedRows = *attention.sortedRows;
  return site;
}

SmallVector<AttentionOp> mlir::a3::listSizedAtLaunch(ModuleOp module) {
  SmallVector<AttentionOp> list;
  module.walk([&](AttentionOp op) {
    if (op.getNumResults() == 0 && isSizedAtLaunch(op))
      list.push_back(op);
  });
  return list;
}

tl::expected<std::vector<::a3::isa::Instruction>, OffloadRefusal>
mlir::a3::scheduleOffload(AttentionOp op, const ::a3::Machine &machine) {
  AttentionDescription attention;
  SmallVector<Operand> operands = listOperands(op, attention);
  if (Refused refused = checkTypes(op, operands))
    return tl::unexpected(*refused);
  if (Refused refused = describe(op, operands, attention))
    return tl::unexpected(*refused);
  if (Refused refused = checkTiles(op, machine))
    return tl::unexpected(*refused);
  if (isSizedAtLaunch(op))
    for (const Operand &operand : operands)
      takeLeast(*operand.info);
  return ::a3::scheduleAttention(attention, machine)
      .map_error([&](const ::a3::Refusal &refusal) {
        return translate(refusal, operands);
      });
}

std::optional<OffloadRefusal>
mlir::a3::checkOffload(AttentionOp op, const ::a3::Machine &machine) {
  auto stream = scheduleOffload(op, machine);
  return stream ? std::nullopt : Refused(stream.error());
}
