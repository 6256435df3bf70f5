//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OperandBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/TypeSwitch.h"

#include <numeric>

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;

// The order of what is better: nothing, another shape, another order of the
// elements, a computation.
static constexpr unsigned kReshapeCost = 1;
static constexpr unsigned kTransposeCost = 16;
static constexpr unsigned kComputeCost = 64;

/// The atoms of `layout`, which may have been split since it was made. One that
/// has been turned round since stays what it was.
SmallVector<Axis> OperandBuilder::flatten(const Layout &layout) const {
  SmallVector<Axis> atoms;
  for (ArrayRef<Axis> group : layout)
    for (Axis axis : group) {
      if (axes.isInOrder(axis))
        llvm::append_range(atoms, axes.getAtoms(axis));
      else
        atoms.push_back(axis);
    }
  return atoms;
}

SmallVector<int64_t> OperandBuilder::getSizes(ArrayRef<Axis> atoms) const {
  return llvm::map_to_vector(
      atoms, [&](Axis atom) { return sizeTable.unite(axes.getSize(atom)); });
}

SmallVector<int64_t> OperandBuilder::getShape(Value value) const {
  return llvm::map_to_vector(sizeTable.getShape(value), [&](int64_t size) {
    return sizeTable.unite(size);
  });
}

SmallVector<int64_t> OperandBuilder::getShape(const Layout &layout) const {
  SmallVector<int64_t> shape;
  for (ArrayRef<Axis> group : layout) {
    int64_t size = 1;
    for (Axis atom : group)
      size *= sizeTable.unite(axes.getSize(atom));
    shape.push_back(size);
  }
  return shape;
}

//===----------------------------------------------------------------------===//
// Views
//===----------------------------------------------------------------------===//

Value OperandBuilder::reshape(Value value, ArrayRef<int64_t> shape) {
  if (!value)
    return nullptr;
  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<int64_t> source = getShape(value);
  if (ArrayRef(source) == shape)
    return value;
  auto getType = [&](ArrayRef<int64_t> sizes) {
    return RankedTensorType::get(sizeTable.getTypeShape(sizes),
                                 type.getElementType());
  };
  SmallVector<ReassociationIndices> none;
  if (source.empty())
    return tensor::ExpandShapeOp::create(b, loc, getType(shape), value, none);
  if (shape.empty())
    return tensor::CollapseShapeOp::create(b, loc, getType(shape), value, none);

  // Segments of equal size: many to one collapses, one to many expands, many
  // to many do both.
  SmallVector<ReassociationIndices> collapse, expand;
  SmallVector<int64_t> middle;
  size_t from = 0, to = 0;
  while (from < source.size() || to < shape.size()) {
    ReassociationIndices sources, targets;
    int64_t sourceSize = 1, targetSize = 1;
    do {
      bool takesSource =
          from < source.size() &&
          (sources.empty() || sourceSize < targetSize || to == shape.size());
      if (takesSource) {
        sourceSize *= source[from];
        sources.push_back(from++);
      } else {
        targetSize *= shape[to];
        targets.push_back(to++);
      }
    } while (sourceSize != targetSize || sources.empty() || targets.empty() ||
             (from == source.size() && to < shape.size()) ||
             (to == shape.size() && from < source.size()));
    collapse.push_back(sources);
    expand.push_back(targets);
    middle.push_back(sourceSize);
  }
  if (middle.size() != source.size()) {
    value = tensor::CollapseShapeOp::create(b, loc, getType(middle), value,
                                            collapse);
    sizeTable.setShape(value, middle);
  }
  if (middle.size() != shape.size()) {
    auto sizes = sizeTable.buildSizes(b, loc, shape);
    if (!sizes)
      return nullptr;
    value = tensor::ExpandShapeOp::create(b, loc, getType(shape), value, expand,
                                          *sizes);
    sizeTable.setShape(value, shape);
  }
  return value;
}

Value OperandBuilder::buildEmpty(ArrayRef<int64_t> shape, Type type) {
  auto sizes = sizeTable.buildSizes(b, loc, shape);
  if (!sizes)
    return nullptr;
  Value empty = tensor::EmptyOp::create(b, loc, *sizes, type);
  sizeTable.setShape(empty, shape);
  return empty;
}

Value OperandBuilder::rearrange(Value value, const Layout &layout,
                                const Layout &target) {
  SmallVector<Axis> from = flatten(layout), to = flatten(target);
  if (from != to) {
    value = reshape(value, getSizes(from));
    SmallVector<int64_t> permutation;
    for (Axis atom : to)
      permutation.push_back(llvm::find(from, atom) - from.begin());
    Value empty =
        value ? buildEmpty(getSizes(to), getElementTypeOrSelf(value.getType()))
              : Value();
    if (!empty)
      return nullptr;
    value = linalg::TransposeOp::create(b, loc, value, empty, permutation)
                .getResult()[0];
    sizeTable.setShape(value, getSizes(to));
  }
  return reshape(value, getShape(target));
}

std::optional<OperandBuilder::View>
OperandBuilder::planView(const Element *read, const Layout &layout) {
  View view;
  view.value = read->value;
  auto type = dyn_cast<RankedTensorType>(read->value.getType());
  if (!type || type.getRank() != static_cast<int64_t>(read->indices.size()))
    return std::nullopt;
  SmallVector<int64_t> shape = getShape(read->value);
  if (ShapedType::isDynamicShape(shape))
    return std::nullopt;
  for (auto [index, size] : llvm::zip_equal(read->indices, shape)) {
    IndexExpression resolved = axes.resolve(index);
    int64_t step = resolved.terms.empty() ? 1 : resolved.terms.back().stride;
    int64_t count = 1;
    SmallVector<Axis> group;
    for (const auto &term : llvm::reverse(resolved.terms)) {
      if (term.stride <= 0 || term.stride != step * count)
        return std::nullopt;
      count *= sizeTable.unite(axes.getSize(term.axis));
      group.push_back(term.axis);
    }
    std::reverse(group.begin(), group.end());
    view.layout.push_back(group);
    view.offsets.push_back(resolved.offset);
    view.sizes.push_back(count);
    view.strides.push_back(step);
    view.isSlice |= count != size;
  }
  SmallVector<Axis> from = flatten(view.layout), to = flatten(layout);
  view.cost = from == to ? 0 : kTransposeCost;
  if (view.isSlice || getShape(view.layout) != getShape(layout))
    view.cost += kReshapeCost;
  llvm::sort(from);
  llvm::sort(to);
  if (from != to)
    return std::nullopt;
  return view;
}

/// Of equals, a tensor that has to be transposed is taken as far up as
/// possible: there it is as the model computed it.
std::optional<OperandBuilder::View>
OperandBuilder::planBestView(const Element *read, const Layout &layout) {
  SmallVector<const Element *> chain;
  if (!read->is(Kind::Read) || reader.followViews(read, &chain)->isConstant())
    return std::nullopt;
  std::optional<View> best;
  for (const Element *candidate : chain) {
    std::optional<View> view = planView(candidate, layout);
    if (!view)
      continue;
    if (!best || view->cost < best->cost ||
        (view->cost == best->cost && view->cost >= kTransposeCost))
      best = view;
  }
  return best;
}

Value OperandBuilder::buildView(const View &view, const Layout &layout) {
  Value value = slice(view.value, view.offsets, view.sizes, view.strides);
  return rearrange(value, view.layout, layout);
}

//===----------------------------------------------------------------------===//
// Computations
//===----------------------------------------------------------------------===//

/// `value`, a float, as one of `type`.
static Value convert(OpBuilder &b, Location loc, Value value, Type type) {
  if (value.getType() == type)
    return value;
  if (value.getType().getIntOrFloatBitWidth() < type.getIntOrFloatBitWidth())
    return arith::ExtFOp::create(b, loc, type, value);
  return arith::TruncFOp::create(b, loc, type, value);
}

/// Strides and offsets are written as numbers.
static bool hasKnownStrides(const AxisSpace &axes,
                            const IndexExpression &index) {
  IndexExpression resolved = axes.resolve(index);
  return !axes.isUnknown(resolved.offset) &&
         llvm::none_of(resolved.terms, [&](const auto &term) {
           return axes.isUnknown(term.stride);
         });
}

namespace {
/// Writes elements out in the body of a linalg.generic.
class ElementEmitter {
public:
  ElementEmitter(OpBuilder &b, Location loc, AxisSpace &axes,
                 ArrayRef<Axis> loops)
      : b(b), loc(loc), axes(axes), loops(loops) {}

  void map(const Element *read, Value argument) { values[read] = argument; }
  void mapNumber(const Element *read, double number) {
    values[read] =
        emitNumber(number, getElementTypeOrSelf(read->value.getType()));
  }

  /// `type` is that of numbers, which have none of their own.
  Value emit(const Element *element, Type type) {
    auto [it, isNew] = values.try_emplace(element);
    if (!isNew)
      return it->second;
    Value value = emitNew(element, type);
    return values[element] = value;
  }

  Value emitIndex(const IndexExpression &index) {
    IndexExpression resolved = axes.resolve(index);
    Value sum = arith::ConstantIndexOp::create(b, loc, resolved.offset);
    for (const auto &term : resolved.terms) {
      Value stride = arith::ConstantIndexOp::create(b, loc, term.stride);
      Value scaled = arith::MulIOp::create(b, loc, emitAxis(term.axis), stride);
      sum = arith::AddIOp::create(b, loc, sum, scaled);
    }
    return sum;
  }

private:
  Value emitAxis(Axis axis) {
    const AxisSpace::Table *table = axes.getTable(axis);
    if (!table)
      return linalg::IndexOp::create(b, loc,
                                     llvm::find(loops, axis) - loops.begin());
    auto type = RankedTensorType::get(table->entries.size(), b.getIndexType());
    Value entries = arith::ConstantOp::create(
        b, loc, DenseIntElementsAttr::get(type, ArrayRef(table->entries)));
    return tensor::ExtractOp::create(b, loc, entries, emitIndex(table->domain));
  }

  Value emitNew(const Element *element, Type type) {
    switch (element->kind) {
    case Kind::Constant:
      return emitNumber(element->constant, type);
    case Kind::Read:
      return element->value;
    case Kind::Index:
      return hasKnownStrides(axes, element->indices.front())
                 ? emitIndex(element->indices.front())
                 : Value();
    case Kind::Not: {
      Value operand = emit(element->operands[0], b.getI1Type());
      if (!operand)
        return nullptr;
      return arith::XOrIOp::create(b, loc, operand,
                                   emitNumber(1, b.getI1Type()));
    }
    case Kind::BooleanCast: {
      Value operand = emit(element->operands[0], b.getI1Type());
      if (!operand)
        return nullptr;
      return arith::SelectOp::create(b, loc, operand,
                                     emitNumber(element->constant, type),
                                     emitNumber(0, type));
    }
    case Kind::Piecewise:
      return nullptr;
    default:
      if (Value copy = clone(element))
        return copy;
      return emitKind(element, type);
    }
  }

  /// The type that `element` has in the model, if it is more than a number.
  static Type getType(const Element *element, Type number) {
    if (element->is(Kind::Read))
      return getElementTypeOrSelf(element->value.getType());
    if (element->isConstant() || !element->operation ||
        element->operation->getNumResults() != 1)
      return number;
    return getElementTypeOrSelf(element->operation->getResult(0).getType());
  }

  /// The operands of `element`, numbers among them in the type of the others.
  SmallVector<Value> emitOperands(const Element *element, Type number) {
    for (const Element *operand : element->operands)
      if (!operand->isConstant())
        number = getType(operand, number);
    SmallVector<Value> operands;
    for (const Element *operand : element->operands)
      operands.push_back(emit(operand, number));
    return operands;
  }

  /// The operation of arith or math for what TOSA or a law has computed.
  Value emitKind(const Element *element, Type number) {
    if (element->is(Kind::Select))
      return emitSelect(element, number);
    SmallVector<Value> operands = emitOperands(element, number);
    if (operands.empty() || llvm::is_contained(operands, Value()))
      return nullptr;
    Value a = operands.front(), c = operands.back();
    bool isFloat = isa<FloatType>(a.getType());
    auto compare = [&](arith::CmpFPredicate ofFloats,
                       arith::CmpIPredicate ofIntegers) -> Value {
      if (isFloat)
        return arith::CmpFOp::create(b, loc, ofFloats, a, c);
      return arith::CmpIOp::create(b, loc, ofIntegers, a, c);
    };
    switch (element->kind) {
    case Kind::Equal:
      return compare(arith::CmpFPredicate::OEQ, arith::CmpIPredicate::eq);
    case Kind::NotEqual:
      return compare(arith::CmpFPredicate::UNE, arith::CmpIPredicate::ne);
    case Kind::Greater:
      return compare(arith::CmpFPredicate::OGT, arith::CmpIPredicate::sgt);
    case Kind::And:
      return arith::AndIOp::create(b, loc, a, c);
    case Kind::Or:
      return arith::OrIOp::create(b, loc, a, c);
    case Kind::IntegerCast:
      return convertInteger(a, getType(element, number));
    case Kind::Other:
      return emitIntegerArithmetic(element->operation, a, c);
    default:
      return isFloat ? emitFloatKind(element, a, c, getType(element, number))
                     : nullptr;
    }
  }

  Value convertInteger(Value value, Type type) {
    if (value.getType() == type)
      return value;
    if (isa<FloatType>(type))
      return arith::SIToFPOp::create(b, loc, type, value);
    if (!value.getType().isInteger() || !type.isInteger())
      return nullptr;
    if (value.getType().getIntOrFloatBitWidth() < type.getIntOrFloatBitWidth())
      return arith::ExtSIOp::create(b, loc, type, value);
    return arith::TruncIOp::create(b, loc, type, value);
  }

  Value emitIntegerArithmetic(Operation *original, Value a, Value c) {
    if (!a.getType().isInteger() || a.getType() != c.getType())
      return nullptr;
    return TypeSwitch<Operation *, Value>(original)
        .Case([&](tosa::AddOp) { return arith::AddIOp::create(b, loc, a, c); })
        .Case([&](tosa::SubOp) { return arith::SubIOp::create(b, loc, a, c); })
        .Case([&](tosa::MulOp) { return arith::MulIOp::create(b, loc, a, c); })
        .Default([](Operation *) { return Value(); });
  }

  Value emitSelect(const Element *element, Type number) {
    Type type = getType(element, number);
    Value condition = emit(element->operands[0], b.getI1Type());
    Value yes = emit(element->operands[1], type);
    Value no = emit(element->operands[2], type);
    if (!condition || !yes || !no)
      return nullptr;
    return arith::SelectOp::create(b, loc, condition, yes, no);
  }

  Value emitFloatKind(const Element *element, Value a, Value c, Type type) {
    switch (element->kind) {
    case Kind::Add:
      return arith::AddFOp::create(b, loc, a, c);
    case Kind::Subtract:
      return arith::SubFOp::create(b, loc, a, c);
    case Kind::Multiply:
      return arith::MulFOp::create(b, loc, a, c);
    case Kind::Divide:
      return arith::DivFOp::create(b, loc, a, c);
    case Kind::Negate:
      return arith::NegFOp::create(b, loc, a);
    case Kind::Exponential:
      return math::ExpOp::create(b, loc, a);
    case Kind::Logarithm:
      return math::LogOp::create(b, loc, a);
    case Kind::Power:
      return math::PowFOp::create(b, loc, a, c);
    case Kind::Maximum:
      return arith::MaximumFOp::create(b, loc, a, c);
    case Kind::Minimum:
      return arith::MinimumFOp::create(b, loc, a, c);
    case Kind::FloatCast:
      return convert(b, loc, a, type);
    default:
      return nullptr;
    }
  }

  Value emitNumber(double number, Type type) {
    if (isa<FloatType>(type))
      return arith::ConstantOp::create(b, loc, b.getFloatAttr(type, number));
    if (!type.isIntOrIndex())
      return nullptr;
    return arith::ConstantOp::create(
        b, loc, b.getIntegerAttr(type, static_cast<int64_t>(number)));
  }

  /// The operation that computed the element, which has the same operands.
  Value clone(const Element *element) {
    Operation *original = element->operation;
    if (!original || !original->hasTrait<OpTrait::Elementwise>() ||
        isa<tosa::TosaDialect>(original->getDialect()) ||
        original->getNumResults() != 1 ||
        original->getNumOperands() != element->operands.size())
      return nullptr;
    SmallVector<Value> operands;
    for (auto [i, operand] : llvm::enumerate(element->operands)) {
      operands.push_back(emit(
          operand, getElementTypeOrSelf(original->getOperand(i).getType())));
      if (!operands.back())
        return nullptr;
    }
    Operation *copy = original->cloneWithoutRegions();
    copy->setOperands(operands);
    copy->getResult(0).setType(
        getElementTypeOrSelf(original->getResult(0).getType()));
    b.insert(copy);
    return copy->getResult(0);
  }

  OpBuilder &b;
  Location loc;
  AxisSpace &axes;
  ArrayRef<Axis> loops;
  DenseMap<const Element *, Value> values;
};

bool isWholeTensor(const Element *read) {
  auto type = dyn_cast<ShapedType>(read->value.getType());
  return type && type.getRank() != static_cast<int64_t>(read->indices.size());
}

/// The reads of tensors in `element`, each with what it sees through views.
void collectReads(const Element *element, TensorReader &reader,
                  llvm::MapVector<const Element *, const Element *> &reads) {
  anyOperand(element, [&](const Element *part) {
    if (part->is(Kind::Read) && isa<ShapedType>(part->value.getType()) &&
        !isWholeTensor(part))
      reads.insert({part, reader.followViews(part)});
    return false;
  });
}
} // namespace

/// What a loop reads of a tensor: only the elements that it needs, as a
/// dimension that is one loop has to be of its size.
std::optional<OperandBuilder::Input>
OperandBuilder::buildInput(const Element *read, ArrayRef<Axis> loops) {
  if (!axes.isAffine(read->indices))
    return buildGather(read, loops);
  SmallVector<AffineExpr> results;
  SmallVector<int64_t> offsets, sizes, strides;
  for (const IndexExpression &index : read->indices) {
    IndexExpression resolved = axes.resolve(index);
    bool isOneLoop = resolved.terms.size() == 1;
    int64_t step = isOneLoop ? resolved.terms.front().stride : 1;
    int64_t size = 1;
    AffineExpr sum = b.getAffineConstantExpr(0);
    for (const auto &term : resolved.terms) {
      auto loop = llvm::find(loops, term.axis);
      if (loop == loops.end() || term.stride <= 0)
        return std::nullopt;
      int64_t stride = term.stride / step;
      sum = sum + b.getAffineDimExpr(loop - loops.begin()) * stride;
      size += stride * (sizeTable.unite(axes.getSize(term.axis)) - 1);
    }
    results.push_back(sum);
    offsets.push_back(resolved.offset);
    sizes.push_back(size);
    strides.push_back(step);
  }
  AffineMap map = AffineMap::get(loops.size(), 0, results, b.getContext());
  Value value = slice(read->value, offsets, sizes, strides);
  return value ? std::optional(Input{value, map}) : std::nullopt;
}

/// The elements that are read, one for each point of `loops`.
std::optional<OperandBuilder::Input>
OperandBuilder::buildGather(const Element *read, ArrayRef<Axis> loops) {
  SmallVector<Axis> base = axes.getBase(read->indices);
  SmallVector<AffineExpr> results;
  for (Axis axis : base)
    results.push_back(
        b.getAffineDimExpr(llvm::find(loops, axis) - loops.begin()));
  AffineMap map = AffineMap::get(loops.size(), 0, results, b.getContext());
  Value empty = buildEmpty(getSizes(base), getElementTypeOrSelf(read->value));
  if (!empty || !llvm::all_of(read->indices, [&](const IndexExpression &i) {
        return hasKnownStrides(axes, i);
      }))
    return std::nullopt;
  SmallVector<utils::IteratorType> iterators(base.size(),
                                             utils::IteratorType::parallel);
  auto gather = linalg::GenericOp::create(
      b, loc, empty.getType(), ValueRange(), empty,
      b.getMultiDimIdentityMap(base.size()), iterators,
      [&](OpBuilder &nested, Location, ValueRange) {
        ElementEmitter emitter(nested, loc, axes, base);
        auto indices =
            llvm::map_to_vector(read->indices, [&](const IndexExpression &i) {
              return emitter.emitIndex(i);
            });
        Value element =
            tensor::ExtractOp::create(nested, loc, read->value, indices);
        linalg::YieldOp::create(nested, loc, element);
      });
  sizeTable.setShape(gather.getResult(0), getSizes(base));
  return Input{gather.getResult(0), map};
}

Value OperandBuilder::slice(Value value, ArrayRef<int64_t> offsets,
                            ArrayRef<int64_t> sizes,
                            ArrayRef<int64_t> strides) {
  if (ArrayRef(getShape(value)) == sizes)
    return value;
  auto built = sizeTable.buildSizes(b, loc, sizes);
  auto isUnknown = [&](int64_t number) { return axes.isUnknown(number); };
  if (!built || llvm::any_of(offsets, isUnknown) ||
      llvm::any_of(strides, isUnknown))
    return nullptr;
  MLIRContext *context = b.getContext();
  Value slice = tensor::ExtractSliceOp::create(
      b, loc, value, getAsIndexOpFoldResult(context, offsets), *built,
      getAsIndexOpFoldResult(context, strides));
  sizeTable.setShape(slice, sizes);
  return slice;
}

/// `element` as computed from tensors that have only `loops`, or null.
const Element *OperandBuilder::withLoops(const Element *element,
                                         ArrayRef<Axis> loops) {
  if (element->is(Kind::Reduce))
    return buildSum(element, loops);
  if (element->is(Kind::Piecewise))
    return nullptr;
  if (!element->is(Kind::Read)) {
    SmallVector<const Element *> operands;
    for (const Element *operand : element->operands) {
      operands.push_back(withLoops(operand, loops));
      if (!operands.back())
        return nullptr;
    }
    if (llvm::equal(operands, element->operands))
      return element;
    return reader.getBuilder().copy(*element, operands, element->indices);
  }
  const Element *last = reader.followViews(element);
  bool hasLoops = llvm::all_of(axes.getBase(last->indices), [&](Axis axis) {
    return llvm::is_contained(loops, axis);
  });
  if (hasLoops)
    return element;
  const Element *next = reader.expand(last);
  return next ? withLoops(next, loops) : nullptr;
}

/// `sum` as read from a tensor that is computed for it, or null. Only sums that
/// no tensor of the model holds as a whole come here.
const Element *OperandBuilder::buildSum(const Element *sum,
                                        ArrayRef<Axis> loops) {
  Operation *original = sum->operation;
  if (!sum->isSum() || !original || original->getNumResults() != 1)
    return nullptr;
  Layout layout;
  SmallVector<IndexExpression> indices;
  for (Axis axis : loops) {
    layout.push_back({axis});
    indices.push_back(IndexExpression::of(axis));
  }
  Type type = getElementTypeOrSelf(original->getResult(0));
  Value value = buildGeneric(
      sum->operands, layout, type,
      [](OpBuilder &, ValueRange values) { return values[0]; }, sum->axes);
  return value ? reader.getBuilder().read(value, indices) : nullptr;
}

Value OperandBuilder::buildGeneric(
    ArrayRef<const Element *> asRead, const Layout &layout, Type type,
    function_ref<Value(OpBuilder &, ValueRange)> combine,
    ArrayRef<Axis> summed) {
  Layout all = layout;
  all.emplace_back(summed);
  SmallVector<Axis> loops;
  SmallVector<const Element *> elements;
  // To look further up may split loops.
  do {
    loops = flatten(all);
    elements = llvm::map_to_vector(asRead, [&](const Element *element) {
      return withLoops(element, loops);
    });
    if (llvm::is_contained(elements, nullptr))
      return nullptr;
  } while (loops != flatten(all));
  llvm::MapVector<const Element *, const Element *> reads;
  for (const Element *element : elements)
    collectReads(element, reader, reads);

  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  for (auto [read, source] : reads) {
    if (source->isConstant())
      continue;
    std::optional<Input> input = buildInput(source, loops);
    if (!input)
      return nullptr;
    inputs.push_back(input->value);
    maps.push_back(input->map);
  }
  SmallVector<Axis> kept = flatten(layout);
  AffineMap identity = b.getMultiDimIdentityMap(loops.size());
  maps.push_back(identity.getMajorSubMap(kept.size()));

  Value init = buildEmpty(getSizes(kept), type);
  if (!init)
    return nullptr;
  if (!summed.empty()) {
    Value zero = arith::ConstantOp::create(b, loc, b.getZeroAttr(type));
    init = linalg::FillOp::create(b, loc, zero, init).getResult(0);
  }
  SmallVector<utils::IteratorType> iterators(kept.size(),
                                             utils::IteratorType::parallel);
  iterators.resize(loops.size(), utils::IteratorType::reduction);
  bool isComplete = true;
  auto generic = linalg::GenericOp::create(
      b, loc, init.getType(), inputs, init, maps, iterators,
      [&](OpBuilder &nested, Location, ValueRange arguments) {
        ElementEmitter emitter(nested, loc, axes, loops);
        unsigned next = 0;
        for (auto [read, source] : reads) {
          if (source->isConstant())
            emitter.mapNumber(read, source->constant);
          else
            emitter.map(read, arguments[next++]);
        }
        SmallVector<Value> values;
        for (const Element *element : elements) {
          values.push_back(emitter.emit(element, type));
          isComplete &= static_cast<bool>(values.back());
        }
        Value result = isComplete ? combine(nested, values) : arguments.back();
        if (isComplete && !summed.empty())
          result = arith::AddFOp::create(nested, loc, result, arguments.back());
        linalg::YieldOp::create(nested, loc, result);
      });
  if (!isComplete) {
    generic.erase();
    return nullptr;
  }
  sizeTable.setShape(generic.getResult(0), getSizes(kept));
  return reshape(generic.getResult(0), getShape(layout));
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

unsigned OperandBuilder::getCost(ArrayRef<Factor> factors,
                                 const Layout &layout) {
  if (factors.size() == 1 && !factors[0].isInverse)
    if (std::optional<View> view = planBestView(factors[0].element, layout))
      return view->cost;
  return kComputeCost;
}

Value OperandBuilder::convertElements(Value value, Type type) {
  auto tensor = value ? cast<RankedTensorType>(value.getType()) : nullptr;
  if (!value || tensor.getElementType() == type)
    return value;
  Value empty = buildEmpty(getShape(value), type);
  if (!empty)
    return nullptr;
  AffineMap map = b.getMultiDimIdentityMap(tensor.getRank());
  SmallVector<utils::IteratorType> loops(tensor.getRank(),
                                         utils::IteratorType::parallel);
  auto body = [&](OpBuilder &nested, Location, ValueRange args) {
    linalg::YieldOp::create(nested, loc, convert(nested, loc, args[0], type));
  };
  return linalg::GenericOp::create(b, loc, empty.getType(), value, empty,
                                   ArrayRef<AffineMap>{map, map}, loops, body)
      .getResult(0);
}

/// `coefficient` times the product of the factors' values; an inverse one
/// divides.
static Value multiply(OpBuilder &b, Location loc, ArrayRef<Factor> factors,
                      ValueRange values, Type type, double coefficient) {
  Value product;
  if (coefficient != 1)
    product =
        arith::ConstantOp::create(b, loc, b.getFloatAttr(type, coefficient));
  for (auto [factor, unconverted] : llvm::zip(factors, values)) {
    Value value = convert(b, loc, unconverted, type);
    if (!product && factor.isInverse)
      product = arith::ConstantOp::create(b, loc, b.getFloatAttr(type, 1));
    if (!product)
      product = value;
    else if (factor.isInverse)
      product = arith::DivFOp::create(b, loc, product, value);
    else
      product = arith::MulFOp::create(b, loc, product, value);
  }
  return product;
}

Value OperandBuilder::build(ArrayRef<Factor> factors, const Layout &layout,
                            Type type, double coefficient) {
  if (factors.size() == 1 && !factors[0].isInverse && coefficient == 1)
    if (std::optional<View> view = planBestView(factors[0].element, layout))
      return convertElements(buildView(*view, layout), type);

  SmallVector<const Element *> elements;
  for (const Factor &factor : factors)
    elements.push_back(factor.element);
  return buildGeneric(
      elements, layout, type, [&](OpBuilder &nested, ValueRange values) {
        return multiply(nested, loc, factors, values, type, coefficient);
      });
}

Value OperandBuilder::buildBias(ArrayRef<Product> terms, const Layout &layout,
                                Type type) {
  if (terms.size() == 1)
    return build(terms[0].factors, layout, type, terms[0].coefficient);
  SmallVector<const Element *> elements;
  for (const Product &term : terms)
    for (const Factor &factor : term.factors)
      elements.push_back(factor.element);
  return buildGeneric(
      elements, layout, type, [&](OpBuilder &nested, ValueRange values) {
        Value sum;
        for (const Product &term : terms) {
          size_t count = term.factors.size();
          Value product =
              multiply(nested, loc, term.factors, values.take_front(count),
                       type, term.coefficient);
          values = values.drop_front(count);
          sum =
              sum ? arith::AddFOp::create(nested, loc, sum, product) : product;
        }
        return sum;
      });
}

Value OperandBuilder::concatenate(ArrayRef<Value> parts, int64_t dimFromLast) {
  if (llvm::is_contained(parts, Value()))
    return nullptr;
  if (parts.size() == 1)
    return parts.front();
  int64_t rank = cast<RankedTensorType>(parts.front().getType()).getRank();
  return tensor::ConcatOp::create(b, loc, rank - dimFromLast, parts);
}

Value OperandBuilder::buildMask(ArrayRef<Condition> conditions,
                                const Layout &layout) {
  if (conditions.size() == 1 && conditions[0].admits)
    if (std::optional<View> view = planBestView(conditions[0].element, layout))
      return buildView(*view, layout);

  SmallVector<const Element *> elements;
  for (const Condition &condition : conditions)
    elements.push_back(condition.element);
  return buildGeneric(
      elements, layout, b.getI1Type(),
      [&](OpBuilder &nested, ValueRange values) {
        Value admitted;
        if (values.empty())
          admitted = arith::ConstantIntOp::create(nested, loc, 1, 1);
        for (auto [condition, value] : llvm::zip(conditions, values)) {
          Value admits = value;
          if (!condition.admits) {
            Value yes = arith::ConstantIntOp::create(nested, loc, 1, 1);
            admits = arith::XOrIOp::create(nested, loc, value, yes);
          }
          admitted =
              admitted
                  ? Value(arith::AndIOp::create(nested, loc, admitted, admits))
                  : admits;
        }
        return admitted;
      });
}
