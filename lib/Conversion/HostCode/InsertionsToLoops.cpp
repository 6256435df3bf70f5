//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/Passes.h"

#include "a3/Dialect/A3/IR/A3.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3INSERTIONSTOLOOPS
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// What is inserted where. A sort inserts all rows into nothing.
struct Insertion {
  Value key, rows;
  Value sorted; ///< Null where there is nothing yet.
  std::optional<int64_t> tile;
};

/// Writes what is done for one column of one head.
class ColumnBuilder {
public:
  ColumnBuilder(OpBuilder &builder, Location loc, const Insertion &op)
      : b(builder), op(op), loc(loc),
        batchRank(cast<MemRefType>(op.key.getType()).getRank() - 2) {}

  /// Returns the first row number, which the loops around store once more.
  Value build() {
    for (int64_t dim = 0; dim < batchRank; ++dim)
      batch.push_back(linalg::IndexOp::create(b, loc, dim));
    column = linalg::IndexOp::create(b, loc, batchRank);
    one = index(1);
    Value numSorted = op.sorted ? copySorted() : index(0);
    Value numRows = size(op.key, batchRank);
    Value tile = op.tile ? index(*op.tile) : numRows;
    scf::ForOp::create(b, loc, numSorted, numRows, one, {},
                       [&](OpBuilder &, Location, Value row, ValueRange) {
                         insert(row, tile);
                         scf::YieldOp::create(b, loc);
                       });
    return load(op.rows, index(0));
  }

private:
  /// Returns how many there are.
  Value copySorted() {
    Value numSorted = size(op.sorted, batchRank + 1);
    scf::ForOp::create(b, loc, index(0), numSorted, one, {},
                       [&](OpBuilder &, Location, Value place, ValueRange) {
                         store(load(op.sorted, place), place);
                         scf::YieldOp::create(b, loc);
                       });
    return numSorted;
  }

  /// Behind the last entry of its tile whose key is not larger.
  void insert(Value row, Value tile) {
    Value number = arith::RemUIOp::create(b, loc, row, tile);
    Value first = arith::SubIOp::create(b, loc, row, number);
    Value key = loadKey(row);
    auto isLarger = [&](Value place) {
      Value before = arith::SubIOp::create(b, loc, place, one);
      Value entry = toIndex(load(op.rows, before));
      Value isThere = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ult,
                                            entry, number);
      cf::AssertOp::create(b, loc, isThere,
                           "the order of the keys names a row that is not "
                           "there; give what the step before returned");
      Value other = loadKey(arith::AddIOp::create(b, loc, first, entry));
      return arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OGT, other,
                                   key);
    };
    auto goesOn = [&](OpBuilder &, Location, ValueRange place) {
      Value isInside = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ugt,
                                             place.front(), first);
      auto moves = scf::IfOp::create(
          b, loc, isInside,
          [&](OpBuilder &, Location) {
            Value larger = isLarger(place.front());
            scf::YieldOp::create(b, loc, larger);
          },
          [&](OpBuilder &, Location) {
            Value no = arith::ConstantIntOp::create(b, loc, 0, /*width=*/1);
            scf::YieldOp::create(b, loc, no);
          });
      scf::ConditionOp::create(b, loc, moves.getResult(0), place);
    };
    auto move = [&](OpBuilder &, Location, ValueRange place) {
      Value before = arith::SubIOp::create(b, loc, place.front(), one);
      store(load(op.rows, before), place.front());
      scf::YieldOp::create(b, loc, before);
    };
    auto search =
        scf::WhileOp::create(b, loc, b.getIndexType(), row, goesOn, move);
    Value narrow = arith::IndexCastUIOp::create(b, loc, b.getI16Type(), number);
    store(narrow, search.getResult(0));
  }

  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(b, loc, value);
  }
  Value size(Value buffer, int64_t dim) {
    return b.createOrFold<memref::DimOp>(loc, buffer, dim);
  }
  Value toIndex(Value number) {
    return arith::IndexCastUIOp::create(b, loc, b.getIndexType(), number);
  }

  SmallVector<Value> place(Value row, Value column) {
    SmallVector<Value> indices = batch;
    indices.append({row, column});
    return indices;
  }
  Value load(Value rows, Value number) {
    return memref::LoadOp::create(b, loc, rows, place(column, number));
  }
  Value loadKey(Value row) {
    return memref::LoadOp::create(b, loc, op.key, place(row, column));
  }
  void store(Value row, Value number) {
    memref::StoreOp::create(b, loc, row, op.rows, place(column, number));
  }

  OpBuilder &b;
  const Insertion &op;
  Location loc;
  int64_t batchRank;
  SmallVector<Value> batch;
  Value column, one;
};

/// The first entries of the orders, of which there is one for each column of
/// each head: what the loops go over.
Value viewFirst(OpBuilder &b, Location loc, Value rows) {
  auto type = cast<MemRefType>(rows.getType());
  SmallVector<OpFoldResult> offsets(type.getRank(), b.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(type.getRank(), b.getIndexAttr(1));
  SmallVector<OpFoldResult> sizes = memref::getMixedSizes(b, loc, rows);
  sizes.back() = b.getIndexAttr(1);
  auto view = memref::SubViewOp::inferRankReducedResultType(
      type.getShape().drop_back(), type, offsets, sizes, strides);
  return memref::SubViewOp::create(b, loc, view, rows, offsets, sizes, strides);
}

struct InsertionsToLoops
    : mlir::a3::impl::A3InsertionsToLoopsBase<InsertionsToLoops> {
  void runOnOperation() override {
    WalkResult result = getOperation().walk([&](Operation *op) -> WalkResult {
      if (auto insertion = dyn_cast<InsertSortedRowsOp>(op))
        return replace(op, {insertion.getKey(), insertion.getRows(),
                            insertion.getSorted(), insertion.getTile()});
      if (auto sort = dyn_cast<SortKeysOp>(op))
        return replace(op, {sort.getKey(), sort.getRows(), /*sorted=*/Value(),
                            sort.getTile()});
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }

private:
  static WalkResult replace(Operation *op, const Insertion &insertion) {
    if (op->getNumResults() != 0)
      return op->emitOpError("is still on tensors; bufferize first");
    OpBuilder builder(op);
    Value first = viewFirst(builder, op->getLoc(), insertion.rows);
    int64_t rank = cast<MemRefType>(first.getType()).getRank();
    SmallVector<utils::IteratorType> loops(rank, utils::IteratorType::parallel);
    linalg::GenericOp::create(builder, op->getLoc(), ValueRange(), first,
                              builder.getMultiDimIdentityMap(rank), loops,
                              [&](OpBuilder &b, Location loc, ValueRange) {
                                Value row =
                                    ColumnBuilder(b, loc, insertion).build();
                                linalg::YieldOp::create(b, loc, row);
                              });
    op->erase();
    return WalkResult::skip();
  }
};
} // namespace
