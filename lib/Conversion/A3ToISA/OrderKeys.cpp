//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/A3ToISA/OrderKeys.h"

#include "a3/Conversion/A3ToISA/Offload.h"
#include "a3/Conversion/A3ToISA/Passes.h"
#include "a3/Dialect/A3/IR/ConstantKeys.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3ORDERKEYS
#include "a3/Conversion/A3ToISA/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// A tensor and which of its dimensions are the rows of K.
struct Rows {
  Value tensor;
  int64_t dim;

  RankedTensorType getType() const {
    return cast<RankedTensorType>(tensor.getType());
  }
};
} // namespace

/// The dimension of `group` that may be other than 1, if there is just one.
static std::optional<int64_t> getOnlySized(ArrayRef<int64_t> group,
                                           ArrayRef<int64_t> shape) {
  std::optional<int64_t> sized;
  for (int64_t dim : group) {
    if (shape[dim] == 1)
      continue;
    if (sized)
      return std::nullopt;
    sized = dim;
  }
  return sized ? sized : group.front();
}

static std::optional<Rows> lookThrough(tensor::ExpandShapeOp op, int64_t dim) {
  for (auto [from, group] : llvm::enumerate(op.getReassociationIndices()))
    if (llvm::is_contained(group, dim) &&
        getOnlySized(group, op.getType().getShape()) == dim)
      return Rows{op.getSrc(), static_cast<int64_t>(from)};
  return std::nullopt;
}

static std::optional<Rows> lookThrough(tensor::CollapseShapeOp op,
                                       int64_t dim) {
  std::optional<int64_t> from = getOnlySized(op.getReassociationIndices()[dim],
                                             op.getSrcType().getShape());
  return from ? std::optional(Rows{op.getSrc(), *from}) : std::nullopt;
}

/// The dimension of as many elements that as many come before.
static std::optional<Rows> lookThrough(tosa::ReshapeOp op, int64_t dim) {
  auto from = dyn_cast<RankedTensorType>(op.getInput1().getType());
  auto to = dyn_cast<RankedTensorType>(op.getType());
  if (!from || !to || !from.hasStaticShape() || !to.hasStaticShape())
    return std::nullopt;
  int64_t before = llvm::product_of(to.getShape().take_front(dim)), count = 1;
  for (auto [source, size] : llvm::enumerate(from.getShape())) {
    if (count == before && size == to.getDimSize(dim))
      return Rows{op.getInput1(), static_cast<int64_t>(source)};
    count *= size;
  }
  return std::nullopt;
}

/// What `rows` is a view or transpose of, with its rows whole.
static Rows followViews(Rows rows) {
  using Found = std::optional<Rows>;
  while (Operation *op = rows.tensor.getDefiningOp()) {
    Found next = llvm::TypeSwitch<Operation *, Found>(op)
                     .Case<tensor::ExpandShapeOp, tensor::CollapseShapeOp,
                           tosa::ReshapeOp>(
                         [&](auto view) { return lookThrough(view, rows.dim); })
                     .Case([&](tensor::CastOp cast) {
                       return isa<RankedTensorType>(cast.getSource().getType())
                                  ? Found({cast.getSource(), rows.dim})
                                  : std::nullopt;
                     })
                     .Case([&](linalg::TransposeOp transpose) {
                       return Found({transpose.getInput(),
                                     transpose.getPermutation()[rows.dim]});
                     })
                     .Case([&](tosa::TransposeOp transpose) {
                       return Found({transpose.getInput1(),
                                     transpose.getPerms()[rows.dim]});
                     })
                     .Default(std::nullopt);
    if (!next)
      break;
    rows = *next;
  }
  return rows;
}

/// The first part of what is concatenated along its rows.
static std::optional<Rows> getFirstPart(Rows rows) {
  int64_t dim = -1;
  if (auto concat = rows.tensor.getDefiningOp<tensor::ConcatOp>())
    dim = concat.getDim();
  else if (auto concat = rows.tensor.getDefiningOp<tosa::ConcatOp>())
    dim = concat.getAxis();
  if (dim != rows.dim)
    return std::nullopt;
  return Rows{rows.tensor.getDefiningOp()->getOperand(0), dim};
}

namespace {
/// The order of keys that is on its way through a function.
struct CarriedOrder {
  Value before; ///< Stands for the argument until it is sure to be used.
  InsertSortedRowsOp after;
};

class KeyOrdering {
public:
  KeyOrdering(func::FuncOp entry, const ::a3::Machine &machine, bool carry)
      : entry(entry), machine(machine), carry(carry) {}

  unsigned run() {
    bool selects = false;
    entry.walk([&](AttentionOp op) {
      ApproximationAttr approximation = op.getApproximationAttr();
      if (!approximation || !approximation.selects())
        return;
      selects = true;
      if (!op.getSortedRows() && isa<RankedTensorType>(op.getKey().getType()))
        order(op);
    });
    if (carry && !selects)
      entry.emitRemark("no attention selects candidates (m), so there is no "
                       "order of keys to carry");
    unsigned numCarried = 0;
    for (auto &[key, order] : carried)
      numCarried += addToSignature(order);
    return numCarried;
  }

private:
  using Key = std::pair<Value, int64_t>; ///< With the rows of a tile.

  void order(AttentionOp op) {
    int64_t tile = getSortedTile(op, machine);
    if (tile == 0)
      return;
    Value rows = getConstantOrder(op.getKey(), tile);
    if (!rows && carry)
      rows = getCarriedOrder(op, tile);
    if (!rows)
      return;
    op.getSortedRowsMutable().assign(rows);
    op.setSortedTile(tile);
    if (!checkOffload(op, machine))
      return;
    op.getSortedRowsMutable().clear();
    op.removeSortedTileAttr();
  }

  Value getConstantOrder(Value key, int64_t tile) {
    auto [it, isNew] = constants.try_emplace({key, tile});
    if (!isNew)
      return it->second;
    std::optional<ConstantKeys> keys = ConstantKeys::find(key);
    if (!keys)
      return nullptr;
    OpBuilder b(entry.getContext());
    b.setInsertionPointAfterValue(key);
    it->second = arith::ConstantOp::create(b, key.getLoc(),
                                           keys->sort(b.getContext(), tile));
    return it->second;
  }

  Value getCarriedOrder(AttentionOp op, int64_t tile) {
    Value key = op.getKey();
    int64_t dim = op.getBatchRank();
    std::optional<Rows> part = getFirstPart(followViews({key, dim}));
    Rows cache = part ? followViews(*part) : followViews({key, dim});
    if (!part || !isArgument(cache.tensor)) {
      if (!checkOffload(op, machine))
        explain(op, cache.tensor);
      return nullptr;
    }
    CarriedOrder &order = carried[{key, tile}];
    if (!order.after)
      order = insertRows(key, part->getType().getDimSize(part->dim), tile);
    return order.after.getResult(0);
  }

  bool isArgument(Value value) {
    auto argument = dyn_cast<BlockArgument>(value);
    return argument && argument.getOwner() == &entry.front();
  }

  void explain(AttentionOp op, Value keys) {
    InFlightDiagnostic remark =
        emitRemark(op.getLoc())
        << "the machine sorts the keys: their order cannot be carried, since "
           "they are no argument with new rows behind it";
    remark.attachNote(keys.getLoc()) << "the keys come from here";
  }

  /// Of `key`, whose first rows are `numSorted`.
  static CarriedOrder insertRows(Value key, int64_t numSorted, int64_t tile) {
    OpBuilder b(key.getContext());
    b.setInsertionPointAfterValue(key);
    Location loc = key.getLoc();
    SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(b, loc, key);
    std::swap(sizes.end()[-1], sizes.end()[-2]);
    Value empty = tensor::EmptyOp::create(b, loc, sizes, b.getI16Type());
    auto type = cast<RankedTensorType>(empty.getType());
    SmallVector<int64_t> shape(type.getShape());
    shape.back() = numSorted;
    Value before = UnrealizedConversionCastOp::create(b, loc, type.clone(shape),
                                                      ValueRange())
                       .getResult(0);
    auto after = InsertSortedRowsOp::create(b, loc, type, key, before, empty,
                                            b.getI64IntegerAttr(tile));
    return {before, after};
  }

  /// Makes the order an argument and a result, if it is used.
  bool addToSignature(CarriedOrder &order) {
    bool isUsed = !order.after->use_empty();
    if (isUsed) {
      unsigned position = entry.getNumArguments();
      (void)entry.insertArgument(position, order.before.getType(), {},
                                 entry.getLoc());
      order.after.getSortedMutable().assign(entry.getArgument(position));
      Operation *terminator = entry.front().getTerminator();
      terminator->insertOperands(terminator->getNumOperands(),
                                 order.after->getResults());
      (void)entry.insertResult(entry.getNumResults(),
                               order.after->getResultTypes().front(), {});
    } else {
      order.after->erase();
    }
    order.before.getDefiningOp()->erase();
    return isUsed;
  }

  func::FuncOp entry;
  const ::a3::Machine &machine;
  const bool carry;
  llvm::DenseMap<Key, Value> constants;
  llvm::MapVector<Key, CarriedOrder> carried;
};

struct OrderKeys : mlir::a3::impl::A3OrderKeysBase<OrderKeys> {
  using A3OrderKeysBase::A3OrderKeysBase;

  void runOnOperation() override {
    ::a3::Expected<::a3::Machine> description = ::a3::loadMachine(machine);
    if (!description) {
      getOperation().emitError() << description.error().message;
      return signalPassFailure();
    }
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function.isPublic() && !function.isExternal() &&
          function.getBody().hasOneBlock())
        orderKeys(function, *description, carry);
  }
};
} // namespace

unsigned mlir::a3::orderKeys(func::FuncOp entry, const ::a3::Machine &machine,
                             bool carry) {
  return KeyOrdering(entry, machine, carry).run();
}
