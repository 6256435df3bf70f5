//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/RaiseAttention/Passes.h"

#include "OperandBuilder.h"
#include "a3/Dialect/A3/IR/Places.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3RAISEATTENTION
#include "a3/Conversion/RaiseAttention/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// Builds one a3.attention.
class Raising {
public:
  Raising(OpBuilder &b, const AttentionMatch &match, TensorReader &reader)
      : b(b), match(match), reader(reader), axes(reader.getAxes()),
        algebra(reader), operands(b, match.secondProduct->getLoc(), reader) {
    for (Axis axis : match.resultAxes)
      resultLayout.push_back(axes.getAtoms(axis));
  }

  /// The value that replaces the match's result, or null if an operand cannot
  /// be built. The attention has no name yet.
  Value run() {
    Location loc = match.secondProduct->getLoc();
    Type type = getElementTypeOrSelf(match.result.getType());
    chooseBatch();
    Value query = operands.build(match.query, getQueryLayout(), type);
    SmallVector<Value> keys, values, masks;
    bool hasMask = llvm::any_of(
        match.parts, [](const RowPart &part) { return !part.masks.empty(); });
    for (const RowPart &part : match.parts) {
      keys.push_back(operands.build(part.key, getKeyLayout(part), type));
      values.push_back(operands.build(part.value, getValueLayout(part), type));
      if (hasMask)
        masks.push_back(operands.buildMask(part.masks, getMaskLayout(part)));
    }
    Value key = operands.concatenateRows(keys);
    Value value = operands.concatenateRows(values);
    Value mask = hasMask ? operands.concatenateColumns(masks) : Value();
    Value bias = match.hasBias() ? buildBias(type) : Value();
    if (!query || !key || !value || (hasMask && !mask) ||
        (match.hasBias() && !bias))
      return nullptr;

    Layout layout = batch;
    layout.push_back(match.queries);
    layout.push_back(match.columns);
    Value output = operands.buildEmpty(operands.getShape(layout), type);
    if (!output)
      return nullptr;
    attention = AttentionOp::create(
        b, withPlaces(loc, findPlaces()), output.getType(), query, key, value,
        mask, bias,
        /*sorted_rows=*/Value(), output, b.getF32FloatAttr(match.scale),
        /*causal=*/UnitAttr(),
        /*causal_offset=*/b.getI64IntegerAttr(0),
        /*approximation=*/ApproximationAttr(), /*sorted_tile=*/IntegerAttr(),
        /*site=*/StringAttr());
    reader.getSizes().setShape(attention.getResult(0),
                               operands.getShape(layout));
    return multiply(
        operands.rearrange(attention.getResult(0), layout, resultLayout));
  }

  AttentionOp attention; ///< What `run` has built.

private:
  /// Where the model computes each operand, behind views.
  SmallVector<OperandPlace> findPlaces() {
    SmallVector<OperandPlace> places;
    auto add = [&](StringRef name, const Element *element) {
      if (element->is(Element::Kind::Read))
        element = reader.followViews(element);
      if (element->is(Element::Kind::Read))
        places.emplace_back(name, element->value.getLoc());
      else if (element->operation)
        places.emplace_back(name, element->operation->getLoc());
    };
    const RowPart &part = match.parts.front();
    add("query", match.query.front().element);
    add("key", part.key.front().element);
    add("value", part.value.front().element);
    if (!part.masks.empty())
      add("mask", part.masks.front().element);
    if (!part.bias.empty())
      add("bias", part.bias.front().factors.front().element);
    return places;
  }

  /// Scores that are concatenated have none.
  Value buildBias(Type type) {
    const RowPart &part = match.parts.front();
    return operands.buildBias(part.bias, getBiasLayout(part), type);
  }

  Value multiply(Value result) {
    if (!result)
      return nullptr;
    if (match.after.factors.empty() &&
        std::abs(match.after.coefficient - 1) < 1e-6)
      return result;
    SmallVector<IndexExpression> indices;
    for (Axis axis : match.resultAxes)
      indices.push_back(IndexExpression::of(axis));
    SmallVector<Factor> factors{{reader.getBuilder().read(result, indices)}};
    factors.append(match.after.factors);
    return operands.build(factors, resultLayout,
                          getElementTypeOrSelf(result.getType()),
                          match.after.coefficient);
  }

  /// A dimension a batch dimension of the result, or one an atom, whichever
  /// moves less data.
  void chooseBatch() {
    Layout atoms;
    for (Axis atom : match.batch)
      atoms.push_back({atom});
    batch = atoms;
    Layout asResult;
    if (!getBatchOfResult(asResult))
      return;
    unsigned atomCost = getCost();
    batch = asResult;
    if (atomCost < getCost())
      batch = atoms;
  }

  /// Fails if a dimension of the result, or an operand, has only a part of
  /// what would be one batch dimension.
  bool getBatchOfResult(Layout &layout) {
    SmallVector<Axis> flat;
    for (ArrayRef<Axis> group : resultLayout) {
      size_t size = llvm::count_if(group, [&](Axis atom) {
        return llvm::is_contained(match.batch, atom);
      });
      if (size == 0)
        continue;
      if (size != group.size() || !isWhole(group))
        return false;
      layout.emplace_back(group);
    }
    return true;
  }

  bool isWhole(ArrayRef<Axis> group) {
    auto isAllOrNone = [&](auto dependsOn) {
      size_t size = llvm::count_if(group, dependsOn);
      return size == 0 || size == group.size();
    };
    return isAllOrNone([&](Axis a) { return isInKey(a); }) &&
           isAllOrNone([&](Axis a) { return isInValue(a); }) &&
           isAllOrNone([&](Axis a) { return isMasked(a); }) &&
           isAllOrNone([&](Axis a) { return isBiased(a); });
  }

  unsigned getCost() {
    unsigned cost = operands.getCost(match.query, getQueryLayout());
    for (const RowPart &part : match.parts)
      cost += operands.getCost(part.key, getKeyLayout(part)) +
              operands.getCost(part.value, getValueLayout(part));
    return cost;
  }

  bool dependsOn(ArrayRef<Factor> factors, ArrayRef<Axis> group) {
    return llvm::any_of(factors, [&](const Factor &factor) {
      return algebra.dependsOn(factor.element, group);
    });
  }

  bool isInKey(ArrayRef<Axis> group) {
    return llvm::any_of(match.parts, [&](const RowPart &part) {
      return dependsOn(part.key, group);
    });
  }

  bool isInValue(ArrayRef<Axis> group) {
    return llvm::any_of(match.parts, [&](const RowPart &part) {
      return dependsOn(part.value, group);
    });
  }

  bool isMasked(ArrayRef<Axis> group) {
    return llvm::any_of(match.parts, [&](const RowPart &part) {
      return llvm::any_of(part.masks, [&](const Condition &mask) {
        return algebra.dependsOn(mask.element, group);
      });
    });
  }

  bool isBiased(ArrayRef<Axis> group) {
    return llvm::any_of(match.parts, [&](const RowPart &part) {
      return llvm::any_of(part.bias, [&](const Product &term) {
        return dependsOn(term.factors, group);
      });
    });
  }

  /// Queries have all batch dimensions, other operands may broadcast some.
  Layout getQueryLayout() {
    Layout layout = batch;
    layout.push_back(match.queries);
    layout.push_back(match.inner);
    return layout;
  }

  Layout getBatch(function_ref<bool(ArrayRef<Axis>)> hasGroup) {
    Layout layout;
    for (ArrayRef<Axis> group : batch)
      layout.emplace_back(hasGroup(group) ? group : ArrayRef<Axis>());
    return layout;
  }

  Layout getKeyLayout(const RowPart &part) {
    Layout layout =
        getBatch([&](ArrayRef<Axis> group) { return isInKey(group); });
    layout.push_back(part.rows);
    layout.push_back(match.inner);
    return layout;
  }

  Layout getValueLayout(const RowPart &part) {
    Layout layout =
        getBatch([&](ArrayRef<Axis> group) { return isInValue(group); });
    layout.push_back(part.rows);
    layout.push_back(match.columns);
    return layout;
  }

  Layout getMaskLayout(const RowPart &part) {
    return getScoreLayout(
        part, [&](ArrayRef<Axis> group) { return isMasked(group); });
  }

  Layout getBiasLayout(const RowPart &part) {
    return getScoreLayout(
        part, [&](ArrayRef<Axis> group) { return isBiased(group); });
  }

  /// Of something for each query and row, with the groups that it has.
  Layout getScoreLayout(const RowPart &part,
                        function_ref<bool(ArrayRef<Axis>)> hasGroup) {
    Layout layout = getBatch(hasGroup);
    layout.push_back(hasGroup(match.queries) ? match.queries
                                             : SmallVector<Axis>());
    layout.push_back(part.rows);
    return layout;
  }

  OpBuilder &b;
  const AttentionMatch &match;
  TensorReader &reader;
  AxisSpace &axes;
  Algebra algebra;
  OperandBuilder operands;
  Layout resultLayout, batch;
};

/// Raises all attention of one scope.
class AttentionRaiser {
public:
  AttentionRaiser(bool biasPort, RaiseListener listener)
      : biasPort(biasPort), listener(listener) {}

  RaiseSummary run(Operation *scope) {
    // Sites are raised one by one: the operands of a later one may be views
    // of what an earlier one has replaced.
    ConstantFacts constants;
    SmallVector<OpResult> normalisations = findNormalisations(scope, constants);
    for (OpResult sum : normalisations)
      sums.insert(sum.getOwner());
    for (OpResult sum : normalisations) {
      TensorReader reader(constants);
      AttentionResult result = analyzeAttention(sum, reader);
      if (auto *refusal = std::get_if<AttentionRefusal>(&result)) {
        remark(sum, *refusal);
        continue;
      }
      auto &matches = std::get<SmallVector<AttentionMatch, 1>>(result);
      const auto *biased = llvm::find_if(
          matches, [](const AttentionMatch &match) { return match.hasBias(); });
      if (!biasPort && biased != matches.end()) {
        remark(sum, {RefusalReason::DenseBias, biased->biasSource});
        continue;
      }
      raiseAll(scope, sum, matches, reader);
    }
    return std::move(summary);
  }

private:
  /// A softmax may be of several attentions, one of which may be computed from
  /// another's result: the last one comes first, and nothing is erased before
  /// all are built.
  void raiseAll(Operation *scope, OpResult sum,
                MutableArrayRef<AttentionMatch> matches, TensorReader &reader) {
    if (matches.size() > 1)
      sortLastFirst(scope, matches);
    llvm::SmallSetVector<Operation *, 8> replaced;
    SmallVector<AttentionOp> built;
    for (const AttentionMatch &match : matches) {
      Operation *op = match.result.getDefiningOp();
      // Only one that was built leaves users without use.
      if (!built.empty() && hasOnlyUnusedUsers(op))
        continue;
      if (AttentionOp attention = raise(sum, match, reader)) {
        replaced.insert(op);
        built.push_back(attention);
      }
    }
    eraseUnused(std::move(replaced));
    for (AttentionOp attention : llvm::reverse(built))
      attention.setSite("attention." + std::to_string(summary.raised++));
  }

  static void sortLastFirst(Operation *scope,
                            MutableArrayRef<AttentionMatch> matches) {
    DenseMap<Operation *, size_t> order;
    scope->walk<WalkOrder::PreOrder>(
        [&](Operation *op) { order.try_emplace(op, order.size()); });
    auto place = [&](const AttentionMatch &match) {
      auto result = cast<OpResult>(match.result);
      return std::pair(order.lookup(result.getOwner()),
                       result.getResultNumber());
    };
    llvm::sort(matches, [&](const auto &a, const auto &b) {
      return place(a) > place(b);
    });
  }

  /// Whether what uses `op`, if anything does, is to be erased.
  bool hasOnlyUnusedUsers(Operation *op) {
    llvm::SmallSetVector<Operation *, 8> worklist;
    worklist.insert(op);
    for (size_t i = 0; i < worklist.size(); ++i)
      for (Operation *user : worklist[i]->getUsers()) {
        if (sums.contains(user) || !isErasable(user))
          return false;
        worklist.insert(user);
      }
    return true;
  }

  /// Null if it cannot be built.
  AttentionOp raise(OpResult sum, const AttentionMatch &match,
                    TensorReader &reader) {
    OpBuilder b(match.result.getDefiningOp());
    Raising raising(b, match, reader);
    Value value = raising.run();
    if (!value) {
      remark(sum, {RefusalReason::UnsupportedOperand, match.secondProduct});
      return nullptr;
    }
    Value replaced = match.result;
    if (listener)
      listener(replaced, value);
    replaced.replaceAllUsesWith(value);
    return raising.attention;
  }

  /// Erases what nothing uses any more from these up to the sums: an assert
  /// that a divisor is not zero would keep it from being removed by others.
  /// Each is once in the list, so that nothing erased is left in it.
  void eraseUnused(llvm::SmallSetVector<Operation *, 8> worklist) {
    while (!worklist.empty()) {
      Operation *unused = worklist.pop_back_val();
      if (sums.contains(unused) || !isUnused(unused))
        continue;
      for (Value operand : unused->getOperands())
        if (Operation *source = operand.getDefiningOp())
          worklist.insert(source);
      unused->erase();
    }
  }

  void remark(OpResult sum, const AttentionRefusal &refusal) {
    InFlightDiagnostic diagnostic =
        emitRemark(sum.getLoc(), getRemark(refusal.reason));
    if (refusal.operation && refusal.operation != sum.getOwner())
      diagnostic.attachNote(refusal.operation->getLoc())
          << "the analysis stopped here";
    summary.refused.push_back({sum.getLoc(), refusal.reason});
  }

  const bool biasPort;
  RaiseListener listener;
  RaiseSummary summary;
  DenseSet<Operation *> sums;
};

struct RaiseAttention : a3::impl::A3RaiseAttentionBase<RaiseAttention> {
  using A3RaiseAttentionBase::A3RaiseAttentionBase;

  void runOnOperation() override {
    RaiseSummary summary = raiseAttention(getOperation(), biasPort);
    numRaised += summary.raised;
    numRefused += summary.refused.size();
  }
};
} // namespace

RaiseSummary a3::raiseAttention(Operation *scope, bool biasPort,
                                RaiseListener listener) {
  return AttentionRaiser(biasPort, listener).run(scope);
}
