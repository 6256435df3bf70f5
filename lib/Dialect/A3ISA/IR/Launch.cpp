//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Verifies launches: the operands among each other, and against their site.

#include "a3/Dialect/A3ISA/IR/A3ISA.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::a3isa;

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

namespace {
/// One operand and what the query, key and value make of its shape.
struct Operand {
  StringRef name;
  MemRefType type;
  int64_t rows;
  int64_t columns;
};
} // namespace

static SmallVector<Operand> describeOperands(LaunchOp op) {
  int64_t queries = op.getNumQueries(), rows = op.getNumRows();
  SmallVector<Operand> operands = {
      {"query", op.getQuery().getType(), queries, op.getDepth()},
      {"key", op.getKey().getType(), rows, op.getDepth()},
      {"value", op.getValue().getType(), rows, op.getValueDepth()},
      {"output", op.getOutput().getType(), queries, op.getValueDepth()}};
  if (op.getMask())
    operands.push_back({"mask", op.getMask().getType(), queries, rows});
  if (op.getBias())
    operands.push_back({"bias", op.getBias().getType(), queries, rows});
  if (op.getSortedRows())
    operands.push_back(
        {"sorted rows", op.getSortedRows().getType(), op.getDepth(), rows});
  return operands;
}

static LogicalResult verifyShape(LaunchOp op, const Operand &operand) {
  ArrayRef<int64_t> query = op.getQuery().getType().getShape();
  SmallVector<int64_t> expected(query);
  expected.end()[-2] = operand.rows;
  expected.end()[-1] = operand.columns;
  bool broadcastsBatch = operand.name != "query" && operand.name != "output";
  auto agrees = [&](size_t dim, int64_t size) {
    bool broadcasts = dim + 2 < expected.size() ? broadcastsBatch
                      : dim + 2 == expected.size()
                          ? operand.name == "mask" || operand.name == "bias"
                          : false;
    return size == expected[dim] || (broadcasts && size == 1);
  };
  ArrayRef<int64_t> shape = operand.type.getShape();
  if (shape.size() == expected.size() &&
      llvm::all_of(llvm::enumerate(shape),
                   [&](auto dim) { return agrees(dim.index(), dim.value()); }))
    return success();
  InFlightDiagnostic error = op.emitOpError()
                             << operand.name << " has type " << operand.type
                             << ", but the other operands ask for the shape ";
  llvm::interleave(expected, error, "x");
  return error;
}

static LogicalResult verifyLayout(LaunchOp op, const Operand &operand) {
  SmallVector<int64_t> strides;
  int64_t offset;
  if (failed(operand.type.getStridesAndOffset(strides, offset)) ||
      llvm::any_of(strides, [](int64_t stride) { return stride < 0; }))
    return op.emitOpError() << operand.name << " has type " << operand.type
                            << ", but needs static strides";
  if (operand.type.getShape().back() > 1 && strides.back() != 1)
    return op.emitOpError() << operand.name << " has type " << operand.type
                            << ", but its columns must lie side by side";
  return success();
}

LogicalResult LaunchOp::verify() {
  if (getQuery().getType().getRank() < 2 || getKey().getType().getRank() < 2 ||
      getValue().getType().getRank() < 2)
    return emitOpError("operands need at least the dimensions (rows, columns)");
  for (const Operand &operand : describeOperands(*this)) {
    if (operand.type.getNumElements() == 0)
      return emitOpError() << operand.name << " is empty";
    if (failed(verifyShape(*this, operand)) ||
        failed(verifyLayout(*this, operand)))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// The site
//===----------------------------------------------------------------------===//

namespace {
/// Compares a site with one launch of it.
class SiteVerifier {
public:
  SiteVerifier(LaunchOp launch, SiteOp site) : launch(launch), site(site) {}

  LogicalResult verify() {
    WalkResult result = site.walk<WalkOrder::PreOrder>(
        [&](InstructionOpInterface op) { return WalkResult(verifyOne(op)); });
    return failure(result.wasInterrupted() || failed(verifyTotals()) ||
                   failed(verifyFormats()));
  }

private:
  LogicalResult verifyOne(InstructionOpInterface op) {
    return llvm::TypeSwitch<Operation *, LogicalResult>(op)
        .Case([&](LoadQueryOp load) {
          return verifyRows(load, "query", launch.getQuery().getType());
        })
        .Case([&](LoadKeyOp load) {
          return verifyRows(load, "key", launch.getKey().getType());
        })
        .Case([&](LoadValueOp load) {
          return verifyRows(load, "value", launch.getValue().getType());
        })
        .Case([&](StoreOutputOp store) {
          return verifyRows(store, "output", launch.getOutput().getType());
        })
        .Case([&](LoadMaskOp load) { return verifyMask(load); })
        .Case([&](LoadBiasOp load) { return verifyBias(load); })
        .Case([&](LoadSortedOp load) { return verifySortedRows(load); })
        .Case([&](SetShapeOp shape) { return verifyShape(shape); })
        .Case([&](SetMaskOp mask) {
          isCausal |= mask.getCausal() == Switch::On;
          return success();
        })
        .Case([&](AttendOp attend) { return count(attend); })
        .Default(success());
  }

  InFlightDiagnostic error() {
    return launch.emitOpError()
           << "does not fit site @" << site.getSymName() << ": ";
  }

  template <typename Transfer>
  LogicalResult verifyPitch(Transfer op, StringRef name, MemRefType type,
                            int64_t elementBytes) {
    auto [strides, offset] = type.getStridesAndOffset();
    bool hasOneRow = type.getShape().end()[-2] == 1;
    int64_t bytes = hasOneRow ? 0 : strides.end()[-2] * elementBytes;
    auto pitch = static_cast<int64_t>(op.getPitch());
    // Heads of one query may be rows of one transfer.
    auto liesApart = [&](int64_t stride) {
      return stride * elementBytes == pitch;
    };
    if (op.getRows() == 1 || pitch == bytes ||
        (hasOneRow && llvm::any_of(ArrayRef(strides).drop_back(2), liesApart)))
      return success();
    return error() << "the rows of " << name << " lie " << bytes
                   << " bytes apart, the site's " << pitch;
  }

  template <typename Transfer>
  LogicalResult verifyRows(Transfer op, StringRef name, MemRefType type) {
    auto columns = static_cast<int64_t>(op.getColumns());
    if (columns != type.getShape().back())
      return error() << name << " has " << type.getShape().back()
                     << " columns, the site's " << columns;
    return verifyPitch(op, name, type, /*elementBytes=*/4);
  }

  LogicalResult verifyMask(LoadMaskOp op) {
    if (!launch.getMask())
      return error() << "it loads a mask, and there is none";
    readsMask = true;
    return verifyPitch(op, "mask", launch.getMask().getType(),
                       /*elementBytes=*/1);
  }

  LogicalResult verifyBias(LoadBiasOp op) {
    if (!launch.getBias())
      return error() << "it loads a bias, and there is none";
    readsBias = true;
    return verifyPitch(op, "bias", launch.getBias().getType(),
                       /*elementBytes=*/4);
  }

  LogicalResult verifySortedRows(LoadSortedOp op) {
    if (!launch.getSortedRows())
      return error() << "it loads sorted rows, and there are none";
    readsSortedRows = true;
    MemRefType type = launch.getSortedRows().getType();
    auto columns = static_cast<int64_t>(op.getColumns());
    if (columns != launch.getDepth())
      return error() << "the sorted rows are of " << launch.getDepth()
                     << " columns, the site's of " << columns;
    auto [strides, offset] = type.getStridesAndOffset();
    constexpr int64_t elementBytes = 2;
    int64_t apart = strides.end()[-2] * elementBytes;
    auto pitch = static_cast<int64_t>(op.getPitch());
    if (columns == 1 || pitch == apart)
      return success();
    return error() << "the columns of sorted rows lie " << apart
                   << " bytes apart, the site's " << pitch;
  }

  LogicalResult verifyShape(SetShapeOp op) {
    auto depth = static_cast<int64_t>(op.getDepth());
    auto valueDepth = static_cast<int64_t>(op.getValueDepth());
    if (depth != launch.getDepth() || valueDepth != launch.getValueDepth())
      return error() << "it is for " << depth << " columns of K and "
                     << valueDepth << " of V, not " << launch.getDepth()
                     << " and " << launch.getValueDepth();
    rows = op.getRows();
    return success();
  }

  LogicalResult count(AttendOp op) {
    uint64_t times = op.getQueries();
    for (auto loop = op->getParentOfType<LoopOp>(); loop;
         loop = loop->getParentOfType<LoopOp>())
      times *= loop.getCount();
    scores += times * rows;
    if (op.getPartial() == Partial::Whole || op.getPartial() == Partial::Last)
      queries += times;
    return success();
  }

  LogicalResult verifyTotals() {
    if (launch.getMask() && !readsMask)
      return error() << "it loads no mask";
    if (launch.getBias() && !readsBias)
      return error() << "it loads no bias";
    if (launch.getSortedRows() && !readsSortedRows)
      return error() << "it loads no sorted rows";
    uint64_t expected = launch.getHeads() * launch.getNumQueries();
    if (queries != expected)
      return error() << "it answers " << queries << " queries, not "
                     << expected;
    expected *= launch.getNumRows();
    // A causal mask may hide whole tiles.
    if (isCausal ? scores > expected : scores != expected)
      return error() << "it computes " << scores << " scores, not " << expected;
    return success();
  }

  LogicalResult verifyFormats() {
    std::optional<DenseElementsAttr> formats = site.getFormats();
    if (!formats || formats->getType().getDimSize(0) == launch.getHeads())
      return success();
    return error() << "it has formats for " << formats->getType().getDimSize(0)
                   << " heads, not " << launch.getHeads();
  }

  LaunchOp launch;
  SiteOp site;
  uint64_t rows = 0, queries = 0, scores = 0;
  bool readsMask = false, readsBias = false, readsSortedRows = false;
  bool isCausal = false;
};
} // namespace

LogicalResult LaunchOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  auto site = symbolTable.lookupNearestSymbolFrom<SiteOp>(*this, getSiteAttr());
  if (!site)
    return emitOpError() << "names @" << getSite()
                         << ", which is no a3isa.site of this module";
  return SiteVerifier(*this, site).verify();
}
