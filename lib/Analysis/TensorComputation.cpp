//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/TensorComputation.h"

#include "a3/Analysis/Concatenation.h"
#include "a3/Analysis/IndexComputation.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/OperationSupport.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cmath>
#include <numeric>

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

static std::optional<double> getNumber(Attribute attribute) {
  if (auto splat = dyn_cast<SplatElementsAttr>(attribute))
    return getNumber(splat.getSplatValue<Attribute>());
  if (auto number = dyn_cast<FloatAttr>(attribute))
    return number.getValueAsDouble();
  auto integer = dyn_cast<IntegerAttr>(attribute);
  if (!integer)
    return std::nullopt;
  if (integer.getType().isInteger(1))
    return integer.getValue().isZero() ? 0 : 1;
  return static_cast<double>(integer.getValue().getSExtValue());
}

/// What `value` takes all its elements from, as they are.
static Value skipViews(Value value) {
  constexpr unsigned kMostViews = 64;
  for (unsigned view = 0; view < kMostViews; ++view) {
    Operation *op = value.getDefiningOp();
    if (!isa_and_present<tensor::CastOp, tensor::CollapseShapeOp,
                         tensor::ExpandShapeOp, tensor::ExtractSliceOp,
                         tosa::IdentityOp, tosa::ReshapeOp, tosa::ReverseOp,
                         tosa::SliceOp, tosa::TileOp, tosa::TransposeOp>(op))
      break;
    value = op->getOperand(0);
  }
  return value;
}

/// The number that `value` is everywhere. Looks at no other constants' data.
static std::optional<double> getNumber(Value value) {
  value = skipViews(value);
  Attribute attribute;
  if (!matchPattern(value, m_Constant(&attribute)))
    return std::nullopt;
  return getNumber(attribute);
}

static bool isFloat(Value value) {
  return isa<FloatType>(getElementTypeOrSelf(value.getType()));
}

static bool isBoolean(Value value) {
  return getElementTypeOrSelf(value.getType()).isInteger(1);
}

//===----------------------------------------------------------------------===//
// Scalar operations, in regions of linalg and on whole tensors
//===----------------------------------------------------------------------===//

static std::optional<Kind> getComparison(arith::CmpFPredicate predicate) {
  switch (predicate) {
  case arith::CmpFPredicate::OEQ:
  case arith::CmpFPredicate::UEQ:
    return Kind::Equal;
  case arith::CmpFPredicate::ONE:
  case arith::CmpFPredicate::UNE:
    return Kind::NotEqual;
  case arith::CmpFPredicate::UNO:
    return Kind::Unordered;
  case arith::CmpFPredicate::OGT:
  case arith::CmpFPredicate::UGT:
    return Kind::Greater;
  default:
    return std::nullopt;
  }
}

static std::optional<Kind> getKind(Operation *op) {
  return TypeSwitch<Operation *, std::optional<Kind>>(op)
      .Case<arith::AddFOp>([](auto) { return Kind::Add; })
      .Case<arith::SubFOp>([](auto) { return Kind::Subtract; })
      .Case<arith::MulFOp>([](auto) { return Kind::Multiply; })
      .Case<arith::DivFOp>([](auto) { return Kind::Divide; })
      .Case<arith::NegFOp>([](auto) { return Kind::Negate; })
      .Case<arith::MaximumFOp, arith::MaxNumFOp>(
          [](auto) { return Kind::Maximum; })
      .Case<arith::MinimumFOp, arith::MinNumFOp>(
          [](auto) { return Kind::Minimum; })
      .Case<arith::ExtFOp, arith::TruncFOp>(
          [](auto) { return Kind::FloatCast; })
      .Case<arith::SelectOp>([](auto) { return Kind::Select; })
      .Case<math::ExpOp>([](auto) { return Kind::Exponential; })
      .Case<math::LogOp>([](auto) { return Kind::Logarithm; })
      .Case<math::PowFOp>([](auto) { return Kind::Power; })
      .Case<arith::CmpFOp>(
          [](arith::CmpFOp cmp) { return getComparison(cmp.getPredicate()); })
      .Case<arith::AndIOp>([](arith::AndIOp op) {
        return isBoolean(op) ? std::optional(Kind::And) : std::nullopt;
      })
      .Case<arith::OrIOp>([](arith::OrIOp op) {
        return isBoolean(op) ? std::optional(Kind::Or) : std::nullopt;
      })
      .Default([](Operation *) -> std::optional<Kind> { return std::nullopt; });
}

/// `op`, an operation on scalars or elementwise on tensors, of `operands`.
static const Element *readScalarOp(ElementBuilder &builder, Operation *op,
                                   ArrayRef<const Element *> operands) {
  if (std::optional<Kind> kind = getKind(op))
    return builder.apply(*kind, operands, op);
  if (isa<math::Exp2Op>(op))
    return builder.apply(Kind::Power, {builder.constant(2), operands[0]}, op);
  if (isa<arith::XOrIOp>(op) && isBoolean(op->getResult(0)) &&
      operands[1]->isConstant(1))
    return builder.apply(Kind::Not, operands[0], op);

  // A boolean may become a float through an integer.
  if (isa<arith::UIToFPOp, arith::ExtUIOp>(op) && isBoolean(op->getOperand(0)))
    return builder.booleanCast(operands[0], 1, op);
  if (isa<arith::SIToFPOp, arith::ExtSIOp>(op) && isBoolean(op->getOperand(0)))
    return builder.booleanCast(operands[0], -1, op);
  if (isa<arith::UIToFPOp, arith::SIToFPOp, arith::ExtUIOp, arith::ExtSIOp>(op))
    return builder.apply(Kind::IntegerCast, operands, op);
  return builder.apply(Kind::Other, operands, op);
}

//===----------------------------------------------------------------------===//
// Structured operations of linalg
//===----------------------------------------------------------------------===//

namespace {
/// Reads one result of a structured operation at given indices.
class StructuredReader {
public:
  StructuredReader(TensorReader &reader, linalg::LinalgOp op, unsigned result)
      : reader(reader), axes(reader.getAxes()), builder(reader.getBuilder()),
        op(op), nest(reader.getLoopNest(op)), result(result) {}

  const Element *run(ArrayRef<IndexExpression> indices) {
    if (!nest.isPure || failed(bindLoops(indices)))
      return nullptr;
    Value yielded = op.getBlock()->getTerminator()->getOperand(result);
    if (reductions.empty())
      return readValue(yielded);
    return readReduction(yielded);
  }

private:
  AffineMap getMap(OpOperand &operand) {
    return nest.maps[operand.getOperandNumber()];
  }

  LogicalResult bindLoops(ArrayRef<IndexExpression> indices) {
    SmallVector<std::optional<IndexExpression>> bound(nest.sizes.size());
    AffineMap map = getMap(*op.getDpsInitOperand(result));
    for (auto [expression, index] :
         llvm::zip_equal(map.getResults(), indices)) {
      if (auto dim = dyn_cast<AffineDimExpr>(expression))
        bound[dim.getPosition()] = index;
      else if (!isa<AffineConstantExpr>(expression))
        return failure();
    }
    for (auto [loop, size] : llvm::enumerate(nest.sizes)) {
      if (!bound[loop]) {
        bool reduces = nest.iterators[loop] == utils::IteratorType::reduction;
        if (!reduces && size != 1)
          return failure();
        Axis axis = axes.create(size);
        bound[loop] = IndexExpression::of(axis);
        if (reduces)
          reductions.push_back(axis);
      }
      loops.push_back(*bound[loop]);
    }
    return success();
  }

  const Element *readReduction(Value yielded) {
    BlockArgument accumulator =
        op.getMatchingBlockArgument(op.getDpsInitOperand(result));
    Operation *combine = yielded.getDefiningOp();
    if (!combine || combine->getNumOperands() != 2)
      return nullptr;
    std::optional<Kind> combiner = getKind(combine);
    if (!combiner || !llvm::is_contained({Kind::Add, Kind::Maximum,
                                          Kind::Minimum, Kind::And, Kind::Or},
                                         *combiner))
      return nullptr;
    Value term = combine->getOperand(combine->getOperand(0) == accumulator);
    if (combine->getOperand(0) != accumulator &&
        combine->getOperand(1) != accumulator)
      return nullptr;
    const Element *initial = readValue(accumulator);
    forbidden = accumulator;
    elements.clear();
    const Element *body = readValue(term);
    if (!initial || !body)
      return nullptr;
    if (initial->is(Kind::Read))
      initial = reader.followViews(initial);
    const Element *reduction = builder.reduce(*combiner, reductions, body, op);
    if (isNeutral(*combiner, initial))
      return reduction;
    return builder.apply(*combiner, {initial, reduction}, op);
  }

  static bool isNeutral(Kind combiner, const Element *initial) {
    if (!initial->isConstant())
      return false;
    switch (combiner) {
    case Kind::Add:
    case Kind::Or:
      return initial->constant == 0;
    case Kind::Maximum:
      return initial->constant == -INFINITY;
    case Kind::Minimum:
      return initial->constant == INFINITY;
    default:
      return initial->constant == 1;
    }
  }

  const Element *readOperand(OpOperand &operand) {
    SmallVector<IndexExpression> indices;
    if (isa<ShapedType>(operand.get().getType()))
      for (AffineExpr e : getMap(operand).getResults()) {
        std::optional<IndexExpression> index = axes.evaluate(e, loops);
        if (!index)
          return nullptr;
        indices.push_back(*index);
      }
    return readLeaf(operand.get(), indices);
  }

  const Element *readLeaf(Value value, ArrayRef<IndexExpression> indices) {
    return reader.readLeaf(value, indices);
  }

  const Element *readValue(Value value) {
    if (value == forbidden)
      return nullptr;
    auto [it, isNew] = elements.try_emplace(value, nullptr);
    if (!isNew)
      return it->second;
    const Element *element = readNewValue(value);
    elements[value] = element;
    return element;
  }

  const Element *readNewValue(Value value) {
    if (auto argument = dyn_cast<BlockArgument>(value))
      if (argument.getOwner() == op.getBlock())
        return readOperand(op->getOpOperand(argument.getArgNumber()));
    Operation *inner = value.getDefiningOp();
    if (!inner || inner->getBlock() != op.getBlock())
      return readLeaf(value, {});
    if (std::optional<double> number = getNumber(value))
      return builder.constant(*number, inner);
    if (auto index = dyn_cast<linalg::IndexOp>(inner))
      return builder.index(loops[index.getDim()], index);
    if (inner->getNumRegions() != 0 || inner->getNumResults() != 1)
      return nullptr;
    if (auto extract = dyn_cast<tensor::ExtractOp>(inner))
      return readExtract(extract);
    SmallVector<const Element *> operands;
    for (Value operand : inner->getOperands()) {
      operands.push_back(readValue(operand));
      if (!operands.back())
        return nullptr;
    }
    return readScalarOp(builder, inner, operands);
  }

  /// A gather that is a view.
  const Element *readExtract(tensor::ExtractOp extract) {
    SmallVector<IndexExpression> indices;
    for (Value operand : extract.getIndices()) {
      const Element *element = readValue(operand);
      std::optional<IndexExpression> index =
          element ? computeIndex(element, reader) : std::nullopt;
      if (!index)
        return nullptr;
      indices.push_back(*index);
    }
    return readLeaf(extract.getTensor(), indices);
  }

  TensorReader &reader;
  AxisSpace &axes;
  ElementBuilder &builder;
  linalg::LinalgOp op;
  const TensorReader::LoopNest &nest;
  unsigned result;
  SmallVector<IndexExpression> loops;
  SmallVector<Axis> reductions;
  DenseMap<Value, const Element *> elements;
  Value forbidden;
};
} // namespace

//===----------------------------------------------------------------------===//
// Reads of operations on whole tensors
//===----------------------------------------------------------------------===//

namespace {
/// Reads the result of an operation of tensor, TOSA, arith or math.
class OperationReader {
public:
  OperationReader(TensorReader &reader, Operation *op,
                  ArrayRef<IndexExpression> indices)
      : reader(reader), axes(reader.getAxes()), builder(reader.getBuilder()),
        op(op), indices(indices) {}

  const Element *run() {
    return TypeSwitch<Operation *, const Element *>(op)
        .Case<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(
            [&](auto reshape) {
              return readReshape(reshape.getSrc(), reshape.getResult());
            })
        .Case<tosa::ReshapeOp>([&](tosa::ReshapeOp reshape) {
          return readReshape(reshape.getInput1(), reshape.getOutput());
        })
        .Case<tensor::ExtractSliceOp>(
            [&](tensor::ExtractSliceOp slice) { return readSlice(slice); })
        .Case<tosa::SliceOp>(
            [&](tosa::SliceOp slice) { return readSlice(slice); })
        .Case<tensor::CastOp, tosa::IdentityOp>([&](Operation *cast) {
          return builder.read(cast->getOperand(0), indices);
        })
        .Case<tensor::SplatOp>([&](tensor::SplatOp splat) {
          return builder.read(splat.getInput(), {});
        })
        .Case<tensor::FromElementsOp>(
            [&](tensor::FromElementsOp from) -> const Element * {
              if (from.getElements().size() != 1)
                return nullptr;
              return builder.read(from.getElements().front(), {});
            })
        .Case<tensor::ExtractOp>(
            [&](tensor::ExtractOp extract) { return readExtract(extract); })
        .Case<tosa::TransposeOp>([&](tosa::TransposeOp transpose) {
          return readTranspose(transpose);
        })
        .Case<tosa::TileOp>([&](tosa::TileOp tile) { return readTile(tile); })
        .Case<tensor::ConcatOp>([&](tensor::ConcatOp concat) {
          return readConcat(concat.getDim(), concat.getInputs());
        })
        .Case<tosa::ConcatOp>([&](tosa::ConcatOp concat) {
          return readConcat(concat.getAxis(), concat.getInput1());
        })
        .Case<tensor::PadOp>([&](tensor::PadOp pad) { return readPad(pad); })
        .Case<tosa::PadOp>([&](tosa::PadOp pad) { return readPad(pad); })
        .Case<tensor::InsertSliceOp>([&](tensor::InsertSliceOp insert) {
          return readInsertSlice(insert);
        })
        .Case<tosa::ReverseOp>(
            [&](tosa::ReverseOp reverse) { return readReverse(reverse); })
        .Case<linalg::SoftmaxOp>(
            [&](linalg::SoftmaxOp softmax) { return readSoftmax(softmax); })
        .Case<tosa::GatherOp>(
            [&](tosa::GatherOp gather) { return readGather(gather); })
        .Case<tosa::ScatterOp>(
            [&](tosa::ScatterOp scatter) { return readScatter(scatter); })
        .Case<tosa::MatMulOp>(
            [&](tosa::MatMulOp matmul) { return readMatMul(matmul); })
        .Case<tosa::Conv2DOp>(
            [&](tosa::Conv2DOp conv) { return readPointwise(conv); })
        .Case<tosa::ReduceSumOp>([&](tosa::ReduceSumOp reduce) {
          return readReduce(reduce, Kind::Add);
        })
        .Case<tosa::ReduceMaxOp>([&](tosa::ReduceMaxOp reduce) {
          return readReduce(reduce, Kind::Maximum);
        })
        .Case<tosa::ReduceMinOp>([&](tosa::ReduceMinOp reduce) {
          return readReduce(reduce, Kind::Minimum);
        })
        .Case<tosa::ReduceAllOp>([&](tosa::ReduceAllOp reduce) {
          return readReduce(reduce, Kind::And);
        })
        .Case<tosa::ReduceAnyOp>([&](tosa::ReduceAnyOp reduce) {
          return readReduce(reduce, Kind::Or);
        })
        .Default([&](Operation *) { return readElementwise(); });
  }

private:
  static ShapedType getType(Value value) {
    return cast<ShapedType>(value.getType());
  }

  const Element *readReshape(Value source, Value result) {
    if (!getType(source).hasRank())
      return nullptr;
    SizeTable &sizes = reader.getSizes();
    auto read =
        axes.reshape(indices, sizes.getShape(result), sizes.getShape(source));
    return read ? builder.read(source, *read) : nullptr;
  }

  const Element *readSlice(tensor::ExtractSliceOp slice) {
    SmallVector<int64_t> offsets(slice.getStaticOffsets());
    SmallVector<int64_t> strides(slice.getStaticStrides());
    if (ShapedType::isDynamicShape(offsets) ||
        ShapedType::isDynamicShape(strides))
      return nullptr;
    llvm::SmallBitVector dropped = slice.getDroppedDims();
    SmallVector<IndexExpression> read;
    auto next = indices.begin();
    for (auto [dim, offset, stride] : llvm::enumerate(offsets, strides)) {
      IndexExpression index = IndexExpression::constant(offset);
      if (!dropped.test(dim))
        index = index.plus((next++)->scaled(stride));
      read.push_back(index);
    }
    return builder.read(slice.getSource(), read);
  }

  const Element *readSlice(tosa::SliceOp slice) {
    SmallVector<int64_t> starts;
    if (!tosa::getConstShapeValues(slice.getStart().getDefiningOp(), starts))
      return nullptr;
    SmallVector<IndexExpression> read;
    for (auto [index, start] : llvm::zip_equal(indices, starts))
      read.push_back(index.plus(IndexExpression::constant(start)));
    return builder.read(slice.getInput1(), read);
  }

  const Element *readExtract(tensor::ExtractOp extract) {
    SmallVector<IndexExpression> read;
    for (Value index : extract.getIndices()) {
      std::optional<double> number = getNumber(index);
      if (!number)
        return nullptr;
      read.push_back(IndexExpression::constant(static_cast<int64_t>(*number)));
    }
    return builder.read(extract.getTensor(), read);
  }

  const Element *readTranspose(tosa::TransposeOp transpose) {
    SmallVector<IndexExpression> read(indices.size());
    for (auto [index, perm] : llvm::zip_equal(indices, transpose.getPerms()))
      read[perm] = index;
    return builder.read(transpose.getInput1(), read);
  }

  const Element *readTile(tosa::TileOp tile) {
    SmallVector<IndexExpression> read;
    for (auto [index, size] :
         llvm::zip_equal(indices, getType(tile.getInput1()).getShape())) {
      if (ShapedType::isDynamic(size))
        return nullptr;
      auto parts = axes.divide(index, size);
      if (!parts)
        return nullptr;
      read.push_back(parts->second);
    }
    return builder.read(tile.getInput1(), read);
  }

  /// A part of a dimension, as a tensor of its own or one number.
  struct Segment {
    int64_t size;
    function_ref<const Element *(const IndexExpression &)> read;
  };

  const Element *readConcat(int64_t dim, ValueRange pieces) {
    SmallVector<Segment> segments;
    SmallVector<std::function<const Element *(const IndexExpression &)>> reads;
    for (Value piece : pieces)
      reads.push_back([this, piece, dim](const IndexExpression &index) {
        return readPiece(piece, dim, index);
      });
    for (auto [piece, read] : llvm::zip_equal(pieces, reads))
      segments.push_back({getType(piece).getDimSize(dim), read});
    return readSegments(indices[dim], segments);
  }

  /// The segment that the index lies in, or all of them if it goes across.
  const Element *readSegments(const IndexExpression &index,
                              ArrayRef<Segment> segments) {
    std::optional<std::pair<int64_t, int64_t>> range = axes.getRange(index);
    if (!range)
      return nullptr;
    SmallVector<int64_t> starts;
    int64_t start = 0;
    for (const Segment &segment : segments) {
      if (ShapedType::isDynamic(segment.size))
        return nullptr;
      if (range->first >= start && range->second < start + segment.size)
        return segment.read(index.plus(IndexExpression::constant(-start)));
      starts.push_back(start);
      start += segment.size;
    }

    if (const Element *one = readAsOne(index, segments))
      return one;
    SmallVector<const Element *> elements;
    SmallVector<Axis> local;
    for (const Segment &segment : segments) {
      local.push_back(axes.create(segment.size));
      elements.push_back(segment.read(IndexExpression::of(local.back())));
    }
    if (const Element *one =
            generalizeAdjacent(elements, index, starts, local, reader))
      return one;
    return builder.piecewise(index, starts, local, elements, op);
  }

  /// The segments in pieces of one size, if these are all computed alike.
  const Element *readAsOne(const IndexExpression &index,
                           ArrayRef<Segment> segments) {
    constexpr int64_t kMostPieces = 64;
    int64_t size = 0, total = 0;
    for (const Segment &segment : segments) {
      size = std::gcd(size, segment.size);
      total += segment.size;
    }
    if (size == 0 || total / size > kMostPieces)
      return nullptr;
    auto parts = axes.divide(index, size);
    if (!parts)
      return nullptr;
    SmallVector<const Element *> pieces;
    for (const Segment &segment : segments)
      for (int64_t start = 0; start < segment.size; start += size)
        pieces.push_back(
            segment.read(parts->second.plus(IndexExpression::constant(start))));
    return generalizeNumbered(pieces, parts->first, reader);
  }

  const Element *readPiece(Value piece, int64_t dim,
                           const IndexExpression &index) {
    SmallVector<IndexExpression> read(indices);
    read[dim] = index;
    return builder.read(piece, read);
  }

  const Element *readPad(tensor::PadOp pad) {
    Value number = pad.getConstantPaddingValue();
    if (!number || ShapedType::isDynamicShape(pad.getStaticLow()) ||
        ShapedType::isDynamicShape(pad.getStaticHigh()))
      return nullptr;
    return readPad(pad.getSource(), pad.getStaticLow(), number);
  }

  const Element *readPad(tosa::PadOp pad) {
    SmallVector<int64_t> padding, low;
    if (!tosa::getConstShapeValues(pad.getPadding().getDefiningOp(), padding))
      return nullptr;
    for (size_t i = 0; i < padding.size(); i += 2)
      low.push_back(padding[i]);
    return readPad(pad.getInput1(), low, pad.getPadConst());
  }

  /// A padding has to be a number, or nothing of it may be read.
  const Element *readPad(Value source, ArrayRef<int64_t> low, Value padding) {
    std::optional<double> number = getNumber(padding);
    return readInserted(source, low, [&](ArrayRef<IndexExpression>) {
      return number ? builder.constant(*number, op) : nullptr;
    });
  }

  const Element *readInsertSlice(tensor::InsertSliceOp insert) {
    ArrayRef<int64_t> offsets = insert.getStaticOffsets();
    bool isUnit = llvm::all_of(insert.getStaticStrides(),
                               [](int64_t stride) { return stride == 1; });
    if (!isUnit || ShapedType::isDynamicShape(offsets) ||
        insert.getSourceType().getRank() != insert.getDestType().getRank())
      return nullptr;
    return readInserted(insert.getSource(), offsets,
                        [&](ArrayRef<IndexExpression> outside) {
                          return builder.read(insert.getDest(), outside);
                        });
  }

  /// A part of something larger, that is read at `indices`; in each dimension.
  struct Part {
    SmallVector<IndexExpression> indices;
    SmallVector<int64_t> offsets, sizes, wholeSizes;
  };
  using ElementReader =
      function_ref<const Element *(ArrayRef<IndexExpression>)>;

  /// `source` at `offsets` of something larger.
  const Element *readInserted(Value source, ArrayRef<int64_t> offsets,
                              ElementReader readOutside) {
    if (!getType(source).hasStaticShape())
      return nullptr;
    Part part{SmallVector<IndexExpression>(indices),
              SmallVector<int64_t>(offsets),
              SmallVector<int64_t>(getType(source).getShape()),
              SmallVector<int64_t>(getType(op->getResult(0)).getShape())};
    return readPart(
        part,
        [&](ArrayRef<IndexExpression> inner) {
          return builder.read(source, inner);
        },
        readOutside);
  }

  /// Goes across the borders of `part` in one dimension at most.
  const Element *readPart(const Part &part, ElementReader readInside,
                          ElementReader readOutside) {
    std::optional<int64_t> across;
    SmallVector<IndexExpression> inner;
    for (auto [dim, index, offset, size] :
         llvm::enumerate(part.indices, part.offsets, part.sizes)) {
      auto range = axes.getRange(index);
      if (!range)
        return nullptr;
      if (range->second < offset || range->first >= offset + size)
        return readOutside(part.indices);
      bool isInside = range->first >= offset && range->second < offset + size;
      if (!isInside && across)
        return nullptr;
      if (!isInside)
        across = dim;
      inner.push_back(index.plus(IndexExpression::constant(-offset)));
    }
    if (!across)
      return readInside(inner);

    int64_t dim = *across, offset = part.offsets[dim], size = part.sizes[dim];
    int64_t end = part.wholeSizes[dim];
    bool isComplete = true;
    auto check = [&](const Element *element) {
      isComplete &= element != nullptr;
      return element ? element : builder.constant(0);
    };
    auto readFrom = [&](int64_t start) {
      return [&, start](const IndexExpression &index) {
        SmallVector<IndexExpression> outside(part.indices);
        outside[dim] = index.plus(IndexExpression::constant(start));
        return check(readOutside(outside));
      };
    };
    auto before = readFrom(0), after = readFrom(offset + size);
    auto inside = [&](const IndexExpression &index) {
      SmallVector<IndexExpression> read(inner);
      read[dim] = index;
      return check(readInside(read));
    };
    SmallVector<Segment> segments;
    if (offset > 0)
      segments.push_back({offset, before});
    segments.push_back({size, inside});
    if (offset + size < end)
      segments.push_back({end - offset - size, after});
    const Element *element = readSegments(part.indices[dim], segments);
    return isComplete ? element : nullptr;
  }

  const Element *readReverse(tosa::ReverseOp reverse) {
    int64_t dim = reverse.getAxis(), size = getType(reverse).getDimSize(dim);
    if (ShapedType::isDynamic(size))
      return nullptr;
    SmallVector<IndexExpression> read(indices);
    read[dim] =
        IndexExpression::constant(size - 1).plus(indices[dim].scaled(-1));
    return builder.read(reverse.getInput1(), read);
  }

  /// A gather is a view if it is known which rows it takes.
  const Element *readGather(tosa::GatherOp gather) {
    std::optional<IndexExpression> row = computeIndex(
        builder.read(gather.getIndices(), {indices[0], indices[1]}), reader);
    auto range = row ? axes.getRange(*row) : std::nullopt;
    if (!range || range->first < 0 ||
        range->second >= getType(gather.getValues()).getDimSize(1))
      return nullptr;
    return builder.read(gather.getValues(), {indices[0], *row, indices[2]});
  }

  /// exp(x - maximum of x) / sum of exp(x - maximum of x).
  const Element *readSoftmax(linalg::SoftmaxOp softmax) {
    if (!isFloat(softmax.getInput()) || !softmax.hasPureTensorSemantics())
      return nullptr;
    uint64_t dim = softmax.getDimension();
    int64_t size = reader.getSizes().getShape(softmax.getInput())[dim];
    if (ShapedType::isDynamic(size))
      return nullptr;
    auto readAt = [&](const IndexExpression &index) {
      return readPiece(softmax.getInput(), dim, index);
    };
    Axis compared = axes.create(size), summed = axes.create(size);
    const Element *maximum = builder.reduce(
        Kind::Maximum, compared, readAt(IndexExpression::of(compared)), op);
    auto exponentialAt = [&](const IndexExpression &index) {
      const Element *shifted =
          builder.apply(Kind::Subtract, {readAt(index), maximum}, op);
      return builder.apply(Kind::Exponential, {shifted}, op);
    };
    const Element *sum = builder.reduce(
        Kind::Add, summed, exponentialAt(IndexExpression::of(summed)), op);
    return builder.apply(Kind::Divide, {exponentialAt(indices[dim]), sum}, op);
  }

  /// Rows that are written at constant indices are a part of what they are
  /// written to, if that is seen in the shape that the strides of the indices
  /// give: [batch * heads * rows] as [batch, heads, rows].
  const Element *readScatter(tosa::ScatterOp scatter) {
    ShapedType whole = getType(scatter.getValuesOut());
    ShapedType written = getType(scatter.getInput());
    if (!whole.hasStaticShape() || !written.hasStaticShape() ||
        whole.getDimSize(0) != 1)
      return nullptr;
    const auto &[row, target] = reader.getWrittenRows(scatter);
    if (!target)
      return nullptr;
    IndexExpression sum = axes.resolve(*target);
    std::optional<Part> part = getPart(sum, indices[1], whole.getDimSize(1));
    if (!part || !isOneToOne(sum, row))
      return nullptr;

    auto readInside = [&](ArrayRef<IndexExpression> inner) -> const Element * {
      AxisSpace::Replacements replacements;
      for (auto [term, index] : llvm::zip(sum.terms, inner)) {
        auto value = invert(term.axis, index);
        if (!value)
          return nullptr;
        replacements.push_back({getOrigin(term.axis), *value});
      }
      auto read = axes.substitute(IndexExpression::of(row), replacements);
      return read ? builder.read(scatter.getInput(),
                                 {indices[0], *read, indices[2]})
                  : nullptr;
    };
    auto readOutside = [&](ArrayRef<IndexExpression> outside) {
      return builder.read(scatter.getValuesIn(),
                          {indices[0],
                           AxisSpace::linearize(outside, part->wholeSizes),
                           indices[2]});
    };
    return readPart(*part, readInside, readOutside);
  }

  /// What the values of `sum` are of `size` numbers, a dimension a term.
  std::optional<Part> getPart(const IndexExpression &sum, IndexExpression index,
                              int64_t size) {
    Part part;
    int64_t offset = sum.offset;
    auto addDimension = [&](int64_t stride, int64_t length) {
      auto digits = axes.divide(index, stride);
      if (!digits || size % stride != 0 || offset < 0 ||
          offset / stride + length > size / stride)
        return false;
      part.indices.push_back(digits->first);
      part.offsets.push_back(offset / stride);
      part.sizes.push_back(length);
      part.wholeSizes.push_back(size / stride);
      index = digits->second;
      offset %= stride;
      size = stride;
      return true;
    };
    for (const auto &term : sum.terms)
      if (!addDimension(term.stride, axes.getSize(term.axis)))
        return std::nullopt;
    // Indices that step by more than one have a last digit that is constant.
    if (!addDimension(/*stride=*/1, /*length=*/1))
      return std::nullopt;
    return part;
  }

  /// The axis that `axis` depends on, by a table or as the same.
  Axis getOrigin(Axis axis) {
    const AxisSpace::Table *table = axes.getTable(axis);
    return table ? table->domain.terms.front().axis : axis;
  }

  /// Whether the terms of `sum` are all of `row`, or permutations of parts.
  bool isOneToOne(const IndexExpression &sum, Axis row) {
    SmallVector<Axis> origins;
    for (const auto &term : sum.terms) {
      const AxisSpace::Table *table = axes.getTable(term.axis);
      if (table && (table->domain.terms.size() != 1 ||
                    table->domain.terms.front().stride != 1 ||
                    !isPermutation(table->entries)))
        return false;
      origins.push_back(getOrigin(term.axis));
    }
    return axes.covers(origins, row);
  }

  static bool isPermutation(ArrayRef<int64_t> entries) {
    SmallVector<int64_t> sorted(entries);
    llvm::sort(sorted);
    return llvm::equal(sorted, llvm::seq<int64_t>(entries.size()));
  }

  /// Where the origin of `axis` is if `axis` is `index`.
  std::optional<IndexExpression> invert(Axis axis,
                                        const IndexExpression &index) {
    const AxisSpace::Table *table = axes.getTable(axis);
    if (!table)
      return index;
    SmallVector<int64_t> entries(table->entries);
    return axes.tabulate(index, [&](ArrayRef<int64_t> value) {
      return std::optional<int64_t>(llvm::find(entries, value[0]) -
                                    entries.begin());
    });
  }

  static bool isZero(Value value) { return getNumber(value) == 0.0; }

  const Element *readMatMul(tosa::MatMulOp matmul) {
    if (!isFloat(matmul.getOutput()) || !isZero(matmul.getAZp()) ||
        !isZero(matmul.getBZp()))
      return nullptr;
    Axis axis = axes.create(getType(matmul.getA()).getDimSize(2));
    IndexExpression inner = IndexExpression::of(axis);
    const Element *a =
        builder.read(matmul.getA(), {indices[0], indices[1], inner});
    const Element *b =
        builder.read(matmul.getB(), {indices[0], inner, indices[2]});
    return builder.reduce(Kind::Add, axis,
                          builder.apply(Kind::Multiply, {a, b}, op), op);
  }

  /// A 1x1 convolution is the matrix product that TFLite's fully connected
  /// layers become.
  const Element *readPointwise(tosa::Conv2DOp conv) {
    ArrayRef<int64_t> weight = getType(conv.getWeight()).getShape();
    auto is = [](ArrayRef<int64_t> values, int64_t number) {
      return llvm::all_of(values, [=](int64_t v) { return v == number; });
    };
    if (!isFloat(conv.getOutput()) || !is(weight.slice(1, 2), 1) ||
        !is(conv.getPad(), 0) || !is(conv.getStride(), 1) ||
        !isZero(conv.getInputZp()) || !isZero(conv.getWeightZp()))
      return nullptr;
    Axis axis = axes.create(weight.back());
    IndexExpression inner = IndexExpression::of(axis);
    IndexExpression zero = IndexExpression::constant(0);
    const Element *input = builder.read(
        conv.getInput(), {indices[0], indices[1], indices[2], inner});
    const Element *factor =
        builder.read(conv.getWeight(), {indices[3], zero, zero, inner});
    const Element *sum =
        builder.reduce(Kind::Add, axis,
                       builder.apply(Kind::Multiply, {input, factor}, op), op);
    if (isZero(conv.getBias()))
      return sum;
    bool isOne = getType(conv.getBias()).getDimSize(0) == 1;
    const Element *bias =
        builder.read(conv.getBias(), isOne ? zero : indices[3]);
    return builder.apply(Kind::Add, {sum, bias}, op);
  }

  template <typename ReduceOp>
  const Element *readReduce(ReduceOp reduce, Kind combiner) {
    Value input = reduce.getInput();
    bool isLogical = combiner == Kind::And || combiner == Kind::Or;
    bool isKnown =
        isLogical ? isBoolean(input) : isFloat(input) || combiner == Kind::Add;
    if (!isKnown)
      return nullptr;
    SmallVector<IndexExpression> read(indices);
    SmallVector<Axis> reduced;
    auto addAxis = [&](ReduceOp next) {
      int64_t dim = next.getAxis();
      input = next.getInput();
      reduced.push_back(axes.create(getType(input).getDimSize(dim)));
      read[dim] = IndexExpression::of(reduced.back());
    };
    addAxis(reduce);
    // What is reduced along one axis after another is reduced along all.
    while (auto next = input.getDefiningOp<ReduceOp>()) {
      if (reduced.size() == read.size())
        break;
      addAxis(next);
    }
    return builder.reduce(combiner, reduced, builder.read(input, read), op);
  }

  /// Sizes of 1 are broadcast.
  const Element *readBroadcast(Value operand) {
    if (std::optional<double> number = getNumber(operand))
      return builder.constant(*number, operand.getDefiningOp());
    auto type = dyn_cast<ShapedType>(operand.getType());
    if (!type)
      return builder.read(operand, {});
    if (!type.hasRank() ||
        type.getRank() != static_cast<int64_t>(indices.size()))
      return nullptr;
    SmallVector<IndexExpression> read(indices);
    for (auto [index, size] : llvm::zip_equal(read, type.getShape()))
      if (size == 1)
        index = IndexExpression::constant(0);
    return reader.readLeaf(operand, read);
  }

  const Element *readElementwise() {
    if (op->getNumResults() != 1)
      return nullptr;
    bool isTosa = op->hasTrait<OpTrait::tosa::TosaElementwiseOperator>() ||
                  isa<tosa::MulOp, tosa::NegateOp, tosa::CastOp>(op);
    if (!isTosa && !op->hasTrait<OpTrait::Elementwise>())
      return nullptr;
    unsigned numOperands = isa<tosa::MulOp>(op)      ? 2
                           : isa<tosa::NegateOp>(op) ? 1
                                                     : op->getNumOperands();
    SmallVector<const Element *> operands;
    for (Value operand : op->getOperands().take_front(numOperands)) {
      operands.push_back(readBroadcast(operand));
      if (!operands.back())
        return nullptr;
    }
    return isTosa ? readTosa(operands) : readScalarOp(builder, op, operands);
  }

  const Element *readTosaOnIntegers(ArrayRef<const Element *> operands) {
    auto greater = [&](const Element *a, const Element *b) {
      return builder.apply(Kind::Greater, {a, b}, op);
    };
    if (isa<tosa::EqualOp>(op))
      return builder.apply(Kind::Equal, operands, op);
    if (isa<tosa::GreaterOp>(op))
      return greater(operands[0], operands[1]);
    if (isa<tosa::GreaterEqualOp>(op))
      return builder.apply(Kind::Not, greater(operands[1], operands[0]), op);
    return builder.apply(Kind::Other, operands, op);
  }

  const Element *readTosa(ArrayRef<const Element *> operands) {
    auto apply = [&](Kind kind) { return builder.apply(kind, operands, op); };
    Value input = op->getOperand(0);
    if (auto cast = dyn_cast<tosa::CastOp>(op);
        cast && !isBoolean(cast.getOutput())) {
      if (isBoolean(input))
        return builder.booleanCast(operands[0], 1, op);
      if (!isFloat(input))
        return apply(Kind::IntegerCast);
      if (isFloat(cast.getOutput()))
        return apply(Kind::FloatCast);
    }
    if (isa<tosa::SelectOp>(op))
      return apply(Kind::Select);
    if (isBoolean(input)) {
      if (isa<tosa::LogicalAndOp>(op))
        return apply(Kind::And);
      if (isa<tosa::LogicalOrOp>(op))
        return apply(Kind::Or);
      if (isa<tosa::LogicalNotOp>(op))
        return apply(Kind::Not);
    }
    if (!isFloat(input))
      return readTosaOnIntegers(operands);
    if (isa<tosa::ReciprocalOp>(op))
      return builder.apply(Kind::Divide, {builder.constant(1), operands[0]},
                           op);
    Kind kind = TypeSwitch<Operation *, Kind>(op)
                    .Case<tosa::AddOp>([](auto) { return Kind::Add; })
                    .Case<tosa::SubOp>([](auto) { return Kind::Subtract; })
                    .Case<tosa::MulOp>([](auto) { return Kind::Multiply; })
                    .Case<tosa::NegateOp>([](auto) { return Kind::Negate; })
                    .Case<tosa::ExpOp>([](auto) { return Kind::Exponential; })
                    .Case<tosa::LogOp>([](auto) { return Kind::Logarithm; })
                    .Case<tosa::PowOp>([](auto) { return Kind::Power; })
                    .Case<tosa::MaximumOp>([](auto) { return Kind::Maximum; })
                    .Case<tosa::MinimumOp>([](auto) { return Kind::Minimum; })
                    .Case<tosa::EqualOp>([](auto) { return Kind::Equal; })
                    .Case<tosa::GreaterOp>([](auto) { return Kind::Greater; })
                    .Default([](auto) { return Kind::Other; });
    return apply(kind);
  }

  TensorReader &reader;
  AxisSpace &axes;
  ElementBuilder &builder;
  Operation *op;
  ArrayRef<IndexExpression> indices;
};
} // namespace

//===----------------------------------------------------------------------===//
// TensorReader
//===----------------------------------------------------------------------===//

const Element *TensorReader::readWhole(Value value,
                                       SmallVectorImpl<Axis> &newAxes) {
  SmallVector<IndexExpression> indices;
  for (int64_t size : sizes.getShape(value)) {
    newAxes.push_back(axes.create(size));
    indices.push_back(IndexExpression::of(newAxes.back()));
  }
  return builder.read(value, indices);
}

const Element *TensorReader::readLeaf(Value value,
                                      ArrayRef<IndexExpression> indices) {
  if (std::optional<double> number = getNumber(value))
    return builder.constant(*number, value.getDefiningOp());
  const Element *read = builder.read(value, indices);
  if (!isBoolean(value) || !isa<RankedTensorType>(value.getType()))
    return read;
  const Element *last = followViews(read);
  return last->isConstant() ? last : read;
}

const TensorReader::LoopNest &TensorReader::getLoopNest(Operation *op) {
  auto [it, isNew] = nests.try_emplace(op);
  if (isNew) {
    auto structured = cast<linalg::LinalgOp>(op);
    it->second = std::make_unique<LoopNest>(LoopNest{
        structured.hasPureTensorSemantics(), sizes.getLoopSizes(structured),
        structured.getIteratorTypesArray(), structured.getIndexingMapsArray()});
  }
  return *it->second;
}

const TensorReader::WrittenRows &
TensorReader::getWrittenRows(tosa::ScatterOp scatter) {
  auto [it, isNew] = writtenRows.try_emplace(scatter);
  if (!isNew)
    return *it->second;
  Axis row =
      axes.create(cast<ShapedType>(scatter.getInput().getType()).getDimSize(1));
  // In a graph region, the indices may be computed from the scatter itself.
  WrittenRows &rows =
      *(it->second = std::make_unique<WrittenRows>(row, std::nullopt));
  std::optional<IndexExpression> target = computeIndex(
      builder.read(scatter.getIndices(),
                   {IndexExpression::constant(0), IndexExpression::of(row)}),
      *this);
  // Terms that count down are turned round.
  if (auto upward = target ? axes.divide(*target, 1) : std::nullopt)
    rows.target = upward->first;
  return rows;
}

const Element *TensorReader::expand(const Element *read) {
  constexpr size_t kMostElements = 1 << 19;
  if (builder.getNumElements() > kMostElements)
    return nullptr;
  auto [it, isNew] = expansions.try_emplace(read, nullptr);
  if (!isNew)
    return it->second;
  const Element *expansion = nullptr;
  auto result = dyn_cast<OpResult>(read->value);
  auto type = dyn_cast<ShapedType>(read->value.getType());
  bool isWhole =
      type && (!type.hasRank() ||
               type.getRank() != static_cast<int64_t>(read->indices.size()));
  if (std::optional<double> number = getNumber(read->value))
    expansion = builder.constant(*number, read->operation);
  else if (!result || isWhole)
    expansion = nullptr;
  else if (auto op = dyn_cast<linalg::LinalgOp>(result.getOwner()))
    expansion = StructuredReader(*this, op, result.getResultNumber())
                    .run(read->indices);
  else
    expansion = OperationReader(*this, result.getOwner(), read->indices).run();
  return expansions[read] = expansion;
}

const Element *
TensorReader::followViews(const Element *read,
                          SmallVectorImpl<const Element *> *chain) {
  // Views of each other are valid in a graph region.
  constexpr unsigned kLongestChain = 1024;
  const Element *last = read;
  bool isLastAffine = false;
  for (unsigned step = 0; step < kLongestChain && read->is(Kind::Read);
       ++step) {
    if (chain)
      chain->push_back(read);
    bool isReadAffine = axes.isAffine(read->indices);
    if (isReadAffine || !isLastAffine)
      last = read;
    isLastAffine |= isReadAffine;
    const Element *next = expand(read);
    if (!next || !(next->is(Kind::Read) || next->isConstant()))
      return last;
    read = next;
  }
  return read;
}

const Element *TensorReader::expandViews(const Element *read) {
  SmallVector<const Element *> chain;
  followViews(read, &chain);
  const Element *next = expand(chain.back());
  return next && next->is(Kind::Read) ? nullptr : next;
}

bool a3::isUnused(Operation *op) { return op->use_empty() && isErasable(op); }

bool a3::isErasable(Operation *op) {
  if (wouldOpBeTriviallyDead(op))
    return true;
  auto structured = dyn_cast<linalg::LinalgOp>(op);
  if (!structured || !structured.hasPureTensorSemantics())
    return false;
  WalkResult result = op->walk([](Operation *inner) {
    bool isHarmless =
        isa<linalg::LinalgOp, cf::AssertOp>(inner) || isMemoryEffectFree(inner);
    return isHarmless ? WalkResult::advance() : WalkResult::interrupt();
  });
  return !result.wasInterrupted();
}

//===----------------------------------------------------------------------===//
// Equality
//===----------------------------------------------------------------------===//

namespace {
/// Compares two graphs of operations, each pair of values once.
class ComputationComparison {
public:
  bool areSame(Value a, Value b) {
    if (a == b)
      return true;
    if (auto it = known.find({a, b}); it != known.end())
      return it->second;
    auto resultA = dyn_cast<OpResult>(a), resultB = dyn_cast<OpResult>(b);
    if (!resultA || !resultB || a.getType() != b.getType() ||
        resultA.getResultNumber() != resultB.getResultNumber() ||
        resultA.getOwner()->getName() != resultB.getOwner()->getName())
      return false;
    known[{a, b}] = false;
    if (known.size() > kLargestComparison || !isPure(resultA.getOwner()))
      return false;
    bool same = OperationEquivalence::isEquivalentTo(
        resultA.getOwner(), resultB.getOwner(),
        [&](Value x, Value y) { return success(areSame(x, y)); },
        [&](Value x, Value y) { known[{x, y}] = true; },
        OperationEquivalence::IgnoreLocations);
    return known[{a, b}] = same;
  }

private:
  static constexpr size_t kLargestComparison = 1024;
  DenseMap<std::pair<Value, Value>, bool> known;
};
} // namespace

bool a3::isSameFunction(Operation *a, Operation *b) {
  auto getElementType = [](Value value) {
    return getElementTypeOrSelf(value.getType());
  };
  return a == b ||
         (a->getName() == b->getName() &&
          a->getAttrDictionary() == b->getAttrDictionary() &&
          llvm::equal(llvm::map_range(a->getResults(), getElementType),
                      llvm::map_range(b->getResults(), getElementType)));
}

bool a3::areSameComputation(Value a, Value b) {
  return ComputationComparison().areSame(a, b);
}
