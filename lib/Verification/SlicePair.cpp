//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SlicePair.h"

#include "InputSizes.h"
#include "a3/Dialect/A3/Transforms/Transforms.h"

#include "mlir/Analysis/TopologicalSortUtils.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;
using namespace mlir::a3;

using ValueSet = llvm::SetVector<Value>;

/// Constants up to this number of elements stay in the code.
static constexpr int64_t kLargestConstant = 1024;

//===----------------------------------------------------------------------===//
// Following values
//===----------------------------------------------------------------------===//

/// Whether a copy of `op` computes the same elsewhere, and in bounded time. The
/// results of other operations are inputs.
static bool isComputable(Operation *op) {
  WalkResult result = op->walk([](Operation *nested) {
    if (isa<cf::AssertOp>(nested))
      return WalkResult::advance();
    bool isKnown =
        isa_and_nonnull<affine::AffineDialect, arith::ArithDialect,
                        linalg::LinalgDialect, math::MathDialect,
                        tensor::TensorDialect, tosa::TosaDialect, A3Dialect>(
            nested->getDialect());
    bool isPure = nested->getNumRegions() != 0 || isMemoryEffectFree(nested);
    // Upstream's verifier lets integers pass, and its code does not.
    bool isSoftmaxOfIntegers =
        isa<linalg::SoftmaxOp>(nested) &&
        !isa<FloatType>(getElementTypeOrSelf(nested->getOperand(0)));
    return WalkResult(success(isKnown && isPure && !isSoftmaxOfIntegers));
  });
  return !result.wasInterrupted();
}

static SmallVector<Value> getSources(Operation *op) {
  SmallVector<Value> sources(op->getOperands());
  ValueSet captured;
  getUsedValuesDefinedAbove(op->getRegions(), captured);
  llvm::append_range(sources, captured);
  return sources;
}

/// The operation that computes `value`, or null if it is an input.
static Operation *getComputation(Value value) {
  Operation *op = value.getDefiningOp();
  return op && isComputable(op) ? op : nullptr;
}

/// Adds `root` and all that it depends on, up to `stops` and inputs.
static void follow(Value root, const ValueSet &stops, ValueSet &reached) {
  SmallVector<Value> worklist{root};
  while (!worklist.empty()) {
    Value value = worklist.pop_back_val();
    if (!reached.insert(value) || stops.contains(value))
      continue;
    if (Operation *op = getComputation(value))
      llvm::append_range(worklist, getSources(op));
  }
}

static llvm::SetVector<Operation *> getComputations(const ValueSet &values,
                                                    const ValueSet &stops) {
  llvm::SetVector<Operation *> computations;
  for (Value value : values)
    if (Operation *op = getComputation(value); op && !stops.contains(value))
      computations.insert(op);
  return topologicalSort(computations);
}

/// The type of the input that can stand for `value` once its open sizes are
/// chosen, or null.
static RankedTensorType getOpenInputType(Value value) {
  Type type = value.getType();
  if (type.isIntOrIndexOrFloat())
    type = RankedTensorType::get({}, type);
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || llvm::is_contained(tensor.getShape(), 0) ||
      tensor.getEncoding() || !tensor.getElementType().isIntOrIndexOrFloat())
    return nullptr;
  return tensor;
}

/// The type of the input that can stand for `value` as it is, or null.
static RankedTensorType getInputType(Value value) {
  RankedTensorType type = getOpenInputType(value);
  return type && type.hasStaticShape() ? type : nullptr;
}

/// The constant that `op` is, if it is better not put into the code.
static ElementsAttr getLargeConstant(Operation *op) {
  Attribute attribute;
  if (auto constant = dyn_cast<arith::ConstantOp>(op))
    attribute = constant.getValue();
  if (auto constant = dyn_cast<tosa::ConstOp>(op))
    attribute = constant.getValues();
  if (isa_and_nonnull<DenseResourceElementsAttr>(attribute))
    return cast<ElementsAttr>(attribute);
  auto elements = dyn_cast_if_present<ElementsAttr>(attribute);
  if (!elements || elements.isSplat() ||
      elements.getNumElements() <= kLargestConstant)
    return nullptr;
  return elements;
}

//===----------------------------------------------------------------------===//
// Where to cut
//===----------------------------------------------------------------------===//

namespace {
class Cut {
public:
  Cut(Value original, Value raised, CutKind kind)
      : original(original), raised(raised), kind(kind) {
    follow(original, /*stops=*/{}, originalValues);
    ValueSet raisedValues;
    follow(raised, /*stops=*/{}, raisedValues);
    ValueSet all = originalValues;
    all.insert_range(raisedValues);
    findVariables(all);
    if (kind != CutKind::AtReads)
      findMaskSources(raisedValues);
    cutAtNewReads(raisedValues);
    while (moveBack()) {
    }
  }

  const ValueSet &getValues() const { return cut; }

private:
  /// What depends on nothing but constants is no input: it may be a mask.
  void findVariables(const ValueSet &values) {
    for (Value value : values)
      if (!getComputation(value))
        variables.insert(value);
    for (Operation *op : getComputations(values, /*stops=*/{}))
      if (llvm::any_of(getSources(op),
                       [&](Value v) { return variables.contains(v); }))
        variables.insert_range(op->getResults());
  }

  /// A float that becomes a mask may be known to be 0 or -inf: an input would
  /// be any number.
  void findMaskSources(const ValueSet &raisedValues) {
    for (Operation *op : getComputations(raisedValues, /*stops=*/{}))
      if (auto attention = dyn_cast<AttentionOp>(op); attention)
        if (Value mask = attention.getMask())
          follow(mask, /*stops=*/{}, maskSources);
  }

  bool canBeInput(Value value) const {
    bool isFloat = isa<FloatType>(getElementTypeOrSelf(value.getType()));
    return getInputType(value) &&
           !(isFloat && maskSources.contains(value) && getComputation(value));
  }

  void cutAtNewReads(const ValueSet &raisedValues) {
    llvm::SetVector<Operation *> old =
        getComputations(originalValues, /*stops=*/{});
    addToCut(raised);
    for (Operation *op : getComputations(raisedValues, /*stops=*/{}))
      if (!old.contains(op))
        for (Value source : getSources(op))
          addToCut(source);
    removeDependent();
  }

  /// Values that cannot be inputs are computed from those above.
  void addToCut(Value value) {
    if (originalValues.contains(value) && variables.contains(value) &&
        canBeInput(value))
      cut.insert(value);
  }

  ValueSet getAncestors(Value value) {
    ValueSet ancestors;
    if (Operation *op = getComputation(value))
      for (Value source : getSources(op))
        follow(source, /*stops=*/{}, ancestors);
    return ancestors;
  }

  void removeDependent() {
    if (kind == CutKind::AtReads)
      return;
    SmallVector<Value> dependent;
    for (Value value : cut)
      if (llvm::any_of(getAncestors(value),
                       [&](Value v) { return cut.contains(v); }))
        dependent.push_back(value);
    for (Value value : dependent)
      cut.remove(value);
  }

  /// Replaces one value that the computations have a way around, if there is
  /// one, by what it is computed from.
  bool moveBack() {
    ValueSet reached;
    follow(original, cut, reached);
    follow(raised, cut, reached);
    auto isAround = [&](Value v) {
      return variables.contains(v) && reached.contains(v) && !cut.contains(v);
    };
    for (Value value : cut) {
      if (llvm::none_of(getAncestors(value), isAround))
        continue;
      cut.remove(value);
      for (Value source : getSources(getComputation(value)))
        addAbove(source);
      removeDependent();
      return true;
    }
    return false;
  }

  void addAbove(Value value) {
    if (!variables.contains(value))
      return;
    if (canBeInput(value)) {
      cut.insert(value);
      return;
    }
    if (Operation *op = getComputation(value))
      for (Value source : getSources(op))
        addAbove(source);
  }

  Value original, raised;
  CutKind kind;
  ValueSet originalValues, maskSources, cut;
  DenseSet<Value> variables;
};

//===----------------------------------------------------------------------===//
// Extraction
//===----------------------------------------------------------------------===//

class Extraction {
public:
  Extraction(const ValueSet &cut, Value original, Value raised)
      : cut(cut), original(original), raised(raised), b(original.getContext()),
        loc(original.getLoc()) {
    follow(original, cut, originalValues);
    follow(raised, cut, raisedValues);
  }

  FailureOr<SlicePair> run(std::string &reason) {
    pair.resultType = getOpenInputType(original);
    if (!pair.resultType) {
      llvm::raw_string_ostream(reason)
          << "a result of type " << original.getType() << " cannot be compared";
      return failure();
    }
    if (!collectInputs(reason))
      return failure();
    bool hasOpenSizes = chooseSizes();
    pair.module = ModuleOp::create(b, loc);
    emit(SlicePair::kOriginal, original, originalValues,
         /*hasEmptyResult=*/false);
    emit(SlicePair::kRaised, raised, raisedValues, /*hasEmptyResult=*/true);
    if ((hasOpenSizes || !pair.resultType.hasStaticShape()) &&
        (failed(resolveSizes(*pair.module)) || failed(closeResults())))
      return failure();
    return std::move(pair);
  }

private:
  bool collectInputs(std::string &reason) {
    ValueSet all = originalValues;
    all.insert_range(raisedValues);
    for (Value value : all) {
      Operation *op = getComputation(value);
      ElementsAttr constant = op ? getLargeConstant(op) : nullptr;
      if (op && !constant && !cut.contains(value))
        continue;
      RankedTensorType type = getOpenInputType(value);
      if (pair.doubt.empty() && dependsOnCut(value))
        llvm::raw_string_ostream(pair.doubt)
            << "'" << value.getDefiningOp()->getName()
            << "' cannot be computed apart from the model";
      if (!type) {
        llvm::raw_string_ostream(reason)
            << "a value of type " << value.getType()
            << " would have to be made up";
        return false;
      }
      inputs.insert(value);
      pair.inputs.push_back({type, constant});
    }
    return true;
  }

  /// Returns whether there are any to choose.
  bool chooseSizes() {
    if (llvm::all_of(pair.inputs, [](const SliceInput &input) {
          return input.type.hasStaticShape();
        }))
      return false;
    // What the original needs, and not what the raise makes of it.
    InputSizes sizes(inputs.getArrayRef(),
                     getComputations(originalValues, inputs).getArrayRef());
    for (auto [value, input] : llvm::zip(inputs, pair.inputs))
      input.type = sizes.getType(value, input.type);
    pair.numRows = sizes.getLargest();
    return true;
  }

  /// Gives the results, which are the last arguments, the shape that they have.
  LogicalResult closeResults() {
    if (pair.resultType.hasStaticShape())
      return success();
    std::optional<SmallVector<int64_t>> shape;
    for (auto function : pair.module->getOps<func::FuncOp>()) {
      bufferization::MaterializeInDestinationOp result;
      function.walk(
          [&](bufferization::MaterializeInDestinationOp op) { result = op; });
      auto found = getResolvedShape(result.getSource());
      if (!found || (shape && shape != found))
        return result.emitOpError("has a result whose size is not known, or "
                                  "another than the original's");
      shape = found;
    }
    pair.resultType = pair.resultType.clone(*shape);
    for (auto function : pair.module->getOps<func::FuncOp>()) {
      function.getArguments().back().setType(getBufferType(pair.resultType));
      function.setType(
          b.getFunctionType(function.getBody().getArgumentTypes(), {}));
    }
    return success();
  }

  /// Whether `value` is the result of an operation that is not computed, but
  /// is no more free than other inputs are.
  bool dependsOnCut(Value value) {
    Operation *op = value.getDefiningOp();
    if (!op || isComputable(op) || cut.contains(value))
      return false;
    ValueSet ancestors;
    for (Value source : getSources(op))
      follow(source, /*stops=*/{}, ancestors);
    return llvm::any_of(cut, [&](Value v) { return ancestors.contains(v); });
  }

  static MemRefType getBufferType(RankedTensorType type) {
    return MemRefType::get(type.getShape(), type.getElementType());
  }

  void emit(StringRef name, Value result, const ValueSet &values,
            bool hasEmptyResult) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToEnd(pair.module->getBody());
    SmallVector<Type> types;
    for (const SliceInput &input : pair.inputs)
      types.push_back(getBufferType(input.type));
    if (hasEmptyResult)
      types.push_back(MemRefType::get({}, b.getF64Type()));
    types.push_back(getBufferType(pair.resultType));
    auto function =
        func::FuncOp::create(b, loc, name, b.getFunctionType(types, {}));
    b.setInsertionPointToStart(function.addEntryBlock());

    IRMapping mapping;
    for (auto [value, argument] : llvm::zip(inputs, function.getArguments()))
      mapping.map(value, load(argument, value.getType()));
    // Random inputs need not be what the model promises.
    function.walk([](cf::AssertOp op) { op.erase(); });
    SmallVector<AttentionOp> attentions = cloneComputations(values, mapping);
    bufferization::MaterializeInDestinationOp::create(
        b, loc, /*result=*/Type(), mapping.lookup(result),
        function.getArguments().back(), /*restrict=*/true, /*writable=*/true);
    func::ReturnOp::create(b, loc);
    if (hasEmptyResult)
      decompose(attentions, function.getArguments().drop_back().back());
  }

  Value load(Value buffer, Type type) {
    auto bufferType = cast<MemRefType>(buffer.getType());
    Value tensor = bufferization::ToTensorOp::create(
        b, loc,
        RankedTensorType::get(bufferType.getShape(),
                              bufferType.getElementType()),
        buffer, /*restrict=*/true);
    if (tensor.getType() == type)
      return tensor;
    if (isa<RankedTensorType>(type))
      return tensor::CastOp::create(b, loc, type, tensor);
    return tensor::ExtractOp::create(b, loc, tensor, ValueRange());
  }

  /// Returns the attention that the original does not have.
  SmallVector<AttentionOp> cloneComputations(const ValueSet &values,
                                             IRMapping &mapping) {
    SmallVector<AttentionOp> attentions;
    for (Operation *op : getComputations(values, inputs)) {
      auto attention = dyn_cast<AttentionOp>(b.clone(*op, mapping));
      if (attention && !originalValues.contains(op->getResult(0)))
        attentions.push_back(attention);
    }
    return attentions;
  }

  /// Here, and not with the rest, so that its empty queries can be told apart.
  void decompose(ArrayRef<AttentionOp> attentions, Value emptyBuffer) {
    IRRewriter rewriter(b);
    for (AttentionOp attention : attentions) {
      pair.numRows = std::max(pair.numRows, attention.getNumRows());
      pair.isMasked |= attention.getMask() || attention.getCausal();
      b.setInsertionPoint(attention);
      Value empty = load(emptyBuffer, b.getF64Type());
      Type type = attention.getQueryType().getElementType();
      if (empty.getType() != type)
        empty = arith::TruncFOp::create(b, loc, type, empty);
      // Raised attention is exact and on tensors, so this cannot fail.
      (void)decomposeAttention(rewriter, attention, empty);
    }
  }

  const ValueSet &cut;
  Value original, raised;
  ValueSet originalValues, raisedValues, inputs;
  SlicePair pair;
  OpBuilder b;
  Location loc;
};
} // namespace

FailureOr<SlicePair> a3::extractSlicePair(Value original, Value raised,
                                          CutKind kind, std::string &reason) {
  Cut cut(original, raised, kind);
  return Extraction(cut.getValues(), original, raised).run(reason);
}
